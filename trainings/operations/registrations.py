"""Registering for a workshop, accepting an invitation, leaving, and what the staff decides.

Whoever calls these holds the workshop (`queries.workshops.workshop_for(…, for_change=True)`), so
that two people never get the last place.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.codes import new_code
from kernel.errors import BadInput, RuleBroken
from kernel.lifecycle import Lifecycle
from kernel.policy import Actor, require
from kernel.vault import DataKey
from meetings.kinds import AgeBand, Sex, Tongue
from meetings.models import Meeting
from trainings import events
from trainings.kinds import Admission, Handling, RegistrationState
from trainings.models import Registration
from trainings.operations.programmes import expect_going_on
from trainings.places import has_free_place, may_have_place, moved_up
from trainings.policy import TABLE, Action
from trainings.queries.registrations import in_state, room_of
from trainings.queries.workshops import Found

PHONE = "trainings_registration.phone"
REFERENCE_SIGNS = 8
LINE, NEEDS = 160, 500

REGISTRATION: Lifecycle[RegistrationState, Handling] = Lifecycle(
    {
        (RegistrationState.WAITING, Handling.GIVE_PLACE): RegistrationState.REGISTERED,
        (RegistrationState.WAITING, Handling.DECLINE): RegistrationState.DECLINED,
        (RegistrationState.WAITING, Handling.CANCEL): RegistrationState.CANCELLED,
        (RegistrationState.REGISTERED, Handling.LET_WAIT): RegistrationState.WAITING,
        (RegistrationState.REGISTERED, Handling.CANCEL): RegistrationState.CANCELLED,
        (RegistrationState.INVITED, Handling.CANCEL): RegistrationState.CANCELLED,
        (RegistrationState.CANCELLED, Handling.GIVE_PLACE): RegistrationState.REGISTERED,
        (RegistrationState.CANCELLED, Handling.LET_WAIT): RegistrationState.WAITING,
        (RegistrationState.DECLINED, Handling.GIVE_PLACE): RegistrationState.REGISTERED,
        (RegistrationState.DECLINED, Handling.LET_WAIT): RegistrationState.WAITING,
    }
)


@dataclass(frozen=True)
class Registrant:
    """What somebody says of themselves to take part. Only the name is asked."""

    name: str
    group_id: int | None = None
    organization: str = ""
    role: str = ""
    community: str = ""
    sex: Sex = Sex.UNSAID
    age: AgeBand = AgeBand.UNSAID
    first_language: Tongue = Tongue.UNSAID
    phone: str = ""
    needs: str = ""


def register(
    session: Session,
    key: DataKey,
    actor: Actor,
    found: Found,
    who: Registrant,
    code_lookup: str | None,
    invitation: Registration | None = None,
) -> Registration:
    """Somebody registers, with the invitation that they hold if there is one.

    They get a place when there is one that the quotas leave to them, else they wait. RuleBroken
    when the registration is closed or asks for an invitation.
    """
    require(TABLE, actor, Action.REGISTER, found.programme)
    expect_open(found, invited=invitation is not None)
    if invitation is not None and invitation.state is not RegistrationState.INVITED:
        raise RuleBroken("invitation-used")
    return _seat(session, key, actor, found, who, invitation or _blank(session, found, code_lookup))


def register_by_hand(
    session: Session, key: DataKey, actor: Actor, found: Found, who: Registrant
) -> Registration:
    """The staff writes somebody down who called or came: also while it is closed to the public."""
    require(TABLE, actor, Action.RECORD, found.programme)
    _expect_to_come(found)
    return _seat(session, key, actor, found, who, _blank(session, found, None))


def correct_registration(
    session: Session,
    key: DataKey,
    actor: Actor,
    found: Found,
    registration: Registration,
    who: Registrant,
    seen: int,
) -> None:
    """Write anew what somebody said of themselves; who waits may move up by it, nobody down."""
    require(TABLE, actor, Action.RECORD, found.programme)
    if registration.version != seen:
        raise RuleBroken("changed-meanwhile")
    _write(key, registration, who)
    record(
        session, events.REGISTRATION_CORRECTED, actor, found.programme.subject,
        registration_id=registration.id,
    )  # fmt: skip
    fill(session, actor, found)


def leave(session: Session, actor: Actor, found: Found, registration: Registration) -> None:
    """Who holds the code does not come: the place goes to the first who waits and may have it."""
    require(TABLE, actor, Action.FOLLOW, registration)
    if registration.state not in {RegistrationState.REGISTERED, RegistrationState.WAITING}:
        raise RuleBroken("registration-over")
    _move(session, actor, found, registration, RegistrationState.CANCELLED)
    fill(session, actor, found)


def handle(
    session: Session,
    actor: Actor,
    found: Found,
    registration: Registration,
    verb: Handling,
    seen: int,
) -> None:
    """The staff decides. A place may be given against the quotas, never above the capacity."""
    require(TABLE, actor, Action.MANAGE, found.programme)
    if registration.version != seen:
        raise RuleBroken("changed-meanwhile")
    after = REGISTRATION.after(registration.state, verb)
    if after is RegistrationState.REGISTERED:
        room = room_of(session, found.workshop)
        if not has_free_place(room.capacity, len(room.taken)):
            raise RuleBroken("workshop-full")
    had_place = registration.state is RegistrationState.REGISTERED
    _move(session, actor, found, registration, after)
    if had_place:
        fill(session, actor, found, but=registration)


def fill(
    session: Session, actor: Actor, found: Found, but: Registration | None = None
) -> list[Registration]:
    """Give the free places to who waits longest, as the quotas allow; who got one."""
    if not is_to_come(found.workshop.meeting):
        return []
    session.flush()  # the room is counted by a query
    room = room_of(session, found.workshop)
    waiting = {
        one.id: one
        for one in in_state(session, found.workshop, RegistrationState.WAITING)
        if one is not but
    }
    queue = [(one.id, room.counts_of(one)) for one in waiting.values()]
    risen = [waiting[one] for one in moved_up(room.capacity, room.shares, room.taken, queue)]
    for one in risen:
        _move(session, actor, found, one, RegistrationState.REGISTERED)
    return risen


def expect_open(found: Found, *, invited: bool = False) -> None:
    """RuleBroken when nobody can register now, or not without an invitation."""
    _expect_to_come(found)
    workshop = found.workshop
    until = workshop.registers_until
    if workshop.admission is Admission.CLOSED or (until and today_at(workshop.meeting) > until):
        raise RuleBroken("registration-closed")
    if workshop.admission is Admission.INVITATION and not invited:
        raise RuleBroken("invitation-needed")


def is_to_come(meeting: Meeting) -> bool:
    """Whether the last day of a meeting is not over where it takes place."""
    return meeting.cancelled_at is None and today_at(meeting) <= meeting.ends_on


def today_at(meeting: Meeting) -> date:
    """The day on the clock of the office of a meeting."""
    return now().astimezone(ZoneInfo(meeting.office.time_zone)).date()


def _expect_to_come(found: Found) -> None:
    expect_going_on(found.programme)
    if not is_to_come(found.workshop.meeting):
        raise RuleBroken("registration-closed")


def _seat(
    session: Session,
    key: DataKey,
    actor: Actor,
    found: Found,
    who: Registrant,
    registration: Registration,
) -> Registration:
    room = room_of(session, found.workshop)
    _write(key, registration, who)
    fits = may_have_place(
        room.capacity, room.shares, room.taken, room.counts_of(registration)
    )  # fmt: skip
    state = RegistrationState.REGISTERED if fits else RegistrationState.WAITING
    registration.registered_at = now()
    session.add(registration)
    _move(session, actor, found, registration, state)
    return registration


def _write(key: DataKey, registration: Registration, who: Registrant) -> None:
    _expect_sound(who)
    for name, value in vars(who).items():
        if name != "phone":
            setattr(registration, name, value)
    registration.phone = key.seal(who.phone, PHONE) if who.phone else None


def _move(
    session: Session,
    actor: Actor,
    found: Found,
    registration: Registration,
    state: RegistrationState,
) -> None:
    registration.state, registration.changed_at = state, now()
    session.flush()  # the trail names it
    record(
        session, events.REGISTRATION_MOVED, actor, found.programme.subject,
        registration_id=registration.id, state=state,
    )  # fmt: skip


def _blank(session: Session, found: Found, code_lookup: str | None) -> Registration:
    return Registration(
        office_id=found.workshop.office_id,
        workshop_id=found.workshop.id,
        reference=new_reference(session),
        code_lookup=code_lookup,
    )


def new_reference(session: Session) -> str:
    """A reference that no registration has yet."""
    while True:
        reference = f"R-{new_code(REFERENCE_SIGNS)}"
        taken = select(Registration.id).where(Registration.reference == reference)
        if session.scalar(taken) is None:
            return reference


def _expect_sound(who: Registrant) -> None:
    if not who.name.strip():
        raise BadInput("name-missing")
    lines = (who.name, who.organization, who.role, who.community, who.phone)
    if any(len(line) > LINE for line in lines) or len(who.needs) > NEEDS:
        raise BadInput("text-too-long")
