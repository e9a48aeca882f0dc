"""A table as the person who brought it meets it: its first rows, and a control for each choice."""

from collections.abc import Iterable, Mapping
from typing import Any

from basin import words
from basin.contract.variables import UNITS
from basin.kinds import QualityFlag
from basin.mapping.cells import letter, said
from basin.mapping.dates import Orders
from basin.mapping.finding import ColumnKind, Layout
from basin.mapping.numbers import Signs
from basin.mapping.plans import SINGLE
from basin.mapping.saying import Understood, is_taken
from basin.mapping.sources import Source
from basin.mapping.units import CONVERSIONS, OBSERVED, OTHER
from basin.sheet_words import COLUMN, DECIMAL, LAYOUT, ORDER, TWICE, UNIT
from basin.views.adding_charts import VARIABLE
from kernel.spreadsheets.books import Book
from web.locale import _

Options = list[tuple[str, Any]]

FIRST_ROWS, FIRST_COLUMNS = 12, 9
BEFORE_THE_HEAD = 4
PERCENTILES = ("p5", "p10", "p25", "p50", "p75", "p90", "p95")


def table_shown(
    book: Book, told: Mapping[str, str], meant: Understood, file_name: str, kind: str
) -> dict[str, Any]:
    """Everything that the page of a mapping shows."""
    station = kind == "observations"
    return {
        "file_name": file_name,
        "told": told,
        "meant": meant,
        "grid": _grid(meant),
        "above": meant.found.above,
        "sheets": [(str(n), one.name) for n, one in enumerate(book.sheets) if one.rows],
        "sheet": str(book.sheets.index(meant.sheet)),
        "layouts": _options(LAYOUT),
        "columns": _columns(meant),
        "steps": _options(words.TIME_STEP),
        "decimals": _options(DECIMAL),
        "orders": _options(ORDER),
        "twices": _options(TWICE),
        "flags": _options({one: words.QUALITY[one] for one in QualityFlag}),
        "variables": _variables(OBSERVED if station else UNITS),
        "units": [(one, UNIT.get(one, one)) for one in _units()] + [(OTHER, _("Otra unidad"))],
        "percentiles": _percentiles(meant.sources),
        "sources": [] if station else [_source(one, told) for one in meant.sources],
        "takes": [(one.key, _called(one)) for one in meant.sources],
        "more_sources": meant.more,
        "summary": _summary(meant),
        "settled": meant.plan.step is not None and not _unclear(meant) and not told,
        "codes": [(f"m{n}", code) for n, code in enumerate(meant.codes)],
    }


def _unclear(meant: Understood) -> bool:
    """Whether the table itself leaves open how it is read."""
    plan, found = meant.plan, meant.found
    decimal = found.decimal in {Signs.UNCLEAR, Signs.BOTH} and plan.decimal is None
    order = found.orders in {Orders.UNCLEAR, Orders.BOTH} and plan.order is None
    dates = plan.layout is Layout.WIDE and plan.date is None
    return decimal or order or dates or not meant.sources


def _summary(meant: Understood) -> list[tuple[Any, Any]]:
    """How the table is read now, in pairs of words."""
    plan = meant.plan
    head = plan.head + 1 if plan.head is not None else _("No hay")
    date = letter(plan.date) if plan.date is not None else _("No se sabe")
    where = "-".join(letter(place) for place in plan.parts) if plan.parts else date
    return [
        (_("Fila de la cabecera"), head),
        (_("Forma de la tabla"), LAYOUT[plan.layout]),
        (_("Columna de las fechas"), where),
        (
            _("Cada cuánto hay un valor"),
            words.TIME_STEP[plan.step] if plan.step else _("No se sabe"),
        ),
        (_("Cómo se escriben los decimales"), DECIMAL[plan.decimal] if plan.decimal else ""),
        (_("Qué va primero en las fechas"), ORDER[plan.order] if plan.order else ""),
    ]


def _step(meant: Understood) -> Any:
    return words.TIME_STEP[meant.plan.step] if meant.plan.step else _("No se sabe")


def _options(labels: Mapping[Any, Any]) -> Options:
    return [(one.value, label) for one, label in labels.items()]


def _variables(known: Mapping[str, str]) -> Options:
    named: Options = [(name, f"{VARIABLE[name]} ({unit})") for name, unit in known.items()]
    return [*named, (OTHER, _("Otra variable, con su nombre y su unidad"))]


def _units() -> list[str]:
    """Every unit that we know, ours first."""
    ours = [*UNITS.values(), *OBSERVED.values()]
    return list(dict.fromkeys([*ours, *(one.source for one in CONVERSIONS.values())]))


def _percentiles(sources: Iterable[Source]) -> Options:
    found = dict.fromkeys([*PERCENTILES, *(one.percentile for one in sources if one.percentile)])
    ranked = sorted(found, key=lambda one: int(one[1:]))
    return [(SINGLE, _("Un solo valor")), *((one, one) for one in ranked)]


def _columns(meant: Understood) -> Options:
    """The columns of the table, by their place; those that hold nothing are left out."""
    return [
        (str(one.place), f"{letter(one.place)}: {one.head.words} ({COLUMN[one.kind]})")
        for one in meant.found.columns
        if one.kind is not ColumnKind.EMPTY
    ]


def _called(one: Source) -> str:
    return f"{one.where}: {one.label}" if one.key.startswith("c") else one.label


def _source(one: Source, told: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": _called(one),
        "unit": one.unit,
        "is_summary": one.is_summary,
        "taken": is_taken(told, one),
        "scenario": told.get(f"s-{one.key}", one.label),
        "percentile": told.get(f"p-{one.key}", one.percentile or SINGLE),
    }


def _grid(meant: Understood) -> dict[str, Any]:
    """The first rows with their numbers, from a little above the head on."""
    rows, head = meant.sheet.rows, meant.found.head
    start = max((head if head is not None else meant.found.first) - BEFORE_THE_HEAD, 0)
    width = max((len(row) for row in rows[start : start + FIRST_ROWS]), default=0)
    shown = min(width, FIRST_COLUMNS)
    return {
        "letters": [letter(place) for place in range(shown)],
        "rows": [
            {
                "number": number + 1,
                "is_head": number == head,
                "cells": [said(row[place]) if place < len(row) else "" for place in range(shown)],
            }
            for number, row in enumerate(rows[start : start + FIRST_ROWS], start=start)
        ],
        "more_columns": width - shown,
        "more_rows": max(len(rows) - start - FIRST_ROWS, 0),
        "by_rows": meant.plan.layout is not Layout.CALENDAR,
    }
