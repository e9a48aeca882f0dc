"""Those who keep the list of places: the platform, an office in Peru and one in Bolivia."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.roles import Role
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.accounts import actor_of, new_office, new_person, signed_in


@dataclass(frozen=True)
class Keepers:
    """Who keeps the list, as people and as the policy sees them."""

    platform: int
    peru: int
    bolivia: int
    actors: dict[str, Actor]


@pytest.fixture
def keepers(database: Database, vault: Vault) -> Keepers:
    """Somebody who runs the platform and the administrators of two offices."""
    with database.changing() as session:
        platform = new_person(session, None, Role.PLATFORM_ADMIN)
        peru = new_person(session, new_office(session, vault), Role.OFFICE_ADMIN)
        abroad = new_office(session, vault, country="BO", region="BO-L", time_zone="America/La_Paz")
        bolivia = new_person(session, abroad, Role.OFFICE_ADMIN)
        people = {"platform": platform, "peru": peru, "bolivia": bolivia}
        ids = {name: person.id for name, person in people.items()}
        actors = {name: actor_of(session, person) for name, person in people.items()}
        return Keepers(**ids, actors=actors)


@pytest.fixture
def platform(app: Flask, keepers: Keepers) -> FlaskClient:
    """The browser of whoever runs the platform."""
    return signed_in(app, keepers.platform)


@pytest.fixture
def office(app: Flask, keepers: Keepers) -> FlaskClient:
    """The browser of the administrator of the office in Peru."""
    return signed_in(app, keepers.peru)
