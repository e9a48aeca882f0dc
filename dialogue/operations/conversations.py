"""A conversation is made, changed, opened, closed and opened again."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import Audience, ConversationVerb, Moderation, StatementState
from dialogue.models import Conversation, Process, Statement
from dialogue.operations.opinions import ask_for_groups
from dialogue.policy import TABLE, Action
from dialogue.queries.statements import statements_in
from dialogue.queries.voting import many_voted
from kernel.audit import record
from kernel.clock import now
from kernel.codes import free_code
from kernel.errors import BadInput, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from meetings.operations.seeing import expect_seen

CODE_SIGNS = 6


@dataclass(frozen=True)
class Asked:
    """What a facilitator says of a conversation."""

    title: str
    title_qu: str = ""
    about: str = ""
    about_qu: str = ""
    audience: Audience = Audience.SEATS
    moderation: Moderation = Moderation.BEFORE
    takes_statements: bool = True
    is_public: bool = False


def make_conversation(
    session: Session,
    actor: Actor,
    process: Process,
    asked: Asked,
    repeats: Conversation | None = None,
) -> Conversation:
    """Prepare one; one that repeats another asks the same statements again."""
    require(TABLE, actor, Action.CONVERSE, process)
    if not asked.title.strip():
        raise BadInput("title-missing")
    if repeats is not None and repeats.process_id != process.id:
        raise BadInput("conversation-elsewhere")
    made = Conversation(
        office_id=process.office_id,
        process_id=process.id,
        code=free_code(session, Conversation.code, "V", CODE_SIGNS),
        repeats_id=repeats.id if repeats else None,
        **_said(asked),
    )
    session.add(made)
    session.flush()  # its statements refer to its id
    if repeats is not None:
        session.add_all(_asked_again(made, one, actor) for one in _accepted(session, repeats))
    _note(session, actor, process, made)
    return made


def change_conversation(
    session: Session,
    actor: Actor,
    process: Process,
    conversation: Conversation,
    asked: Asked,
    seen: int,
) -> None:
    """Say something else of it. Who votes is settled once the first vote was cast."""
    require(TABLE, actor, Action.CONVERSE, process)
    expect_seen(conversation, seen)
    if not asked.title.strip():
        raise BadInput("title-missing")
    if conversation.votes and asked.audience is not conversation.audience:
        raise RuleBroken("audience-settled")
    for name, value in _said(asked).items():
        setattr(conversation, name, value)
    _note(session, actor, process, conversation)


def move_conversation(
    session: Session,
    actor: Actor,
    process: Process,
    conversation: Conversation,
    verb: ConversationVerb,
    jobs: Jobs | None = None,
) -> None:
    """Open it to votes, end them, or take votes again.

    With `jobs` the worker looks for opinion groups once it is closed.
    """
    require(TABLE, actor, Action.CONVERSE, process)
    if verb not in open_verbs(conversation):
        raise RuleBroken("conversation-not-so")
    if verb is ConversationVerb.OPEN and not _accepted(session, conversation):
        raise RuleBroken("conversation-without-statements")
    if verb is ConversationVerb.CLOSE:
        conversation.closed_at = now()
        if jobs is not None and conversation.votes:
            ask_for_groups(session, jobs, actor, process, conversation, anew=True)
    else:
        if conversation.opened_at is None or many_voted(session, conversation):
            conversation.opened_at = now()  # else votes since then wait to be published together
        conversation.closed_at = None
    _note(session, actor, process, conversation)


def open_verbs(conversation: Conversation) -> tuple[ConversationVerb, ...]:
    """What can be done with it now. What was brought from elsewhere takes no votes here."""
    if conversation.was_brought:
        return ()
    if conversation.opened_at is None:
        return (ConversationVerb.OPEN,)
    return (ConversationVerb.CLOSE if conversation.is_open else ConversationVerb.REOPEN,)


def _accepted(session: Session, conversation: Conversation) -> list[Statement]:
    return [*statements_in(session, conversation, StatementState.ACCEPTED)]


def _asked_again(conversation: Conversation, before: Statement, actor: Actor) -> Statement:
    """The same statement under the same number; whoever first said it is not told here."""
    return Statement(
        office_id=conversation.office_id,
        conversation_id=conversation.id,
        number=before.number,
        language=before.language,
        words=before.words,
        words_qu=before.words_qu,
        words_es=before.words_es,
        seeded=True,
        about_itself=before.about_itself,
        state=StatementState.ACCEPTED,
        made_by_id=actor.person_id,
    )


def _said(asked: Asked) -> dict[str, object]:
    return {
        name: value.strip() if type(value) is str else value for name, value in vars(asked).items()
    }


def _note(session: Session, actor: Actor, process: Process, conversation: Conversation) -> None:
    record(
        session, events.CONVERSATION_CHANGED, actor, process.subject,
        conversation=conversation.code, state=conversation.state,
    )  # fmt: skip
