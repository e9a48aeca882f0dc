"""A concern that a room named becomes a case that the office opens by itself, or does not.

No person stands behind such a case: it carries what was said, no identity, and a receipt code that
nobody knows.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.roles import Track
from grievances import events
from grievances.answers import Answers
from grievances.kinds import Channel, ForWhom, Tier, Topic
from grievances.models import Case
from grievances.operations.filing import Arrival, file_case
from grievances.policy import TABLE, Action
from kernel import handovers
from kernel.audit import record
from kernel.errors import BadInput
from kernel.handovers import Handover
from kernel.policy import Actor, require
from kernel.vault import Vault

LANGUAGES = {"qu"}
"""A concern in any other tongue is filed in Spanish: its translation stands in the story."""


@dataclass(frozen=True)
class Opening:
    """What the office says of the case that it opens."""

    track: Track
    topic: Topic | None
    place: str
    story: str


def take_up(
    session: Session,
    vault: Vault,
    actor: Actor,
    office: Office,
    handover: Handover,
    opening: Opening,
) -> Case:
    """Open a case of what was offered to this office; its reference goes back to who offered it."""
    require(TABLE, actor, Action.OPEN_EX_OFFICIO, office.id)
    if not opening.story.strip():
        raise BadInput("text-missing")
    case = file_case(
        session,
        vault,
        actor,
        office=office,
        answers=Answers(
            track=opening.track,
            topics=(opening.topic,) if opening.topic else (),
            story=opening.story,
            country=office.country,
            place=opening.place,
            for_whom=ForWhom.GROUP,
            tier=Tier.ANONYMOUS,
        ),
        language=handover.language if handover.language in LANGUAGES else "es",
        code_lookup=f"ex-officio:{secrets.token_hex(32)}",
        arrival=Arrival(Channel.EX_OFFICIO),
    )
    handovers.accept(session, actor, handover, f"case:{case.reference}")
    record(session, events.CONCERN_TAKEN_UP, actor, case.subject, handover_id=handover.id)
    return case


def decline(
    session: Session, actor: Actor, office: Office, handover: Handover, reason: str
) -> None:
    """It is nothing for this office; whoever offered it reads why."""
    require(TABLE, actor, Action.OPEN_EX_OFFICIO, office.id)
    if not reason.strip():
        raise BadInput("reason-missing")
    handovers.decline(session, actor, handover, reason.strip())
    record(session, events.CONCERN_DECLINED, actor, office.holder, handover_id=handover.id)
