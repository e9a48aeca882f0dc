"""The only source of time. Tests travel by `at`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _travelled.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stand still at `moment` (aware) for the length of a `with` block."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    token = _travelled.set(moment)
    try:
        yield
    finally:
        _travelled.reset(token)
