"""The docs say what is true: guides equal the code, links and commands lead somewhere."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest
from flask import Flask

from docs.guides import GUIDE, PAGES
from web.catalogues.orthography import misspelt
from web.catalogues.settled import unsettled
from web.settings import TABLE

ROOT = Path(__file__).parents[2]
SPANISH_GUIDES = (
    "docs/guide/dialogue.md",
    "docs/guide/files-as-evidence.es.md",
    "docs/guide/filing.md",
    "docs/guide/officers.es.md",
    "docs/guide/opinion-groups.es.md",
    "docs/guide/places.es.md",
    "docs/guide/studies.es.md",
    "docs/guide/table.md",
    "docs/guide/workshop.md",
)
IN_QUECHUA = ("filing", "table")
"""Guides that people read aloud: each has a Quechua version, part by part."""

CATALOGUE = ROOT / "translations" / "messages.pot"
QUECHUA = ROOT / "translations" / "qu" / "LC_MESSAGES" / "messages.po"
TOP = ("README.md", "README.es.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
DOCUMENTS = [*(ROOT / name for name in TOP), *sorted((ROOT / "docs").rglob("*.md"))]

HEADINGS = ["Context", "Decision", "Status", "Consequences"]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)`")
FLASK = re.compile(r"\bflask ([a-z][a-z-]*)")
PRESSED = re.compile(r"«([^»]+)»")
SETTING = re.compile(r"\bRIMANAKUY_[A-Z_]+\b")
PROMISED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NUMBERED = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def links_of(text: str) -> Iterator[str]:
    """The links of a page that stay in the repository."""
    for link in LINK.findall(text):
        if "://" not in link and not link.startswith("mailto:"):
            yield link


def anchors_of(text: str) -> set[str]:
    """What `#…` may name in a page: its headings as the forge writes them into addresses."""
    headings = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def broken_links(document: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    broken = []
    for link in links_of(document.read_text()):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors_of(target.read_text())):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES)
def test_a_printed_page_of_the_guide_says_what_the_code_says(page: str) -> None:
    printed: Callable[[], str] = PAGES[page]
    assert (GUIDE / page).read_text() == printed(), "print it anew: python -m docs.guides"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_in_the_docs_leads_somewhere(document: Path) -> None:
    assert broken_links(document) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One thing\n[a](page.md#one-thing) [b](page.md#other) [c](gone.md) <x://y>")
    assert broken_links(page) == ["page.md#other", "gone.md"]


def test_every_promise_names_tests_that_exist() -> None:
    named = PROMISED.findall((GUIDE / "promises.md").read_text())
    assert len(named) > 30
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).is_file() or f"def {test}(" not in (ROOT / file).read_text()
    ]
    assert missing == []


@pytest.mark.parametrize("readme", ["README.md", "README.es.md"])
def test_a_newcomer_can_read_the_whole_readme(readme: str) -> None:
    assert len((ROOT / readme).read_text().splitlines()) <= 150


@pytest.mark.parametrize("folder", ["", "filing/es", "filing/qu"])
def test_pictures_of_a_page_are_light_enough_for_a_slow_line(folder: str) -> None:
    pictures = list((ROOT / "docs" / "images" / folder).glob("*.png"))
    assert pictures
    assert sum(each.stat().st_size for each in pictures) <= 300 * 1024


def test_both_readmes_have_the_same_parts() -> None:
    parts = [(ROOT / name).read_text().count("\n## ") for name in ("README.md", "README.es.md")]
    assert parts[0] == parts[1]


def test_the_changelog_tells_of_the_version_that_is_built() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("decision", DECISIONS, ids=name_of)
def test_a_decision_is_one_page_under_five_headings(decision: Path) -> None:
    text = decision.read_text()
    number = NUMBERED.fullmatch(decision.name)
    assert number
    assert text.startswith(f"# {number[1]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert len(text.splitlines()) <= 80


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(each.name[:4]) for each in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", ["README.es.md", *SPANISH_GUIDES])
def test_what_the_docs_tell_people_to_press_stands_on_a_page(page: str) -> None:
    sentences = {entry.msgid for entry in polib.pofile(str(CATALOGUE))}
    assert set(PRESSED.findall((ROOT / page).read_text())) <= sentences


@pytest.mark.parametrize("guide", IN_QUECHUA)
def test_a_quechua_guide_is_written_as_the_catalogue_is(guide: str) -> None:
    written = (GUIDE / f"{guide}.qu.md").read_text().splitlines()
    assert any(line.startswith("> **Sin revisar.**") for line in written)
    ours = (line for line in written if not line.startswith((">", "**Runasimi**")))
    text = re.sub(r"\]\([^)]*\)", "]", "\n".join(ours))
    assert misspelt(text) == []
    assert unsettled(text) == []


def shapes_of(page: str) -> list[list[str]]:
    """How each part of a guide is built: its items, rows, pictures and paragraphs, in order."""
    parts = re.split(r"^## .+$", (GUIDE / page).read_text(), flags=re.MULTILINE)[1:]
    return [re.findall(r"^ *(?:\d+\.|-|\||!|(?=\S))", part, re.MULTILINE) for part in parts]


@pytest.mark.parametrize("guide", IN_QUECHUA)
def test_a_guide_has_the_same_parts_in_quechua(guide: str) -> None:
    assert shapes_of(f"{guide}.md") == shapes_of(f"{guide}.qu.md")


def test_the_quechua_guide_of_a_table_quotes_the_same_buttons_part_by_part() -> None:
    said = {entry.msgid: entry.msgstr for entry in polib.pofile(str(QUECHUA))}
    spanish, quechua = (
        [PRESSED.findall(part) for part in (GUIDE / page).read_text().split("\n## ")]
        for page in ("table.md", "table.qu.md")
    )
    assert [sorted(said[one] for one in part) for part in spanish] == [*map(sorted, quechua)]


def test_the_docs_name_only_commands_and_settings_that_exist(app: Flask) -> None:
    text = "\n".join(document.read_text() for document in DOCUMENTS)
    targets = re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(MAKE.findall(text)) <= set(targets)
    assert set(FLASK.findall(text)) <= set(app.cli.commands)
    assert set(SETTING.findall(text)) <= {setting.name for setting in TABLE}
