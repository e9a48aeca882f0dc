"""The sealed versions of an acta and their papers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kernel.errors import NotFound, RuleBroken
from kernel.seals import Seal
from meetings.kinds import Copy, FilePurpose, PaperLanguage
from meetings.models import BookEntry, Meeting, MeetingFile, Paper, SealedMinutes


def versions_of(session: Session, meeting: Meeting) -> Sequence[SealedMinutes]:
    """Every sealed version of an acta, the newest first."""
    query = select(SealedMinutes).where(SealedMinutes.meeting_id == meeting.id)
    return session.scalars(query.order_by(SealedMinutes.number.desc())).all()


def version_of(session: Session, meeting: Meeting, number: int) -> SealedMinutes:
    """One sealed version; NotFound when this acta has none of that number."""
    for minutes in versions_of(session, meeting):
        if minutes.number == number:
            return minutes
    raise NotFound("not-found")


def papers_of(session: Session, minutes: SealedMinutes) -> dict[tuple[Copy, PaperLanguage], Paper]:
    """The papers of a version that are printed."""
    query = select(Paper).where(Paper.minutes_id == minutes.id)
    return {(one.copy, one.language): one for one in session.scalars(query)}


def paper_of(
    session: Session, minutes: SealedMinutes, copy: Copy, language: PaperLanguage
) -> Paper:
    """A printed paper with its file; RuleBroken while the worker has not printed it."""
    query = select(Paper).where(
        Paper.minutes_id == minutes.id, Paper.copy == copy, Paper.language == language
    )
    found = session.scalar(query.options(joinedload(Paper.file)))
    if found is None:
        raise RuleBroken("acta-paper-not-ready")
    return found


def seals_of(session: Session, minutes: SealedMinutes) -> tuple[Seal, Seal]:
    """What stands in the register: the seal of the full acta and that of its public copy."""
    full = session.get_one(Seal, minutes.seal_id)
    return full, session.get_one(Seal, minutes.public_seal_id)


def scans_of(session: Session, minutes: SealedMinutes) -> Sequence[MeetingFile]:
    """The scans of the signed paper of a version."""
    query = select(MeetingFile).where(
        MeetingFile.minutes_id == minutes.id, MeetingFile.purpose == FilePurpose.SIGNED_SCAN
    )
    return session.scalars(query.order_by(MeetingFile.id)).all()


def book_entry_of(session: Session, meeting: Meeting) -> BookEntry | None:
    """Where the acta stands in the libro de actas, if somebody noted it."""
    return session.get(BookEntry, meeting.id)
