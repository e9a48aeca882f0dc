"""The answer of a run: `run`, `indicators` and `timeseries`.

Nothing in it tells when or where it ran: the same inputs give the same bytes.
"""

import json
import platform
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pywr

from basin_service.contract import CONTRACT, words
from basin_service.contract.coverages import collection, coverage
from basin_service.contract.indicators import indicators
from basin_service.contract.inputs import Inputs, request_of
from basin_service.contract.variables import thresholds
from basin_service.model.identity import CALIBRATED, MODEL_ID, VERSION, code_sha256
from basin_service.model.simulation import ModelBroken, Simulated, simulate

WORST_BALANCE_PCT = 1e-6

OUTPUTS: dict[str, dict[str, Any]] = {
    "run": {
        "title": words.words("Sobre la corrida", "Imayna rurasqa", "About the run"),
        "schema": {"type": "object", "contentMediaType": "application/json"},
    },
    "indicators": {
        "title": words.words("Indicadores", "Rikuchiq yupaykuna", "Indicators"),
        "schema": {"type": "object", "contentMediaType": "application/json"},
    },
    "timeseries": {
        "title": words.words("Series de tiempo", "Sapa killa yupaykuna", "Time series"),
        "schema": {"type": "object", "contentMediaType": "application/prs.coverage+json"},
    },
}

Progress = Callable[[int], None]


def answer(inputs: Inputs, wanted: list[str], progress: Progress) -> dict[str, Any]:
    """Run the scenarios that expanded `inputs` name; the outputs that are wanted.

    `progress` hears how many percent are done. ModelBroken when a result must not leave.
    """
    request = request_of(inputs)
    made: dict[str, Any] = {}
    quality: dict[str, Any] = {}
    coverages = []
    for done, scenario_id in enumerate(inputs["scenarios"], start=1):
        result = simulate(scenario_id, request)
        quality[scenario_id] = _quality(scenario_id, result)
        made[scenario_id] = indicators(scenario_id, result)
        coverages.append(coverage(scenario_id, result))
        progress(round(100 * done / len(inputs["scenarios"])))
    whole = {
        "run": _run(inputs, quality), "indicators": made, "timeseries": collection(coverages),
    }  # fmt: skip
    return {name: output for name, output in whole.items() if name in wanted}


def as_bytes(document: dict[str, Any]) -> bytes:
    """JSON in its one form. ModelBroken when something in it is not a number."""
    try:
        text = json.dumps(
            document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
    except ValueError:
        raise ModelBroken("a result is not a number") from None
    return text.encode()


def _quality(scenario_id: str, result: Simulated) -> dict[str, Any]:
    if not result.mass_balance_error_pct <= WORST_BALANCE_PCT:
        raise ModelBroken(f"the water balance of {scenario_id} does not close")
    return {
        "mass_balance_error_pct": result.mass_balance_error_pct,
        "land_balance_error_mm": result.land_balance_error_mm,
    }


def _run(inputs: Inputs, quality: dict[str, Any]) -> dict[str, Any]:
    libraries = {"numpy": np, "pandas": pd}
    versions = [f"{name} {library.__version__}" for name, library in libraries.items()]
    return {
        "contract": CONTRACT,
        "model": {
            "id": MODEL_ID,
            "version": VERSION,
            "code_sha256": code_sha256(),
            "calibrated": CALIBRATED,
            "engine": f"pywr {pywr.__version__}",
            "runtime": " / ".join([f"python {platform.python_version()}", *versions]),
        },
        "inputs": inputs,
        "time_step": "P1M",
        "quality": quality,
        "thresholds": thresholds(),
        "caveats": words.CAVEATS,
    }
