"""Rows as text: one JSON list for each, the same on both databases."""

import base64
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any

BYTES, MOMENT, DAY, HOUR, NUMBER = "b", "t", "d", "h", "n"


def written(row: Iterable[Any]) -> bytes:
    """A row as one line."""
    plain = [_plain(value) for value in row]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read(line: bytes) -> list[Any]:
    """The row that was written."""
    return [_value(plain) for plain in json.loads(line)]


def _plain(value: Any) -> Any:
    """What JSON has no word for becomes a list of one letter and a text."""
    match value:
        case bytes() | bytearray() | memoryview():
            return [BYTES, base64.b64encode(bytes(value)).decode()]
        case datetime():
            return [MOMENT, value.isoformat()]
        case date():
            return [DAY, value.isoformat()]
        case time():
            return [HOUR, value.isoformat()]
        case Decimal():
            return [NUMBER, str(value)]
        case dict() | list():
            return {"json": value}
        case _:
            return value


def _value(plain: Any) -> Any:
    match plain:
        case [str(kind), str(text)]:
            return _READ[kind](text)
        case {"json": value}:
            return value
        case _:
            return plain


_READ: dict[str, Callable[[str], Any]] = {
    BYTES: base64.b64decode,
    MOMENT: datetime.fromisoformat,
    DAY: date.fromisoformat,
    HOUR: time.fromisoformat,
    NUMBER: Decimal,
}


class Digest:
    """The rows of one table, counted and digested in their order."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = sha256()

    def add(self, line: bytes) -> None:
        """One more row."""
        self.rows += 1
        self._sum.update(line + b"\n")

    def said(self) -> dict[str, Any]:
        """How many rows, and their digest."""
        return {"rows": self.rows, "digest": self._sum.hexdigest()}
