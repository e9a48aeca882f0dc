"""What would become evidence, before it does: charts, first and last rows, figures, warnings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from basin import words
from basin.kinds import QualityFlag, TimeStep
from basin.mapping.notes import GRAVE, Note
from basin.mapping.observing import Observed
from basin.mapping.saying import Understood
from basin.mapping.series import Read
from basin.sheet_words import NOTE
from basin.views.adding_charts import charts_of, label_of, name_of
from web.formats import number
from web.locale import _

ENDS = 5
MOST_ROWS_NAMED = 12
MOST_DOUBTS = 60


def look_of(meant: Understood, observed: Observed) -> dict[str, Any]:
    """Everything that the page of a look shows."""
    reading = observed.reading
    step = reading.step or TimeStep.MONTH
    return {
        "meant": meant,
        "ready": reading.is_ready,
        "step": words.TIME_STEP[step],
        "figures": [_figures(one, reading.days, step) for one in reading.series],
        "charts": charts_of(reading.days, reading.series, observed.flags),
        "ends": _ends(reading.days, reading.series, observed.flags, step),
        "notes": [_note(one) for one in reading.notes],
        "flag_counts": _flag_counts(observed.flags),
        "doubts": _doubts(observed, step),
        "more_doubts": max(len(observed.doubts) - MOST_DOUBTS, 0),
    }


def shown_day(day: date, step: TimeStep) -> str:
    """A step as tables write it: 2026, 2026-03 or 2026-03-27."""
    return day.isoformat()[: {TimeStep.YEAR: 4, TimeStep.MONTH: 7, TimeStep.DAY: 10}[step]]


def _figures(one: Read, days: Sequence[date], step: TimeStep) -> dict[str, Any]:
    known = one.known
    conversion = ""
    if one.conversion is not None:
        rule = one.conversion
        conversion = f"{rule.source} × {number(rule.factor)} → {rule.target}"
        if rule.of_a_step:
            conversion = str(
                _("%(rule)s, dividido entre los segundos de cada mes, día o año", rule=conversion)
            )
    return {
        "name": name_of(one),
        "label": label_of(one),
        "where": one.source.where,
        "unit": one.unit,
        "conversion": conversion,
        "values": number(len(known)),
        "gaps": number(one.gaps),
        "least": number(min(known)) if known else "–",
        "greatest": number(max(known)) if known else "–",
        "span": f"{shown_day(days[0], step)} – {shown_day(days[-1], step)}" if days else "–",
    }


def _ends(
    days: Sequence[date], series: Sequence[Read], flags: Sequence[QualityFlag], step: TimeStep
) -> list[dict[str, Any]]:
    """The first and the last steps; None between them where some are left out."""
    places: list[int | None] = list(range(len(days)))
    if len(days) > 2 * ENDS:
        places = [*places[:ENDS], None, *places[-ENDS:]]
    return [
        {
            "day": shown_day(days[at], step),
            "cells": [
                number(value) if (value := one.values[at]) is not None else "–" for one in series
            ],
            "flag": words.QUALITY[flags[at]] if flags else "",
        }
        if at is not None
        else {"day": "…", "cells": ["…"] * len(series), "flag": "…" if flags else ""}
        for at in places
    ]


def _note(one: Note) -> dict[str, Any]:
    named = ", ".join(map(str, one.rows[:MOST_ROWS_NAMED]))
    more = len(one.rows) - MOST_ROWS_NAMED
    return {
        "words": NOTE[one.kind],
        "rows": _("%(rows)s y %(count)s más", rows=named, count=number(more))
        if more > 0
        else named,
        "where": one.where,
        "word": one.word,
        "grave": one.kind in GRAVE,
    }


def _flag_counts(flags: Sequence[QualityFlag]) -> list[tuple[Any, str]]:
    return [
        (words.QUALITY[flag], number(sum(1 for one in flags if one is flag)))
        for flag in QualityFlag
        if flag in flags
    ]


def _doubts(observed: Observed, step: TimeStep) -> list[dict[str, Any]]:
    return [
        {
            "row": one.row,
            "day": shown_day(one.day, step),
            "value": number(one.value),
            "left_out": one.is_impossible,
        }
        for one in observed.doubts[:MOST_DOUBTS]
    ]
