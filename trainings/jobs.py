"""Durable work of this feature."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.jobs import Duties, Queue, Work
from kernel.policy import SYSTEM
from kernel.vault import Vault
from trainings.documents import report
from trainings.documents.certificates import certificates
from trainings.kinds import PrintoutFormat, PrintoutOf
from trainings.models import Printout
from trainings.operations.answering import mix_sheets
from trainings.operations.printouts import keep_printout, note_failed
from trainings.queries.certificates import standing_in
from trainings.queries.learning import course_for
from trainings.queries.printouts import programme_of
from trainings.queries.reporting import report_of

DUTIES = Duties("trainings")


@DUTIES.duty("mix-sheets", every="50 3 * * *")
def mix_what_people_answered(work: Work) -> None:
    """Every night nothing in the table tells any more what came when."""
    work.change(mix_sheets)


@DUTIES.duty("make-printout", queue=Queue.PAPERS)
def make_printout(work: Work, printout_id: int) -> None:
    """Print all certificates of a workshop, or write the report of a programme."""
    work.outside(_make, work, printout_id)


def _make(work: Work, printout_id: int) -> None:
    """Read, then print with no transaction open, then keep; or say that it could not be made."""
    try:
        with work.database.reading() as session:
            data = _of(session, work.vault, session.get_one(Printout, printout_id))()
    except Exception:
        with work.database.changing() as session:
            note_failed(session, printout_id)
        raise
    with work.database.changing() as session:
        printout = session.get_one(Printout, printout_id)
        keep_printout(session, work.vault, programme_of(session, printout), printout_id, data)


def _of(session: Session, vault: Vault, printout: Printout) -> Callable[[], bytes]:
    """What is needed for a printout is read here; the answer makes it."""
    language = printout.language
    if printout.of is PrintoutOf.CERTIFICATES:
        reference = printout.subject.partition(":")[2]
        issued = standing_in(session, course_for(session, SYSTEM, reference))
        if not issued:
            raise NotFound("not-found")
        return lambda: certificates(issued, language)
    found = report_of(session, vault, SYSTEM, programme_of(session, printout))
    if printout.format is PrintoutFormat.XLSX:
        return lambda: report.workbook(found, language)
    public = printout.of is PrintoutOf.REPORT_PUBLIC
    return lambda: report.paper(found, language, public=public)
