"""One vote until its counts are fresh, beside the bare SQL that the same rows cost.

Ours is what the page does to change something, for a browser of the public: it finds and holds the
conversation with its process and office, asks whether the browser may know of it, finds the
statement, the voter and the earlier vote, adds the vote, moves the counts, and commits: five
statements. The form that came, the limits and the answer are not in it. The floor are the six that
change something or find what is changed, written by hand, on the same file with the same
durability. Seconds are those of the processor: others who work on the machine hardly move them.
"""

import statistics
import time
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.roles import OfficeKind
from bench.figures import Figure
from dialogue.kinds import Audience, ProcessKind, Visibility
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Conversation, Vote, Voter
from dialogue.operations.bringing import count_anew
from dialogue.operations.conversations import Asked, make_conversation
from dialogue.operations.processes import Outline, make_process
from dialogue.operations.statements import Line, seed_statements
from dialogue.operations.voting import cast_vote
from dialogue.queries.conversations import Ballot, conversation_for
from dialogue.queries.statements import statements_in
from dialogue.queries.turns import turn_of
from dialogue.queries.voting import counts_anew, counts_kept
from kernel.clock import now
from kernel.database import Database
from kernel.jobs.schema import migrate_jobs
from kernel.policy import STRANGER, SYSTEM
from kernel.schema import migrate
from kernel.vault import Vault

STATEMENTS, PEOPLE, VOTES = 100, 1_000, 50_000
ROUNDS = 300
GOAL_MS = 5.0
MOST_TIMES = 8.0


def figures(folder: Path) -> list[Figure]:
    """Milliseconds of one vote among 50,000, and of finding what is asked next."""
    database = Database(f"sqlite:///{folder / 'votes.sqlite'}")
    try:
        migrate(database)
        migrate_jobs(database)
        code, process = _stage(database)
        asked, ours = [], []
        for turn in range(ROUNDS):  # as people do: they are asked, then they vote
            asked.append(_next(database, code, process, turn))
            ours.append(_one(database, code, process, turn))
        floor = [_bare(database, turn) for turn in range(ROUNDS)]
        _must_be_right(database, code, process)
    finally:
        database.dispose()
    what = f"one vote among {VOTES}"
    return [
        Figure(f"{what}, counts fresh", _middle(ours), GOAL_MS, " ms", "≤ budget"),
        Figure(
            f"{what}, beside its SQL", _middle(ours), _middle(floor), " ms", f"≤ {MOST_TIMES} ×"
        ),
        Figure("next of 100 statements", _middle(asked), GOAL_MS * 2, " ms", "≤ budget"),
    ]


def _middle(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def _stage(database: Database) -> tuple[str, str]:
    vault = Vault(bytes(32), database)
    with database.changing() as session:
        office = Office(
            slug="bench", name="Bench", kind=OfficeKind.OMBUDSMAN, country="PE", region="PE-CUS",
            time_zone="America/Lima", languages=["es"], tracks=[], anonymous_tracks=[],
        )  # fmt: skip
        session.add(office)
        session.flush()
        vault.add_holder(session, office.holder)
        outline = Outline(ProcessKind.MESA, "Mesa", visibility=Visibility.PUBLIC)
        process = make_process(session, SYSTEM, vault, office, outline)
        process.state = ProcessState.GOING_ON
        made = make_conversation(session, SYSTEM, process, Asked("Votes", audience=Audience.PUBLIC))
        lines = [Line(f"Statement {number}") for number in range(STATEMENTS)]
        seed_statements(session, SYSTEM, process, made, lines)
        made.opened_at = now()
        _fill(session, made)
        return made.code, process.code


def _fill(session: Session, made: Conversation) -> None:
    """Votes of a thousand browsers, with the counts that they make."""
    for person in range(PEOPLE):
        ballot = Ballot(key=f"b{person}")
        cast_vote(session, made, ballot, 1 + person % STATEMENTS, person % 3 - 1)
    statements = [one.id for one in statements_in(session, made)]
    voters = session.scalars(select(Voter.id).order_by(Voter.id)).all()
    own = {"office_id": made.office_id, "conversation_id": made.id}
    rows = [
        {**own, "statement_id": statements[(person + step) % STATEMENTS], "voter_id": voter,
         "choice": (person + step) % 3 - 1}
        for person, voter in enumerate(voters)
        for step in range(1, VOTES // PEOPLE)
    ]  # fmt: skip
    session.execute(insert(Vote), rows)
    count_anew(session, made)


def _one(database: Database, code: str, process: str, turn: int) -> float:
    begun = time.process_time()
    with database.changing() as session:
        _table, held = conversation_for(session, STRANGER, process, code, for_change=True)
        cast_vote(session, held, Ballot(key=f"b{turn}"), 1 + (turn + 70) % STATEMENTS, 1)
    return time.process_time() - begun


def _next(database: Database, code: str, process: str, turn: int) -> float:
    begun = time.process_time()
    with database.reading() as session:
        _table, met = conversation_for(session, STRANGER, process, code)
        turn_of(session, met, Ballot(key=f"b{turn}"))
    return time.process_time() - begun


def _bare(database: Database, turn: int) -> float:
    """The same work as SQL: find the voter and their vote, add one, move a count and the sum."""
    begun = time.process_time()
    with database.write_lock(), database.engine.connect() as connection:
        held = connection.execution_options(rimanakuy_change=True)
        run = held.exec_driver_sql
        who = run(
            "select id from dialogue_voter where conversation_id = 1 and voter_key = ?",
            (f"b{turn + 400}",),
        ).scalar_one()
        statement = run(
            "select id from dialogue_statement where conversation_id = 1 and number = ?",
            (1 + (turn + 70) % STATEMENTS,),
        ).scalar_one()
        run(
            "select choice from dialogue_vote where statement_id = ? and voter_id = ? "
            "order by id desc limit 1", (statement, who),
        ).first()  # fmt: skip
        run(
            "insert into dialogue_vote (office_id, conversation_id, statement_id, voter_id, choice,"
            " channel, cast_at) values (1, 1, ?, ?, 1, 'web', '2026-11-29 12:00:00')",
            (statement, who),
        )
        run("update dialogue_count set agree = agree + 1 where statement_id = ?"
            " and group_key = 0", (statement,))  # fmt: skip
        run("update dialogue_conversation set votes_cast = votes_cast + 1 where id = 1")
        held.commit()
    return time.process_time() - begun


def _must_be_right(database: Database, code: str, process: str) -> None:
    """What was measured counted right: only the bare votes may have been counted twice."""
    with database.reading() as session:
        _table, made = conversation_for(session, SYSTEM, process, code)
        kept, anew = counts_kept(session, made), counts_anew(session, made)
    if kept.keys() != anew.keys():
        raise RuntimeError("the counts are not those of the votes")
