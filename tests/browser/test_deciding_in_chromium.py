"""A facilitator runs a round in the room, on a small phone, without a script."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from kernel.clock import now
from meetings.models import Agreement
from tests.browser.visits import PHONE, POINTER, press, small_targets, too_wide
from tests.dialogue.rounds.at_work import at_table
from tests.factories.meetings import new_meeting

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_round_in_the_room_at_360_pixels_without_a_script(
    app: Flask, serve: Any, chromium: Any
) -> None:
    working = at_table(app)
    with working.changing() as session:
        process = working.process(session)
        meeting = new_meeting(
            session, app.extensions["vault"], process.office, belongs_to=process.subject
        )
        meeting.opened_at = now()
        room = f"/dialogue/{working.code}/room/{meeting.reference}"
    base = serve(app)
    context = chromium.new_context(
        base_url=base, viewport=PHONE, java_script_enabled=False, locale="es-PE"
    )
    cookie = working.browser().get_cookie("desk")
    assert cookie
    context.add_cookies([{"name": "desk", "value": cookie.value, "url": base}])
    try:
        screen = context.new_page()

        def well() -> None:
            assert too_wide(screen) == 0, screen.url
            assert small_targets(screen, POINTER) == [], screen.url

        screen.goto(room)
        well()
        for name in ("rosa", "juana", "gerente"):
            screen.check(f"[name=present][value='{working.seats[name]}']")
        press(screen, "#quorum form button:not([name])")
        assert "Hay quórum" in screen.locator("#quorum").inner_text()
        press(screen, "a[href*='/rounds/new?proposal=']")
        well()
        press(screen, "main form > button")
        for group in ("community", "company"):
            press(screen, f"a[href*='/groups/{working.groups[group]}/hands']")
            well()
            screen.fill("[name=consent-women]", "6")
            screen.fill("[name=consent-men]", "5")
            press(screen, "main form > button")
        well()
        screen.click("details:has(form[action*='/do/hear']) > summary")
        well()
        press(screen, "form[action*='/do/hear'] button")
        assert "Nadie objetó." in screen.locator("#rounds").inner_text()
        screen.click("details:has(form[action*='/do/close']) > summary")
        press(screen, "form[action*='/do/close'] button")
        assert "Hay consentimiento" in screen.locator("#results").inner_text()
        press(screen, "a[href*='/read/']")
        well()
        press(screen, "a[href='?in=qu']")
        assert screen.locator("div[lang=quz] h2").count() == 1
        screen.goto(room)
        press(screen, "form[action*='/acta/'] button")
        assert "Está en el acta" in screen.locator("#results").inner_text()
    finally:
        context.close()
    with app.extensions["database"].reading() as session:
        noted = session.scalars(select(Agreement)).one()
        assert (noted.women_for, noted.men_for) == (12, 10)
