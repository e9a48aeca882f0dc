"""What the person and the office say to each other, and what staff note for themselves."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grievances import events
from grievances.kinds import MessageKind
from grievances.lifecycle import CLOSED_TO_MESSAGES, State, Verb
from grievances.models import Case, Message, Note
from grievances.operations.finding import add_words
from grievances.operations.moves import move, set_due
from grievances.policy import TABLE, Action
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import DataKey


def write_as_filer(
    session: Session, key: DataKey, actor: Actor, case: Case, text: str, language: str
) -> Message:
    """The person writes to the office; an answer, when a question is open."""
    require(TABLE, actor, Action.MESSAGE_AS_FILER, case)
    if case.state is not State.NEEDS_INFO:
        return say(session, key, actor, case, MessageKind.MESSAGE, text, language)
    message = say(session, key, actor, case, MessageKind.ANSWER, text, language)
    asked_in_screening = case.asked_in is State.SCREENING
    move(
        session,
        actor,
        case,
        Verb.ANSWER_IN_SCREENING if asked_in_screening else Verb.ANSWER_IN_INVESTIGATION,
    )
    case.asked_in = None
    return message


def write_as_office(
    session: Session, key: DataKey, actor: Actor, case: Case, text: str, language: str
) -> Message:
    """The office writes to the person."""
    require(TABLE, actor, Action.MESSAGE, case)
    return say(session, key, actor, case, MessageKind.MESSAGE, text, language)


def expect_last_message(session: Session, case: Case, seen: int) -> None:
    """RuleBroken when somebody wrote since the page with this form was made."""
    last = session.scalar(select(func.max(Message.id)).where(Message.case_id == case.id)) or 0
    if last > seen:
        raise RuleBroken("said-meanwhile")


def write_note(session: Session, key: DataKey, actor: Actor, case: Case, text: str) -> Note:
    """Staff note something that the person never sees."""
    require(TABLE, actor, Action.NOTE, case)
    return keep_note(session, key, actor, case, text)


def keep_note(session: Session, key: DataKey, actor: Actor, case: Case, text: str) -> Note:
    """Put a note on the case; what it belongs to has checked who may."""
    _some(text)
    assert actor.person_id is not None  # noqa: S101 - the policy admits only staff
    note = Note(
        case_id=case.id,
        person_id=actor.person_id,
        body=key.seal(text, "grievances_note.body"),
    )
    session.add(note)
    session.flush()  # the trail needs note.id
    add_words(session, key, case, text)
    record(session, events.NOTE_WRITTEN, actor, case.subject, note_id=note.id)
    return note


def say(
    session: Session,
    key: DataKey,
    actor: Actor,
    case: Case,
    kind: MessageKind,
    text: str,
    language: str,
) -> Message:
    """Put one message on the case; the verb that needs it has checked who may."""
    _some(text)
    if case.state in CLOSED_TO_MESSAGES:
        raise RuleBroken("case-takes-no-messages")
    message = Message(
        case_id=case.id,
        kind=kind,
        person_id=actor.person_id,
        body=key.seal(text, "grievances_message.body"),
        language=language,
    )
    session.add(message)
    session.flush()  # the trail needs message.id
    add_words(session, key, case, text)
    _remember_whose_turn(case, by_office=actor.person_id is not None)
    record(
        session, events.MESSAGE_SENT, actor, case.subject, message_id=message.id, kind=kind
    )  # fmt: skip
    return message


def _remember_whose_turn(case: Case, *, by_office: bool) -> None:
    if by_office:
        case.waiting_since = None
        case.acknowledged_at = case.acknowledged_at or now()
        set_due(case)
    else:
        case.waiting_since = case.waiting_since or now()


def _some(text: str) -> None:
    if not text.strip():
        raise BadInput("text-missing")
