"""The platform's own figures of an answer, from its series alone: a second look at the model's.

They are made from the percentiles of each step (p10, p50, p90 over the runs of the model), for the
single runs do not travel. So they need not equal the figures of the model, which are percentiles
over runs; where both tell another story, somebody should ask. HOW is kept beside them.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from basin.contract.answers import Answer, Scenario, Threshold
from basin.contract.series import Series

METHOD = "rimanakuy-figures/1"
LAST_YEARS = 5
SIGNS = 6
HOW = {
    "mean_last_5_years": "mean of the percentile series over its last five years",
    "least": "least value of the percentile series",
    "greatest": "greatest value of the percentile series",
    "last": "last value of the percentile series",
    "steps_beyond_pct": "share of the steps whose percentile is beyond the threshold, in per cent",
    "steps_without_lack_pct": "share of the steps whose percentile of unmet demand is zero, in "
    "per cent; p90 is the bad case",
    "rounding": f"{SIGNS} significant digits; null where there is no value",
}
BEYOND: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
UNMET = "unmet_"


def recomputed(answer: Answer) -> dict[str, Any]:
    """Every figure of every scenario, with how it was made."""
    return {
        "method": METHOD,
        "how": HOW,
        "scenarios": {one.id: _scenario(one, answer.thresholds) for one in answer.scenarios},
    }


def _scenario(scenario: Scenario, thresholds: Sequence[Threshold]) -> dict[str, Any]:
    variables: dict[str, dict[str, Any]] = {}
    start = _five_years_before(scenario.times)
    for (variable, percentile), series in scenario.series.items():
        told = variables.setdefault(variable, {"unit": series.unit})
        for name, value in _figures(variable, series, start).items():
            told.setdefault(name, {})[percentile] = value
    beyond = [_beyond(scenario, one) for one in thresholds]
    return {
        "variables": variables,
        "thresholds": [one for one in beyond if one["steps_beyond_pct"]],
    }


def _figures(variable: str, series: Series, start: int) -> dict[str, float | None]:
    known = [value for value in series.values if value is not None]
    last = [value for value in series.values[start:] if value is not None]
    figures = {
        "mean_last_5_years": _rounded(fmean(last)) if last else None,
        "least": _rounded(min(known)) if known else None,
        "greatest": _rounded(max(known)) if known else None,
        "last": None if series.values[-1] is None else _rounded(series.values[-1]),
    }
    if variable.startswith(UNMET):
        figures["steps_without_lack_pct"] = _share(value <= 0 for value in known)
    return figures


def _beyond(scenario: Scenario, threshold: Threshold) -> dict[str, Any]:
    is_beyond = BEYOND[threshold.op]
    return {
        "variable": threshold.variable,
        "op": threshold.op,
        "value": threshold.value,
        "unit": threshold.unit,
        "steps_beyond_pct": {
            percentile: _share(
                is_beyond(value, threshold.value) for value in series.values if value is not None
            )
            for (variable, percentile), series in scenario.series.items()
            if variable == threshold.variable and series.unit == threshold.unit
        },
    }


def _five_years_before(times: Sequence[str]) -> int:
    """The place of the first step of the last five years; the first one of a shorter series."""
    end = times[-1]
    cut = f"{int(end[:4]) - LAST_YEARS:04d}{end[4:]}"
    return next(place for place, moment in enumerate(times) if moment > cut)


def _share(flags: Iterable[bool]) -> float | None:
    found = list(flags)
    return _rounded(100 * sum(found) / len(found)) if found else None


def _rounded(value: float) -> float:
    return float(f"{value:.{SIGNS}g}")
