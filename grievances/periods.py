"""When something happened, as far as people know: a day, a period, something that goes on.

Kept as text after ISO 8601: `2026-03-01`, `2026-03-01/2026-04-15`, `2026-03-01/..` when it goes on,
`../2026-04-15` when nobody knows since when, `../..` when it goes on and nobody knows since when,
`XXXX` (ISO 8601-2: a year without a figure) when the person said that they do not know.
"""

from dataclasses import dataclass
from datetime import date

from grievances.kinds import When

OPEN = ".."
NOBODY_KNOWS = "XXXX"


@dataclass(frozen=True)
class Period:
    """What somebody said of when it happened. Nothing at all is a `Period()`."""

    kind: When | None = None
    since: date | None = None
    until: date | None = None

    def to_iso(self) -> str:
        """The text to keep; "" for nothing."""
        match self.kind:
            case When.UNKNOWN:
                return NOBODY_KNOWS
            case When.DAY:
                return _day(self.since)
            case When.PERIOD if self.until is not None:
                return f"{_day(self.since) or OPEN}/{_day(self.until)}"
            case When.CONTINUES | When.PERIOD:
                return f"{_day(self.since) or OPEN}/{OPEN}"
        return ""

    @classmethod
    def from_iso(cls, text: str) -> "Period":
        """What was kept. Text that is none of ours is nothing."""
        if text == NOBODY_KNOWS:
            return cls(When.UNKNOWN)
        since, is_period, until = text.partition("/")
        try:
            first, last = _date(since), _date(until)
        except ValueError:
            return cls()
        if is_period:
            return cls(When.CONTINUES if last is None else When.PERIOD, first, last)
        return cls(When.DAY, first) if first else cls()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text not in {"", OPEN} else None
