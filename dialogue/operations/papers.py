"""Papers of a process: ordered in a change, printed by the worker, kept under the process's key."""

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Paper, Process
from dialogue.queries.papers import newest_paper, papers_of
from dialogue.queries.processes import key_of
from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.files import Taken, attach, remove
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.policy import SYSTEM
from kernel.vault import Vault

PRINT = "dialogue.print-paper"


def run_of(paper: Paper) -> str:
    """The id of the run that prints a paper."""
    return f"{PRINT}:{paper.id}"


def order_paper(
    session: Session, jobs: Jobs, process: Process, kind: PaperKind, of: str,
    language: PaperLanguage, content_hash: str,
) -> Paper:  # fmt: skip
    """Let the worker print this; what is printed of the same content, or waits, stays as it is.

    `of` is the public reference of what is printed, `content_hash` the sha256 of what it is
    printed from. One that failed is tried again. Who may order it is asked before.
    """
    hold(session, f"paper:{kind}:{of}:{language}")
    found = newest_paper(session, process, kind, of, language)
    if found is not None and (found.file_id is None or found.content_hash == content_hash):
        if found.file_id is None and has_failed(jobs, found):
            jobs.try_again(session, run_of(found))
        return found
    paper = Paper(
        office_id=process.office_id, process_id=process.id, kind=kind, of=of, language=language,
        content_hash=content_hash,
    )  # fmt: skip
    session.add(paper)
    session.flush()  # the worker finds it by its id
    jobs.enqueue(session, PRINT, paper.id, key=str(paper.id))
    return paper


def has_failed(jobs: Jobs, paper: Paper) -> bool:
    """Whether the worker gave up on a paper that is not printed."""
    run = jobs.run(run_of(paper))
    return run is not None and run.state is RunState.FAILED


def keep_printed(
    session: Session,
    vault: Vault,
    paper_id: int,
    taken: Taken,
    content_hash: str,
    *,
    replaces: bool,
) -> bool:
    """Keep what was printed from this content; False when it is there already.

    One that `replaces` takes the place of those that were printed of the same before.
    """
    hold(session, f"paper:{paper_id}")
    paper = session.get_one(Paper, paper_id)
    if paper.file_id is not None:
        return False
    process = session.get_one(Process, paper.process_id)
    paper.file = attach(session, key_of(session, vault, process), taken)
    paper.file_hash, paper.content_hash = taken.clean_sha256, content_hash
    paper.printed_at = now()
    if replaces:
        _forget_older(session, process, paper)
    record(
        session, events.PAPER_PRINTED, SYSTEM, process.subject, paper_id=paper.id, kind=paper.kind
    )
    return True


def _forget_older(session: Session, process: Process, paper: Paper) -> None:
    for one in papers_of(session, process, paper.kind, paper.of):
        if one.language is paper.language and one.id < paper.id and one.file is not None:
            stored = one.file
            session.delete(one)
            session.flush()  # before the file that it refers to
            remove(session, stored)
