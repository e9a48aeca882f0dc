"""Somebody is threatened because of a case: it goes first, and comes back when it was over."""

from sqlalchemy.orm import Session

from grievances import events
from grievances.kinds import MessageKind
from grievances.lifecycle import CASE, State, Verb
from grievances.models import Case, Reprisal
from grievances.operations.messages import say, write_note
from grievances.operations.moves import move, set_due
from grievances.policy import TABLE, Action
from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from kernel.vault import DataKey


def report_reprisal(
    session: Session, key: DataKey, actor: Actor, case: Case, text: str, language: str
) -> Reprisal:
    """The person tells of a threat: urgent from now on, and open again if it had ended.

    No answer to a question that is open: that still waits.
    """
    require(TABLE, actor, Action.MESSAGE_AS_FILER, case)
    if Verb.REPRISAL in CASE.open_verbs(case.state):
        _take_up_again(session, actor, case)
    message = say(session, key, actor, case, MessageKind.MESSAGE, text, language)
    return _raise(session, actor, case, message_id=message.id)


def note_reprisal(session: Session, key: DataKey, actor: Actor, case: Case, text: str) -> Reprisal:
    """Somebody of the office learned of a threat by other ways: urgent, and open again, too."""
    write_note(session, key, actor, case, text)
    if Verb.REPRISAL in CASE.open_verbs(case.state):
        _take_up_again(session, actor, case)
    return _raise(session, actor, case, message_id=None)


def act_on_reprisal(
    session: Session, key: DataKey, actor: Actor, case: Case, reprisal: Reprisal, note: str
) -> None:
    """Somebody of the office did something about it, and writes down what."""
    write_note(session, key, actor, case, note)
    if reprisal.acted_at is not None:
        raise RuleBroken("changed-meanwhile")
    reprisal.acted_by_id = actor.person_id
    reprisal.acted_at = now()
    record(session, events.REPRISAL_ACTED_ON, actor, case.subject, reprisal_id=reprisal.id)


def _take_up_again(session: Session, actor: Actor, case: Case) -> None:
    before = move(session, actor, case, Verb.REPRISAL)
    case.confirmed_at = None
    if before is State.WITHDRAWN:  # whatever was proposed then is decided anew
        case.recommendation = None
        case.proposed_by_id = None
        case.proposal_reason = None
        case.resolved_how = None


def _raise(session: Session, actor: Actor, case: Case, *, message_id: int | None) -> Reprisal:
    reprisal = Reprisal(case_id=case.id, message_id=message_id, person_id=actor.person_id)
    session.add(reprisal)
    session.flush()  # the trail needs reprisal.id
    case.fears_reprisal = True
    case.urgent = True
    set_due(case)
    record(session, events.THREAT_REPORTED, actor, case.subject, reprisal_id=reprisal.id)
    return reprisal
