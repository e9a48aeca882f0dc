"""Two offices with twin staff: whatever one of them sees or does must not touch the other."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from accounts.roles import Role
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in


@dataclass(frozen=True)
class Twin:
    """One of two offices, with an administrator and a handler."""

    slug: str
    office_id: int
    admin: int
    handler: int


@dataclass(frozen=True)
class House:
    """An installation with twin offices and somebody who runs it."""

    here: Twin
    there: Twin
    platform: int


def _twin(session: Session, vault: Vault, name: str) -> Twin:
    office: Office = new_office(session, vault, name=name, slug=name.lower())
    admin: Person = new_person(
        session, office, Role.OFFICE_ADMIN, name=f"Ada {name}", email=f"ada@{office.slug}.example"
    )
    handler: Person = new_person(
        session, office, Role.HANDLER, name=f"Hugo {name}", email=f"hugo@{office.slug}.example"
    )
    return Twin(office.slug, office.id, admin.id, handler.id)


@pytest.fixture
def house(database: Database, vault: Vault) -> House:
    """Twin offices and their people."""
    with database.changing() as session:
        return House(
            _twin(session, vault, "Cusco"),
            _twin(session, vault, "Salta"),
            new_person(session, None, Role.PLATFORM_ADMIN, name="Paz", email="paz@example.org").id,
        )


@pytest.fixture
def admin(app: Flask, house: House) -> FlaskClient:
    """The browser of the administrator of the first office."""
    return signed_in(app, house.here.admin)


@pytest.fixture
def platform(app: Flask, house: House) -> FlaskClient:
    """The browser of whoever runs the installation."""
    return signed_in(app, house.platform)
