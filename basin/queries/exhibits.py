"""The evidence of a study as a list, with what was said of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from basin.kinds import EvidenceKind, MarkKind
from basin.models import Evidence, Mark, Study
from kernel.text import fold

A_PAGE = 25


@dataclass(frozen=True)
class Row:
    """A piece of evidence in the list."""

    evidence: Evidence
    disputes: int
    is_endorsed: bool
    is_replaced: bool


@dataclass(frozen=True)
class Found:
    """A page of the list; `next_after` leads to the next one."""

    rows: Sequence[Row]
    next_after: int | None
    total: int


def evidence_found(
    session: Session,
    study: Study,
    kind: EvidenceKind | None = None,
    words: str = "",
    after: int | None = None,
) -> Found:
    """The evidence of a study, the newest first; every word stands in code, titles or note."""
    ids = _ids(session, study, kind, fold(words).split())
    left = [one for one in ids if after is None or one < after]
    page, more = left[:A_PAGE], left[A_PAGE:]
    query = select(Evidence).where(Evidence.id.in_(page)).order_by(Evidence.id.desc())
    marks = _marks(session, page)
    rows = [_row(one, marks.get(one.id, {})) for one in session.scalars(query)]
    return Found(rows, page[-1] if more else None, len(ids))


def kinds_there(session: Session, study: Study) -> dict[EvidenceKind, int]:
    """How much evidence of each kind a study holds."""
    query = select(Evidence.kind, func.count().label("how_many")).where(
        Evidence.study_id == study.id
    )
    found = session.execute(query.group_by(Evidence.kind))
    return {row.kind: row.how_many for row in found}


def newer_than(session: Session, evidence: Evidence) -> Sequence[Evidence]:
    """What may take the place of this evidence, the newest first."""
    query = select(Evidence).where(
        Evidence.study_id == evidence.study_id, Evidence.id > evidence.id
    )
    return session.scalars(query.order_by(Evidence.id.desc()).limit(100)).all()


def _ids(
    session: Session, study: Study, kind: EvidenceKind | None, words: Sequence[str]
) -> list[int]:
    """The ids that fit, the newest first; a study holds hundreds, so their words are read here."""
    told = (Evidence.id, Evidence.code, Evidence.title, Evidence.title_qu, Evidence.note)
    query = select(*told).where(Evidence.study_id == study.id).order_by(Evidence.id.desc())
    if kind is not None:
        query = query.where(Evidence.kind == kind)
    found = session.execute(query).all()
    return [row.id for row in found if all(word in fold(" ".join(row[1:])) for word in words)]


def _marks(session: Session, ids: Sequence[int]) -> dict[int, dict[MarkKind, int]]:
    query = (
        select(Mark.evidence_id, Mark.kind, func.count().label("how_many"))
        .where(Mark.evidence_id.in_(ids))
        .group_by(Mark.evidence_id, Mark.kind)
    )
    found: dict[int, dict[MarkKind, int]] = {}
    for row in session.execute(query):
        found.setdefault(row.evidence_id, {})[row.kind] = row.how_many
    return found


def _row(evidence: Evidence, marks: dict[MarkKind, int]) -> Row:
    return Row(
        evidence,
        disputes=marks.get(MarkKind.DISPUTES, 0),
        is_endorsed=MarkKind.ENDORSES in marks,
        is_replaced=MarkKind.SUPERSEDES in marks,
    )
