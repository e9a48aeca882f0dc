"""Who signs the acta on paper, and in which order."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.policy import Actor, require
from meetings import events
from meetings.kinds import Signing
from meetings.models import Meeting, Signatory
from meetings.policy import TABLE, Action
from meetings.queries.meetings import groups_known
from meetings.queries.signatories import signatories_of

MOST_SIGNATORIES = 200


@dataclass(frozen=True)
class Signer:
    """Somebody who will sign: name, what they are, for whom, how."""

    name: str
    role: str = ""
    group_id: int | None = None
    signing: Signing = Signing.SIGNATURE


def add_signatory(session: Session, actor: Actor, meeting: Meeting, signer: Signer) -> Signatory:
    """One more, at the end."""
    require(TABLE, actor, Action.RECORD, meeting)
    if not signer.name.strip():
        raise BadInput("name-missing")
    if signer.group_id is not None and signer.group_id not in groups_known(
        session, meeting.office_id
    ):
        raise NotFound("not-found")
    listed = signatories_of(session, meeting)
    if len(listed) >= MOST_SIGNATORIES:
        raise RuleBroken("signatories-too-many", most=MOST_SIGNATORIES)
    made = Signatory(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        position=len(listed) + 1,
        **vars(signer),
    )
    session.add(made)
    _changed(session, actor, meeting, [*listed, made])
    return made


def move_signatory(
    session: Session, actor: Actor, meeting: Meeting, number: int, *, up: bool
) -> None:
    """One place up or down."""
    require(TABLE, actor, Action.RECORD, meeting)
    listed = list(signatories_of(session, meeting))
    here = _place(listed, number)
    there = here - 1 if up else here + 1
    if 0 <= there < len(listed):
        listed[here], listed[there] = listed[there], listed[here]
    _changed(session, actor, meeting, listed)


def remove_signatory(session: Session, actor: Actor, meeting: Meeting, number: int) -> None:
    """They do not sign after all."""
    require(TABLE, actor, Action.RECORD, meeting)
    listed = list(signatories_of(session, meeting))
    session.delete(listed.pop(_place(listed, number)))
    _changed(session, actor, meeting, listed)


def _place(listed: list[Signatory], number: int) -> int:
    for place, one in enumerate(listed):
        if one.id == number:
            return place
    raise NotFound("not-found")


def _changed(session: Session, actor: Actor, meeting: Meeting, listed: list[Signatory]) -> None:
    for position, one in enumerate(listed, 1):
        one.position = position
    session.flush()  # whoever asked reads them at once
    record(session, events.MEETING_CHANGED, actor, meeting.subject)
