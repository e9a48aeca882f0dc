"""Every macro as people meet it: axe, no sideways scrolling, targets for thumbs, both schemes."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.house import serving
from tests.browser.visits import OLD_PHONE, PHONE, press, small_targets, too_wide, violations
from tests.browser.visits import WIDE as DESK
from tests.web.gallery import gallery

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NARROWEST: Any = {"width": 280, "height": 500}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The gallery on a free port of this machine."""
    app = gallery(tmp_path_factory.mktemp("look"), RIMANAKUY_DEMO="yes")
    with serving(app) as address:
        yield address


@pytest.fixture
def at(chromium: Browser, address: str) -> Iterator[Any]:
    """Open a page of the gallery: `at(path, size, scheme)`; script is off unless asked for."""
    contexts = []

    def open_page(path: str, size: Any = PHONE, scheme: Any = "light", script: bool = True) -> Page:
        context = chromium.new_context(
            viewport=size, color_scheme=scheme, java_script_enabled=script, locale="es-PE"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("/?lang=es", "light"),
        ("/tiles?lang=qu", "dark"),
        ("/desk?lang=en", "light"),
        ("/absent?lang=qu", "dark"),
        pytest.param("/?lang=es", "dark", marks=pytest.mark.full),
        pytest.param("/tiles?lang=qu", "light", marks=pytest.mark.full),
        pytest.param("/desk?lang=en", "dark", marks=pytest.mark.full),
        pytest.param("/absent?lang=qu", "light", marks=pytest.mark.full),
    ],
)
def test_axe_finds_nothing(at: Any, path: str, scheme: str) -> None:
    assert violations(at(path, DESK if "desk" in path else PHONE, scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_with_problems(at: Any, scheme: str) -> None:
    page = at("/", PHONE, scheme)
    press(page, page.get_by_role("button", name="Continuar"))
    assert page.locator("#errors").is_visible()
    assert violations(page) == []


def test_axe_would_find_something(at: Any) -> None:
    page = at("/")
    page.evaluate("document.querySelector('label[for=place]').remove()")
    assert violations(page) != []


@pytest.mark.parametrize("path", ["/", "/tiles", "/desk", "/absent"])
def test_nothing_scrolls_sideways_on_a_small_phone_or_at_four_times_the_size(
    at: Any, path: str
) -> None:
    page = at(path, OLD_PHONE)
    for size in (OLD_PHONE, NARROWEST):
        page.set_viewport_size(size)
        assert too_wide(page) == 0


@pytest.mark.parametrize("language", ["es", "qu", "en"])
def test_the_way_out_never_lies_over_the_name(at: Any, language: str) -> None:
    page = at(f"/?lang={language}", PHONE)
    for size in (PHONE, OLD_PHONE, NARROWEST):
        page.set_viewport_size(size)
        name, out = (page.locator(one).bounding_box() for one in (".brand b", ".mast .exit"))
        beside = name["x"] + name["width"] <= out["x"]
        assert beside or name["y"] + name["height"] <= out["y"], (language, size)


def test_the_watch_over_scrolling_sees_it(at: Any) -> None:
    page = at("/", OLD_PHONE)
    page.evaluate("document.querySelector('h1').append('x'.repeat(200))")
    page.evaluate("document.body.style.overflowWrap = 'normal'")
    assert too_wide(page) > 0


@pytest.mark.parametrize(
    ("path", "least"), [("/", 44), ("/tiles", 44), ("/absent", 44), ("/desk", 24)]
)
def test_a_thumb_hits_what_it_aims_at(at: Any, path: str, least: int) -> None:
    page = at(path, PHONE)
    for size in (PHONE, OLD_PHONE):
        page.set_viewport_size(size)
        assert small_targets(page, least) == []


def test_the_watch_over_targets_sees_a_small_one(at: Any) -> None:
    page = at("/")
    page.evaluate("document.querySelector('main button').style.cssText = 'all: revert'")
    assert small_targets(page) != []


def test_a_link_on_top_leads_to_its_field_without_a_script(at: Any) -> None:
    page = at("/", script=False)
    page.get_by_role("button", name="Continuar").click()
    page.get_by_role("link", name="Elija si quiere dar su nombre.").click()
    page.wait_for_url("**/*#identity-0")


def test_filters_fold_on_a_phone_and_stand_open_on_a_desk(at: Any) -> None:
    assert not at("/desk", PHONE).locator(".sieve").is_visible()
    assert at("/desk", DESK).locator(".sieve").is_visible()


def test_the_keyboard_reaches_the_content_first_and_the_exit_early(at: Any) -> None:
    page = at("/", DESK)
    reached = []
    for _press in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert reached == ["#m", "/", "/exit"]


def test_a_script_only_adds(at: Any) -> None:
    without, plain = at("/", script=False), at("/")
    assert not without.get_by_role("button", name="Imprimir").is_visible()
    assert plain.get_by_role("button", name="Imprimir").is_visible()
    plain.locator("#story").fill("unu ñ")
    assert "19995" in plain.locator("#story + p").inner_text()


def test_a_page_prints_without_its_buttons(at: Any) -> None:
    page = at("/")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Continuar").is_visible()
    assert not page.locator(".lang").is_visible()
    assert page.locator(".slip .code").is_visible()


def test_nothing_breaks_the_policy_of_content(chromium: Browser, address: str) -> None:
    complaints: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda said: complaints.append(str(said)))
    for path in ("/", "/tiles", "/desk"):
        page.goto(address + path)
    page.close()
    assert complaints == []
