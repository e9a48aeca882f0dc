"""What variables, units and scenarios are called."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from basin.comparing import Case
from basin.contract.texts import in_language
from web.locale import _, _l, current, ngettext

VARIABLES: Mapping[str, Any] = {
    "lagoon_level": _l("Nivel de la laguna"),
    "lagoon_area": _l("Superficie de la laguna"),
    "streamflow": _l("Agua que llega a la laguna"),
    "spring_flow": _l("Agua de la vertiente de la comunidad"),
    "aquifer_storage_change": _l("Cambio del agua en el acuífero"),
    "unmet_community": _l("Agua que falta a la comunidad"),
    "unmet_livestock": _l("Agua que falta al ganado"),
    "mine_fresh_abstraction": _l("Agua dulce que saca la mina"),
}
"""The variables that every service means alike."""

SIGNS: Mapping[str, Any] = {
    "km2": _l("km²"),
    "hm3": _l("millones de m³"),
    "m3/d": _l("m³ por día"),
}
"""How units are written on an axis, where they are not written as they are."""


def variable_name(variable: str, cases: Iterable[Case] = ()) -> str:
    """What a variable is called; one that only a model knows as the model calls it, or its id."""
    if variable in VARIABLES:
        return str(VARIABLES[variable])
    labels = (
        in_language(series.label, current())
        for case in cases
        for (name, _percentile), series in case.scenario.series.items()
        if name == variable
    )
    return next((label for label in labels if label), variable)


def unit_sign(unit: str) -> str:
    """A unit as it stands beside a number on an axis or in a table."""
    return str(SIGNS.get(unit, unit))


def case_name(case: Case) -> str:
    """What a scenario is called in the language of the reader."""
    name = in_language(case.name, current()) or case.scenario.id
    return f"{name} · {case.label}" if case.label else name


def _litres(number: str, one: bool) -> str:
    return str(ngettext(
        "%(number)s litro por segundo", "%(number)s litros por segundo", 1 if one else 2,
        number=number,
    ))  # fmt: skip


def _cubic_metres(number: str, one: bool) -> str:
    return str(ngettext(
        "%(number)s metro cúbico por día", "%(number)s metros cúbicos por día", 1 if one else 2,
        number=number,
    ))  # fmt: skip


def _millions(number: str, one: bool) -> str:
    return str(ngettext(
        "%(number)s millón de metros cúbicos", "%(number)s millones de metros cúbicos",
        1 if one else 2, number=number,
    ))  # fmt: skip


_IN_WORDS: Mapping[str, Callable[[str, bool], str]] = {
    "L/s": _litres,
    "m3/d": _cubic_metres,
    "hm3": _millions,
}


def amount(number: str, unit: str, one: bool = False) -> str:
    """A written number with its unit in words. `one`: the number is exactly 1."""
    if unit in _IN_WORDS:
        return _IN_WORDS[unit](number, one)
    return str(_("%(number)s %(unit)s", number=number, unit=unit_sign(unit)))
