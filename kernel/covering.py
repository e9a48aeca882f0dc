"""Covering the names of people in words that somebody wrote."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from kernel.text import fold

COVERED = "▒▒▒"
"""Stands where a name was: the same in every language."""

_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "da", "do", "dos", "san", "santa"})
_PARTICLE = "|".join(sorted(_PARTICLES))
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_WORDS = re.compile(r"\w+(?:'\w+)*")
_FEWEST = 2


def same_name(name: str) -> str:
    """A name by which the same person is found, whatever comes first."""
    return " ".join(sorted(fold(name.replace(",", " ")).split()))


def covering(names: Iterable[str]) -> Callable[[str], str]:
    """What covers, in a text, every run of two or more words of one of `names`.

    Order, accents and capitals do not count. One word alone is not covered: Rosa is also a colour.
    """
    runs = [run for run in map(_run, names) if run]
    if not runs:
        return lambda text: text
    any_name = re.compile("|".join(runs))
    return lambda text: _covered(text, any_name)


def left_of(text: str, wanted: str) -> str | None:
    """`text` with every word covered that somebody took out of it in `wanted`.

    None where `wanted` says something that `text` does not: words are taken out and never changed.
    """
    kept, words = 0, [one.group() for one in _WORDS.finditer(wanted)]
    gaps: list[tuple[int, int]] = []
    for found in _WORDS.finditer(text):
        if kept < len(words) and found.group() == words[kept]:
            kept += 1
        elif gaps and not _WORDS.search(text, gaps[-1][1], found.start()):
            gaps[-1] = gaps[-1][0], found.end()
        else:
            gaps.append(found.span())
    return _gapped(text, gaps) if kept == len(words) else None


def _gapped(text: str, gaps: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in gaps:
        parts += [text[last:start], COVERED]
        last = end
    return "".join([*parts, text[last:]])


def _run(name: str) -> str:
    """The pattern of words of one name in a row; "" for a name of one word."""
    telling = {word for word in _LETTERS.findall(plain(name)) if word not in _PARTICLES}
    if len(telling) < _FEWEST:
        return ""
    one = rf"(?:{'|'.join(sorted(map(re.escape, telling), key=len, reverse=True))})(?!\w)"
    return rf"(?<!\w){one}(?:[\s,]+(?:(?:{_PARTICLE})\s+)*{one})+"


def _covered(text: str, any_name: re.Pattern[str]) -> str:
    parts, last = [], 0
    for found in any_name.finditer(plain(text)):
        parts += [text[last : found.start()], COVERED]
        last = found.end()
    return "".join([*parts, text[last:]])


def plain(text: str) -> str:
    """Small letters without accents, sign for sign, so that places in it are places in `text`."""
    return "".join(map(_plain_sign, text))


def _plain_sign(sign: str) -> str:
    bare = unicodedata.normalize("NFD", sign)[0].lower()
    return bare if len(bare) == 1 else sign
