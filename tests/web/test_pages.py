"""The page checker sees each fault: a gate that cannot fail is a defect."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pages import RULES, BadPage, CheckedClient, Page, Rule, breaches, page_weight
from tests.web.gallery import gallery

GOOD = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>Recibo – Rimanakuy</title></head>
<body><h1>Recibo</h1>
<p><a href="#m">Abajo</a></p>
<form method="post"><input type="hidden" name="csrf_token" value="x">
<input type="hidden" name="key" value="y">
<label for="story">Cuente</label><textarea id="story" name="story"></textarea>
<button>Enviar</button></form>
<table id="m"><caption>Casos</caption><tr><th scope="col">Caso</th></tr></table>
</body></html>"""

BREAKS = {
    "is_valid_html": ("<p><a", "<p><div></p></p><a"),
    "says_its_language": ('lang="es"', 'lang="qu"'),
    "has_one_heading": ("<h1>Recibo</h1>", "<h1>Recibo</h1><h1>Recibo</h1>"),
    "title_starts_with_heading": ("<h1>Recibo</h1>", "<h1>Su recibo</h1>"),
    "labels_its_controls": ('for="story"', ""),
    "has_no_id_twice": ("<h1>", '<h1 id="story">'),
    "points_at_what_exists": ('href="#m"', 'href="#n"'),
    "keeps_style_and_script_outside": ("<h1>", '<h1 style="color:red">'),
    "guards_its_forms": ('name="csrf_token"', 'name="other"'),
    "hides_no_secret": ('name="key" value="y">', 'name="key"><input type="hidden" name="code">'),
    "keeps_the_order_of_focus": ("<button>", '<button tabindex="3">'),
    "names_its_links_and_buttons": ("Enviar", ""),
    "explains_its_tables": ('scope="col"', ""),
    "is_light": ("Abajo", "".join(chr(0x4E00 + 7 * n % 20_000) for n in range(9_000))),
    "leaves_nothing_unsaid": ("Abajo", "Quedan %(days)s"),
}


def test_every_rule_has_a_page_that_breaks_it() -> None:
    assert {rule.__name__ for rule in RULES} == BREAKS.keys()


def test_a_good_page_breaks_none() -> None:
    assert breaches(GOOD) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_sees_its_fault(rule: Rule) -> None:
    good, bad = BREAKS[rule.__name__]
    assert good in GOOD
    assert breaches(GOOD, [rule]) == []
    assert breaches(GOOD.replace(good, bad, 1), [rule]) != []


@pytest.mark.parametrize(
    "part",
    [
        "<script>1</script>",
        "<style>p{}</style>",
        '<p onclick="x()">',
        '<a href="javascript:1">a</a>',
    ],
)
def test_nothing_inline_gets_through(part: str) -> None:
    assert any("inline" in breach for breach in breaches(GOOD.replace("<h1>", part + "<h1>")))


def test_text_without_a_sending_key_is_seen() -> None:
    assert breaches(GOOD.replace('name="key"', 'name="other"')) != []


def test_a_fourth_request_is_seen() -> None:
    files = '<img alt="" src="/a.png"><img alt="" src="/b.png"><img alt="" src="/c.png">'
    assert any("requests" in breach for breach in breaches(GOOD.replace("<h1>", files + "<h1>")))


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return gallery(tmp_path, RIMANAKUY_DEMO="yes")


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("language", ["es", "qu", "en"])
@pytest.mark.parametrize("path", ["/", "/tiles", "/desk", "/no-such-page"])
def test_every_macro_gives_a_good_page(browser: FlaskClient, path: str, language: str) -> None:
    assert isinstance(browser, CheckedClient)
    browser.get(path, query_string={"lang": language})


def test_the_client_fails_the_test_that_opens_a_bad_page(app: Flask) -> None:
    app.add_url_rule("/bad", view_func=lambda: "<h1>No", endpoint="bad")
    with pytest.raises(BadPage, match="GET /bad: "):
        app.test_client().get("/bad")


def test_a_page_of_every_macro_still_fits_the_first_window(browser: FlaskClient) -> None:
    assert page_weight(Page(browser.get("/").text)) < 10 * 1024
