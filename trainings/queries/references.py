"""What a programme is to somebody who meets its public reference elsewhere: `programme:P-…`."""

from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred
from trainings.policy import READERS
from trainings.queries.programmes import programme_for

KIND = "programme"


def referred(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The programme as this actor may know of it; None as for one that does not exist."""
    try:
        found = programme_for(session, actor, reference)
    except NotFound:
        return None
    roles: list[Role] = [role for role in READERS if actor.holds(role, found.office_id)]
    return Referred(
        title=found.title,
        address=f"/trainings/{found.reference}",
        roles=frozenset(roles),
        title_qu=found.title_qu,
    )
