"""Who signed an agreement and who is missing: plain Python, no table and no request.

The newest word of a seat counts, and an alternate's is that of the seat for which it stands in. A
group signed once one of its seats did. Who holds no seat bears witness and signs for no group.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogue.kinds import Signing

SIGNED = frozenset({Signing.HANDWRITTEN, Signing.THUMBPRINT, Signing.ELECTRONIC})


@dataclass(frozen=True)
class Word:
    """What somebody did with a text: `seat` is the one under which it counts, None of a witness."""

    group: int
    seat: int | None
    signing: Signing
    on: date

    @property
    def signed(self) -> bool:
        """Whether it is a signature, and no refusal or absence."""
        return self.signing in SIGNED


def newest_words(words: Iterable[Word]) -> dict[int, Word]:
    """The word of each seat that counts; `words` in the order in which they came."""
    return {one.seat: one for one in words if one.seat is not None}


def signed_on(words: Sequence[Word]) -> dict[int, date]:
    """The groups that signed, and on which day each did first."""
    found: dict[int, date] = {}
    for one in newest_words(words).values():
        if one.signed:
            found[one.group] = min(one.on, found.get(one.group, one.on))
    return found


def missing(required: Collection[int], words: Sequence[Word]) -> list[int]:
    """The required groups that have not signed, in their order."""
    there = signed_on(words)
    return [group for group in required if group not in there]


def enters_on(required: Collection[int], words: Sequence[Word]) -> date | None:
    """The day on which the last required group signed; None while one is missing.

    Where no group is required, nothing enters by signatures.
    """
    if not required or missing(required, words):
        return None
    there: Mapping[int, date] = signed_on(words)
    return max(there[group] for group in required)
