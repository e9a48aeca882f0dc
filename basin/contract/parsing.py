"""From the bytes of a body to a document: strict JSON, bounded in every direction."""

import json
import math
import re
from collections import Counter
from typing import Any, NoReturn

from basin.contract.canonical import canonical
from basin.contract.refusals import Refusal, Refused

MOST_BYTES = 8 * 1024 * 1024
MOST_POINTS = 200_000
MOST_DEPTH = 32
MOST_CONTAINERS = 100_000
MOST_COMMAS = 2_000_000
"""A text of 200 000 points as CSV stays below; a document made to fill the memory does not."""
LONGEST_WHOLE_NUMBER = 30

_HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")


def parsed(body: bytes) -> Any:
    """The document that a body holds; Refused unless it is one that every reader reads alike.

    UTF-8, no NaN or infinity, no key twice, at most 8 MB, 32 levels and 100 000 objects and lists.
    """
    _bounded(body)
    text = _text(body)
    try:
        document = json.loads(
            text,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_whole,
            object_pairs_hook=_each_key_once,
        )
    except RecursionError:
        raise _too_deep() from None
    except Refused:
        raise
    except ValueError as problem:
        raise Refused(Refusal.BAD_JSON, str(problem)) from None
    _shallow(document)
    if _HALF_CHARACTER.search(body):
        _whole_characters(document)
    return document


def _bounded(body: bytes) -> None:
    if len(body) > MOST_BYTES:
        raise Refused(Refusal.TOO_LARGE, f"{len(body)} bytes, at most {MOST_BYTES}")
    containers = body.count(b"[") + body.count(b"{")
    if containers > MOST_CONTAINERS or body.count(b",") > MOST_COMMAS:
        raise Refused(Refusal.TOO_LARGE, "too many objects, lists or items")


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refused(Refusal.NOT_JSON, f"not UTF-8 at byte {problem.start}") from None
    if not text.lstrip(" \t\r\n").startswith(("{", "[")):
        raise Refused(Refusal.NOT_JSON, "not a JSON object or array")
    return text


def _no_constant(name: str) -> NoReturn:
    raise Refused(Refusal.NOT_FINITE, f"{name} in JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Refused(Refusal.NOT_FINITE, f"{text[:40]} is too large for a number")
    return number


def _whole(text: str) -> int:
    if len(text) > LONGEST_WHOLE_NUMBER:
        raise Refused(Refusal.NOT_FINITE, f"a whole number of {len(text)} digits")
    return int(text)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise Refused(Refusal.BAD_JSON, f"the key {twice[:60]!r} stands twice in an object")
    return found


def _too_deep() -> Refused:
    return Refused(Refusal.BAD_JSON, f"nested deeper than {MOST_DEPTH} levels")


def _shallow(document: Any) -> None:
    level = [document]
    for _ in range(MOST_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _too_deep()


def _whole_characters(document: Any) -> None:
    try:
        canonical(document)
    except UnicodeEncodeError:
        raise Refused(Refusal.BAD_JSON, "half a character (a lone surrogate) in a text") from None
