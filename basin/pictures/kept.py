"""Pictures that were drawn a moment ago, kept in this process: evidence never changes.

Everything that a picture is made of stands in its key (the hashes of the evidence, the limits of
that day, what was chosen, the language), so nothing that is kept can be out of date.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """The last `room` things that were made, by their key. Safe among threads."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing of this key, made now when it is not there."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        made = make()
        with self._lock:
            self._things[key] = made
            while len(self._things) > self._room:
                self._things.popitem(last=False)
        return made

    def clear(self) -> None:
        """Nothing is kept any more."""
        with self._lock:
            self._things.clear()

    def __len__(self) -> int:
        return len(self._things)
