"""On a slow network the first form is there after one small download; weighed, not timed."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.house import House
from tests.browser.sights import SIGHTS, Sight
from tests.browser.visits import Visits
from tests.pages import BUDGET, REQUESTS

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.full]

FIRST_FORM = 10 * 1024
SLOW = {
    "offline": False,
    "latency": 800,
    "downloadThroughput": 35_000 / 8,
    "uploadThroughput": 35_000 / 8,
}
STANDING = [sight for sight in SIGHTS if sight.is_public and sight.then is None]


@dataclass
class Scale:
    """Weighs what a page costs somebody who has never been here: heads and bodies."""

    page: Page
    asked: set[str] = field(default_factory=set)
    weights: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Listen to the wire."""
        self.wire = self.page.context.new_cdp_session(self.page)
        self.wire.send("Network.enable")
        self.wire.on("Network.requestWillBeSent", self._ask)
        self.wire.on("Network.loadingFinished", self._weigh)

    def _ask(self, asked: dict[str, Any]) -> None:
        if not asked["request"]["url"].startswith("data:"):  # the icon travels in the page
            self.asked.add(asked["requestId"])

    def _weigh(self, done: dict[str, Any]) -> None:
        self.weights[done["requestId"]] = int(done["encodedDataLength"])

    @property
    def bytes(self) -> int:
        """All that came."""
        return sum(self.weights.values())

    def throttle(self) -> None:
        """A 2G network and a phone a sixth as quick as this machine."""
        self.wire.send("Network.emulateNetworkConditions", SLOW)
        self.wire.send("Emulation.setCPUThrottlingRate", {"rate": 6})


def test_the_first_form_is_usable_on_a_slow_phone_after_ten_kilobytes(
    visits: Visits, capsys: pytest.CaptureFixture[str]
) -> None:
    page = visits.open(language="qu", script=True)
    scale = Scale(page)
    scale.throttle()
    page.goto("/o/cusco/file", wait_until="load")
    page.check("[value=water]")
    lasted = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    with capsys.disabled():
        print(f"\nfirst form: {scale.bytes} bytes, {lasted / 1000:.1f} s at 35 kbit/s")  # noqa: T201
    assert 1024 < scale.bytes <= FIRST_FORM
    assert len(scale.asked) <= REQUESTS


@pytest.mark.parametrize("language", ["es", "qu"])
@pytest.mark.parametrize("sight", STANDING, ids=lambda sight: sight.name)
def test_no_public_page_weighs_more_than_its_budget(
    visits: Visits, house: House, sight: Sight, language: str
) -> None:
    page = visits.open(language=language, script=True, cookies=sight.cookies(house))
    scale = Scale(page)
    sight.come(house, page)
    page.wait_for_load_state("networkidle")
    assert scale.bytes <= BUDGET
    assert len(scale.asked) <= REQUESTS
