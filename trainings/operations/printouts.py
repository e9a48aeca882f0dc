"""Ordering what takes the worker some time: all certificates of a workshop, a report."""

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.vault import Vault
from meetings.kinds import PaperLanguage
from trainings import events
from trainings.kinds import PrintoutFormat, PrintoutOf, PrintoutState
from trainings.models import Printout, Programme
from trainings.policy import TABLE, Action
from trainings.queries.printouts import PLACE, printout_of

DUTY = "trainings.make-printout"


def order_printout(
    session: Session, vault: Vault, jobs: Jobs, actor: Actor, programme: Programme, subject: str,
    of: PrintoutOf, language: PaperLanguage, form: PrintoutFormat,
) -> Printout:  # fmt: skip
    """Let the worker make this anew; what was made before can be read until then."""
    require(TABLE, actor, Action.MANAGE, programme)
    hold(session, f"printout:{subject}")
    printout = printout_of(session, subject, of, language, form)
    if printout is None:
        key = vault.new_data_key(session, [programme.office.holder])
        printout = Printout(
            office_id=programme.office_id, subject=subject, of=of, language=language, format=form,
            data_key_id=key.id,
        )  # fmt: skip
        session.add(printout)
    printout.state = PrintoutState.ORDERED
    printout.ordered_by_id, printout.ordered_at = actor.person_id, now()
    session.flush()  # the worker finds it by its id
    jobs.enqueue(session, DUTY, printout.id)
    record(
        session, events.PRINTOUT_ORDERED, actor, programme.subject,
        of=of, language=language, format=form,
    )  # fmt: skip
    return printout


def keep_printout(
    session: Session, vault: Vault, programme: Programme, printout_id: int, data: bytes
) -> None:
    """Keep what the worker made."""
    printout = session.get_one(Printout, printout_id)
    key = vault.data_key(session, printout.data_key_id, programme.office.holder)
    printout.made = key.seal_bytes(data, PLACE)
    printout.made_at, printout.state = now(), PrintoutState.READY


def note_failed(session: Session, printout_id: int) -> None:
    """Say that it could not be made; what was made before stays."""
    session.get_one(Printout, printout_id).state = PrintoutState.FAILED
