"""How a commitment moves from its promise to its proof. Overdue is computed, never a state.

A verified, reformulated or cancelled commitment can be taken up again: a proof may turn out false.
What was written into an agreement binds nobody before that is in force, and nobody once it is void.
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
    PROPOSED = "proposed"
    """Written into an agreement that is not in force yet."""
    LAPSED = "lapsed"
    """Was in force; the agreement that it stands in counts no more."""
    WITHDRAWN = "withdrawn"
    """Never came in force: taken out of the draft, or gone with it."""


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
    ENTER = "enter"
    """The agreement that it stands in came in force, and it with it, by itself."""
    LAPSE = "lapse"
    """The agreement that it stands in counts no more, and neither does it, by itself."""
    TELL = "tell"
    """News that change no status: progress, a note, evidence."""


_GOING_ON = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.REPORTED_DONE, Status.BLOCKED)
_TAKEN_UP_AGAIN = (Status.VERIFIED, Status.REFORMULATED, Status.CANCELLED)
ENDED = frozenset({*_TAKEN_UP_AGAIN, Status.LAPSED, Status.WITHDRAWN})
"""Nobody has to do anything more."""
UNBOUND = frozenset({Status.PROPOSED, Status.WITHDRAWN})
"""It never bound anybody: no register, rate, reminder or public page counts it."""
BINDING = tuple(status for status in Status if status not in UNBOUND)
AT_REST = ENDED | UNBOUND
"""Nobody has to do anything now: nothing falls due."""
BY_ITSELF = frozenset({Verb.RENEW, Verb.ENTER, Verb.LAPSE})
"""Nobody says these of a commitment: they follow from something else."""

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
        **{(status, Verb.REOPEN): Status.IN_PROGRESS for status in _TAKEN_UP_AGAIN},
        (Status.VERIFIED, Verb.RENEW): Status.NOT_STARTED,
        (Status.PROPOSED, Verb.ENTER): Status.NOT_STARTED,
        (Status.PROPOSED, Verb.LAPSE): Status.WITHDRAWN,
        **{(status, Verb.LAPSE): Status.LAPSED for status in _GOING_ON},
        **{(status, Verb.TELL): status for status in _GOING_ON},
    }
)
