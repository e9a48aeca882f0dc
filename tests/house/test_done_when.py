"""S4, S6: a story, a photograph with its place, a name and a telephone number go all the way
through the platform, and a thief of the database, the files and the logs finds none of them."""

import logging
import re
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.queries import office_by_slug
from accounts.roles import Role
from app import create_app
from grievances.models import Attachment, Case
from kernel.database import Database
from tests.factories.accounts import signed_in
from tests.factories.cases import make_staff
from tests.factories.files import WORD, tagged_jpeg
from tests.factories.uploads import fetched, send_files
from tests.grievances import people
from tests.house.test_canaries import everything_stored
from tests.pages import CheckedClient
from web.settings import Settings

STORY, NAME, PHONE = "chihuaco canario canta", "Canaria Mamani Yupa", "984 417 063"
MESSAGE, REPLY = "akakllucanario", "huallatacanaria"
PHOTO, PHOTO_NAME = tagged_jpeg(), "foto-canaria-del-rio.jpg"
PLACES = [struct.pack(f"{order}IIII", 13, 1, 31, 1) for order in "<>"]
"""13 degrees, 31 minutes: how a photograph writes down where it was taken, in both byte orders."""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything lies that is not meant to stay."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def whole(any_database: Database, temp: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application on either database."""
    url = any_database.url.render_as_string(hide_password=False)
    said = {"DATABASE_URL": url, "RIMANAKUY_TEMP_DIR": str(temp)}
    made = create_app(Settings.for_tests(tmp_path / "var", **said))
    made.testing = True
    made.test_client_class = CheckedClient
    yield made
    made.extensions["jobs"].close()
    made.extensions["database"].dispose()


def filed(app: Flask, slug: str) -> str:
    """Somebody tells all of it and sends it; the code."""
    browser = app.test_client()
    contact = {"tier": "named", "name": NAME, "phone": PHONE}
    people.answer_everything(browser, slug, story={"story": STORY}, contact=contact)
    sent = send_files(browser, f"/o/{slug}/file/files", {"files": [(PHOTO, PHOTO_NAME)]})
    assert sent.status_code == 303
    assert people.send(browser, slug).status_code == 303
    return people.code_on(browser.get(f"/o/{slug}/receipt").get_data(as_text=True))


def colleague(app: Flask, slug: str, role: Role) -> FlaskClient:
    with app.extensions["database"].changing() as session:
        one = make_staff(session, office_by_slug(session, slug), role)
    return signed_in(app, one.person_id or 0)


def worked_on(app: Flask, slug: str, reference: str) -> bytes:
    """The desk finds, reads, prints and answers it; the photograph as the desk sees it."""
    desk, address = colleague(app, slug, Role.HANDLER), f"/desk/cases/{reference}"
    word = STORY.split()[0]
    assert reference in desk.get(f"/desk/search?q={word}").get_data(as_text=True)
    page = desk.get(address).get_data(as_text=True)
    assert STORY in page
    for secret in (NAME, PHONE, PHOTO_NAME):
        assert secret not in page
    assert fetched(desk, f"{address}/file.pdf").startswith(b"%PDF")
    with app.extensions["database"].reading() as session:
        number = session.scalars(select(Attachment.id)).one()
    fetched(desk, f"{address}/files/{number}/preview")
    answered = people.press(desk, address, f"{address}/messages", text=REPLY, language="es")
    assert answered.status_code == 303
    return fetched(desk, f"{address}/files/{number}/copy")


def name_opened(app: Flask, slug: str, reference: str) -> None:
    """The custodian reads who it is."""
    custodian, address = colleague(app, slug, Role.CUSTODIAN), f"/desk/identities/{reference}"
    html = custodian.get(address).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
    assert token
    opened = custodian.post(address, data={"csrf_token": token[1]}).get_data(as_text=True)
    assert NAME in opened
    assert PHONE in opened


def written_to(app: Flask, code: str) -> None:
    """The person reads the answer and writes back."""
    browser = app.test_client()
    assert people.follow(browser, code).location == "/my-case"
    assert REPLY in browser.get("/my-case").get_data(as_text=True)
    assert people.press(browser, "/my-case", "/my-case/messages", text=MESSAGE).status_code == 303
    assert MESSAGE in browser.get("/my-case").get_data(as_text=True)


def gone_all_the_way(app: Flask) -> tuple[dict[str, bytes], bytes]:
    """Everything once through the house: what a thief looks for, and what the desk saw."""
    slug = people.open_office(app)
    colleague(app, slug, Role.INTAKE)  # is told by mail of what comes in
    code = filed(app, slug)
    with app.extensions["database"].reading() as session:
        reference = session.scalars(select(Case.reference)).one()
    copy = worked_on(app, slug, reference)
    name_opened(app, slug, reference)
    written_to(app, code)
    words = {one: one.encode() for one in (STORY, STORY.split()[0], NAME, PHONE, PHOTO_NAME)}
    words |= {one: one.encode() for one in (MESSAGE, REPLY, code, WORD)}
    words |= {f"place {order}": place for order, place in zip("<>", PLACES, strict=True)}
    middle = len(PHOTO) // 2, len(copy) // 2
    words |= {"photo": PHOTO[middle[0] : middle[0] + 24]}
    words |= {"clean photo": copy[middle[1] : middle[1] + 24]}
    return words, copy


def test_a_thief_of_database_files_and_logs_finds_nothing_that_was_told(
    whole: Flask,
    any_database: Database,
    tmp_path: Path,
    temp: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert any(place in PHOTO for place in PLACES), "the photograph tells where it was taken"
    with caplog.at_level(logging.DEBUG):
        told, copy = gone_all_the_way(whole)
    assert not any(place in copy for place in [*PLACES, WORD.encode()])
    said = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "answered" in said, "the logs were kept"
    loot = {"logs": said.encode(), "screen": "".join(capfd.readouterr()).encode()}
    stored = list(everything_stored(any_database))
    assert {table for table, _ in stored} >= {"kernel_file", "kernel_notice", "grievances_message"}
    assert any(b"grievances.case-came-in" in value for _, value in stored), "the search finds"
    blobs = [one for one in (tmp_path / "var" / "blobs").rglob("*") if one.is_file()]
    assert len(blobs) == 3, "the original, the clean copy and the preview"
    for one in tmp_path.rglob("*"):
        if one.is_file():
            loot[str(one.relative_to(tmp_path))] = one.read_bytes()
    assert [one for one in temp.rglob("*") if one.is_file()] == []
    for name, canary in told.items():
        assert {table for table, value in stored if canary in value} == set(), name
        assert {place for place, content in loot.items() if canary in content} == set(), name
