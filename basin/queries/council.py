"""The council of a study: versions of models, what experts said of them, who they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from basin.kinds import Verdict
from basin.models import Entry, Evidence, Expert, Review, Study
from kernel.errors import NotFound


@dataclass(frozen=True)
class ModelVersion:
    """One version of a model, by the sha256 of its code."""

    model: str
    number: str
    sha256: str


def versions_of(session: Session, study: Study) -> list[ModelVersion]:
    """The versions of models that gave evidence in this study, the newest first."""
    query = (
        select(Evidence.model, Evidence.model_version, Evidence.model_sha256)
        .where(Evidence.study_id == study.id, Evidence.model_sha256 != "")
        .group_by(Evidence.model, Evidence.model_version, Evidence.model_sha256)
        .order_by(func.max(Evidence.id).desc())
    )
    return [ModelVersion(*row) for row in session.execute(query)]


def reviews_of_model(session: Session, study: Study, model_sha256: str) -> list[Review]:
    """What each expert says now of this version, disputes first; beside every chart of it.

    Who left the council is not left out: what they signed stays said.
    """
    if not model_sha256:
        return []
    newest: dict[tuple[str, int], Review] = {}
    for review in _reviews(session, study, model_sha256):
        newest.setdefault(_who(review.expert), review)
    order = (Verdict.DISPUTES, Verdict.WITH_RESERVATIONS, Verdict.ENDORSES)
    return sorted(newest.values(), key=lambda one: (order.index(one.verdict), one.id))


def reviews_of(session: Session, study: Study) -> Sequence[Review]:
    """Everything that the council said in this study, the newest first."""
    return _reviews(session, study)


def review_of(session: Session, study: Study, number: int) -> Review:
    """The review with this number in the ledger of the study; NotFound for any other."""
    query = (
        select(Review)
        .join(Entry, Entry.id == Review.entry_id)
        .where(Review.study_id == study.id, Entry.number == number)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound("not-found")
    return found


def counts_no_more(session: Session, study: Study, review: Review) -> Review | None:
    """The newer review of the same expert on the same version, if there is one."""
    for other in reviews_of_model(session, study, review.model_sha256):
        if _who(other.expert) == _who(review.expert):
            return None if other.id == review.id else other
    return None


def expert_called(study: Study, number: int) -> Expert:
    """The expert of this study with this id; NotFound for any other."""
    found = next((one for one in study.experts if one.id == number), None)
    if found is None:
        raise NotFound("not-found")
    return found


def _reviews(session: Session, study: Study, model_sha256: str = "") -> Sequence[Review]:
    query = select(Review).where(Review.study_id == study.id)
    if model_sha256:
        query = query.where(Review.model_sha256 == model_sha256)
    return session.scalars(query.order_by(Review.id.desc())).unique().all()


def _who(expert: Expert) -> tuple[str, int]:
    """Somebody who left and came back is one and the same."""
    if expert.person_id is not None:
        return "person", expert.person_id
    return "expert", expert.id
