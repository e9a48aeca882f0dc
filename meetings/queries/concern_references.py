"""What a concern or a theme is to somebody who meets its public reference elsewhere."""

from dataclasses import replace

from sqlalchemy.orm import Session

from kernel.policy import Actor, allowed
from kernel.references import Referred
from meetings.models import Contribution, Meeting
from meetings.policy import TABLE, Action
from meetings.queries.carrying import meeting_of, quotable
from meetings.queries.public_actas import published_acta
from meetings.queries.references import ACTAS
from meetings.queries.references import referred as meeting_referred


def concern_referred(session: Session, actor: Actor, key: str) -> Referred | None:
    """The meeting in which a concern was named, for who may read it, or its published acta.

    Its words only where whoever said it agreed to be quoted, and did not take it back.
    """
    reference = f"concern:{key}"
    found = _in_its_meeting(session, actor, reference)
    said = quotable(session, reference) if found else None
    if found is None or said is None or not _may_quote(session, actor, said):
        return found
    return replace(found, words=said.text, language=str(said.language))


def theme_referred(session: Session, actor: Actor, key: str) -> Referred | None:
    """The meeting in which a theme was made, for who may read it, or its published acta."""
    return _in_its_meeting(session, actor, f"theme:{key}")


def _in_its_meeting(session: Session, actor: Actor, reference: str) -> Referred | None:
    meeting = meeting_of(session, reference)
    found = meeting_referred(session, actor, meeting) if meeting else None
    if found is None or found.address.startswith(ACTAS):
        return found
    return replace(found, address=f"{found.address}/carried")


def _may_quote(session: Session, actor: Actor, said: Contribution) -> bool:
    """Whoever does not read the meeting quotes what its published acta quotes."""
    meeting = session.get_one(Meeting, said.meeting_id)
    if allowed(TABLE, actor, Action.READ, meeting):
        return True
    acta = published_acta(session, actor, meeting.reference).acta
    quoted = (one for part in (acta.unplaced, *(p.said for p in acta.points)) for one in part)
    return any(one.quoted and one.words == said.text for one in quoted)
