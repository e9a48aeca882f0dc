"""What nobody thought of is closed."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.policy import TABLE
from accounts.roles import Role
from app import create_app
from kernel.database import Database
from kernel.policy import STRANGER, Actor, Grant
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in
from web.access import (
    CLOSED,
    PUBLIC,
    STAFF,
    Rule,
    can,
    for_roles,
    register_policy,
    rule_of,
    safe_next,
)
from web.settings import Settings


@pytest.fixture
def forgetful(settings: Settings) -> Iterator[Flask]:
    """The application with a page whose author forgot to say who may enter."""
    made = create_app(settings)
    made.add_url_rule("/forgotten", "forgotten", lambda: "open to all", methods=["GET", "POST"])
    yield made
    made.extensions["database"].dispose()


def test_a_view_without_a_rule_is_closed_to_everybody(
    forgetful: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        everything = new_person(
            session, office, *(set(Role) - {Role.PLATFORM_ADMIN, Role.FEDERATION})
        ).id
        platform = new_person(session, None, Role.PLATFORM_ADMIN).id
    assert rule_of(forgetful, "forgotten") is CLOSED
    assert forgetful.test_client().get("/forgotten").status_code == 303
    assert signed_in(forgetful, everything).get("/forgotten").status_code == 403
    assert signed_in(forgetful, platform).get("/forgotten").status_code == 403


def test_a_page_that_is_not_there_is_not_there_for_anybody(page: FlaskClient) -> None:
    assert page.get("/no/such/page").status_code == 404
    assert page.get("/admin/no-such-page").status_code == 404


def test_rules_admit_whom_they_say() -> None:
    handler = Actor(1, frozenset({Grant(Role.HANDLER, 7)}))
    filer = Actor(receipt_of="case:1")
    handlers_only = rule_of_view(for_roles(Role.HANDLER))
    expected = {
        PUBLIC: (True, True, True),
        STAFF: (False, False, True),
        CLOSED: (False, False, False),
        handlers_only: (False, False, True),
        rule_of_view(for_roles(Role.AUDITOR)): (False, False, False),
    }
    for rule, answers in expected.items():
        assert tuple(map(rule.admits, (STRANGER, filer, handler))) == answers


def rule_of_view(declare: Callable[[Callable[[], str]], Callable[[], str]]) -> Rule:
    """The rule that a declaration leaves on a view."""

    def view() -> str:
        return ""

    rule: Rule = declare(view).access_rule  # type: ignore[attr-defined]
    return rule


def test_templates_ask_about_known_actions_only(app: Flask) -> None:
    with app.test_request_context():
        assert not can("accounts:office:open")
        with pytest.raises(KeyError):
            can("accounts:office:opne")


def test_two_policies_for_one_action_are_a_mistake(app: Flask) -> None:
    with pytest.raises(ValueError, match="two rules"):
        register_policy(app, TABLE)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("/desk/?q=1#x", True),
        ("/", True),
        ("", False),
        ("desk", False),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("/a\\b", False),
        ("/\tx", False),
        ("/\r\nX: y", False),
        ("http://evil.example", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_our_own_pages_come_next(address: str, safe: bool) -> None:
    assert safe_next(address) == (address if safe else None)
