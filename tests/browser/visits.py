"""Browsers of people, and what a person, a thumb or axe finds on a page."""

from contextlib import ExitStack
from dataclasses import dataclass
from shutil import which
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from web.machine import BROWSERS

CHROMIUM = next(filter(None, map(which, ("chromium-headless-shell", *BROWSERS))), "chromium")
"""The browser without windows where there is one: it opens a page in a third of the time."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

PHONE: Any = {"width": 360, "height": 640}
OLD_PHONE: Any = {"width": 320, "height": 640}
ZOOMED: Any = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
WIDE: Any = {"width": 1280, "height": 800}

THUMB = 44
POINTER = 24  # WCAG 2.5.8, for pages of staff

_ONLY_WHAT_FAILS = {"resultTypes": ["violations"]}  # what passes need not be brought over

_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Links inside a sentence are exempt (WCAG 2.5.8); a control counts with its label.
_SMALL = """(least) => {
  const inSentence = (one) => one.tagName === "A" && getComputedStyle(one).display === "inline";
  return [...document.querySelectorAll(
    "a, button, input:not([type=hidden]), select, textarea, summary")]
    .filter((one) => !one.classList.contains("skip") && !inSentence(one))
    .filter((one) => !one.closest("[aria-hidden=true]"))  // nobody sees it: a trap for machines
    .map((one) => [one, (one.closest("label") || one).getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < least - 0.5 || box.width < least - 0.5))
    .map(([one, box]) => `${one.outerHTML.slice(0, 100)} ${box.width}×${box.height}`);
}"""


def violations(page: Page) -> list[str]:
    """What axe finds, with the first place where it does. Needs a page with script."""
    found = Axe().run(page, options=_ONLY_WHAT_FAILS).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def too_wide(page: Page) -> int:
    """How many pixels a person must scroll sideways."""
    pixels: int = page.evaluate(_WIDER)
    return pixels


def small_targets(page: Page, least: int = THUMB) -> list[str]:
    """What a finger misses."""
    found: list[str] = page.evaluate(_SMALL, least)
    return found


def press(page: Page, button: str | Locator = "main form .go button") -> None:
    """A button or link, and wait for the page that it leads to."""
    found = page.locator(button) if isinstance(button, str) else button
    with page.expect_navigation():
        found.first.click()


@dataclass
class Visits:
    """Opens browsers that share nothing with each other; they close with the test."""

    chromium: Browser
    address: str
    ended: ExitStack

    def open(
        self,
        size: Any = PHONE,
        *,
        scheme: Any = "light",
        script: bool = False,
        language: str = "",
        cookies: dict[str, str] | None = None,
    ) -> Page:
        """A page that has not gone anywhere yet; a `language` as who chose it before."""
        context = self.chromium.new_context(
            base_url=self.address, viewport=size, color_scheme=scheme,
            java_script_enabled=script, locale="es-PE", accept_downloads=True,
        )  # fmt: skip
        self.ended.callback(context.close)
        held = {"lang": language, **(cookies or {})}
        context.add_cookies(
            [
                {"name": name, "value": word, "url": self.address}
                for name, word in held.items()
                if word
            ]
        )
        return context.new_page()
