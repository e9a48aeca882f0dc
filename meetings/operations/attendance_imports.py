"""A spreadsheet becomes attendance: it is shown first, and nothing is written before confirm.

What was shown is what is written: when the list changed between, the sheet is read again and shown
once more. A person that the sheet does not name stays on the list.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import Any

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
from meetings.attendance_sheets.variants import key_of as spelled
from meetings.kinds import ImportState, Signing, Source
from meetings.models import Attendance, AttendanceImport, Meeting, Participant
from meetings.operations.attendance import (
    LONGEST_NAME,
    Mark,
    Numbers,
    Who,
    begin,
    correct,
    expect_recording,
    facts_of,
    keep_numbers,
    mark_in,
    new_line,
    next_position,
    write_mark,
)
from meetings.queries.attendance import mark_of, participant_of, sitting_of
from meetings.queries.attendance_imports import (
    PREVIEW,
    WORKBOOK,
    book_of,
    choices_in,
    numbers_in,
    preview_of,
    setting_of,
    sittings_by_key,
)
from meetings.queries.attendance_numbers import DOCUMENT, PHONE
from meetings.queries.meetings import groups_known, sittings_of

LONGEST_LINE = 200
NAMED = {"group": "group_id", "language": "first_language", "position": "role"}
"""What the list calls a field of a sheet that has another name in it."""
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
    writer = _Writer(session, key, actor, meeting, brought)
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


def group_ids(names: Mapping[int, str], chosen: Mapping[str, int], said: str) -> int | None:
    """The group of the office that a sheet means: as somebody chose, or by its name."""
    if said in chosen:
        return chosen[said] if chosen[said] in names else None
    key = spelled("group", said)
    return next((one for one, name in names.items() if spelled("group", name) == key), None)


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
    names = _group_names(session, meeting)
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


def _group_names(session: Session, meeting: Meeting) -> dict[int, str]:
    return {one.id: one.name for one in groups_known(session, meeting.office_id).values()}


class _Writer:
    """Writes the rows of one confirmed sheet."""

    def __init__(
        self, session: Session, key: DataKey, actor: Actor, meeting: Meeting,
        brought: AttendanceImport,
    ) -> None:  # fmt: skip
        self.session, self.key, self.actor, self.meeting = session, key, actor, meeting
        self.groups, self.chosen = _group_names(session, meeting), numbers_in(brought, "groups")
        self.file = brought.file_name
        by_key = sittings_by_key(sittings_of(session, meeting), numbers_in(brought, "sittings"))
        self.sittings = {
            key_: sitting_of(session, meeting, number) for key_, number in by_key.items()
        }

    def enlist(self, rows: Sequence[Row]) -> int:
        """Put those who are new on the list, all in one go: a sheet may hold thousands."""
        first = next_position(self.session, self.meeting)
        told = [row.person for row in rows if row.person is not None]
        people = [self._new(said, first + place) for place, said in enumerate(told)]
        self.session.add_all(people)
        self.session.flush()  # their marks refer to them
        for person, said in zip(people, told, strict=True):
            self.session.add_all(self._lines(person, said))
        self.session.flush()  # whoever counts next finds them
        return len(people)

    def correct(self, row: Row) -> None:
        """Write what the row changes about somebody who is on the list."""
        said = row.person
        assert said is not None  # noqa: S101 - rows to be written are about people
        reason = f"{self.file}, {row.sheet} {row.number}"
        person = participant_of(self.session, self.meeting, int(row.reference))
        self._correct(person, row, said, reason)
        self._mark(person, said, reason)

    def _new(self, said: Person, position: int) -> Participant:
        person = Participant(
            office_id=self.meeting.office_id,
            meeting_id=self.meeting.id,
            position=position,
            source=Source.SHEET,
            document_digest="",
            **vars(self._who(said, Who(name=said.name))),
        )
        keep_numbers(self.key, person, self._numbers(said, person))
        return person

    def _lines(self, person: Participant, said: Person) -> list[Attendance]:
        """The sittings at which somebody new was."""
        mark = _there(said, Mark(present=True))
        there = {
            self.sittings[key].id: self.sittings[key]
            for key, told in said.marks.items()
            if key in self.sittings and told.was_there
        }
        return [
            new_line(self.actor, person, sitting, mark, Source.SHEET) for sitting in there.values()
        ]

    def _correct(self, person: Participant, row: Row, said: Person, reason: str) -> None:
        """Write what the page said that changes, and nothing else."""
        before, shown = facts_of(person), {NAMED.get(name, name) for name in row.changes}
        after = self._who(said, before)
        changed: dict[str, tuple[Any, Any]] = {}
        for name, was in asdict(before).items():
            if name in shown and getattr(after, name) != was:
                setattr(person, name, getattr(after, name))
                if getattr(person, name) != was:
                    changed[name] = (was, getattr(person, name))
        changed |= keep_numbers(self.key, person, self._numbers(said, person))
        if changed:
            correct(self.session, self.actor, self.meeting, person, None, changed, reason)

    def _who(self, said: Person, before: Who) -> Who:
        """What the sheet says over what is known; a blank cell takes nothing away."""
        blank = Who(name="")
        told = Who(
            name=said.name[:LONGEST_NAME],
            group_id=group_ids(self.groups, self.chosen, said.group) if said.group else None,
            organization=said.organization[:LONGEST_LINE],
            role=said.position[:LONGEST_LINE],
            community=said.community[:LONGEST_LINE],
            sex=said.sex,
            age=said.age,
            first_language=said.language,
        )
        new: dict[str, Any] = {
            one.name: getattr(told, one.name)
            for one in fields(Who)
            if getattr(told, one.name) != getattr(blank, one.name)
        }
        return replace(before, **new)

    def _numbers(self, said: Person, person: Participant) -> Numbers:
        known = Numbers(
            person.document_kind,
            self.key.open(person.document_number, DOCUMENT) if person.document_number else "",
            self.key.open(person.phone, PHONE) if person.phone else "",
        )
        if said.document:
            known = replace(known, document_kind=said.document_kind, document=said.document)
        return replace(known, phone=" / ".join(said.phones)) if said.phones else known

    def _mark(self, person: Participant, said: Person, reason: str) -> None:
        for key, told in said.marks.items():
            sitting = self.sittings.get(key)
            if sitting is None or told.was_there is None:
                continue
            line = mark_of(self.session, person.id, sitting.id)
            mark = Mark(present=False)
            if told.was_there:
                before = mark_in(line) if line is not None else Mark(present=True)
                mark = _there(said, before)
            write_mark(
                self.session, self.actor, self.meeting, person, sitting, mark, Source.SHEET,
                reason=reason,
            )  # fmt: skip


def _there(said: Person, before: Mark) -> Mark:
    """That somebody was there, with what the sheet says of it and is possible."""
    arrived, left = said.arrived or before.arrived_at, said.left or before.left_at
    if arrived and left and left < arrived:
        left = None
    signing = _signing(said, before)
    return replace(before, present=True, signing=signing, arrived_at=arrived, left_at=left)


def _signing(said: Person, before: Mark) -> Signing:
    """How the sheet says that somebody signed; by word only where a witness is known."""
    if said.signing is Signing.NONE or (said.signing is Signing.VERBAL and not before.witness):
        return before.signing
    return said.signing
