"""What a report is made of: sections, blocks, tables, quotations, gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dialogue.pictures import Picture
from meetings.contents import Text
from web.formats import short_day
from web.locale import current, tag_of


@dataclass(frozen=True)
class Table:
    """Heads and rows of words; the columns in `numeric` are numbers."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True)
class Said:
    """Words of somebody: for whom they spoke, in which language, and the translation beside."""

    who: str
    tag: str
    words: str
    translation: str = ""
    other_tag: str = ""


@dataclass(frozen=True)
class Block:
    """One thing of a section: sentences, pictures, a table, quotations. Any of them may lack."""

    title: str = ""
    sentences: Sequence[str] = ()
    picture: Picture | None = None
    table: Table | None = None
    quotes: Sequence[Said] = ()


@dataclass(frozen=True)
class Section:
    """A part of the report. `gaps` are what is missing in it, said plainly."""

    title: str
    blocks: Sequence[Block] = ()
    gaps: Sequence[str] = field(default=())


def in_both(who: str, text: Text) -> Said:
    """Words that stand in both languages, or in one of them."""
    if not text.es:
        return Said(who, tag("qu"), text.qu)
    return Said(who, tag("es"), text.es, text.qu, tag("qu") if text.qu else "")


def called(text: Text) -> str:
    """Words in the language of the reader, or as they were written."""
    return text.called(current())


def on(written: str) -> str:
    """A day as the reader's language writes it; a dash for none."""
    return short_day(date.fromisoformat(written)) if written else "–"


def counted(value: int | None) -> str:
    """A count; a dash where it is hidden."""
    return "–" if value is None else str(value)


def word(labels: Mapping[StrEnum, Any], value: str) -> str:
    """The word of a closed list for one of its values."""
    return next(str(said) for one, said in labels.items() if one.value == value)


def tag(language: str) -> str:
    """How HTML names a language of ours."""
    return str(tag_of(language))


def table(
    caption: object, heads: Sequence[object], rows: Sequence[Sequence[object]], *numeric: int
) -> Table | None:
    """A table of these; None where there is no row."""
    if not rows:
        return None
    cells = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Table(str(caption), tuple(map(str, heads)), cells, numeric)
