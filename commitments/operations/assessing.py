"""How each side sees the fulfilment of a commitment: both views are kept, neither replaces one."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from commitments import events
from commitments.kinds import Fulfilment, Side
from commitments.models import Assessment, Commitment
from commitments.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import BadInput
from kernel.policy import Actor, require


@dataclass(frozen=True)
class View:
    """What one side says, and who said it for them."""

    side: Side
    fulfilment: Fulfilment
    said_by: str
    note: str = ""


def assess(session: Session, actor: Actor, commitment: Commitment, view: View) -> Assessment:
    """Keep how one side sees it. It moves nothing: only the verifier's word verifies."""
    require(TABLE, actor, Action.ASSESS, commitment)
    return put_view(session, actor, commitment, view)


def put_view(session: Session, actor: Actor, commitment: Commitment, view: View) -> Assessment:
    """The same where another verb has asked already whether this may be done."""
    if not view.said_by.strip():
        raise BadInput("view-of-nobody")
    said = Assessment(
        office_id=commitment.office_id,
        commitment_id=commitment.id,
        side=view.side,
        fulfilment=view.fulfilment,
        said_by=view.said_by,
        note=view.note,
        person_id=actor.person_id,
    )
    session.add(said)
    record(
        session, events.COMMITMENT_ASSESSED, actor, commitment.subject,
        side=view.side, fulfilment=view.fulfilment,
    )  # fmt: skip
    return said
