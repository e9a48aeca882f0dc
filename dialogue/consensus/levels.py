"""A share in one of five steps, for the colour and the word of its cell."""

from dialogue.consensus.kinds import Level

_FROM = (
    (0.75, Level.STRONGLY_FOR),
    (0.58, Level.FOR),
    (0.42, Level.DIVIDED),
    (0.25, Level.AGAINST),
)


def level_of(share: float) -> Level:
    """The step of a share (0 to 1), read from the whole hundredth that is shown beside it."""
    shown = round(share, 2)
    return next((level for least, level in _FROM if shown >= least), Level.STRONGLY_AGAINST)
