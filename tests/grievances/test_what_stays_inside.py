"""What the office writes for itself reaches the person by no page, no mail and no paper (S5)."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from grievances.kinds import RenderingKind
from grievances.lifecycle import Verb
from grievances.models import Case
from grievances.operations.messages import write_note
from grievances.operations.renderings import write_beside
from grievances.queries.cases import key_of
from grievances.queries.renderings import original_of
from kernel.notices import Post
from kernel.notices.notify import Notice
from tests.grievances.desk_at_work import Desk, desk_of
from tests.grievances.people import file_a_case, follow, open_office, press, unquoted

NOTE, BESIDE, FINDINGS = "sospecha del capataz", "traducido sin revisar", "hallazgos secretos"
PAGES = ("", "/told", "/questions/1", "/dispute", "/withdraw", "/threat", "/rating")
OPEN_BEFORE = 2
"""The case itself and what was told can be read in every state."""


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app)


@pytest.fixture
def filer(app: Flask, slug: str) -> FlaskClient:
    """A browser that has the receipt and the case open."""
    browser = app.test_client()
    follow(browser, file_a_case(browser, slug))
    return browser


@pytest.fixture
def desk(app: Flask, slug: str, filer: FlaskClient) -> Desk:
    return desk_of(app, slug)


def writes_inside(app: Flask, desk: Desk) -> None:
    """The handler keeps a note and writes a translation beside the story."""
    vault = app.extensions["vault"]
    with app.extensions["database"].changing() as session:
        case = session.scalars(select(Case)).one()
        key = key_of(session, vault, case)
        write_note(session, key, desk.handler, case, NOTE)
        write_beside(
            session, key, desk.handler, case, original_of(session, key, case, "story"),
            RenderingKind.TRANSLATION, text=BESIDE, language="es", read_back=False, seen="",
        )  # fmt: skip


def pages(browser: FlaskClient, slug: str) -> Iterator[str]:
    """Everything that the person can open now."""
    addresses = [*(f"/my-case{page}" for page in PAGES), f"/o/{slug}/receipt"]
    found = [browser.get(address) for address in addresses]
    assert [one.status_code for one in found[:OPEN_BEFORE]] == [200] * OPEN_BEFORE
    for one in found:
        yield unquoted(one.get_data(as_text=True))
    paper = browser.get(f"/o/{slug}/receipt/pdf")
    assert paper.mimetype == "application/pdf"
    yield " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.data)).pages)


def mails(app: Flask) -> Iterator[str]:
    """Every letter that waits, in every language."""
    post: Post = app.extensions["post"]
    with app.app_context(), app.extensions["database"].reading() as session:
        notices = list(session.scalars(select(Notice)))
        assert notices, "somebody was told of the case"
        for notice in notices:
            for language in ("es", "qu", "en"):
                letter = post.letter(session, app.extensions["vault"], notice, language)
                yield f"{letter.subject} {letter.body}"


def test_no_page_mail_or_paper_holds_a_word_that_the_office_keeps_for_itself(
    app: Flask, slug: str, filer: FlaskClient, desk: Desk
) -> None:
    desk.asks()
    writes_inside(app, desk)
    read = [*pages(filer, slug)]
    press(filer, "/my-case/questions/1", text="Los domingos un poco.")
    desk.does(Verb.PROPOSE_ADMISSION, text="razones de dentro", severity=(1, 1, 1))
    read += pages(filer, slug)
    desk.does(Verb.ADMIT, by=desk.supervisor, text="Aceptado", severity=(1, 1, 1))
    read += [*pages(filer, slug), *mails(app)]
    assert any("Aceptado" in text for text in read), "what is for the person is there"
    for secret in (NOTE, BESIDE, FINDINGS, "razones de dentro"):
        assert not [text for text in read if secret in text]
