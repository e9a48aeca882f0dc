"""How a round of positions moves. What a closed round says is sealed and stays."""

from enum import StrEnum

from kernel.lifecycle import Lifecycle


class RoundState(StrEnum):
    """Whether positions are taken."""

    PLANNED = "planned"
    OPEN = "open"
    HEARING = "hearing"
    """No more positions are taken: the table reads the objections before it closes."""
    CLOSED = "closed"
    VOID = "void"


class RoundVerb(StrEnum):
    """What whoever runs it does with a round."""

    OPEN = "open"
    HEAR = "hear"
    CLOSE = "close"
    VOID = "void"


ROUND: Lifecycle[RoundState, RoundVerb] = Lifecycle(
    {
        (RoundState.PLANNED, RoundVerb.OPEN): RoundState.OPEN,
        (RoundState.OPEN, RoundVerb.CLOSE): RoundState.CLOSED,
        (RoundState.OPEN, RoundVerb.HEAR): RoundState.HEARING,
        (RoundState.HEARING, RoundVerb.CLOSE): RoundState.CLOSED,
        (RoundState.PLANNED, RoundVerb.VOID): RoundState.VOID,
        (RoundState.OPEN, RoundVerb.VOID): RoundState.VOID,
        (RoundState.HEARING, RoundVerb.VOID): RoundState.VOID,
    }
)
