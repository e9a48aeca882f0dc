"""One figure in words: what it measures, and its value with how far it may vary."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from basin.comparing import Case, Figure, Limit, Measure, Spread
from basin.kinds import Comparison as Side
from basin.kinds import TimeStep
from basin.sentences.names import amount, unit_sign, variable_name
from basin.sentences.numbers import decimals_for, digits
from basin.sentences.words import STANDING
from web.locale import _, _l, ngettext

_OF_A_HUNDRED: Mapping[TimeStep | None, Callable[[str], str]] = {
    TimeStep.MONTH: lambda count: str(_("%(count)s de cada 100 meses", count=count)),
    TimeStep.DAY: lambda count: str(_("%(count)s de cada 100 días", count=count)),
    TimeStep.YEAR: lambda count: str(_("%(count)s de cada 100 años", count=count)),
    None: lambda count: str(_("%(count)s de cada 100 valores", count=count)),
}
_WHO: Mapping[str, Any] = {
    "unmet_community": _l("Tiempo en que falta agua a la comunidad"),
    "unmet_livestock": _l("Tiempo en que falta agua al ganado"),
}


def limit_words(limit: Limit) -> str:
    """A limit with who stands behind it: 1,45 m (propuesto)."""
    return f"{limit_value(limit)} ({STANDING[limit.standing]})"


def limit_value(limit: Limit) -> str:
    """The height of a limit with all its decimals, at most three."""
    decimals = next((n for n in range(3) if round(limit.value, n) == limit.value), 3)
    return f"{digits(limit.value, decimals)} {unit_sign(limit.unit)}"


def heading(figure: Figure, cases: Iterable[Case] = ()) -> str:
    """What a figure measures, with its stretch of time or its limit."""
    name = variable_name(figure.variable, cases)
    if figure.measure is Measure.MEAN:
        return _mean_heading(name, figure.years)
    if figure.measure is Measure.AT_THE_END:
        return str(_("%(name)s, al final", name=name))
    if figure.measure is Measure.LACKING:
        return str(_WHO.get(figure.variable, name))
    assert figure.limit is not None  # noqa: S101 - the others are about a limit
    words = {"name": name, "limit": limit_words(figure.limit)}
    if figure.measure is Measure.FIRST_BEYOND:
        return str(
            _("%(name)s: primer año por debajo de %(limit)s", **words)
            if figure.limit.side is Side.BELOW
            else _("%(name)s: primer año por encima de %(limit)s", **words)
        )
    return str(
        _("%(name)s: tiempo por debajo de %(limit)s", **words)
        if figure.limit.side is Side.BELOW
        else _("%(name)s: tiempo por encima de %(limit)s", **words)
    )


def _mean_heading(name: str, years: int) -> str:
    if not years:
        return str(_("%(name)s, promedio de todo el tiempo", name=name))
    return str(ngettext(
        "%(name)s, promedio del último año", "%(name)s, promedio de los últimos %(num)s años",
        years, name=name,
    ))  # fmt: skip


def written(figure: Figure, step: TimeStep | None) -> str:
    """The value of a figure with its ends: 1,68 m (entre 1,54 y 2,03)."""
    if figure.measure is Measure.FIRST_BEYOND:
        return years_written(figure)
    if figure.spread.middle is None:
        return str(_("no se sabe"))
    if figure.measure in {Measure.BEYOND, Measure.LACKING}:
        return f"{of_a_hundred(count(figure.spread.middle), step)} {ends_counted(figure.spread)}"
    decimals = decimals_of(figure.spread.middle, figure.unit)
    number = digits(figure.spread.middle, decimals)
    return f"{number} {unit_sign(figure.unit)} {ends_written(figure.spread, decimals)}"


def decimals_of(value: float, unit: str) -> int:
    """Decimals of a value: a level is read to the centimetre."""
    return 2 if unit == "m" else decimals_for(value)


def ends_written(spread: Spread, decimals: int) -> str:
    """Between what a value lies, in brackets."""
    if spread.bounds is None:
        return not_bounded()
    low, high = (digits(one, decimals) for one in spread.bounds)
    return between(low, high)


def ends_counted(spread: Spread) -> str:
    """The same for shares of time."""
    if spread.bounds is None:
        return not_bounded()
    low, high = map(count, spread.bounds)
    return between(low, high)


def between(low: str, high: str) -> str:
    """Two ends in brackets."""
    if low == high:
        return str(_("(lo mismo con clima seco o lluvioso)"))
    return str(_("(entre %(low)s y %(high)s)", low=low, high=high))


def not_bounded() -> str:
    """What is said where nobody knows how far a figure may vary."""
    return str(_("(no se sabe cuánto puede variar)"))


def count(share: float) -> str:
    """So many of a hundred; what is not nothing is never written as nothing, nor less as all."""
    if 0 < share < 0.5:
        return str(_("menos de 1"))
    if 99.5 <= share < 100:
        return str(_("más de 99"))
    return digits(share, 0)


def of_a_hundred(counted: str, step: TimeStep | None) -> str:
    """So many of every hundred months, days, years or values."""
    return _OF_A_HUNDRED[step](counted)


def years_written(figure: Figure) -> str:
    """The first year beyond a limit, with the earliest and the latest: 2034 (entre 2026 y nunca).

    "Nunca" is in none of the years that were computed.
    """
    first, middle, last = (
        _year(at, never)
        for at, never in zip(
            (figure.spread.low, figure.spread.middle, figure.spread.high),
            figure.never,
            strict=True,
        )
    )
    if middle is None:
        return str(_("no se sabe"))
    if first is None or last is None:
        return f"{middle} {not_bounded()}"
    return f"{middle} {between(first, last)}"


def _year(at: float | None, never: bool) -> str | None:
    if never:
        return str(_("nunca"))
    return None if at is None else f"{at:.0f}"


def much(value: float, unit: str, decimals: int) -> str:
    """A rounded difference with its unit in words."""
    number = digits(value, decimals)
    return amount(number, unit, one=round(value, decimals) == 1)
