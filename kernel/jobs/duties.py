"""Duties: named functions that survive a crash.

A duty whose steps change gets a new name: a run that was interrupted before an upgrade is resumed
by the code that stands there after it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Run = Callable[..., None]


class Queue(StrEnum):
    """What cannot wait for each other waits in different lines."""

    MAIL = "mail"
    MODELS = "models"
    PAPERS = "papers"
    WORK = "work"


@dataclass(frozen=True)
class Duty:
    """One thing the worker can do: `run(work, *references)`.

    `every` is a cron expression in UTC; such a duty is also started by the clock, and then
    without references. One with `at_start` is ordered, without references, when a worker begins.
    """

    name: str
    run: Run
    queue: Queue = Queue.WORK
    every: str | None = None
    at_start: bool = False


class Duties:
    """The duties of one package; their names carry the package's."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._duties: list[Duty] = []

    def duty(
        self,
        name: str,
        *,
        queue: Queue = Queue.WORK,
        every: str | None = None,
        at_start: bool = False,
    ) -> Callable[[Run], Run]:
        """Declare the decorated function as the duty `owner.name`."""

        def declare(run: Run) -> Run:
            self._duties.append(Duty(f"{self._owner}.{name}", run, queue, every, at_start))
            return run

        return declare

    def __iter__(self) -> Iterator[Duty]:
        return iter(self._duties)


def by_name(all_duties: tuple[Duties, ...]) -> dict[str, Duty]:
    """Every duty under its name; ValueError when two share one."""
    found: dict[str, Duty] = {}
    for duty in (duty for duties in all_duties for duty in duties):
        if duty.name in found:
            raise ValueError(f"two duties are called {duty.name}")
        found[duty.name] = duty
    return found


def arguments(duty: Duty, given: tuple[Any, ...]) -> tuple[Any, ...]:
    """The references of a run; the clock's own arguments (moment, context) are not ours."""
    return () if duty.every and len(given) == 2 and given[1] is None else given
