"""Durable work of this feature."""

from kernel.files import Store, discard, keep_paper
from kernel.jobs import Duties, Queue, Work
from kernel.printing import Pdf
from meetings import contents
from meetings.documents import acta as papers
from meetings.kinds import Copy, PaperLanguage
from meetings.models import Meeting, SealedMinutes
from meetings.operations.papers import KINDS, Printed, keep_printed, missing_papers
from meetings.queries.photos import photos_of
from web.furniture import files, public_url

DUTIES = Duties("meetings")


@DUTIES.duty("print-acta", queue=Queue.PAPERS)
def print_acta(work: Work, minutes_id: int) -> None:
    """Print every paper of a sealed acta that is not printed yet; each one once."""
    for copy, language in KINDS:
        work.outside(print_one, work, minutes_id, copy, language)


def print_one(work: Work, minutes_id: int, copy: Copy, language: PaperLanguage) -> None:
    """Print one paper with no transaction open, then keep it; one that is there already stays."""
    with work.database.reading() as session:
        minutes = session.get_one(SealedMinutes, minutes_id)
        if (copy, language) not in missing_papers(session, minutes):
            return
        acta = contents.read(minutes.content if copy is Copy.FULL else minutes.public)
        meeting = session.get_one(Meeting, minutes.meeting_id)
        full = copy is Copy.FULL
        photos = photos_of(session, work.vault, files(), meeting, acta) if full else ()
    made = papers.printed_paper(acta, language, public_url(), sealed=True, photos=photos)
    name = f"acta-{acta.reference}-{acta.number}-{copy}-{language}.pdf"
    _keep(work, files(), minutes_id, copy, language, made, name)


def _keep(
    work: Work,
    store: Store,
    minutes_id: int,
    copy: Copy,
    language: PaperLanguage,
    made: Pdf,
    name: str,
) -> None:
    taken = keep_paper(store, made.data, name, pages=made.pages)
    kept = False
    try:
        with work.database.changing() as session:
            printed = Printed(copy, language, made.data, made.pages, taken)
            kept = keep_printed(session, work.vault, minutes_id, printed)
    finally:
        if not kept:
            discard(store, taken)
