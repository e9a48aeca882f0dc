"""How a commitment moves from its promise to its proof. Overdue is computed, never a state.

A verified, reformulated or cancelled commitment can be taken up again: a proof may turn out false.
"""

from enum import StrEnum

from kernel.lifecycle import Lifecycle


class Status(StrEnum):
    """Where a commitment stands. Overdue is computed, never a status."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    REPORTED_DONE = "reported_done"
    VERIFIED = "verified"
    BLOCKED = "blocked"
    REFORMULATED = "reformulated"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    """What somebody says of a commitment."""

    START = "start"
    REPORT = "report"
    VERIFY = "verify"
    REJECT = "reject"
    BLOCK = "block"
    REFORMULATE = "reformulate"
    CANCEL = "cancel"
    REOPEN = "reopen"
    RENEW = "renew"
    """The next round of what recurs begins, by itself, once a round was verified."""
    TELL = "tell"
    """News that change no status: progress, a note, evidence."""


_GOING_ON = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.REPORTED_DONE, Status.BLOCKED)
ENDED = frozenset({Status.VERIFIED, Status.REFORMULATED, Status.CANCELLED})
"""Nobody has to do anything more."""

COMMITMENT: Lifecycle[Status, Verb] = Lifecycle(
    {
        (Status.NOT_STARTED, Verb.START): Status.IN_PROGRESS,
        (Status.BLOCKED, Verb.START): Status.IN_PROGRESS,
        (Status.NOT_STARTED, Verb.REPORT): Status.REPORTED_DONE,
        (Status.IN_PROGRESS, Verb.REPORT): Status.REPORTED_DONE,
        (Status.BLOCKED, Verb.REPORT): Status.REPORTED_DONE,
        (Status.REPORTED_DONE, Verb.VERIFY): Status.VERIFIED,
        (Status.REPORTED_DONE, Verb.REJECT): Status.IN_PROGRESS,
        (Status.NOT_STARTED, Verb.BLOCK): Status.BLOCKED,
        (Status.IN_PROGRESS, Verb.BLOCK): Status.BLOCKED,
        **{(status, Verb.REFORMULATE): Status.REFORMULATED for status in _GOING_ON},
        **{(status, Verb.CANCEL): Status.CANCELLED for status in _GOING_ON},
        **{(status, Verb.REOPEN): Status.IN_PROGRESS for status in sorted(ENDED)},
        (Status.VERIFIED, Verb.RENEW): Status.NOT_STARTED,
        **{(status, Verb.TELL): status for status in _GOING_ON},
    }
)
