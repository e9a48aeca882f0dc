"""What a concern or a theme is to somebody who meets its public reference elsewhere."""

from dataclasses import replace

from sqlalchemy.orm import Session

from kernel.policy import Actor
from kernel.references import Referred
from meetings.queries.carrying import meeting_of, quotable
from meetings.queries.references import referred as meeting_referred


def concern_referred(session: Session, actor: Actor, key: str) -> Referred | None:
    """The meeting in which a concern was named, for who may read it.

    Its words only where whoever said it agreed to be quoted, and did not take it back.
    """
    reference = f"concern:{key}"
    found = _in_its_meeting(session, actor, reference)
    said = quotable(session, reference) if found else None
    if found is None or said is None:
        return found
    return replace(found, words=said.text, language=str(said.language))


def theme_referred(session: Session, actor: Actor, key: str) -> Referred | None:
    """The meeting in which a theme was made, for who may read it."""
    return _in_its_meeting(session, actor, f"theme:{key}")


def _in_its_meeting(session: Session, actor: Actor, reference: str) -> Referred | None:
    meeting = meeting_of(session, reference)
    found = meeting_referred(session, actor, meeting) if meeting else None
    if found is None:
        return None
    return Referred(found.title, f"{found.address}/carried", found.roles)
