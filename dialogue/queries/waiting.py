"""What waits for somebody who sits at a table: positions, votes and a signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, contains_eager

from dialogue.kinds import StatementState
from dialogue.lifecycle.agreements import AgreementState
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import (
    Agreement,
    Conversation,
    Position,
    Process,
    Proposal,
    Round,
    SealedAgreement,
    Seat,
    Signature,
    Statement,
    Vote,
    Voter,
)
from dialogue.policy import DECIDERS, TABLE, VOTERS, Action, seat_of
from dialogue.queries.agreements.signatures import words_of
from dialogue.queries.conversations import voting_seat
from dialogue.queries.counting import latest
from dialogue.queries.rounds import rounds_in_overtime
from dialogue.signing import newest_words
from kernel.policy import Actor, allowed


@dataclass(frozen=True)
class Waiting:
    """Open rounds without the position of this seat, open conversations with how many statements
    it has not voted on, sealed agreements on which its group has said nothing."""

    rounds: Sequence[Round] = ()
    votes: Sequence[tuple[Conversation, int]] = ()
    agreements: Sequence[Agreement] = ()
    overtime: Sequence[Round] = ()
    """For whoever runs the rounds: those whose time is over and that are not closed."""


def waiting_for(session: Session, actor: Actor, process: Process) -> Waiting:
    """What waits for this actor; nothing, and no query, for who has no seat and runs nothing."""
    decides, votes = seat_of(actor, process, DECIDERS), seat_of(actor, process, VOTERS)
    takes = decides is not None and allowed(TABLE, actor, Action.DECIDE, process)
    runs = allowed(TABLE, actor, Action.RUN, process)
    signs = decides is not None and allowed(TABLE, actor, Action.SIGN, process)
    return Waiting(
        _rounds(session, process, decides) if decides and takes else (),
        _votes(session, actor, process, votes) if votes else (),
        _agreements(session, process, decides) if decides and signs else (),
        rounds_in_overtime(session, process) if runs else (),
    )


def _rounds(session: Session, process: Process, seat: Seat) -> list[Round]:
    query = (
        select(Round)
        .join(Proposal, Round.proposal_id == Proposal.id)
        .where(Round.process_id == process.id, Round.state == RoundState.OPEN)
        .options(contains_eager(Round.proposal).lazyload(Proposal.versions))
    )
    found = session.scalars(query.order_by(Round.id)).all()
    ids = [one.id for one in found]
    said = session.scalars(select(Position).where(Position.round_id.in_(ids))).all() if ids else ()
    counted = {one.id: one.counted_as for one in process.seats}
    answered = {
        number
        for number in ids
        for one in latest(one for one in said if one.round_id == number)
        if one.group_id == seat.group_id
        and (one.seat_id is None or counted.get(one.seat_id) == seat.counted_as)
    }
    return [one for one in found if one.id not in answered]


def _votes(
    session: Session, actor: Actor, process: Process, seat: Seat
) -> list[tuple[Conversation, int]]:
    voted = exists().where(
        Vote.voter_id == Voter.id, Voter.seat_id == seat.id, Vote.statement_id == Statement.id
    )
    query = (
        select(Conversation, func.count(Statement.id))
        .join(Statement, Statement.conversation_id == Conversation.id)
        .where(
            Conversation.process_id == process.id,
            Conversation.opened_at.is_not(None),
            Conversation.closed_at.is_(None),
            Statement.state == StatementState.ACCEPTED,
            ~voted,
        )
        .group_by(Conversation.id)
        .order_by(Conversation.id)
    )
    found = session.execute(query).all()
    return [(one, many) for one, many in found if voting_seat(actor, process, one) is not None]


def _agreements(session: Session, process: Process, seat: Seat) -> list[Agreement]:
    query = select(Agreement).where(
        Agreement.process_id == process.id, Agreement.state == AgreementState.FOR_SIGNATURE
    )
    asked = [one for one in session.scalars(query) if seat.group_id in one.required]
    if not asked:
        return []
    newest = (
        select(func.max(SealedAgreement.id))
        .where(SealedAgreement.agreement_id.in_([one.id for one in asked]))
        .group_by(SealedAgreement.agreement_id)
    )
    rows = session.execute(
        select(SealedAgreement.agreement_id, Signature)
        .join(Signature, Signature.sealed_id == SealedAgreement.id)
        .where(SealedAgreement.id.in_(newest))
        .order_by(Signature.id)
    ).all()
    said = {
        of
        for of in {of for of, _row in rows}
        for word in newest_words(
            words_of(process, [row for other, row in rows if other == of])
        ).values()
        if word.group == seat.group_id
    }
    return [one for one in asked if one.id not in said]
