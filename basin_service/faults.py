"""Faults on purpose, for tests: nothing of this is reachable without BASIN_FAULTS=1."""

import os
import time
from typing import Any

KINDS = ("none", "slow", "fail", "die", "nan", "hungry")
SCHEMA: dict[str, dict[str, Any]] = {
    "fault": {"type": "string", "enum": list(KINDS), "default": "none"}
}
SLOW_S = 30.0


def allowed() -> bool:
    """Whether this service takes orders to fail."""
    return os.environ.get("BASIN_FAULTS") == "1"


def inputs() -> dict[str, dict[str, Any]]:
    """The further input that tests may send; none in earnest."""
    return SCHEMA if allowed() else {}


def befall(kind: str) -> None:
    """Do what the test ordered before the model runs."""
    if not allowed():
        return
    if kind == "slow":
        time.sleep(SLOW_S)
    elif kind == "fail":
        raise ValueError("ordered by a test")
    elif kind == "die":
        os._exit(9)
    elif kind == "hungry":
        bytearray(1 << 40)


def spoil(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """What a broken model would answer."""
    if allowed() and kind == "nan":
        document["indicators"] = float("nan")
    return document
