"""The output `timeseries`: a CoverageJSON collection with one point series for each scenario."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from basin.contract import texts
from basin.contract.parsing import MOST_POINTS
from basin.contract.reading import (
    a_list,
    a_number_or_none,
    a_word,
    an_identifier,
    an_object,
    malformed,
)  # fmt: skip
from basin.contract.refusals import Refusal, Refused
from basin.contract.variables import UNITS, range_of

MOST_SCENARIOS = 20
MOST_SERIES = 200
SERIES_KEY = re.compile(r"([A-Za-z][A-Za-z0-9_]{0,63})\.(p(?:100|[1-9]?[0-9]))")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?")


@dataclass(frozen=True)
class Series:
    """One percentile of a variable over time, in `unit`; None where there is no value."""

    variable: str
    percentile: str
    unit: str
    label: Mapping[str, str]
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Coverage:
    """The series of one scenario on one axis of time."""

    id: str
    times: tuple[str, ...]
    series: Mapping[tuple[str, str], Series]


def coverages(document: Any) -> tuple[Coverage, ...]:
    """The series of each scenario, by their order; Refused when a rule of the contract breaks."""
    collection = an_object(document, "timeseries")
    listed = a_list(collection.get("coverages"), "timeseries.coverages", MOST_SCENARIOS)
    if not listed:
        raise Refused(Refusal.MISSING_OUTPUT, "timeseries: no coverage")
    _count_points(listed)
    found = tuple(_coverage(each, collection) for each in listed)
    if len({one.id for one in found}) != len(found):
        raise malformed("timeseries.coverages", "each scenario once")
    for one in found[1:]:
        if one.times != found[0].times:
            raise Refused(
                Refusal.LENGTHS_DIFFER, f"{found[0].id} and {one.id} have different times"
            )
    return found


def _count_points(listed: list[Any]) -> None:
    """Before anything is read closely: a document of millions of points costs no more than this."""
    ranges = (each.get("ranges") for each in listed if isinstance(each, dict))
    arrays = (one for each in ranges if isinstance(each, dict) for one in each.values())
    values = (each.get("values") for each in arrays if isinstance(each, dict))
    points = sum(len(each) for each in values if isinstance(each, list))
    if points > MOST_POINTS:
        raise Refused(Refusal.TOO_LARGE, f"{points} points, at most {MOST_POINTS}")


def _coverage(document: Any, collection: Mapping[str, Any]) -> Coverage:
    coverage = an_object(document, "timeseries.coverages")
    scenario = an_identifier(coverage.get("id"), "timeseries.coverages.id")
    times = _times(coverage, scenario)
    shared = an_object(collection.get("parameters", {}), "timeseries.parameters")
    own = an_object(coverage.get("parameters", {}), f"{scenario}.parameters")
    ranges = an_object(coverage.get("ranges"), f"{scenario}.ranges")
    if not ranges:
        raise Refused(Refusal.MISSING_OUTPUT, f"{scenario}: no series")
    if len(ranges) > MOST_SERIES:
        raise Refused(Refusal.TOO_LARGE, f"{scenario}: {len(ranges)} series, at most {MOST_SERIES}")
    found = [
        _series(key, array, own.get(key, shared.get(key)), len(times))
        for key, array in ranges.items()
    ]
    series = {(one.variable, one.percentile): one for one in found}
    _in_order(scenario, times, series)
    return Coverage(scenario, times, series)


def _times(coverage: Mapping[str, Any], scenario: str) -> tuple[str, ...]:
    where = f"{scenario}.domain.axes.t"
    domain = an_object(coverage.get("domain"), f"{scenario}.domain")
    axes = an_object(domain.get("axes"), f"{scenario}.domain.axes")
    values = a_list(an_object(axes.get("t"), where).get("values"), where, MOST_POINTS)
    moments = [_moment(each, where) for each in values]
    if not moments:
        raise Refused(Refusal.MISSING_OUTPUT, f"{where}: no times")
    for position, (before, after) in enumerate(pairwise(moments)):
        if after <= before:
            raise malformed(where, f"times that grow, not {values[position + 1]} after "
                            f"{values[position]}")  # fmt: skip
    return tuple(values)


def _moment(value: Any, where: str) -> datetime:
    if isinstance(value, str) and MOMENT.fullmatch(value):
        try:
            return _comparable(datetime.fromisoformat(value))
        except ValueError:
            pass
    raise malformed(where, "moments such as 2026-01-01T00:00:00Z")


def _comparable(moment: datetime) -> datetime:
    """Without its zone, so that a day and a moment can stand on one axis."""
    offset = moment.utcoffset()
    try:
        return moment if offset is None else moment.replace(tzinfo=None) - offset
    except OverflowError:
        raise ValueError("beyond the calendar") from None


def _series(key: str, document: Any, parameter: Any, length: int) -> Series:
    named = SERIES_KEY.fullmatch(key)
    if named is None:
        raise malformed(f"series {key[:60]}", "a name such as streamflow.p10")
    variable, percentile = named[1], named[2]
    described = an_object(parameter, f"parameters.{key}")
    unit = _unit(described, key)
    if variable in UNITS and unit != UNITS[variable]:
        raise Refused(Refusal.WRONG_UNIT, f"{key}: {unit}, expected {UNITS[variable]}")
    values = _values(key, an_object(document, key), length)
    _plausible(key, variable, values, unit)
    observed = described.get("observedProperty")
    label = observed.get("label") if isinstance(observed, dict) else None
    return Series(variable, percentile, unit, texts.by_language(label), values)


def _unit(described: Mapping[str, Any], key: str) -> str:
    """The symbol of a unit, which CoverageJSON writes as a text or as an object with a value."""
    unit = an_object(described.get("unit"), f"parameters.{key}.unit")
    symbol = unit.get("symbol")
    if isinstance(symbol, dict):
        symbol = symbol.get("value")
    return a_word(symbol, f"parameters.{key}.unit.symbol", texts.UNIT)


def _values(key: str, array: Mapping[str, Any], length: int) -> tuple[float | None, ...]:
    values = a_list(array.get("values"), f"{key}.values", MOST_POINTS)
    if len(values) != length or array.get("shape") != [length]:
        shape = str(array.get("shape"))[:40]
        raise Refused(
            Refusal.LENGTHS_DIFFER, f"{key}: {len(values)} values, shape {shape}, {length} times"
        )
    return tuple(a_number_or_none(each, key) for each in values)


def _plausible(key: str, variable: str, values: Sequence[float | None], unit: str) -> None:
    possible = range_of(variable)
    for value in values:
        if value is not None and not possible.holds(value):
            raise Refused(
                Refusal.IMPLAUSIBLE,
                f"{key}: {value:g} {unit}, outside {possible.least:g} to {possible.greatest:g}",
            )


def _in_order(
    scenario: str, times: Sequence[str], series: Mapping[tuple[str, str], Series]
) -> None:
    """A lower percentile never lies above a higher one: p10 is what 10 % of the runs stay under."""
    ranked = sorted(series, key=lambda key: (key[0], int(key[1][1:])))
    for lower, upper in pairwise(ranked):
        if lower[0] != upper[0]:
            continue
        pairs = zip(times, series[lower].values, series[upper].values, strict=True)
        for moment, below, above in pairs:
            if below is not None and above is not None and below > above:
                raise Refused(
                    Refusal.IMPLAUSIBLE,
                    f"{scenario}, {lower[0]}: {lower[1]} above {upper[1]} at {moment}",
                )
