"""What was promised at a table and is verified by the group of who asks; nobody else learns it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from commitments.confirming import may_say, waits
from commitments.kinds import Side
from commitments.lifecycle import UNBOUND
from commitments.models import Assessment, Commitment
from commitments.policy import TABLE as PROMISES
from commitments.policy import Action as Promised
from commitments.policy import Vouched, verifies_itself
from commitments.queries.commitments import today_in
from commitments.queries.following import last_views, spoken_on
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process, Seat
from dialogue.policy import DECIDERS, TABLE, Action, seat_of
from kernel.errors import NotFound, RuleBroken
from kernel.policy import Actor, allowed
from meetings.models import Meeting, SealedMinutes


@dataclass(frozen=True)
class ToConfirm:
    """A commitment and what the reader's group said of it last.

    `open` whether the group can say something now, `waits` whether its word is missing.
    """

    commitment: Commitment
    seat: Seat
    said: Assessment | None
    open: bool
    waits: bool


def to_confirm_at(session: Session, actor: Actor, process: Process) -> list[ToConfirm]:
    """Everything that the group of this actor verifies there, what waits for its word first."""
    seat = _seat(actor, process)
    if seat is None:
        return []
    known = [
        one
        for one in session.scalars(_kept_at(process).order_by(Commitment.due_on, Commitment.id))
        if allowed(PROMISES, actor, Promised.CONFIRM, vouched_for(actor, seat, one))
    ]
    views = last_views(session, known)
    found = [_seen(one, seat, views.get((one.id, Side.VERIFIER))) for one in known]
    return sorted(found, key=lambda one: (not one.waits, not one.open))


def to_confirm_for(
    session: Session, actor: Actor, process: Process, code: str, *, for_change: bool = False
) -> ToConfirm:
    """One of them by its code; NotFound whatever the reason why it is none.

    RuleBroken where the group is named as verifier of what it promised itself.
    """
    seat = _seat(actor, process)
    query = _kept_at(process).where(Commitment.code == code.strip().upper())
    one = session.scalar(query.with_for_update(of=Commitment) if for_change else query)
    if seat is None or one is None:
        raise NotFound("not-found")
    _expect_the_verifier(actor, vouched_for(actor, seat, one))
    return _seen(one, seat, last_views(session, [one]).get((one.id, Side.VERIFIER)))


def _expect_the_verifier(actor: Actor, word: Vouched) -> None:
    if verifies_itself(actor, word):
        raise RuleBroken("group-verifies-itself")
    if not allowed(PROMISES, actor, Promised.CONFIRM, word):
        raise NotFound("not-found")


def vouched_for(actor: Actor, seat: Seat, commitment: Commitment) -> Vouched:
    """That this actor has a seat of a group."""
    return Vouched(commitment, actor, seat.group_id, seat.name)


def nobody_speaks_for(process: Process, commitment: Commitment) -> bool:
    """Whether the group that verifies has no titular and no alternate here today."""
    day = today_in(process.office)
    seats = (one for one in process.seats if one.kind in DECIDERS and one.sits_on(day))
    spoken_for = commitment.verifier_group_id in {one.group_id for one in seats}
    return bool(commitment.verifier_group.strip()) and not spoken_for


def _seat(actor: Actor, process: Process) -> Seat | None:
    if not allowed(TABLE, actor, Action.CONFIRM, process):
        return None
    return seat_of(actor, process, DECIDERS)


def _kept_at(process: Process) -> Select[Commitment]:
    """The commitments of a table that bind: those of an agreement in force, of a sealed acta, or
    that the office wrote down by itself."""
    in_force = select("agreement:" + Agreement.code).where(
        Agreement.process_id == process.id, Agreement.state == AgreementState.IN_FORCE
    )
    return select(Commitment).where(
        Commitment.office_id == process.office_id,
        Commitment.belongs_to == process.subject,
        Commitment.verifier_group_id.is_not(None),
        Commitment.status.not_in(UNBOUND),
        or_(Commitment.made_in == "", Commitment.made_in.in_(in_force), _in_a_sealed_acta()),
    )


def _in_a_sealed_acta() -> ColumnElement[bool]:
    """Its meeting took place and an acta that was sealed afterwards says it, also while another
    version is being written; an old acta was signed on paper."""
    later = SealedMinutes.meeting_id == Meeting.id, SealedMinutes.sealed_at >= Commitment.made_at
    sealed = exists().where(*later).correlate(Meeting, Commitment)
    return exists().where(
        "meeting:" + Meeting.reference == Commitment.made_in,
        Meeting.cancelled_at.is_(None),
        or_(Meeting.imported, sealed),
    )


def _seen(commitment: Commitment, seat: Seat, said: Assessment | None) -> ToConfirm:
    when = (
        commitment.status,
        commitment.due_on,
        spoken_on(commitment, said),
        today_in(commitment.office),
    )
    return ToConfirm(commitment, seat, said, open=may_say(*when), waits=waits(*when))
