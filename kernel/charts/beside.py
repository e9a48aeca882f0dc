"""Short words beside their places, none over another."""

from collections.abc import Callable, Iterator, Sequence

from kernel.charts.canvas import SIZE
from kernel.charts.marks import Place
from kernel.charts.measure import width_of

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
AWAY = 5
HIGH = SIZE + 2


def boxes(
    words: Sequence[tuple[Place, str]], taken: Sequence[Box], fits: Callable[[Box], bool]
) -> list[Box | None]:
    """Where each word may stand without covering what is `taken` or an earlier word; None where
    there is no room."""
    filled = list(taken)
    found: list[Box | None] = []
    for place, word in words:
        free = (box for box in _around(place, word) if fits(box) and not _covers(box, filled))
        found.append(box := next(free, None))
        if box:
            filled.append(box)
    return found


def _around(place: Place, word: str) -> Iterator[Box]:
    """To the right, to the left, above and below."""
    x, y = place
    wide = width_of(word, SIZE) + 4
    middle, half = y - HIGH / 2, x - wide / 2
    corners = (
        (x + AWAY, middle),
        (x - AWAY - wide, middle),
        (half, y - AWAY - HIGH),
        (half, y + AWAY),
    )
    for left, top in corners:
        yield left, top, left + wide, top + HIGH


def _covers(one: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = one
    return any(left < x and w < right and top < y and z < bottom for w, z, x, y in others)
