"""Whether everybody may read the public copy of an acta."""

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from meetings import events
from meetings.models import Meeting
from meetings.policy import TABLE, Action
from meetings.queries.contents import newest_sealed


def publish_acta(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Let everybody read the public copy of what was sealed."""
    require(TABLE, actor, Action.PUBLISH, meeting)
    if newest_sealed(session, meeting) is None:
        raise RuleBroken("acta-not-sealed")
    _show(session, actor, meeting, is_public=True)


def withdraw_acta(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Let only the office read it again; its fingerprints can still be compared."""
    require(TABLE, actor, Action.PUBLISH, meeting)
    _show(session, actor, meeting, is_public=False)


def _show(session: Session, actor: Actor, meeting: Meeting, *, is_public: bool) -> None:
    meeting.is_public = is_public
    record(session, events.MEETING_PUBLISHED, actor, meeting.subject, is_public=is_public)
