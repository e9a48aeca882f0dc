"""Evidence with series, for the viewer: a run of the model, a loaded table, a station."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from basin.contract.answers import checked
from basin.contract.canonical import canonical
from basin.kinds import EvidenceKind, Origin
from basin.models import Evidence, Study
from basin.operations.evidence import Exhibit, PartOf, put_in_evidence
from basin.operations.snapshot import RunFacts, exhibit_of
from kernel.policy import SYSTEM

RECORDED = Path(__file__).parent.parent / "basin" / "recorded" / "results.json"
COVERAGES = "application/prs.coverage+json"
AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@cache
def _run(title: str, litres: float, higher: float) -> Exhibit:
    """The recorded answer, as if it had been asked with `litres` of fresh water a second; every
    level of its scenarios with a mine stands so much `higher`."""
    document = json.loads(RECORDED.read_bytes())
    document["run"]["inputs"]["mine_fresh_l_s"] = litres
    for coverage in document["timeseries"]["coverages"]:
        if "mine" in coverage["id"]:
            for name, array in coverage["ranges"].items():
                if name.startswith("lagoon_level."):
                    array["values"] = [value + higher for value in array["values"]]
    body = json.dumps(document).encode()
    inputs = {**document["run"]["inputs"]}
    facts = RunFacts(
        run_id=None, title=title, title_qu="", why="Para la mesa", requested_by="Rosa",
        requested_at=AT, retrieved_at=AT, url="http://127.0.0.1:5000/", process="salar-demo",
        process_version="1.0.0", job={"id": "1"}, inputs=inputs, units={"mine_fresh_l_s": "L/s"},
    )  # fmt: skip
    return exhibit_of(checked(document), body, facts)


def new_run(
    session: Session, study: Study, title: str = "Con mina, 60 L/s", litres: float = 60.0,
    higher: float = 0.0,
) -> Evidence:  # fmt: skip
    """A run of the model in evidence: five scenarios, thirty years of months."""
    return put_in_evidence(session, SYSTEM, study, _run(title, litres, higher))


def new_station(
    session: Session, study: Study, values: Sequence[float | None], flags: Sequence[str],
    **facts: Any,
) -> Evidence:  # fmt: skip
    """What a station measured from 2026 on, month by month."""
    known = {"variable": "lagoon_level", "unit": "m", "title": "Regla de la laguna"} | facts
    name = known["variable"]
    return _loaded(
        session, study, EvidenceKind.OBSERVATIONS, known["title"],
        {"station": {"name": known["title"]}, "series": [{"variable": name}]},
        {"observed": {f"{name}.value": list(values), f"{name}.flag": list(flags)}},
        {name: known["unit"]},
    )  # fmt: skip


def new_table(
    session: Session, study: Study, scenarios: Mapping[str, Mapping[str, Sequence[float | None]]],
    title: str = "WEAP",
) -> Evidence:  # fmt: skip
    """Series of another model, by scenario and variable, from 2026 on, month by month."""
    named = {
        scenario: {f"{variable}.value": list(values) for variable, values in series.items()}
        for scenario, series in scenarios.items()
    }
    told = [{"id": scenario, "title": {"es": scenario.title()}} for scenario in scenarios]
    units = {"lagoon_level": "m", "streamflow": "L/s"}
    body = {"scenarios": told}
    return _loaded(session, study, EvidenceKind.FILE, title, body, named, units)


def _loaded(
    session: Session, study: Study, kind: EvidenceKind, title: str, body: dict[str, Any],
    scenarios: Mapping[str, Mapping[str, list[Any]]], units: Mapping[str, str],
) -> Evidence:  # fmt: skip
    collection = {
        "type": "CoverageCollection",
        "coverages": [
            {
                "id": scenario,
                "domain": {"axes": {"t": {"values": _months(len(next(iter(series.values()))))}}},
                "parameters": {
                    key: {"unit": {"symbol": units.get(key.split(".")[0], "u")}} for key in series
                },
                "ranges": {key: {"values": values} for key, values in series.items()},
            }
            for scenario, series in scenarios.items()
        ],
    }
    part = PartOf("timeseries", COVERAGES, canonical(collection))
    exhibit = Exhibit(kind=kind, origin=Origin.HAND, title=title, body=body, parts=(part,))
    return put_in_evidence(session, SYSTEM, study, exhibit)


def _months(count: int) -> list[str]:
    return [f"{2026 + at // 12}-{at % 12 + 1:02d}-01T00:00:00Z" for at in range(count)]
