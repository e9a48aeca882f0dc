"""Series that were read become CoverageJSON: the same form in which a model answers.

A single series is the parameter `variable.value`; the flags of measurements are a second range,
`variable.flag`, of words.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from basin.kinds import QualityFlag
from basin.mapping.plans import SINGLE, Wanted
from basin.mapping.series import Read, Reading
from basin.mapping.steps import moment
from basin.mapping.units import OTHER

FLAG = "flag"
OWN = "own_"
"""Names of their own begin like this, so that none is taken for a variable of the contract."""
STATION = "observed"
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")


def scenario_id(name: str) -> str:
    """A short name for a scenario: "Con mina, 30 L/s" is con-mina-30-l-s."""
    return _plain(name, "-") or "escenario"


def variable_id(wanted: Wanted) -> str:
    """The name of a variable: ours, or one made of their own words."""
    if wanted.variable != OTHER:
        return wanted.variable
    return (OWN + (_plain(wanted.own_name, "_") or "serie"))[:60]


def _plain(name: str, between: str) -> str:
    marked = _unmarked(name.casefold())
    return _OTHER_SIGNS.sub(between, marked).strip(between)[:80].strip(between)


def _unmarked(text: str) -> str:
    return "".join(_LETTERS.get(sign, sign) for sign in text)


_LETTERS: Mapping[str, str] = dict(zip("áéíóúüñ", "aeiouun", strict=True))


def ids_of(names: Sequence[str]) -> dict[str, str]:
    """By the name of each scenario its short name; names that would be one are numbered."""
    found: dict[str, str] = {}
    for name in names:
        if name in found:
            continue
        short, number = scenario_id(name), 1
        while short in found.values():
            number += 1
            short = f"{scenario_id(name)}-{number}"
        found[name] = short
    return found


def collection_of(reading: Reading) -> dict[str, Any]:
    """The series of a reading, a coverage for each scenario."""
    ids = ids_of([one.wanted.scenario for one in reading.series])
    return _collection(
        [
            _coverage(
                short, reading.days, [one for one in reading.series if one.wanted.scenario == name]
            )
            for name, short in ids.items()
        ]
    )


def observed_of(
    days: Sequence[date], one: Read, flags: Sequence[QualityFlag],
    place: tuple[float, float] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What a station measured with its flags; `place` is longitude and latitude in degrees."""
    coverage = _coverage(STATION, days, [one])
    name = f"{variable_id(one.wanted)}.{FLAG}"
    coverage["parameters"][name] = {
        "type": "Parameter",
        "observedProperty": {"label": {"es": "Calidad del valor"}},
    }
    coverage["ranges"][name] = _array("string", [str(flag) for flag in flags])
    if place is not None:
        axes = coverage["domain"]["axes"]
        axes["x"], axes["y"] = {"values": [place[0]]}, {"values": [place[1]]}
    return _collection([coverage])


def _collection(coverages: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "CoverageCollection", "domainType": "PointSeries", "coverages": coverages}


def _coverage(short: str, days: Sequence[date], series: Sequence[Read]) -> dict[str, Any]:
    named = {f"{variable_id(one.wanted)}.{one.wanted.percentile or SINGLE}": one for one in series}
    return {
        "type": "Coverage",
        "id": short,
        "domain": {
            "type": "Domain",
            "domainType": "PointSeries",
            "axes": {"t": {"values": [moment(day) for day in days]}},
        },
        "parameters": {name: _parameter(one) for name, one in named.items()},
        "ranges": {name: _array("float", list(one.values)) for name, one in named.items()},
    }


def _parameter(one: Read) -> dict[str, Any]:
    label = one.wanted.own_name or one.wanted.variable
    return {
        "type": "Parameter",
        "observedProperty": {"label": {"es": label}},
        "unit": {"symbol": one.unit},
    }


def _array(kind: str, values: list[Any]) -> dict[str, Any]:
    return {
        "type": "NdArray",
        "dataType": kind,
        "axisNames": ["t"],
        "shape": [len(values)],
        "values": values,
    }
