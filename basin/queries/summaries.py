"""What the summary of a study counts and shows first."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from basin.lifecycle import ACTIVE, RunState
from basin.models import Evidence, Process, Run, Study

NEWEST = 5


def models_offered(session: Session) -> Mapping[str, str]:
    """The models that a service offered when the worker last asked: id and what to call it."""
    query = select(Process.name, Process.version).where(Process.gone_at.is_(None))
    rows = session.execute(query.order_by(Process.name, Process.id))
    return {row.name: f"{row.name} ({row.version})" for row in rows}


def newest_evidence(session: Session, study: Study) -> Sequence[Evidence]:
    """What was put in evidence last."""
    query = select(Evidence).where(Evidence.study_id == study.id)
    return session.scalars(query.order_by(Evidence.id.desc()).limit(NEWEST)).unique().all()


def evidence_kept(session: Session, study: Study) -> int:
    """How much is in evidence."""
    query = select(func.count(Evidence.id)).where(Evidence.study_id == study.id)
    return session.scalar(query) or 0


def runs_waiting(session: Session, study: Study) -> Mapping[RunState, int]:
    """How many runs wait or are under way, by where they stand."""
    query = (
        select(Run.state, func.count(Run.id))
        .where(Run.study_id == study.id, Run.state.in_(ACTIVE))
        .group_by(Run.state)
    )
    return {row[0]: row[1] for row in session.execute(query)}
