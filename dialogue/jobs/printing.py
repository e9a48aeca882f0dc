"""Papers are printed: read, then printed with no transaction open, then kept."""

from dialogue.jobs.duties import DUTIES
from dialogue.jobs.makers import MAKERS
from dialogue.models import Paper, Process
from dialogue.operations.papers import PRINT, keep_printed
from kernel.errors import NotFound
from kernel.files import Store, discard, keep_paper
from kernel.jobs import Queue, Work
from kernel.policy import SYSTEM
from web.furniture import files


@DUTIES.duty(PRINT.removeprefix("dialogue."), queue=Queue.PAPERS)
def print_paper(work: Work, paper_id: int) -> None:
    """Print one paper, once."""
    work.outside(print_one, work, files(), paper_id)


def print_one(work: Work, store: Store, paper_id: int) -> None:
    """The work of it; a paper that is printed already stays as it is."""
    with work.database.reading() as session:
        paper = session.get_one(Paper, paper_id)
        if paper.file_id is not None:
            return
        process = session.get_one(Process, paper.process_id)
        maker, key, language = MAKERS[paper.kind], paper.of.partition(":")[2], paper.language
        known = maker.find(session, SYSTEM, process, key)
        if known is None:
            raise NotFound("not-found")
        content = maker.read(session, process, key, language)
    made = maker.make(content, language)
    name = f"{maker.name}-{key}-{language}.pdf"
    taken = keep_paper(store, made.data, name, pages=made.pages)
    kept = False
    try:
        with work.database.changing() as session:
            kept = keep_printed(
                session, work.vault, paper_id, taken, known.stamp, replaces=maker.replaces
            )
            if kept:
                paper = session.get_one(Paper, paper_id)
                process = session.get_one(Process, paper.process_id)
                maker.once_kept(session, process, paper, made.data)
    finally:
        if not kept:
            discard(store, taken)
