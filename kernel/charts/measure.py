"""How much room words and numbers need: widths, line breaks, steps of an axis."""

from math import ceil, floor, log10

from kernel.text import canonical

_NARROW = frozenset("ijlIft.,:;|!'()[]/ ·-")
_WIDE = frozenset("mwMWQOGD@%&→—…−")
_WIDE_FROM = "\u2e80"
"""From here on letters are as wide as they are high."""
BOLD = 1.12
"""How much wider bold letters are."""


def plain(words: str) -> str:
    """`words` on one line, without what deceives the eye or breaks a document."""
    return " ".join(canonical(words).split())


def width_of(words: str, size: float) -> float:
    """About how many pixels `words` take; rather too many, for the wide letters of DejaVu Sans."""
    return sum(_part(sign) for sign in words) * size


def _part(sign: str) -> float:
    if sign in _NARROW:
        return 0.4
    if sign in _WIDE or sign >= _WIDE_FROM:
        return 1.0
    return 0.73 if sign.isupper() else 0.64


def broken(words: str, room: float, size: float) -> list[str]:
    """`words` in lines of at most `room` pixels; a word that is longer than a line is cut in two
    lines, never left out. Always at least one line."""
    lines = [""]
    for word in plain(words).split():
        joined = f"{lines[-1]} {word}".strip()
        if width_of(joined, size) <= room:
            lines[-1] = joined
            continue
        *whole, rest = _pieces(word, room, size)
        lines += [*whole, rest]
    return lines[1:] if not lines[0] and len(lines) > 1 else lines


def _pieces(word: str, room: float, size: float) -> list[str]:
    """A word cut where the line ends; one sign at least on each."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers (1, 2, 5 and their tens) from at or below `low` to at or above `high`."""
    if high - low <= 1e-9 * max(1.0, abs(low), abs(high)):
        high = low + 1  # all alike: there is nothing to divide
    rough = (high - low) / about
    ten = 10.0 ** floor(log10(rough))
    step = next(ten * one for one in (1, 2, 5, 10) if ten * one >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]
