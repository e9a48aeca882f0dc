"""Old actas in a spreadsheet: one row for each agreement or commitment of an acta.

Plain Python: a book goes in, understood rows and problems come out. The heads of the columns are
found wherever they stand among the first rows, in any order, with or without accents.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from kernel.spreadsheets.books import Book, Cell, Sheet
from kernel.text import canonical, fold
from meetings.kinds import Extent, MeetingKind

MemberT = TypeVar("MemberT", bound=StrEnum)

HEADS_WITHIN = 20
"""So many rows at the top may hold a title, a logo, an empty line."""


class Column(StrEnum):
    """What a column tells."""

    DATE = "date"
    TITLE = "title"
    KIND = "kind"
    PLACE = "place"
    DISTRICT = "district"
    AGENDA = "agenda"
    AGREEMENT = "agreement"
    EXTENT = "extent"
    DISSENT = "dissent"
    COMMITMENT = "commitment"
    RESPONSIBLE = "responsible"
    DUE = "due"
    CONDITION = "condition"
    VERIFIER = "verifier"
    INDICATOR = "indicator"


NEEDED = (Column.DATE, Column.TITLE)
"""Without these no acta can be told from another."""

HEADS: Mapping[Column, tuple[str, ...]] = {
    Column.DATE: ("Fecha", "fecha del acta", "dia"),
    Column.TITLE: ("Título", "acta", "reunion", "nombre del acta"),
    Column.KIND: ("Clase", "tipo", "clase de reunion", "tipo de reunion"),
    Column.PLACE: ("Lugar", "local"),
    Column.DISTRICT: ("Distrito",),
    Column.AGENDA: ("Agenda", "tenía agenda", "con agenda"),
    Column.AGREEMENT: ("Acuerdo", "acuerdos"),
    Column.EXTENT: ("Alcance", "hasta dónde"),
    Column.DISSENT: ("Motivos", "razones", "motivos del desacuerdo", "desacuerdo"),
    Column.COMMITMENT: ("Compromiso", "compromisos"),
    Column.RESPONSIBLE: ("Responsable", "responsables"),
    Column.DUE: ("Vence", "plazo", "fecha límite", "fecha de vencimiento"),
    Column.CONDITION: ("Condición",),
    Column.VERIFIER: ("Verificador", "quien verifica", "verifica"),
    Column.INDICATOR: ("Indicador",),
}
"""How people write the head of each; the first is the one that we ask for, in every language."""

KINDS: Mapping[str, MeetingKind] = {
    "taller": MeetingKind.WORKSHOP,
    "sesion de dialogo": MeetingKind.DIALOGUE_SESSION,
    "dialogo": MeetingKind.DIALOGUE_SESSION,
    "mesa de dialogo": MeetingKind.DIALOGUE_SESSION,
    "visita de campo": MeetingKind.FIELD_VISIT,
    "intercambio entre pares": MeetingKind.PEER_EXCHANGE,
    "reunion de comite": MeetingKind.COMMITTEE_MEETING,
    "comite": MeetingKind.COMMITTEE_MEETING,
    "asamblea": MeetingKind.ASSEMBLY,
}
EXTENTS: Mapping[str, Extent] = {
    "total": Extent.TOTAL,
    "parcial": Extent.PARTIAL,
    "sin acuerdo": Extent.NONE,
    "ninguno": Extent.NONE,
}
YES = frozenset({"si", "x", "1", "yes"})
NO = frozenset({"no", "0"})
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


class Trouble(StrEnum):
    """Why a row cannot be taken, or a whole file."""

    NO_HEADS = "no_heads"
    NO_DATE = "no_date"
    BAD_DATE = "bad_date"
    DATE_AHEAD = "date_ahead"
    NO_TITLE = "no_title"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_AGENDA = "unknown_agenda"
    UNKNOWN_EXTENT = "unknown_extent"
    EXTENT_ALONE = "extent_alone"
    DETAILS_ALONE = "details_alone"
    BAD_DUE = "bad_due"
    TWO_ACTAS = "two_actas"


@dataclass(frozen=True)
class Line:
    """One row that was understood: an acta, with an agreement, a commitment, both or neither."""

    row: int
    held_on: date
    title: str
    kind: MeetingKind | None = None
    place: str = ""
    district: str = ""
    had_agenda: bool | None = None
    agreement: str = ""
    extent: Extent | None = None
    dissent: str = ""
    commitment: str = ""
    responsible: str = ""
    due_on: date | None = None
    condition: str = ""
    verifier: str = ""
    indicator: str = ""

    @property
    def acta(self) -> tuple[date, str]:
        """By what the rows of one acta are told from those of others."""
        return self.held_on, fold(self.title)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row of the file, and the words that stood there."""

    row: int
    trouble: Trouble
    words: str = ""


@dataclass(frozen=True)
class Understood:
    """What a file says."""

    lines: Sequence[Line]
    problems: Sequence[Problem]
    unread: Sequence[str] = ()
    """Heads of columns that nobody reads."""


class _NotTaken(Exception):  # noqa: N818 - the row says why
    def __init__(self, trouble: Trouble, words: str = "") -> None:
        super().__init__(trouble)
        self.trouble, self.words = trouble, words


def understood(book: Book, today: date) -> Understood:
    """Every row of the first sheet that has our heads."""
    for sheet in book.sheets:
        if (found := _heads(sheet)) is not None:
            return _rows(sheet, *found, today)
    return Understood((), (Problem(1, Trouble.NO_HEADS),))


def _heads(sheet: Sheet) -> tuple[int, dict[int, Column], list[str]] | None:
    """In which row the heads stand, which column tells what, and the heads that tell nothing."""
    known = {fold(head): column for column, heads in HEADS.items() for head in heads}
    for number, row in enumerate(sheet.rows[:HEADS_WITHIN]):
        words = {place: fold(_text(cell)).strip(" .:*") for place, cell in enumerate(row)}
        found = {place: known[head] for place, head in words.items() if head in known}
        if set(NEEDED) <= set(found.values()):
            rest = [_text(row[place]) for place in words if place not in found and words[place]]
            return number, found, rest
    return None


def _rows(
    sheet: Sheet, heads_at: int, columns: dict[int, Column], unread: list[str], today: date
) -> Understood:
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, row in enumerate(sheet.rows[heads_at + 1 :], heads_at + 2):
        cells = {columns[place]: cell for place, cell in enumerate(row) if place in columns}
        if not any(_text(cell) for cell in cells.values()):
            continue
        try:
            lines.append(_line(number, cells, today))
        except _NotTaken as refused:
            problems.append(Problem(number, refused.trouble, refused.words))
    contrary = list(_contrary(lines))
    wrong = {one.row for one in contrary}
    kept = [line for line in lines if line.row not in wrong]
    return Understood(kept, sorted([*problems, *contrary], key=lambda one: one.row), unread)


def _contrary(lines: Iterable[Line]) -> Iterator[Problem]:
    """Rows that say of their acta something else than its first row did."""
    first: dict[tuple[date, str], Line] = {}
    for line in lines:
        told = first.setdefault(line.acta, line)
        for mine, theirs in ((line.kind, told.kind), (line.had_agenda, told.had_agenda)):
            if mine is not None and theirs is not None and mine != theirs:
                yield Problem(line.row, Trouble.TWO_ACTAS, line.title)
                break


def _line(row: int, cells: Mapping[Column, Cell], today: date) -> Line:
    said = {column: _text(cells.get(column)) for column in Column}
    line = Line(
        row=row,
        held_on=_held_on(cells.get(Column.DATE), today),
        title=said[Column.TITLE],
        kind=_known(KINDS, said[Column.KIND], Trouble.UNKNOWN_KIND),
        place=said[Column.PLACE],
        district=said[Column.DISTRICT],
        had_agenda=_yes_or_no(said[Column.AGENDA]),
        agreement=said[Column.AGREEMENT],
        extent=_known(EXTENTS, said[Column.EXTENT], Trouble.UNKNOWN_EXTENT),
        dissent=said[Column.DISSENT],
        commitment=said[Column.COMMITMENT],
        responsible=said[Column.RESPONSIBLE],
        due_on=_due(cells.get(Column.DUE)),
        condition=said[Column.CONDITION],
        verifier=said[Column.VERIFIER],
        indicator=said[Column.INDICATOR],
    )
    _expect_whole(line)
    return line


def _expect_whole(line: Line) -> None:
    if not line.title:
        raise _NotTaken(Trouble.NO_TITLE)
    if not line.agreement and (line.extent or line.dissent):
        raise _NotTaken(Trouble.EXTENT_ALONE, line.dissent)
    details = (line.responsible, line.due_on, line.condition, line.verifier, line.indicator)
    if not line.commitment and any(details):
        raise _NotTaken(Trouble.DETAILS_ALONE, line.responsible)


def _held_on(cell: Cell, today: date) -> date:
    if not _text(cell):
        raise _NotTaken(Trouble.NO_DATE)
    day = day_of(cell)
    if day is None:
        raise _NotTaken(Trouble.BAD_DATE, _text(cell))
    if day > today:
        raise _NotTaken(Trouble.DATE_AHEAD, _text(cell))
    return day


def _due(cell: Cell) -> date | None:
    if not _text(cell):
        return None
    day = day_of(cell)
    if day is None:
        raise _NotTaken(Trouble.BAD_DUE, _text(cell))
    return day


def day_of(cell: Cell) -> date | None:
    """The day that a cell means, day before month; None when it means none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    words = _text(cell).casefold()
    if iso := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        return _day(iso[1], iso[2], iso[3])
    if local := re.fullmatch(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})", words):
        return _day(local[3], local[2], local[1])
    if spoken := re.fullmatch(r"(?:\w+,? )?(\d{1,2}) de (\w+) (?:de |del )?(\d{4})", words):
        month = spoken[2].replace("setiembre", "septiembre")
        return _day(spoken[3], MONTHS.index(month) + 1 if month in MONTHS else 0, spoken[1])
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _yes_or_no(words: str) -> bool | None:
    if not words:
        return None
    folded = fold(words)
    if folded in map(fold, YES):
        return True
    if folded in map(fold, NO):
        return False
    raise _NotTaken(Trouble.UNKNOWN_AGENDA, words)


def _known(table: Mapping[str, MemberT], words: str, trouble: Trouble) -> MemberT | None:
    if not words:
        return None
    found = {fold(name): member for name, member in table.items()}.get(fold(words))
    if found is None:
        raise _NotTaken(trouble, words)
    return found


def _text(cell: Cell) -> str:
    """What stands in a cell as one line; a fault is nothing."""
    if isinstance(cell, bool):
        return "sí" if cell else "no"
    if isinstance(cell, (str, int, float, date)):
        return " ".join(canonical(str(cell)).split())
    return ""
