"""One variable of a piece of evidence as a table, a calendar year at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from basin.comparing import Case, cases_of
from basin.comparing.moments import moment, step_of, years_of
from basin.kinds import QualityFlag, TimeStep
from basin.queries.showing import Shown
from basin.sentences import case_name, unit_sign, variable_name
from basin.sentences.numbers import digits
from basin.words import QUALITY
from kernel.text import number_in
from web.formats import number, short_day
from web.locale import _


@dataclass(frozen=True)
class SeriesTable:
    """What the page shows: `rows` are a moment and a cell for each scenario."""

    variable: str
    name: str
    unit: str
    year: int
    years: tuple[int, ...]
    variables: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def before(self) -> int | None:
        """The year before the one that is shown."""
        return next((one for one in reversed(self.years) if one < self.year), None)

    @property
    def after(self) -> int | None:
        """The year after the one that is shown."""
        return next((one for one in self.years if one > self.year), None)


def table_asked(shown: Shown, args: Mapping[str, str]) -> SeriesTable:
    """The variable and year that an address asks for; the first of each where it names none."""
    cases = cases_of(shown.scenarios)
    names = tuple(dict.fromkeys(name for one in cases for name in one.variables))
    variable = args.get("variable", "") if args.get("variable") in names else names[0]
    having = [one for one in cases if variable in one.variables]
    years = tuple(sorted({year for one in having for year in years_of(one.scenario.times)}))
    asked = number_in(args.get("year", ""))
    year = next((one for one in years if one == asked), years[0])
    return SeriesTable(
        variable,
        variable_name(variable, cases),
        unit_sign(having[0].unit(variable) or ""),
        year,
        years,
        tuple((name, variable_name(name, cases)) for name in names),
        (str(_("Fecha")), *map(case_name, having)),
        _rows(shown, having, variable, year),
    )


def _rows(
    shown: Shown, cases: Sequence[Case], variable: str, year: int
) -> tuple[tuple[str, ...], ...]:
    """Every moment of the year that any of the scenarios has."""
    places = [{at: place for place, at in enumerate(one.scenario.times)} for one in cases]
    times = sorted({at for one in places for at in one if at.startswith(f"{year}-")})
    return tuple(
        (
            _moment(at, step_of(cases[0].scenario.times)),
            *(
                _cell(shown, case, variable, where[at]) if at in where else "–"
                for case, where in zip(cases, places, strict=True)
            ),
        )
        for at in times
    )


def _moment(at: str, step: TimeStep | None) -> str:
    """A month as 03/2026, a year as 2026, a day in full."""
    when = moment(at)
    if step is TimeStep.YEAR:
        return f"{when:%Y}"
    return f"{when:%m/%Y}" if step is TimeStep.MONTH else short_day(when.date())


def _cell(shown: Shown, case: Case, variable: str, place: int) -> str:
    """The value in the middle with its ends; how good a measurement is, where it is not good."""
    middle = case.middle(variable)
    value = middle.values[place] if middle else None
    flags = shown.flags.get((case.scenario.id, variable), ())
    doubt = flags[place] if flags else QualityFlag.GOOD
    if value is None:
        return str(QUALITY[QualityFlag.MISSING])
    ends = [case.series(variable, name) for name in ("p10", "p90")]
    known = [one.values[place] for one in ends if one]
    said = _exact(value)
    if len(known) == 2 and known[0] is not None and known[1] is not None:
        low, high = map(_exact, (known[0], known[1]))
        said = str(_("%(value)s (%(low)s a %(high)s)", value=said, low=low, high=high))
    return said if doubt is QualityFlag.GOOD else f"{said} · {QUALITY[doubt]}"


def _exact(value: float) -> str:
    """As the model gave it, to three decimals."""
    return number(value) if abs(value) >= 1e6 else digits(value, 3)
