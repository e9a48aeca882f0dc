"""The lines above a list: what they tell of the meeting is offered, never taken by itself."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kernel.spreadsheets.books import Cell, Sheet
from meetings.attendance_sheets.cells import compared, typed
from meetings.attendance_sheets.days import NoSuchDay, date_in, hour_in
from meetings.attendance_sheets.values import About, Above, SheetPlan

_LABELS = {
    compared(word): about
    for about, words in {
        About.TITLE: "taller,evento,actividad,tema,reunión,título,nombre del taller,asunto",
        About.PLACE: "lugar,local,sede,comunidad,distrito,lugar y fecha",
        About.DATE: "fecha,fechas,día,días",
        About.HOUR: "hora,hora de inicio,hora inicio,horario",
        About.ORGANIZER: "organiza,organizador,facilitador,facilitadora,responsable,convoca",
    }.items()
    for word in words.split(",")
}

_FIELDS = {About.PLACE: "place", About.HOUR: "begins_at", About.ORGANIZER: "convened_by"}
"""What of a plan each of them can fill. Title and day the meeting has by itself."""


def lines_above(sheet: Sheet, plan: SheetPlan, near: date) -> Iterator[Above]:
    """Each thing that is said above the heads: "Lugar: Santo Tomás" in one cell or in two."""
    first = True
    for number in range(plan.head_row - 1):
        for label, cell in _said(sheet.rows[number]):
            about = _LABELS.get(compared(label), About.OTHER) if label else About.OTHER
            if first and not label:
                about, first = About.TITLE, False
            yield Above(sheet.name, number + 1, about, label, _text(cell, about, near))


def fills(above: Iterable[Above], known: Mapping[str, Any]) -> dict[str, Any]:
    """What the lines above can fill of a plan: only where nothing is `known`; the first one said.

    An hour that is none fills nothing.
    """
    found: dict[str, Any] = {}
    for one in above:
        field = _FIELDS.get(one.about, "")
        said = hour_in(one.text) if one.about is About.HOUR else one.text
        if field and said and not known.get(field):
            found.setdefault(field, said)
    return found


def _said(row: tuple[Cell, ...]) -> Iterator[tuple[str, Cell]]:
    waiting = ""
    for cell in row:
        text = typed(cell)
        if not text:
            continue
        label, colon, rest = text.partition(":") if isinstance(cell, str) else (text, "", "")
        if waiting:
            yield waiting, cell
            waiting = ""
        elif colon and not rest.strip():
            waiting = label.strip()
        elif colon and compared(label) in _LABELS:
            yield label.strip(), rest.strip()
        elif compared(text) in _LABELS and not isinstance(cell, (int, float)):
            waiting = text
        else:
            yield "", cell
    if waiting:
        yield "", waiting


def _text(cell: Cell, about: About, near: date) -> str:
    """The text as typed; of a date the day itself, so that it can be offered."""
    if about is About.DATE:
        try:
            on = date_in(cell, near)
        except NoSuchDay:
            on = None
        if on is not None:
            return on.isoformat()
    return typed(cell)
