"""The desk at size: a page of the queue, its depth, a search and a code look-up, beside bare SQL.

The rows are copies of one real case in one SQLite file: what they hold is not opened here.
`python -m bench.desk CASES` measures at another size, such as 1000000.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, literal_column, select, text
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.roles import Role
from bench.figures import Figure
from bench.stage import case_with_code, installation, vault_of
from grievances.models import Case, CaseWord
from grievances.models.case import STILL_OPEN
from grievances.queries.cases import subject_of_code
from grievances.queries.finding import found, search_key_of
from grievances.queries.queue import PAGE, Cursor, Filters, View, counts, queue
from kernel.blind_index import digests_in_order
from kernel.clock import now
from kernel.policy import Actor, Grant
from kernel.vault import Vault

CASES = 100_000
ROUNDS = 300


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
    first = _p99(lambda: queue(session, who, Filters()))
    bare = _p99(lambda: _bare(session, office))
    filtered = Filters(view=View.RISK, language="es")
    word = _a_word(session, vault, office)
    code = session.scalar(select(Case.code_lookup).limit(1)) or ""
    at = f"among {cases:,} cases"
    return [
        Figure(f"queue, p99 {at}", first, bare, " ms", "≤ 2 ×"),
        Figure(f"queue, filtered, p99 {at}",
               _p99(lambda: queue(session, who, filtered)), bare, " ms", "≤ 2 ×"),
        Figure(f"queue, a page deep down, p99 {at}",
               _p99(lambda: queue(session, who, Filters(), deep)), first, " ms", "≤ 2 ×"),
        Figure(f"counts of the tabs, p99 {at}",
               _p99(lambda: counts(session, who)), 25.0, " ms", "≤ budget"),
        Figure(f"search for a word in every case, p99 {at}",
               _p99(lambda: found(session, vault, who, "canal", Filters())),
               _p99(lambda: _found_bare(session, office, word)), " ms", "≤ 4 ×"),
        Figure(f"code look-up, p99 {at}",
               _p99(lambda: subject_of_code(session, code)),
               _p99(lambda: _code_bare(session, code)), " ms", "≤ 2 ×"),
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


def _a_word(session: Session, vault: Vault, office: Office) -> int:
    return digests_in_order(search_key_of(session, vault, office) or b"", "canal")[0]


def _bare(session: Session, office: Office) -> None:
    """The same rows by the plainest query, loaded alike: no view, no tie, no filter."""
    still_open: ColumnElement[bool] = literal_column(f"({STILL_OPEN})")
    ids = session.scalars(
        select(Case.id)
        .where(Case.office_id == office.id, Case.urgent.is_(True), still_open)
        .order_by(Case.due_on, Case.id)
        .limit(PAGE + 1)
    )
    session.scalars(select(Case).where(Case.id.in_(list(ids)))).all()


def _found_bare(session: Session, office: Office, word: int) -> None:
    newest = (
        select(CaseWord.case_id)
        .where(CaseWord.office_id == office.id, CaseWord.word == word)
        .order_by(CaseWord.case_id.desc())
        .limit(PAGE + 1)
    )
    ids = list(session.scalars(newest))
    session.scalars(select(Case).where(Case.id.in_(ids))).all()


def _code_bare(session: Session, code: str) -> None:
    sql = text("SELECT id FROM grievances_case WHERE code_lookup = :code")
    session.scalar(sql, {"code": code})


def _p99(run: Callable[[], object]) -> float:
    """The 99th percentile in milliseconds, after a few runs that warm up."""
    for _ in range(20):
        run()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        run()
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)[int(0.99 * ROUNDS)]


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory(prefix="rimanakuy-bench-") as made:
        for figure in figures(Path(made), size):
            print(f"{figure.what:60} {figure.ours:8.3f} beside {figure.floor:8.3f} {figure.goal}")  # noqa: T201
