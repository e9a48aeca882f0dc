"""The desk at size: a page of the queue, its depth, a search and a code look-up.

Each stands beside the very SELECTs that it sends, alone in the same session.

The rows are copies of one real case in one SQLite file: what they hold is not opened here.
`python -m bench.desk CASES` measures at another size, such as 1000000.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, select, text
from sqlalchemy.orm import ORMExecuteState, Session

from accounts.models import Office
from accounts.roles import Role
from bench.figures import Figure
from bench.stage import case_with_code, installation, vault_of
from grievances.models import Case
from grievances.queries.cases import subject_of_code
from grievances.queries.finding import found
from grievances.queries.queue import Cursor, Filters, View, counts, queue
from kernel.clock import now
from kernel.policy import Actor, Grant
from kernel.vault import Vault

CASES = 100_000
ROUNDS = 300
WARM = 20


def figures(folder: Path, cases: int = CASES) -> list[Figure]:
    """The queue, its depth, the counts, a search and a code look-up among `cases` cases."""
    settings, database, office = installation(folder)
    case_with_code(settings, database, office)
    with database.changing() as session:
        pattern = session.scalars(select(Case)).one()
        _multiply(session.connection(), pattern.id, cases)
    vault = vault_of(settings, database)
    who = Actor(1, frozenset({Grant(Role.INTAKE, office.id), Grant(Role.SUPERVISOR, office.id)}))
    with database.reading() as session:
        return _measured(session, vault, who, office, cases)


def _measured(
    session: Session, vault: Vault, who: Actor, office: Office, cases: int
) -> list[Figure]:
    deep = _deep(session, office)
    filtered = Filters(view=View.RISK, language="es")
    code = session.scalar(select(Case.code_lookup).limit(1)) or ""
    at = f"among {cases:,} cases"

    def beside(what: str, run: Callable[[], object], same: Callable[[], object]) -> Figure:
        ours, floor = _p99(run, same)
        return Figure(f"{what}, p99 {at}", ours, floor, " ms", "≤ 2 ×")

    def first() -> object:
        return queue(session, who, Filters())

    def alone(what: str, run: Callable[[], object]) -> Figure:
        return beside(f"{what}, beside its SELECTs", run, _same(session, run))

    return [
        alone("queue", first),
        alone("queue, filtered", lambda: queue(session, who, filtered)),
        beside("queue, a page deep down, beside the first",
               lambda: queue(session, who, Filters(), deep), first),
        Figure(f"counts of the tabs, p99 {at}",
               _p99(lambda: counts(session, who))[0], 25.0, " ms", "≤ budget"),
        alone("search for a word in every case",
              lambda: found(session, vault, who, "canal", Filters())),
        alone("code look-up", lambda: subject_of_code(session, code)),
    ]  # fmt: skip


def _multiply(connection: Connection, pattern: int, cases: int) -> None:
    """So many copies of the pattern, their states and days spread."""
    columns = [column.name for column in Case.__table__.columns]
    spread = {
        "id": "n",
        "reference": "'R' || n",
        "code_lookup": "'L' || n",
        "urgent": "n % 10 = 0",
        "due_on": f"date('{now().date().isoformat()}', (n % 90 - 20) || ' days')",
        "amber_on": f"date('{now().date().isoformat()}', (n % 90 - 25) || ' days')",
        "state": "CASE n % 4 WHEN 0 THEN 'received' WHEN 1 THEN 'investigating' "
        "WHEN 2 THEN 'closed' ELSE 'screening' END",
        "handler_id": "CASE n % 3 WHEN 0 THEN 1 END",
    }
    wanted = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(spread.get(name, f'"{name}"') for name in columns)
    connection.execute(
        text(  # the names are those of our own columns
            "WITH RECURSIVE more(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM more "  # noqa: S608 - our columns
            f"WHERE n < :last) INSERT INTO grievances_case ({wanted}) "
            f"SELECT {values} FROM grievances_case, more WHERE id = :pattern"
        ),
        {"first": pattern + 1, "last": cases, "pattern": pattern},
    )
    connection.execute(
        text(
            "INSERT INTO grievances_case_word (office_id, word, case_id) "
            "SELECT w.office_id, w.word, c.id FROM grievances_case_word w, grievances_case c "
            "WHERE w.case_id = :pattern AND c.id <> :pattern"
        ),
        {"pattern": pattern},
    )
    connection.execute(text("ANALYZE"))


def _deep(session: Session, office: Office) -> Cursor:
    far = now().date() + timedelta(days=30)
    found: tuple[date, int] | None = session.execute(
        select(Case.due_on, Case.id)
        .where(Case.office_id == office.id, Case.urgent.is_(False), Case.due_on >= far)
        .order_by(Case.due_on, Case.id)
        .limit(1)
    ).first()
    return Cursor(False, *(found or (far, 1)))


def _same(session: Session, run: Callable[[], object]) -> Callable[[], None]:
    """The SELECTs that `run` sends, alone, through the same session."""
    sent: list[tuple[Any, Any]] = []

    def heard(state: ORMExecuteState) -> None:
        if not (state.is_relationship_load or state.is_column_load):  # these come with the others
            sent.append((state.statement, state.parameters))

    event.listen(session, "do_orm_execute", heard)
    run()
    event.remove(session, "do_orm_execute", heard)

    def again() -> None:
        for statement, values in sent:
            session.execute(statement, values).all()

    return again


def _p99(*runs: Callable[[], object]) -> list[float]:
    """The 99th percentile of each in milliseconds, in turns, after a few that warm up."""
    times: list[list[float]] = [[] for _ in runs]
    for number in range(WARM + ROUNDS):
        for run, taken in zip(runs, times, strict=True):
            begun = time.perf_counter()
            run()
            if number >= WARM:
                taken.append((time.perf_counter() - begun) * 1000)
    return [sorted(taken)[int(0.99 * ROUNDS)] for taken in times]


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory(prefix="rimanakuy-bench-") as made:
        for figure in figures(Path(made), size):
            print(f"{figure.what:80} {figure.ours:8.3f} beside {figure.floor:8.3f} {figure.goal}")  # noqa: T201
