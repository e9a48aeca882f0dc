"""A service that does not answer is left in peace for a while."""

import threading
from datetime import datetime, timedelta

from kernel.clock import now


class Breaker:
    """After `limit` failures one after the other nothing is asked for `rest`; then one may try.

    In this process only, for any number of threads. What was asked before stays stored; who asks
    meanwhile is told at once instead of waiting for time to run out.
    """

    def __init__(self, limit: int = 5, rest: timedelta = timedelta(seconds=60)) -> None:
        self._limit = limit
        self._rest = rest
        self._failures = 0
        self._until: datetime | None = None
        self._lock = threading.Lock()

    def opens_at(self) -> datetime | None:
        """Until when nothing is asked; None: asking is allowed.

        The first who comes after the rest is let through, and the others wait for what it finds.
        """
        with self._lock:
            if self._until is None:
                return None
            if now() < self._until:
                return self._until
            self._until = now() + self._rest
            return None

    def failed(self) -> None:
        """The service did not answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._until = now() + self._rest

    def worked(self) -> None:
        """The service answered, whatever it said."""
        with self._lock:
            self._failures = 0
            self._until = None
