"""How a process moves from its request to its closure."""

from enum import StrEnum

from kernel.lifecycle import Lifecycle


class ProcessState(StrEnum):
    """Where a process stands."""

    PREPARING = "preparing"
    GOING_ON = "going_on"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class ProcessVerb(StrEnum):
    """What an office does with a process."""

    OPEN = "open"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLOSE = "close"
    REOPEN = "reopen"


PROCESS: Lifecycle[ProcessState, ProcessVerb] = Lifecycle(
    {
        (ProcessState.PREPARING, ProcessVerb.OPEN): ProcessState.GOING_ON,
        (ProcessState.PREPARING, ProcessVerb.CLOSE): ProcessState.CLOSED,
        (ProcessState.GOING_ON, ProcessVerb.SUSPEND): ProcessState.SUSPENDED,
        (ProcessState.GOING_ON, ProcessVerb.CLOSE): ProcessState.CLOSED,
        (ProcessState.SUSPENDED, ProcessVerb.RESUME): ProcessState.GOING_ON,
        (ProcessState.SUSPENDED, ProcessVerb.CLOSE): ProcessState.CLOSED,
        (ProcessState.CLOSED, ProcessVerb.REOPEN): ProcessState.GOING_ON,
    }
)
