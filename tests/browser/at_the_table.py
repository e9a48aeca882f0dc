"""Those of the demonstration's table, each in a browser of its own, and what they do there.

Everybody comes in through a door that people take: a card that is typed, or an account.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from demo import mesa_story as told
from demo.mesa import CARD_OF
from tests.browser.house import House
from tests.browser.visits import POINTER, small_targets, too_wide


@dataclass
class Sitting:
    """Somebody with a browser, and where their table is."""

    page: Page
    table: str = ""
    """The address of the process."""

    @classmethod
    def with_card(cls, page: Page, house: House) -> "Sitting":
        """Somebody types the sixteen digits of the printed card."""
        page.goto("/dialogue/card")
        printed = re.search(rf"((?:\d{{4}} ?){{4}})   {CARD_OF}", house.sign_ins)
        assert printed
        page.fill("[name=code]", printed[1])
        here = cls(page)
        here.presses("Entrar")
        here.table = page.url
        return here

    @classmethod
    def with_account(cls, page: Page, house: House, email: str) -> "Sitting":
        """Somebody signs in, and finds the table in the list."""
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", house.password)
        here = cls(page)
        here.presses("Entrar")
        page.goto("/dialogue/")
        here.follows(told.OUTLINE.title)
        here.table = page.url
        return here

    @classmethod
    def passing(cls, page: Page, table: str) -> "Sitting":
        """Somebody who has nothing to do with it."""
        return cls(page, table)

    def goes(self, end: str = "") -> None:
        """To a page of the table, which fits the screen."""
        self.page.goto(f"{self.table}{end}")
        self.is_well()

    def presses(self, button: str) -> None:
        """A button by its words."""
        found = self.page.locator("main").get_by_role("button", name=button, exact=True)
        with self.page.expect_navigation():
            found.first.click()
        self.is_well()

    def follows(self, link: str) -> None:
        """A link by (a part of) its words."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=link).first.click()
        self.is_well()

    def opens(self, summary: str) -> None:
        """What is folded away."""
        self.page.locator("main summary", has_text=summary).first.click()

    def fills(self, **fields: str) -> None:
        """Fields by their names: words are typed, choices made."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name='{name}']")
            if field.first.get_attribute("type") in {"radio", "checkbox"}:
                self.page.check(f"main [name='{name}'][value='{value}']")
            elif field.first.evaluate("one => one.tagName") == "SELECT":
                field.first.select_option(label=value)
            else:
                field.first.fill(value)

    def sees(self, *words: str) -> None:
        """What somebody can read on this page."""
        for one in words:
            expect(self.page.locator("main").get_by_text(one).first).to_be_visible()

    def misses(self, *words: str) -> None:
        """What stands nowhere in it, not even hidden."""
        content = self.page.content()
        assert [one for one in words if one in content] == [], self.page.url

    def finds_nothing(self, address: str) -> None:
        """A page that does not exist for them."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 404, address

    def is_well(self) -> None:
        """Nothing sticks out of the screen, nothing is too small to hit."""
        assert too_wide(self.page) == 0, self.page.url
        assert small_targets(self.page, POINTER) == [], self.page.url
