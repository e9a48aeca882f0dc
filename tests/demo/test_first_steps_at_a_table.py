"""The step of the readme that leads to a table: what it names is there for who holds the card."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.queries import person_by_email
from app import create_app
from demo.mesa import CARD_OF
from dialogue.kinds import ProcessKind
from dialogue.models import Agreement, Conversation, Process, Proposal
from kernel.database import Database
from tests.demonstration import Demo
from tests.factories.accounts import send, signed_in
from tests.pages import CheckedClient
from web.settings import Settings

HOST = "coordinator@salta.example"


@pytest.fixture
def house(seeded: Database, tmp_path: Path) -> Iterator[Flask]:
    """The whole application on the world of the demo."""
    made = create_app(Settings.for_tests(tmp_path / "var", DATABASE_URL=str(seeded.url)))
    made.testing = True
    made.test_client_class = CheckedClient
    yield made
    made.extensions["jobs"].close()
    made.extensions["database"].dispose()


@pytest.fixture
def table(seeded: Database) -> dict[str, str]:
    """The addresses of the table: its process, what is voted on, proposed and agreed."""
    with seeded.reading() as session:
        mesa = session.scalars(select(Process).where(Process.kind == ProcessKind.MESA)).one()
        here = f"/dialogue/{mesa.code}"
        ours = [
            session.scalars(select(one.code).where(one.process_id == mesa.id)).one()
            for one in (Conversation, Proposal, Agreement)
        ]
    return {"": here} | {
        name: f"{here}/{name}/{code}"
        for name, code in zip(("statements", "proposals", "agreements"), ours, strict=True)
    }


def with_the_card(house: Flask, demo: Demo) -> FlaskClient:
    """Somebody types the digits that the terminal printed."""
    printed = re.search(rf"((?:\d{{4}} ?){{4}})   {CARD_OF}", demo.sign_ins)
    assert printed
    browser = house.test_client()
    assert send(browser, "/dialogue/card", code=printed[1]).status_code == 303
    return browser


def test_the_printed_card_leads_to_all_that_the_readme_names(
    house: Flask, demo_file: Demo, table: dict[str, str]
) -> None:
    browser = with_the_card(house, demo_file)
    assert "Qué puede hacer usted ahora" in browser.get(table[""]).text
    assert (
        "Su aporte"
        in browser.get(
            re.findall(
                r"/dialogue/[\w-]+/threads/[\w-]+", browser.get(f"{table['']}/threads").text
            )[0]
        ).text
    )
    assert "Mis votos" in browser.get(table["statements"]).text
    assert "Cambiar" in browser.get(f"{table['statements']}/mine").text
    assert "Decir si se cumplió" in browser.get(table["agreements"]).text
    assert "Traer una propuesta" in browser.get(f"{table['']}/proposals").text


def test_its_host_finds_rounds_rooms_and_the_bulletin_where_the_readme_says(
    house: Flask, table: dict[str, str]
) -> None:
    with house.extensions["database"].reading() as session:
        host = person_by_email(session, HOST)
    assert host is not None
    browser = signed_in(house, host.id)
    page = browser.get(table["proposals"]).text
    assert "Ronda 3" in page
    assert "Preparar una ronda" in page
    assert "Entrar a la sala de una reunión" in browser.get(table[""]).text
    assert "Boletines" in browser.get("/dialogue/").text
