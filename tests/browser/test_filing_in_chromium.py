"""The whole way of a community member in Chromium: a small phone, no script, in Quechua."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.visits import press, small_targets, too_wide, violations
from tests.grievances.desk_at_work import Desk, desk_of
from tests.grievances.people import open_office

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

STORY = "Siptiyimrimanta unu mana chayamunchu chakraykuman.\nMayuq'asapi challwakuna wañun."
SCHEMES = [("es", "light"), ("qu", "dark"), ("es", "dark"), ("qu", "light")]

Look = Callable[[str], None]


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(
        app,
        name="Oficina Defensorial de prueba",
        address="Jr. Bolognesi s/n",
        emergency_phone="105",
        phone="084 222 333",
    )


@pytest.fixture
def desk(app: Flask, slug: str) -> Desk:
    return desk_of(app, slug)


@pytest.fixture
def address(serve: Any, app: Flask, slug: str) -> str:
    """The application on a free port of this machine."""
    address: str = serve(app)
    return address


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Any]:
    """A small phone; the language is chosen as people do, by the cookie of the chooser."""
    open_ones: list[BrowserContext] = []

    def phone(language: str, scheme: Any, width: int = 360, script: bool = False) -> Page:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 640},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        context.add_cookies([{"name": "lang", "value": language, "url": address}])
        open_ones.append(context)
        return context.new_page()

    yield phone
    for context in open_ones:
        context.close()


def go_through(page: Page, slug: str, look: Look) -> str:
    """From the home of the office to the receipt; `look` sees every page. The code."""
    page.goto(f"/o/{slug}")
    look("home")
    press(page, ".act.first")
    look("about")
    page.check("input[value=water]")
    page.check("input[value=animals]")
    press(page)
    press(page)
    look("story missing")
    page.fill("textarea[name=story]", f"{STORY} 984 111 222")
    page.select_option("select[name=most]", "animals")
    press(page)
    look("a telephone in it")
    press(page, "button[name=cover]")
    say_where_and_when(page, look)
    press(page)
    look("for whom")
    page.check("input[value=another]")
    look("for another")
    page.check("input[value=group]")
    page.fill("input[name=group]", "Comunidad Mayuq'asa")
    page.fill("input[name=people]", "40")
    press(page)
    look("responsible")
    press(page)
    look("contact")
    page.check("input[value=anonymous]")
    press(page)
    look("danger")
    page.check("input[name=fears_reprisal]")
    press(page)
    look("review")
    assert page.locator("dd .said", has_text="challwakuna").is_visible()
    assert page.locator("dd .said", has_text="··· ··· ···").is_visible()
    press(page, "form[action$='/send'] button")
    look("receipt")
    tell_more(page, look)
    return re.sub(r"\D", "", page.locator("p.code").inner_text())


def say_where_and_when(page: Page, look: Look) -> None:
    """Lists that follow each other by a button, and days that cannot be."""
    look("place")
    page.select_option("select[name=where]", "PE-CUS")
    page.fill("input[name=place]", "Sector Qollpa")
    press(page, "button[name=more]")
    look("place with provinces")
    assert page.input_value("input[name=place]") == "Sector Qollpa"
    page.check("input[value=period]")
    write_day(page, "since", "2", "3", "2026")
    write_day(page, "until", "1", "3", "2026")
    press(page)
    look("days that cannot be")
    write_day(page, "until", "5", "3", "2026")


def tell_more(page: Page, look: Look) -> None:
    """What is offered after the receipt."""
    press(page, "a[href$='/receipt/hope']")
    look("hope")
    page.fill("textarea[name=hope]", "Yarqhata allichachunku.")
    press(page)
    press(page, "a[href$='/about-you']")
    look("about you")
    page.check("[name=gender][value=own_words]")
    page.fill("input[name=gender_words]", "Warmi")
    press(page)
    look("receipt again")


def write_day(page: Page, name: str, *day: str) -> None:
    """A day in its three small fields."""
    for part, value in zip(("day", "month", "year"), day, strict=True):
        page.fill(f"input[name={name}-{part}]", value)


def follow_to_the_end(page: Page, desk: Desk, code: str, look: Look) -> None:
    """From the closed receipt to an outcome that the person agrees with."""
    page.fill("input[name=last_four]", code[-4:])
    press(page, "form[action$='/check'] button")
    look("receipt checked")
    press(page, "form[action$='/leave'] button")
    look("home again")
    press(page, ".act:nth-child(2)")
    look("follow")
    page.fill("input[name=code]", f"{code[:8]} {code[8:]}")
    press(page)
    look("my case")
    desk.asks()
    page.reload()
    look("a question")
    press(page, "main a[href*='/questions/']")
    look("its own page")
    page.fill("textarea[name=text]", "Domingokunapi pisillata chayamun.")
    press(page, "main form:has(textarea) .go button")
    look("answered")
    assert page.locator(".msgs .me").last.inner_text().endswith("chayamun.")
    desk.ends()
    page.reload()
    look("an outcome")
    press(page, "main a[href$='/dispute']")
    look("disagreeing")
    page.goto("/my-case")
    press(page, "form[action$='/confirm'] button")
    look("agreed")
    assert page.locator("form[action$='/confirm']").count() == 0
    page.goto("/my-case/told")
    look("told")


def test_a_member_files_and_follows_in_quechua_without_a_script(
    phone: Any, desk: Desk, slug: str
) -> None:
    page = phone("qu", "light")
    spanish: list[str] = []

    def look(where: str) -> None:
        assert page.locator("html").get_attribute("lang") == "quz", where
        if "Continuar" in page.inner_text("main") or "Oficina:" in page.inner_text("main"):
            spanish.append(where)

    code = go_through(page, slug, look)
    follow_to_the_end(page, desk, code, look)
    assert spanish == []


@pytest.mark.full
@pytest.mark.parametrize(("language", "scheme"), SCHEMES)
def test_every_public_page_is_accessible_and_fits_a_narrow_phone(
    phone: Any, desk: Desk, slug: str, language: str, scheme: str
) -> None:
    page = phone(language, scheme, width=320, script=True)  # axe is a script
    found: list[str] = []

    def look(where: str) -> None:
        found.extend(f"{where}: {one}" for one in violations(page))
        if wider := too_wide(page):
            found.append(f"{where}: {wider} px too wide")
        found.extend(f"{where}: small {one}" for one in small_targets(page))

    for path in ("/", "/how-we-work", "/privacy", "/accessibility"):
        page.goto(path)
        look(path)
    code = go_through(page, slug, look)
    page.goto(f"/o/{slug}/file")
    look("receipt still open")
    page.goto(f"/o/{slug}/receipt")
    follow_to_the_end(page, desk, code, look)
    assert found == []


def test_a_question_is_answered_with_the_keyboard_alone(phone: Any, slug: str) -> None:
    page = phone("es", "light", script=True)
    page.goto(f"/o/{slug}/file/story")
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "story":
            break
    page.keyboard.type("Con el teclado")
    for _step in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.go button')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/file/place")


def test_the_contact_fields_go_away_for_who_stays_nameless(phone: Any, slug: str) -> None:
    page = phone("es", "light")
    page.goto(f"/o/{slug}/file/contact")
    assert page.locator("input[name=name]").is_visible()
    page.check("input[value=anonymous]")
    assert not page.locator("input[name=name]").is_visible()
