"""Conversations: which ones somebody may know of, and by what they vote there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from dialogue.kinds import Audience, StatementState
from dialogue.models import Conversation, Process, Seat, Statement, Vote, Voter
from dialogue.policy import SPEAKERS, TABLE, VOTERS, Action, reader_here, seat_of
from dialogue.queries.processes import WITHOUT_PARTIES, process_for
from kernel.errors import NotFound
from kernel.policy import Actor, allowed

AUDIENCES = {Audience.SEATS: SPEAKERS, Audience.CARDS: VOTERS, Audience.PUBLIC: VOTERS}
"""The seats that vote for each audience."""

CODED = (
    select(Process, Conversation)
    .join(Conversation, Conversation.process_id == Process.id)
    .where(Process.code == bindparam("process"), Conversation.code == bindparam("code"))
    .options(*WITHOUT_PARTIES)
)
HELD = CODED.with_for_update(of=Conversation, key_share=True).execution_options(
    populate_existing=True
)


@dataclass(frozen=True)
class Ballot:
    """By what somebody votes: a seat, or the key of a browser of the public.

    `seed` draws which statement they meet next; it says nothing about who they are.
    """

    seat: Seat | None = None
    key: str = ""

    @property
    def seed(self) -> str:
        """Another one for each voter."""
        return f"seat:{self.seat.id}" if self.seat else self.key


@dataclass(frozen=True)
class Turnout:
    """How many statements are voted on and wait, and how many people voted."""

    accepted: int
    waiting: int
    voters: int


def process_known(session: Session, actor: Actor, code: str) -> Process:
    """The process of a conversation for who reads it or votes in it; else NotFound.

    Its parties are read when somebody asks for them: one vote needs few of them.
    """
    try:
        return process_for(session, actor, code, Action.READ_PUBLIC, alone=True)
    except NotFound:
        return process_for(session, actor, code, Action.VOTE, alone=True)


def conversation_for(
    session: Session, actor: Actor, process: str, code: str, *, for_change: bool = False
) -> tuple[Process, Conversation]:
    """The conversation with this code of the process with that code, and the process, if the
    actor may know of the conversation; else NotFound.

    `for_change` holds the conversation until the transaction ends: everything that changes it, its
    statements or its votes goes one after the other. What depends on votes is asked only then.
    """
    codes = {"process": process.upper(), "code": code.upper()}
    found = session.execute(HELD if for_change else CODED, codes).first()
    if found is None or not is_known(actor, *found):
        raise NotFound("not-found")
    table, conversation = found
    return table, conversation


def conversations_of(
    session: Session, actor: Actor, process: Process
) -> Sequence[tuple[Conversation, int]]:
    """Those that the actor may know of, the newest first, each with its number of statements."""
    accepted = (
        select(func.count(Statement.id))
        .where(
            Statement.conversation_id == Conversation.id,
            Statement.state == StatementState.ACCEPTED,
        )
        .scalar_subquery()
    )
    query = select(Conversation, accepted).where(Conversation.process_id == process.id)
    found = session.execute(query.order_by(Conversation.id.desc())).all()
    return [(one, many) for one, many in found if is_known(actor, process, one)]


def is_known(actor: Actor, process: Process, conversation: Conversation) -> bool:
    """The office knows of each; the others of those that were opened and are for them."""
    if actor.system or reader_here(actor, process):
        return True
    if conversation.opened_at is None:
        return False
    if allowed(TABLE, actor, Action.READ, process):
        return True
    if voting_seat(actor, process, conversation) is not None:
        return True
    for_all = conversation.audience is Audience.PUBLIC or conversation.is_public
    return for_all and allowed(TABLE, actor, Action.READ_PUBLIC, process)


def voting_seat(actor: Actor, process: Process, conversation: Conversation) -> Seat | None:
    """The seat by which the actor votes here while the process goes on; None without one."""
    if not allowed(TABLE, actor, Action.VOTE, process):
        return None
    return seat_of(actor, process, AUDIENCES[conversation.audience])


def is_for_public(actor: Actor, process: Process, conversation: Conversation) -> bool:
    """Whether anybody votes here, by a browser."""
    public = conversation.audience is Audience.PUBLIC
    return public and allowed(TABLE, actor, Action.VOTE_IN_PUBLIC, process)


def turnout_of(session: Session, conversation: Conversation) -> Turnout:
    """How many statements and voters there are."""
    states = select(Statement.state, func.count(Statement.id)).where(
        Statement.conversation_id == conversation.id
    )
    many = dict(session.execute(states.group_by(Statement.state)).all())
    voted = exists().where(Vote.voter_id == Voter.id)
    voters = select(func.count(Voter.id)).where(Voter.conversation_id == conversation.id, voted)
    return Turnout(
        many.get(StatementState.ACCEPTED, 0),
        many.get(StatementState.WAITING, 0),
        session.scalar(voters) or 0,
    )


def repeated_by(session: Session, conversation: Conversation) -> Conversation | None:
    """The earlier conversation whose statements this one asks again; None without."""
    return session.get(Conversation, conversation.repeats_id) if conversation.repeats_id else None
