"""Who may do what to a case: any row, every condition in the row.

The subject is a Case; to file it is the Office, to read the queue or the wishes for a new code,
or to take up a concern that was offered, the id of one, to decide or drop such a wish the
Replacement, to go on with a draft the OfficeDraft.
"""

from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from accounts.models import Office
from accounts.roles import OfficeKind, Role, Track
from grievances.kinds import Recommendation
from grievances.lifecycle import CASE, ENDED, NOT_YET_OPEN, State, Verb
from grievances.models import Case, OfficeDraft, Replacement
from kernel.clock import now
from kernel.policy import Actor, Condition, Table, allowed

READERS = (Role.INTAKE, Role.HANDLER, Role.SUPERVISOR)
"""The roles that may read what people confided. Auditor and administrators may not."""

HELPERS = (Role.INTAKE, Role.HANDLER, Role.MONITOR)
"""The roles that take down what people tell by word, by telephone, by letter."""

TOLD = frozenset({State.COMMUNICATED, State.NOT_ADMITTED, State.UNDER_REVIEW, State.FOLLOW_UP})
RATED_WITHIN = timedelta(days=30)


class Action(StrEnum):
    """What can be asked of this feature, apart from the verbs of the lifecycle."""

    ASSIGN = "grievances:case:assign"
    BEGIN_DRAFT = "grievances:draft:begin"
    DECIDE_REPLACEMENT = "grievances:replacement:decide"
    DECLARE_CONFLICT = "grievances:conflict:declare"
    DROP_REPLACEMENT = "grievances:replacement:drop"
    FILE = "grievances:case:file"
    FOLLOW = "grievances:case:follow"
    HAND_OVER = "grievances:case:hand-over"
    LIST_IDENTITIES = "grievances:identities:list"
    MESSAGE = "grievances:message:send"
    MESSAGE_AS_FILER = "grievances:message:send-as-filer"
    NOTE = "grievances:note:write"
    RATE = "grievances:outcome:rate"
    OFFER = "grievances:case:offer-to-table"
    OPEN_EX_OFFICIO = "grievances:case:open-ex-officio"
    READ = "grievances:case:read"
    READ_IDENTITY = "grievances:identity:read"
    READ_ORIGINAL = "grievances:file:read-original"
    READ_QUEUE = "grievances:queue:read"
    READ_RATING = "grievances:rating:read"
    READ_TRAIL = "grievances:trail:read"
    RENDER = "grievances:rendering:write"
    READ_REPLACEMENTS = "grievances:replacement:read"
    REPLACE_CODE = "grievances:replacement:propose"
    REPLACE_CODE_FINALLY = "grievances:replacement:approve"
    TAKE = "grievances:case:take"
    UPGRADE = "grievances:case:upgrade"
    WRITE_DRAFT = "grievances:draft:write"


def office_takes_grievances(_actor: Actor, office: Office) -> bool:
    return office.kind is OfficeKind.OMBUDSMAN and office.closed_at is None


def helps_at_office(actor: Actor, office: Office) -> bool:
    return any(actor.holds(role, office.id) for role in HELPERS)


def intake_here(actor: Actor, case: Case | Replacement | OfficeDraft) -> bool:
    return actor.holds(Role.INTAKE, case.office_id)


def handler_here(actor: Actor, case: Case | Replacement | OfficeDraft) -> bool:
    return actor.holds(Role.HANDLER, case.office_id)


def monitor_here(actor: Actor, case: Case | OfficeDraft) -> bool:
    return actor.holds(Role.MONITOR, case.office_id)


def began_it(actor: Actor, draft: OfficeDraft) -> bool:
    return actor.person_id is not None and draft.started_by_id == actor.person_id


def supervisor_here(actor: Actor, case: Case | Replacement) -> bool:
    return actor.holds(Role.SUPERVISOR, case.office_id)


def custodian_here(actor: Actor, case: Case) -> bool:
    return actor.holds(Role.CUSTODIAN, case.office_id)


def custodian_of_office(actor: Actor, office_id: int) -> bool:
    return actor.holds(Role.CUSTODIAN, office_id)


def reader_of_office(actor: Actor, office_id: int) -> bool:
    return any(actor.holds(role, office_id) for role in READERS)


def no_conflict(actor: Actor, case: Case) -> bool:
    """The actor has not declared a tie to the one complained of."""
    return not any(
        statement.has_conflict and statement.person_id == actor.person_id
        for statement in case.conflicts
    )


def declared_no_conflict(actor: Actor, case: Case) -> bool:
    """The actor has said, for this case, that there is no such tie."""
    return any(
        not statement.has_conflict and statement.person_id == actor.person_id
        for statement in case.conflicts
    )


def has_it_in_hand(actor: Actor, case: Case) -> bool:
    return actor.person_id is not None and case.handler_id == actor.person_id


def holds_receipt(actor: Actor, case: Case) -> bool:
    return actor.receipt_of == case.subject


def recommended_admitting(_actor: Actor, case: Case) -> bool:
    return case.recommendation is Recommendation.ADMIT


def recommended_declining(_actor: Actor, case: Case) -> bool:
    return case.recommendation is Recommendation.DECLINE


def something_recommended(_actor: Actor, case: Case) -> bool:
    return case.recommendation is not None


def nothing_recommended(_actor: Actor, case: Case) -> bool:
    return case.recommendation is None


def proposed_by_another(actor: Actor, case: Case | Replacement) -> bool:
    return case.proposed_by_id != actor.person_id


def outcome_by_another(actor: Actor, case: Case) -> bool:
    return case.outcome_by_id != actor.person_id


def decided_by_another(actor: Actor, case: Case) -> bool:
    """Neither the outcome nor its approval, nor the admission proposal, was the actor's."""
    return actor.person_id not in {case.decided_by_id, case.outcome_by_id, case.proposed_by_id}


def is_alert(_actor: Actor, case: Case) -> bool:
    """The office may act on it, and need not answer."""
    return case.track is Track.ALERTA


def office_takes_complaints(_actor: Actor, case: Case) -> bool:
    return Track.QUEJA in case.office.tracks


def not_acknowledged(_actor: Actor, case: Case) -> bool:
    return case.acknowledged_at is None


def not_confirmed(_actor: Actor, case: Case) -> bool:
    return case.confirmed_at is None


def still_open(_actor: Actor, case: Case) -> bool:
    return case.state not in ENDED


def may_no_longer_object(_actor: Actor, case: Case) -> bool:
    """Nothing waits for the person: they agreed, or the days to ask for a review have passed."""
    if case.state not in {State.COMMUNICATED, State.NOT_ADMITTED} or case.confirmed_at:
        return True
    return case.due_on < now().astimezone(ZoneInfo(case.office.time_zone)).date()


def has_an_outcome(_actor: Actor, case: Case) -> bool:
    """The person was told something that they can judge, and not longer than a month ago."""
    if case.state in {State.CLOSED, State.WITHDRAWN}:
        return now() - case.entered_state_at <= RATED_WITHIN
    return case.state in TOLD


def asked_in_investigation(_actor: Actor, case: Case) -> bool:
    return case.asked_in is State.INVESTIGATING


def asked_in_screening(_actor: Actor, case: Case) -> bool:
    return case.asked_in is State.SCREENING


HANDLER: list[Condition] = [handler_here, declared_no_conflict]
SUPERVISOR: list[Condition] = [supervisor_here, no_conflict]

VERBS: Table = {
    Verb.ACKNOWLEDGE: [
        [intake_here, no_conflict, not_acknowledged],
        [handler_here, no_conflict, not_acknowledged],
    ],
    Verb.ADMIT: [[*SUPERVISOR, recommended_admitting, proposed_by_another]],
    Verb.ANSWER_IN_INVESTIGATION: [[holds_receipt, asked_in_investigation]],
    Verb.ANSWER_IN_SCREENING: [[holds_receipt, asked_in_screening]],
    Verb.ASK: [HANDLER],
    Verb.CLOSE: [[*HANDLER, may_no_longer_object]],
    Verb.COMMUNICATE: [[*SUPERVISOR, outcome_by_another]],
    Verb.CONFIRM: [[holds_receipt, not_confirmed]],
    Verb.DECLINE: [[*SUPERVISOR, recommended_declining, proposed_by_another]],
    Verb.DISPUTE: [[holds_receipt, not_confirmed]],
    Verb.FOLLOW_UP: [[*HANDLER, may_no_longer_object]],
    Verb.INVESTIGATE: [HANDLER],
    Verb.PROPOSE_ADMISSION: [[*HANDLER, nothing_recommended]],
    Verb.PROPOSE_NOT_ADMITTING: [[*HANDLER, nothing_recommended]],
    Verb.PROPOSE_OUTCOME: [HANDLER],
    Verb.REGISTER_REPORT: [HANDLER],
    Verb.REOPEN: [[*SUPERVISOR, decided_by_another]],
    Verb.REPRISAL: [
        [holds_receipt],
        [intake_here, no_conflict],
        [handler_here, no_conflict],
        [supervisor_here, no_conflict],
    ],
    Verb.REQUEST_REPORT: [HANDLER],
    Verb.RETURN_ADMISSION: [[*SUPERVISOR, something_recommended, proposed_by_another]],
    Verb.RETURN_OUTCOME: [[*SUPERVISOR, outcome_by_another]],
    Verb.SCREEN: [[intake_here, no_conflict], [handler_here, no_conflict]],
    Verb.UPHOLD: [[*SUPERVISOR, decided_by_another]],
    Verb.WITHDRAW: [[holds_receipt]],
    **{verb: [] for verb in sorted(NOT_YET_OPEN)},
}

ACTIONS: Table = {
    Action.ASSIGN: [
        [intake_here, no_conflict, still_open],
        [supervisor_here, no_conflict, still_open],
    ],
    Action.BEGIN_DRAFT: [[helps_at_office, office_takes_grievances]],
    Action.DECIDE_REPLACEMENT: [[supervisor_here, proposed_by_another]],
    Action.DECLARE_CONFLICT: [
        [handler_here],
        [intake_here],
        [supervisor_here],
        [monitor_here],
        [custodian_here],
    ],
    Action.DROP_REPLACEMENT: [[intake_here], [handler_here]],
    Action.FILE: [[office_takes_grievances]],
    Action.FOLLOW: [[holds_receipt]],
    Action.LIST_IDENTITIES: [[custodian_of_office]],
    Action.HAND_OVER: [[handler_here, no_conflict, has_it_in_hand, still_open]],
    Action.MESSAGE: [[intake_here, no_conflict], [handler_here, no_conflict]],
    Action.MESSAGE_AS_FILER: [[holds_receipt]],
    Action.NOTE: [
        [intake_here, no_conflict],
        [handler_here, no_conflict],
        [supervisor_here, no_conflict],
    ],
    Action.RATE: [[holds_receipt, has_an_outcome]],
    Action.OFFER: [[handler_here, no_conflict, has_it_in_hand], [supervisor_here, no_conflict]],
    Action.OPEN_EX_OFFICIO: [[reader_of_office]],
    Action.READ: [
        [intake_here, no_conflict],
        [handler_here, no_conflict],
        [supervisor_here, no_conflict],
    ],
    Action.READ_IDENTITY: [[custodian_here, no_conflict]],
    Action.READ_ORIGINAL: [SUPERVISOR],
    Action.READ_QUEUE: [[reader_of_office]],
    Action.READ_RATING: [[supervisor_here, no_conflict]],
    Action.READ_TRAIL: [[supervisor_here, no_conflict]],
    Action.RENDER: [[intake_here, no_conflict], [handler_here, no_conflict]],
    Action.READ_REPLACEMENTS: [[reader_of_office]],
    Action.REPLACE_CODE: [[intake_here, no_conflict], [handler_here, no_conflict]],
    Action.REPLACE_CODE_FINALLY: [SUPERVISOR],
    Action.TAKE: [[handler_here, no_conflict, still_open]],
    Action.UPGRADE: [[holds_receipt, is_alert, office_takes_complaints, still_open]],
    Action.WRITE_DRAFT: [[intake_here], [handler_here], [monitor_here, began_it]],
}

TABLE: Table = {**ACTIONS, **VERBS}


def open_verbs(actor: Actor, case: Case) -> list[Verb]:
    """What this actor may do to this case now: exactly the buttons that work."""
    return [verb for verb in CASE.open_verbs(case.state) if allowed(TABLE, actor, verb, case)]
