"""Handing over: one feature offers a thing to another, which accepts or declines it.

A concern of a workshop becomes a case on the office's own initiative, a systemic issue a dialogue
process. The offer is kept here, so that both ends show it and neither imports the other: `from_ref`
is the public reference of what is offered, `result_ref` of what became of it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.errors import NotFound, RuleBroken
from kernel.policy import Actor


class Wanted(StrEnum):
    """What should become of it."""

    CASE = "case"
    PROCESS = "process"


class HandoverState(StrEnum):
    """Whether the other side took it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Handover(Base):
    """One offer to one office.

    `title` and `reason` are the words of whoever offers it; `words` what was said in the room, in
    `language`, with a `translation` where there is one; `place` where it was said.
    """

    __tablename__ = "kernel_handover"
    __table_args__ = (
        Index("ix_kernel_handover_office", "office_id", "wanted", "state"),
        CheckConstraint("state <> 'accepted' or result_ref <> ''", name="accepted_with_a_result"),
    )

    id: Mapped[Id]
    from_ref: Mapped[str] = mapped_column(index=True)
    wanted: Mapped[Wanted] = mapped_column(enum_by_value(Wanted))
    office_id: Mapped[int]
    title: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="es")
    translation: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    offered_by: Mapped[str]
    offered_at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[HandoverState] = mapped_column(
        enum_by_value(HandoverState), default=HandoverState.OFFERED
    )
    result_ref: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decline_reason: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True)
class Offered:
    """What is offered, in words: see `Handover`."""

    title: str
    reason: str
    words: str = ""
    language: str = "es"
    translation: str = ""
    place: str = ""


def offer(
    session: Session,
    actor: Actor,
    *,
    from_ref: str,
    wanted: Wanted,
    office_id: int,
    offered: Offered,
) -> Handover:
    """Offer a thing to an office; RuleBroken while the same is on offer there, or was accepted."""
    standing = session.scalar(
        select(Handover.id).where(
            Handover.from_ref == from_ref,
            Handover.wanted == wanted,
            Handover.office_id == office_id,
            Handover.state != HandoverState.DECLINED,
        )
    )
    if standing is not None:
        raise RuleBroken("offered-already")
    made = Handover(
        from_ref=from_ref,
        wanted=wanted,
        office_id=office_id,
        offered_by=actor.name,
        **vars(offered),
    )
    session.add(made)
    session.flush()  # whoever offers refers to its id
    return made


def accept(session: Session, actor: Actor, handover: Handover, result_ref: str) -> None:
    """What was offered became `result_ref`."""
    _decide(session, actor, handover, HandoverState.ACCEPTED)
    handover.result_ref = result_ref
    session.flush()  # both columns must fit together


def decline(session: Session, actor: Actor, handover: Handover, reason: str) -> None:
    """It is not for us, and why."""
    _decide(session, actor, handover, HandoverState.DECLINED)
    handover.decline_reason = reason
    session.flush()  # a second decision in this transaction is refused


def _decide(session: Session, actor: Actor, handover: Handover, state: HandoverState) -> None:
    session.refresh(handover, with_for_update=True)  # of two who decide, one comes first
    if handover.state is not HandoverState.OFFERED:
        raise RuleBroken("decided-already")
    handover.state, handover.decided_by, handover.decided_at = state, actor.name, now()


def offers_to(session: Session, office_ids: frozenset[int], wanted: Wanted) -> list[Handover]:
    """What waits to be accepted in these offices, oldest first."""
    query = select(Handover).where(*_waiting(office_ids, wanted))
    return list(session.scalars(query.order_by(Handover.id)))


def count_offers_to(session: Session, office_ids: frozenset[int], wanted: Wanted) -> int:
    """How many wait there."""
    query = select(func.count()).select_from(Handover).where(*_waiting(office_ids, wanted))
    return session.scalar(query) or 0


def _waiting(office_ids: frozenset[int], wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    return (
        Handover.office_id.in_(office_ids),
        Handover.wanted == wanted,
        Handover.state == HandoverState.OFFERED,
    )


def handover_by_id(session: Session, number: int, office_ids: frozenset[int]) -> Handover:
    """One offer to any of these offices; NotFound for every other."""
    found = session.get(Handover, number)
    if found is None or found.office_id not in office_ids:
        raise NotFound("not-found")
    return found


def handovers_to(session: Session, result_ref: str) -> list[Handover]:
    """What this came of, oldest first."""
    query = select(Handover).where(Handover.result_ref == result_ref)
    return list(session.scalars(query.order_by(Handover.id)))


def handovers_from(session: Session, from_ref: str) -> list[Handover]:
    """Where this was offered, and what was decided, oldest first."""
    query = select(Handover).where(Handover.from_ref == from_ref)
    return list(session.scalars(query.order_by(Handover.id)))
