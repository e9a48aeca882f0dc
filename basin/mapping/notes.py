"""What was noticed while a table was read: each with the rows in which it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class NoteKind(StrEnum):
    """Something about rows or cells that people should look at."""

    SUMMARY_ROW = "summary_row"
    REPEATED_HEAD = "repeated_head"
    REMARK = "remark"
    NOT_A_DATE = "not_a_date"
    DISORDER = "disorder"
    SAME_TWICE = "same_twice"
    DIFFERENT_TWICE = "different_twice"
    NOT_A_NUMBER = "not_a_number"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    IMPLAUSIBLE = "implausible"
    FAR_FROM_OTHERS = "far_from_others"
    PERCENTILES_CROSS = "percentiles_cross"
    UNKNOWN_FLAG = "unknown_flag"
    FLAGGED_MISSING = "flagged_missing"
    """A value stands there, but its flag says that it is missing."""
    OTHER_UNIT = "other_unit"
    """The table names another unit than the one that was chosen."""
    OTHER_STEP = "other_step"
    """The dates stand further apart, or closer, than the step that was chosen."""
    SUMMARY_TAKEN = "summary_taken"


class Question(StrEnum):
    """What must be answered, or mended in the file, before a table can be evidence."""

    DECIMAL = "decimal"
    ORDER = "order"
    DATES = "dates"
    DATES_ACROSS = "dates_across"
    STEP = "step"
    NOTHING_TAKEN = "nothing_taken"
    UNIT = "unit"
    OWN_NAME = "own_name"
    SCENARIO = "scenario"
    SAME_SERIES = "same_series"
    TWICE = "twice"
    NO_VALUES = "no_values"
    IMPLAUSIBLE = "implausible"
    PERCENTILES_CROSS = "percentiles_cross"
    FLAGS = "flags"
    TOO_LONG = "too_long"
    ONE_SERIES = "one_series"


GRAVE = frozenset(
    {
        NoteKind.NOT_A_DATE, NoteKind.DIFFERENT_TWICE, NoteKind.NOT_A_NUMBER, NoteKind.IMPLAUSIBLE,
        NoteKind.PERCENTILES_CROSS, NoteKind.OTHER_UNIT, NoteKind.UNKNOWN_FLAG,
        NoteKind.SUMMARY_TAKEN,
    }
)  # fmt: skip
"""These lose or mistake something that stands in the table."""


@dataclass(frozen=True)
class Note:
    """`rows` are counted from 1, as the program of the table does; `word` is what a cell says."""

    kind: NoteKind
    rows: tuple[int, ...]
    where: str = ""
    word: str = ""


class Noticing:
    """Gathers notes: the same kind about the same column becomes one note."""

    def __init__(self) -> None:
        self._rows: dict[tuple[NoteKind, str], list[int]] = {}
        self._words: dict[tuple[NoteKind, str], str] = {}

    def note(self, kind: NoteKind, row: int | None = None, where: str = "", word: str = "") -> None:
        """Note something of a row (None: of the whole table); the first word is kept."""
        rows = self._rows.setdefault((kind, where), [])
        if row is not None and (not rows or rows[-1] != row):
            rows.append(row)
        self._words.setdefault((kind, where), word[:60])

    def told(self) -> tuple[Note, ...]:
        """Everything, what is grave first."""
        found = [
            Note(kind, tuple(rows), where, self._words[kind, where])
            for (kind, where), rows in self._rows.items()
        ]
        return tuple(sorted(found, key=lambda one: one.kind not in GRAVE))


def counted(notes: tuple[Note, ...]) -> Mapping[str, int]:
    """How many rows each kind was noticed in, for the document of the evidence."""
    found: dict[str, int] = {}
    for one in notes:
        found[str(one.kind)] = found.get(str(one.kind), 0) + max(len(one.rows), 1)
    return found
