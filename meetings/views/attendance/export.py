"""The attendance as a spreadsheet to take along."""

from collections import Counter
from collections.abc import Sequence

from flask import make_response
from flask.typing import ResponseReturnValue

from kernel.errors import NotFound
from kernel.policy import allowed
from meetings.documents.attendance_table import CSV, XLSX, attendance_table
from meetings.models import Sitting
from meetings.policy import TABLE, Action
from meetings.queries.attendance import Line, lines_of
from meetings.queries.attendance_imports import known_person
from meetings.queries.meetings import groups_known, key_of, sittings_of
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, readers_only
from web.actor import actor
from web.furniture import vault
from web.transaction import db, pause

KINDS = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv",
}


@bp.get("/<reference>/attendance.<kind>")
@readers_only
def attendance_export(reference: str, kind: str) -> ResponseReturnValue:
    """Everybody on the list, as XLSX or CSV; numbers only for those who may see them."""
    if kind not in KINDS:
        raise NotFound("not-found")
    meeting = meeting_at(reference)
    numbers = allowed(TABLE, actor(), Action.READ_DOCUMENTS, meeting)
    sittings, lines = sittings_of(db(), meeting), lines_of(db(), meeting)
    groups = {one.id: one.name for one in groups_known(db(), meeting.office_id).values()}
    key, here = key_of(db(), vault(), meeting), _heads(sittings)
    entries = [
        (line.person.position, known_person(key, line, groups, {}), _there(line, sittings))
        for line in lines
    ]
    title = meeting.title
    pause()
    answer = make_response(attendance_table(kind, title, here, entries, numbers=numbers))
    answer.mimetype = KINDS[kind]
    name = f"asistencia-{reference.upper()}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _heads(sittings: Sequence[Sitting]) -> list[str]:
    """A day names its sitting, unless it has several: then their order does."""
    days = Counter(one.on for one in sittings)
    return [
        one.on.isoformat() if days[one.on] == 1 else f"Sesión {place}"
        for place, one in enumerate(sittings, start=1)
    ]


def _there(line: Line, sittings: Sequence[Sitting]) -> list[bool | None]:
    noted = (line.marks.get(one.id) for one in sittings)
    return [None if mark is None or mark.confirmed_at is None else mark.present for mark in noted]
