"""What a commitment is to somebody who meets its public reference elsewhere: `commitment:C-…`."""

from sqlalchemy.orm import Session

from accounts.roles import Role
from commitments.policy import READERS
from commitments.queries.commitments import commitment_for
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred

KIND = "commitment"


def referred(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The commitment as this actor may know of it; None as for one that does not exist."""
    try:
        found = commitment_for(session, actor, reference)
    except NotFound:
        return None
    roles: list[Role] = [role for role in READERS if actor.holds(role, found.office_id)]
    return Referred(title=found.what, address=f"/commitments/{found.code}", roles=frozenset(roles))
