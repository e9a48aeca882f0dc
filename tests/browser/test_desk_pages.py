"""The desk in Chromium: axe, no sideways scrolling, a decision by keyboard without a script."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from grievances.kinds import Danger, SafeContact, Tier
from kernel.database import Database
from kernel.vault import Vault
from tests.browser.visits import OLD_PHONE, PHONE, WIDE, Visits, too_wide, violations
from tests.factories.desk import RATING, Desk, make_desk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    """A case with everything on it, waiting for a decision."""
    made = make_desk(
        app, database, vault, tier=Tier.NAMED, name="Rosa", phone="984",
        dangers=(Danger.LIFE,), fears_reprisal=True, safe_contact=(SafeContact.NEVER_CALL,),
        story="Siptiyimrimanta unu mana chayamunchu. " * 20, respondent="Minera Inventada",
    )  # fmt: skip
    made.do("handler", "acknowledge", text="Leímos.", language="es")
    made.do("handler", "screen", no_tie="y")
    made.write("handler", "notes", note="Una nota.")
    made.do("handler", "propose_admission", text="Razones.", **RATING)
    return made


@pytest.fixture
def open_as(chromium: Browser, serve: Any, desk: Desk) -> Iterator[Any]:
    """`open_as(who, address, size, scheme)`: a page at the desk in Chromium, script off."""
    with ExitStack() as ended:
        visits = Visits(chromium, serve(desk.app), ended)

        def open_page(
            who: str, address: str, size: Any = WIDE, scheme: Any = "light", *, script: bool = False
        ) -> Page:
            cookie = desk.browser(who).get_cookie("desk")
            assert cookie
            page = visits.open(size, scheme=scheme, script=script, cookies={"desk": cookie.value})
            page.goto(address)
            return page

        yield open_page


def addresses(desk: Desk) -> list[tuple[str, str]]:
    """Every kind of page at the desk, with somebody who may open it."""
    return [
        ("supervisor", "/desk/"),
        ("supervisor", "/desk/?view=ended"),
        ("handler", desk.address),
        ("supervisor", desk.address),
        ("supervisor", f"{desk.address}/do/admit"),
        ("supervisor", f"{desk.address}/assign"),
        ("handler", f"{desk.address}/take"),
        ("handler", f"{desk.address}/tie"),
    ]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.full)])
def test_axe_finds_nothing_at_the_desk(desk: Desk, open_as: Any, scheme: str) -> None:
    for number, (who, address) in enumerate(addresses(desk)):
        size = PHONE if number % 2 == (scheme == "dark") else WIDE
        page = open_as(who, address, size, scheme, script=True)
        assert violations(page) == [], address


def test_no_page_of_the_desk_scrolls_sideways_on_an_old_phone(desk: Desk, open_as: Any) -> None:
    for who, address in addresses(desk):
        assert too_wide(open_as(who, address, OLD_PHONE, script=True)) == 0, address


def test_a_decision_is_made_by_keyboard_alone_and_without_a_script(
    desk: Desk, open_as: Any
) -> None:
    page = open_as("supervisor", "/desk/?view=to-decide")
    page.get_by_role("rowheader").get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{desk.reference}$"))
    page.get_by_role("link", name="Admitir", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/do/admit$"))
    for question in (
        "¿Qué tan grave es el daño?",
        "¿A cuánta gente alcanza?",
        "¿Se puede reparar?",
    ):
        page.get_by_role("group", name=question).get_by_role("radio").first.focus()
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Aceptamos su caso.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{desk.reference}$"))
    assert page.get_by_role("status").inner_text().strip() == "Quedó registrado."
    assert desk.case().state == "admitted"


def test_problems_are_named_on_top_and_lead_to_their_fields(desk: Desk, open_as: Any) -> None:
    page = open_as("supervisor", f"{desk.address}/do/admit")
    page.get_by_role("button", name="Admitir").click()
    page.get_by_role("link", name="Elija si se puede reparar.").click()
    expect(page.locator("[name=irremediability]").first).to_be_focused()


def test_the_printed_case_holds_the_story_and_no_buttons(desk: Desk, open_as: Any) -> None:
    page = open_as("handler", desk.address)
    page.emulate_media(media="print")
    assert page.get_by_text("Siptiyimrimanta").first.is_visible()
    assert page.get_by_text("Leímos.").is_visible()
    assert not page.get_by_role("button", name="Enviar a la persona").is_visible()
    assert not page.get_by_role("heading", name="Siguiente paso").is_visible()
    assert not page.get_by_role("searchbox").is_visible()
