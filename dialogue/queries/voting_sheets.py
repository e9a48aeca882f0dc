"""What stands on the paper sheet of a conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.kinds import StatementState
from dialogue.models import Conversation, Process
from dialogue.queries.statements import statements_in


@dataclass(frozen=True)
class Asked:
    """A statement in both languages; one of them is empty where it was never said in it."""

    number: int
    es: str
    qu: str


@dataclass(frozen=True)
class VotingSheet:
    """The paper: what is asked, of which groups. It names nobody."""

    title: str
    title_qu: str
    process: str
    code: str
    office: str
    groups: Sequence[tuple[str, str]]
    statements: Sequence[Asked]


def voting_sheet(session: Session, process: Process, conversation: Conversation) -> VotingSheet:
    """The sheet as it would be printed now, statements in the order of their numbers."""
    asked = [
        Asked(
            one.number,
            one.said_in("es") if one.tongue_in("es") == "es" else "",
            one.said_in("qu") if one.tongue_in("qu") == "qu" else "",
        )
        for one in statements_in(session, conversation, StatementState.ACCEPTED)
    ]
    return VotingSheet(
        title=conversation.title,
        title_qu=conversation.title_qu,
        process=process.title,
        code=conversation.code,
        office=process.office.name,
        groups=[(one.name, one.name_qu) for one in process.groups if one.retired_on is None],
        statements=asked,
    )


def conversation_coded(session: Session, process: Process, code: str) -> Conversation | None:
    """The conversation of a process with this code; who may know of it is asked elsewhere."""
    query = select(Conversation).where(
        Conversation.process_id == process.id, Conversation.code == code.upper()
    )
    return session.scalar(query)
