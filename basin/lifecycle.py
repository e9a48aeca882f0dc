"""How a run of a model moves from a proposal to evidence.

Whoever asks again after a failure makes a new run: what was asked and what became of it stays.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from kernel.lifecycle import Lifecycle

DEADLINE = timedelta(minutes=30)
"""A run that gave no answer by then gives none: nobody waits for ever."""
POLLS = (2, 4, 8, 16, 30)
"""Seconds between two questions how far the model has come; the last one repeats."""


class RunState(StrEnum):
    """Where a run stands."""

    PROPOSED = "proposed"
    QUEUED = "queued"
    SUBMITTING = "submitting"
    RUNNING = "running"
    STORED = "stored"
    FAILED = "failed"
    GONE = "gone"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class RunView(StrEnum):
    """Which runs of a study somebody wants to see."""

    ALL = "all"
    PROPOSED = "proposed"
    AT_WORK = "at_work"
    STORED = "stored"
    WITHOUT = "without"
    """They ended and gave no evidence."""


class RunVerb(StrEnum):
    """What happens to a run."""

    START = "start"
    DECLINE = "decline"
    CANCEL = "cancel"
    SUBMIT = "submit"
    ACCEPT = "accept"
    STORE = "store"
    FAIL = "fail"
    LOSE = "lose"
    GIVE_UP = "give_up"


_AT_WORK = (RunState.QUEUED, RunState.SUBMITTING, RunState.RUNNING)

RUN: Lifecycle[RunState, RunVerb] = Lifecycle(
    {
        (RunState.PROPOSED, RunVerb.START): RunState.QUEUED,
        (RunState.PROPOSED, RunVerb.DECLINE): RunState.DECLINED,
        (RunState.PROPOSED, RunVerb.CANCEL): RunState.CANCELLED,
        (RunState.QUEUED, RunVerb.SUBMIT): RunState.SUBMITTING,
        (RunState.SUBMITTING, RunVerb.ACCEPT): RunState.RUNNING,
        **{(state, RunVerb.STORE): RunState.STORED for state in _AT_WORK[1:]},
        **{(state, RunVerb.FAIL): RunState.FAILED for state in _AT_WORK},
        **{(state, RunVerb.GIVE_UP): RunState.UNKNOWN for state in _AT_WORK},
        **{(state, RunVerb.CANCEL): RunState.CANCELLED for state in _AT_WORK},
        (RunState.RUNNING, RunVerb.LOSE): RunState.GONE,
    }
)

AT_WORK = frozenset(_AT_WORK)
"""The worker still has something to do."""
ACTIVE = AT_WORK | {RunState.PROPOSED}
ENDED = frozenset(RunState) - ACTIVE

RUN_VIEWS: Mapping[RunView, frozenset[RunState]] = {
    RunView.ALL: frozenset(RunState),
    RunView.PROPOSED: frozenset({RunState.PROPOSED}),
    RunView.AT_WORK: AT_WORK,
    RunView.STORED: frozenset({RunState.STORED}),
    RunView.WITHOUT: ENDED - {RunState.STORED},
}


def next_poll(asked: int) -> timedelta:
    """How long to wait before asking again, after so many questions."""
    return timedelta(seconds=POLLS[min(asked, len(POLLS) - 1)])
