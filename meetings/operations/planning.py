"""Planning a meeting: what it is, when and where, its sittings, its agenda."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.audit import record
from kernel.codes import new_code
from kernel.errors import BadInput
from kernel.policy import Actor, require
from kernel.vault import Vault
from meetings import events
from meetings.kinds import MeetingKind
from meetings.models import Meeting, Sitting
from meetings.policy import TABLE, Action

REFERENCE_SIGNS = 6
MOST_DAYS = 31


@dataclass(frozen=True)
class Plan:
    """What is known of a meeting before it takes place."""

    kind: MeetingKind
    title: str
    begins_on: date
    ends_on: date
    title_qu: str = ""
    belongs_to: str = ""
    objective: str = ""
    place: str = ""
    community: str = ""
    district: str = ""
    province: str = ""
    department: str = ""
    languages: tuple[str, ...] = ("es",)
    begins_at: time | None = None
    ends_at: time | None = None
    convened_by: str = ""
    convocation: str = ""
    second_call: bool = False
    facilitator: str = ""
    note_taker: str = ""
    particulars: dict[str, Any] = field(default_factory=dict)


def plan_meeting(
    session: Session, vault: Vault, actor: Actor, office: Office, plan: Plan
) -> Meeting:
    """Put a meeting on the list, with one sitting for each of its days."""
    require(TABLE, actor, Action.PLAN, office.id)
    _expect_sound(plan)
    key = vault.new_data_key(session, [office.holder])
    meeting = Meeting(
        office_id=office.id,
        office=office,
        reference=new_reference(session),
        data_key_id=key.id,
        made_by_id=actor.person_id,
    )
    write_plan(meeting, plan)
    session.add(meeting)
    session.flush()  # its sittings and the trail refer to it
    days = (plan.ends_on - plan.begins_on).days + 1
    session.add_all(_sitting(meeting, number) for number in range(days))
    session.flush()  # whoever plans reads them at once
    record(
        session, events.MEETING_PLANNED, actor, meeting.subject,
        office_id=office.id, kind=meeting.kind,
    )  # fmt: skip
    return meeting


def write_plan(meeting: Meeting, plan: Plan) -> None:
    """Let a meeting be as the plan says."""
    for name, value in vars(plan).items():
        setattr(meeting, name, list(value) if isinstance(value, tuple) else value)


def new_reference(session: Session) -> str:
    """A reference that no meeting has yet."""
    while True:
        reference = f"M-{new_code(REFERENCE_SIGNS)}"
        if session.scalar(select(Meeting.id).where(Meeting.reference == reference)) is None:
            return reference


def _expect_sound(plan: Plan) -> None:
    if not plan.title.strip():
        raise BadInput("title-missing")
    if plan.ends_on < plan.begins_on:
        raise BadInput("ends-before-it-begins")
    if (plan.ends_on - plan.begins_on).days >= MOST_DAYS:
        raise BadInput("meeting-too-long", most=MOST_DAYS)


def _sitting(meeting: Meeting, number: int) -> Sitting:
    return Sitting(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        position=number + 1,
        on=meeting.begins_on + timedelta(days=number),
        begins_at=meeting.begins_at,
        ends_at=meeting.ends_at,
    )
