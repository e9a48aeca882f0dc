"""The desk in Chromium: axe, no sideways scrolling, a decision by keyboard without a script."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from accounts.models import Office
from grievances.kinds import Danger, RenderingKind, SafeContact, Tier
from grievances.models import Case
from grievances.operations.messages import write_as_filer
from grievances.operations.renderings import write_beside
from grievances.queries.cases import key_of
from grievances.queries.renderings import original_of
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from tests.browser.visits import OLD_PHONE, PHONE, WIDE, Visits, too_wide, violations
from tests.factories.cases import make_case
from tests.factories.desk import RATING, Desk, make_desk

STEPS_TO_SEND = 6
"""So many Tabs at most lead from the words to the button that sends them."""

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


def vault_of(desk: Desk) -> Vault:
    found: Vault = desk.app.extensions["vault"]
    return found


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


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_desk(desk: Desk, open_as: Any, scheme: str) -> None:
    for number, (who, address) in enumerate(addresses(desk)):
        size = PHONE if number % 2 == (scheme == "dark") else WIDE
        page = open_as(who, address, size, scheme, script=True)
        assert violations(page) == [], address


@pytest.mark.full
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


def test_keys_walk_the_list_tick_open_and_find(desk: Desk, open_as: Any) -> None:
    for _more in range(2):
        with desk.database.changing() as session:
            make_case(session, vault_of(desk), session.get_one(Office, desk.office_id))
    page = open_as("supervisor", "/desk/", script=True)
    links = page.locator("[data-list] tbody th a")
    expect(links).to_have_count(3)
    for key, row in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(links.nth(row)).to_be_focused()
    page.keyboard.press("x")
    boxes = page.locator("[data-list] tbody [name=case]")
    assert [box.is_checked() for box in boxes.all()] == [False, True, False]
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("x")
    assert not boxes.nth(1).is_checked()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jkx/?")
    expect(page.get_by_role("searchbox")).to_have_value("jkx/?")
    links.nth(1).focus()
    wanted = links.nth(1).get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_from_the_list_to_an_answer_and_on_to_the_next_case_by_keyboard_alone(
    desk: Desk, open_as: Any
) -> None:
    with desk.database.changing() as session:
        make_case(session, vault_of(desk), session.get_one(Office, desk.office_id))
    page = open_as("handler", "/desk/", script=True)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{desk.address}")
    page.get_by_label("Mensaje para la persona").focus()
    page.keyboard.type("Vamos el lunes.")
    for _step in range(STEPS_TO_SEND):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{desk.reference}"))
    expect(page.get_by_text("Vamos el lunes.")).to_be_visible()
    page.get_by_role("link", name="Casos").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/$"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/desk/cases/(?!{desk.reference})"))


def test_a_translation_in_the_thread_is_no_message_of_its_own(desk: Desk, open_as: Any) -> None:
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        key, filer = key_of(session, vault_of(desk), case), Actor(receipt_of=case.subject)
        number = write_as_filer(session, key, filer, case, "Allinllachu?", "qu").id
        write_beside(
            session, key, desk.people["handler"], case,
            original_of(session, key, case, f"message:{number}"), RenderingKind.TRANSLATION,
            text="¿Está bien?", language="es", read_back=False, seen="",
        )  # fmt: skip
    page = open_as("handler", desk.address)
    original = page.locator(".msgs > li", has_text="Allinllachu?")
    expect(original).to_have_count(1)
    beside = original.locator(".quote.other", has_text="¿Está bien?")
    expect(beside).to_have_count(1)
    assert beside.locator("figcaption").first.inner_text() == "Traducción"
    assert beside.locator("blockquote").get_attribute("lang") == "es"
