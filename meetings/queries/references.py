"""What a meeting is to somebody who meets its public reference elsewhere: `meeting:M-7K2M9Q`."""

from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred
from meetings.policy import READERS
from meetings.queries.meetings import meeting_for
from meetings.queries.public_actas import published_acta

KIND = "meeting"
ACTAS = "/actas/"
"""Where everybody reads what was published."""


def referred(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The meeting as this actor may know of it; None as for one that does not exist.

    Who does not read the meetings of its office comes to its acta, once that is published.
    """
    try:
        meeting = meeting_for(session, actor, reference)
    except NotFound:
        return _published(session, actor, reference)
    roles: list[Role] = [role for role in READERS if actor.holds(role, meeting.office_id)]
    return Referred(
        title=meeting.title,
        address=f"/meetings/{meeting.reference}",
        roles=frozenset(roles),
        title_qu=meeting.title_qu,
    )


def _published(session: Session, actor: Actor, reference: str) -> Referred | None:
    """By the title of its public copy, from which names are left out."""
    try:
        found = published_acta(session, actor, reference)
    except NotFound:
        return None
    address = f"{ACTAS}{found.meeting.reference}"
    title = found.acta.heading.title
    return Referred(title.es, address, frozenset(), title_qu=title.qu)
