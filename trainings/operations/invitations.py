"""Inviting people to a workshop: one code for each, which is good for one registration."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from trainings import events
from trainings.kinds import RegistrationState
from trainings.models import Registration
from trainings.operations.programmes import expect_going_on
from trainings.operations.registrations import LINE, is_to_come, new_reference
from trainings.policy import TABLE, Action
from trainings.queries.workshops import Found

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Guest:
    """Somebody to invite; `code_lookup` is of the code that goes out to them."""

    name: str
    code_lookup: str
    group_id: int | None = None


def invite(
    session: Session, actor: Actor, found: Found, guests: Sequence[Guest]
) -> list[Registration]:
    """Write down whom the staff invites. It keeps no place: that comes with the registration."""
    require(TABLE, actor, Action.MANAGE, found.programme)
    expect_going_on(found.programme)
    if not is_to_come(found.workshop.meeting):
        raise RuleBroken("registration-closed")
    if not 1 <= len(guests) <= MOST_AT_ONCE:
        raise BadInput("invitations-out-of-bounds")
    if any(len(guest.name) > LINE for guest in guests):
        raise BadInput("text-too-long")
    made = [_invitation(session, found, guest) for guest in guests]
    record(
        session, events.INVITATIONS_MADE, actor, found.programme.subject,
        workshop_id=found.workshop.id, count=len(made),
    )  # fmt: skip
    return made


def give_new_code(
    session: Session, actor: Actor, found: Found, registration: Registration, code_lookup: str
) -> None:
    """The code of somebody got lost: another opens it from now on, the old one nothing."""
    require(TABLE, actor, Action.MANAGE, found.programme)
    registration.code_lookup = code_lookup
    record(
        session, events.REGISTRATION_CODE_GIVEN, actor, found.programme.subject,
        registration_id=registration.id,
    )  # fmt: skip


def _invitation(session: Session, found: Found, guest: Guest) -> Registration:
    invitation = Registration(
        office_id=found.workshop.office_id,
        workshop_id=found.workshop.id,
        reference=new_reference(session),
        code_lookup=guest.code_lookup,
        state=RegistrationState.INVITED,
        name=guest.name,
        group_id=guest.group_id,
    )
    session.add(invitation)
    session.flush()  # the next reference must differ from this one
    return invitation
