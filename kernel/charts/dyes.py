"""The colours, each with a hatch: told apart by those who see no colour, and on a photocopy.

The middle tones reach 3:1 against the light page and the dark one. The pale tones are seen by the
outline that each piece has.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

INK = "#1b2530"
WHITE = "#fff"


@dataclass(frozen=True)
class Dye:
    """A colour, the hatch over it (a path in a square of six), and the colour of words on it."""

    colour: str
    hatch: str = ""
    thread: str = WHITE
    words: str = INK
    dash: str | None = None
    step: int = 6


BLUE = Dye("#2d7dad", words=WHITE)
COPPER = Dye("#c2592f", "M1.5 0V6", "#f6cdb9", WHITE, "9 4")
MAIZE = Dye("#edb645", "M2 3h2", INK, INK, "2 4")
STONE = Dye("#7d8388", "M0 1.5H6", WHITE, INK, "12 4 2 4")
VIOLET = Dye("#a850e8", "M0 3H6M3 0V6", WHITE, WHITE, "16 3 2 3 2 3")
SERIES = (BLUE, COPPER, MAIZE, STONE, VIOLET)
"""For things side by side, at most five: more cannot be told apart."""

FOR = Dye("#0b4b70", words=WHITE)
RATHER_FOR = Dye("#b5d8ea", "M2 3h2", "#0b4b70")
BETWEEN = Dye("#f1eee7")
RATHER_AGAINST = Dye("#f3cfb6", "M1.5 0V6", "#c77a4c")
AGAINST = Dye("#a1460f", "M1.5 0V6M4.5 0V6", "#c9733f", WHITE)
_SCALES = {
    1: (FOR,),
    2: (FOR, AGAINST),
    3: (FOR, BETWEEN, AGAINST),
    4: (FOR, RATHER_FOR, RATHER_AGAINST, AGAINST),
    5: (FOR, RATHER_FOR, BETWEEN, RATHER_AGAINST, AGAINST),
}

VEIL = Dye("none", "M-1 1L1-1M0 6L6 0M5 7L7 5", "currentColor")
"""Hidden so that nobody is found; never for anything else."""


def scale_of(parts: int) -> tuple[Dye, ...]:
    """From blue (for) to copper (against). ValueError for more than five parts."""
    if parts not in _SCALES:
        raise ValueError(f"no scale has {parts} parts")
    return _SCALES[parts]


def series_of(count: int, places: Sequence[int | None] = ()) -> tuple[Dye, ...]:
    """So many dyes for things side by side, each at its place or by its order.

    ValueError for more than five, or for two at the same place.
    """
    if count > len(SERIES):
        raise ValueError(f"{count} series cannot be told apart")
    wanted = [place if place is not None else at for at, place in enumerate(places or range(count))]
    if len(set(wanted)) < count:
        raise ValueError(f"{count} series in {wanted} cannot be told apart")
    return tuple(SERIES[place] for place in wanted)


def hatching(dye: Dye, name: str) -> Markup:
    """The hatch of a dye as a pattern, to be filled with by its name."""
    return Markup(
        '<pattern id="{}" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path stroke="{}" d="{}"/></pattern>'
    ).format(name, dye.thread, dye.hatch)
