"""What would become evidence, before it does: charts, first and last rows, figures, warnings."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from basin import words
from basin.kinds import QualityFlag, TimeStep
from basin.mapping.notes import GRAVE, Note
from basin.mapping.observing import Observed
from basin.mapping.plans import SINGLE
from basin.mapping.saying import Understood
from basin.mapping.series import Read
from basin.mapping.units import OTHER
from basin.sheet_words import NOTE, VARIABLE
from kernel.charts import Caption, Line, lines
from web.formats import number
from web.locale import _

MOST_CHARTS, MOST_LINES = 6, 4
ENDS = 5
MOST_ROWS_NAMED = 12
MOST_DOUBTS = 60
BUCKETS = 340
"""A chart is so many pixels wide: more points than that are drawn by their least and greatest."""


def look_of(meant: Understood, observed: Observed) -> dict[str, Any]:
    """Everything that the page of a look shows."""
    reading = observed.reading
    step = reading.step or TimeStep.MONTH
    return {
        "meant": meant,
        "ready": reading.is_ready,
        "step": words.TIME_STEP[step],
        "figures": [_figures(one, reading.days, step) for one in reading.series],
        "charts": _charts(reading.days, reading.series, observed.flags),
        "ends": _ends(reading.days, reading.series, observed.flags, step),
        "notes": [_note(one) for one in reading.notes],
        "flag_counts": _flag_counts(observed.flags),
        "doubts": _doubts(observed, step),
        "more_doubts": max(len(observed.doubts) - MOST_DOUBTS, 0),
    }


def name_of(one: Read) -> str:
    """What a series measures, in words."""
    if one.wanted.variable == OTHER:
        return one.wanted.own_name
    return str(VARIABLE[one.wanted.variable])


def _label(one: Read) -> str:
    percentile = "" if one.wanted.percentile == SINGLE else f", {one.wanted.percentile}"
    return f"{one.wanted.scenario}{percentile}"


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
        "label": _label(one),
        "where": one.source.where,
        "unit": one.unit,
        "conversion": conversion,
        "values": number(len(known)),
        "gaps": number(one.gaps),
        "least": number(min(known)) if known else "–",
        "greatest": number(max(known)) if known else "–",
        "span": f"{shown_day(days[0], step)} – {shown_day(days[-1], step)}" if days else "–",
    }


def _charts(
    days: Sequence[date], series: Sequence[Read], flags: Sequence[QualityFlag]
) -> list[Markup]:
    """A chart for each variable and unit, with up to four of its lines."""
    ranked = sorted(series, key=lambda one: (name_of(one), one.unit))
    found: list[Markup] = []
    for (name, unit), group in groupby(ranked, key=lambda one: (name_of(one), one.unit)):
        drawn = [one for one in group if one.known][:MOST_LINES]
        if drawn and len(found) < MOST_CHARTS:
            caption = Caption(f"preview-{len(found)}", f"{name}, {unit}", _described(drawn, days))
            plotted = [Line(_label(one), _points(days, one.values)) for one in drawn]
            found.append(lines(caption, plotted, [], _year(days), number))
    return found


def _described(drawn: Sequence[Read], days: Sequence[date]) -> str:
    told = "; ".join(
        str(
            _(
                "%(name)s: de %(least)s a %(greatest)s %(unit)s",
                name=_label(one),
                least=number(min(one.known)),
                greatest=number(max(one.known)),
                unit=one.unit,
            )
        )
        for one in drawn
    )
    return f"{days[0].isoformat()} – {days[-1].isoformat()}. {told}."


def _points(
    days: Sequence[date], values: Iterable[float | None]
) -> tuple[tuple[float, float], ...]:
    """Where the line goes; of many values in one pixel the least and the greatest."""
    known = [
        (_at(day), value) for day, value in zip(days, values, strict=True) if value is not None
    ]
    if len(known) <= 2 * BUCKETS:
        return tuple(known)
    size = -(-len(known) // BUCKETS)
    found: list[tuple[float, float]] = []
    for start in range(0, len(known), size):
        bucket = known[start : start + size]
        found += sorted({min(bucket, key=_height), max(bucket, key=_height)})
    return tuple(found)


def _height(point: tuple[float, float]) -> float:
    return point[1]


def _at(day: date) -> float:
    """A day as a fraction of years."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _year(days: Sequence[date]) -> Any:
    """How the axis of time is written: years, and months where there are few of them."""
    if len({day.year for day in days}) > 3:
        return lambda at: f"{at:.0f}"

    def month(at: float) -> str:
        within = min(int((at % 1) * 12 + 0.01), 11)
        return f"{int(at)}-{within + 1:02d}"

    return month


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
