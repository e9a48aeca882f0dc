"""One plain sentence for each change against the baseline, made from its numbers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from basin.comparing import Case, Change, Figure, Measure
from basin.kinds import Comparison as Side
from basin.kinds import TimeStep
from basin.sentences.figures import (
    between,
    count,
    ends_counted,
    heading,
    limit_words,
    much,
    not_bounded,
    of_a_hundred,
    written,
    years_written,
)  # fmt: skip
from basin.sentences.names import variable_name
from basin.sentences.numbers import Reading, Way, decimals_for, digits, read
from web.locale import _, _l

CENTIMETRES = 100

_MORE: Mapping[str, Any] = {
    "lagoon_level": _l(
        "La laguna estaría cerca de %(much)s más alta que en la línea de base %(range)s."
    ),
    "lagoon_area": _l(
        "La laguna sería más grande: cerca de %(much)s más que en la línea de base %(range)s."
    ),
    "streamflow": _l(
        "Llegaría más agua a la laguna: cerca de %(much)s más que en la línea de base %(range)s."
    ),
    "spring_flow": _l(
        "Saldría más agua de la vertiente de la comunidad: cerca de %(much)s más que en la línea "
        "de base %(range)s."
    ),
    "aquifer_storage_change": _l(
        "Quedaría más agua bajo la tierra: cerca de %(much)s más que en la línea de base %(range)s."
    ),
    "mine_fresh_abstraction": _l(
        "La mina sacaría más agua dulce: cerca de %(much)s más que en la línea de base %(range)s."
    ),
    "": _l("%(name)s: cerca de %(much)s más que en la línea de base %(range)s."),
}
_LESS: Mapping[str, Any] = {
    "lagoon_level": _l(
        "La laguna estaría cerca de %(much)s más baja que en la línea de base %(range)s."
    ),
    "lagoon_area": _l(
        "La laguna sería más chica: cerca de %(much)s menos que en la línea de base %(range)s."
    ),
    "streamflow": _l(
        "Llegaría menos agua a la laguna: cerca de %(much)s menos que en la línea de base "
        "%(range)s."
    ),
    "spring_flow": _l(
        "Saldría menos agua de la vertiente de la comunidad: cerca de %(much)s menos que en la "
        "línea de base %(range)s."
    ),
    "aquifer_storage_change": _l(
        "Quedaría menos agua bajo la tierra: cerca de %(much)s menos que en la línea de base "
        "%(range)s."
    ),
    "mine_fresh_abstraction": _l(
        "La mina sacaría menos agua dulce: cerca de %(much)s menos que en la línea de base "
        "%(range)s."
    ),
    "": _l("%(name)s: cerca de %(much)s menos que en la línea de base %(range)s."),
}
_ELSE: Mapping[Way, Any] = {
    Way.SAME: _l("%(name)s: casi igual que en la línea de base %(range)s."),
    Way.UP_TO_MORE: _l("%(name)s: casi igual que en la línea de base, o hasta %(most)s más."),
    Way.UP_TO_LESS: _l("%(name)s: casi igual que en la línea de base, o hasta %(most)s menos."),
    Way.EITHER: _l(
        "%(name)s: no se puede decir si sería más o menos que en la línea de base: entre "
        "%(least)s menos y %(most)s más."
    ),
}
_LACKING: Mapping[str, Any] = {
    "unmet_community": _l(
        "Faltaría agua para la comunidad en %(share)s %(range)s; en la línea de base, en %(base)s "
        "%(base_range)s."
    ),
    "unmet_livestock": _l(
        "Faltaría agua para el ganado en %(share)s %(range)s; en la línea de base, en %(base)s "
        "%(base_range)s."
    ),
}
_NEVER_LACKING: Mapping[str, Any] = {
    "unmet_community": _l(
        "No faltaría agua para la comunidad en ningún momento, tampoco en la línea de base."
    ),
    "unmet_livestock": _l(
        "No faltaría agua para el ganado en ningún momento, tampoco en la línea de base."
    ),
}


def sentence(change: Change, step: TimeStep | None, cases: Iterable[Case] = ()) -> str:
    """What changes, in one sentence; what cannot be known or compared is said to be so."""
    whole = heading(change.figure, cases)
    if not _is_said(change.figure):
        return str(_("%(name)s: no se sabe, este escenario no tiene el dato.", name=whole))
    value = written(change.figure, step)
    if change.base is None:
        return str(_("%(name)s: %(value)s. No hay línea de base para comparar.",
                     name=whole, value=value))  # fmt: skip
    if not _is_said(change.base):
        return str(_("%(name)s: %(value)s. La línea de base no tiene el dato para comparar.",
                     name=whole, value=value))  # fmt: skip
    name = variable_name(change.figure.variable, cases)
    return _SAY[change.figure.measure](change, name, step)


def _is_said(figure: Figure) -> bool:
    return figure.spread.is_known or figure.never[1]


def _apart(change: Change, name: str, _step: TimeStep | None) -> str:
    """How far apart both are."""
    unit, reading = _reading(change)
    words = {
        "name": name,
        "much": much(reading.much, unit, reading.decimals),
        "least": much(reading.least, unit, reading.decimals),
        "most": much(reading.most, unit, reading.decimals),
        "range": _range(reading, unit),
    }
    variable = change.figure.variable
    if reading.way in {Way.MORE, Way.LESS}:
        known = _MORE if reading.way is Way.MORE else _LESS
        return str(known.get(variable, known[""])) % words
    return str(_ELSE[reading.way]) % words


def _reading(change: Change) -> tuple[str, Reading]:
    """The difference as it is said: a level below a metre in centimetres."""
    assert change.base is not None  # noqa: S101 - asked by who calls
    apart = change.difference
    known = [abs(one) for one in (apart.low, apart.middle, apart.high) if one is not None]
    if change.figure.unit == "m" and max(known) < 1:
        return "cm", read(apart.map(lambda one: one * CENTIMETRES), 0)
    sizes = [abs(one.spread.middle or 0.0) for one in (change.figure, change.base)]
    return change.figure.unit, read(apart, decimals_for(max(sizes), max(known)))


def _range(reading: Reading, unit: str) -> str:
    if reading.way is Way.SAME and reading.is_bounded:
        least = much(10.0**-reading.decimals, unit, reading.decimals)
        return str(_("(menos de %(least)s de diferencia)", least=least))
    if not reading.is_bounded:
        return not_bounded()
    return between(digits(reading.least, reading.decimals), digits(reading.most, reading.decimals))


def _beyond(change: Change, name: str, step: TimeStep | None) -> str:
    """How much of the time a limit is broken."""
    assert change.figure.limit is not None  # noqa: S101 - it is about a limit
    words = {"name": name, "limit": limit_words(change.figure.limit), **_shares(change, step)}
    return str(
        _(
            "%(name)s: por debajo de %(limit)s en %(share)s %(range)s; en la línea de base, en "
            "%(base)s %(base_range)s.",
            **words,
        )
        if change.figure.limit.side is Side.BELOW
        else _(
            "%(name)s: por encima de %(limit)s en %(share)s %(range)s; en la línea de base, en "
            "%(base)s %(base_range)s.",
            **words,
        )
    )


def _lacking(change: Change, _name: str, step: TimeStep | None) -> str:
    """How much of the time somebody goes without water."""
    assert change.base is not None  # noqa: S101 - asked by who calls
    variable = change.figure.variable
    both = (change.figure.spread, change.base.spread)
    if all((one.low, one.middle, one.high) == (0, 0, 0) for one in both):
        return str(_NEVER_LACKING[variable])
    return str(_LACKING[variable]) % _shares(change, step)


def _shares(change: Change, step: TimeStep | None) -> dict[str, str]:
    assert change.base is not None  # noqa: S101 - asked by who calls
    return {
        "share": of_a_hundred(count(change.figure.spread.middle or 0.0), step),
        "range": ends_counted(change.figure.spread),
        "base": count(change.base.spread.middle or 0.0),
        "base_range": ends_counted(change.base.spread),
    }


def _first(change: Change, name: str, _step: TimeStep | None) -> str:
    """The first year beyond a limit."""
    assert change.base is not None  # noqa: S101 - asked by who calls
    assert change.figure.limit is not None  # noqa: S101 - it is about a limit
    words = {
        "name": name,
        "limit": limit_words(change.figure.limit),
        "year": years_written(change.figure),
        "base": years_written(change.base),
    }
    return str(
        _("%(name)s: por primera vez por debajo de %(limit)s: %(year)s. En la línea de base: "
          "%(base)s.", **words)
        if change.figure.limit.side is Side.BELOW
        else _("%(name)s: por primera vez por encima de %(limit)s: %(year)s. En la línea de "
               "base: %(base)s.", **words)
    )  # fmt: skip


_SAY: Mapping[Measure, Callable[[Change, str, TimeStep | None], str]] = {
    Measure.MEAN: _apart,
    Measure.AT_THE_END: _apart,
    Measure.BEYOND: _beyond,
    Measure.LACKING: _lacking,
    Measure.FIRST_BEYOND: _first,
}
