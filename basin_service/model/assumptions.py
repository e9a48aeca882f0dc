"""The numbers of the model, each with its unit, its reason and where it comes from."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("assumptions.toml")


class Basis(StrEnum):
    """Where a number comes from."""

    ASSUMPTION = "assumption"
    DERIVED = "derived"
    SOURCED = "sourced"


@dataclass(frozen=True)
class Assumption:
    """One number (or twelve, January first) with what must be known about it."""

    value: float | tuple[float, ...]
    unit: str
    basis: Basis
    reason: str


@cache
def assumptions() -> dict[str, Assumption]:
    """All of them by name, such as `lagoon.least_level`."""
    groups = tomllib.loads(FILE.read_text("utf-8"))
    return {
        f"{group}.{name}": Assumption(
            tuple(said["value"]) if isinstance(said["value"], list) else float(said["value"]),
            said["unit"],
            Basis(said["basis"]),
            said["reason"],
        )
        for group, members in groups.items()
        for name, said in members.items()
    }


def number(name: str) -> float:
    """The value of one assumption, in the unit that the file gives."""
    value = assumptions()[name].value
    if isinstance(value, tuple):
        raise TypeError(f"{name} is not one number")
    return value


def by_month(name: str) -> tuple[float, ...]:
    """The twelve values of one assumption, January first."""
    value = assumptions()[name].value
    if not isinstance(value, tuple) or len(value) != 12:
        raise TypeError(f"{name} has no value for each month")
    return value
