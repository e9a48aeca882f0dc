"""What a meeting promises: written down and corrected as long as its acta is a draft."""

from dataclasses import replace

from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.operations.making import Promise, change_commitment, make_commitment
from kernel.errors import BadInput, NotFound
from kernel.policy import Actor, require
from meetings.models import Meeting
from meetings.policy import TABLE, Action
from meetings.queries.said import agreements_of


def promise_in(session: Session, actor: Actor, meeting: Meeting, promise: Promise) -> Commitment:
    """Write down what was promised in a meeting; it belongs to what the meeting belongs to."""
    require(TABLE, actor, Action.RECORD, meeting)
    _expect_agreement(session, meeting, promise.agreement)
    made_here = replace(promise, made_in=meeting.subject, belongs_to=meeting.belongs_to)
    return make_commitment(session, actor, meeting.office, made_here)


def correct_promise(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    commitment: Commitment,
    promise: Promise,
    *,
    seen: int,
) -> None:
    """Correct what was promised here; the acta says what stands in the end."""
    require(TABLE, actor, Action.RECORD, meeting)
    if commitment.made_in != meeting.subject:
        raise NotFound("not-found")
    _expect_agreement(session, meeting, promise.agreement)
    change_commitment(session, actor, commitment, promise, seen=seen, at=meeting.subject)
    commitment.agreement = promise.agreement


def _expect_agreement(session: Session, meeting: Meeting, reference: str) -> None:
    if reference and reference not in {one.reference for one in agreements_of(session, meeting)}:
        raise BadInput("agreement-unknown")
