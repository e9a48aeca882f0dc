"""Why a row, a column or a whole sheet needs a look. Their words: `meetings/sheet_words.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Problem(StrEnum):
    """What is not as it should be."""

    AGE_UNREADABLE = "age_unreadable"
    CELL_WITHOUT_VALUE = "cell_without_value"
    COLUMN_READ_TWICE = "column_read_twice"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_UNREADABLE = "date_unreadable"
    DOCUMENT_CONFLICT = "document_conflict"
    DOCUMENT_IN_NAME = "document_in_name"
    DOCUMENT_NOT_DNI = "document_not_dni"
    DOCUMENT_PADDED = "document_padded"
    HEAD_NOT_FOUND = "head_not_found"
    HOUR_UNREADABLE = "hour_unreadable"
    IMPORTED_BEFORE = "imported_before"
    LANGUAGE_UNKNOWN = "language_unknown"
    MARK_UNKNOWN = "mark_unknown"
    NAME_COLUMN_MISSING = "name_column_missing"
    NAME_MISSING = "name_missing"
    NOT_SIGNED = "not_signed"
    PHONE_UNUSUAL = "phone_unusual"
    SAME_NAME_OTHER_DOCUMENT = "same_name_other_document"
    SEX_UNKNOWN = "sex_unknown"
    TEXT_MENDED = "text_mended"
    TOO_MANY_TO_COMPARE = "too_many_to_compare"


class NotPerson(StrEnum):
    """Why a row is no person."""

    NUMBER_ONLY = "number_only"
    NOTE = "note"
    REPEATED_HEAD = "repeated_head"
    SECTION = "section"
    TOTAL = "total"


ERRORS = frozenset({Problem.DATE_IMPOSSIBLE, Problem.DOCUMENT_CONFLICT, Problem.NAME_MISSING})
"""A row with one of these is not taken. A cell without a value is one where the row needs it."""


@dataclass(frozen=True)
class Found:
    """One problem, where it stands, and the facts that its sentence needs: no words of people."""

    problem: Problem
    column: str = ""
    """The head of the column, as typed; empty when it is about the whole row or file."""
    sheet: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    stops: bool = False
    """Whether the row is not taken because of it."""


def found(
    problem: Problem, column: str = "", *, sheet: str = "", stops: bool = False, **facts: object
) -> Found:
    """A problem with its facts."""
    told = {name: str(fact) for name, fact in facts.items()}
    return Found(problem, column, sheet, told, stops or problem in ERRORS)
