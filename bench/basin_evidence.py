"""Five scenarios of thirty years: checked, hashed, computed anew and put in evidence.

The floor reads the same body with `json.loads`, hashes it and inserts it, on the same database.
"""

import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert

from basin.contract.answers import checked, parsed
from basin.models import Blob, Study
from basin.operations.evidence import put_in_evidence
from basin.operations.snapshot import RunFacts, exhibit_of
from basin.operations.studies import Outline, make_study
from bench.figures import Figure
from bench.stage import installation
from kernel.database import Database
from kernel.policy import SYSTEM

RECORDED = Path(__file__).parents[1] / "tests" / "basin" / "recorded" / "results.json"
ROUNDS = 7
GOAL_MS = 1000.0
AT = datetime(2026, 3, 2, 15, tzinfo=UTC)


def figures(folder: Path) -> list[Figure]:
    """Milliseconds for a snapshot, beside the bare floor and beside the budget."""
    _settings, database, office = installation(folder)
    with database.changing() as session:
        study = make_study(session, SYSTEM, office, Outline(title="Bench", basin="Salar")).id
    body = RECORDED.read_bytes()
    ours = _pace(lambda number: _ours(database, study, body, number))
    floor = _pace(lambda number: _floor(database, body, number))
    database.dispose()
    what = "evidence, 5 scenarios × 30 years"
    return [
        Figure(f"{what}, beside 1 s", ours, GOAL_MS, " ms", "≤ budget"),
        Figure(f"{what}, beside json and insert", ours, floor, " ms", "≤ 20 ×"),
    ]


def _ours(database: Database, study: int, body: bytes, number: int) -> None:
    facts = RunFacts(
        None, f"Corrida {number}", "", "Para la mesa", "Comunidad", AT, AT,
        "http://127.0.0.1:5000/", "salar-demo", "1.0.0", {"id": str(number)}, {}, {},
    )  # fmt: skip
    exhibit = exhibit_of(checked(parsed(_fresh(body, number))), _fresh(body, number), facts)
    with database.changing() as session:
        put_in_evidence(session, SYSTEM, session.get_one(Study, study), exhibit)


def _floor(database: Database, body: bytes, number: int) -> None:
    data = _fresh(body, -number - 1)
    json.loads(data)
    row = {"sha256": sha256(data).hexdigest(), "size": len(data), "data": data}
    with database.changing() as session:
        session.execute(insert(Blob), [row])


def _fresh(body: bytes, number: int) -> bytes:
    """The same answer in other bytes: what lies there already would cost nothing."""
    return body.rstrip() + b" " * (number % 50 + 1) + (b"\n" if number < 0 else b"")


def _pace(run: Callable[[int], None]) -> float:
    """The median in milliseconds, after one round to warm up."""
    spent = []
    run(0)
    for number in range(1, ROUNDS + 1):
        begun = time.perf_counter()
        run(number)
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)
