"""A confirmed sheet is written: who is new all at once, who is known change by change."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy.orm import Session

from kernel.policy import Actor
from kernel.vault import DataKey
from meetings.attendance_sheets.values import Person, Row
from meetings.attendance_sheets.variants import key_of as spelled
from meetings.kinds import Signing, Source
from meetings.models import Attendance, AttendanceImport, Meeting, Participant
from meetings.operations.attendance import (
    LONGEST_NAME,
    Mark,
    Numbers,
    Who,
    correct,
    facts_of,
    keep_numbers,
    mark_in,
    new_line,
    next_position,
    write_mark,
)
from meetings.queries.attendance import mark_of, participant_of, sitting_of
from meetings.queries.attendance_imports import (
    numbers_in,
    sittings_by_key,
)
from meetings.queries.attendance_numbers import DOCUMENT, PHONE
from meetings.queries.meetings import groups_known, sittings_of

LONGEST_LINE = 200
NAMED = {"group": "group_id", "language": "first_language", "position": "role"}
"""What the list calls a field of a sheet that has another name in it."""


def group_ids(names: Mapping[int, str], chosen: Mapping[str, int], said: str) -> int | None:
    """The group of the office that a sheet means: as somebody chose, or by its name."""
    if said in chosen:
        return chosen[said] if chosen[said] in names else None
    key = spelled("group", said)
    return next((one for one, name in names.items() if spelled("group", name) == key), None)


def group_names(session: Session, meeting: Meeting) -> dict[int, str]:
    """The groups of the office by their id, the retired ones too."""
    return {one.id: one.name for one in groups_known(session, meeting.office_id).values()}


class Writer:
    """Writes the rows of one confirmed sheet."""

    def __init__(
        self, session: Session, key: DataKey, actor: Actor, meeting: Meeting,
        brought: AttendanceImport,
    ) -> None:  # fmt: skip
        self.session, self.key, self.actor, self.meeting = session, key, actor, meeting
        self.groups, self.chosen = group_names(session, meeting), numbers_in(brought, "groups")
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
