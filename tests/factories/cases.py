"""Offices with people, and grievances in them, for tests."""

from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Membership, Office, Person
from accounts.roles import OfficeKind, Role, Track
from grievances.answers import Answers
from grievances.kinds import Topic
from grievances.models import Case
from grievances.operations.filing import file_case
from grievances.queries.cases import key_of
from kernel.policy import STRANGER, Actor, Grant
from kernel.vault import DataKey, Vault

_number = count(1)

ANSWERS = Answers(
    track=Track.QUEJA,
    topics=(Topic.WATER,),
    story="Siptiyimrimanta unu mana chayamunchu chakraykuman.",
    country="PE",
    department="PE-CUS",
    place="Sector Qollpa",
)


def make_office(session: Session, vault: Vault, **facts: Any) -> Office:
    """An ombudsman's office in Cusco, unless told otherwise."""
    number = next(_number)
    known = {
        "slug": f"office-{number}",
        "name": f"Oficina {number}",
        "kind": OfficeKind.OMBUDSMAN,
        "country": "PE",
        "region": "PE-CUS",
        "time_zone": "America/Lima",
        "languages": ["es", "qu"],
        "tracks": [track.value for track in Track],
        "anonymous_tracks": [track.value for track in Track],
    }
    office = Office(**(known | facts))
    session.add(office)
    session.flush()
    vault.add_holder(session, office.holder)
    vault.add_holder(session, office.custodian_holder)
    return office


def make_staff(session: Session, office: Office, *roles: Role, name: str = "") -> Actor:
    """A person of the office in these roles, as the actor of a request."""
    number = next(_number)
    person = Person(name=name or f"Persona {number}", email=f"p{number}@example.org")
    session.add(person)
    session.flush()
    session.add_all(
        Membership(person_id=person.id, office_id=office.id, role=role) for role in roles
    )
    session.flush()
    return Actor(person_id=person.id, grants=frozenset(Grant(role, office.id) for role in roles))


def make_case(session: Session, vault: Vault, office: Office, **answers: Any) -> Case:
    """A case that just came in."""
    return file_case(
        session,
        vault,
        STRANGER,
        office=office,
        answers=replace(ANSWERS, **answers),
        language="qu",
        code_lookup=f"look-up-{next(_number)}",
    )


@dataclass
class Scene:
    """One office with a full staff and one case, in one open change."""

    session: Session
    vault: Vault
    office: Office
    intake: Actor
    handler: Actor
    supervisor: Actor
    second_supervisor: Actor
    case: Case

    @property
    def filer(self) -> Actor:
        """The person who holds the receipt of the case."""
        return Actor(receipt_of=self.case.subject)

    @property
    def key(self) -> DataKey:
        """The opened data key of the case."""
        return key_of(self.session, self.vault, self.case)


def make_scene(session: Session, vault: Vault, **answers: Any) -> Scene:
    """An office, its people and a fresh case."""
    office = make_office(session, vault)
    return Scene(
        session=session,
        vault=vault,
        office=office,
        intake=make_staff(session, office, Role.INTAKE),
        handler=make_staff(session, office, Role.HANDLER),
        supervisor=make_staff(session, office, Role.SUPERVISOR),
        second_supervisor=make_staff(session, office, Role.SUPERVISOR),
        case=make_case(session, vault, office, **answers),
    )
