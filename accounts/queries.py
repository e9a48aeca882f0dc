"""What may be known about offices and people."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Membership, Office, Person
from accounts.roles import Role
from kernel.errors import NotFound


def offices_open(session: Session) -> list[Office]:
    """The offices that work today, by country and name. Anybody may know them."""
    return list(
        session.scalars(
            select(Office).where(Office.closed_at.is_(None)).order_by(Office.country, Office.name)
        )
    )


def office_by_slug(session: Session, slug: str) -> Office:
    """The open office at this address; NotFound when there is none."""
    office = session.scalar(select(Office).where(Office.slug == slug, Office.closed_at.is_(None)))
    if office is None:
        raise NotFound("not-found")
    return office


def person_named(session: Session, person_id: int) -> Person:
    """The person with this id, to show who wrote or decided something."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("not-found")
    return person


def holds_role(session: Session, person_id: int, role: Role, office_id: int) -> bool:
    """Whether this person works in this role in this office today."""
    return (
        session.scalar(
            select(Membership.id)
            .join(Person)
            .where(
                Membership.person_id == person_id,
                Membership.role == role,
                Membership.office_id == office_id,
                Person.active.is_(True),
            )
        )
        is not None
    )


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
