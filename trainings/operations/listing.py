"""Those who have a place go onto the attendance list of the meeting."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from kernel.vault import DataKey
from meetings.kinds import Source
from meetings.models import Meeting, Participant
from meetings.operations.attendance import Numbers, Who, add_person, keep_numbers
from trainings import events
from trainings.kinds import RegistrationState
from trainings.models import Registration
from trainings.operations.registrations import PHONE
from trainings.policy import TABLE, Action
from trainings.queries.registrations import in_state
from trainings.queries.workshops import Found


@dataclass(frozen=True)
class ListedNow:
    """How many lines were added, and who stood there already under the same name."""

    added: int
    namesakes: tuple[str, ...]


def put_on_attendance_list(session: Session, key: DataKey, actor: Actor, found: Found) -> ListedNow:
    """Everybody with a place who is not on the list yet. Done twice it adds nobody twice."""
    require(TABLE, actor, Action.RECORD, found.programme)
    meeting = found.workshop.meeting
    there = _registrants(session, meeting)
    added, namesakes = 0, []
    for one in in_state(session, found.workshop, RegistrationState.REGISTERED):
        if one.reference in there:
            continue
        try:
            person = add_person(
                session, actor, meeting, _who(one),
                source=Source.REGISTRATION, registrant=one.reference,
            )  # fmt: skip
        except RuleBroken as refusal:
            if refusal.code != "on-the-list-already":
                raise
            namesakes.append(one.name)
            continue
        if one.phone:
            keep_numbers(key, person, Numbers(phone=key.open(one.phone, PHONE)))
        added += 1
    record(
        session, events.REGISTRATIONS_LISTED, actor, found.programme.subject,
        workshop_id=found.workshop.id, lines=added,
    )  # fmt: skip
    return ListedNow(added, tuple(namesakes))


def _registrants(session: Session, meeting: Meeting) -> set[str]:
    """Whose registration led to a line, also to one that was taken away or merged since."""
    lines = select(Participant.registrant).where(
        Participant.meeting_id == meeting.id, Participant.registrant != ""
    )
    return set(session.scalars(lines))


def _who(one: Registration) -> Who:
    return Who(
        name=one.name,
        group_id=one.group_id,
        organization=one.organization,
        role=one.role,
        community=one.community,
        sex=one.sex,
        age=one.age,
        first_language=one.first_language,
    )
