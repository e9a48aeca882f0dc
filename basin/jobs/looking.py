"""The worker looks at each model service every five minutes; pages read what it saw."""

from datetime import timedelta

from basin.client.faults import Fault, ServiceFault
from basin.client.service import Service
from basin.contract import texts
from basin.contract.processes import Process, Summary
from basin.jobs.duties import DUTIES
from basin.jobs.installed import services
from basin.operations.providers import LOOK, note_offer, note_trouble, note_unconfigured
from basin.operations.troubles import OF_FAULT, PASSING
from kernel.clock import now
from kernel.jobs import Queue, Work

EVERY = timedelta(minutes=5)
SOONEST = timedelta(seconds=15)
MOST_DESCRIBED = 20
"""So many models of one service are read in full: each costs a request."""


@DUTIES.duty(LOOK.removeprefix("basin."), queue=Queue.MODELS, every="*/5 * * * *", at_start=True)
def look(work: Work) -> None:
    """See what every configured service offers, and whether it answers at all."""
    work.change(note_unconfigured, services().urls)
    for url in services().urls:
        work.outside(look_at, work, url)


def look_at(work: Work, url: str) -> None:
    """Ask one service, and write down what it said or why it did not.

    One that began to fail is asked again after as long as it has failed; after five minutes the
    clock does that.
    """
    try:
        service = services().fresh(url)
        title = texts.one_line(service.landing().get("title"))
        offered, told = _offered(service)
    except ServiceFault as fault:
        _note_trouble(work, url, fault)
        return
    services().renew(url, service)
    with work.database.changing() as session:
        note_offer(session, url, title, offered, told)


def _note_trouble(work: Work, url: str, fault: ServiceFault) -> None:
    with work.database.changing() as session:
        provider = note_trouble(session, url, OF_FAULT[fault.fault], fault.detail)
        failing = now() - (provider.failing_since or now())
        if fault.fault in PASSING and failing < EVERY:
            moment = int(now().timestamp() // SOONEST.total_seconds())
            work.jobs.enqueue(session, LOOK, key=f"again-{moment}", after=max(failing, SOONEST))


def _offered(service: Service) -> tuple[list[Process], str]:
    """Every model that the service offers, and what is wrong with some; ServiceFault when down."""
    found: list[Process] = []
    wrong: list[str] = []
    for summary in service.processes():
        read = sum(each.speaks_contract for each in found) + len(wrong)
        try:
            whole = summary.speaks_contract and read < MOST_DESCRIBED
            found.append(service.process(summary.id) if whole else _silent(summary))
        except ServiceFault as fault:
            if fault.fault not in {Fault.INVALID, Fault.GONE, Fault.LEAVES}:
                raise
            wrong.append(f"{summary.id}: {fault.detail}")
            found.append(_silent(summary))
    return found, "; ".join(wrong)[:500]


def _silent(summary: Summary) -> Process:
    """A model that cannot be asked anything here."""
    return Process(
        id=summary.id,
        version=summary.version,
        title=summary.title,
        description=summary.description,
        inputs=(),
        speaks_contract=False,
        takes_keys=False,
    )
