"""The statements of a conversation."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue.kinds import StatementState
from dialogue.models import Conversation, ModerationEntry, Statement
from kernel.errors import NotFound
from kernel.text import fold

STATEMENTS_A_PAGE = 50


def statement_at(session: Session, conversation: Conversation, number: int) -> Statement:
    """The statement of this very conversation with this number; else NotFound."""
    query = select(Statement).where(
        Statement.conversation_id == conversation.id, Statement.number == number
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound("not-found")
    return found


def accepted_statement(session: Session, conversation: Conversation, number: int) -> Statement:
    """The same if people vote on it; else NotFound."""
    found = statement_at(session, conversation, number)
    if found.state is not StatementState.ACCEPTED:
        raise NotFound("not-found")
    return found


def statements_in(
    session: Session, conversation: Conversation, *states: StatementState
) -> Sequence[Statement]:
    """Those in any of these states, by number."""
    query = select(Statement).where(Statement.conversation_id == conversation.id)
    if states:
        query = query.where(Statement.state.in_(states))
    return session.scalars(query.order_by(Statement.number)).all()


def page_of_statements(
    session: Session, conversation: Conversation, state: StatementState, after: int
) -> tuple[Sequence[Statement], int | None]:
    """Those in a state above a number, and the number after which there are more."""
    query = select(Statement).where(
        Statement.conversation_id == conversation.id,
        Statement.state == state,
        Statement.number > after,
    )
    query = query.order_by(Statement.number).limit(STATEMENTS_A_PAGE + 1)
    found = session.scalars(query).all()
    page = found[:STATEMENTS_A_PAGE]
    return page, page[-1].number if len(found) > STATEMENTS_A_PAGE else None


def how_many_statements(session: Session, conversation_id: int) -> int:
    """Those that are voted on or wait for moderation: what was taken out is none of them."""
    query = select(func.count(Statement.id)).where(
        Statement.conversation_id == conversation_id, Statement.state != StatementState.REJECTED
    )
    return session.scalar(query) or 0


def next_number(session: Session, conversation: Conversation) -> int:
    """The number that the next statement gets."""
    query = select(func.max(Statement.number)).where(Statement.conversation_id == conversation.id)
    last = session.scalar(query)
    return 1 if last is None else last + 1


def words_said(session: Session, conversation: Conversation) -> set[str]:
    """What the statements say, folded, so that nobody says it again."""
    query = select(Statement.words).where(Statement.conversation_id == conversation.id)
    return {fold(words) for words in session.scalars(query)}


def waiting_of(session: Session, voter_id: int) -> int:
    """How many statements of this voter wait for moderation."""
    query = select(func.count(Statement.id)).where(
        Statement.author_id == voter_id, Statement.state == StatementState.WAITING
    )
    return session.scalar(query) or 0


def reasons_of(session: Session, statements: Sequence[Statement]) -> dict[int, ModerationEntry]:
    """What moderation last did with each of these, by the id of the statement."""
    wanted = {one.subject: one.id for one in statements}
    query = select(ModerationEntry).where(ModerationEntry.what.in_(wanted))
    return {wanted[one.what]: one for one in session.scalars(query.order_by(ModerationEntry.id))}
