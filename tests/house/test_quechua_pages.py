"""Whoever chose Runasimi meets no Spanish, from the first page to the answer."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from grievances.queries.queue import View
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.desk import make_desk
from tests.pages import Page
from web.catalogues import gathering, orthography

STORY = "Siptiyimrimanta unu mana chayamunchu chakraykuman."
WRONG = "4539148803436467"  # its check digit holds
NAMES = {"rimanakuy", "office"}


@pytest.fixture(scope="module")
def spanish() -> frozenset[str]:
    """The Spanish sentences that Quechua says in other words."""
    entries = gathering.catalogue("qu")
    return frozenset(
        form
        for entry in entries
        for form in (entry.msgid, entry.msgid_plural)
        if form and form not in (entry.msgstr, *entry.msgstr_plural.values())
    )


@pytest.fixture
def office(app: Flask, vault: Vault) -> str:
    """The address of an office that says all of itself in Quechua."""
    with app.extensions["database"].changing() as session:
        made = new_office(
            session,
            vault,
            name="Amachaq wasi, Chumbivilcas",
            address="Santo Tomás llaqtapi",
            hours="Lunismanta wiyirniskama, 08:00 – 16:30",
            phone="084 000 111",
            emergency_phone="105",
        )
        return f"/o/{made.slug}"


def said(element: Element) -> Iterator[str]:
    """What an element says in the language of the page: names of languages and lists aside."""
    if element.tag in {"script", "style"}:
        return
    for own in (element.text, element.get("aria-label"), element.get("placeholder")):
        if own and own.strip():
            yield " ".join(own.split())
    for child in element:
        if not isinstance(child.tag, str):  # a comment
            pass
        elif child.get("lang", "quz") == "quz" and child.tag not in {"option", "textarea"}:
            yield from said(child)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split())


def foreign(html: str, spanish: frozenset[str]) -> set[str]:
    """Sentences that were not translated, and words that are not Quechua."""
    texts = list(said(Page(html).root))
    words = {word for text in texts for word in orthography.misspelt(text)}
    return {text for text in texts if text in spanish} | {
        w for w in words if w.lower() not in NAMES
    }


def assert_quechua(answer: TestResponse, spanish: frozenset[str]) -> None:
    assert Page(answer.text).root.get("lang") == "quz"
    assert foreign(answer.text, spanish) == set()


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Unu</p><p>Agua</p>", {"Agua"}),
        ("<p>Bienvenidos</p>", {"Bienvenidos"}),
        ('<input aria-label="Buscar">', {"Buscar"}),
        ('<p lang="es">Bienvenidos</p>', set()),
        ("<p>Allinmi hamusqayki</p>", set()),
    ],
)
def test_spanish_is_found_where_it_stands(html: str, found: set[str]) -> None:
    spanish = frozenset({"Agua", "Buscar"})
    assert foreign(f'<!doctype html><html lang="quz"><body>{html}', spanish) >= found
    assert bool(foreign(f'<!doctype html><html lang="quz"><body>{html}', spanish)) is bool(found)


def fill(browser: FlaskClient, answer: TestResponse, **fields: str) -> TestResponse:
    """Send the form of a page as a browser would, and follow where it leads."""
    page = Page(answer.text)
    forms = [form for form in page.all("form") if form.get("method") == "post"]
    names = set(fields)
    form = next(form for form in forms if names <= {one.get("name") for one in form.iter()})
    hidden = {
        one.get("name", ""): one.get("value", "")
        for one in form.iter("input")
        if one.get("type") == "hidden"
    }
    address = urljoin(answer.request.path, form.get("action") or answer.request.path)
    return browser.post(address, data={**hidden, **fields}, follow_redirects=True)


@pytest.fixture
def browser(page: FlaskClient) -> FlaskClient:
    """A stranger's browser that has chosen Runasimi."""
    page.get("/?lang=qu")
    return page


STANDING = ("/", "/follow", "/how-we-work", "/privacy", "/accessibility", "/sign-in", "/nowhere")


def test_standing_pages_speak_quechua(
    browser: FlaskClient, office: str, spanish: frozenset[str]
) -> None:
    for address in (office, *STANDING):
        assert_quechua(browser.get(address), spanish)


def test_the_whole_way_speaks_quechua(
    browser: FlaskClient, office: str, spanish: frozenset[str]
) -> None:
    pages = [browser.get(f"{office}/file")]
    for fields in (
        {"topics": ["water", "land"], "track": "alerta"},
        {"story": STORY},
        {"place": "Qollpa"},
        {},
        {"respondent": "Mina"},
        {"tier": "anonymous"},
        {},
    ):
        pages.append(fill(browser, pages[-1], **fields))
    review = pages[-1]
    receipt = fill(browser, review)
    code = "".join(re.findall(r"\b\d{4}\b", receipt.text.split("<main")[1])[:4])
    pages += [receipt, fill(browser, receipt, last_four="0000")]
    pages.append(fill(browser, receipt, last_four=code[-4:]))
    pages += [fill(browser, browser.get("/follow"), code=wrong) for wrong in ("1234", WRONG)]
    case = fill(browser, browser.get("/follow"), code=code)
    pages += [case, browser.get("/my-case/told"), fill(browser, case, text="")]
    pages.append(fill(browser, case, text="Allinmi"))
    for answer in pages:
        assert_quechua(answer, spanish)


def test_each_question_says_in_quechua_what_is_missing(
    browser: FlaskClient, office: str, spanish: frozenset[str]
) -> None:
    for question in ("about", "story", "place", "for-whom", "responsible", "contact", "danger"):
        page = browser.get(f"{office}/file/{question}")
        assert_quechua(page, spanish)
        assert_quechua(fill(browser, page), spanish)


def test_the_desk_speaks_quechua_too(
    app: Flask, database: Database, vault: Vault, spanish: frozenset[str]
) -> None:
    """Only our sentences: names of people and offices are as they are."""
    desk = make_desk(app, database, vault)
    browser = desk.browser("intake")
    browser.set_cookie("lang", "qu")
    pages = [f"/desk/?view={view.value}" for view in View]
    pages += [desk.address, f"{desk.address}/take", f"{desk.address}/tie", "/account"]
    for address in pages:
        page = Page(browser.get(address).text)
        assert page.root.get("lang") == "quz"
        assert [text for text in said(page.root) if text in spanish] == []
