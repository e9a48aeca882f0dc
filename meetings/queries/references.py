"""What a meeting is to somebody who meets its public reference elsewhere: `meeting:M-7K2M9Q`."""

from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred
from meetings.policy import READERS
from meetings.queries.meetings import meeting_for

KIND = "meeting"


def referred(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The meeting as this actor may know of it; None as for one that does not exist."""
    try:
        meeting = meeting_for(session, actor, reference)
    except NotFound:
        return None
    roles: list[Role] = [role for role in READERS if actor.holds(role, meeting.office_id)]
    return Referred(
        title=meeting.title,
        address=f"/meetings/{meeting.reference}",
        roles=frozenset(roles),
    )
