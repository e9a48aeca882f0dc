"""People from outside who sit at a table of ours: accounts without roles."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Person
from accounts.operations.guests import MOST_AN_HOUR, welcome
from accounts.operations.invitations import MAIL_RESET, ask_for_reset, mail_reset
from accounts.roles import Role
from kernel.database import Database
from kernel.errors import Forbidden, RuleBroken
from kernel.jobs import Jobs
from kernel.notices import Notice
from kernel.policy import SYSTEM, Actor
from kernel.vault import Vault
from tests.factories.accounts import actor_of, new_office, new_person, signed_in

EMAIL = "rosa@example.org"


@pytest.fixture
def house(app: Flask, database: Database, vault: Vault) -> dict[str, Any]:
    with database.changing() as session:
        here = new_office(session, vault)
        coordinator = new_person(session, here, Role.COORDINATOR)
        handler = new_person(session, here, Role.HANDLER, password="a hash")
        found = {"office": here.id, "handler": handler.id, "handlers": handler.email}
        found["coordinator"] = actor_of(session, coordinator)
    return found


def come(
    app: Flask, database: Database, vault: Vault, house: dict[str, Any], email: str = EMAIL
) -> int:
    jobs: Jobs = app.extensions["jobs"]
    with database.changing() as session:
        return welcome(session, vault, jobs, house["coordinator"], house["office"], "Rosa", email)


def told(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        query = select(Notice).order_by(Notice.id)
        return [(one.kind, one.recipient) for one in session.scalars(query)]


def test_somebody_new_gets_a_mail_and_an_account_that_opens_no_desk(
    app: Flask, database: Database, vault: Vault, house: dict[str, Any]
) -> None:
    number = come(app, database, vault, house, " Rosa@Example.org")
    assert told(database) == [("accounts.guest", f"person:{number}")]
    browser = signed_in(app, number)
    assert browser.get("/studies/").status_code == 200
    assert browser.get("/account").status_code == 200
    for address in ("/desk/", "/meetings/", "/commitments/", "/trainings/", "/office/"):
        assert browser.get(address).status_code == 403


def test_somebody_who_is_known_stays_as_they_are(
    app: Flask, database: Database, vault: Vault, house: dict[str, Any]
) -> None:
    assert come(app, database, vault, house, house["handlers"]) == house["handler"]
    assert told(database) == []
    with database.reading() as session:
        known = session.get_one(Person, house["handler"])
        assert (known.password, known.name != "Rosa") == ("a hash", True)


def test_who_was_invited_and_forgot_the_password_gets_a_new_code(
    app: Flask, database: Database, vault: Vault, house: dict[str, Any]
) -> None:
    number, jobs = come(app, database, vault, house), app.extensions["jobs"]
    with database.changing() as session:
        ask_for_reset(session, vault, jobs, EMAIL)
    (order,) = [run.references[0] for run in jobs.runs() if run.duty == MAIL_RESET]
    with database.changing() as session:
        mail_reset(session, vault, jobs, order)
    assert told(database)[-1] == ("accounts.reset", f"person:{number}")


def test_a_closed_account_stays_closed(
    app: Flask, database: Database, vault: Vault, house: dict[str, Any]
) -> None:
    number = come(app, database, vault, house)
    with database.changing() as session:
        session.get_one(Person, number).active = False
    assert come(app, database, vault, house) == number
    assert len(told(database)) == 1
    assert signed_in(app, number).get("/account").status_code == 303


def test_who_hosts_no_table_here_invites_nobody(
    app: Flask, database: Database, vault: Vault, house: dict[str, Any]
) -> None:
    with pytest.raises(Forbidden):
        come(app, database, vault, house | {"coordinator": Actor(house["handler"])})


def test_invitations_are_counted_whoever_they_go_to(
    app: Flask, database: Database, vault: Vault, house: dict[str, Any]
) -> None:
    for number in range(MOST_AN_HOUR):
        come(app, database, vault, house, f"p{number}@example.org")
    with pytest.raises(RuleBroken, match="guests-too-many"):
        come(app, database, vault, house, house["handlers"])
    come(app, database, vault, house | {"coordinator": SYSTEM}, "last@example.org")
