"""A person votes on ten statements in Quechua, on a small phone, without a script."""

from typing import Any

import pytest
from flask import Flask

from dialogue.kinds import Audience
from dialogue.operations.statements import Line
from dialogue.queries.voting import counts_anew, counts_kept
from tests.browser.ballots import HOST, address
from tests.browser.visits import PHONE, THUMB, Visits, press, small_targets, too_wide
from tests.dialogue.statements.asking import open_table

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

QUECHUA = tuple(Line(f"El manantial número {one}", f"Pukyu yupay {one}") for one in range(1, 11))
CHOICES = ("agree", "disagree", "pass")


def test_ten_statements_in_quechua_at_360_pixels_without_a_script(
    app: Flask, serve: Any, chromium: Any
) -> None:
    table = open_table(app)
    code = table.ask(lines=QUECHUA, audience=Audience.PUBLIC)
    context = chromium.new_context(
        base_url=serve(app), viewport=PHONE, java_script_enabled=False, locale="es-PE"
    )
    try:
        screen = context.new_page()
        screen.goto(f"{table.at(code)}?lang=qu")
        assert screen.locator("html").get_attribute("lang") == "quz"
        press(screen, f"a[href='{table.at(code, 'vote')}']")
        met = []
        for number in range(10):
            met.append(screen.locator("blockquote .said").first.inner_text())
            assert too_wide(screen) == 0
            assert small_targets(screen, THUMB) == []
            press(screen, f"[value={CHOICES[number % 3]}]")
        assert sorted(met) == sorted(one.qu for one in QUECHUA)
        assert screen.locator(".ballot").count() == 0, "nothing is left to vote on"
        screen.goto(table.at(code, "mine"))
        press(screen, f"a[href='{table.at(code, 'vote/1')}']")
        press(screen, "[value=disagree]")
        assert screen.url.endswith("/mine")
    finally:
        context.close()
    with table.database.reading() as session:
        asked = table.find(session, code)
        kept = {cell: one for cell, one in counts_kept(session, asked).items() if one.seen}
        assert kept == counts_anew(session, asked)
        assert sum(one.seen for one in kept.values()) == 10


def test_paper_votes_are_typed_with_three_keys(visits: Visits, house: Any) -> None:
    screen = visits.open(script=True, cookies=house.desk_of(HOST))
    screen.goto(address(house, "/{open}/paper"))
    screen.fill("[name=number]", "4711")
    screen.check("[name=kind][value=paper]")
    screen.focus("[name=vote-1]")
    for key in "1231":
        screen.keyboard.press(key)
    assert [screen.input_value(f"[name=vote-{one}]") for one in (1, 2, 3, 4)] == list("1231")
    press(screen, "main form .go button")
    assert "4 " in screen.locator("[role=status]").first.inner_text()
