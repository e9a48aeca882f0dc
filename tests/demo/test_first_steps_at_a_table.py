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
from demo import mesa_story
from demo import mesa_waiting_story as waiting
from demo.mesa import CARD_OF
from dialogue.kinds import ProcessKind
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Agreement, Conversation, Process, Proposal, Round
from kernel.database import Database
from tests.demonstration import Demo
from tests.factories.accounts import send, signed_in
from tests.pages import CheckedClient
from web.settings import Settings

HOST = "coordinator@salta.example"
HIDDEN = r'<input name="((?!csrf)\w+)" type="hidden" value="([^"]*)"'
NAMES = "statements", "proposals", "agreements"


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
            session.scalars(select(one.code).where(one.process_id == mesa.id).order_by(one.id))
            for one in (Conversation, Proposal, Agreement)
        ]
    return {"": here} | {
        name: f"{here}/{name}/{first}" for name, (first, *_later) in zip(NAMES, ours, strict=True)
    }


def with_the_card(house: Flask, demo: Demo, name: str = CARD_OF) -> FlaskClient:
    """Somebody types the digits that the terminal printed."""
    printed = re.search(rf"((?:\d{{4}} ?){{4}})   {name}", demo.sign_ins)
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


def test_three_things_wait_for_the_printed_card_and_each_can_be_done(
    house: Flask, demo_file: Demo, table: dict[str, str]
) -> None:
    browser, here = with_the_card(house, demo_file), table[""]
    at_first = browser.get(here).text
    assert waiting.PROPOSAL in at_first
    assert f"Le faltan {len(waiting.STATEMENTS)} afirmaciones" in at_first
    assert "Decir si se cumplió 1 compromiso" in at_first
    for _one in waiting.STATEMENTS:
        page = f"{table['statements']}/vote"
        ballot = re.search(rf'action="({page}/\d+)"', browser.get(page).text)
        assert ballot
        assert send(browser, page, ballot[1], choice="agree").status_code == 303
    answering = f"{the_open_round(house)}/position"
    assert send(browser, answering, option="agree", language="es").status_code == 303
    confirming = re.findall(rf"{here}/confirmations/C-\w+", browser.get(table["agreements"]).text)
    hidden = re.findall(HIDDEN, browser.get(confirming[0]).text)
    sent = send(browser, confirming[0], fulfilment="fulfilled", **dict(hidden))
    assert sent.status_code == 303
    done = browser.get(here).text
    for words in (waiting.PROPOSAL, "Le faltan", "Decir si se cumplió 1 compromiso"):
        assert words not in done


def the_open_round(house: Flask) -> str:
    """Its address."""
    with house.extensions["database"].reading() as session:
        one = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
        mesa = session.get_one(Process, one.process_id)
        return f"/dialogue/{mesa.code}/proposals/{one.proposal.code}/rounds/{one.number}"


@pytest.mark.parametrize(("answers", "says"), [(True, "Hay consenso"), (False, "quórum")])
def test_the_answer_of_the_printed_card_makes_the_quorum_of_the_open_round(
    house: Flask, demo_file: Demo, *, answers: bool, says: str
) -> None:
    one = the_open_round(house)
    if answers:
        send(with_the_card(house, demo_file), f"{one}/position", option="agree", language="es")
    with house.extensions["database"].reading() as session:
        host = person_by_email(session, HOST)
    assert host is not None
    browser = signed_in(house, host.id)
    assert send(browser, one, f"{one}/do/close").status_code == 303
    found = browser.get(one).text
    assert says in found
    assert ("Hay consenso" in found) is answers


@pytest.mark.parametrize("name", mesa_story.CARDS)
def test_whoever_has_no_account_at_the_table_has_a_printed_card(
    house: Flask, demo_file: Demo, table: dict[str, str], name: str
) -> None:
    page = with_the_card(house, demo_file, name).get(table[""])
    assert f"Usted entró con la tarjeta de {name}." in page.text


def test_everybody_who_sits_there_has_an_account_or_a_card() -> None:
    chairs = [chair for party in mesa_story.PARTIES for chair in party.chairs]
    assert {one.name for one in chairs if not one.email} == set(mesa_story.CARDS)


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
