"""No page shuts anybody out: axe, thumbs, narrow phones and large letters, day and night."""

from typing import Any

import pytest
from flask import Flask

from tests.browser.house import House
from tests.browser.sights import NOT_PAGES, SIGHTS, Sight, endpoints
from tests.browser.visits import (
    OLD_PHONE,
    PHONE,
    POINTER,
    THUMB,
    WIDE,
    ZOOMED,
    Visits,
    small_targets,
    too_wide,
    violations,
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WAYS = [("es", "light"), ("qu", "dark"), ("es", "dark"), ("qu", "light")]


def _matrix() -> list[Any]:
    """In `make test` half the pages of the public and an eighth of the desk, the ways taking turns.

    In `make test-full` all pages all ways. What the desk shares (its frame, its macros, its style)
    each of its pages has, and what a page must say of its controls is asked of each page that any
    test opens: see tests/pages.py.
    """
    return [
        pytest.param(
            sight,
            *way,
            id=f"{sight.name}, {', '.join(way)}",
            marks=[] if way == WAYS[number % 4] and _looked_at(number, sight) else pytest.mark.full,
        )
        for number, sight in enumerate(SIGHTS)
        for way in WAYS
    ]


def _looked_at(number: int, sight: Sight) -> bool:
    turn = 2 if sight.is_public else 8
    return not sight.again and number // 4 % turn == 0


@pytest.mark.parametrize(("sight", "language", "scheme"), _matrix())
def test_a_page_is_for_everybody(
    visits: Visits, house: House, sight: Sight, language: str, scheme: str
) -> None:
    size, least = (PHONE, THUMB) if sight.is_public else (WIDE, POINTER)
    screen = visits.open(
        size, scheme=scheme, script=True, language=language, cookies=sight.cookies(house)
    )
    sight.come(house, screen)
    assert screen.locator("html").get_attribute("lang") == {"qu": "quz"}.get(language, language)
    assert violations(screen) == []
    for narrower in (size, OLD_PHONE, ZOOMED):
        screen.set_viewport_size(narrower)
        assert too_wide(screen) == 0
        assert small_targets(screen, least) == []


def _not_looked_at(app: Flask) -> set[str]:
    """The pages of an application that nobody here comes to see, and sights of what is gone."""
    seen = {sight.endpoint for sight in SIGHTS if sight.endpoint}
    assert seen.isdisjoint(NOT_PAGES)
    return ((seen | set(NOT_PAGES)) - endpoints(app, "POST")) ^ endpoints(app, "GET")


def test_every_page_of_the_platform_is_looked_at(app: Flask) -> None:
    assert _not_looked_at(app) == set()


def test_a_new_page_must_be_looked_at(app: Flask) -> None:
    app.add_url_rule("/new", "new.page", lambda: "")
    assert _not_looked_at(app) == {"new.page"}
