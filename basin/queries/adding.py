"""What of a study matters when something is added to it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.kinds import EvidenceKind, MarkKind
from basin.models import Evidence, Mark, Part, Study


def same_file(session: Session, study: Study, sha256: str) -> Evidence | None:
    """The newest evidence of this study that was made of the very same file."""
    query = (
        select(Evidence)
        .join(Part, Part.evidence_id == Evidence.id)
        .where(Evidence.study_id == study.id, Part.name == "original", Part.sha256 == sha256)
        .order_by(Evidence.id.desc())
    )
    return session.scalars(query.limit(1)).first()


def measured_before(session: Session, study: Study) -> Sequence[Evidence]:
    """The measurements of a study that nothing takes the place of yet, the newest first."""
    replaced = select(Mark.evidence_id).where(
        Mark.study_id == study.id, Mark.kind == MarkKind.SUPERSEDES
    )
    query = select(Evidence).where(
        Evidence.study_id == study.id,
        Evidence.kind == EvidenceKind.OBSERVATIONS,
        Evidence.id.not_in(replaced),
    )
    return session.scalars(query.order_by(Evidence.id.desc()).limit(100)).all()
