"""The pages of proposals, rounds, the board and the room, at the table of `tables.py`.

`decided(house)` gives what addresses need; everything is made once: a proposal with two closed
rounds, one whose objections are heard, one that takes positions in a meeting that is open.
"""

from collections.abc import Callable

from playwright.sync_api import Page as Screen
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Group, Position, Process, Proposal, Round, Seat
from dialogue.operations.rounds import hear_objections
from kernel.clock import now
from kernel.policy import SYSTEM
from meetings.models import Meeting
from tests.browser import tables
from tests.browser.house import House
from tests.browser.tables import DELEGATE, HOST
from tests.browser.visits import press
from tests.factories.meetings import new_meeting
from tests.factories.rounds import closed, new_proposal, new_round, says, speaks_as_one

DECIDED, HEARD, OPEN = (
    "Bombear menos a la vista",
    "Medir la laguna a la vista",
    "Abrir la compuerta",
)
SESSION = "Sesión de la vista"


def decided(house: House) -> dict[str, str]:
    """What addresses need."""
    code = tables.named(house)["process"]
    with house.app.app_context(), house.database.changing() as session:
        process = session.scalars(select(Process).where(Process.code == code)).one()
        if _titled(session, process, DECIDED) is None:
            _decide(house, session, process)
        session.flush()
        titled = {name: _titled(session, process, name) for name in (DECIDED, HEARD, OPEN)}
        heard = select(Round.id).where(Round.proposal_id == _id(titled[HEARD]))
        return {
            "process": code,
            "decided": _code(titled[DECIDED]),
            "heard": _code(titled[HEARD]),
            "open": _code(titled[OPEN]),
            "group": str(process.groups[0].id),
            "company": str(process.groups[1].id),
            "seat": str(process.seats[0].id),
            "objection": str(
                session.scalar(select(Position.id).where(Position.round_id.in_(heard)))
            ),
            "meeting": session.scalars(
                select(Meeting.reference).where(Meeting.title == SESSION)
            ).one(),
        }


def _decide(house: House, session: Session, process: Process) -> None:
    community, company = process.groups[:2]
    seat = next(one for one in process.seats if one.group_id == community.id)
    proposal = new_proposal(
        session, process, "Bombear 20 % menos de mayo a octubre.", title=DECIDED, is_public=True,
        words_qu="Mayumanta octubrekama 20 % pisi unuta hurquna.",
    )  # fmt: skip
    for option in ("objection", "consent"):
        one = new_round(session, process, proposal)
        _answer(session, process, one, seat, company, option)
        closed(session, process, one)
    heard = new_round(session, process, new_proposal(session, process, title=HEARD))
    says(session, process, heard, seat, "objection", "Nadie dijo quién mide.")
    hear_objections(session, SYSTEM, process, heard)
    vault = house.app.extensions["vault"]
    meeting = new_meeting(session, vault, process.office, title=SESSION, belongs_to=process.subject)
    meeting.opened_at = now()
    session.flush()
    here = new_proposal(session, process, title="Publicar el bombeo a la vista")
    done = new_round(session, process, here, meeting=meeting.subject)
    _answer(session, process, done, seat, company, "consent")
    closed(session, process, done)
    new_round(session, process, new_proposal(session, process, title=OPEN), meeting=meeting.subject)


def _answer(
    session: Session, process: Process, one: Round, seat: Seat, company: Group, option: str
) -> None:
    says(session, process, one, seat, option, "Baja el agua en mayo.")
    speaks_as_one(session, process, one, company, option)


def _titled(session: Session, process: Process, title: str) -> Proposal | None:
    query = select(Proposal).where(Proposal.process_id == process.id, Proposal.title == title)
    return session.scalar(query)


def _id(one: Proposal | None) -> int:
    return one.id if one else 0


def _code(one: Proposal | None) -> str:
    return one.code if one else ""


def address(house: House, end: str) -> str:
    """A page of the process; `end` may ask for what `decided` gives."""
    known = decided(house)
    return f"/dialogue/{known['process']}{end.format(**known)}"


def by(who: str, end: str) -> tables.Scene:
    """Somebody who opens one of these pages."""
    return lambda house: (who, address(house, end))


def to(end: str) -> Callable[[House], str]:
    """One of these pages for everybody."""
    return lambda house: address(house, end)


AT = "/proposals/{open}/rounds/1"
NOT_PAGES = {
    "dialogue.act_file": "a file",
    "dialogue.board_csv": "a file",
    "dialogue.result_json": "a file",
    "dialogue.rounds_csv": "a file",
}
PAGES: dict[str, tuple[str, tables.Scene]] = {
    "proposals for their host": ("dialogue.proposals_page", by(HOST, "/proposals")),
    "new proposal": ("dialogue.new_proposal_page", by(HOST, "/proposals/new")),
    "proposal for a party": ("dialogue.proposal_page", by(DELEGATE, "/proposals/{decided}")),
    "new version": ("dialogue.version_page", by(HOST, "/proposals/{decided}/version")),
    "change a proposal": ("dialogue.change_proposal_page", by(HOST, "/proposals/{decided}/change")),
    "plan a round": ("dialogue.new_round_page", by(HOST, "/proposals/{decided}/rounds/new")),
    "round for a party": ("dialogue.round_page", by(DELEGATE, "/proposals/{decided}/rounds/2")),
    "open round": ("dialogue.round_page", by(HOST, AT)),
    "round that is heard": ("dialogue.round_page", by(HOST, "/proposals/{heard}/rounds/1")),
    "void a round": ("dialogue.void_round_page", by(HOST, f"{AT}/void")),
    "ballot": ("dialogue.position_page", by(DELEGATE, f"{AT}/position")),
    "hands": ("dialogue.hands_page", by(HOST, f"{AT}/groups/{{group}}/hands?room={{meeting}}")),
    "one voice": ("dialogue.delegation_page", by(HOST, f"{AT}/groups/{{company}}/delegation")),
    "seat after seat": ("dialogue.seats_page", by(HOST, f"{AT}/groups/{{group}}/seats")),
    "position of a seat": ("dialogue.seat_position_page", by(HOST, f"{AT}/seats/{{seat}}")),
    "take up an objection": (
        "dialogue.integration_page",
        by(HOST, "/proposals/{heard}/rounds/1/objections/{objection}"),
    ),
    "board for a party": ("dialogue.board_page", by(DELEGATE, "/board")),
    "rooms": ("dialogue.rooms_page", by(HOST, "/room/")),
    "room of a table": ("dialogue.room_page", by(HOST, "/room/{meeting}")),
    "open a round in the room": (
        "dialogue.open_in_room_page",
        by(HOST, "/room/{meeting}/rounds/new?proposal={decided}"),
    ),
    "read a result out": (
        "dialogue.read_result_page",
        by(HOST, "/room/{meeting}/read/{decided}/2"),
    ),
}
PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "proposals": ("dialogue.proposals_page", to("/proposals")),
    "proposal": ("dialogue.proposal_page", to("/proposals/{decided}")),
    "round": ("dialogue.round_page", to("/proposals/{decided}/rounds/2")),
    "board": ("dialogue.board_page", to("/board")),
}


def _looks_before_putting(_house: House, screen: Screen) -> None:
    """Fills in what is asked and looks at it as the table will read it."""
    for name, value in {
        "title": "Medir la vertiente",
        "words": "Se mide cada mes, con dos testigos de la comunidad.",
        "changed": "La comunidad pidió testigos.",
    }.items():
        if screen.locator(f"[name={name}]").count():
            screen.fill(f"[name={name}]", value)
    press(screen, "main [name=step]")


DONE: dict[str, tuple[str, tables.Scene, Callable[[House, Screen], None]]] = {
    "proposal before it is put": (
        "dialogue.new_proposal_page", by(DELEGATE, "/proposals/new"), _looks_before_putting,
    ),
    "version before it is put": (
        "dialogue.version_page", by(HOST, "/proposals/{decided}/version"), _looks_before_putting,
    ),
}  # fmt: skip
"""What somebody does on a page, and what they meet then."""
