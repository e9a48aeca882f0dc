"""What would become evidence, drawn: a chart for each variable, a break where nothing is known."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from basin.kinds import QualityFlag
from basin.mapping.plans import SINGLE
from basin.mapping.series import Read
from basin.mapping.units import OTHER
from basin.sentences import unit_sign
from basin.sentences.names import VARIABLES
from basin.sheet_words import STATION_VARIABLE
from kernel.charts import Caption, Dots, Line, lines, thinned
from web.formats import number
from web.locale import _

Point = tuple[float, float]

MOST_CHARTS, MOST_LINES = 6, 4
PIXELS = 340
"""How wide a chart is drawn: more points than that are thinned to their least and greatest."""
SHORT = 36
"""Months that are written month by month along the axis."""
UNSURE = frozenset({QualityFlag.ESTIMATED, QualityFlag.SUSPECT})

VARIABLE = {**VARIABLES, **STATION_VARIABLE}


def name_of(one: Read) -> str:
    """What a series measures, in words."""
    if one.wanted.variable == OTHER:
        return one.wanted.own_name
    return str(VARIABLE[one.wanted.variable])


def label_of(one: Read) -> str:
    """Which of several it is: its scenario and percentile."""
    percentile = "" if one.wanted.percentile == SINGLE else f", {one.wanted.percentile}"
    return f"{one.wanted.scenario}{percentile}"


def charts_of(
    days: Sequence[date], series: Sequence[Read], flags: Sequence[QualityFlag]
) -> list[Markup]:
    """A chart for each variable and unit, with up to four of its lines."""
    ranked = sorted(series, key=_kind)
    found: list[Markup] = []
    for (name, unit), group in groupby(ranked, key=_kind):
        drawn = [one for one in group if one.known][:MOST_LINES]
        if drawn and len(found) < MOST_CHARTS:
            title = f"{name}, {unit_sign(unit)}"
            caption = Caption(f"preview-{len(found)}", title, _described(drawn, days))
            plotted = [Line(label_of(one), (), pieces=_pieces(days, one)) for one in drawn]
            unsure = _unsure(days, drawn[0], flags)
            found.append(lines(caption, plotted, [], _written(days), number, dots=unsure))
    return found


def _kind(one: Read) -> tuple[str, str]:
    return name_of(one), one.unit


def _described(drawn: Sequence[Read], days: Sequence[date]) -> str:
    told = "; ".join(
        str(
            _(
                "%(name)s: de %(least)s a %(greatest)s %(unit)s",
                name=label_of(one),
                least=number(min(one.known)),
                greatest=number(max(one.known)),
                unit=unit_sign(one.unit),
            )
        )
        for one in drawn
    )
    return f"{days[0].isoformat()} – {days[-1].isoformat()}. {told}."


def _pieces(days: Sequence[date], one: Read) -> tuple[tuple[Point, ...], ...]:
    """The line without what is unknown between."""
    spots = list(zip(days, one.values, strict=True))
    step = _months(days) / PIXELS
    pieces = [
        [(_at(day), value) for day, value in run if value is not None]
        for known, run in groupby(spots, key=lambda spot: spot[1] is not None)
        if known
    ]
    return tuple(thinned(piece, step) for piece in pieces)


def _unsure(days: Sequence[date], one: Read, flags: Sequence[QualityFlag]) -> list[Dots]:
    """What was estimated or is suspect, as hollow marks over the line."""
    if not flags:
        return []
    spots = zip(days, one.values, flags, strict=True)
    points = [
        (_at(day), value) for day, value, flag in spots if value is not None and flag in UNSURE
    ]
    label = str(_("Estimado o dudoso"))
    return [Dots(label, thinned(points, _months(days) / PIXELS), hollow=True)] if points else []


def _at(day: date) -> float:
    """A day as months, its share of the month behind the point."""
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31


def _months(days: Sequence[date]) -> float:
    return max(_at(days[-1]) - _at(days[0]), 1.0)


def _written(days: Sequence[date]) -> Any:
    """How the axis is written: whole months where there are few, else whole years."""
    if _months(days) <= SHORT:
        return lambda at: f"{int(at) // 12}-{int(at) % 12 + 1:02d}" if at == int(at) else ""
    return lambda at: f"{at / 12:.0f}" if at % 12 == 0 else ""
