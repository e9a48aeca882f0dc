"""Shares of time as bars: months under a limit, months without water."""

from collections.abc import Sequence
from dataclasses import replace

from basin.comparing import Case, Comparison, Figure, Measure
from basin.pictures.look import Look, letter, place
from basin.pictures.picture import Picture
from basin.sentences import case_name, heading, written
from basin.sentences.figures import count
from kernel.charts import Caption, Group, grouped_bars
from web.locale import _

WHOLE = 100


def in_groups(
    comparison: Comparison, look: Look, name: str, title: str, measure: Measure
) -> Picture:
    """One group of bars for each figure of this measure, one bar for each scenario."""
    drawn = look.cases(comparison)
    figures = _figures(comparison, measure)
    if not figures or not drawn:
        return Picture(name, title, str(_("No hay datos para dibujar.")), None)
    reliable = measure is Measure.LACKING
    said = _said(reliable)
    groups = [_group(comparison, drawn, at, reliable) for at in figures]
    chart = grouped_bars(
        Caption(f"{look.key}-{name}", title, said, look.stamp),
        [f"{letter(comparison, one)} {case_name(one)}" for one in drawn],
        groups,
        count,
        str(_("no se sabe")),
        at_least=WHOLE,
        places=[place(comparison, one, drawn) for one in drawn],
    )
    heads, rows = _table(comparison, drawn, figures, reliable)
    return Picture(name, title, said, chart, heads, rows)


def _figures(comparison: Comparison, measure: Measure) -> list[int]:
    """Which places of the row of figures hold this measure."""
    first = comparison.figures[0] if comparison.figures else ()
    return [at for at, figure in enumerate(first) if figure.measure is measure]


def _said(reliable: bool) -> str:
    if reliable:
        return str(
            _(
                "De cada 100 meses, en cuántos alcanza el agua. El trazo fino muestra entre qué "
                "valores puede estar."
            )
        )
    return str(
        _(
            "De cada 100 meses, en cuántos se pasa el umbral. El trazo fino muestra entre qué "
            "valores puede estar."
        )
    )


def _group(comparison: Comparison, drawn: Sequence[Case], at: int, reliable: bool) -> Group:
    figures = [comparison.of(case)[at] for case in drawn]
    spreads = [
        one.spread.map(lambda share: WHOLE - share) if reliable else one.spread for one in figures
    ]
    words = [
        f"{letter(comparison, case)} {_short(spread.middle)}"
        for case, spread in zip(drawn, spreads, strict=True)
    ]
    return Group(
        _label(figures[0], comparison, reliable),
        tuple(one.middle for one in spreads),
        tuple(one.bounds for one in spreads),
        tuple(words),
    )


def _short(share: float | None) -> str:
    return str(_("no se sabe")) if share is None else count(share)


def _label(figure: Figure, comparison: Comparison, reliable: bool) -> str:
    if not reliable:
        return heading(figure, comparison.cases)
    known = {
        "unmet_community": _("Alcanza el agua para la comunidad"),
        "unmet_livestock": _("Alcanza el agua para el ganado"),
    }
    return str(known[figure.variable])


def _table(
    comparison: Comparison, drawn: Sequence[Case], figures: Sequence[int], reliable: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    first = comparison.of(drawn[0])
    labels = (_label(first[at], comparison, reliable) for at in figures)
    rows = tuple(
        (
            f"{letter(comparison, case)} {case_name(case)}",
            *(_cell(comparison, comparison.of(case)[at], reliable) for at in figures),
        )
        for case in drawn
    )
    heads = (str(_("Escenario")), *labels)
    return heads, rows


def _cell(comparison: Comparison, figure: Figure, reliable: bool) -> str:
    """The figure as the bar shows it."""
    if reliable:
        enough = figure.spread.map(lambda share: WHOLE - share)
        figure = replace(figure, spread=enough)
    return written(figure, comparison.step)
