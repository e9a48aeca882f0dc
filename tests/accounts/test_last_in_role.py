"""The last person in a role leaves only when whoever decides knows what stops working."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts import operations, queries
from accounts.models import Person
from accounts.roles import Role
from accounts.words import WITHOUT_THE_LAST
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.policy import SYSTEM
from tests.accounts.conftest import House
from tests.factories.accounts import give, new_person, send


@pytest.fixture
def last(database: Database, house: House) -> int:
    """The only supervisor and custodian of the first office."""
    with database.changing() as session:
        office = queries.office_by_slug(session, "cusco")
        return new_person(session, office, Role.SUPERVISOR, Role.CUSTODIAN, name="Sol").id


def roles(database: Database, person_id: int) -> set[str]:
    with database.reading() as session:
        _person, grants = queries.person_with_grants(session, person_id)
        return {grant.role for grant in grants}


def test_taking_the_last_supervisor_says_what_stops(
    admin: FlaskClient, database: Database, last: int
) -> None:
    where = f"/office/cusco/people/{last}"
    answer = send(admin, where, f"{where}/roles", roles=["custodian"])
    assert answer.status_code == 422
    assert str(WITHOUT_THE_LAST[Role.SUPERVISOR]) in answer.text
    assert roles(database, last) == {"supervisor", "custodian"}
    knowing = send(admin, where, f"{where}/roles", roles=["custodian"], sure="y")
    assert knowing.status_code == 303
    assert roles(database, last) == {"custodian"}


def test_closing_the_last_one_says_what_stops(
    admin: FlaskClient, database: Database, last: int
) -> None:
    where = f"/office/cusco/people/{last}"
    page = admin.get(where).text
    assert str(WITHOUT_THE_LAST[Role.SUPERVISOR]) in page
    assert str(WITHOUT_THE_LAST[Role.CUSTODIAN]) in page
    assert send(admin, where, f"{where}/close").status_code == 422
    with database.reading() as session:
        assert session.get_one(Person, last).active
    assert send(admin, where, f"{where}/close", sure="y").status_code == 303
    with database.reading() as session:
        assert not session.get_one(Person, last).active


def test_where_another_one_is_left_nobody_is_warned(
    admin: FlaskClient, database: Database, last: int
) -> None:
    with database.changing() as session:
        office = queries.office_by_slug(session, "cusco")
        other = new_person(session, office, Role.SUPERVISOR, name="Luz")
        give(session, other, office, Role.CUSTODIAN)
    where = f"/office/cusco/people/{last}"
    assert str(WITHOUT_THE_LAST[Role.SUPERVISOR]) not in admin.get(where).text
    assert send(admin, where, f"{where}/close").status_code == 303


def test_somebody_who_may_not_sign_in_does_not_count_as_left(
    admin: FlaskClient, database: Database, last: int
) -> None:
    with database.changing() as session:
        office = queries.office_by_slug(session, "cusco")
        new_person(session, office, Role.SUPERVISOR, Role.CUSTODIAN, active=False)
    where = f"/office/cusco/people/{last}"
    assert send(admin, where, f"{where}/close").status_code == 422


def test_the_operation_refuses_who_does_not_know(app: Flask, database: Database, last: int) -> None:
    with database.changing() as session:
        office = queries.office_by_slug(session, "cusco")
        with pytest.raises(RuleBroken, match="last-in-role"):
            operations.set_roles(session, SYSTEM, office, last, {Role.CUSTODIAN})
        operations.set_roles(session, SYSTEM, office, last, {Role.CUSTODIAN}, knowing=True)
