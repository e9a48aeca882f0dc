"""The sheets that people brought to a meeting, and what the meeting knows when one is read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.spreadsheets.books import Book, of_plain
from kernel.vault import DataKey
from meetings.attendance_sheets import carrying
from meetings.attendance_sheets.numbers import document_in, phones_in
from meetings.attendance_sheets.values import ONLY, Choices, Known, Mark, Person, Preview, Setting
from meetings.kinds import ImportState, Signing
from meetings.models import Attendance, AttendanceImport, Meeting, Sitting
from meetings.policy import TABLE, Action
from meetings.queries.attendance import Line, counts, lines_of
from meetings.queries.attendance_numbers import DOCUMENT, PHONE
from meetings.queries.meetings import groups_known, groups_of, sittings_of

WORKBOOK = "meetings_attendance_import.workbook"
PREVIEW = "meetings_attendance_import.preview"


def imports_of(session: Session, meeting: Meeting) -> Sequence[AttendanceImport]:
    """The sheets that were brought, the last one first."""
    query = select(AttendanceImport).where(AttendanceImport.meeting_id == meeting.id)
    return session.scalars(query.order_by(AttendanceImport.id.desc())).all()


def import_of(session: Session, actor: Actor, meeting: Meeting, number: int) -> AttendanceImport:
    """One of them, for who may see documents; NotFound for everybody else."""
    brought = session.get(AttendanceImport, number)
    if (
        brought is None
        or brought.meeting_id != meeting.id
        or not allowed(TABLE, actor, Action.READ_DOCUMENTS, meeting)
    ):
        raise NotFound("not-found")
    return brought


def book_of(key: DataKey, brought: AttendanceImport) -> Book:
    """The cells of a sheet, as they were read when it came."""
    return of_plain(json.loads(key.open(brought.workbook, WORKBOOK)))


def preview_of(key: DataKey, brought: AttendanceImport) -> Preview:
    """The sheet as it was understood last."""
    if brought.preview is None:
        raise NotFound("not-found")
    return carrying.of_plain(Preview, json.loads(key.open(brought.preview, PREVIEW)))


def choices_in(brought: AttendanceImport) -> Choices:
    """What somebody chose about how it is read."""
    return carrying.of_plain(Choices, brought.choices)


def numbers_in(brought: AttendanceImport, name: str) -> dict[str, int]:
    """What of the meeting somebody chose: "sittings" by key, "groups" by name."""
    return dict(brought.choices.get(name, {}))


def sittings_by_key(sittings: Sequence[Sitting], chosen: Mapping[str, int]) -> dict[str, int]:
    """The sitting that each key of a sheet means: by its day or order, or as somebody chose."""
    by_key: dict[str, int] = {}
    for place, sitting in enumerate(sittings, start=1):
        by_key.setdefault(sitting.on.isoformat(), sitting.id)
        by_key.setdefault(f"sesion-{place}", sitting.id)
        by_key.setdefault(f"dia-{place}", sitting.id)
        by_key.setdefault("-".join(sitting.title.casefold().split()) or ONLY.key, sitting.id)
        by_key.setdefault(ONLY.key, sitting.id)
    known = {sitting.id for sitting in sittings}
    return by_key | {key: number for key, number in chosen.items() if number in known}


def setting_of(
    session: Session, key: DataKey, meeting: Meeting, chosen: Mapping[str, int]
) -> Setting:
    """What is known of the meeting before a sheet is read."""
    sittings, lines = sittings_of(session, meeting), lines_of(session, meeting)
    groups = {one.id: one.name for one in groups_known(session, meeting.office_id).values()}
    by_key = sittings_by_key(sittings, chosen)
    return Setting(
        starts_on=meeting.begins_on,
        days=tuple(dict.fromkeys(one.on for one in sittings)),
        names={
            "community": _names([meeting.community, *(line.person.community for line in lines)]),
            "group": _names(one.name for one in groups_of(session, meeting.office_id)),
            "organization": _names(line.person.organization for line in lines),
        },
        people=tuple(
            Known(str(line.person.id), known_person(key, line, groups, by_key)) for line in lines
        ),
        imported={
            one.content_digest: one.confirmed_at.isoformat()
            for one in imports_of(session, meeting)
            if one.state is ImportState.CONFIRMED and one.confirmed_at and one.content_digest
        },
    )


def known_person(
    key: DataKey, line: Line, groups: Mapping[int, str], by_key: Mapping[str, int]
) -> Person:
    """A line of the list as a sheet would say it."""
    person = line.person
    told = key.open(person.document_number, DOCUMENT) if person.document_number else ""
    kind, document, _problems = document_in(told, "")
    phone = key.open(person.phone, PHONE) if person.phone else ""
    there = [mark for mark in line.marks.values() if counts(mark)]
    return Person(
        name=person.name,
        organization=person.organization,
        group=groups.get(person.group_id or 0, ""),
        position=person.role,
        community=person.community,
        sex=person.sex,
        age=person.age,
        document_kind=kind,
        document=document,
        phones=phones_in(phone, "")[0],
        language=person.first_language,
        signing=common_signing(there),
        arrived=common_hour(there, "arrived_at"),
        left=common_hour(there, "left_at"),
        marks={
            name: Mark.PRESENT if line.was_at(sitting) else Mark.ABSENT
            for name, sitting in by_key.items()
            if sitting in line.marks and line.marks[sitting].confirmed_at is not None
        },
    )


def common_signing(there: Sequence[Attendance]) -> Signing:
    """How somebody signed each time; NONE when it was not always the same."""
    ways = {mark.signing for mark in there}
    return ways.pop() if len(ways) == 1 else Signing.NONE


def common_hour(there: Sequence[Attendance], name: str) -> time | None:
    """When somebody came or left each time; None when it was not always the same."""
    hours: set[Any] = {getattr(mark, name) for mark in there}
    return hours.pop() if len(hours) == 1 else None


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
