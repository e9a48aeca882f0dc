"""Pages of sign-in and administration in Chromium: axe, narrow phones, a keyboard and no script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import Person
from accounts.roles import Role
from accounts.views.security import hash_of
from kernel.database import Database
from kernel.vault import Vault
from tests.browser.visits import press, too_wide, violations
from tests.factories.accounts import PASSWORD, code_of, new_code_app, new_office, new_person

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ADMIN, PLATFORM = "ada@cusco.example", "paz@example.org"
OFFICE_PAGES = [
    "/office/cusco/people", "/office/cusco/people/add", "/office/cusco/people/{handler}",
    "/office/cusco/settings", "/account", "/account/password", "/account/second-step",
    "/account/sign-ins",
]  # fmt: skip
PLATFORM_PAGES = ["/admin/offices", "/admin/offices/open", "/admin/installation", "/admin/outbox"]


@pytest.fixture
def people(app: Flask, database: Database, vault: Vault) -> dict[str, int]:
    """An administrator of an office, a handler, and somebody who runs the installation."""
    with app.app_context():
        hashed = hash_of(PASSWORD)
    with database.changing() as session:
        office = new_office(session, vault, slug="cusco", name="Defensoría de prueba")
        added: dict[str, Person] = {
            "admin": new_person(session, office, Role.OFFICE_ADMIN, email=ADMIN, password=hashed),
            "handler": new_person(session, office, Role.HANDLER, email="hugo@cusco.example"),
            "platform": new_person(
                session, None, Role.PLATFORM_ADMIN, email=PLATFORM, password=hashed
            ),
        }
        return {who: person.id for who, person in added.items()}


@pytest.fixture
def phones(people: dict[str, int], database: Database, vault: Vault) -> dict[str, bytes]:
    """The secrets in the phones of those who sign in."""
    with database.changing() as session:
        return {
            email: new_code_app(session, vault, people[who])
            for who, email in (("admin", ADMIN), ("platform", PLATFORM))
        }


@pytest.fixture
def address(serve: Any, app: Flask, phones: dict[str, bytes]) -> str:
    """The application on a free port of this machine."""
    address: str = serve(app)
    return address


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Any]:
    """A narrow phone without script, in a colour scheme."""
    open_ones: list[BrowserContext] = []

    def phone(scheme: Any = "light", script: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": 320, "height": 640}, color_scheme=scheme,
            java_script_enabled=script, locale="es-PE",
        )  # fmt: skip
        open_ones.append(context)
        return context.new_page()

    yield phone
    for context in open_ones:
        context.close()


def _sign_in(page: Page, address: str, email: str, phone: bytes) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    press(page, "main button")
    page.fill("[name=code]", code_of(phone))
    press(page, "main button")


@pytest.mark.full
@pytest.mark.parametrize(("language", "scheme"), [("es", "light"), ("qu", "dark")])
@pytest.mark.parametrize(
    ("email", "pages"),
    [(ADMIN, OFFICE_PAGES), (PLATFORM, PLATFORM_PAGES), ("", ["/sign-in", "/set-password"])],
)
def test_every_page_is_accessible_and_fits_a_narrow_phone(
    phone: Any, address: str, people: dict[str, int], email: str, pages: list[str],
    language: str, scheme: str, phones: dict[str, bytes],
) -> None:  # fmt: skip
    page = phone(scheme, script=True)  # axe is a script
    if email:
        _sign_in(page, address, email, phones[email])
    for path in pages:
        page.goto(f"{address}{path.format(**people)}?lang={language}")
        assert violations(page) == [], path
        assert too_wide(page) == 0, path


def test_an_administrator_works_with_the_keyboard_alone_and_without_script(
    phone: Any, address: str, phones: dict[str, bytes]
) -> None:
    page = phone()
    page.goto(f"{address}/sign-in")
    page.focus("[name=email]")
    page.keyboard.type(ADMIN)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/second-step")
    page.focus("[name=code]")
    page.keyboard.type(code_of(phones[ADMIN]))
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/cusco/people")
    page.goto(f"{address}/office/cusco/people/add")
    page.focus("[name=name]")
    page.keyboard.type("Rosa Ñahui")
    page.keyboard.press("Tab")
    page.keyboard.type("rosa@cusco.example")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/people/\d+$"))
    assert page.inner_text("h1") == "Rosa Ñahui"
    page.click("form[action$='/code'] button")
    page.wait_for_url("**/code")
    assert len("".join(page.inner_text(".code").split())) == 20
