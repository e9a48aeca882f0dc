"""The page of the consensus board beside the SQL of its counts: 40 statements by 7 groups.

Each statement has the votes of 500 people; what the page shows is kept with each vote, so the
floor is the sum that one would count otherwise from the votes themselves.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app import create_app
from bench.consensus_board import SEED, SIZES, STATEMENTS
from bench.figures import Figure
from dialogue.kinds import Audience, StatementState, Visibility
from dialogue.models import Conversation, Group, Process, Statement, StatementCount, Vote, Voter
from kernel.clock import now
from kernel.database import Database
from kernel.jobs.schema import migrate_jobs
from kernel.schema import migrate
from tests.factories.accounts import new_office
from tests.factories.tables import new_party, new_process
from web.settings import Settings

RUNS = 100
MOST = 50.0


def figures(folder: Path) -> list[Figure]:
    """Milliseconds of the processor at the 95th percentile: SQLite counts in this very process."""
    url = f"sqlite:///{folder / 'board.sqlite'}"
    database = Database(url)
    migrate(database)
    migrate_jobs(database)
    app = create_app(Settings.for_tests(folder / "var", DATABASE_URL=url))
    with database.changing() as session:
        process = _table(session, app.extensions["vault"])
        address, conversation_id = f"/dialogue/{process.code}/board", _votes(session, process)
    browser = app.test_client()
    assert browser.get(address).status_code == 200  # noqa: S101 - a bench of the page, not of a 404

    def counts() -> None:
        with database.reading() as session:
            session.execute(
                select(Vote.statement_id, Voter.group_id, Vote.choice, func.count())
                .join(Voter, Voter.id == Vote.voter_id)
                .where(Vote.conversation_id == conversation_id)
                .group_by(Vote.statement_id, Voter.group_id, Vote.choice)
            ).all()

    page, floor = _slowest(lambda: browser.get(address)), _slowest(counts)
    app.extensions["jobs"].close()
    database.dispose()
    return [
        Figure("consensus board, whole page, p95", page, MOST, " ms", "≤ budget"),
        Figure("consensus board beside SQL counts of its votes", page, floor, " ms", "≤ 3 × floor"),
    ]


def _table(session: Session, vault: object) -> Process:
    office = new_office(session, vault)  # type: ignore[arg-type]  # the vault of the application
    process = new_process(session, vault, office, visibility=Visibility.PUBLIC)  # type: ignore[arg-type]
    for _size in SIZES:
        new_party(session, process)
    return process


def _votes(session: Session, process: Process) -> int:
    chance = random.Random(SEED)  # noqa: S311 - people of a bench
    office = process.office_id
    conversation = Conversation(
        office_id=office, process_id=process.id, code="V-BENCH2", title="Banco", is_public=True,
        audience=Audience.SEATS, opened_at=now(), closed_at=now(),
    )  # fmt: skip
    session.add(conversation)
    session.flush()
    voters = _voters(session, process.groups, conversation)
    for number in range(1, STATEMENTS + 1):
        statement = Statement(
            office_id=office, conversation_id=conversation.id, number=number,
            words=f"Frase {number} sobre el agua", state=StatementState.ACCEPTED,
        )  # fmt: skip
        session.add(statement)
        session.flush()
        _cast(session, chance, statement, voters)
    return conversation.id


def _voters(
    session: Session, groups: list[Group], conversation: Conversation
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    number = 0
    for group, size in zip(groups, SIZES, strict=True):
        for _one in range(size):
            number += 1
            voter = Voter(
                office_id=conversation.office_id, conversation_id=conversation.id, number=number,
                group_id=group.id,
            )  # fmt: skip
            session.add(voter)
            session.flush()
            found.setdefault(group.id, []).append(voter.id)
    return found


def _cast(
    session: Session, chance: random.Random, statement: Statement, voters: dict[int, list[int]]
) -> None:
    office, conversation = statement.office_id, statement.conversation_id
    for group, people in voters.items():
        choices = [chance.choice((-1, 0, 1)) for _one in people]
        session.execute(
            insert(Vote),
            [
                {
                    "office_id": office, "conversation_id": conversation, "at": now(),
                    "statement_id": statement.id, "voter_id": voter, "choice": choice,
                    "channel": "web",
                }
                for voter, choice in zip(people, choices, strict=True)
            ],
        )  # fmt: skip
        session.add(
            StatementCount(
                office_id=office, conversation_id=conversation, statement_id=statement.id,
                group_key=group, agree=choices.count(1), disagree=choices.count(-1),
                passed=choices.count(0),
            )
        )  # fmt: skip


def _slowest(run: Callable[[], object]) -> float:
    """The 95th of a hundred runs, in milliseconds."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return sorted(taken)[RUNS * 95 // 100 - 1] * 1000
