"""Files come to a draft or a case, and go with it. Their bytes: `kernel/files`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grievances import events
from grievances.kinds import OriginalReason, Purpose
from grievances.models import Attachment, Case, Message
from grievances.operations.drafts import DraftKey, token_hash
from grievances.operations.renderings import TOLD_BY, open_tasks
from grievances.policy import TABLE, Action
from grievances.queries.attachments import of_draft, rows_of_case, rows_of_draft
from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.files import Taken, attach, describe, remove, rewrap
from kernel.policy import Actor, require
from kernel.vault import DataKey, Sealer

MEGABYTE = 1024 * 1024
A_SEND = 5
"""So many files come with one form: each is opened and cleaned while the person waits."""
A_DRAFT, DRAFT_BYTES = 20, 200 * MEGABYTE
A_CASE, CASE_BYTES = 100, 1024 * MEGABYTE


@dataclass(frozen=True)
class Bringing:
    """A file that was taken in, and what it is to the case."""

    taken: Taken
    purpose: Purpose


@dataclass(frozen=True)
class Waiting:
    """The files that wait with a draft, and what opens them there."""

    rows: Sequence[Attachment]
    owner: Sealer


def waiting_in(session: Session, token: str) -> Waiting:
    """The files of the draft under this token."""
    return Waiting(rows_of_draft(session, token_hash(token)), DraftKey(token))


def keep_in_draft(session: Session, token: str, files: Iterable[Bringing]) -> list[int]:
    """Keep files with a draft, which exists. Only its cookie opens them."""
    session.flush()  # the draft may be as new as its files
    owner = DraftKey(token)
    kept = [
        _attach(session, owner, one, draft_hash=token_hash(token), case_id=None) for one in files
    ]
    expect_room_in_draft(rows_of_draft(session, token_hash(token)), owner)
    return [row.id for row in kept]


def take_from_draft(session: Session, token: str, number: int) -> None:
    """The person does not want to send this file."""
    drop(session, of_draft(session, token_hash(token), number))


def hand_over(session: Session, waiting: Waiting, key: DataKey, actor: Actor, case: Case) -> None:
    """The draft became a case: its files are the case's from now on."""
    for row in waiting.rows:
        rewrap(session, row.file, waiting.owner, key)
        row.draft_hash, row.desk_draft_id, row.case_id = None, None, case.id
        _note_added(session, actor, case, row)
    session.flush()  # tasks ask for the files of the case


def add_to_case(
    session: Session,
    key: DataKey,
    actor: Actor,
    case: Case,
    files: Sequence[Bringing],
    message: Message,
) -> list[Attachment]:
    """Files come with a message, which was said just now: by who may say it."""
    by_filer = actor.person_id is None
    require(TABLE, actor, Action.MESSAGE_AS_FILER if by_filer else Action.MESSAGE, case)
    added = [_attach(session, key, one, draft_hash=None, case_id=case.id) for one in files]
    for row in added:
        row.message_id, row.person_id = message.id, actor.person_id
        _note_added(session, actor, case, row)
    _expect_room(rows_of_case(session, case), key, A_CASE, CASE_BYTES)
    if by_filer and any(row.purpose in TOLD_BY for row in added):
        open_tasks(session, case)
    return added


def note_file_read(session: Session, actor: Actor, subject: str, number: int) -> None:
    """Somebody of the office opened or saved the copy of this file of a case ("case:17")."""
    record(session, events.FILE_READ, actor, subject, attachment_id=number)


def open_the_original(
    session: Session, actor: Actor, case: Case, row: Attachment, reason: OriginalReason
) -> None:
    """A supervisor needs the file as it was sent, with all that it tells. The trail says why."""
    require(TABLE, actor, Action.READ_ORIGINAL, case)
    record(
        session, events.ORIGINAL_OPENED, actor, case.subject,
        attachment_id=row.id, reason=reason,
    )  # fmt: skip


def files_waiting(session: Session, token: str) -> int:
    """How many files wait with the draft under this token."""
    query = select(func.count()).select_from(Attachment)
    return session.scalar(query.where(Attachment.draft_hash == token_hash(token))) or 0


def _attach(
    session: Session,
    owner: Sealer,
    one: Bringing,
    *,
    draft_hash: str | None,
    case_id: int | None,
) -> Attachment:
    row = Attachment(
        file=attach(session, owner, one.taken),
        purpose=one.purpose,
        draft_hash=draft_hash,
        case_id=case_id,
    )
    session.add(row)
    session.flush()  # the trail and the answers need row.id
    return row


def drop(session: Session, row: Attachment) -> None:
    """A file goes for good, with what tied it to its draft; who may has been asked."""
    stored = row.file
    session.delete(row)
    session.flush()  # before what it refers to
    remove(session, stored)


def expect_room_in_draft(rows: Sequence[Attachment], owner: Sealer) -> None:
    """RuleBroken when a draft carries more files, or heavier ones, than a draft may."""
    _expect_room(rows, owner, A_DRAFT, DRAFT_BYTES)


def _expect_room(rows: Sequence[Attachment], owner: Sealer, most: int, most_bytes: int) -> None:
    if len(rows) > most:
        raise RuleBroken("files-too-many", most=most)
    if sum(describe(row.file, owner).original_size for row in rows) > most_bytes:
        raise RuleBroken("files-too-heavy", most_mb=most_bytes // MEGABYTE)


def _note_added(session: Session, actor: Actor, case: Case, row: Attachment) -> None:
    record(
        session, events.FILE_ADDED, actor, case.subject,
        attachment_id=row.id, purpose=row.purpose,
    )  # fmt: skip
