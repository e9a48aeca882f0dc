"""What administrators do with the people of an office."""

import secrets
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Membership, Office, Person, ResetCode, plain_email
from accounts.operations.keys import (
    CODE_LENGTH,
    CODE_LETTERS,
    CODE_LIVES,
    chain,
    code_hash,
    end_sessions,
    void_codes,
)
from accounts.operations.telling import tell_of_code
from accounts.policy import TABLE, Action, Seat
from accounts.queries import (
    only_one_in,
    person_by_email,
    person_named,
    person_with_grants,
    seat_of,
)
from accounts.roles import Role, roles_in
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, allowed, require
from kernel.text import canonical


def add_person(
    session: Session, actor: Actor, office: Office | None, name: str, email: str, roles: set[Role]
) -> Person:
    """Add somebody with their first roles in an office (None: roles of the installation).

    An address that belongs to another office's staff is refused; whoever has lost all roles may be
    taken on again, but begins without a password: the office of before may know the old one.
    """
    office_id = office.id if office else None
    require(TABLE, actor, Action.PERSON_ADD, Seat(office_id, roles=frozenset(roles)))
    _refuse_unknown_roles(office, roles)
    person = _free_person(session, actor, office_id, email) or _new_person(session, email)
    person.name, person.active = canonical(name), True
    record(session, events.PERSON_ADDED, actor, chain(person), office=office_id)
    _give_and_take(session, actor, Seat(office_id, person.id), given=roles, taken=set())
    return person


def _free_person(
    session: Session, actor: Actor, office_id: int | None, email: str
) -> Person | None:
    known = person_by_email(session, email)
    if known is None:
        return None
    _, grants = person_with_grants(session, known.id)
    shared = allowed(TABLE, actor, Action.PERSON_SHARE, None)
    here = any(grant.office_id == office_id for grant in grants)
    if here or (grants and not shared):
        raise RuleBroken("email-taken")
    if not grants:
        known.password = None
        end_sessions(known)
    return known


def _new_person(session: Session, email: str) -> Person:
    person = Person(name="", email=plain_email(email))
    try:
        with session.begin_nested():  # at its end the person has an id
            session.add(person)
    except IntegrityError:
        raise RuleBroken("email-taken") from None  # somebody added the same address just now
    return person


def set_roles(
    session: Session,
    actor: Actor,
    office: Office | None,
    person_id: int,
    roles: set[Role],
    *,
    knowing: bool = False,
) -> None:
    """Let a person have exactly these roles in an office; their sessions end.

    Whoever takes a role from the last one who has it must know what stops working.
    """
    office_id = office.id if office else None
    seat = seat_of(session, office_id, person_id)
    have = set(
        session.scalars(
            select(Membership.role).where(
                Membership.person_id == person_id, Membership.office_id == office_id
            )
        )
    )
    given, taken = roles - have, have - roles
    seat = replace(seat, roles=frozenset(given | taken))
    require(TABLE, actor, Action.PERSON_ROLES, seat)
    _refuse_unknown_roles(office, given)
    _refuse_unknowing(session, office_id, person_id, taken, knowing)
    if seat.roles:
        _give_and_take(session, actor, seat, given, taken)


def _refuse_unknown_roles(office: Office | None, roles: set[Role]) -> None:
    known = set(roles_in(office.kind)) if office else {Role.FEDERATION, Role.PLATFORM_ADMIN}
    if not roles <= known:
        raise BadInput("role-unknown-here")


def _give_and_take(
    session: Session, actor: Actor, seat: Seat, given: set[Role], taken: set[Role]
) -> None:
    assert seat.person_id is not None  # noqa: S101 - roles are somebody's
    session.execute(
        delete(Membership).where(
            Membership.person_id == seat.person_id,
            Membership.office_id == seat.office_id,
            Membership.role.in_(taken),
        )
    )
    void_codes(session, seat.person_id)  # whoever holds one would get the new roles with it
    end_sessions(person_named(session, seat.person_id))
    for role in sorted(given):
        session.add(Membership(person_id=seat.person_id, office_id=seat.office_id, role=role))
    record(
        session, events.ROLES_CHANGED, actor, f"person:{seat.person_id}", office=seat.office_id,
        given=",".join(sorted(given)), taken=",".join(sorted(taken)),
    )  # fmt: skip


def _refuse_unknowing(
    session: Session, office_id: int | None, person_id: int, losing: set[Role], knowing: bool
) -> None:
    if office_id is None or knowing:
        return
    if only_one_in(session, office_id, person_id) & losing:
        raise RuleBroken("last-in-role")


def close_person(
    session: Session, actor: Actor, office: Office, person_id: int, *, knowing: bool = False
) -> None:
    """Let a person no longer sign in; what they did stays under their name.

    Whoever closes the account of the last one in a role must know what stops working.
    """
    require(TABLE, actor, Action.PERSON_CLOSE, seat_of(session, office.id, person_id))
    _refuse_unknowing(session, office.id, person_id, set(Role), knowing)
    person = person_named(session, person_id)
    person.active = False
    end_sessions(person)
    record(session, events.PERSON_CLOSED, actor, chain(person))


def reopen_person(session: Session, actor: Actor, office: Office, person_id: int) -> None:
    """Let a person sign in again."""
    require(TABLE, actor, Action.PERSON_CLOSE, seat_of(session, office.id, person_id))
    person = person_named(session, person_id)
    person.active = True
    record(session, events.PERSON_REOPENED, actor, chain(person))


def make_reset_code(
    session: Session, jobs: Jobs, actor: Actor, office_id: int | None, person_id: int
) -> str:
    """A code to hand over in person, good once and for a day, that lets them set a password.

    Whoever makes it could use it, so the person is told by mail that there is one.
    """
    require(TABLE, actor, Action.PERSON_RESET, seat_of(session, office_id, person_id))
    person = person_named(session, person_id)
    session.execute(delete(ResetCode).where(ResetCode.person_id == person_id))
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    session.add(
        ResetCode(person_id=person_id, code_hash=code_hash(code), expires_at=now() + CODE_LIVES)
    )
    tell_of_code(session, jobs, person)
    record(session, events.RESET_CODE_MADE, actor, chain(person))
    return code
