"""What happens in a story is noted in any order, and played in the order of its days."""

from collections.abc import Callable
from datetime import time

from demo.stage import Stage


class Diary:
    """The acts of a story, each with its day and hour."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._acts: list[tuple[int, time, Callable[[], object]]] = []

    def on(self, days_ago: int, hour: time, act: Callable[[], object]) -> None:
        """Note what happens so many days before today, at an hour of the clock on the wall."""
        self._acts.append((days_ago, hour, act))

    def play(self) -> None:
        """Let all of it happen; what is noted for the same moment, as it was noted."""
        for days_ago, hour, act in sorted(self._acts, key=lambda one: (-one[0], one[1])):
            with self._stage.on(self._stage.ago(days_ago), hour):
                act()
