"""Where the heads of a list stand, and what its columns hold.

The heads are the row, among the first thirty, with the most known words; two lines are one head
where cells are merged over both or the second only divides the first (SEXO over F and M).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kernel.spreadsheets.books import Cell, Sheet
from meetings.attendance_sheets.cells import at, compared, typed
from meetings.attendance_sheets.days import NoSuchDay, sitting_of
from meetings.attendance_sheets.roles import role_of
from meetings.attendance_sheets.traits import M, band_named, sex_of, signing_of, what_m_means
from meetings.attendance_sheets.values import Column, Role, Setting, Sitting
from meetings.kinds import AgeBand, Sex

LOOKED_AT = 30
NAMES = frozenset({Role.NAME, Role.SURNAMES, Role.GIVEN_NAMES})
_MANY = frozenset({Role.DAY, Role.PHONE, Role.OBSERVATIONS, Role.UNUSED})
"""A list may have several columns of these."""
_MARKS = frozenset({Role.PRESENT, Role.SIGNED, Role.ARRIVED})
"""What says, under a day, that somebody was there."""
_BEFORE_DAY = re.compile(r"^(?:asistencia|asisti[oó]|firma)\s*(?:del?|al|el)?\s*[:\-]?\s*", re.I)
_PARTS = re.compile(r"[()\n:,]|\s[-–]\s")
_SPAN = re.compile(r"\d{1,2}\s*(?:-|–|a|al)\s*\d{1,3}(?:\s*años)?", re.I)


@dataclass(frozen=True)
class Heads:
    """The heads that were found: their first row from 0, how many lines they take."""

    row: int
    lines: int
    columns: tuple[Column, ...]

    @property
    def known(self) -> int:
        """How many columns are understood; a name over several columns is one."""
        told = [column.role for column in self.columns if column.role is not Role.UNUSED]
        return len(told) - max(told.count(Role.NAME) - 1, 0)


def find(sheet: Sheet, setting: Setting) -> Heads | None:
    """The heads of a list; None when the sheet has none that we know."""
    best: Heads | None = None
    for row in range(min(LOOKED_AT, len(sheet.rows))):
        for lines in (1, 2) if _goes_on(sheet, row, setting) else (1,):
            heads = Heads(row, lines, columns_at(sheet, row, lines, setting))
            if _is_list(heads, sheet) and (best is None or heads.known > best.known):
                best = heads
    return best


def _is_list(heads: Heads, sheet: Sheet) -> bool:
    if not any(column.role in NAMES for column in heads.columns):
        return False
    alone = sum(cell is not None for cell in sheet.rows[heads.row]) == 1
    return heads.known > 1 or alone


def columns_at(sheet: Sheet, row: int, lines: int, setting: Setting) -> tuple[Column, ...]:
    """The columns of a list whose heads begin at this row (from 0)."""
    top: Sequence[Cell] = sheet.rows[row] if row < len(sheet.rows) else ()
    below = sheet.rows[row + 1] if lines == 2 and row + 1 < len(sheet.rows) else ()
    over = _over(sheet, row, len(below)) if lines == 2 else {}
    if lines == 1:
        top = _names_spread(sheet, row)
    width = max([len(top), len(below), *(len(line) for line in sheet.rows[row:])], default=0)
    found = [
        _column(place, at(top, place), at(below, place), over.get(place), setting)
        for place in range(width)
    ]
    return tuple(_each_once(_names_apart(_one_value_a_column(found))))


def _names_spread(sheet: Sheet, row: int) -> Sequence[Cell]:
    """One head merged over several columns of names stands over each of them."""
    top = list(sheet.rows[row]) if row < len(sheet.rows) else []
    for merge in sheet.merges:
        spans = merge.top == row and merge.right > merge.left
        head = at(top, merge.left) if spans else None
        if head is not None and role_of(typed(head)) is Role.NAME:
            top += [None] * (merge.right + 1 - len(top))
            top[merge.left : merge.right + 1] = [head] * (merge.right + 1 - merge.left)
    return top


def _over(sheet: Sheet, row: int, width: int) -> dict[int, Cell]:
    """What stands over each column of a second line: merged cells, or blanks to the right."""
    top = sheet.rows[row]
    over: dict[int, Cell] = {
        place: at(top, merge.left)
        for merge in sheet.merges
        if merge.top <= row <= merge.bottom and merge.right > merge.left
        for place in range(merge.left, merge.right + 1)
    }
    if over:
        return over
    last: Cell = None
    for place in range(max(width, len(top))):
        last = at(top, place) if at(top, place) is not None else last
        if last is not None and at(sheet.rows[row + 1], place) is not None:
            over[place] = last
    return over


def _goes_on(sheet: Sheet, row: int, setting: Setting) -> bool:
    """Whether the next row is a second line of heads."""
    if row + 1 >= len(sheet.rows):
        return False
    top, below = sheet.rows[row], sheet.rows[row + 1]
    told = [place for place, cell in enumerate(below) if cell is not None]
    if not told or not any(cell is not None for cell in top) or _is_title(sheet, row, told):
        return False
    if any(merge.top == row and merge.bottom == row + 1 for merge in sheet.merges):
        return True
    spans = [merge for merge in sheet.merges if merge.top <= row <= merge.bottom]
    return all(
        any(span.left <= place <= span.right and span.right > span.left for span in spans)
        or _is_head(below[place], setting)
        for place in told
    )


def _is_title(sheet: Sheet, row: int, told: Sequence[int]) -> bool:
    """Whether a row is one line of text over most of the list."""
    cells = [place for place, cell in enumerate(sheet.rows[row]) if cell is not None]
    if len(cells) != 1:
        return False
    spans = [one for one in sheet.merges if one.top <= row <= one.bottom and one.left == cells[0]]
    right = max((one.right for one in spans), default=cells[0])
    return 2 * sum(cells[0] <= place <= right for place in told) >= len(told) or not spans


def _is_head(cell: Cell, setting: Setting) -> bool:
    if isinstance(cell, (bool, int, float)):
        return False
    column = _column(0, cell, None, None, setting)
    return column.role is not Role.UNUSED or _is_sex(column.head)


def _column(place: int, top: Cell, below: Cell, over: Cell, setting: Setting) -> Column:
    head = " ".join(dict.fromkeys(text for text in (typed(over), typed(top), typed(below)) if text))
    if below is None:
        return _told(Column(place, head), top, "", setting)
    parent = typed(over) or typed(top)
    column = _told(Column(place, head), below, parent, setting)
    day = _sitting(over if over is not None else top, setting)
    if day is not None and column.role in _MARKS:
        return replace(column, role=Role.DAY, sitting=day)
    if column.role is Role.UNUSED and role_of(typed(below)) is None:
        return _under(column, typed(below), parent, day)
    return column


def _told(column: Column, cell: Cell, parent: str, setting: Setting) -> Column:
    """What a head says by itself."""
    text = typed(cell)
    if not text:
        return column
    under = role_of(parent)
    if under is Role.SEX and _is_sex(text):
        return replace(column, role=Role.SEX, means=compared(text))
    in_ages = under in {Role.AGE, Role.AGE_BAND}
    sitting = None if in_ages else _sitting(cell, setting)
    if sitting is not None:
        return replace(column, role=Role.DAY, sitting=sitting)
    band = band_named(text)
    if band is not None or _SPAN.fullmatch(text):
        return replace(column, role=Role.AGE_BAND, means=(band or AgeBand.UNSAID).value)
    return replace(column, role=role_of(text) or Role.UNUSED)


def _under(column: Column, text: str, parent: str, day: Sitting | None) -> Column:
    """What an unknown word means under a known one: "Mañana" under ASISTENCIA or under a day."""
    role = role_of(parent)
    if role is Role.PRESENT or day is not None:
        part = "-".join(text.casefold().split())
        key = f"{day.key}-{part}" if day else part
        return replace(
            column, role=Role.DAY, sitting=Sitting(key, column.head, day.on if day else None)
        )
    return replace(column, role=role or Role.UNUSED) if role not in {Role.SEX} else column


def _sitting(cell: Cell, setting: Setting) -> Sitting | None:
    """The day that a head means, also of "Firma Día 1" and "Día 1 (13/03)"."""
    if isinstance(cell, (bool, float)):
        return None
    whole = typed(cell)
    tried: list[Cell] = [cell]
    if isinstance(cell, str):
        short = _BEFORE_DAY.sub("", whole)
        tried += [short, *(part.strip() for part in reversed(_PARTS.split(short)))]
    sittings = []
    for one in tried:
        try:
            sitting = sitting_of(one, setting)
        except NoSuchDay:
            continue
        if sitting is not None:
            sittings.append(replace(sitting, label=whole))
    return next((one for one in sittings if one.on), sittings[0] if sittings else None)


def _is_sex(text: str) -> bool:
    return compared(text) == M or sex_of(text, None) in {Sex.WOMAN, Sex.MAN, Sex.OTHER}


def _one_value_a_column(columns: Sequence[Column]) -> Iterator[Column]:
    """Columns of one value each: F and M side by side, a signature here and a thumb there."""
    sexes = {column.place for column in columns if _is_sex(column.head) or _has_sex(column)}
    together = {place for place in sexes if {place - 1, place + 1} & sexes}
    words = [column.means or column.head for column in columns if column.place in sexes]
    signed = sum(column.role is Role.SIGNED for column in columns)
    for column in columns:
        if column.place in together:
            sex = sex_of(column.means or column.head, what_m_means(words))
            yield replace(column, role=Role.SEX, means=(sex or Sex.UNSAID).value)
        elif column.role is Role.SIGNED and signed > 1:
            yield replace(column, means=signing_of(column.head).value)
        elif _has_sex(column):
            yield replace(column, means="")
        else:
            yield column


def _has_sex(column: Column) -> bool:
    return column.role is Role.SEX and bool(column.means)


def _names_apart(columns: Iterator[Column]) -> list[Column]:
    """Beside surnames, a column called "Nombre" has the given names."""
    told = list(columns)
    roles = {column.role for column in told}
    if Role.SURNAMES not in roles or Role.GIVEN_NAMES in roles:
        return told
    return [
        replace(column, role=Role.GIVEN_NAMES) if column.role is Role.NAME else column
        for column in told
    ]


def _each_once(columns: Sequence[Column]) -> Iterator[Column]:
    """Of two columns that say the same the first is read, and somebody may choose the other."""
    seen: dict[Role, str] = {}
    for column in columns:
        again = column.role in seen and column.role not in _MANY and not column.means
        goes_on = column.role is Role.NAME and seen.get(Role.NAME) == column.head
        yield replace(column, role=Role.UNUSED) if again and not goes_on else column
        seen.setdefault(column.role, column.head)


def impossible_days(columns: Sequence[Column], setting: Setting) -> list[str]:
    """The heads that are written like a day and can be none: "31-feb"."""
    heads = []
    for column in columns:
        if column.role is Role.UNUSED and column.head:
            try:
                sitting_of(column.head, setting)
            except NoSuchDay:
                heads.append(column.head)
    return heads
