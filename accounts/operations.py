"""What administrators do with offices and people, and what people do with their own account."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import (
    Membership,
    Office,
    Person,
    ResetCode,
    SignInFailure,
    plain_email,
)
from accounts.policy import TABLE, Action, Seat
from accounts.queries import (
    FAILURES_FORGOTTEN_AFTER,
    person_by_email,
    person_named,
    person_with_grants,
    seat_of,
)
from accounts.roles import OfficeKind, Role, roles_in
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.policy import Actor, allowed, require
from kernel.text import canonical
from kernel.vault import Vault

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another
CODE_LENGTH = 20
CODE_LIVES = timedelta(days=1)


@dataclass(frozen=True)
class OfficeTerms:
    """What an office says of itself and may change: its name, languages, ways in and contact."""

    name: str
    languages: list[str]
    tracks: list[str]
    anonymous_tracks: list[str]
    address: str = ""
    phone: str = ""
    emergency_phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True)
class OfficePlace:
    """What is fixed when an office opens: its address on the site, its kind, where it stands."""

    slug: str
    kind: OfficeKind
    country: str
    region: str | None
    time_zone: str
    fictional: bool = False


def open_office(
    session: Session, vault: Vault, actor: Actor, place: OfficePlace, terms: OfficeTerms
) -> Office:
    """Open an office and give it a key of its own in the vault."""
    require(TABLE, actor, Action.OFFICE_OPEN, None)
    if session.scalar(select(Office.id).where(Office.slug == place.slug)):
        raise RuleBroken("office-address-taken")
    office = Office(**asdict(place), **asdict(_in_order(terms, place.kind)))
    session.add(office)
    session.flush()  # the vault and the trail name it by its id
    vault.add_holder(session, office.holder)
    record(
        session, events.OFFICE_OPENED, actor, office.holder,
        kind=office.kind.value, country=office.country,
    )  # fmt: skip
    return office


def change_office(session: Session, actor: Actor, office: Office, terms: OfficeTerms) -> None:
    """Let an office say something else of itself."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    wanted = asdict(_in_order(terms, office.kind))
    changed = [name for name, value in wanted.items() if getattr(office, name) != value]
    for name in changed:
        setattr(office, name, wanted[name])
    if changed:
        record(session, events.OFFICE_CHANGED, actor, office.holder, fields=",".join(changed))


def _in_order(terms: OfficeTerms, kind: OfficeKind) -> OfficeTerms:
    """The same terms; BadInput when they contradict themselves or the kind of the office."""
    if not terms.languages:
        raise BadInput("office-needs-a-language")
    if terms.tracks and kind is not OfficeKind.OMBUDSMAN:
        raise BadInput("only-an-ombudsman-receives-grievances")
    if not set(terms.anonymous_tracks) <= set(terms.tracks):
        raise BadInput("anonymous-track-not-offered")
    return terms


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
    record(session, events.PERSON_ADDED, actor, _chain(person), office=office_id)
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
        _end_sessions(known)
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
    session: Session, actor: Actor, office: Office | None, person_id: int, roles: set[Role]
) -> None:
    """Let a person have exactly these roles in an office; their sessions end."""
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
    if seat.roles:
        _give_and_take(session, actor, seat, given, taken)
        _end_sessions(person_named(session, person_id))


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
    _void_codes(session, seat.person_id)  # whoever holds one would get the new roles with it
    for role in sorted(given):
        session.add(Membership(person_id=seat.person_id, office_id=seat.office_id, role=role))
    record(
        session, events.ROLES_CHANGED, actor, f"person:{seat.person_id}", office=seat.office_id,
        given=",".join(sorted(given)), taken=",".join(sorted(taken)),
    )  # fmt: skip


def close_person(session: Session, actor: Actor, office: Office, person_id: int) -> None:
    """Let a person no longer sign in; what they did stays under their name."""
    require(TABLE, actor, Action.PERSON_CLOSE, seat_of(session, office.id, person_id))
    person = person_named(session, person_id)
    person.active = False
    _end_sessions(person)
    record(session, events.PERSON_CLOSED, actor, _chain(person))


def reopen_person(session: Session, actor: Actor, office: Office, person_id: int) -> None:
    """Let a person sign in again."""
    require(TABLE, actor, Action.PERSON_CLOSE, seat_of(session, office.id, person_id))
    person = person_named(session, person_id)
    person.active = True
    record(session, events.PERSON_REOPENED, actor, _chain(person))


def make_reset_code(session: Session, actor: Actor, office_id: int | None, person_id: int) -> str:
    """A code to hand over in person, good once and for a day, that lets them set a password."""
    require(TABLE, actor, Action.PERSON_RESET, seat_of(session, office_id, person_id))
    person = person_named(session, person_id)
    session.execute(delete(ResetCode).where(ResetCode.person_id == person_id))
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    session.add(
        ResetCode(person_id=person_id, code_hash=_code_hash(code), expires_at=now() + CODE_LIVES)
    )
    record(session, events.RESET_CODE_MADE, actor, _chain(person))
    return code


def use_reset_code(session: Session, email: str, code: str, password_hash: str) -> Person:
    """Set a password with a code; NotFound when code and address do not belong together."""
    person = person_by_email(session, email)
    row = session.scalar(select(ResetCode).where(ResetCode.code_hash == _code_hash(code)))
    fits = person and row and row.person_id == person.id
    if not (person and row and fits) or not person.active or row.used_at or row.expires_at < now():
        raise NotFound("not-found")
    row.used_at = now()
    _set_password(session, Actor(person.id), person, password_hash)
    return person


def set_own_password(session: Session, actor: Actor, password_hash: str) -> Person:
    """Change the password of the one who asks; their other sessions end."""
    person = _own(session, actor)
    _set_password(session, actor, person, password_hash)
    return person


def change_own_account(session: Session, actor: Actor, name: str, language: str) -> None:
    """Change how somebody is called and in which language they work."""
    person = _own(session, actor)
    wanted = {"name": canonical(name), "language": language}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, wanted[field])
    if changed:
        record(session, events.PERSON_CHANGED, actor, _chain(person), fields=",".join(changed))


def note_sessions_ended(session: Session, actor: Actor) -> None:
    """Write down that somebody ended their other sessions."""
    record(session, events.SESSIONS_ENDED, actor, _chain(_own(session, actor)))


def sign_in(session: Session, person_id: int, kept: str, account: str) -> Person:
    """Somebody has shown who they are: forget their failed tries, write down when.

    `kept` is the hash that the password was checked against, outside of this transaction.
    """
    person = person_named(session, person_id)
    if not person.active or person.password != kept:
        raise RuleBroken("changed-meanwhile")
    person.last_sign_in = now()
    session.execute(delete(SignInFailure).where(SignInFailure.account == account))
    record(session, events.SIGNED_IN, Actor(person.id), _chain(person))
    return person


def note_failure(session: Session, account: str) -> None:
    """Count one more failed try of an account; yesterday's are forgotten."""
    session.execute(
        delete(SignInFailure).where(SignInFailure.last_at < now() - FAILURES_FORGOTTEN_AFTER)
    )
    one_more = (
        update(SignInFailure)
        .where(SignInFailure.account == account)
        .values(failures=SignInFailure.failures + 1, last_at=now())
        .returning(SignInFailure.account)
    )
    if session.scalar(one_more) is None:
        try:
            with session.begin_nested():
                session.add(SignInFailure(account=account, failures=1, last_at=now()))
        except IntegrityError:  # another first failure came at the same moment
            session.execute(one_more)


def try_again(session: Session, jobs: Jobs, actor: Actor, run_id: str) -> None:
    """Let the worker take a failed run up again."""
    require(TABLE, actor, Action.INSTALLATION_TRY_AGAIN, None)
    run = jobs.run(run_id)
    if run is None or run.state is not RunState.FAILED:
        raise NotFound("not-found")
    jobs.try_again(session, run.id)
    record(session, events.WORK_TRIED_AGAIN, actor, "installation", run=run.id)


def _own(session: Session, actor: Actor) -> Person:
    require(TABLE, actor, Action.ACCOUNT_OWN, None)
    assert actor.person_id is not None  # noqa: S101 - the policy has just said so
    return person_named(session, actor.person_id)


def _set_password(session: Session, actor: Actor, person: Person, password_hash: str) -> None:
    person.password = password_hash
    _end_sessions(person)
    _void_codes(session, person.id)
    record(session, events.PASSWORD_SET, actor, _chain(person))


def _void_codes(session: Session, person_id: int) -> None:
    session.execute(
        update(ResetCode)
        .where(ResetCode.person_id == person_id, ResetCode.used_at.is_(None))
        .values(used_at=now())
    )


def _end_sessions(person: Person) -> None:
    """Every session names its person by this word; under a new one none of them is theirs."""
    person.fs_uniquifier = secrets.token_urlsafe(24)


def _chain(person: Person) -> str:
    return f"person:{person.id}"


def _code_hash(code: str) -> str:
    """A code as it is kept, however it was typed: spaces, dashes and case do not count."""
    plain = "".join(sign for sign in code.upper() if sign in CODE_LETTERS)
    return sha256(plain.encode()).hexdigest()
