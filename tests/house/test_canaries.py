"""S8, S24: what people confide and where they sit is found nowhere but sealed."""

import base64
import binascii
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, inspect, select, text

from accounts.roles import Role
from grievances.models import Case
from kernel.database import Database
from kernel.policy import Actor
from tests.factories.accounts import signed_in
from tests.factories.cases import make_office, make_staff
from tests.grievances import people

STORY = "zorzal-canario-4417"
CONTACT = "picaflor-canario-9021"
MESSAGE = "condorito-canario-3358"
DRAFT = "wayronko-canario-7702"
REPLY = "gorrion-canario-5120"
NOTE = "lechuza-canario-8846"
ADDRESS = "203.0.113.77"
AGENT = "canario-agente-6602"
REFERRER = "canario-pagina-1845"
CANARIES = (STORY, CONTACT, MESSAGE, DRAFT, REPLY, NOTE, ADDRESS, AGENT, REFERRER)


def told(app: Flask) -> str:
    """Somebody files and writes, the office answers, somebody else leaves a draft; the code."""
    browser = app.test_client()
    browser.environ_base |= {
        "REMOTE_ADDR": ADDRESS,
        "HTTP_USER_AGENT": AGENT,
        "HTTP_REFERER": f"http://localhost/{REFERRER}",
    }
    slug, officer = open_office_with_intake(app)
    code = people.file_a_case(
        browser,
        slug,
        story={"story": f"{STORY} y más"},
        place={"where": "PE-CUS", "place": STORY, "happened": STORY},
        responsible={"respondent": STORY},
        contact={"tier": "named", "name": CONTACT, "phone": CONTACT, "email": f"{CONTACT}@x.org"},
        danger={"danger_note": STORY, "dangers": ["life"]},
    )
    people.follow(browser, code)
    sent = people.press(browser, "/my-case", "/my-case/messages", text=f"{MESSAGE} y más")
    assert sent.status_code == 303
    page = browser.get("/my-case").get_data(as_text=True)
    assert MESSAGE in page
    assert STORY in browser.get("/my-case/told").get_data(as_text=True)
    the_office_writes(app, officer)
    assert REPLY in browser.get("/my-case").get_data(as_text=True)
    left = people.press(app.test_client(), f"/o/{slug}/file/story", story=DRAFT)
    assert left.status_code == 303
    return code


def open_office_with_intake(app: Flask) -> tuple[str, Actor]:
    """An office where somebody is told by mail of what comes in; its slug, and that somebody."""
    with app.extensions["database"].changing() as session:
        office = make_office(session, app.extensions["vault"])
        return office.slug, make_staff(session, office, Role.INTAKE)


def the_office_writes(app: Flask, officer: Actor) -> None:
    """To the person, and for colleagues."""
    with app.extensions["database"].reading() as session:
        address = f"/desk/cases/{session.scalars(select(Case.reference)).one()}"
    browser = signed_in(app, officer.person_id or 0)
    for to, words in (("messages", {"text": REPLY, "language": "es"}), ("notes", {"note": NOTE})):
        assert people.press(browser, address, f"{address}/{to}", **words).status_code == 303


def everything_stored(database: Database) -> Iterator[tuple[str, bytes]]:
    """Every value of every table, DBOS's too, as it lies and as it reads when decoded."""
    with database.engine.connect() as connection:
        for schema, table in every_table(connection):
            for row in connection.execute(text(f'SELECT * FROM "{schema}"."{table}"')):
                for value in row:
                    plain = value if isinstance(value, bytes) else str(value).encode()
                    yield table, plain
                    yield table, decoded(plain)


def every_table(connection: Connection) -> Iterator[tuple[str, str]]:
    """What a dump would hold: PostgreSQL keeps DBOS's tables in a schema of their own."""
    known = inspect(connection)
    for schema in set(known.get_schema_names()) - {"information_schema"}:
        for table in known.get_table_names(schema):
            yield schema, table


def decoded(value: bytes) -> bytes:
    """What base64 hides; nothing when the value is none."""
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        return b""


def test_no_canary_is_found_in_database_durable_work_or_files(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    code = told(app)
    stored = list(everything_stored(database))
    assert {table for table, _ in stored} >= {"workflow_status", "kernel_notice", "grievances_case"}
    assert any(b"grievances.case-came-in" in value for _, value in stored), "the search finds"
    for canary in (*CANARIES, code):
        found = {table for table, value in stored if canary.encode() in value}
        assert found == set(), canary
        for file in tmp_path.rglob("*"):
            assert not file.is_file() or canary.encode() not in file.read_bytes(), (canary, file)


def test_no_canary_is_found_in_the_logs(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        code = told(app)
        broken = app.test_client().post("/my-case/messages", data={"text": MESSAGE})
    assert broken.status_code in {303, 400}
    said = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "filing" in said or "answered" in said
    for canary in (*CANARIES, code):
        assert canary not in said, canary
