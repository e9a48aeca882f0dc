"""What changes against the baseline: each figure beside the same figure of the baseline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from basin.comparing.axes import Shared, on_one_axis, unit_on_axis
from basin.comparing.cases import BASELINE, Case, Limit
from basin.comparing.figures import (
    ENDS,
    MEANS,
    UNMET,
    Figure,
    Maker,
    Measure,
    beyond_figure,
    end_figure,
    first_figure,
    lacking_figure,
    mean_figure,
    others,
)
from basin.comparing.measuring import Basis
from basin.comparing.spread import UNKNOWN, Spread, difference
from basin.kinds import TimeStep


class Turn(StrEnum):
    """Which way a figure goes, before anything is rounded."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    EITHER = "either"
    """In some runs more, in others less."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Change:
    """A figure of a case beside that of the baseline (None: there is none), in the same unit.

    `difference` is case minus baseline; unknown where one of both is, and for calendar years.
    """

    case: Case
    figure: Figure
    base: Figure | None
    difference: Spread

    @property
    def turn(self) -> Turn:
        """Which way it goes."""
        return turn_of(self.difference)


def turn_of(spread: Spread) -> Turn:
    """Which way a difference goes: SAME only when all of it is nothing."""
    known = [one for one in (spread.low, spread.middle, spread.high) if one is not None]
    if spread.middle is None:
        return Turn.UNKNOWN
    if min(known) < 0 < max(known):
        return Turn.EITHER
    if not any(known):
        return Turn.SAME
    return Turn.MORE if max(known) > 0 else Turn.LESS


@dataclass(frozen=True)
class Comparison:
    """Cases beside each other. `base` is one of `cases`, or None when there is no baseline.

    `refused` are the cases whose values stand differently far apart: they share no axis with these.
    """

    cases: tuple[Case, ...]
    base: Case | None
    limits: tuple[Limit, ...]
    step: TimeStep | None
    refused: tuple[Case, ...]
    figures: tuple[tuple[Figure, ...], ...]
    """Of each case in order, the same figures in the same order."""

    def of(self, case: Case) -> tuple[Figure, ...]:
        """The figures of a case of this comparison."""
        return self.figures[self.cases.index(case)]

    def changes(self, case: Case) -> tuple[Change, ...]:
        """Every figure of a case beside that of the baseline."""
        bases = self.of(self.base) if self.base else (None,) * len(self.of(case))
        alike = self.base is not None and case.climate == self.base.climate
        pairs = zip(self.of(case), bases, strict=True)
        return tuple(_change(case, figure, base, alike) for figure, base in pairs)

    @property
    def changed(self) -> tuple[Case, ...]:
        """All cases but the baseline."""
        return tuple(one for one in self.cases if one != self.base)


def compare(
    cases: Sequence[Case], limits: Sequence[Limit] = (), base: str | None = None
) -> Comparison:
    """The cases beside each other, against the case of the key `base`, else the first baseline."""
    chosen = _base(cases, base)
    shared = on_one_axis(cases, chosen)
    fitting = tuple(limit for limit in limits if _fits(limit, shared))
    columns = list(_rows(shared.cases, fitting))
    figures = tuple(zip(*columns, strict=True)) if columns else ((),) * len(shared.cases)
    return Comparison(shared.cases, chosen, fitting, shared.step, shared.other_steps, figures)


def _base(cases: Sequence[Case], key: str | None) -> Case | None:
    wanted = (one for one in cases if key and one.key == key)
    usual = (one for one in cases if one.scenario.id == BASELINE)
    return next(wanted, None) or next(usual, None)


def _fits(limit: Limit, shared: Shared) -> bool:
    """A limit in another unit than the series says nothing about it."""
    return unit_on_axis(shared.cases, limit.variable) == limit.unit


def _rows(cases: Sequence[Case], limits: Sequence[Limit]) -> Iterator[tuple[Figure, ...]]:
    """One figure of every case at a time, in the order in which people read them."""
    for variable in MEANS:
        yield from _row(cases, variable, mean_figure)
        for limit in (one for one in limits if one.variable == variable):
            yield from _limit_rows(cases, limit)
    for variable in UNMET:
        yield from _row(cases, variable, lacking_figure)
    for variable in ENDS:
        yield from _row(cases, variable, end_figure)
    for variable in others(cases):
        yield from _row(cases, variable, mean_figure)
        for limit in (one for one in limits if one.variable == variable):
            yield from _limit_rows(cases, limit)


def _limit_rows(cases: Sequence[Case], limit: Limit) -> Iterator[tuple[Figure, ...]]:
    yield from _row(cases, limit.variable, beyond_figure(limit))
    yield tuple(first_figure(case, limit) for case in cases)


def _row(cases: Sequence[Case], variable: str, make: Maker) -> Iterator[tuple[Figure, ...]]:
    """The same figure of all, made in the same way of all: by the models when all of them give it,
    else by us from the series. None of them has it: no row."""
    unit = unit_on_axis(cases, variable) or ""
    having = [case for case in cases if case.unit(variable) == unit]
    if not unit or not having:
        return
    by_models = [make(case, variable, Basis.MODEL, unit) for case in having]
    if all(one.spread.is_known for one in by_models):
        made = dict(zip((one.key for one in having), by_models, strict=True))
    else:
        made = {one.key: make(one, variable, Basis.SERIES, unit) for one in having}
    sample = next(iter(made.values()))
    yield tuple(made.get(case.key) or _missing(sample) for case in cases)


def _missing(sample: Figure) -> Figure:
    """The same figure of a case that does not have it, or has it in another unit."""
    return Figure(
        sample.measure, sample.variable, sample.unit, UNKNOWN, sample.basis, sample.years,
        sample.limit,
    )  # fmt: skip


def _change(case: Case, figure: Figure, base: Figure | None, alike: bool) -> Change:
    if base is None or figure.measure is Measure.FIRST_BEYOND:
        return Change(case, figure, base, UNKNOWN)
    apart = difference(figure.spread, base.spread, same_climate=alike)
    return Change(case, figure, base, apart)
