"""What a cell under a day says: there, not there, late, excused, or nobody knows yet."""

import re
from collections.abc import Iterable, Mapping
from datetime import time

from kernel.spreadsheets.books import Cell
from meetings.attendance_sheets.cells import compared, typed, whole_number
from meetings.attendance_sheets.days import hour_in
from meetings.attendance_sheets.values import Mark

_TICKS = frozenset("✓✔√☑✅•●■×✗✘")
_WORDS: Mapping[Mark, str] = {
    Mark.PRESENT: (
        "x,xx,s,si,p,presente,asistió,asiste,yes,y,v,verdadero,true,ok,firma,firmó,ari,kachkan"
    ),
    Mark.ABSENT: (
        "f,no,n,falta,faltó,ausente,inasistencia,inasistió,no asistió,falso,false,mana,manan"
    ),
    Mark.LATE: "tarde,tardanza,tardó,llegó tarde",
    Mark.EXCUSED: (
        "justificado,justificada,justificó,permiso,con permiso,faltó con permiso,licencia,"
        "excusado,excusada,dispensa,falta justificada"
    ),
}
_MARKS = {compared(word): mark for mark, words in _WORDS.items() for word in words.split(",")}
_ABSENT_SIGNS = frozenset(("", "-", "--", "—", "–", ".", "/", "0"))
_LEGEND = re.compile(
    r"(?<![^\W\d_])([A-ZÑ]{1,2})\s*[=:\-]\s*"
    r"(asisti|present|puntual|falt|ausen|inasist|tard|justif|permi|licen|excus)",
    re.I,
)
_BEGINNINGS = {
    "asisti": Mark.PRESENT, "present": Mark.PRESENT, "puntual": Mark.PRESENT,
    "falt": Mark.ABSENT, "ausen": Mark.ABSENT, "inasist": Mark.ABSENT, "tard": Mark.LATE,
    "justif": Mark.EXCUSED, "permi": Mark.EXCUSED, "licen": Mark.EXCUSED, "excus": Mark.EXCUSED,
}  # fmt: skip
LONGEST_ASKED = 4
"""A longer text under a day is no mark that a legend explains."""
CHOICES = (Mark.PRESENT, Mark.LATE, Mark.ABSENT, Mark.EXCUSED)


def mark_in(cell: Cell, legend: Mapping[str, Mark]) -> tuple[Mark, time | None]:
    """What a cell says, and the hour if it says one; UNKNOWN when only a legend tells.

    `legend` holds marks by their letters, with what somebody said that they mean: it goes first.
    """
    said = legend.get(key_of(cell))
    if said is not None:
        return said, None
    if isinstance(cell, bool):
        return (Mark.PRESENT if cell else Mark.ABSENT), None
    hour = hour_in(cell)
    if hour is not None:
        return Mark.PRESENT, hour
    return _by_words(cell), None


def _by_words(cell: Cell) -> Mark:
    text = typed(cell)
    if text in _ABSENT_SIGNS:
        return Mark.ABSENT
    if set(text) <= _TICKS:
        return Mark.PRESENT
    number = whole_number(cell)
    if number is not None:
        return {0: Mark.ABSENT, 1: Mark.PRESENT}.get(number, Mark.UNKNOWN)
    return _MARKS.get(compared(text), Mark.UNKNOWN)


def key_of(cell: Cell) -> str:
    """A mark as legends know it: never folded, for J and H would be one."""
    return letters_of(typed(cell))


def letters_of(text: str) -> str:
    """The letters of a mark, however large and with or without dots: "T.", "t"."""
    return text.casefold().replace(".", "").strip()


def legend_in(texts: Iterable[str]) -> dict[str, Mark]:
    """What a legend in the sheet says: "A = asistió, T = tardanza"."""
    return {
        letters_of(letters): _BEGINNINGS[meaning.lower()]
        for text in texts
        for letters, meaning in _LEGEND.findall(text)
    }
