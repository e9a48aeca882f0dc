"""Whether enough of each deciding group is there to decide."""

from collections.abc import Iterable, Iterator
from math import floor

from dialogue.protocols.kinds import ReasonCode
from dialogue.protocols.outcomes import Reason
from dialogue.protocols.rules import Rules, exact
from dialogue.protocols.tallies import Tally


def seats_needed(seats: int, share: float) -> int:
    """How many of `seats` make a quorum: more than `share` of them; with a share of 1 all.

    A group without accredited seats needs one: nobody decides for it.
    """
    return max(1, min(seats, floor(exact(share) * seats) + 1))


def has_quorum(tally: Tally, rules: Rules) -> bool:
    """Whether the group can decide. A delegation, with the act of the assembly, is the group."""
    if tally.is_delegation and tally.answers:
        return True
    return tally.present >= seats_needed(tally.seats, rules.quorum)


def missing(tallies: Iterable[Tally], rules: Rules) -> Iterator[Reason]:
    """Which of these groups have no quorum, or said nothing at all."""
    for tally in tallies:
        if not has_quorum(tally, rules):
            yield Reason(
                ReasonCode.SEATS_MISSING,
                tally.key,
                count=tally.present,
                of=tally.seats,
                needed=seats_needed(tally.seats, rules.quorum),
            )
        elif not tally.answers:
            yield Reason(ReasonCode.NOBODY_ANSWERED, tally.key)
