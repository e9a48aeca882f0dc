"""What other features offer to a table: taken up or declined, and both ends say so."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from dialogue.models import Process, WorkItem
from kernel.clock import at
from kernel.database import Database
from kernel.handovers import Handover, HandoverState, Offered, Wanted, offer
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import send
from tests.factories.seated import (
    AUDITOR,
    CARD,
    COMMUNITY,
    COORDINATOR,
    ELSEWHERE,
    FACILITATOR,
    NOTE_TAKER,
    STRANGER,
    Seated,
    sit_down,
)

NOON = datetime.fromisoformat("2026-03-02T17:00:00+00:00")
TITLE, REASON, WORDS = "El polvo del camino", "Lo dijeron tres familias", "Ñan t'urpu chayamun"


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Iterator[Seated]:
    with at(NOON):
        yield sit_down(app, database, vault)


def offered(table: Seated, wanted: Wanted = Wanted.PROCESS, number: int = 1) -> str:
    """An offer to the office of the table; the address of its page."""
    with table.database.changing() as session:
        made = offer(
            session, SYSTEM, from_ref=f"concern:N-AAAAA{number}", wanted=wanted,
            office_id=table.office_id, offered=Offered(TITLE, REASON, words=WORDS, language="qu"),
        )  # fmt: skip
        return f"/dialogue/offers/{made.id}"


def decided(table: Seated) -> Handover:
    with table.database.reading() as session:
        found = session.query(Handover).order_by(Handover.id.desc()).first()
        assert found is not None
        session.expunge_all()
        return found


def test_what_is_offered_stands_where_the_office_looks(table: Seated) -> None:
    page = offered(table)
    for who in (COORDINATOR, FACILITATOR):
        browser = table.browsers[who]
        assert "1 asunto ofrecido a una mesa" in browser.get("/dialogue/").text
        assert TITLE in browser.get("/dialogue/offers").text
        shown = browser.get(page).text
        assert REASON in shown
        assert "t&#39;urpu" in shown


def test_a_process_begins_with_what_was_offered(table: Seated) -> None:
    page = offered(table)
    facts = {"kind": "mesa", "title": "Mesa del camino"}
    answer = send(table.browsers[COORDINATOR], page, f"{page}/new", **facts)
    assert answer.status_code == 303
    handover = decided(table)
    with table.database.reading() as session:
        process = session.query(Process).filter_by(title="Mesa del camino").one()
        assert process.came_from == handover.from_ref
        assert (handover.state, handover.result_ref) == (HandoverState.ACCEPTED, process.subject)
    home = table.browsers[COORDINATOR].get(answer.location).text
    assert "Lo que esta mesa tomó" in home
    assert TITLE in home
    assert "Ya está decidido" in table.browsers[COORDINATOR].get(page).text


def test_a_table_that_there_is_takes_it_on_its_list_without_the_words_of_the_room(
    table: Seated,
) -> None:
    page = offered(table)
    answer = send(table.browsers[COORDINATOR], page, f"{page}/into", table=table.code)
    assert answer.status_code == 303
    with table.database.reading() as session:
        item = session.query(WorkItem).one()
        assert (item.title, item.details) == (TITLE, REASON)
        assert item.came_from == decided(table).from_ref
    for who in (COMMUNITY, CARD):
        listed = table.open(who, "/work")
        assert TITLE in listed
        assert "urpu" not in listed
        assert "Lo que esta mesa tomó" not in table.open(who)


def test_who_declines_says_why(table: Seated) -> None:
    page = offered(table)
    browser = table.browsers[COORDINATOR]
    assert send(browser, page, f"{page}/decline").status_code == 422
    answer = send(browser, page, f"{page}/decline", reason="Lo ve la municipalidad")
    assert answer.status_code == 303
    handover = decided(table)
    assert (handover.state, handover.decline_reason) == (
        HandoverState.DECLINED, "Lo ve la municipalidad",
    )  # fmt: skip
    assert "Nada espera respuesta." in browser.get("/dialogue/offers").text


def test_it_is_decided_once(table: Seated) -> None:
    page = offered(table)
    browser = table.browsers[COORDINATOR]
    opened = browser.get(page).text
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', opened)
    assert token
    first = browser.post(f"{page}/into", data={"csrf_token": token[1], "table": table.code})
    assert first.status_code == 303
    again = browser.post(f"{page}/decline", data={"csrf_token": token[1], "reason": "No"})
    assert again.status_code == 422
    assert "Eso ya se decidió" in again.text
    assert decided(table).state is HandoverState.ACCEPTED


def test_a_closed_process_and_one_of_another_office_take_nothing_up(table: Seated) -> None:
    page = offered(table)
    browser = table.browsers[COORDINATOR]
    for code in ("P-AAAAAA", ""):
        assert send(browser, page, f"{page}/into", table=code).status_code == 404
    table.be(state="closed")
    answer = send(browser, page, f"{page}/into", table=table.code)
    assert answer.status_code == 403
    assert decided(table).state is HandoverState.OFFERED


def test_nobody_else_sees_or_decides_what_is_offered(table: Seated) -> None:
    page = offered(table)
    for who in (NOTE_TAKER, AUDITOR, COMMUNITY, CARD, STRANGER):
        for path in ("/dialogue/offers", page):
            assert table.browsers[who].get(path).status_code in {303, 403}, (who, path)
    there = table.browsers[ELSEWHERE]
    assert TITLE not in there.get("/dialogue/offers").text
    assert there.get(page).status_code == 404
    facts: dict[str, Any] = {"kind": "mesa", "title": "x", "table": table.code, "reason": "x"}
    for verb in ("new", "into", "decline"):
        assert send(there, "/dialogue/new", f"{page}/{verb}", **facts).status_code == 404
    assert decided(table).state is HandoverState.OFFERED


def test_what_is_offered_as_a_case_is_none_of_a_tables_business(table: Seated) -> None:
    page = offered(table, Wanted.CASE)
    assert table.browsers[COORDINATOR].get(page).status_code == 404
    assert TITLE not in table.browsers[COORDINATOR].get("/dialogue/offers").text
