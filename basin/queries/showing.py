"""Evidence with series as the viewer shows it: read from bytes that are hashed anew each time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from basin.comparing import Limit, Standing
from basin.contract.answers import Scenario
from basin.contract.coverages import flags_in, scenarios_in
from basin.kinds import Comparison, EvidenceKind, MarkKind, QualityFlag, ThresholdState
from basin.models import Evidence, Mark, Part, Process, Study
from basin.queries.evidence import marks_of, part_of, thresholds_of, whole_document
from kernel.errors import NotFound

SERIES = "timeseries"
MOST = 30
"""Pieces of evidence that are offered beside this one."""
_STANDING = {
    ThresholdState.PROPOSED: Standing.PROPOSED,
    ThresholdState.AGREED: Standing.AGREED,
}
Flags = Mapping[tuple[str, str], tuple[QualityFlag, ...]]


@dataclass(frozen=True)
class Shown:
    """Evidence whose series were read. `facts` are those of its document, `limits` its model's."""

    evidence: Evidence
    facts: Mapping[str, Any]
    scenarios: tuple[Scenario, ...]
    flags: Flags
    limits: tuple[Limit, ...]

    @property
    def code(self) -> str:
        return self.evidence.code

    @property
    def sha256(self) -> str:
        """The hash of its document, which holds the hashes of all its parts."""
        return self.evidence.entry.sha256

    @property
    def is_illustrative(self) -> bool:
        """Whether its model says of itself that it is not calibrated."""
        return (self.facts.get("model") or {}).get("calibrated") is False

    @property
    def inputs(self) -> Mapping[str, Any]:
        """What the model was asked, with every default written out."""
        return self.facts.get("run_inputs") or self.facts.get("inputs") or {}

    @property
    def units(self) -> Mapping[str, str]:
        """The units of the inputs, by their name."""
        return self.facts.get("units") or {}

    @property
    def caveats(self) -> Mapping[str, str]:
        """What the model does not represent, by language."""
        return self.facts.get("caveats") or {}


def shown_of(session: Session, evidence: Evidence) -> Shown:
    """The series of this evidence; NotFound when it has none.

    RuleBroken("evidence-damaged") when a byte of its document or of a part was changed.
    """
    facts = whole_document(evidence.entry)["body"]["facts"]
    series, figures = _series_of(session, evidence), part_of(session, evidence, "indicators")
    scenarios, flags = _read(series, figures)
    return Shown(evidence, facts, _named(scenarios, facts), flags, limits_of_model(facts))


def collection_of_evidence(session: Session, evidence: Evidence) -> dict[str, Any]:
    """The series of this evidence as they were put in it, a CoverageCollection; NotFound when it
    has none."""
    found: dict[str, Any] = json.loads(_series_of(session, evidence))
    return found


def _series_of(session: Session, evidence: Evidence) -> bytes:
    found = part_of(session, evidence, SERIES)
    if found is None:
        raise NotFound("not-found")
    return found


@lru_cache(maxsize=12)
def _read(series: bytes, figures: bytes | None) -> tuple[tuple[Scenario, ...], Flags]:
    """Known by its very bytes: what was read once is not read again."""
    collection = json.loads(series)
    return scenarios_in(collection, json.loads(figures) if figures else None), flags_in(collection)


def forget_series() -> None:
    """Read all series anew from now on."""
    _read.cache_clear()


def _named(scenarios: tuple[Scenario, ...], facts: Mapping[str, Any]) -> tuple[Scenario, ...]:
    """Loaded series have their titles and the balance of a run in the document."""
    told = {one["id"]: one for one in facts.get("scenarios") or ()}
    return tuple(
        replace(
            one,
            title=one.title or told.get(one.id, {}).get("title") or _station(facts),
            mass_balance_error_pct=told.get(one.id, {}).get("mass_balance_error_pct"),
        )
        for one in scenarios
    )


def _station(facts: Mapping[str, Any]) -> dict[str, str]:
    name = (facts.get("station") or {}).get("name")
    return {"es": name} if name else {}


def limits_of_model(facts: Mapping[str, Any]) -> tuple[Limit, ...]:
    """The limits that the model itself names."""
    return tuple(
        Limit(
            one["variable"], one["value"], one["unit"],
            Comparison.BELOW if one["op"].startswith("<") else Comparison.ABOVE, Standing.MODEL,
        )
        for one in facts.get("thresholds") or ()
    )  # fmt: skip


def limits_of(session: Session, study: Study, of_models: Sequence[Limit]) -> tuple[Limit, ...]:
    """The limits that count in a study: agreed, proposed, and those of the models that nobody at
    the table took up. What was withdrawn counts no more."""
    rows = thresholds_of(session, study)
    found = [
        Limit(row.variable, row.value, row.unit, row.comparison, _STANDING[row.state])
        for row in rows
        if row.state in _STANDING
    ]
    taken = {(row.variable, row.value, row.unit, row.comparison) for row in rows}
    own = (one for one in of_models if (one.variable, one.value, one.unit, one.side) not in taken)
    return tuple(dict.fromkeys([*found, *own]))


def titles_of_inputs(session: Session, shown: Shown) -> dict[str, Mapping[str, str]]:
    """What its model calls its inputs, by name and language; only as far as we still know that
    very version."""
    service = shown.facts.get("service") or {}
    found = session.scalar(
        select(Process)
        .where(
            Process.name == service.get("process", ""),
            Process.version == service.get("version", ""),
        )
        .order_by(Process.id.desc())
        .limit(1)
    )
    inputs = found.description.get("inputs") if found else ()
    return {one["name"]: one["title"] for one in inputs or ()}


def disputes_of(session: Session, evidence: Evidence) -> list[Mark]:
    """Who disputes this evidence, the oldest first."""
    return [one for one in marks_of(session, evidence) if one.kind is MarkKind.DISPUTES]


def newer_of(session: Session, evidence: Evidence) -> Evidence | None:
    """The evidence that took the place of this one."""
    newer = [
        one.newer_id
        for one in marks_of(session, evidence)
        if one.kind is MarkKind.SUPERSEDES and one.newer_id
    ]
    return session.get(Evidence, newer[-1]) if newer else None


def others_with_series(session: Session, evidence: Evidence) -> list[Evidence]:
    """Other runs and loaded series of the same study, the newest first."""
    kinds = (EvidenceKind.SERVICE, EvidenceKind.FILE)
    return [one for one in _with_series(session, evidence.study, *kinds) if one.id != evidence.id]


def measurements_of(
    session: Session, study: Study, variables: frozenset[str]
) -> list[tuple[Evidence, str]]:
    """Measurements of these variables in a study, the newest first, each with its variable."""
    found = []
    for one in _with_series(session, study, EvidenceKind.OBSERVATIONS):
        facts = whole_document(one.entry)["body"]["facts"]
        names = [series["variable"] for series in facts.get("series") or ()]
        found += [(one, name) for name in names if name in variables]
    return found


def _with_series(session: Session, study: Study, *kinds: EvidenceKind) -> list[Evidence]:
    has_series = exists().where(Part.evidence_id == Evidence.id, Part.name == SERIES)
    query = select(Evidence).where(
        Evidence.study_id == study.id, Evidence.kind.in_(kinds), has_series
    )
    return list(session.scalars(query.order_by(Evidence.id.desc()).limit(MOST)).unique())
