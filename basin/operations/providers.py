"""What the worker saw when it asked a model service, written down for the pages."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.contract.processes import Process as Described
from basin.contract.processes import plain
from basin.kinds import RunProblem
from basin.models import Process, Provider
from basin.policy import TABLE, Action
from basin.queries.providers import processes_of, provider_at
from kernel.clock import now
from kernel.database import hold
from kernel.jobs import Jobs
from kernel.policy import Actor, require

LOOK = "basin.look"


def order_look(session: Session, jobs: Jobs, actor: Actor) -> None:
    """Ask the services again as soon as the worker can."""
    require(TABLE, actor, Action.LOOK_AFTER, None)
    jobs.enqueue(session, LOOK)


def note_offer(
    session: Session, url: str, title: str, offered: Sequence[Described], told: str = ""
) -> Provider:
    """The service answered, and this is what it offers; what it left out is gone.

    `told` is what was wrong with some of it, for administrators.
    """
    provider = _provider(session, url)
    note_answer(provider)
    provider.title, provider.told = title, told
    known = {process.name: process for process in processes_of(session, provider)}
    for described in offered:
        _keep(session, provider, known.pop(described.id, None), described)
    for left_out in known.values():
        left_out.gone_at = left_out.gone_at or now()
    return provider


def note_answer(provider: Provider) -> None:
    """The service answers: whatever it was, it is over."""
    provider.asked_at = provider.answered_at = now()
    if provider.problem is not None:
        provider.problem, provider.failing_since, provider.told = None, None, ""


def note_trouble(session: Session, url: str, problem: RunProblem, told: str) -> Provider:
    """The service did not answer as it should; `failing_since` is when that began."""
    provider = _provider(session, url)
    provider.asked_at = now()
    provider.problem, provider.told = problem, told
    provider.failing_since = provider.failing_since or provider.asked_at
    return provider


def note_unconfigured(session: Session, urls: Collection[str]) -> None:
    """Services that are configured no longer offer nothing."""
    for provider in session.scalars(select(Provider).where(Provider.url.not_in(urls))):
        if provider.problem is not RunProblem.NOT_CONFIGURED:
            provider.failing_since = now()
        provider.problem = RunProblem.NOT_CONFIGURED
        for process in processes_of(session, provider):
            process.gone_at = process.gone_at or now()


def _keep(
    session: Session, provider: Provider, known: Process | None, described: Described
) -> None:
    process = known or Process(provider_id=provider.id, name=described.id)
    process.version, process.description = described.version, plain(described)
    process.seen_at, process.gone_at = now(), None
    session.add(process)


def _provider(session: Session, url: str) -> Provider:
    hold(session, "basin:providers")
    provider = provider_at(session, url)
    if provider is None:
        provider = Provider(url=url)
        session.add(provider)
        session.flush()  # its processes refer to it
    return provider
