"""Charts on the smallest phone, in light and dark: every word whole, nothing against the policy."""

import pytest
from playwright.sync_api import Browser

from tests.chart_samples import LONG, every_chart

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; style-src 'self'"
CUT = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const sheet = svg.viewBox.baseVal
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBBox()
    return box.x < -1 || box.x + box.width > sheet.width + 1
      || box.y < -3 || box.y + box.height > sheet.height + 3
  }).map(text => text.textContent)
})"""
WORDS = ["Jóvenes", LONG, "W" * 90, "Ñawpaq kutiy: llamk'ay, ch'uya unu", "水" * 60]


@pytest.mark.parametrize("words", WORDS)
def test_no_word_of_a_chart_is_cut(chromium: Browser, words: str) -> None:
    page = chromium.new_page(viewport={"width": 392, "height": 640})
    page.set_content(
        f"<html lang=es><body style='font-family:DejaVu Sans'>{''.join(every_chart(words))}"
    )
    assert page.evaluate(CUT) == []
    page.close()


def test_the_content_policy_has_nothing_against_a_chart(chromium: Browser) -> None:
    assert complaints_about(chromium, "".join(every_chart())) == []
    assert complaints_about(chromium, "<p style='color:red'>") != []


def complaints_about(chromium: Browser, body: str) -> list[str]:
    """What the browser says when it must not show something."""
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page.set_content(f"<html lang=es>{head}{body}")
    page.close()
    return complaints
