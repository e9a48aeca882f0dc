"""S11: whatever changes what an account is worth ends the sessions that were open under it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import operations
from accounts.kinds import Factor
from accounts.models import CodeApp, Office, Person
from accounts.operations import second_step
from accounts.queries.second_step import secret_of
from accounts.roles import Role
from kernel.database import Database
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor, Grant
from kernel.vault import Vault
from tests.accounts.conftest import House
from tests.factories.accounts import code_of, new_code_app, send, signed_in


@dataclass(frozen=True)
class Change:
    """What a change works with."""

    session: Session
    vault: Vault
    jobs: Jobs
    house: House

    @property
    def hugo(self) -> Person:
        """The handler whose account changes."""
        return self.session.get_one(Person, self.house.here.handler)

    @property
    def own(self) -> Actor:
        """The handler, as the policy sees them."""
        return Actor(self.house.here.handler)

    @property
    def admin(self) -> Actor:
        """The administrator of the office."""
        here = self.house.here
        return Actor(here.admin, frozenset({Grant(Role.OFFICE_ADMIN, here.office_id)}))

    @property
    def office(self) -> Office:
        """The office of both."""
        return self.session.get_one(Office, self.house.here.office_id)

    @property
    def other_office(self) -> Office:
        """An office that the handler does not belong to."""
        return self.session.get_one(Office, self.house.there.office_id)


def _roles(change: Change, roles: set[Role]) -> None:
    operations.set_roles(
        change.session, change.admin, change.office, change.house.here.handler, roles,
        knowing=True,
    )  # fmt: skip


def _code(change: Change) -> None:
    code = operations.make_reset_code(
        change.session, change.jobs, change.admin, change.office.id, change.house.here.handler
    )
    operations.use_reset_code(change.session, change.hugo.email, code, "hash")


def _reset(change: Change) -> None:
    new_code_app(change.session, change.vault, change.hugo.id)
    second_step.reset_second_step(
        change.session, change.vault, change.jobs, change.admin, change.office.id, change.hugo.id
    )


def _remove(change: Change) -> None:
    new_code_app(change.session, change.vault, change.hugo.id)
    second_step.remove_app(change.session, change.vault, change.jobs, change.own, needed=False)


def _close(change: Change) -> None:
    operations.close_person(
        change.session, change.admin, change.office, change.hugo.id, knowing=True
    )


def _password(change: Change) -> None:
    operations.set_own_password(change.session, change.own, "hash")


def _given_elsewhere(change: Change) -> None:
    operations.add_person(
        change.session, SYSTEM, change.other_office, "Hugo", change.hugo.email, {Role.INTAKE}
    )


def _factor(change: Change) -> None:
    second_step.note_added(change.session, change.jobs, change.own, change.hugo, Factor.PASSKEY)


CHANGES: dict[str, Callable[[Change], None]] = {
    "an account closed": _close,
    "a code used": _code,
    "a factor added": _factor,
    "a factor removed": _remove,
    "a password changed": _password,
    "a role given": lambda change: _roles(change, {Role.HANDLER, Role.SUPERVISOR}),
    "a role given elsewhere": _given_elsewhere,
    "a role taken": lambda change: _roles(change, set()),
    "a second step reset": _reset,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_s11_each_change_ends_the_sessions_that_were_open(
    app: Flask, house: House, database: Database, vault: Vault, change: Callable[[Change], None]
) -> None:
    hugo, colleague = signed_in(app, house.here.handler), signed_in(app, house.here.admin)
    assert hugo.get("/account").status_code == 200
    with database.changing() as session:
        change(Change(session, vault, app.extensions["jobs"], house))
    assert hugo.get("/account").status_code == 303
    assert colleague.get("/account").status_code == 200


def test_who_sets_a_second_step_up_goes_on_under_a_new_id_and_the_others_end(
    app: Flask, house: House, database: Database, vault: Vault
) -> None:
    here, elsewhere = (signed_in(app, house.here.handler) for _ in range(2))
    before = _cookie(here)
    send(here, "/account/second-step", "/account/second-step/app/begin")
    with database.reading() as session:
        secret = secret_of(session, vault, session.query(CodeApp).one())
    assert send(here, "/account/second-step/app", code=code_of(secret)).status_code == 200
    assert _cookie(here) != before
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def _cookie(browser: FlaskClient) -> str:
    cookie = browser.get_cookie("desk")
    assert cookie
    return cookie.value
