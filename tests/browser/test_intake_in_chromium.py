"""A case is taken down with a keyboard alone, at a desk and on a phone without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import House
from tests.browser.sights import INTAKE, MONITOR
from tests.browser.test_keyboard import Hands
from tests.browser.visits import PHONE, WIDE, Visits, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

STORY = "Wichaypi yarqhata wichq'arqanku."
PLACE = "Sector Qollpa"


def _signed(visits: Visits, house: House, who: str, size: dict[str, int], script: bool) -> Page:
    page = visits.open(size, script=script)
    cookies = [
        {"name": name, "value": value, "url": house.address}
        for name, value in house.desk_of(who).items()
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # a dict as good as theirs
    return page


@pytest.mark.parametrize(
    ("who", "size", "script"),
    [(MONITOR, PHONE, False), pytest.param(INTAKE, WIDE, True, marks=pytest.mark.full)],
)
def test_a_case_is_taken_down_by_keyboard(
    visits: Visits, house: House, who: str, size: dict[str, int], script: bool
) -> None:
    page = _signed(visits, house, who, size, script)
    hands = Hands(page)
    page.goto("/desk/intake")
    hands.tick("[name=channel]")
    hands.follow("#begin button")
    hands.reach("[name=spoken]")
    page.keyboard.press("ArrowDown")
    hands.tick("[name=topics][value=water]")
    hands.write("[name=story]", STORY)
    hands.write("[name=place]", PLACE)
    hands.tick("[name=for_whom]")
    hands.tick("[name=tier]")
    assert too_wide(page) == 0
    if script:
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        expect(page.locator(".note.good")).to_contain_text("Borrador guardado")
    hands.follow("button[name=then][value=review]")
    expect(page.locator("main")).to_contain_text(STORY)
    hands.tick("[name=agreed]")
    hands.tick("[name=read_back]")
    hands.tick("[name=tie]")
    hands.follow("form.panel button")
    code = page.locator(".code").inner_text()
    assert re.fullmatch(r"(\d{4}\s*){4}", code)
    assert too_wide(page) == 0
    hands.follow("button[name=on-paper]")
    expect(page.locator(".note.good")).to_contain_text("Registrado")
    expect(page.locator("main")).to_contain_text("Entregado en papel")
    assert re.sub(r"\s", "", code) not in page.content()


def test_the_next_list_of_places_comes_without_a_script_and_nothing_typed_is_lost(
    visits: Visits, house: House
) -> None:
    page = _signed(visits, house, MONITOR, PHONE, script=False)
    page.goto("/desk/intake")
    page.check("[name=channel][value=phone]")
    page.click("#begin button")
    page.fill("[name=story]", STORY)
    page.select_option("[name=where]", "PE-CUS")
    page.click("button[name=more]")
    page.select_option("[name=province]", label="Chumbivilcas")
    expect(page.locator("[name=story]")).to_have_value(STORY)
