"""Telling by voice and showing by photograph, in Chromium: without a script, and with one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import select

from grievances.kinds import Purpose
from grievances.models import Attachment, Case
from tests.browser.visits import press, small_targets, too_wide
from tests.factories.files import tagged_jpeg
from tests.factories.sounds import recording
from tests.grievances.people import open_office

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

STUB = """
// A microphone of its own for this page: Chromium runs without the flags that pretend one.
navigator.mediaDevices.getUserMedia = async () => {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const out = audio.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  return out.stream;
};
"""


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app)


@pytest.fixture
def phone(chromium: Browser, serve: Any, app: Flask) -> Iterator[Any]:
    address: str = serve(app)
    open_ones: list[BrowserContext] = []

    def phone(language: str, *, script: bool) -> Page:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": 360, "height": 640},
            java_script_enabled=script,
        )
        context.add_cookies([{"name": "lang", "value": language, "url": address}])
        open_ones.append(context)
        return context.new_page()

    yield phone
    for context in open_ones:
        context.close()


def chosen(name: str, mime: str, content: bytes) -> Any:
    return {"name": name, "mimeType": mime, "buffer": content}


def test_a_case_is_filed_by_recording_only_in_quechua_without_a_script(
    phone: Any, app: Flask, slug: str
) -> None:
    page = phone("qu", script=False)
    page.goto(f"/o/{slug}/file/story")
    sound = recording("ogg", "libopus", rate=48_000)
    page.set_input_files("[name=sound]", chosen("kunkay.ogg", "audio/ogg", sound))
    press(page, "button[name=stay]")
    assert page.locator("li audio").count() == 1
    assert too_wide(page) == 0
    press(page, "main form .go button")
    page.fill("input[name=place]", "Qollpa")
    press(page)
    page.goto(f"/o/{slug}/file/files")
    photo = chosen("chakra.jpg", "image/jpeg", tagged_jpeg())
    page.set_input_files("[name=files]", photo)
    press(page, "main form .go button")
    assert page.locator("button[name=remove]").count() == 1
    page.goto(f"/o/{slug}/file/review")
    press(page, "form[action$='/send'] button")
    assert re.sub(r"\D", "", page.locator("p.code").inner_text())
    assert page.locator("html").get_attribute("lang") == "quz"
    with app.extensions["database"].reading() as session:
        case = session.scalars(select(Case)).one()
        purposes = set(session.scalars(select(Attachment.purpose)))
        assert case.story is None
        assert purposes == {Purpose.STORY_SOUND, Purpose.EVIDENCE}


def test_a_voice_is_recorded_in_the_page_heard_again_and_sent(
    phone: Any, app: Flask, slug: str
) -> None:
    page = phone("es", script=True)
    page.add_init_script(STUB)
    page.goto(f"/o/{slug}/file/story")
    page.click("[data-record]")
    page.locator("[data-record] + b", has_text="0:02").wait_for()
    page.click("[data-record]")
    page.wait_for_selector("audio[src^='blob:']")
    assert page.locator("[data-record] span").inner_text() == "Grabar otra vez"
    page.fill("[name=story]", "Y además lo escribo.")
    page.locator("main form .go button").first.click()
    page.wait_for_url("**/file/place")
    assert page.locator("h1").count() == 1
    page.go_back()
    page.wait_for_selector("li audio")
    assert page.locator("[name=story]").input_value() == "Y además lo escribo."


def test_an_upload_that_fails_keeps_the_page_and_says_so(phone: Any, slug: str) -> None:
    page = phone("es", script=True)
    page.goto(f"/o/{slug}/file/story")
    page.fill("[name=story]", "Sin señal")
    page.locator("[name=papers]").dispatch_event("click")
    page.wait_for_selector("script[src*=record]", state="attached")
    page.wait_for_load_state("networkidle")
    page.set_input_files("[name=papers]", chosen("a.jpg", "image/jpeg", tagged_jpeg()))
    page.context.set_offline(True)
    page.locator("main form .go button").first.click()
    page.wait_for_selector("text=lo que escribió sigue aquí")
    assert page.locator("[name=story]").input_value() == "Sin señal"
    page.context.set_offline(False)
    page.locator("main form .go button").first.click()
    page.wait_for_url("**/file/place")


def test_the_buttons_of_the_pages_with_files_are_large_enough(phone: Any, slug: str) -> None:
    page = phone("es", script=True)
    page.goto(f"/o/{slug}/file/story")
    assert small_targets(page) == []
    assert too_wide(page) == 0


def test_an_office_page_names_no_folder(tmp_path: Path, phone: Any, slug: str) -> None:
    """A browser sends the name of a file, never where it lies."""
    page = phone("es", script=False)
    file = tmp_path / "mi-carpeta-canaria"
    file.mkdir()
    (file / "a.jpg").write_bytes(tagged_jpeg())
    page.goto(f"/o/{slug}/file/story")
    page.set_input_files("[name=papers]", str(file / "a.jpg"))
    press(page, "button[name=stay]")
    assert "canaria" not in page.content()
