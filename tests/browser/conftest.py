"""One browser and one platform at work for all tests of this folder that a process runs."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.house import House, serving
from tests.browser.visits import ARGUMENTS, CHROMIUM, Visits


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium. It ends when the tests of this folder do: Playwright leaves a loop running."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The platform with its whole demonstration, behind its own server.

    Tests share it: each makes cases of its own and leaves those of others as they are.
    """
    folder = tmp_path_factory.mktemp("house")
    with House.opened(sqlite_template, folder) as opened:
        yield opened


@pytest.fixture
def serve() -> Iterator[Any]:
    """`serve(app)`: the address of an application on a free port, for one test."""
    with ExitStack() as servers:
        yield lambda app: servers.enter_context(serving(app))


@pytest.fixture
def visits(chromium: Browser, house: House) -> Iterator[Visits]:
    """`visits.open(…)`: a browser of its own for each person in a test."""
    with ExitStack() as ended:
        yield Visits(chromium, house.address, ended)
