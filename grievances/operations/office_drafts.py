"""Taking down what people tell by word, by telephone, by letter. Colleagues may go on with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from accounts.models import Office
from grievances import events
from grievances.answers import Sheet
from grievances.kinds import Channel, Purpose
from grievances.models import Attachment, OfficeDraft
from grievances.operations.attachments import Bringing, drop, expect_room_in_draft
from grievances.policy import TABLE, Action
from grievances.queries.clocks import today_at
from grievances.queries.office_drafts import (
    PLACE,
    Opened,
    colleagues_for,
    file_of_draft,
    rows_of_office_draft,
)
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.files import attach
from kernel.policy import Actor, require
from kernel.vault import Vault

LATEST_WITHOUT_REASON = timedelta(days=60)
NOON = time(12)
BRINGS = (Purpose.LETTER, Purpose.STORY_SOUND, Purpose.EVIDENCE)
"""What a file may be that comes with a grievance which is taken down."""


def begin_draft(
    session: Session, vault: Vault, actor: Actor, office: Office, channel: Channel, sheet: Sheet
) -> OfficeDraft:
    """Begin to take down what somebody tells."""
    require(TABLE, actor, Action.BEGIN_DRAFT, office)
    if channel in {Channel.WEB, Channel.EX_OFFICIO}:
        raise BadInput("channel-unknown")
    assert actor.person_id is not None  # noqa: S101 - the policy admits only staff
    key = vault.new_data_key(session, [office.holder])
    draft = OfficeDraft(
        office_id=office.id,
        data_key_id=key.id,
        channel=channel,
        answers=key.seal(sheet.to_json(), PLACE),
        started_by_id=actor.person_id,
        changed_by_id=actor.person_id,
    )
    session.add(draft)
    session.flush()  # the trail needs draft.id
    record(
        session, events.DRAFT_BEGUN, actor, subject_of(draft),
        office_id=office.id, channel=channel,
    )  # fmt: skip
    return draft


def keep_sheet(session: Session, actor: Actor, held: Opened, sheet: Sheet, seen: int) -> None:
    """Keep what was taken down so far; RuleBroken when a colleague wrote meanwhile."""
    require(TABLE, actor, Action.WRITE_DRAFT, held.draft)
    expect_seen(held.draft, seen)
    expect_day(held.office, sheet)
    _write(session, actor, held, sheet)
    record(session, events.DRAFT_WRITTEN, actor, subject_of(held.draft))


def hand_draft_over(session: Session, actor: Actor, held: Opened, to: int, note: str) -> None:
    """Ask a colleague of the office to go on, with a note if there is something to say."""
    require(TABLE, actor, Action.WRITE_DRAFT, held.draft)
    if to not in {one.id for one in colleagues_for(session, held.draft, actor)}:
        raise RuleBroken("draft-not-theirs")
    _write(session, actor, held, replace(held.sheet, given_to=to, note=note))
    record(session, events.DRAFT_HANDED, actor, subject_of(held.draft), to=to)


def discard_draft(session: Session, vault: Vault, actor: Actor, draft: OfficeDraft) -> None:
    """Forget a draft for good: its files go, its key is destroyed, no backup opens it again."""
    require(TABLE, actor, Action.WRITE_DRAFT, draft)
    for row in rows_of_office_draft(session, draft):
        drop(session, row)
    record(session, events.DRAFT_DISCARDED, actor, subject_of(draft))
    forget(session, vault, draft)


def forget(session: Session, vault: Vault, draft: OfficeDraft, heir: int | None = None) -> None:
    """The row goes and its key with it; files were handed over or removed before.

    `heir` is the key of the case that the words went to: a backup without it keeps the draft.
    """
    data_key_id = draft.data_key_id
    session.flush()  # nothing refers to the draft any more
    session.delete(draft)
    session.flush()
    vault.destroy(session, data_key_id, heir)


def add_files(
    session: Session, actor: Actor, held: Opened, files: Sequence[Bringing]
) -> list[Attachment]:
    """Files that the person brought: a letter, a recording, what shows what happened."""
    require(TABLE, actor, Action.WRITE_DRAFT, held.draft)
    added = []
    for one in files:
        if one.purpose not in BRINGS:
            raise BadInput("purpose-unknown")
        row = Attachment(
            file=attach(session, held.key, one.taken),
            purpose=one.purpose,
            desk_draft_id=held.draft.id,
        )
        session.add(row)
        added.append(row)
    session.flush()  # their ids, and their number
    expect_room_in_draft(rows_of_office_draft(session, held.draft), held.key)
    return added


def take_file_away(session: Session, actor: Actor, draft: OfficeDraft, number: int) -> None:
    """This file does not belong to it."""
    require(TABLE, actor, Action.WRITE_DRAFT, draft)
    drop(session, file_of_draft(session, draft, number))


def note_draft_read(session: Session, actor: Actor, number: int) -> None:
    """Somebody opened a draft, with the names in it."""
    record(session, events.DRAFT_READ, actor, f"draft:{number}")


def expect_seen(draft: OfficeDraft, seen: int) -> None:
    """RuleBroken when somebody wrote in the draft since the page with this form was made."""
    if draft.version != seen:
        raise RuleBroken("changed-meanwhile")


def expect_day(office: Office, sheet: Sheet) -> None:
    """The day of arrival has come, and lies long back only for a reason."""
    if not sheet.received_on:
        return
    day, today = date.fromisoformat(sheet.received_on), today_at(office)
    if day > today:
        raise BadInput("received-in-future")
    if needs_a_reason(day, today) and not sheet.late_reason.strip():
        raise BadInput("received-long-ago")


def needs_a_reason(day: date, today: date) -> bool:
    """Whether it must be said why this was registered so late."""
    return today - day > LATEST_WITHOUT_REASON


def received_at(held: Opened) -> datetime:
    """Since when the office has it: the moment it was begun, or noon of the day that was given."""
    zone = ZoneInfo(held.office.time_zone)
    begun = held.draft.started_at.astimezone(zone)
    day = held.sheet.received_on
    if not day or day == begun.date().isoformat():
        return held.draft.started_at
    return min(datetime.combine(date.fromisoformat(day), NOON, zone), now())


def subject_of(draft: OfficeDraft) -> str:
    """How the trail names a draft."""
    return f"draft:{draft.id}"


def _write(session: Session, actor: Actor, held: Opened, sheet: Sheet) -> None:
    assert actor.person_id is not None  # noqa: S101 - the policy admits only staff
    held.draft.answers = held.key.seal(sheet.to_json(), PLACE)
    held.draft.changed_by_id = actor.person_id
    held.draft.changed_at = now()
    session.flush()  # the version that the next page shows
