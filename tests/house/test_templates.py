"""Rules that every template of the house keeps, read from its source."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from flask import Flask
from jinja2 import meta, nodes

from tests.web.bare import ROOT, bare_app

FOLDER = ROOT / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
PAGES = [name for name in TEMPLATES if not name.startswith("macros/")]
PAPERS = "print/"
LONGEST = 120

# Filters and words that let unescaped text or code of others onto a page.
RAW = re.compile(
    r"\|\s*safe\b|autoescape|\bMarkup\b|<\s*style\b|\bstyle\s*=|<script(?![^>]*\bsrc=)|\bon[a-z]+\s*=\s*[\"']|javascript:"
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return bare_app(tmp_path_factory.mktemp("templates"))


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def tree(app: Flask, name: str) -> nodes.Template:
    """What Jinja makes of it."""
    return app.jinja_env.parse(source(name))


def _kept_if_filled_in(style: re.Match[str]) -> str:
    return style.group() if "{{" in style.group() or "{%" in style.group() else ""


def rawness(name: str, code: str) -> list[str]:
    """What lets raw text, style or script into this template; a paper may carry its own style."""
    if name == PAPERS + "base.html":
        code = code.replace("<style>{{ print_style() }}</style>", "")
    elif "print/" in name:  # a paper of its own: plain style, nothing put into it
        code = re.sub(r"<style>[^<]*?</style>", _kept_if_filled_in, code)
    return RAW.findall(code)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_raw_and_nothing_inline(name: str) -> None:
    assert rawness(name, source(name)) == []


@pytest.mark.parametrize(
    "code",
    ["{{ x | safe }}", "<p style='a'>", "<style>", "<script>", '<p onclick="a()">', "javascript:x"],
)
def test_the_watch_over_raw_text_sees_it(code: str) -> None:
    assert rawness("some.html", code) != []


def test_a_paper_with_its_own_style_puts_nothing_into_it() -> None:
    assert rawness("cases/print/some.html", "<style>p { color: red }</style>") == []
    assert rawness("cases/print/some.html", "<style>{{ words }}</style>") != []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_sound_and_names_templates_that_exist(app: Flask, name: str) -> None:
    for other in meta.find_referenced_templates(tree(app, name)):
        assert other is None or other in TEMPLATES


@pytest.mark.parametrize("name", PAGES)
def test_a_template_is_one_page_and_can_be_taken_in(name: str) -> None:
    assert len(source(name).splitlines()) <= LONGEST


def posts(code: str) -> Iterator[str]:
    """The POST forms of a template, each from its tag to its end."""
    for form in re.findall(r"<form\b.*?</form>", code, re.S):
        if re.search(r'method="post"', form, re.I):
            yield form


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_form_that_posts_carries_its_keys(name: str) -> None:
    for form in posts(source(name)):
        assert re.search(r"keys\(|csrf_token", form), form[:80]


def calls(app: Flask, name: str) -> Iterator[tuple[str, str]]:
    """Every `{% macro %}` of a template, with its file."""
    for macro in tree(app, name).find_all(nodes.Macro):
        yield name, macro.name


def test_no_macro_is_kept_that_no_page_uses(app: Flask) -> None:
    gallery = (ROOT / "tests" / "web" / "gallery_pages").glob("*.html")
    everything = "\n".join([*map(source, TEMPLATES), *(path.read_text() for path in gallery)])
    for name in TEMPLATES:
        for _file, macro in calls(app, name):
            used = len(re.findall(rf"\b{macro}\(", everything))
            assert used > 1, f"{name}: {macro}"


def test_every_icon_that_is_asked_for_exists(app: Flask) -> None:
    paths = app.jinja_env.get_template("macros/icons.html").module.paths  # type: ignore[attr-defined]
    for name in TEMPLATES:
        for icon in re.findall(r'\bicon\("(\w+)"\)|picture="(\w+)"', source(name)):
            assert set(filter(None, icon)) <= paths.keys(), name
