"""How staff carry a case from receipt to an outcome. One function a verb, one signature."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries import holds_role
from accounts.roles import Role
from grievances import events
from grievances.kinds import MessageKind, Recommendation, ResolvedHow
from grievances.lifecycle import Verb
from grievances.models import Case, ConflictStatement, Severity
from grievances.operations.finding import add_words
from grievances.operations.messages import say, write_note
from grievances.operations.moves import move
from grievances.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import Actor, allowed, require
from kernel.vault import DataKey


@dataclass(frozen=True)
class Words:
    """What a person of the office gives with a verb; each verb says what it cannot do without."""

    text: str = ""
    findings: str = ""
    resolved_how: ResolvedHow | None = None
    severity: tuple[int, int, int] | None = None
    """Scale, scope, irremediability, each 1 to 3."""
    language: str = "es"


def declare_conflict(
    session: Session, actor: Actor, case: Case, *, has_conflict: bool
) -> ConflictStatement:
    """Say whether one has ties to the one complained of. Who has, sees the case no more.

    A tie is declared for good: nobody takes theirs back.
    """
    require(TABLE, actor, Action.DECLARE_CONFLICT, case)
    statement = next((one for one in case.conflicts if one.person_id == actor.person_id), None)
    if statement is not None and statement.has_conflict and not has_conflict:
        raise Forbidden("not-allowed")
    if statement is None:
        statement = ConflictStatement(case_id=case.id, person_id=actor.person_id)
        case.conflicts.append(statement)
    statement.has_conflict = has_conflict
    if has_conflict and case.handler_id == actor.person_id:
        case.handler_id = None
    record(
        session, events.CONFLICT_DECLARED, actor, case.subject, has_conflict=has_conflict
    )  # fmt: skip
    return statement


def take(session: Session, actor: Actor, case: Case) -> None:
    """A handler takes a case on, having no tie to the one complained of."""
    require(TABLE, actor, Action.TAKE, case)
    declare_conflict(session, actor, case, has_conflict=False)
    _hand_to(session, actor, case, actor.person_id)


def assign(
    session: Session,
    key: DataKey,
    actor: Actor,
    case: Case,
    handler_id: int | None,
    note: str = "",
) -> None:
    """Give the case to a handler of the office, or to nobody, with a note for whoever goes on.

    Who has it in hand gives it on; intake and supervisors give what is in anybody's hands.
    """
    if not allowed(TABLE, actor, Action.HAND_OVER, case):
        require(TABLE, actor, Action.ASSIGN, case)
    if handler_id is not None:
        _may_get_it(session, case, handler_id)
    if note.strip():
        write_note(session, key, actor, case, note)
    _hand_to(session, actor, case, handler_id)


def _may_get_it(session: Session, case: Case, handler_id: int) -> None:
    if not holds_role(session, handler_id, Role.HANDLER, case.office_id):
        raise BadInput("not-a-handler")
    if any(one.has_conflict and one.person_id == handler_id for one in case.conflicts):
        raise RuleBroken("handler-has-conflict")
    if case.handler_id == handler_id:
        raise RuleBroken("has-it-already")


def acknowledge(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """A person of the office says: we have read you."""
    move(session, actor, case, Verb.ACKNOWLEDGE)
    say(session, key, actor, case, MessageKind.ACKNOWLEDGEMENT, words.text, words.language)


def screen(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Begin to look whether the office can take the case on, having no tie oneself."""
    require(TABLE, actor, Verb.SCREEN, case)  # before the declaration: a tie is not taken back
    declare_conflict(session, actor, case, has_conflict=False)
    move(session, actor, case, Verb.SCREEN)


def propose_admission(
    session: Session, key: DataKey, actor: Actor, case: Case, words: Words
) -> None:
    """The handler recommends to take the case on, with reasons and severity."""
    _recommend(session, key, actor, case, words, Verb.PROPOSE_ADMISSION, Recommendation.ADMIT)
    _rate(session, actor, case, words)


def propose_not_admitting(
    session: Session, key: DataKey, actor: Actor, case: Case, words: Words
) -> None:
    """The handler recommends not to take the case on, with reasons."""
    _recommend(session, key, actor, case, words, Verb.PROPOSE_NOT_ADMITTING, Recommendation.DECLINE)


def return_admission(
    session: Session, key: DataKey, actor: Actor, case: Case, words: Words
) -> None:
    """The supervisor sends the recommendation back, with a note for the handler."""
    move(session, actor, case, Verb.RETURN_ADMISSION)
    write_note(session, key, actor, case, words.text)
    case.recommendation = None
    case.proposed_by_id = None
    case.proposal_reason = None


def admit(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """The supervisor takes the case on and rates its severity too; the person is told."""
    move(session, actor, case, Verb.ADMIT)
    _rate(session, actor, case, words)
    say(session, key, actor, case, MessageKind.DECISION, words.text, words.language)
    case.recommendation = None


def decline(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """The supervisor does not take the case on: reasons, other avenues, right to a review."""
    move(session, actor, case, Verb.DECLINE)
    say(session, key, actor, case, MessageKind.DECISION, words.text, words.language)
    case.recommendation = None
    case.decided_by_id = actor.person_id


def ask(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Ask the person something; the clock stands still until they answer."""
    case.asked_in = move(session, actor, case, Verb.ASK)
    say(session, key, actor, case, MessageKind.QUESTION, words.text, words.language)


def investigate(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Begin to look into the matter."""
    move(session, actor, case, Verb.INVESTIGATE)
    case.outcome_by_id = None


def request_report(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Log the official letter that demands a report. It never carries the identity."""
    move(session, actor, case, Verb.REQUEST_REPORT)
    write_note(session, key, actor, case, words.text)


def register_report(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Note what the one complained of reported, or that the answer did not come."""
    move(session, actor, case, Verb.REGISTER_REPORT)
    write_note(session, key, actor, case, words.text)


def propose_outcome(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """The handler writes findings for the office and the outcome in plain words for the person."""
    if not (words.text.strip() and words.findings.strip() and words.resolved_how):
        raise BadInput("outcome-incomplete")
    move(session, actor, case, Verb.PROPOSE_OUTCOME)
    case.outcome = key.seal(words.text, "grievances_case.outcome")
    case.outcome_language = words.language
    case.outcome_findings = key.seal(words.findings, "grievances_case.outcome_findings")
    case.resolved_how = words.resolved_how
    case.outcome_by_id = actor.person_id
    add_words(session, key, case, words.text, words.findings)


def return_outcome(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """The supervisor sends the outcome back, with a note for the handler."""
    move(session, actor, case, Verb.RETURN_OUTCOME)
    write_note(session, key, actor, case, words.text)


def communicate(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Another person than the author approves the outcome; the person who filed is told."""
    move(session, actor, case, Verb.COMMUNICATE)
    assert case.outcome is not None  # noqa: S101 - no other way leads to PROPOSED
    text = key.open(case.outcome, "grievances_case.outcome")
    say(
        session, key, actor, case, MessageKind.OUTCOME, text, case.outcome_language or case.language
    )
    case.decided_by_id = actor.person_id
    case.confirmed_at = None


def follow_up(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Watch, with the person, whether what was promised is kept."""
    move(session, actor, case, Verb.FOLLOW_UP)
    write_note(session, key, actor, case, words.text)


def close(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """End the case; the person is told why."""
    move(session, actor, case, Verb.CLOSE)
    say(session, key, actor, case, MessageKind.DECISION, words.text, words.language)


def uphold(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """After a review by another person the decision stands; the person is told why."""
    move(session, actor, case, Verb.UPHOLD)
    say(session, key, actor, case, MessageKind.DECISION, words.text, words.language)


def reopen(session: Session, key: DataKey, actor: Actor, case: Case, words: Words) -> None:
    """Take the case up again: new facts, reprisal, a broken promise, or a review."""
    move(session, actor, case, Verb.REOPEN)
    say(session, key, actor, case, MessageKind.DECISION, words.text, words.language)
    case.confirmed_at = None


Casework = Callable[[Session, DataKey, Actor, Case, Words], None]

CASEWORK: Mapping[Verb, Casework] = {
    Verb.ACKNOWLEDGE: acknowledge,
    Verb.ADMIT: admit,
    Verb.ASK: ask,
    Verb.CLOSE: close,
    Verb.COMMUNICATE: communicate,
    Verb.DECLINE: decline,
    Verb.FOLLOW_UP: follow_up,
    Verb.INVESTIGATE: investigate,
    Verb.PROPOSE_ADMISSION: propose_admission,
    Verb.PROPOSE_NOT_ADMITTING: propose_not_admitting,
    Verb.PROPOSE_OUTCOME: propose_outcome,
    Verb.REGISTER_REPORT: register_report,
    Verb.REOPEN: reopen,
    Verb.REQUEST_REPORT: request_report,
    Verb.RETURN_ADMISSION: return_admission,
    Verb.RETURN_OUTCOME: return_outcome,
    Verb.SCREEN: screen,
    Verb.UPHOLD: uphold,
}
"""Every verb that staff can use today."""


def _hand_to(session: Session, actor: Actor, case: Case, handler_id: int | None) -> None:
    case.handler_id = handler_id
    record(session, events.CASE_ASSIGNED, actor, case.subject, handler_id=handler_id)


def _recommend(
    session: Session,
    key: DataKey,
    actor: Actor,
    case: Case,
    words: Words,
    verb: Verb,
    recommendation: Recommendation,
) -> None:
    if not words.text.strip():
        raise BadInput("text-missing")
    move(session, actor, case, verb)
    case.recommendation = recommendation
    case.proposed_by_id = actor.person_id
    case.proposal_reason = key.seal(words.text, "grievances_case.proposal_reason")
    case.handler_id = case.handler_id or actor.person_id


def _rate(session: Session, actor: Actor, case: Case, words: Words) -> None:
    if words.severity is None:
        raise BadInput("severity-missing")
    scale, scope, irremediability = words.severity
    mine = session.scalar(
        select(Severity).where(Severity.case_id == case.id, Severity.person_id == actor.person_id)
    )
    if mine is None:
        mine = Severity(case_id=case.id, person_id=actor.person_id)
        session.add(mine)
    mine.scale, mine.scope, mine.irremediability = scale, scope, irremediability
    record(session, events.SEVERITY_GIVEN, actor, case.subject)
