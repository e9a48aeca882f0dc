"""Printed cards: one code, one seat, on paper alone, and only as long as the mandate."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import inspect, text

from accounts.models import Office
from basin.kinds import Visibility as Reach
from dialogue.documents.cards import CardPaper, Sheet, printed_cards
from dialogue.kinds import SeatKind, Tongue, Visibility
from dialogue.models import Card, Process, Seat
from dialogue.views import limits
from kernel.clock import at
from kernel.database import Database
from kernel.digit_codes import code_for, grouped, lookup_of, luhn_digit
from kernel.vault import Vault
from tests.factories.accounts import send
from tests.factories.basin import new_evidence, new_study
from tests.factories.seated import (
    CARD,
    COMMUNITY,
    COMPANY,
    COORDINATOR,
    HOLDERS_NAME,
    INVITED,
    NEIGHBOUR,
    STRANGER,
    Seated,
    sit_down,
)
from tests.grievances.people import hidden
from web import locale

TODAY = date(2026, 3, 2)
NOON = datetime.fromisoformat("2026-03-02T17:00:00+00:00")
CODE = re.compile(r"\b\d{4} \d{4} \d{4} \d{4}\b")


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Iterator[Seated]:
    with at(NOON):
        yield sit_down(app, database, vault)


def words_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def printed(table: Seated, *who: str) -> dict[str, str]:
    """Cards for these seats, printed now: the code of each, by who sits there."""
    numbers = [str(table.seats[one]) for one in who]
    answer = table.send(COORDINATOR, "/cards", seats=numbers)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    codes = codes_in(answer.data)
    assert len(codes) == len(who)
    order = sorted(who, key=lambda one: table.seats[one])
    return dict(zip(order, codes, strict=True))


def codes_in(paper: bytes) -> list[str]:
    return CODE.findall(words_of(paper).replace("\xa0", " "))


def typed_in(table: Seated, code: str, browser: FlaskClient | None = None) -> tuple[Any, Any]:
    """A browser in which a code was typed, and what it was told."""
    browser = browser or table.app.test_client()
    return browser, send(browser, "/dialogue/card", code=code)


def test_the_number_of_a_seat_is_found_where_a_paper_sheet_is_typed(table: Seated) -> None:
    said = f"Asiento {table.seats[CARD]}"
    beside = {"/parties": f'<span class="soft small">{said}</span>', "/cards": f"<small>{said}, "}
    for path, shown in beside.items():
        assert shown in table.open(COORDINATOR, path)
    paper = table.send(COORDINATOR, "/cards", seats=[str(table.seats[CARD])]).data
    assert said in words_of(paper)
    assert beside["/parties"] not in table.open(COMMUNITY, "/parties")


def test_a_card_opens_its_seat_without_mail_and_password(table: Seated) -> None:
    code = printed(table, CARD)[CARD]
    browser, answer = typed_in(table, code)
    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert page.status_code == 200
    assert f"Usted entró con la tarjeta de {HOLDERS_NAME}." in page.text
    assert "Usted se sienta por Comunidad Qollpa: Titular." in page.text
    assert HOLDERS_NAME in browser.get(f"{table.address}/parties").text


def test_a_code_is_typed_with_or_without_spaces(table: Seated) -> None:
    code = printed(table, CARD)[CARD]
    for way in (code, code.replace(" ", ""), code.replace(" ", "-")):
        assert typed_in(table, way)[1].status_code == 303


def test_the_paper_says_what_a_card_opens_and_until_when(table: Seated) -> None:
    table.seat_is(CARD, ends_on=TODAY + timedelta(days=9))
    numbers = [str(table.seats[one]) for one in (CARD, INVITED)]
    paper = table.send(COORDINATOR, "/cards", seats=numbers).data
    words = re.sub(r"\s+", " ", words_of(paper))
    assert "Vale hasta el 11 de marzo de 2026." in words
    assert "Vale mientras tenga el asiento." in words
    assert "Abre la votación de afirmaciones." in words
    assert "/dialogue/card" in words.replace(" ", "")


def test_eight_cards_stand_on_a_page(app: Flask, table: Seated) -> None:
    one = CardPaper(
        12, "1111 2222 3333 4444", "Zenobia " * 12, "G" * 60, "", SeatKind.TITULAR, TODAY
    )
    with table.database.reading() as session:
        process = session.query(Process).filter_by(code=table.code).one()
        sheet = Sheet("T" * 120, process.code, process.office, (one,) * 17, "https://x.example/d")
        with app.test_request_context():
            paper = printed_cards(sheet)
    pages = PdfReader(io.BytesIO(paper)).pages
    assert [len(CODE.findall(page.extract_text())) for page in pages] == [8, 8, 1]


def test_the_code_stands_nowhere_but_on_its_paper(table: Seated) -> None:
    code = printed(table, CARD)[CARD]
    typed_in(table, code)
    digits = code.replace(" ", "")
    with table.database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
        for name in tables:
            for row in session.execute(text(f'select * from "{name}"')):
                assert digits not in str(row)
                assert code not in str(row)
    for path in ("/parties", "/cards", f"/seats/{table.seats[CARD]}"):
        page = table.open(COORDINATOR, path)
        assert code not in page
        assert digits not in page


def test_sent_twice_the_same_card_is_printed_and_one_is_kept(table: Seated) -> None:
    page = table.open(COORDINATOR, "/cards")
    fields = hidden(page[page.index("<main") :]) | {"seats": str(table.seats[COMMUNITY])}
    browser = table.browsers[COORDINATOR]
    papers = [browser.post(f"{table.address}/cards", data=fields).data for _ in range(2)]
    assert codes_in(papers[0]) == codes_in(papers[1])
    with table.database.reading() as session:
        assert session.query(Card).filter_by(seat_id=table.seats[COMMUNITY]).count() == 1


def test_a_form_of_before_prints_no_card_that_was_replaced(table: Seated) -> None:
    page = table.open(COORDINATOR, "/cards")
    fields = hidden(page[page.index("<main") :]) | {"seats": str(table.seats[COMMUNITY])}
    browser = table.browsers[COORDINATOR]
    browser.post(f"{table.address}/cards", data=fields)
    printed(table, COMMUNITY)
    answer = browser.post(f"{table.address}/cards", data=fields)
    assert answer.status_code == 409
    assert "Esas tarjetas ya no valen" in answer.text


def test_another_card_ends_the_one_before(table: Seated) -> None:
    first = printed(table, CARD)[CARD]
    browser, _answer = typed_in(table, first)
    second = printed(table, CARD)[CARD]
    assert first != second
    assert browser.get(table.address).status_code == 404
    _browser, answer = typed_in(table, first)
    assert answer.status_code == 422
    assert "Esta tarjeta ya no abre" in answer.text
    assert typed_in(table, second)[1].status_code == 303


def test_a_revoked_card_opens_nothing_from_that_moment(table: Seated) -> None:
    browser, _answer = typed_in(table, printed(table, CARD)[CARD])
    assert browser.get(table.address).status_code == 200
    path = f"/seats/{table.seats[CARD]}"
    assert table.send(COORDINATOR, path, f"{path}/revoke-card").status_code == 303
    assert browser.get(table.address).status_code == 404


def test_the_end_of_the_mandate_ends_the_card_in_the_midst_of_a_visit(table: Seated) -> None:
    table.seat_is(CARD, ends_on=TODAY)
    evening = datetime.fromisoformat("2026-03-03T04:30:00+00:00")  # 23:30 in Lima
    with at(evening):
        table.come_back(COORDINATOR)
        code = printed(table, CARD)[CARD]
        browser, _answer = typed_in(table, code)
        assert browser.get(table.address).status_code == 200
    with at(evening + timedelta(minutes=31)):
        assert browser.get(table.address).status_code == 404
        _browser, answer = typed_in(table, code)
        assert "Esta tarjeta ya no abre" in answer.text


def test_a_card_left_alone_closes_after_two_hours(table: Seated) -> None:
    browser, _answer = typed_in(table, printed(table, CARD)[CARD])
    with at(NOON + timedelta(hours=2, minutes=1)):
        assert browser.get(table.address).status_code == 404


def test_a_card_opens_nothing_of_another_table(table: Seated) -> None:
    browser, _answer = typed_in(table, printed(table, CARD)[CARD])
    with table.database.reading() as session:
        other = session.query(Process).filter(Process.code != table.code).one().code
    nowhere = browser.get("/dialogue/P-AAAAAA")
    for path in ("", "/parties", "/stages"):
        assert browser.get(f"/dialogue/{other}{path}").status_code == nowhere.status_code == 404


def test_a_cookie_that_was_made_up_opens_nothing(table: Seated) -> None:
    browser = table.app.test_client()
    seconds = int(NOON.timestamp())
    for value in (
        f"{table.cards[CARD]}.{seconds}.0000",
        f"{table.cards[CARD]}",
        "x.y.z",
        "..",
        "1.",
    ):
        browser.set_cookie("card", value)
        assert browser.get(table.address).status_code == 404


def test_a_wrong_code_is_told_in_words_and_tries_have_an_end(
    table: Seated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FAILURES_AN_HOUR", 2)
    body = "1" * 15
    wrong = body + luhn_digit(body)
    told = "No encontramos ese código."
    for _ in range(2):
        _browser, answer = typed_in(table, wrong)
        assert (answer.status_code, told in answer.text) == (422, True)
        assert wrong not in answer.text
    _browser, answer = typed_in(table, wrong)
    assert answer.status_code == 429
    assert "Hubo demasiados códigos equivocados" in answer.text
    with at(NOON + timedelta(hours=1, minutes=1)):
        assert typed_in(table, wrong)[1].status_code == 422


def test_a_mistyped_digit_is_not_called_a_missing_one(table: Seated) -> None:
    code = printed(table, CARD)[CARD]
    wrong = code[:-1] + ("1" if code[-1] == "0" else "0")
    _browser, answer = typed_in(table, wrong)
    assert answer.status_code == 422
    assert "Algún número no coincide. Compárelo con su tarjeta." in answer.text
    assert "16 números. Comp" not in answer.text


@pytest.mark.parametrize(("chosen", "spoken"), [("", "quz"), ("es", "es")])
def test_a_card_speaks_its_language_unless_the_browser_chose_one(
    table: Seated, chosen: str, spoken: str
) -> None:
    with table.database.changing() as session:
        session.get_one(Seat, table.seats[CARD]).language = Tongue.QU
    browser, code = table.app.test_client(), printed(table, CARD)[CARD]
    if chosen:
        browser.get(f"/dialogue/card?lang={chosen}")
    typed_in(table, code, browser)
    assert f'<html lang="{spoken}"' in browser.get(table.address).text


def test_what_cannot_be_a_code_costs_no_try(table: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FAILURES_AN_HOUR", 1)
    for _ in range(3):
        _browser, answer = typed_in(table, "1234 5678")
        assert answer.status_code == 422
        assert "Un código tiene 16 números." in answer.text
    assert typed_in(table, "")[1].status_code == 422


def test_who_signed_in_is_told_and_not_made_somebody_else(table: Seated) -> None:
    code = printed(table, CARD)[CARD]
    browser = table.browsers[COMPANY]
    assert "Usted ya entró con su cuenta." in browser.get("/dialogue/card").text
    page = browser.get("/dialogue/").text
    fields = {"csrf_token": hidden(page)["csrf_token"], "code": code}
    assert browser.post("/dialogue/card", data=fields).status_code == 303
    assert "Usted entró con la tarjeta" not in browser.get(table.address).text


def test_beyond_the_table_a_card_says_whose_it_is_and_leads_back(table: Seated) -> None:
    with table.database.changing() as session:
        study = new_study(session, session.get_one(Office, table.office_id))
        study.visibility = Reach.PUBLIC
        evidence = new_evidence(session, study).code
    back = f'href="{table.address}"'
    for beyond in (f"/studies/evidence/{evidence}", "/v", "/agreements/", "/promises/", "/actas/"):
        page = table.browsers[CARD].get(beyond).text
        assert f"Usted entró con la tarjeta de {HOLDERS_NAME}." in page, beyond
        assert back in page, beyond
        for other in (STRANGER, COMPANY):
            assert "Usted entró con la tarjeta" not in table.browsers[other].get(beyond).text


def test_who_files_a_case_is_not_told_whose_card_this_phone_holds(table: Seated) -> None:
    for page in ("/", "/follow"):
        assert HOLDERS_NAME not in table.browsers[CARD].get(page).text


def test_a_card_opens_nothing_more_beyond_the_table(table: Seated) -> None:
    with table.database.changing() as session:
        study = new_study(session, session.get_one(Office, table.office_id))
        evidence = new_evidence(session, study).code
    answer = table.browsers[CARD].get(f"/studies/evidence/{evidence}")
    assert answer.status_code == 404
    assert HOLDERS_NAME not in answer.text


def test_leaving_closes_the_card_in_this_browser(table: Seated) -> None:
    browser, _answer = typed_in(table, printed(table, CARD)[CARD])
    assert "Usted ya entró con una tarjeta." in browser.get("/dialogue/card").text
    assert send(browser, table.address, "/dialogue/card/leave").status_code == 303
    assert browser.get(table.address).status_code == 404


@pytest.mark.parametrize("language", ["es", "qu", "en"])
def test_the_quick_way_out_is_not_called_as_leaving_the_table(table: Seated, language: str) -> None:
    with table.app.test_request_context(), locale.in_language(language):
        assert str(locale._("Salir ya")) != str(locale._("Salir"))


def test_the_quick_way_out_closes_the_card_too(table: Seated) -> None:
    browser, _answer = typed_in(table, printed(table, CARD)[CARD])
    assert browser.get(table.address).status_code == 200
    assert browser.get("/exit").status_code == 303
    assert browser.get(table.address).status_code == 404


def test_a_card_of_a_table_that_is_prepared_says_so(table: Seated) -> None:
    table.be(visibility=Visibility.PRIVATE)
    _browser, answer = typed_in(table, printed(table, CARD)[CARD])
    assert answer.status_code == 422
    assert "La oficina todavía prepara este proceso." in answer.text


def test_who_was_invited_comes_in_and_meets_no_name(table: Seated) -> None:
    browser, answer = typed_in(table, printed(table, INVITED)[INVITED])
    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert page.status_code == 200
    assert HOLDERS_NAME not in browser.get(f"{table.address}/parties").text


def test_a_seat_that_ended_gets_no_card(table: Seated) -> None:
    answer = table.send(COORDINATOR, "/cards", seats=[str(table.seats["expired-card"])])
    assert answer.status_code == 422
    assert "Ese asiento ya terminó" in answer.text


def test_nobody_ticked_and_too_many_are_told(table: Seated) -> None:
    assert table.send(COORDINATOR, "/cards").status_code == 422
    many = [str(number) for number in range(1, 90)]
    answer = table.send(COORDINATOR, "/cards", seats=many)
    assert answer.status_code == 422
    assert "Se imprimen hasta 80 tarjetas a la vez." in answer.text


def test_a_card_is_never_made_for_a_seat_elsewhere(table: Seated) -> None:
    answer = table.send(COORDINATOR, "/cards", seats=[str(table.seats[NEIGHBOUR])])
    assert answer.status_code == 404
    with table.database.reading() as session:
        assert session.query(Card).filter_by(seat_id=table.seats[NEIGHBOUR]).count() == 0


def test_the_page_of_cards_is_open_to_everybody(table: Seated) -> None:
    assert table.browsers[STRANGER].get("/dialogue/card").status_code == 200


def test_a_code_for_one_purpose_finds_nothing_of_another(vault: Vault) -> None:
    first, second = (code_for(vault, purpose, "form") for purpose in ("receipt", "dialogue-card"))
    assert first != second
    assert lookup_of(vault, "receipt", first) != lookup_of(vault, "dialogue-card", first)
    assert len(grouped(first)) == 19
