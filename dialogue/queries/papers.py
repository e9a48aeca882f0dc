"""Papers that the worker printed, or is to print."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Paper, Process
from kernel.errors import NotFound


def papers_of(session: Session, process: Process, kind: PaperKind, of: str) -> Sequence[Paper]:
    """Every paper of this, in whatever language, the newest first."""
    query = select(Paper).where(Paper.process_id == process.id, Paper.kind == kind, Paper.of == of)
    return session.scalars(query.order_by(Paper.id.desc())).all()


def newest_paper(
    session: Session, process: Process, kind: PaperKind, of: str, language: PaperLanguage
) -> Paper | None:
    """The paper of this in one language that was ordered last, printed or not."""
    found = papers_of(session, process, kind, of)
    return next((one for one in found if one.language is language), None)


def paper_in(session: Session, process: Process, number: int) -> Paper:
    """A printed paper of this process; NotFound while it is not printed.

    Whether somebody may read it depends on its kind: ask its maker.
    """
    found = session.get(Paper, number)
    if found is None or found.process_id != process.id or found.file is None:
        raise NotFound("not-found")
    return found
