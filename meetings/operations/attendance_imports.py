"""A spreadsheet becomes attendance: it is shown first, and nothing is written before confirm.

What was shown is what is written: when the list changed between, the sheet is read again and shown
once more. A person that the sheet does not name stays on the list.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor
from kernel.spreadsheets import books
from kernel.spreadsheets.books import Book
from kernel.text import canonical, fold
from kernel.vault import DataKey
from meetings import events
from meetings.attendance_sheets import carrying
from meetings.attendance_sheets.previews import read_again
from meetings.attendance_sheets.values import Choices, Person, Preview, Row, RowState
from meetings.kinds import ImportState
from meetings.models import AttendanceImport, Meeting
from meetings.operations.attendance import (
    begin,
    expect_recording,
)
from meetings.operations.attendance_writing import Writer, group_ids, group_names
from meetings.queries.attendance_imports import (
    PREVIEW,
    WORKBOOK,
    book_of,
    choices_in,
    numbers_in,
    preview_of,
    setting_of,
)

LONGEST_FILE_NAME = 120


@dataclass(frozen=True)
class Written:
    """What confirming wrote."""

    new: int
    changed: int


def digest_of(data: bytes) -> str:
    """By what the very same file is known again."""
    return sha256(data).hexdigest()


def bring(
    session: Session, key: DataKey, actor: Actor, meeting: Meeting,
    name: str, file_digest: str, book: Book,
) -> AttendanceImport:  # fmt: skip
    """Keep a sheet that was read, sealed, with how it is understood; nothing else is written."""
    expect_recording(actor, meeting)
    told = json.dumps(books.as_plain(book), ensure_ascii=False)
    brought = AttendanceImport(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        file_name=canonical(name).strip()[-LONGEST_FILE_NAME:],
        file_digest=file_digest,
        workbook=key.seal(told, WORKBOOK),
        choices={},
        brought_by_id=actor.person_id,
    )
    session.add(brought)
    session.flush()  # whoever brought it is led to it by its number
    _keep(session, key, meeting, brought)
    return brought


def choose(
    session: Session, key: DataKey, actor: Actor, meeting: Meeting, brought: AttendanceImport,
    choices: Choices, *, sittings: Mapping[str, int], groups: Mapping[str, int], version: int,
) -> None:  # fmt: skip
    """Read the sheet as somebody says: its columns, its marks, who is one person."""
    _expect_open(session, actor, meeting, brought, version)
    told = carrying.as_plain(choices)
    brought.choices = {**told, "sittings": dict(sittings), "groups": dict(groups)}
    _keep(session, key, meeting, brought)


def read_anew(
    session: Session, key: DataKey, actor: Actor, meeting: Meeting, brought: AttendanceImport
) -> None:
    """The list changed since the sheet was shown: compare with it as it stands now."""
    expect_recording(actor, meeting)
    if brought.state is ImportState.PREVIEW:
        _keep(session, key, meeting, brought)


def discard(
    session: Session, key: DataKey, actor: Actor, meeting: Meeting, brought: AttendanceImport,
    version: int,
) -> None:  # fmt: skip
    """Nothing of the sheet is wanted: its rows are forgotten, that it was brought is not."""
    _expect_open(session, actor, meeting, brought, version)
    brought.state, brought.preview = ImportState.DISCARDED, None
    brought.workbook, brought.choices = key.seal("", WORKBOOK), {}


def confirm(
    session: Session, key: DataKey, actor: Actor, meeting: Meeting, brought: AttendanceImport,
    version: int,
) -> Written:  # fmt: skip
    """Write what was shown: all of it, or nothing."""
    _expect_open(session, actor, meeting, brought, version)
    shown = preview_of(key, brought)
    if carrying.as_plain(shown) != carrying.as_plain(_understood(session, key, meeting, brought)):
        raise RuleBroken("sheet-list-changed")
    if not shown.is_ready:
        raise RuleBroken("sheet-questions-open")
    if not shown.to_write:
        raise RuleBroken("sheet-changes-nothing")
    writer = Writer(session, key, actor, meeting, brought)
    new = writer.enlist([row for row in shown.to_write if not row.reference])
    written = Written(new, len(shown.to_write) - new)
    for row in shown.to_write:
        if row.reference:
            writer.correct(row)
    brought.state, brought.confirmed_at = ImportState.CONFIRMED, now()
    brought.counts = shown.counts | {"written_new": new, "written_changed": written.changed}
    record(
        session, events.SHEET_CONFIRMED, actor, meeting.subject,
        import_id=brought.id, new=new, changed=written.changed,
    )  # fmt: skip
    return written


def _expect_open(
    session: Session, actor: Actor, meeting: Meeting, brought: AttendanceImport, version: int
) -> None:
    expect_recording(actor, meeting)
    begin(session, meeting)
    session.refresh(brought)
    if brought.state is not ImportState.PREVIEW:
        raise RuleBroken("sheet-ended")
    if brought.version != version:
        raise RuleBroken("changed-meanwhile")


def _keep(session: Session, key: DataKey, meeting: Meeting, brought: AttendanceImport) -> None:
    preview = _understood(session, key, meeting, brought)
    brought.content_digest = preview.digest
    told = json.dumps(carrying.as_plain(preview), ensure_ascii=False)
    brought.preview = key.seal(told, PREVIEW)
    brought.counts = preview.counts
    session.flush()  # whoever confirms in this transaction reads it anew


def _understood(
    session: Session, key: DataKey, meeting: Meeting, brought: AttendanceImport
) -> Preview:
    setting = setting_of(session, key, meeting, numbers_in(brought, "sittings"))
    preview = read_again(book_of(key, brought), setting, choices_in(brought))
    names = group_names(session, meeting)
    chosen = numbers_in(brought, "groups")
    known = {one.reference: one.person for one in setting.people}
    rows = tuple(
        _settled(row, known[row.reference], names, chosen) if row.reference in known else row
        for row in preview.rows
    )
    return replace(preview, rows=rows)


def _settled(row: Row, before: Person, names: Mapping[int, str], chosen: Mapping[str, int]) -> Row:
    """A row without changes that change nothing: another spelling of the same group or sign."""
    if row.person is None or row.state is not RowState.CHANGED:
        return row
    left = tuple(
        name for name in row.changes if not _means_the_same(name, before, row.person, names, chosen)
    )
    return replace(row, changes=left, state=RowState.CHANGED if left else RowState.SAME)


def _means_the_same(
    name: str, before: Person, after: Person, names: Mapping[int, str], chosen: Mapping[str, int]
) -> bool:
    was, said = getattr(before, name), getattr(after, name)
    if name == "group":
        meant = group_ids(names, chosen, said)
        return meant is None or names[meant] == was
    if name == "name" and fold(was) != fold(said) and _words(was) == _words(said):
        return True  # another order or comma: the list keeps its own
    if isinstance(was, str) and isinstance(said, str):
        return " ".join(canonical(said).split()) == was
    return False


def _words(name: str) -> list[str]:
    return sorted(fold(name.replace(",", " ")).split())
