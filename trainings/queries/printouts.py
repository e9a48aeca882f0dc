"""Papers and spreadsheets that the worker makes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.kinds import PaperLanguage
from trainings.kinds import PrintoutFormat, PrintoutOf
from trainings.models import Printout, Programme
from trainings.queries.learning import course_for
from trainings.queries.programmes import programme_for

PLACE = "trainings_printout.made"


def printouts_about(session: Session, subject: str) -> Sequence[Printout]:
    """Every printout of this subject, ordered or made."""
    query = select(Printout).where(Printout.subject == subject)
    return session.scalars(query.order_by(Printout.id)).all()


def printout_of(
    session: Session, subject: str, of: PrintoutOf, language: PaperLanguage, form: PrintoutFormat
) -> Printout | None:
    """The printout of this subject in this language and form, if it was ever ordered."""
    return session.scalar(
        select(Printout).where(
            Printout.subject == subject,
            Printout.of == of,
            Printout.language == language,
            Printout.format == form,
        )
    )


def bytes_of(
    session: Session, vault: Vault, programme: Programme, printout: Printout | None
) -> bytes:
    """What the worker made; NotFound while it has made nothing."""
    if printout is None or printout.made is None or printout.office_id != programme.office_id:
        raise NotFound("not-found")
    key = vault.data_key(session, printout.data_key_id, programme.office.holder)
    return key.open_bytes(printout.made, PLACE)


def programme_of(session: Session, printout: Printout) -> Programme:
    """The programme that a printout is about, or whose workshop it is about; else NotFound."""
    kind, _colon, reference = printout.subject.partition(":")
    if kind == "programme":
        return programme_for(session, SYSTEM, reference)
    return course_for(session, SYSTEM, reference).programme
