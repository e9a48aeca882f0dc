"""Time series as CoverageJSON: one PointSeries for each scenario."""

from typing import Any

from basin_service.contract import words
from basin_service.contract.percentiles import over_members
from basin_service.contract.variables import VARIABLES
from basin_service.model.assumptions import number
from basin_service.model.simulation import Simulated

UCUM = "http://www.opengis.net/def/uom/UCUM/"
REFERENCING = [
    {
        "coordinates": ["x", "y"],
        "system": {
            "type": "GeographicCRS", "id": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        },
    },
    {"coordinates": ["t"], "system": {"type": "TemporalRS", "calendar": "Gregorian"}},
]  # fmt: skip

Json = dict[str, Any]


def collection(coverages: list[Json]) -> Json:
    """All scenarios of a run."""
    return {"type": "CoverageCollection", "domainType": "PointSeries", "coverages": coverages}


def coverage(scenario_id: str, result: Simulated) -> Json:
    """One scenario: each variable by its percentiles, one value a month."""
    parameters: Json = {}
    ranges: Json = {}
    for name, variable in VARIABLES.items():
        for percentile, values in over_members(variable.values(result)).items():
            parameters[f"{name}.{percentile}"] = _parameter(name, variable.unit, percentile)
            ranges[f"{name}.{percentile}"] = _range(values)
    return {
        "type": "Coverage",
        "id": scenario_id,
        "domain": _domain(result.calendar.stamps),
        "parameters": parameters,
        "ranges": ranges,
    }


def _domain(stamps: list[str]) -> Json:
    axes = {
        "x": {"values": [number("place.longitude")]},
        "y": {"values": [number("place.latitude")]},
        "t": {"values": stamps},
    }
    return {"type": "Domain", "domainType": "PointSeries", "axes": axes, "referencing": REFERENCING}


def _parameter(name: str, unit: str, percentile: str) -> Json:
    label = {language: f"{text} ({percentile})" for language, text in words.VARIABLES[name].items()}
    return {
        "type": "Parameter",
        "observedProperty": {"label": label},
        "unit": {"symbol": {"value": unit, "type": UCUM}},
    }


def _range(values: list[float | None]) -> Json:
    return {
        "type": "NdArray",
        "dataType": "float",
        "axisNames": ["t"],
        "shape": [len(values)],
        "values": values,
    }
