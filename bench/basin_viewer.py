"""The page of scenarios: five scenarios of thirty years, beside the bare queries that it sends.

The queries bring half a megabyte of series, which the page hashes anew on every visit; the charts
are drawn once for all visitors. `anew` is the first visit of a choice that nobody made before.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from app import create_app
from basin.kinds import Visibility
from basin.models import Evidence
from basin.operations.studies import Outline, make_study
from basin.pictures.scene import forget
from bench.figures import Figure
from bench.stage import installation
from kernel.database import Database
from kernel.policy import SYSTEM
from tests.factories.exhibits import new_run

ROUNDS = 60
WARM = 5
MOST_ANEW = 400.0
MOST_BYTES = 30 * 1024
Sent = list[tuple[str, Any]]


def figures(folder: Path) -> list[Figure]:
    """Milliseconds of the server for a page that was drawn before and for one that was not, and
    its weight on the wire."""
    settings, database, office = installation(folder)
    with database.changing() as session:
        outline = Outline(title="Bench", basin="Salar", process="salar-demo",
                          visibility=Visibility.PUBLIC)  # fmt: skip
        evidence: Evidence = new_run(session, make_study(session, SYSTEM, office, outline))
        address = f"/studies/evidence/{evidence.code}/scenarios"
    app = create_app(settings)
    client = app.test_client()

    def page() -> bytes:
        answer = client.get(address, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200, answer.status  # noqa: S101 - a bench of nothing
        return answer.get_data()

    def anew() -> None:
        forget()
        page()

    try:
        weight = len(page())
        sent = statements_of(app.extensions["database"], page)
        with database.engine.connect() as connection:
            ours, floor = medians(page, lambda: repeated(connection, sent))
        (first,) = medians(anew)
    finally:
        app.extensions["jobs"].close()
        app.extensions["database"].dispose()
    return [
        Figure("page of scenarios, beside its queries", ours, floor, " ms", "≤ 20 ×"),
        Figure("page of scenarios, drawn anew", first, MOST_ANEW, " ms", "≤ budget"),
        Figure("page of scenarios on the wire", weight, MOST_BYTES, " B", "≤ budget"),
    ]


def statements_of(database: Database, run: Callable[[], object]) -> Sent:
    """The statements that a page sends."""
    sent: Sent = []

    def heard(_connection: object, _cursor: object, statement: str, values: object,
              _context: object, _many: object) -> None:  # fmt: skip
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append((statement, values))

    event.listen(database.engine, "before_cursor_execute", heard)
    run()
    event.remove(database.engine, "before_cursor_execute", heard)
    return sent


def repeated(connection: Connection, sent: Sent) -> None:
    """The same statements, alone."""
    for statement, values in sent:
        connection.exec_driver_sql(statement, values).fetchall()


def medians(*runs: Callable[[], object]) -> list[float]:
    """The middle time of each in milliseconds, in turns, after a few that warm up."""
    times: list[list[float]] = [[] for _ in runs]
    for number in range(WARM + ROUNDS):
        for run, taken in zip(runs, times, strict=True):
            begun = time.perf_counter()
            run()
            if number >= WARM:
                taken.append((time.perf_counter() - begun) * 1000)
    return [statistics.median(taken) for taken in times]
