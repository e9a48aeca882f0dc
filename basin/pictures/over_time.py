"""A variable over time: a line for each scenario, the band of the baseline, limits, marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from basin.comparing import Case, Comparison, Limit
from basin.comparing.axes import unit_on_axis, with_unit
from basin.pictures.look import Look, letter, place
from basin.pictures.measured import marks, misfit
from basin.pictures.picture import Picture
from basin.pictures.yearly import Keep, band, kept_of, per_year, pieces
from basin.sentences import case_name, limit_words, unit_sign, variable_name
from basin.sentences.figures import decimals_of
from basin.sentences.numbers import digits
from kernel.charts import Caption, Form, Line, Threshold, lines
from kernel.charts.measure import ticks
from web.locale import _, _l

EVERY = 5
"""Every so many years a row in the table beside the picture; all of them stand in the data."""


def over_time(comparison: Comparison, look: Look, name: str, variable: str) -> Picture:
    """The picture of one variable."""
    title = variable_name(variable, comparison.cases)
    fitting, odd = with_unit(comparison.cases, variable)
    drawn = [one for one in look.cases(comparison) if one in fitting]
    unit = unit_on_axis(comparison.cases, variable) or ""
    measured = [one for one in look.observed if one.variable == variable]
    refused = (
        *(_other_unit(comparison, one, variable, unit) for one in odd),
        *(misfit(one, unit) for one in measured if one.unit != unit and unit),
    )
    keep = kept_of(comparison, variable, both=look.both)
    series = list(_lines(comparison, look, drawn, variable, keep))
    if not series:
        return Picture(name, title, str(_("No hay datos para dibujar.")), None, refused=refused)
    title = f"{title} ({unit_sign(unit)})"
    said = _said(series[0].band if drawn[0] == comparison.base else (), keep)
    limits = [limit for limit in comparison.limits if limit.variable == variable]
    reach = _reach(comparison, fitting, variable, keep)
    chart = lines(
        Caption(f"{look.key}-{name}", title, said, look.stamp),
        series,
        [Threshold(_limit_label(one), one.value) for one in limits],
        lambda year: f"{year:.0f}",
        axis_form([*reach, *(one.value for one in limits)]),
        dots=[one for each in measured if each.unit == unit for one in marks(each, keep)],
        reach=reach,
    )
    heads, rows = _table(comparison, drawn, variable, unit)
    return Picture(name, title, said, chart, heads, rows, refused)


def _limit_label(limit: Limit) -> str:
    return str(_("Umbral: %(limit)s", limit=limit_words(limit)))


def axis_form(values: Iterable[float]) -> Form:
    """Writes the numbers of an axis with as many decimals as its steps need."""
    known = list(values)
    marks = ticks(min(known, default=0.0), max(known, default=1.0))
    step = min(after - before for before, after in pairwise(marks))
    least = next((places for places in range(4) if round(step, places) == round(step, 9)), 4)

    def form(value: float) -> str:
        """A limit may need one more than the steps."""
        exact = next((more for more in range(least, 4) if round(value, more) == value), least)
        return digits(value, exact)

    return form


def _lines(
    comparison: Comparison, look: Look, drawn: Sequence[Case], variable: str, keep: Keep
) -> Iterator[Line]:
    for case in drawn:
        middle = case.middle(variable)
        whole = pieces(case.scenario.times, middle.values, keep) if middle else ()
        with_band = case == comparison.base or case.key in look.bands
        edges = band(case, variable, keep) if with_band else ()
        if whole:
            yield Line(
                case_name(case), (), edges, letter(comparison, case), whole,
                place(comparison, case, drawn),
            )  # fmt: skip


def _reach(
    comparison: Comparison, fitting: Sequence[Case], variable: str, keep: Keep
) -> list[float]:
    """The ends of every case, drawn or not: the axis stays when somebody takes one away."""
    found: list[float] = []
    for case in fitting:
        middle = case.middle(variable)
        whole = pieces(case.scenario.times, middle.values, keep) if middle else ()
        found += [y for piece in whole for _x, y in piece]
    if comparison.base in fitting and comparison.base is not None:
        found += [end for _x, *ends in band(comparison.base, variable, keep) for end in ends]
    return [min(found), max(found)] if found else []


_KEPT: Mapping[Keep, Any] = {
    Keep.LOWEST: _l("De cada escenario, el valor del medio en el mes más bajo de cada año."),
    Keep.HIGHEST: _l("De cada escenario, el valor del medio en el mes más alto de cada año."),
    Keep.BOTH: _l("De cada escenario, el valor del medio: lo más bajo y lo más alto de cada año."),
}


def _said(edges: tuple[tuple[float, float, float], ...], keep: Keep) -> str:
    """What the picture shows, for those who hear it and those who look."""
    surely = (
        _("La franja: entre qué valores está la línea de base en 8 de cada 10 corridas.")
        if edges
        else _("No se sabe cuánto puede variar la línea de base.")
    )
    return f"{_KEPT[keep]} {surely}"


def _other_unit(comparison: Comparison, case: Case, variable: str, unit: str) -> str:
    return str(
        _(
            "«%(case)s» no está en este gráfico: viene en %(other)s y los demás en %(unit)s.",
            case=f"{letter(comparison, case)} {case_name(case)}",
            other=unit_sign(case.unit(variable) or ""),
            unit=unit_sign(unit),
        )
    )


def _table(
    comparison: Comparison, drawn: Sequence[Case], variable: str, unit: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The lowest and the highest of each fifth year and of the last one."""
    heads = (str(_("Año")), *(f"{letter(comparison, one)} {case_name(one)}" for one in drawn))
    columns = []
    for case in drawn:
        middle = case.middle(variable)
        columns.append(per_year(case.scenario.times, middle.values) if middle else {})
    years = sorted({year for column in columns for year in column})
    chosen = [year for at, year in enumerate(years) if at % EVERY == 0 or year == years[-1]]
    rows = tuple(
        (str(year), *(_low_and_high(column.get(year), unit) for column in columns))
        for year in chosen
    )
    return heads, rows


def _low_and_high(ends: tuple[float, float] | None, unit: str) -> str:
    if ends is None:
        return str(_("no se sabe"))
    low, high = (digits(one, decimals_of(ends[1], unit)) for one in ends)
    return low if low == high else str(_("%(low)s a %(high)s", low=low, high=high))
