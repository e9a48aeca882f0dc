"""What people bring by hand becomes an exhibit: pure, so that it is made with no transaction open.

Every one of them is marked as loaded by hand; only words that this platform itself holds, and lets
others copy, come from the house.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from basin.contract.canonical import canonical
from basin.kinds import EvidenceKind, Origin
from basin.mapping.coverage import collection_of, ids_of, observed_of, variable_id
from basin.mapping.notes import counted
from basin.mapping.observing import Observed
from basin.mapping.plans import as_plain
from basin.mapping.saying import Understood
from basin.mapping.series import Read, Reading
from basin.models import Evidence
from basin.operations.adding_held import Held
from basin.operations.evidence import Exhibit, PartOf

HAND_NOTE = "cargado a mano, no verificado por el servicio"
"""Stands on everything that no service computed and nobody checked."""
COVERAGES = "application/prs.coverage+json"
BYTES = "application/octet-stream"


@dataclass(frozen=True)
class About:
    """What whoever brings it says of it; `facts` by their name, empty ones left out."""

    title: str
    title_qu: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""
    model_version: str = ""


def _exhibit(
    kind: EvidenceKind, about: About, body: Mapping[str, Any], *parts: PartOf,
    origin: Origin = Origin.HAND, supersedes: Evidence | None = None,
) -> Exhibit:  # fmt: skip
    model = " ".join(filter(None, (about.model, about.model_version)))
    said = {name: value for name, value in {"model_name": model, **about.facts}.items() if value}
    return Exhibit(
        kind=kind,
        origin=origin,
        title=about.title,
        title_qu=about.title_qu,
        note=HAND_NOTE if origin is Origin.HAND else "",
        body={**said, **body},
        parts=parts,
        model=about.model,
        model_version=about.model_version,
        supersedes=supersedes,
    )


def of_series(about: About, held: Held, table: Understood, reading: Reading) -> Exhibit:
    """Series of another model, read from a table by the mapping of a person."""
    ids = ids_of([one.wanted.scenario for one in reading.series])
    titles = {one.wanted.scenario: one.wanted.scenario_qu for one in reading.series}
    body = {
        "source": _source(held, table),
        "mapping": _mapping(table, reading),
        "time_step": str(reading.step),
        "scenarios": [
            {"id": short, "title": {"es": name} | ({"qu": titles[name]} if titles[name] else {})}
            for name, short in ids.items()
        ],
        "series": [_summary(one, reading, ids[one.wanted.scenario]) for one in reading.series],
    }
    parts = PartOf("timeseries", COVERAGES, canonical(collection_of(reading))), _original(held)
    return _exhibit(EvidenceKind.FILE, about, body, *parts)


@dataclass(frozen=True)
class Station:
    """Where something was measured; `datum` is what a level is counted from."""

    name: str
    code: str = ""
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None
    datum: str = ""


def of_observations(
    about: About, held: Held, table: Understood, observed: Observed, station: Station,
    confirmed: frozenset[int] = frozenset(), supersedes: Evidence | None = None,
) -> Exhibit:  # fmt: skip
    """What a station measured, each value with its flag; `confirmed` rows somebody vouches for."""
    reading, one = observed.reading, observed.series
    place = None
    if station.longitude is not None and station.latitude is not None:
        place = (station.longitude, station.latitude)
    told = [str(flag) for flag in observed.flags]
    body = {
        "source": _source(held, table),
        "mapping": _mapping(table, reading),
        "station": asdict(station),
        "time_step": str(reading.step),
        "series": [_summary(one, reading, "observed")],
        "flags": {flag: told.count(flag) for flag in sorted(set(told))},
        "doubts": [
            {
                "row": doubt.row,
                "day": doubt.day.isoformat(),
                "value": doubt.value,
                "left_out": doubt.is_impossible,
                "confirmed": doubt.row in confirmed and not doubt.is_impossible,
            }
            for doubt in observed.doubts
        ],
    }
    collection = observed_of(reading.days, one, observed.flags, place)
    parts = PartOf("timeseries", COVERAGES, canonical(collection)), _original(held)
    return _exhibit(EvidenceKind.OBSERVATIONS, about, body, *parts, supersedes=supersedes)


def of_file(about: About, held: Held) -> Exhibit:
    """What another model gave, kept byte for byte and never opened."""
    return _exhibit(EvidenceKind.FILE, about, {"source": _source(held)}, _original(held))


def of_paper(kind: EvidenceKind, about: About, body: Mapping[str, Any]) -> Exhibit:
    """A photograph or a result of a laboratory; its file is sealed beside it."""
    return _exhibit(kind, about, dict(body))


def of_words(
    kind: EvidenceKind, about: About, body: Mapping[str, Any], origin: Origin = Origin.HAND
) -> Exhibit:
    """A frozen copy of words or cells, without a file."""
    return _exhibit(kind, about, body, origin=origin)


def _original(held: Held) -> PartOf:
    return PartOf("original", BYTES, held.data)


def _source(held: Held, table: Understood | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file_name": held.file_name,
        "sha256": held.sha256,
        "size": len(held.data),
    }
    if table is not None and held.book is not None:
        told |= {"format": str(held.book.kind), "sheet": table.sheet.name}
    return told


def _mapping(table: Understood, reading: Reading) -> dict[str, Any]:
    """Everything that somebody said of the table, and what was noticed in it."""
    return {
        "plan": as_plain(table.plan),
        "sources": {one.key: {"name": one.label, "where": one.where} for one in table.sources},
        "conversions": [
            {"from": one.source, "to": one.target, "factor": one.factor, "per_step": one.of_a_step}
            for one in dict.fromkeys(each.conversion for each in reading.series if each.conversion)
        ],
        "noticed": dict(counted(reading.notes)),
    }


def _summary(one: Read, reading: Reading, scenario: str) -> dict[str, Any]:
    known = one.known
    return {
        "scenario": scenario,
        "variable": variable_id(one.wanted),
        "own_name": one.wanted.own_name,
        "percentile": one.wanted.percentile,
        "unit": one.unit,
        "unit_of_table": one.wanted.unit,
        "first": reading.days[0].isoformat(),
        "last": reading.days[-1].isoformat(),
        "values": len(known),
        "gaps": one.gaps,
        "least": min(known),
        "greatest": max(known),
    }
