"""A passkey in Chromium: made, used as a second step, used as the whole way in, taken away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from accounts.models import Passkey
from accounts.queries.second_step import passkeys_of
from accounts.roles import Role
from accounts.views.security import hash_of
from app import create_app
from bench.servers import free_port
from kernel.database import Database
from tests.browser.house import serving
from tests.browser.visits import PHONE, press, too_wide, violations
from tests.factories.accounts import PASSWORD, new_office, new_person
from web.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EMAIL = "hugo@cusco.example"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[tuple[str, Flask]]:
    """The platform where a browser lets passkeys work: at a name, not at a number."""
    port = free_port()
    address = f"http://localhost:{port}"
    url = database.url.render_as_string(hide_password=False)
    app = create_app(
        Settings.for_tests(tmp_path / "var", DATABASE_URL=url, RIMANAKUY_PUBLIC_URL=address)
    )
    with app.app_context():
        hashed = hash_of(PASSWORD)
    with database.changing() as session:
        office = new_office(session, app.extensions["vault"], slug="cusco")
        new_person(session, office, Role.HANDLER, name="Hugo", email=EMAIL, password=hashed)
    with serving(app, port):
        yield address, app
    app.extensions["jobs"].close()
    app.extensions["database"].dispose()


@pytest.fixture
def screen(chromium: Browser, site: tuple[str, Flask]) -> Iterator[Page]:
    """A phone that can prove itself and its owner."""
    context = chromium.new_context(viewport=PHONE, base_url=site[0], locale="es-PE")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def _device(screen: Page, **other: bool) -> Any:
    """Give the browser a virtual device; `other` are ways in which it differs."""
    line = screen.context.new_cdp_session(screen)
    line.send("WebAuthn.enable")
    added = line.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, **other}})
    return line, added["authenticatorId"]


def _password(screen: Page) -> None:
    screen.goto("/sign-in")
    screen.fill("[name=email]", EMAIL)
    screen.fill("[name=password]", PASSWORD)
    press(screen, "main form button")


def _add(screen: Page) -> None:
    screen.goto("/account/second-step/passkeys/add")
    screen.fill("[name=name]", "Mi teléfono")
    press(screen, "main form button")


def _sign_out(screen: Page) -> None:
    screen.goto("/account")
    screen.click("details.me summary")
    press(screen, "details.me form button")


def test_from_no_second_step_to_signing_in_with_a_passkey_alone(
    screen: Page, site: tuple[str, Flask], database: Database
) -> None:
    _device(screen)
    _password(screen)
    assert screen.inner_text("h1") == "Ponga su segundo paso"
    press(screen, "text=Agregar una llave de acceso")
    screen.fill("[name=name]", "Mi teléfono")
    press(screen, "main form button")
    assert screen.inner_text("h1") == "Sus códigos de recuperación"
    assert screen.locator(".codes li").count() == 10
    press(screen, "text=Ya los guardé: seguir")
    assert screen.url.endswith("/desk/")

    _sign_out(screen)
    _password(screen)
    assert screen.inner_text("h1") == "Segundo paso"
    press(screen, "text=Usar mi llave de acceso")
    assert screen.url.endswith("/desk/")

    _sign_out(screen)
    screen.goto("/sign-in")
    press(screen, "text=Entrar con una llave de acceso")
    press(screen, "main form button")
    assert screen.url.endswith("/desk/")
    screen.goto("/account/sign-ins")
    words = screen.inner_text("table")
    assert "Contraseña y llave de acceso" in words
    assert "Llave de acceso" in words
    with database.reading() as session:
        key = session.query(Passkey).one()
        assert (key.name, key.used_at is not None) == ("Mi teléfono", True)


def test_a_device_that_does_not_check_its_user_is_refused(screen: Page, database: Database) -> None:
    _device(screen, hasUserVerification=False, isUserVerified=False)
    _password(screen)
    screen.goto("/account/second-step/passkeys/add")
    screen.fill("[name=name]", "Una llave")
    screen.click("main form button")
    screen.wait_for_selector("[data-trouble]:not([hidden])")
    with database.reading() as session:
        assert session.query(Passkey).count() == 0


def test_a_device_of_somebody_else_opens_nothing(
    screen: Page, database: Database, site: tuple[str, Flask]
) -> None:
    line, device = _device(screen)
    _password(screen)
    _add(screen)
    _sign_out(screen)
    with database.changing() as session:
        [key] = passkeys_of(session, 1)
        key.public_key = _another_key()
    screen.goto("/sign-in/passkey")
    press(screen, "main form button")
    assert "No pudimos comprobar su llave de acceso." in screen.inner_text("main")
    line.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    screen.click("main form button")
    screen.wait_for_selector("[data-trouble]:not([hidden])")
    assert screen.goto("/account").url.endswith("/sign-in?next=/account")  # type: ignore[union-attr]


def _another_key() -> bytes:
    """The public key of a device that nobody here holds, as COSE."""
    import cbor2
    from cryptography.hazmat.primitives.asymmetric import ec

    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    x, y = numbers.x.to_bytes(32), numbers.y.to_bytes(32)
    return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


def test_the_same_answer_of_a_device_is_taken_once(screen: Page) -> None:
    _device(screen)
    _password(screen)
    _add(screen)
    _sign_out(screen)
    screen.goto("/sign-in/passkey")
    cookies: Any = screen.context.cookies()
    with screen.expect_request(lambda one: one.method == "POST") as sent:
        press(screen, "main form button")
    assert screen.url.endswith("/desk/")
    body = sent.value.post_data or ""
    screen.context.clear_cookies()
    screen.context.add_cookies(cookies)
    again = screen.request.post(
        "/sign-in/passkey", data=body, max_redirects=0,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert again.headers["location"] == "/sign-in/passkey"


def test_the_pages_of_passkeys_are_accessible_and_fit_a_phone(screen: Page) -> None:
    _device(screen)
    _password(screen)
    for address in (
        "/account/second-step", "/account/second-step/passkeys/add", "/sign-in/passkey",
    ):  # fmt: skip
        screen.goto(address)
        assert violations(screen) == [], address
        assert too_wide(screen) == 0, address


def test_without_a_script_passkeys_are_out_of_sight_and_the_rest_works(
    chromium: Browser, site: tuple[str, Flask]
) -> None:
    context = chromium.new_context(
        viewport=PHONE, base_url=site[0], locale="es-PE", java_script_enabled=False
    )
    screen = context.new_page()
    screen.goto("/sign-in")
    assert not screen.locator("text=Entrar con una llave de acceso").is_visible()
    _password(screen)
    assert not screen.locator("text=Agregar una llave de acceso").is_visible()
    assert screen.locator("text=Este navegador no puede usar llaves de acceso.").is_visible()
    press(screen, "text=Poner la aplicación")
    assert screen.locator("img.qr").is_visible()
    screen.goto("/sign-in/passkey")
    assert not screen.locator("main form button").is_visible()
    context.close()
