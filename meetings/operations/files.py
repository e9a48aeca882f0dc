"""Files of a meeting: what was shown, photos with consent, scans of signed papers.

Each is sealed under the key of the meeting. Its fingerprint is the sha256 of what was brought, so
that whoever holds the same file can prove that it is the same.
"""

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.files import FileKind, Taken, attach, remove
from kernel.policy import Actor, require
from kernel.vault import Sealer
from meetings import events
from meetings.kinds import FilePurpose
from meetings.models import Meeting, MeetingFile, SealedMinutes
from meetings.policy import TABLE, Action
from meetings.queries.agenda import point_of
from meetings.queries.contents import newest_sealed
from meetings.queries.files import files_of, newest_minutes_id

MOST_FILES = 200
PICTURES = frozenset({FileKind.IMAGE})
PAPERS = frozenset({FileKind.IMAGE, FileKind.PDF})
KINDS = {
    FilePurpose.PHOTO: PICTURES,
    FilePurpose.SIGNED_SCAN: PAPERS,
    FilePurpose.OLD_ACTA: PAPERS,
    FilePurpose.ATTENDANCE_SHEET: PAPERS,
    FilePurpose.DELEGATION: PAPERS,
}
"""What a file for this purpose may be; what was shown may be of any kind."""

AT_ANY_TIME = frozenset({FilePurpose.SIGNED_SCAN, FilePurpose.OLD_ACTA})
"""A scan of the acta is no part of what the acta says: it comes when the acta is sealed."""


@dataclass(frozen=True)
class Brought:
    """A file, or only the fingerprint of one that the office does not keep."""

    purpose: FilePurpose
    title: str = ""
    consent: str = ""
    taken: Taken | None = None
    fingerprint: str = ""
    agenda_item_id: int | None = None


def add_file(
    session: Session, key: Sealer, actor: Actor, meeting: Meeting, brought: Brought
) -> MeetingFile:
    """Keep a file with the meeting; what the acta names only while the acta is a draft."""
    require(TABLE, actor, _action(brought.purpose), meeting)
    _expect_sound(session, meeting, brought)
    if len(files_of(session, meeting)) >= MOST_FILES:
        raise RuleBroken("files-too-many", most=MOST_FILES)
    scan = brought.purpose is FilePurpose.SIGNED_SCAN
    row = MeetingFile(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        agenda_item_id=brought.agenda_item_id,
        purpose=brought.purpose,
        title=brought.title,
        consent=brought.consent,
        fingerprint=brought.fingerprint,
        minutes_id=newest_minutes_id(session, meeting) if scan else None,
        file=attach(session, key, brought.taken) if brought.taken else None,
        person_id=actor.person_id,
    )
    session.add(row)
    session.flush()  # the trail names it
    record(
        session, events.FILE_ADDED, actor, meeting.subject,
        file_id=row.id, purpose=row.purpose,
    )  # fmt: skip
    return row


def remove_file(session: Session, actor: Actor, meeting: Meeting, row: MeetingFile) -> None:
    """Take a file away for good; never one that a sealed acta names, in whichever version.

    Whoever seals takes away a scan of signatures: it may be all that shows who signed.
    """
    require(TABLE, actor, Action.SEAL if row.minutes_id else _action(row.purpose), meeting)
    if is_named(row, newest_sealed(session, meeting)):
        raise RuleBroken("file-of-sealed-acta")
    stored, number, purpose = row.file, row.id, row.purpose
    session.delete(row)
    session.flush()  # before what it refers to
    if stored is not None:
        remove(session, stored)
    record(session, events.FILE_REMOVED, actor, meeting.subject, file_id=number, purpose=purpose)


def is_named(row: MeetingFile, sealed: SealedMinutes | None) -> bool:
    """Whether a sealed version of the acta names this file: it lay there already."""
    return sealed is not None and row.purpose not in AT_ANY_TIME and row.at <= sealed.sealed_at


def may_bring(purpose: FilePurpose) -> frozenset[FileKind] | None:
    """What a file for this purpose may be; None: of any kind."""
    return KINDS.get(purpose)


def _action(purpose: FilePurpose) -> Action:
    return Action.ATTACH if purpose in AT_ANY_TIME else Action.RECORD


def _expect_sound(session: Session, meeting: Meeting, brought: Brought) -> None:
    if brought.purpose is FilePurpose.PHOTO and not brought.consent.strip():
        raise BadInput("photo-without-consent")
    if brought.taken is None and not brought.fingerprint:
        raise BadInput("file-missing")
    if brought.fingerprint and not re.fullmatch("[0-9a-f]{64}", brought.fingerprint):
        raise BadInput("fingerprint-wrong")
    if brought.agenda_item_id is not None:
        point_of(session, meeting, brought.agenda_item_id)
