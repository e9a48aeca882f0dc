"""A sheet as it is understood, in the words of its reader."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from kernel.vault import DataKey
from meetings import sheet_words, words
from meetings.attendance_sheets.above import fills
from meetings.attendance_sheets.plans import MEANS, examples, first_rows
from meetings.attendance_sheets.problems import Found
from meetings.attendance_sheets.values import (
    About,
    Above,
    Mark,
    Preview,
    Question,
    QuestionKind,
    Role,
    Row,
    RowState,
    Sitting,
)
from meetings.forms.attendance import said_so
from meetings.forms.planning import as_planned
from meetings.kinds import AgeBand, ImportState, Sex, Signing
from meetings.models import AttendanceImport, Meeting
from meetings.operations.attendance_writing import group_ids
from meetings.queries.attendance import people_of
from meetings.queries.attendance_imports import (
    book_of,
    numbers_in,
    preview_of,
    sittings_by_key,
)
from meetings.queries.meetings import groups_of, sittings_of
from meetings.views.attendance.corrections import FIELDS
from meetings.views.attendance.figures import sitting_name
from web.formats import short_day, short_moment
from web.locale import _

KINDS = {
    RowState.NEW: "good",
    RowState.CHANGED: "soon",
    RowState.WARNING: "soon",
    RowState.ERROR: "late",
    RowState.SAME: "",
    RowState.NOT_PERSON: "hold",
}
CHANGED = {
    "position": FIELDS["role"],
    "language": FIELDS["first_language"],
    "phones": FIELDS["phone"],
    "group": FIELDS["group_id"],
    "arrived": FIELDS["arrived_at"],
    "left": FIELDS["left_at"],
}
FIELD_OF_NAMES = {"community": FIELDS["community"], "organization": FIELDS["organization"]}
MEANT: Mapping[Role, tuple[type[Any], Mapping[Any, Any]]] = {
    Role.SEX: (Sex, words.SEX),
    Role.AGE_BAND: (AgeBand, words.AGE),
    Role.SIGNED: (Signing, words.SIGNING),
}
FIRST_ROWS = 15
"""So many rows of a sheet are shown to who says where its heads are."""
MOST_ROWS = 300
"""So many rows stand on the page, those first that need a look; figures count all."""


def preview_shown(
    session: Session, key: DataKey, meeting: Meeting, brought: AttendanceImport
) -> dict[str, Any]:
    """All that the page shows of a sheet."""
    preview = preview_of(key, brought)
    sittings, groups = sittings_of(session, meeting), groups_of(session, meeting.office_id)
    people = {str(one.id): one for one in people_of(session, meeting)}
    by_key = sittings_by_key(sittings, numbers_in(brought, "sittings"))
    chosen, names = numbers_in(brought, "groups"), {one.id: one.name for one in groups}
    rows = sorted(preview.rows, key=_needs_a_look)
    return {
        "preview": preview,
        "counts": [
            (str(sheet_words.ROW_STATE[state]), preview.counts[state.value], KINDS[state])
            for state in RowState
            if preview.counts[state.value]
        ],
        "to_write": len(preview.to_write),
        "problems": [_problem(one) for one in preview.problems],
        "above": [_above(one) for one in preview.above],
        "fills_plan": bool(fills(preview.above, as_planned(meeting))),
        "imported": _imported(preview, meeting) if brought.state is ImportState.PREVIEW else "",
        "questions": [_question(one) for one in preview.questions],
        "proposals": [_proposal(one, preview) for one in preview.proposals],
        "variants": [(one, FIELD_OF_NAMES.get(one.field, "")) for one in preview.variants],
        "unknown_groups": [
            (one, group_ids(names, chosen, one.name) or "")
            for one in preview.unclassified
            if one.field == "group"
        ],
        "groups": [(str(number), name) for number, name in names.items()],
        "sheet_sittings": [
            (one, _called(one), str(by_key.get(one.key, ""))) for one in preview.sittings
        ],
        "sittings": [(str(one.id), sitting_name(one)) for one in sittings],
        "sheets": _sheets(key, brought, preview),
        "roles": said_so(sheet_words.COLUMN_ROLE, Role),
        "rows": [_row(row, len(preview.plan.sheets) > 1) for row in rows[:MOST_ROWS]],
        "more_rows": max(len(rows) - MOST_ROWS, 0),
        "missing": [people[one].name for one in preview.missing if one in people],
    }


def _called(sitting: Sitting) -> str:
    """A sitting as the sheet tells it: its day, its name, or that there is just one."""
    if sitting.on is not None:
        return short_day(sitting.on)
    return sitting.label or _("La única sesión de la hoja")


def _needs_a_look(row: Row) -> tuple[int, str, int]:
    order = [RowState.ERROR, RowState.WARNING, RowState.CHANGED, RowState.NEW]
    return (order.index(row.state) if row.state in order else 9, row.sheet, row.number)


def _problem(found: Found) -> str:
    said = str(sheet_words.SHEET_PROBLEMS[found.problem])
    where = " · ".join(filter(None, (found.sheet, found.column)))
    return f"{where}: {said}" if where else said


def _above(one: Above) -> tuple[Any, str]:
    """A line above the list: what it is about, and what it says."""
    told = short_day(date.fromisoformat(one.text)) if _is_a_day(one) else one.text
    known = one.about is not About.OTHER or not one.label
    return (sheet_words.ABOUT[one.about] if known else one.label), told


def _is_a_day(one: Above) -> bool:
    return one.about is About.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", one.text) is not None


def _imported(preview: Preview, meeting: Meeting) -> str:
    """When the same rows were imported before."""
    if not preview.imported:
        return ""
    return short_moment(datetime.fromisoformat(preview.imported), meeting.office.time_zone)


def _question(one: Question) -> dict[str, Any]:
    labels = sheet_words.MARK if one.kind is QuestionKind.MARK else words.SEX
    kind: Any = Mark if one.kind is QuestionKind.MARK else Sex
    return {
        "words": sheet_words.QUESTION[one.kind],
        "text": one.text,
        "times": one.times,
        "options": said_so(labels, (kind(value) for value in one.choices)),
        "answer": one.answer or one.suggested,
        "answered": bool(one.answer),
    }


def _proposal(one: Any, preview: Preview) -> dict[str, Any]:
    rows = {row.key: row for row in preview.rows}
    return {
        "words": sheet_words.LIKENESS[one.likeness],
        "rows": [_said(rows[key]) for key in one.rows if key in rows],
        "chosen": ("one" if one.joined else "two") if one.answered or one.joined else "",
    }


def _said(row: Row) -> str:
    person = row.person
    told = [] if person is None else [person.name, person.document, person.community]
    return f"{row.number}. " + " · ".join(filter(None, told))


def _row(row: Row, several: bool) -> dict[str, Any]:
    person = row.person
    return {
        "where": f"{row.sheet} {row.number}" if several else str(row.number),
        "name": person.name if person else row.text,
        "belongs": " · ".join(_belongs(person)) if person else "",
        "marks": sum(bool(mark.was_there) for mark in person.marks.values()) if person else None,
        "state": sheet_words.ROW_STATE[row.state],
        "kind": KINDS[row.state],
        "why": [
            *([str(sheet_words.NOT_PERSON[row.not_person])] if row.not_person else []),
            *map(_problem, row.problems),
            *([_("Es la misma persona que otra fila.")] if row.joined_to else []),
        ],
        "changes": ", ".join(dict.fromkeys(str(_field(name)) for name in row.changes)),
    }


def _belongs(person: Any) -> Iterable[str]:
    return filter(None, (person.group, person.organization, person.position, person.community))


def _field(name: str) -> Any:
    if name == "marks":
        return _("Asistencia")
    return CHANGED.get(name) or FIELDS.get(name, FIELDS["document"])


def _sheets(key: DataKey, brought: AttendanceImport, preview: Preview) -> list[dict[str, Any]]:
    if brought.state is not ImportState.PREVIEW:
        return []
    book = book_of(key, brought)
    return [
        {
            "plan": plan,
            "first": [
                " · ".join(filter(None, row)) for row in first_rows(book, plan.name, FIRST_ROWS)
            ],
            "columns": [
                {
                    "column": column,
                    "letter": _letter(column.place),
                    "examples": " · ".join(shown.get(column.place, ())),
                    "means": _meant(column.role),
                    "asks_day": column.role is Role.DAY,
                }
                for column in plan.columns
            ],
        }
        for plan, shown in ((plan, examples(book, plan)) for plan in preview.plan.sheets)
    ]


def _meant(role: Role) -> list[tuple[str, str]]:
    if role not in MEANS:
        return []
    kind: Any
    kind, labels = MEANT[role]
    return [("", str(_("Lo que dice la celda"))), *said_so(labels, kind)]


def _letter(place: int) -> str:
    """A column as programs name it: A … Z, AA."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
