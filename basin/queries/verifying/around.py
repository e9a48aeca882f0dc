"""Rows that repeat no entry, and yet stand beside what was put in evidence: a study, who signed,
what was asked of a model. Each still says what the ledger says of it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from basin.contract.canonical import canonical, digest
from basin.lifecycle import RunState
from basin.models import Expert, Run, Study
from basin.queries.verifying.chain import Link
from basin.queries.verifying.raw import Raw, Reader
from basin.queries.verifying.repeated import called

OF_EXPERT = ("name", "institution", "discipline", "proposed_by")


class Around:
    """The rows of people and questions, read once for all entries."""

    def __init__(self, session: Session, reader: Reader) -> None:
        self._reader = reader
        self._experts = {raw.id: raw for raw in reader.rows(Expert)}
        self._runs = {raw.text("code"): raw for raw in reader.rows(Run)}

    def broken(self, study: Study, one: Link) -> Iterator[str]:
        """What does not stand there as this entry says."""
        if one.said is None:
            return
        if one.said.get("office") != study.office_id:
            yield f"study {study.code}: column office_id differs from its ledger"
        expert, run = one.body.get("expert"), one.body.get("run")
        if isinstance(expert, dict):
            yield from self._expert(study, called(one), expert)
        if isinstance(run, str):
            yield from self._run(study, called(one), run, one.body.get("facts") or {})

    def _expert(self, study: Study, name: str, said: Mapping[str, Any]) -> Iterator[str]:
        raw = self._experts.get(said.get("id", 0))
        if raw is None:
            yield f"{name}: no row of basin_expert is its expert (column id)"
            return
        wanted = {column: said[column] for column in OF_EXPERT if column in said}
        for column in self._reader.differing(raw, {"study_id": study.id} | wanted):
            yield f"{name}: column {column} of its expert differs from its document"

    def _run(self, study: Study, name: str, code: str, facts: Mapping[str, Any]) -> Iterator[str]:
        raw = self._runs.get(code)
        if raw is None:
            yield f"{name}: its run {code} is missing (column code)"
            return
        wanted = _asked(facts)
        for column in self._reader.differing(
            raw, {"study_id": study.id, "state": str(RunState.STORED)} | wanted
        ):
            yield f"{name}: column {column} of its run {code} differs from its document"
        if "inputs" in facts:
            yield from _inputs(raw, f"{name}: column inputs", f"of its run {code}", facts["inputs"])


def _asked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a run asked, as far as its evidence says it."""
    service = facts.get("service") or {}
    told = {
        "why": facts.get("why"),
        "process": service.get("process"),
        "process_version": service.get("version"),
    }
    return {column: value for column, value in told.items() if value is not None}


def _inputs(raw: Raw, column: str, of: str, said: Mapping[str, Any]) -> Iterator[str]:
    """What was asked, by its value: the database may write the same JSON in another way."""
    try:
        found = canonical(json.loads(raw.columns["inputs"]))
    except (TypeError, ValueError, RecursionError):
        found = b""
    if found != canonical(dict(said)):
        yield f"{column} {of} differs from its document"
    if raw.text("inputs_sha256") != digest(canonical(dict(said))):
        yield f"{column}_sha256 {of} differs from its document"
