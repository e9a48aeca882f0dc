"""Planning a meeting: what it is, when and where, its sittings, its agenda."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.audit import record
from kernel.codes import new_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import Vault
from meetings import events
from meetings.kinds import MeetingKind
from meetings.models import Meeting
from meetings.operations.sittings import Frame, fit_sittings
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
    names_withheld: bool = True
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
    fit_sittings(session, meeting)
    record(
        session, events.MEETING_PLANNED, actor, meeting.subject,
        office_id=office.id, kind=meeting.kind,
    )  # fmt: skip
    return meeting


def change_meeting(session: Session, actor: Actor, meeting: Meeting, plan: Plan, seen: int) -> None:
    """Plan a meeting anew. Its sittings follow its days; none that has attendance is lost."""
    require(TABLE, actor, Action.CHANGE, meeting)
    expect_version(meeting, seen)
    _expect_sound(plan)
    before = Frame.of(meeting)
    write_plan(meeting, plan)
    fit_sittings(session, meeting, before)
    record(session, events.MEETING_CHANGED, actor, meeting.subject)


def expect_version(meeting: Meeting, seen: int) -> None:
    """RuleBroken when somebody else changed the meeting since it was shown."""
    if meeting.version != seen:
        raise RuleBroken("changed-meanwhile")


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
    one_day = plan.begins_on == plan.ends_on
    if one_day and plan.begins_at and plan.ends_at and plan.ends_at <= plan.begins_at:
        raise BadInput("ends-before-it-begins")
    if (plan.ends_on - plan.begins_on).days >= MOST_DAYS:
        raise BadInput("meeting-too-long", most=MOST_DAYS)
