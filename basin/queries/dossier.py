"""All that stands about one piece of evidence, for its page and its papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from basin.kinds import EvidenceKind, MarkKind, Origin
from basin.models import Evidence, Mark, Run
from basin.queries.evidence import marks_of, whole_document
from basin.queries.ledger import last_entry


@dataclass(frozen=True)
class Said:
    """Something that was said of it. `other` is the code of the evidence that took its place."""

    kind: MarkKind
    said_by: str
    reasons: str
    at: datetime
    number: int
    other: str = ""


@dataclass(frozen=True)
class PartShown:
    """A part as its document describes it."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Dossier:
    """What its document says, its place in the chain, and what was said of it since.

    It needs no database any more: papers are made of it with no transaction open.

    `facts` hold what its kind has: see `operations.snapshot` for a run of a model.
    """

    code: str
    kind: EvidenceKind
    origin: Origin
    titles: Mapping[str, str]
    note: str
    study: str
    study_titles: Mapping[str, str]
    basin: str
    host: str
    office: str
    time_zone: str
    document: str
    facts: Mapping[str, Any]
    sha256: str
    fingerprint: str
    number: int
    previous: str
    head: str
    """The newest entry's sha256 and number, when this was read."""
    head_number: int
    made_at: datetime
    run: str
    has_file: bool
    parts: tuple[PartShown, ...]
    marks: tuple[Said, ...]
    replaces: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its title in Spanish."""
        return self.titles["es"]

    @property
    def disputes(self) -> tuple[Said, ...]:
        """Who disputes it."""
        return tuple(one for one in self.marks if one.kind is MarkKind.DISPUTES)

    @property
    def endorsements(self) -> tuple[Said, ...]:
        """Which experts stand for it."""
        return tuple(one for one in self.marks if one.kind is MarkKind.ENDORSES)

    @property
    def replaced_by(self) -> Said | None:
        """What took its place."""
        return next((one for one in self.marks if one.kind is MarkKind.SUPERSEDES), None)

    @property
    def model(self) -> Mapping[str, Any]:
        """The model that computed it; empty where no service did."""
        found: Any = self.facts.get("model")
        return found if isinstance(found, dict) else {}

    @property
    def is_illustrative(self) -> bool:
        """Whether its model says of itself that it is not calibrated."""
        return self.model.get("calibrated") is False

    @property
    def worst_balance(self) -> float | None:
        """The largest error of the water balance of its scenarios, in per cent; None: not said."""
        scenarios: Sequence[Mapping[str, Any]] = self.facts.get("scenarios") or ()
        errors = [one.get("mass_balance_error_pct") for one in scenarios]
        known = [abs(one) for one in errors if one is not None]
        return max(known, default=None)

    def part(self, name: str) -> PartShown | None:
        """The part of this name."""
        return next((one for one in self.parts if one.name == name), None)


def dossier_of(session: Session, evidence: Evidence) -> Dossier:
    """Everything about evidence; RuleBroken("evidence-damaged") when its document was changed."""
    said = whole_document(evidence.entry)
    body, study, head = said["body"], evidence.study, last_entry(session, evidence.study)
    last = head or evidence.entry
    return Dossier(
        code=body["evidence"],
        kind=EvidenceKind(body["kind"]),
        origin=Origin(body["origin"]),
        titles={"es": body["title"], "qu": body["title_qu"] or body["title"]},
        note=body["note"],
        study=study.code,
        study_titles={"es": study.title, "qu": study.title_qu or study.title},
        basin=study.basin,
        host=study.host,
        office=study.office.name,
        time_zone=study.office.time_zone,
        document=evidence.entry.document,
        facts=body["facts"],
        sha256=evidence.entry.sha256,
        fingerprint=evidence.fingerprint,
        number=said["number"],
        previous=said["previous"] or "",
        head=last.sha256,
        head_number=last.number,
        made_at=datetime.fromisoformat(said["at"]),
        run=_run_to_show(session, evidence),
        has_file=body["file"] is not None,
        parts=tuple(PartShown(**one) for one in body["parts"]),
        marks=_said_of(session, evidence),
        replaces=_replaced(session, evidence),
    )


def _said_of(session: Session, evidence: Evidence) -> tuple[Said, ...]:
    marks = marks_of(session, evidence)
    newer = {one.newer_id for one in marks if one.newer_id}
    query = select(Evidence.id, Evidence.code).where(Evidence.id.in_(newer))
    codes: dict[int | None, str] = {row.id: row.code for row in session.execute(query)}
    return tuple(
        Said(
            one.kind, one.said_by, one.reasons, one.at, one.entry.number,
            codes.get(one.newer_id, ""),
        )
        for one in marks
    )  # fmt: skip


def _replaced(session: Session, evidence: Evidence) -> tuple[str, ...]:
    older = aliased(Evidence)
    query = select(older.code).join(Mark, Mark.evidence_id == older.id)
    return tuple(session.scalars(query.where(Mark.newer_id == evidence.id).order_by(older.id)))


def _run_to_show(session: Session, evidence: Evidence) -> str:
    if evidence.run_id is None:
        return ""
    return session.scalar(select(Run.code).where(Run.id == evidence.run_id)) or ""
