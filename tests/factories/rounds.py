"""Proposals, rounds and positions, for tests."""

from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from dialogue.documents.outcomes import outcome_words
from dialogue.kinds import Channel
from dialogue.models import Group, Position, Process, Proposal, Round, RoundResult, Seat
from dialogue.operations.positions import (
    Answer,
    record_delegation,
    record_hands,
    record_position,
    take_position,
)
from dialogue.operations.proposals import Outline, Wording, make_proposal
from dialogue.operations.rounds import Plan, close_round, open_round, plan_round
from dialogue.protocols import Hands
from dialogue.protocols.kinds import PositionOption, Protocol
from kernel.policy import SYSTEM, Actor

_number = count(1)


def new_proposal(session: Session, process: Process, words: str = "", **facts: Any) -> Proposal:
    """Something that the office puts to the table."""
    number = next(_number)
    wording = {
        name: facts.pop(name) for name in ("words_qu", "options", "changed") if name in facts
    }
    outline = Outline(**({"title": f"Propuesta {number}"} | facts))
    said = Wording(words or f"Bombear menos de mayo a octubre ({number}).", **wording)
    return make_proposal(session, SYSTEM, process, outline, said)


def new_round(session: Session, process: Process, proposal: Proposal, **facts: Any) -> Round:
    """An open round by consent, unless told otherwise."""
    opened = facts.pop("opened", True)
    plan = Plan(**({"protocol": Protocol.CONSENT} | facts))
    one = plan_round(session, SYSTEM, process, proposal, plan)
    if opened:
        open_round(session, SYSTEM, process, one)
    return one


def says(
    session: Session,
    process: Process,
    one: Round,
    seat: Seat,
    option: PositionOption | str | None,
    reason: str = "Porque sí.",
    **facts: Any,
) -> Position:
    """Somebody with a seat answers, with their account or with their card."""
    chosen = PositionOption(option) if option else None
    actor = Actor(seat.person_id) if seat.person_id else Actor(receipt_of=seat.subject)
    answer = Answer(**({"entry": f"entry-{next(_number)}"} | facts), option=chosen, reason=reason)
    return take_position(session, actor, process, one, answer)


def written_down(
    session: Session, process: Process, one: Round, seat: Seat, option: str, **facts: Any
) -> Position:
    """The office writes down what somebody answered on paper."""
    known: dict[str, Any] = {
        "entry": f"entry-{next(_number)}", "channel": Channel.PAPER, "reason": "Porque sí.",
    }  # fmt: skip
    answer = Answer(**(known | facts), option=PositionOption(option))
    return record_position(session, SYSTEM, process, one, seat.id, answer)


def speaks_as_one(
    session: Session, process: Process, one: Round, group: Group, option: str, **facts: Any
) -> Position:
    """A delegation brings the word of its assembly."""
    known: dict[str, Any] = {
        "entry": f"entry-{next(_number)}", "channel": Channel.ROOM, "act": "meeting:M-ACTA23",
        "reason": "Así decidió la asamblea.",
    }  # fmt: skip
    answer = Answer(**(known | facts), option=PositionOption(option))
    return record_delegation(session, SYSTEM, process, one, group.id, answer)


def raises_hands(
    session: Session,
    process: Process,
    one: Round,
    group: Group,
    hands: dict[str, tuple[int, int, int]],
    **facts: Any,
) -> Position:
    """Hands are counted: by option women, men, others."""
    known: dict[str, Any] = {
        "entry": f"entry-{next(_number)}", "channel": Channel.ROOM, "reason": "Dijeron por qué.",
        "act": "meeting:M-SALA23",
    }  # fmt: skip
    shown = {PositionOption(option): Hands(*counts) for option, counts in hands.items()}
    answer = Answer(**(known | facts), hands=shown)
    return record_hands(session, SYSTEM, process, one, group.id, answer)


def closed(session: Session, process: Process, one: Round) -> RoundResult:
    """The round ends and is sealed."""
    return close_round(session, SYSTEM, process, one, outcome_words)
