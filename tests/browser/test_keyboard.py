"""A grievance is filed and followed with a keyboard alone; one always sees where one is."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import PHONE, WIDE, Visits

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

STORY = "Unu puka hamun."
FORWARD = "main form .go button"

# A ring of two pixels or more, on the control or on the label around it, inside of the window.
SEEN = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const ringed = [one, one.closest("label")].some((part) => {
    const style = part && getComputedStyle(part);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return ringed && inside;
}"""


@dataclass
class Hands:
    """Ten fingers and no mouse."""

    page: Page

    def reach(self, control: str) -> None:
        """Tab until there; the place is seen at every stop on the way."""
        for _stop in range(120):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            assert self.page.evaluate(SEEN), f"nobody sees the focus on {here}"
            if self.page.evaluate("(one) => document.activeElement.matches(one)", control):
                return
        raise AssertionError(f"the keyboard does not reach {control}")

    def follow(self, control: str = FORWARD) -> None:
        """Press a link or button with Enter and wait for its page."""
        self.reach(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, control: str) -> None:
        """Choose with the space bar."""
        self.reach(control)
        self.page.keyboard.press("Space")

    def write(self, control: str, words: str) -> None:
        """Type into a field."""
        self.reach(control)
        self.page.keyboard.type(words)


@pytest.mark.parametrize("size", [WIDE, pytest.param(PHONE, marks=pytest.mark.full)])
def test_a_grievance_is_filed_and_followed_by_keyboard(
    visits: Visits, size: dict[str, int]
) -> None:
    page = visits.open(size, language="qu")
    hands = Hands(page)
    page.goto("/")
    hands.follow(".offices a[href$='/o/cusco']")
    hands.follow(".act.first")
    hands.tick("[name=topics][value=land]")
    assert page.locator("[name=topics]:checked").get_attribute("value") == "land"
    hands.follow()
    hands.write("[name=story]", STORY)
    hands.follow()
    hands.write("[name=place]", "Qollpa")
    hands.follow()
    hands.tick("[name=for_whom]")
    hands.follow()
    hands.write("[name=respondent]", "Mina")
    hands.follow()
    hands.tick("[name=tier]")
    hands.follow()
    hands.tick("[name=dangers]")
    hands.follow()
    hands.follow("form[action$='/send'] button")
    code = re.sub(r"\D", "", page.locator("p.code").inner_text())
    hands.write("[name=last_four]", code[-4:])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    hands.follow("form[action$='/leave'] button")
    hands.follow(".act:not(.first)")
    hands.write("[name=code]", code)
    hands.follow()
    assert page.url.endswith("/my-case")


@pytest.mark.parametrize("script", [False, True], ids=["without a script", "with a script"])
def test_what_lacks_is_said_first_and_leads_to_its_field(visits: Visits, script: bool) -> None:
    page = visits.open(PHONE, language="qu", script=script)
    hands = Hands(page)
    page.goto("/o/cusco/file/story")
    hands.follow()
    if script:
        expect(page.locator("#errors")).to_be_focused()
    hands.reach("#errors a")
    page.keyboard.press("Enter")
    expect(page.locator("[name=story]")).to_be_focused()


def test_the_watch_over_the_focus_sees_a_missing_ring(visits: Visits) -> None:
    page = visits.open(PHONE)
    page.goto("/")
    Hands(page).reach("a.exit")
    page.evaluate("document.activeElement.style.outline = 'none'")
    assert not page.evaluate(SEEN)


def test_the_first_stop_leads_past_the_masthead(visits: Visits) -> None:
    page = visits.open(PHONE)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
