"""The papers of a sealed acta: ordered at the seal, printed once by the worker, kept for ever."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.database import hold
from kernel.files import StoredFile, Taken, attach
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.policy import Actor, require
from kernel.seals import note_file
from kernel.vault import Vault
from meetings.kinds import Copy, PaperLanguage
from meetings.models import Meeting, Paper, SealedMinutes
from meetings.policy import TABLE, Action
from meetings.queries.meetings import key_of

PRINT_ACTA = "meetings.print-acta"

KINDS = tuple((copy, language) for copy in Copy for language in PaperLanguage)
"""Every paper of one version: full and public, in Spanish, in Quechua, in both."""


@dataclass(frozen=True)
class Printed:
    """A paper as the press gave it, and as it was sealed away."""

    copy: Copy
    language: PaperLanguage
    data: bytes
    pages: int
    taken: Taken


def run_of(minutes: SealedMinutes) -> str:
    """The id of the run that prints the papers of one version."""
    return f"{PRINT_ACTA}:{minutes.id}"


def order_papers(session: Session, jobs: Jobs, minutes: SealedMinutes) -> None:
    """Let the worker print what is not printed yet; ordered twice it is printed once."""
    jobs.enqueue(session, PRINT_ACTA, minutes.id, key=str(minutes.id))


def order_again(
    session: Session, jobs: Jobs, actor: Actor, meeting: Meeting, minutes: SealedMinutes
) -> None:
    """Let the worker try again what failed; what waits or is done stays as it is."""
    require(TABLE, actor, Action.SEAL, meeting)
    run = jobs.run(run_of(minutes))
    if run is None:
        order_papers(session, jobs, minutes)
    elif run.state is RunState.FAILED:
        jobs.try_again(session, run.id)


def keep_printed(session: Session, vault: Vault, minutes_id: int, printed: Printed) -> bool:
    """Keep a paper of a sealed version, and its hash in the register; False when it is there."""
    hold(session, f"acta-papers:{minutes_id}")  # the worker and a command may print the same
    minutes = session.get_one(SealedMinutes, minutes_id)
    if (printed.copy, printed.language) not in missing_papers(session, minutes):
        return False
    meeting = session.get_one(Meeting, minutes.meeting_id)
    stored: StoredFile = attach(session, key_of(session, vault, meeting), printed.taken)
    is_full = printed.copy is Copy.FULL
    seal_id = minutes.seal_id if is_full else minutes.public_seal_id
    session.add(
        Paper(
            office_id=minutes.office_id,
            minutes_id=minutes.id,
            copy=printed.copy,
            language=printed.language,
            file_id=stored.id,
            file_hash=note_file(session, seal_id, printed.data),
            pages=printed.pages,
        )
    )
    return True


def missing_papers(session: Session, minutes: SealedMinutes) -> list[tuple[Copy, PaperLanguage]]:
    """Which papers of this version the worker has not printed yet."""
    query = select(Paper.copy, Paper.language).where(Paper.minutes_id == minutes.id)
    there = {(copy, language) for copy, language in session.execute(query)}
    return [kind for kind in KINDS if kind not in there]
