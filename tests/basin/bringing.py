"""A study whose keeper brings evidence by hand, for tests."""

import io
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.roles import Role
from basin.models import Evidence, Study
from basin.queries.evidence import part_of
from basin.queries.ledger import document_of
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.basin import new_study


@dataclass
class Desk:
    """A study, and the browser of somebody who may add to it."""

    app: Flask
    code: str
    office_id: int
    person_id: int
    browser: FlaskClient

    @property
    def add(self) -> str:
        """The page with every way to bring evidence."""
        return f"/studies/{self.code}/add"

    def newest(self) -> Evidence:
        """What was put in evidence last, with its document loaded."""
        with self.app.extensions["database"].reading() as session:
            found = session.scalars(select(Evidence).order_by(Evidence.id.desc())).first()
            assert isinstance(found, Evidence)
            return found

    def count(self) -> int:
        """How much evidence there is."""
        with self.app.extensions["database"].reading() as session:
            return len(session.scalars(select(Evidence.id)).all())

    def part(self, name: str) -> bytes:
        """A part of what was put in evidence last."""
        with self.app.extensions["database"].reading() as session:
            found = session.scalars(select(Evidence).order_by(Evidence.id.desc())).first()
            assert found is not None
            data = part_of(session, found, name)
            assert data is not None
            return data


def facts_of(evidence: Evidence) -> dict[str, Any]:
    """What its document says of it."""
    facts: dict[str, Any] = document_of(evidence.entry)["body"]["facts"]
    return facts


def desk_of(app: Flask, role: Role = Role.NOTE_TAKER, **facts: Any) -> Desk:
    """A study in an office of its own, with a keeper."""
    vault = app.extensions["vault"]
    with app.extensions["database"].changing() as session:
        office = new_office(session, vault)
        study = new_study(session, office, **facts)
        person = new_person(session, office, role)
        found = study.code, office.id, person.id
    return Desk(app, *found, signed_in(app, found[2]))


def another(app: Flask, desk: Desk, role: Role = Role.NOTE_TAKER) -> FlaskClient:
    """The browser of a colleague in the same office."""
    with app.extensions["database"].changing() as session:
        study = session.scalars(select(Study).where(Study.code == desk.code)).one()
        person = new_person(session, study.office, role).id
    return signed_in(app, person)


def hidden_of(html: str) -> dict[str, str]:
    """The hidden fields of a page."""
    found: dict[str, str] = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', html):
        name, value = (re.search(rf'\b{one}="([^"]*)"', tag) for one in ("name", "value"))
        if name and value:
            found.setdefault(unescape(name[1]), unescape(value[1]))
    return found


def fill(
    browser: FlaskClient, page: str, file: tuple[bytes, str] | None = None, **fields: Any
) -> TestResponse:
    """Open a page, fill it in and send it."""
    shown = browser.get(page)
    assert shown.status_code == 200, (page, shown.status_code)
    told: dict[str, Any] = {**hidden_of(shown.get_data(as_text=True)), **fields}
    if file is not None:
        told["file"] = (io.BytesIO(file[0]), file[1])
    return browser.post(page, data=told, content_type="multipart/form-data", buffered=True)


def bring(desk: Desk, kind: str, data: bytes, name: str = "tabla.csv") -> str:
    """Upload a table; the address of its mapping."""
    answer = fill(desk.browser, f"{desk.add}/{kind}", (data, name))
    assert answer.status_code == 303, unescape(answer.get_data(as_text=True))[:3000]
    return str(answer.location)
