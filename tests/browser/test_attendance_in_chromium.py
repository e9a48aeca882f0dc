"""Attendance as people see it: a grid for the keyboard, a door for phones, whole pages."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.visits import (
    OLD_PHONE,
    PHONE,
    POINTER,
    THUMB,
    WIDE,
    press,
    small_targets,
    too_wide,
    violations,
)
from tests.factories.attendance import xlsx
from tests.meetings.attending import PEOPLE, Hall, open_hall
from tests.meetings.test_attendance_grid import presences
from tests.meetings.test_attendance_import import bring
from tests.meetings.test_check_in import come_in, open_door, phone, waiting

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

Opened = Callable[..., Page]


@pytest.fixture
def hall(app: Flask) -> Hall:
    return open_hall(app)


@pytest.fixture
def opened(chromium: Browser, hall: Hall, serve: Any) -> Iterator[Opened]:
    """`opened(path)`: a page as the facilitator has it, or as nobody when `stranger`."""
    address, cookie = serve(hall.app), hall.browser(hall.facilitator).get_cookie("desk")
    assert cookie
    with ExitStack() as ended:

        def visit(path: str, *, stranger: bool = False, size: Any = WIDE, **more: Any) -> Page:
            context = chromium.new_context(
                base_url=address, viewport=size, locale="es-PE", **more
            )  # fmt: skip
            ended.callback(context.close)
            if not stranger:
                context.add_cookies([{"name": "desk", "value": cookie.value, "url": address}])
            page = context.new_page()
            page.goto(path)
            return page

        yield visit


def test_a_sheet_is_passed_from_paper_with_the_keyboard_alone(hall: Hall, opened: Opened) -> None:
    page = opened(f"{hall.address}/grid")
    page.locator(f"[name=at-{hall.people[0]}]").first.focus()
    for key in ("Space", "ArrowRight", "Space", "Enter", "ArrowLeft", "Space", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")  # from the last known person into the first blank row
    page.locator("[name=name-1]").focus()
    page.keyboard.type("Ñusta Q'ori")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "name-2"
    page.keyboard.press("Shift+Enter")
    assert page.evaluate("document.activeElement.name") == "name-1"
    press(page, ".stay button")
    assert presences(hall) == {(0, 0), (0, 1), (1, 0)}
    assert page.locator("th", has_text="Ñusta Q'ori").count() == 1


def test_the_grid_works_without_a_script(hall: Hall, opened: Opened) -> None:
    page = opened(f"{hall.address}/grid", size=PHONE, java_script_enabled=False)
    page.locator(f"[name=at-{hall.people[1]}]").first.check()
    page.fill("[name=name-1]", "Alguien más")
    press(page, ".stay button")
    assert presences(hall) == {(1, 0)}
    assert page.locator("th", has_text="Alguien más").count() == 1


def test_somebody_comes_in_with_an_old_phone_and_is_confirmed(hall: Hall, opened: Opened) -> None:
    door = open_door(hall)
    page = opened(door, stranger=True, size=OLD_PHONE, java_script_enabled=False)
    page.fill("[name=name]", "Rosa Quispe")
    press(page)
    assert page.url.endswith("/done")
    staff = opened(f"{hall.address}/check-in")
    assert f"En la lista: {PEOPLE[0]}" in staff.content()
    press(staff, staff.locator("form[action$=confirm] .go button"))
    assert presences(hall) == {(0, 0)}


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_about_attendance_is_for_everybody(
    hall: Hall, opened: Opened, scheme: str
) -> None:
    door = open_door(hall)
    for name in ("quispe mamani rosa", "Otra Persona"):
        come_in(phone(hall), door, name)
    assert len(waiting(hall)) == 2
    heads = ["Nombre completo", "Comunidad", "2026-08-23", "2026-08-24"]
    rows = [["Uno Dos", "CC. Llusco", "A", "X"], ["Dos Uno", "Llusco", "X", ""], ["", "", "X", ""]]
    preview = bring(hall.browser(), hall, xlsx([heads, *rows]))
    me = f"{hall.address}/{hall.people[0]}"
    pages = [
        hall.address, f"{hall.address}/grid", me, f"{me}/at/{hall.sittings[0]}", f"{me}/merge",
        f"{hall.address}/check-in", f"{hall.address}/check-in/poster", f"{hall.address}/import",
        preview,
    ]  # fmt: skip
    for path in pages:
        looked_at(opened(path, color_scheme=scheme), POINTER, path)
    for path in (door, f"{door}/done"):
        looked_at(opened(path, color_scheme=scheme, stranger=True), THUMB, path)


def looked_at(page: Page, least: int, path: str) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert violations(page) == [], path
    for size in (WIDE, PHONE, OLD_PHONE):
        page.set_viewport_size(size)
        assert too_wide(page) == 0, path
        assert small_targets(page, least) == [], path
