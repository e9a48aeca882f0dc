"""Taking a value out of an untrusted document: it has the promised shape, or it is Refused."""

import math
import re
from collections.abc import Mapping
from typing import Any

from basin.contract.refusals import Refusal, Refused

IDENTIFIER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_:-]|\.(?!\.)){0,99}")
"""What names a process, a scenario, an input or an indicator: safe in a path, a file, a page."""


def malformed(where: str, wanted: str) -> Refused:
    """The refusal of a value that is not what the contract promises."""
    return Refused(Refusal.MALFORMED, f"{where}: expected {wanted}")


def an_object(value: Any, where: str) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise malformed(where, "an object")
    return value


def a_list(value: Any, where: str, most: int) -> list[Any]:
    """A JSON array of at most `most` items."""
    if not isinstance(value, list):
        raise malformed(where, "an array")
    if len(value) > most:
        raise Refused(Refusal.TOO_LARGE, f"{where}: {len(value)} items, at most {most}")
    return value


def an_identifier(value: Any, where: str) -> str:
    """A short name of letters, digits and `_ - . :`."""
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        raise malformed(where, "a name of up to 100 letters, digits and _ - . :")
    return value


def a_word(value: Any, where: str, most: int = 100) -> str:
    """A printable text on one line, not empty, at most `most` characters."""
    if not isinstance(value, str) or not 0 < len(value.strip()) <= most or not value.isprintable():
        raise malformed(where, f"a text of 1 to {most} characters on one line")
    return value.strip()


def is_number(value: Any) -> bool:
    """Whether a JSON value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def a_number(value: Any, where: str) -> float:
    """A finite number."""
    if not is_number(value):
        raise malformed(where, "a number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Refused(Refusal.NOT_FINITE, f"{where}: not a finite number")
    return number


def a_number_or_none(value: Any, where: str) -> float | None:
    """A finite number, or null for a missing one."""
    return None if value is None else a_number(value, where)
