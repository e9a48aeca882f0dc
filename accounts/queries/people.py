"""What may be known about people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, exists, func, literal, select
from sqlalchemy.orm import Session, selectinload

from accounts import events
from accounts.models import Membership, Office, Person, ResetCode, plain_email
from accounts.policy import TABLE, Action, Seat
from accounts.roles import AccountState, Role
from kernel.audit import Entry
from kernel.clock import now
from kernel.errors import NotFound
from kernel.notices import Letter, Notice, Post, Recipient
from kernel.notices.post import NobodyThere
from kernel.policy import Actor, Grant, allowed, require
from kernel.text import fold
from kernel.vault import Vault

PEOPLE_A_PAGE = 50
NEVER_EMPTY = (Role.SUPERVISOR, Role.CUSTODIAN, Role.OFFICE_ADMIN)
"""Without anybody in one of these roles something stops working in an office."""


@dataclass(frozen=True)
class Colleague:
    """A person as the administration of one office sees them: with their roles in that office."""

    person: Person
    roles: frozenset[Role]
    seat: Seat
    code_until: datetime | None = None
    """Until when a code waits for this person."""

    @property
    def state(self) -> AccountState:
        """Whether they can sign in, and why not yet."""
        if not self.person.active:
            return AccountState.CLOSED
        if self.person.password is not None:
            return AccountState.ACTIVE
        return AccountState.INVITED if self.code_until else AccountState.NOT_INVITED


@dataclass(frozen=True)
class Colleagues:
    """A page of a list of people; `next_after` leads to the next one."""

    people: list[Colleague]
    next_after: int | None
    total: int = 0


def person_named(session: Session, person_id: int) -> Person:
    """The person with this id, to show who wrote or decided something."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("not-found")
    return person


def person_with_grants(session: Session, person_id: int) -> tuple[Person, frozenset[Grant]]:
    """A person and everything they are, wherever."""
    person = session.scalar(
        select(Person).options(selectinload(Person.memberships)).where(Person.id == person_id)
    )
    if person is None:
        raise NotFound("not-found")
    return person, grants_of(person)


def grants_of(person: Person) -> frozenset[Grant]:
    """What a person is, as the policy reads it. The memberships must have been loaded."""
    return frozenset(Grant(one.role, one.office_id) for one in person.memberships)


def person_by_email(session: Session, email: str) -> Person | None:
    """The person who signs in with this address."""
    return session.scalar(select(Person).where(Person.email == plain_email(email)))


def was_welcomed() -> ColumnElement[bool]:
    """Whether a person was invited to a table of ours, though they work in no office."""
    chain = literal("person:").concat(cast(Person.id, String))
    told = select(Entry.id).where(Entry.subject == chain, Entry.event == events.GUEST_WELCOMED.name)
    return exists(told)


def reached(session: Session, _vault: Vault, key: str) -> Recipient | None:
    """Where the person with this id gets notices; nowhere once they cannot sign in."""
    person = session.get(Person, int(key))
    return Recipient(person.email, person.language) if person and person.active else None


def person_by_uniquifier(session: Session, uniquifier: str) -> Person | None:
    """The active person whose sessions carry this name."""
    return session.scalar(
        select(Person)
        .options(selectinload(Person.memberships))
        .where(Person.fs_uniquifier == uniquifier, Person.active)
    )


def everybody(session: Session, actor: Actor) -> list[Person]:
    """Everybody who may sign in, with roles and offices: for the command line."""
    require(TABLE, actor, Action.PERSON_LIST, None)
    with_roles = selectinload(Person.memberships).joinedload(Membership.office)
    return list(session.scalars(select(Person).options(with_roles).order_by(Person.email)))


def seat_of(session: Session, office_id: int | None, person_id: int) -> Seat:
    """The seat of a person, as the policy looks at it; NotFound when they have none there."""
    person, grants = person_with_grants(session, person_id)
    if not any(grant.office_id == office_id for grant in grants):
        raise NotFound("not-found")
    return _seat(office_id, person.id, grants)


def colleagues(
    session: Session,
    actor: Actor,
    office: Office,
    words: str = "",
    after: int | None = None,
    *,
    role: Role | None = None,
    state: AccountState | None = None,
) -> Colleagues:
    """The people of an office by name: those whose name or address contains `words`, who have
    this role here and whose account stands like this.
    """
    everybody = sorted(_people_of(session, actor, office), key=_by_name)
    found = [
        one
        for one in everybody
        if _mentions(one.person, words)
        and (role is None or role in one.roles)
        and (state is None or one.state is state)
    ]
    start = next((n for n, one in enumerate(found, 1) if one.person.id == after), 0)
    page = found[start : start + PEOPLE_A_PAGE]
    more = len(found) > start + PEOPLE_A_PAGE
    return Colleagues(page, page[-1].person.id if more else None, len(found))


def colleague(session: Session, actor: Actor, office: Office, person_id: int) -> Colleague:
    """One person of an office; NotFound for people of other offices and for nobody."""
    for one in _people_of(session, actor, office, person_id):
        return one
    raise NotFound("not-found")


def holds_role(session: Session, person_id: int, role: Role, office_id: int) -> bool:
    """Whether this person works in this role in this office today."""
    return any(one.id == person_id for one in people_in_role(session, role, office_id))


def people_in_role(session: Session, role: Role, office_id: int) -> list[Person]:
    """Who works in this role in this office today, by name."""
    return list(
        session.scalars(
            select(Person)
            .join(Membership)
            .where(
                Membership.role == role,
                Membership.office_id == office_id,
                Person.active.is_(True),
            )
            .order_by(Person.name)
        )
    )


def only_one_in(session: Session, office_id: int, person_id: int) -> set[Role]:
    """The roles of this office that somebody active has alone, of those that it cannot miss."""
    holders = {role: people_in_role(session, role, office_id) for role in NEVER_EMPTY}
    return {role for role, people in holders.items() if [one.id for one in people] == [person_id]}


def letter_of(session: Session, vault: Vault, post: Post, notice_id: int) -> tuple[str, Letter]:
    """To which address a notice goes, and its words as they would be written now."""
    notice = session.get(Notice, notice_id)
    if notice is None:
        raise NotFound("not-found")
    try:
        recipient = post.recipient(session, vault, notice)
        return recipient.address, post.letter(session, vault, notice, recipient.language)
    except NobodyThere:
        raise NotFound("not-found") from None


def _people_of(
    session: Session, actor: Actor, office: Office, person_id: int | None = None
) -> list[Colleague]:
    if not allowed(TABLE, actor, Action.OFFICE_PEOPLE, Seat(office.id)):
        raise NotFound("not-found")
    here = select(Membership.person_id).where(Membership.office_id == office.id)
    found = select(Person).options(selectinload(Person.memberships)).where(Person.id.in_(here))
    if person_id is not None:
        found = found.where(Person.id == person_id)
    people = list(session.scalars(found))
    codes = _codes_until(session, [person.id for person in people])
    return [_colleague(person, office.id, codes.get(person.id)) for person in people]


def _codes_until(session: Session, people: Iterable[int]) -> dict[int, datetime]:
    waiting = (
        select(ResetCode.person_id, func.max(ResetCode.expires_at))
        .where(
            ResetCode.person_id.in_(list(people)),
            ResetCode.used_at.is_(None),
            ResetCode.expires_at > now(),
        )
        .group_by(ResetCode.person_id)
    )
    return {row[0]: row[1] for row in session.execute(waiting)}


def _colleague(person: Person, office_id: int, code_until: datetime | None) -> Colleague:
    roles = frozenset(one.role for one in person.memberships if one.office_id == office_id)
    seat = _seat(office_id, person.id, grants_of(person))
    return Colleague(person, roles, seat, code_until)


def _seat(office_id: int | None, person_id: int, grants: frozenset[Grant]) -> Seat:
    return Seat(
        office_id,
        person_id,
        held=frozenset(Role(grant.role) for grant in grants),
        elsewhere=any(grant.office_id != office_id for grant in grants),
    )


def _by_name(one: Colleague) -> tuple[str, int]:
    return fold(one.person.name), one.person.id


def _mentions(person: Person, words: str) -> bool:
    return fold(words.strip()) in f"{fold(person.name)} {fold(person.email)}"
