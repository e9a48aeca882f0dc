"""Offices, people and their browsers, for tests."""

import re
import secrets
from hashlib import sha256
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.models import CodeApp, Membership, Office, Person
from accounts.operations.second_step import STEP_SECONDS, begin_app, code_at
from accounts.queries import grants_of, person_with_grants
from accounts.queries.second_step import secret_of
from accounts.roles import OfficeKind, Role, Track
from kernel.clock import now
from kernel.policy import Actor
from kernel.vault import Vault
from tests.pages import CheckedClient
from web.sessions import DESK_LONGEST, SessionKind, WebSession

PASSWORD = "tres vicuñas cruzan el río"

_number = count(1)


def new_office(session: Session, vault: Vault, **facts: Any) -> Office:
    """An ombudsman's office in Cusco, unless told otherwise."""
    number = next(_number)
    known: dict[str, Any] = {
        "slug": f"oficina-{number}",
        "name": f"Oficina {number}",
        "kind": OfficeKind.OMBUDSMAN,
        "country": "PE",
        "region": "PE-CUS",
        "time_zone": "America/Lima",
        "languages": ["es", "qu"],
        "tracks": [track.value for track in Track],
        "anonymous_tracks": [Track.ALERTA.value],
    }
    office = Office(**(known | facts))
    session.add(office)
    session.flush()
    vault.add_holder(session, office.holder)
    vault.add_holder(session, office.custodian_holder)
    return office


def new_person(session: Session, office: Office | None, *roles: Role, **facts: Any) -> Person:
    """Somebody in these roles: of `office`, or of the installation when there is none."""
    number = next(_number)
    known: dict[str, Any] = {"name": f"Persona {number}", "email": f"p{number}@example.org"}
    person = Person(**(known | facts))
    session.add(person)
    session.flush()
    give(session, person, office, *roles)
    return person


def give(session: Session, person: Person, office: Office | None, *roles: Role) -> None:
    """Let a person be more than they are."""
    office_id = office.id if office else None
    session.add_all(
        Membership(person_id=person.id, office_id=office_id, role=role) for role in roles
    )
    session.flush()


def actor_of(session: Session, person: Person) -> Actor:
    """The person as the policy sees them."""
    session.expire_all()
    found, _grants = person_with_grants(session, person.id)
    return Actor(found.id, grants_of(found))


def signed_in(app: Flask, person_id: int, standing: str = "passed") -> FlaskClient:
    """The browser of somebody who has signed in to the end, without the cost of a password."""
    token = secrets.token_urlsafe(8)
    with app.extensions["database"].changing() as session:
        uniquifier = session.get_one(Person, person_id).fs_uniquifier
        session.add(
            WebSession(
                token_hash=sha256(token.encode()).hexdigest(),
                kind=SessionKind.DESK,
                subject=uniquifier,
                data={
                    "_user_id": uniquifier,
                    "_fresh": True,
                    "csrf_token": secrets.token_hex(20),
                    "standing": standing,
                    "proved_at": now().isoformat(),
                },
                ends_at=now() + DESK_LONGEST,
            )
        )
    app.test_client_class = CheckedClient
    browser = app.test_client()
    browser.set_cookie("desk", token)
    return browser


def send(browser: FlaskClient, page: str, to: str = "", **fields: Any) -> TestResponse:
    """Open a page with a form and send it, as a person would: to its own address, or `to`."""
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', browser.get(page).text)
    assert token, f"no form on {page}"
    return browser.post(to or page, data={"csrf_token": token[1], **fields})


def new_code_app(session: Session, vault: Vault, person_id: int) -> bytes:
    """A phone that makes codes for this person; gives its secret, see `code_of`."""
    actor = Actor(person_id)
    begin_app(session, vault, actor)
    session.flush()
    app = session.scalars(select(CodeApp).where(CodeApp.person_id == person_id)).one()
    app.confirmed_at = now()
    return secret_of(session, vault, app)


def code_of(secret: bytes, later: int = 0) -> str:
    """What the phone shows now, or some steps later."""
    return code_at(secret, int(now().timestamp()) // STEP_SECONDS + later).decode()
