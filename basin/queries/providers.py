"""What is known of model services and of what they offer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from basin.contract.processes import Process as Described
from basin.contract.processes import of_plain
from basin.lifecycle import RunState
from basin.models import Process, Provider, Run, Study
from basin.policy import TABLE, Action
from kernel.policy import Actor, require


def provider_at(session: Session, url: str) -> Provider | None:
    """The service under this address, if it was ever asked."""
    return session.scalar(select(Provider).where(Provider.url == url))


def providers_kept(session: Session, actor: Actor) -> Sequence[Provider]:
    """Every service that was ever asked, for who looks after them."""
    require(TABLE, actor, Action.LOOK_AFTER, None)
    return session.scalars(select(Provider).order_by(Provider.id)).all()


def processes_of(session: Session, provider: Provider) -> Sequence[Process]:
    """What a service offers, and after it what it does not offer any more."""
    query = select(Process).where(Process.provider_id == provider.id)
    return session.scalars(query.order_by(Process.gone_at.is_not(None), Process.name)).all()


def model_of(session: Session, study: Study) -> Process | None:
    """The model of a study as a service offers it now; None while none does."""
    query = select(Process).where(Process.name == study.process, Process.gone_at.is_(None))
    offered = session.scalars(query.order_by(Process.id)).all() if study.process else ()
    return next((one for one in offered if one.description.get("speaks_contract")), None)


def described(process: Process) -> Described:
    """The description of a model, read back."""
    return of_plain(process.description)


def trouble_of(session: Session, study: Study) -> Provider | None:
    """The service of the model of a study, while it does not answer as it should."""
    query = (
        select(Provider)
        .join(Process, Process.provider_id == Provider.id)
        .where(Process.name == study.process, Provider.problem.is_not(None))
    )
    return session.scalar(query.order_by(Provider.id).limit(1)) if study.process else None


def runs_by_state(session: Session, actor: Actor, since: datetime) -> dict[RunState, int]:
    """How many runs of all offices were proposed since then, by where they stand: only numbers."""
    require(TABLE, actor, Action.LOOK_AFTER, None)
    query = select(Run.state, func.count()).where(Run.proposed_at >= since).group_by(Run.state)
    return dict(session.execute(query).all())


def last_stored(session: Session, actor: Actor) -> datetime | None:
    """When a run of any office last gave evidence."""
    require(TABLE, actor, Action.LOOK_AFTER, None)
    return session.scalar(select(func.max(Run.ended_at)).where(Run.state == RunState.STORED))
