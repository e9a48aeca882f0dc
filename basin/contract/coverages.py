"""Series that stand in evidence: read back as scenarios, whoever computed or measured them.

What a service answers is checked by `answers`; this reads what was put in evidence, which is known
to the byte. A single series is `variable.value`, the flags of measurements are `variable.flag`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from basin.contract import texts
from basin.contract.answers import Scenario
from basin.contract.indicators import particulars
from basin.contract.reading import an_object, malformed
from basin.contract.series import Series
from basin.kinds import QualityFlag

VALUE = "value"
FLAG = "flag"


def scenarios_in(
    collection: Mapping[str, Any],
    indicators: Mapping[str, Any] | None = None,
    quality: Mapping[str, Any] | None = None,
) -> tuple[Scenario, ...]:
    """The scenarios of a CoverageCollection, with their figures when there are any.

    Without `indicators` a scenario has no title and no figures. Refused for what is no collection.
    """
    known = particulars(indicators) if indicators else {}
    balances = quality or {}
    found = []
    for coverage in _coverages(collection):
        name = str(coverage["id"])
        figures = known.get(name)
        found.append(
            Scenario(
                id=name,
                title=figures.title if figures else {},
                parameters=figures.parameters if figures else {},
                times=_times(coverage),
                series=dict(_series(coverage, collection.get("parameters", {}))),
                indicators=figures.indicators if figures else {},
                mass_balance_error_pct=(balances.get(name) or {}).get("mass_balance_error_pct"),
            )
        )
    return tuple(found)


def flags_in(collection: Mapping[str, Any]) -> dict[tuple[str, str], tuple[QualityFlag, ...]]:
    """How good each value is, by scenario and variable; only measurements have flags."""
    return {
        (str(coverage["id"]), key.removesuffix(f".{FLAG}")): tuple(
            QualityFlag(one) if one else QualityFlag.MISSING for one in array["values"]
        )
        for coverage in _coverages(collection)
        for key, array in coverage["ranges"].items()
        if key.endswith(f".{FLAG}")
    }


def _coverages(collection: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    listed = an_object(collection, "timeseries").get("coverages")
    if not isinstance(listed, list):
        raise malformed("timeseries.coverages", "a list")
    yield from listed


def _times(coverage: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(coverage["domain"]["axes"]["t"]["values"])


def _series(
    coverage: Mapping[str, Any], shared: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, str], Series]]:
    parameters = {**shared, **coverage.get("parameters", {})}
    for key, array in coverage["ranges"].items():
        variable, _, percentile = key.rpartition(".")
        if percentile != FLAG:
            described = parameters.get(key, {})
            label = texts.by_language((described.get("observedProperty") or {}).get("label"))
            values = tuple(array["values"])
            yield (
                (variable, percentile),
                Series(variable, percentile, _unit(described), label, values),
            )


def _unit(described: Mapping[str, Any]) -> str:
    symbol = (described.get("unit") or {}).get("symbol", "")
    return str(symbol.get("value", "") if isinstance(symbol, Mapping) else symbol)
