"""Where a group stands, in six steps: the colour and the word of its cell."""

from decimal import Decimal

from dialogue.consensus.counts import Counts
from dialogue.consensus.kinds import Level

_FROM = (
    (75, Level.STRONGLY_FOR),
    (58, Level.FOR),
    (42, Level.DIVIDED),
    (25, Level.AGAINST),
)
_AGAINST = frozenset({Level.AGAINST, Level.STRONGLY_AGAINST})


def level_in(counts: Counts) -> Level:
    """The step of a group that took part. ValueError when nobody of it did.

    A share counts who passes as if they did not support it, so it alone would call a group that
    only passed one that is against: for, and against, is said only where more people said so.
    """
    if counts.share is None:
        raise ValueError("nobody took part")
    if counts.neutral > counts.support + counts.oppose:
        return Level.UNDECIDED
    found = level_of(counts.share)
    return Level.DIVIDED if found in _AGAINST and counts.support >= counts.oppose else found


def level_of(share: float) -> Level:
    """The step of a share (0 to 1), read from the whole hundredth that is shown beside it."""
    shown = hundredths(share)
    return next((level for least, level in _FROM if shown >= least), Level.STRONGLY_AGAINST)


def hundredths(share: float) -> int:
    """The whole hundredths that people read, half a one to the even: 0.575 is 58, 0.625 is 62.

    In decimals, as it is written: the 0.575 of a processor is a little less, and would be 57.
    """
    return round(Decimal(str(share)) * 100)
