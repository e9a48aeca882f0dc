"""A few requests may wait for their turn; the other threads stay free for everybody else."""

from collections.abc import Callable
from threading import BoundedSemaphore
from time import sleep

PATIENCE_SECONDS = 20


class WaitingRoom:
    """At most `seats` requests of this process wait here, each up to 20 seconds."""

    def __init__(self, seats: int) -> None:
        self._seats = BoundedSemaphore(seats)

    def wait(self, has_room: Callable[[], bool], pass_a_second: Callable[[], None]) -> bool:
        """Whether it is the request's turn: there is room, or it has waited long enough.

        False at once when every seat is taken: who asks is told to press again in a moment.
        `has_room` and `pass_a_second` must hold no connection while time passes.
        """
        if has_room():
            return True
        if not self._seats.acquire(blocking=False):
            return False
        try:
            for _second in range(PATIENCE_SECONDS):
                pass_a_second()
                if has_room():
                    break
        finally:
            self._seats.release()
        return True


def one_second() -> None:
    """Let a second pass."""
    sleep(1)
