"""The pages of statements: a conversation that anybody votes in, and one that is closed.

`asked(house)` gives their codes; both are made once, at the table of `tables.py`. The closed one
has votes of thirty people and the opinion groups that were found of them.
"""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.jobs.opinions import computed
from dialogue.kinds import Audience, Tongue
from dialogue.models import BroughtVotes, Conversation, Group, OpinionRun, Process
from dialogue.operations.bringing import bring_votes
from dialogue.operations.conversations import Asked, make_conversation
from dialogue.operations.opinions import keep_groups
from dialogue.operations.statements import Line, suggest_statement
from dialogue.queries.conversations import Ballot
from dialogue.queries.opinions import votes_heard
from kernel.clock import now
from kernel.policy import SYSTEM
from tests.browser import tables
from tests.browser.house import House
from tests.dialogue.polis.conversations import comments_csv, votes_csv
from tests.factories.conversations import new_conversation, vote
from tests.factories.tables import new_seat

OPEN, CLOSED, AGAIN = "El agua de la vista", "Lo que se votó en mayo", "Lo mismo en noviembre"
LINES = tuple(
    Line(*pair)
    for pair in (
        ("El agua de la laguna es primero para las familias", "Qochapa unun ayllukunapaqraq"),
        ("La empresa informa a tiempo cuánta agua saca", "Empresaqa hayk'a unuta orqon willan"),
        ("El monitoreo debe ser de todas las partes", "Llapanchismi unuta tupunanchis"),
        ("Las mujeres deben estar en cada medición", "Warmikunapas tupuypi kananku"),
        ("Las ganancias se quedan en el distrito", ""),
    )
)  # fmt: skip


def asked(house: House) -> dict[str, str]:
    """What addresses need."""
    process = tables.named(house)["process"]
    with house.database.changing() as session:
        table = session.scalars(select(Process).where(Process.code == process)).one()
        if _titled(session, table, OPEN) is None:
            _ask(session, table)
        found = {name: _titled(session, table, name) for name in (OPEN, CLOSED, AGAIN)}
        brought = session.scalars(
            select(BroughtVotes.id).where(BroughtVotes.process_id == table.id)
        ).first()
        codes = {name: one.code if one else "" for name, one in found.items()}
        return {
            "process": process, "open": codes[OPEN], "closed": codes[CLOSED],
            "again": codes[AGAIN], "brought": str(brought),
        }  # fmt: skip


def _titled(session: Session, table: Process, title: str) -> Conversation | None:
    query = select(Conversation).where(
        Conversation.process_id == table.id, Conversation.title == title
    )
    return session.scalar(query)


def _ask(session: Session, table: Process) -> None:
    made = new_conversation(
        session, table, LINES, title=OPEN, title_qu="Qochapa unun", audience=Audience.PUBLIC,
        is_public=True, about="Qué piensa la gente de la cuenca antes de la quinta sesión.",
    )  # fmt: skip
    words = "Que se mida también el ojo de agua de arriba"
    suggest_statement(session, table, made, Ballot(key="somebody"), words, Tongue.ES)
    closed = new_conversation(session, table, LINES, title=CLOSED, is_public=True)
    groups = [*session.scalars(select(Group).where(Group.process_id == table.id))][:2]
    _vote(session, table, closed, groups)
    closed.closed_at = now()
    result, grouped = computed(votes_heard(session, closed))
    run = OpinionRun(office_id=closed.office_id, conversation_id=closed.id)
    session.add(run)
    session.flush()
    keep_groups(session, run.id, result, grouped)
    again = make_conversation(session, SYSTEM, table, Asked(AGAIN, is_public=True), closed)
    again.opened_at = now()
    session.flush()
    _vote(session, table, again, groups[::-1])
    again.closed_at = now()
    files = {
        "votes.csv": votes_csv("1 0 1", "2 0 -1"),
        "comments.csv": comments_csv("0 1 1 1", "1 0 0 -1"),
    }
    bring_votes(session, SYSTEM, table, "Agua dulce", files)


def _vote(
    session: Session, table: Process, conversation: Conversation, groups: list[Group]
) -> None:
    """Fifteen people of each group, mostly of its own mind."""
    for number in range(30):
        group = groups[number % 2]
        seat = new_seat(session, table, group, name="Votante")
        for statement in range(1, len(LINES) + 1):
            of_group = 1 if (number % 2 == 0) == (statement % 2 == 0) else -1
            choice = 0 if (number + statement) % 7 == 0 else of_group
            vote(session, conversation, seat, 1 if statement == 1 else choice, statement)
        seat.left_on = seat.since  # they vote, and sit at no other test's table


def by(who: str, end: str) -> tables.Scene:
    """Somebody who opens a page; `end` may ask for {open}, {closed}, {again}, {brought}."""
    return lambda house: (who, address(house, end))


def to(end: str) -> Callable[[House], str]:
    """A page for everybody."""
    return lambda house: address(house, end)


def address(house: House, end: str) -> str:
    """An address under the statements of the process."""
    known = asked(house)
    return f"/dialogue/{known['process']}/statements{end.format(**known)}"


HOST, DELEGATE = tables.HOST, tables.DELEGATE
NOT_PAGES = {
    "dialogue.export_conversation": "a file",
    "dialogue.results_csv": "a file",
}
PAGES: dict[str, tuple[str, tables.Scene]] = {
    "conversations for their host": ("dialogue.conversations_page", by(HOST, "")),
    "new conversation": ("dialogue.new_conversation_page", by(HOST, "/new")),
    "the same again": ("dialogue.new_conversation_page", by(HOST, "/new?repeats={closed}")),
    "conversation for its host": ("dialogue.conversation_page", by(HOST, "/{open}")),
    "change a conversation": ("dialogue.change_conversation_page", by(HOST, "/{open}/change")),
    "write statements": ("dialogue.seed_page", by(HOST, "/{open}/seed")),
    "moderate statements": ("dialogue.statements_page", by(HOST, "/{open}/moderate")),
    "statements voted on": (
        "dialogue.statements_page",
        by(HOST, "/{open}/moderate?view=accepted"),
    ),
    "votes on paper": ("dialogue.paper_votes_page", by(HOST, "/{open}/paper")),
    "bring votes": ("dialogue.bring_page", by(HOST, "/bring")),
    "brought votes": ("dialogue.brought_page", by(HOST, "/bring/{brought}")),
    "results for a party": ("dialogue.results_page", by(DELEGATE, "/{closed}/results")),
    "opinions for their host": ("dialogue.opinions_page", by(HOST, "/{open}/opinions")),
}
PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "conversations": ("dialogue.conversations_page", to("")),
    "conversation": ("dialogue.conversation_page", to("/{open}")),
    "a vote": ("dialogue.vote_page", to("/{open}/vote")),
    "a vote again": ("dialogue.vote_again_page", to("/{open}/vote/1")),
    "own votes": ("dialogue.own_votes_page", to("/{open}/mine")),
    "suggest a statement": ("dialogue.suggest_page", to("/{open}/suggest")),
    "results": ("dialogue.results_page", to("/{closed}/results")),
    "results before and now": ("dialogue.compared_page", to("/{again}/compared")),
    "opinion groups": ("dialogue.opinions_page", to("/{closed}/opinions")),
}
