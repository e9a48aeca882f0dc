"""The output `indicators`: what each scenario assumes, and its figures in one line each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from basin.contract import texts
from basin.contract.reading import (
    a_number_or_none,
    a_word,
    an_identifier,
    an_object,
    is_number,
)  # fmt: skip
from basin.contract.refusals import Refusal, Refused

MOST_INDICATORS = 100
MOST_PARAMETERS = 60


@dataclass(frozen=True)
class Indicator:
    """One figure of a scenario with its uncertainty, in `unit`; None where there is none."""

    id: str
    unit: str
    p10: float | None
    p50: float | None
    p90: float | None
    title: Mapping[str, str]


@dataclass(frozen=True)
class Particulars:
    """What a scenario is called, what it assumes, and its figures."""

    title: Mapping[str, str]
    parameters: Mapping[str, Any]
    indicators: Mapping[str, Indicator]


def particulars(document: Any) -> dict[str, Particulars]:
    """Scenario → its particulars; Refused when they cannot be read."""
    scenarios = an_object(document, "indicators")
    return {
        an_identifier(name, "indicators"): _particulars(each, f"indicators.{name}")
        for name, each in scenarios.items()
    }


def _particulars(document: Any, where: str) -> Particulars:
    described = an_object(document, where)
    values = an_object(described.get("values"), f"{where}.values")
    if len(values) > MOST_INDICATORS:
        raise Refused(Refusal.TOO_LARGE, f"{where}: {len(values)} figures")
    return Particulars(
        title=texts.by_language(described.get("title")),
        parameters=_parameters(described.get("parameters", {}), f"{where}.parameters"),
        indicators={name: _indicator(name, each, where) for name, each in values.items()},
    )


def _parameters(document: Any, where: str) -> dict[str, Any]:
    """Name → number, flag or short text; anything else in them is not shown."""
    given = an_object(document, where)
    if len(given) > MOST_PARAMETERS:
        raise Refused(Refusal.TOO_LARGE, f"{where}: {len(given)} parameters")
    return {
        an_identifier(name, where): texts.one_line(value) if isinstance(value, str) else value
        for name, value in given.items()
        if isinstance(value, str | bool) or is_number(value)
    }


def _indicator(name: str, document: Any, where: str) -> Indicator:
    here = f"{where}.{an_identifier(name, where)}"
    described = an_object(document, here)
    low, middle, high = (
        a_number_or_none(described.get(each), f"{here}.{each}") for each in ("p10", "p50", "p90")
    )
    known = [each for each in (low, middle, high) if each is not None]
    if known != sorted(known):
        raise Refused(Refusal.IMPLAUSIBLE, f"{here}: p10, p50 and p90 out of order")
    unit = a_word(described.get("unit"), f"{here}.unit", texts.UNIT)
    return Indicator(name, unit, low, middle, high, texts.by_language(described.get("title")))
