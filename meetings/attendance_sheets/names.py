"""Names as typed, and when two of them may be one person."""

import re
from difflib import SequenceMatcher

from kernel.text import fold

SIMILAR = 0.90
_BREAKS = re.compile(r"[^\w'’ʼ‘´`]+|_")


def folded(name: str) -> str:
    """The folded words of a name in their alphabetical order, for "Quispe, José" is José Quispe."""
    return " ".join(sorted(_BREAKS.sub(" ", fold(name)).split()))


def joined(surnames: str, second: str, given: str) -> str:
    """A name from its columns, as lists write it: "QUISPE MAMANI, José"."""
    family = " ".join(part for part in (surnames, second) if part)
    return f"{family}, {given}" if family and given else family or given


def similarity(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 1; 0 when they are surely not alike enough."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio()


def may_be_one(one: str, other: str) -> bool:
    """Whether two folded names can stand for one person: alike, or one has words left out."""
    mine, theirs = set(one.split()), set(other.split())
    fewer = min(mine, theirs, key=len)
    return (len(fewer) > 1 and fewer <= mine & theirs) or similarity(one, other) >= SIMILAR
