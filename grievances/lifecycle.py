"""What may happen to a case, and in what order. Source: the lifecycle of the office's procedure.

Overdue is computed, never a state. A verb that leads back to its own state changes something else
(an acknowledgement, a proposal, a confirmation) and stands here so that its button is drawn only
where it works. A reprisal brings a closed case back, and a withdrawn one too: who was made to
withdraw is heard again, from the screening on.
"""

from enum import StrEnum

from kernel.lifecycle import Lifecycle


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    SCREENING = "screening"
    NEEDS_INFO = "needs_info"
    ADMITTED = "admitted"
    REFERRED_OUT = "referred_out"
    NOT_ADMITTED = "not_admitted"
    INVESTIGATING = "investigating"
    AWAITING_RESPONDENT = "awaiting_respondent"
    MEDIATION = "mediation"
    PROPOSED = "proposed"
    COMMUNICATED = "communicated"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    UNDER_REVIEW = "under_review"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    ABANDONED = "abandoned"
    PURGED = "purged"


class Verb(StrEnum):
    """What somebody does to a case."""

    ABANDON = "abandon"
    ACKNOWLEDGE = "acknowledge"
    ADMIT = "admit"
    ANSWER_IN_INVESTIGATION = "answer_in_investigation"
    ANSWER_IN_SCREENING = "answer_in_screening"
    ASK = "ask"
    CLOSE = "close"
    COMMUNICATE = "communicate"
    CONFIRM = "confirm"
    DECLINE = "decline"
    DISPUTE = "dispute"
    FOLLOW_UP = "follow_up"
    INVESTIGATE = "investigate"
    MEDIATE = "mediate"
    MERGE = "merge"
    PROPOSE_ADMISSION = "propose_admission"
    PROPOSE_NOT_ADMITTING = "propose_not_admitting"
    PROPOSE_OUTCOME = "propose_outcome"
    PURGE = "purge"
    REFER_OUT = "refer_out"
    REGISTER_REPORT = "register_report"
    REOPEN = "reopen"
    REPRISAL = "reprisal"
    REQUEST_REPORT = "request_report"
    RESUME_INVESTIGATION = "resume_investigation"
    RETURN_ADMISSION = "return_admission"
    RETURN_OUTCOME = "return_outcome"
    REVIVE = "revive"
    SCREEN = "screen"
    TAKE_BACK = "take_back"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"


CASE = Lifecycle(
    {
        (State.RECEIVED, Verb.ACKNOWLEDGE): State.RECEIVED,
        (State.RECEIVED, Verb.SCREEN): State.SCREENING,
        (State.RECEIVED, Verb.WITHDRAW): State.WITHDRAWN,
        (State.RECEIVED, Verb.MERGE): State.MERGED,
        (State.SCREENING, Verb.ACKNOWLEDGE): State.SCREENING,
        (State.SCREENING, Verb.PROPOSE_ADMISSION): State.SCREENING,
        (State.SCREENING, Verb.PROPOSE_NOT_ADMITTING): State.SCREENING,
        (State.SCREENING, Verb.RETURN_ADMISSION): State.SCREENING,
        (State.SCREENING, Verb.ADMIT): State.ADMITTED,
        (State.SCREENING, Verb.DECLINE): State.NOT_ADMITTED,
        (State.SCREENING, Verb.ASK): State.NEEDS_INFO,
        (State.SCREENING, Verb.REFER_OUT): State.REFERRED_OUT,
        (State.SCREENING, Verb.WITHDRAW): State.WITHDRAWN,
        (State.SCREENING, Verb.MERGE): State.MERGED,
        (State.REFERRED_OUT, Verb.TAKE_BACK): State.SCREENING,
        (State.REFERRED_OUT, Verb.CLOSE): State.CLOSED,
        (State.NEEDS_INFO, Verb.ANSWER_IN_SCREENING): State.SCREENING,
        (State.NEEDS_INFO, Verb.ANSWER_IN_INVESTIGATION): State.INVESTIGATING,
        (State.NEEDS_INFO, Verb.ABANDON): State.ABANDONED,
        (State.NEEDS_INFO, Verb.WITHDRAW): State.WITHDRAWN,
        (State.ABANDONED, Verb.REVIVE): State.SCREENING,
        (State.ABANDONED, Verb.PURGE): State.PURGED,
        (State.ADMITTED, Verb.INVESTIGATE): State.INVESTIGATING,
        (State.ADMITTED, Verb.WITHDRAW): State.WITHDRAWN,
        (State.INVESTIGATING, Verb.ASK): State.NEEDS_INFO,
        (State.INVESTIGATING, Verb.REQUEST_REPORT): State.AWAITING_RESPONDENT,
        (State.INVESTIGATING, Verb.PROPOSE_OUTCOME): State.PROPOSED,
        (State.INVESTIGATING, Verb.MEDIATE): State.MEDIATION,
        (State.INVESTIGATING, Verb.WITHDRAW): State.WITHDRAWN,
        (State.INVESTIGATING, Verb.MERGE): State.MERGED,
        (State.AWAITING_RESPONDENT, Verb.REGISTER_REPORT): State.INVESTIGATING,
        (State.AWAITING_RESPONDENT, Verb.WITHDRAW): State.WITHDRAWN,
        (State.MEDIATION, Verb.RESUME_INVESTIGATION): State.INVESTIGATING,
        (State.MEDIATION, Verb.PROPOSE_OUTCOME): State.PROPOSED,
        (State.PROPOSED, Verb.RETURN_OUTCOME): State.INVESTIGATING,
        (State.PROPOSED, Verb.COMMUNICATE): State.COMMUNICATED,
        (State.COMMUNICATED, Verb.CONFIRM): State.COMMUNICATED,
        (State.COMMUNICATED, Verb.DISPUTE): State.UNDER_REVIEW,
        (State.COMMUNICATED, Verb.FOLLOW_UP): State.FOLLOW_UP,
        (State.COMMUNICATED, Verb.CLOSE): State.CLOSED,
        (State.NOT_ADMITTED, Verb.DISPUTE): State.UNDER_REVIEW,
        (State.NOT_ADMITTED, Verb.CLOSE): State.CLOSED,
        (State.FOLLOW_UP, Verb.CLOSE): State.CLOSED,
        (State.FOLLOW_UP, Verb.REOPEN): State.REOPENED,
        (State.CLOSED, Verb.REOPEN): State.REOPENED,
        (State.CLOSED, Verb.REPRISAL): State.REOPENED,
        (State.CLOSED, Verb.PURGE): State.PURGED,
        (State.UNDER_REVIEW, Verb.UPHOLD): State.CLOSED,
        (State.UNDER_REVIEW, Verb.REOPEN): State.REOPENED,
        (State.REOPENED, Verb.INVESTIGATE): State.INVESTIGATING,
        (State.WITHDRAWN, Verb.REPRISAL): State.SCREENING,
        (State.WITHDRAWN, Verb.PURGE): State.PURGED,
    }
)

FINAL = frozenset({State.MERGED, State.PURGED})
CLOSED_TO_MESSAGES = frozenset({State.MERGED, State.PURGED, State.WITHDRAWN})
CLOCK_STOPPED = frozenset({State.NEEDS_INFO})
REOPENING = frozenset({Verb.REOPEN, Verb.REPRISAL})
"""What takes a case up again: its clocks begin anew."""
ENDED = frozenset(
    {State.CLOSED, State.WITHDRAWN, State.MERGED, State.ABANDONED, State.PURGED}
    | {State.REFERRED_OUT, State.NOT_ADMITTED}
)

NOT_YET_OPEN = frozenset(
    {Verb.ABANDON, Verb.MEDIATE, Verb.MERGE, Verb.PURGE, Verb.REFER_OUT, Verb.REVIVE}
    | {Verb.RESUME_INVESTIGATION, Verb.TAKE_BACK}
)
"""Verbs of the full procedure whose pages come later: no role holds them and no button shows."""

FILER_VERBS = frozenset(
    {Verb.ANSWER_IN_INVESTIGATION, Verb.ANSWER_IN_SCREENING, Verb.CONFIRM, Verb.DISPUTE}
    | {Verb.REPRISAL, Verb.WITHDRAW}
)
"""What the person who filed does, with the receipt."""
