"""Documents and telephones as spreadsheets leave them: zeros lost, powers of ten, two in a cell."""

import re

from kernel.spreadsheets.books import Cell
from meetings.attendance_sheets.cells import compared, typed, whole_number
from meetings.attendance_sheets.problems import Found, Problem, found
from meetings.attendance_sheets.traits import BLANKS
from meetings.kinds import DocumentKind

DNI = 8
_FEWEST = 6
"""So many digits of a DNI may be left when a spreadsheet took its zeros away."""
_NONE = BLANKS | frozenset(map(compared, ("no", "sin dni", "sin documento", "indocumentado", "0")))
_BEFORE = re.compile(r"^(?:d\.?\s*n\.?\s*i\.?|doc(?:umento)?\.?)?\s*(?:n[°º.]?\s*)?[:#]?\s*", re.I)
_DIGITS = re.compile(r"(\d[\d .]*\d|\d)(?:-\d)?")
_IN_NAME = re.compile(
    r"[\s,;(/–-]*(?:d\.?n\.?i\.?\s*(?:n[°º.]*)?\s*[:#]?\s*)?(?<!\d)(\d{8})(?!\d)\)?[\s,;]*", re.I
)
_APART = re.compile(r"\s*(?:[/;,|]|\s[-–yo]\s)\s*", re.I)
_MOBILE = 9


def document_in(cell: Cell, column: str) -> tuple[DocumentKind | None, str, tuple[Found, ...]]:
    """The kind and number of a document, and what to look at."""
    number = whole_number(cell)
    text = _BEFORE.sub("", typed(cell)) if number is None else str(number)
    if not text or compared(text) in _NONE:
        return None, "", ()
    if number is None and isinstance(cell, str):
        again = whole_number(text)
        text = text if again is None or text.isdigit() else str(again)
    if isinstance(cell, str) and cell.strip().isdigit():
        text = cell.strip()  # zeros that were typed stay
    written = _DIGITS.fullmatch(text)
    digits = re.sub(r"\D", "", written[1]) if written else ""
    if len(digits) == DNI:
        return DocumentKind.DNI, digits, ()
    if _FEWEST <= len(digits) < DNI:
        padded = digits.zfill(DNI)
        return DocumentKind.DNI, padded, (found(Problem.DOCUMENT_PADDED, column),)
    return DocumentKind.OTHER, text, (found(Problem.DOCUMENT_NOT_DNI, column),)


def document_in_name(name: str) -> tuple[str, str]:
    """A name without the DNI that was written beside it, and that DNI."""
    written = _IN_NAME.search(name)
    if written is None:
        return name, ""
    return " ".join((name[: written.start()] + " " + name[written.end() :]).split()), written[1]


def phones_in(cell: Cell, column: str) -> tuple[tuple[str, ...], tuple[Found, ...]]:
    """The telephones in a cell, digits only; what is no number stays as typed, and is told."""
    number = whole_number(cell)
    text = typed(cell) if number is None else str(number)
    if not text or compared(text) in _NONE:
        return (), ()
    phones: list[str] = []
    for part in _APART.split(text):
        phones += _one_or_two(part)
    odd = any(not (phone.isdigit() and 6 <= len(phone) <= 15) for phone in phones)
    return tuple(phones), (found(Problem.PHONE_UNUSUAL, column),) if odd else ()


def _one_or_two(part: str) -> list[str]:
    digits = re.sub(r"[\s().+\-]", "", part)
    if not digits.isdigit():
        return [part] if part else []
    if len(digits) == 2 * _MOBILE and digits[0] == digits[_MOBILE] == "9":
        return [digits[:_MOBILE], digits[_MOBILE:]]
    if len(digits) == _MOBILE + 2 and digits.startswith("519"):
        return [digits[2:]]
    return [digits]
