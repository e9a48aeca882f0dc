"""Questions before and after a workshop: answered without a name, once, and paired by a code."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.roles import Role
from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import BadInput, RuleBroken
from kernel.policy import SYSTEM
from kernel.sends import Send
from kernel.vault import Vault
from meetings.models import Participant
from tests.databases import rows
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.learning import LIKED, THREE, ask, fill_in, new_course, places
from tests.factories.meetings import new_group
from trainings.kinds import Moment, QuestionKind
from trainings.models import AnswerSheet, Question, Questionnaire
from trainings.operations.answering import Told, answer, pair_of
from trainings.operations.learning import (
    Wording,
    add_question,
    change_question,
    copy_questions,
    move_question,
    remove_question,
)
from trainings.queries.learning import Course, course_for, questionnaire_of, questions_of
from web import floods
from web.floods import Limit


class House:
    """A workshop with questions, and people who may look after it."""

    def __init__(self, app: Flask, database: Database, vault: Vault) -> None:
        self.app, self.database, self.vault = app, database, vault
        with database.changing() as session:
            office = new_office(session, vault)
            course = new_course(session, vault, office)
            self.group = new_group(session, office, "Comité de riego").id
            questionnaire = ask(session, course, *THREE, LIKED)
            self.reference, self.secret = course.meeting.reference, questionnaire.secret
            self.staff = new_person(session, office, Role.FACILITATOR).id
            self.typist = new_person(session, office, Role.NOTE_TAKER).id
            other = new_office(session, vault)
            self.stranger = new_person(session, other, Role.FACILITATOR).id
            noise = ask(session, new_course(session, vault, other), *THREE)
            fill_in(session, vault, noise, Moment.BEFORE, {1: 1}, "RO07LE")

    def address(self, moment: str = "before", secret: str = "") -> str:
        return f"/evaluation/{self.reference}/{secret or self.secret}/{moment}"

    @property
    def staff_address(self) -> str:
        return f"/trainings/workshops/{self.reference}/evaluation"

    def browser(self, person_id: int = 0) -> FlaskClient:
        return signed_in(self.app, person_id or self.staff)

    def sheets(self) -> list[AnswerSheet]:
        with self.database.reading() as session:
            found = (
                select(AnswerSheet).join(Questionnaire).where(Questionnaire.secret == self.secret)
            )
            return list(session.scalars(found.order_by(AnswerSheet.moment, AnswerSheet.pair)))


@pytest.fixture
def house(app: Flask, database: Database, vault: Vault) -> House:
    return House(app, database, vault)


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of a form as it was shown."""
    return dict(re.findall(r'name="(csrf_token|key|of)" [^>]*value="([^"]+)"', page))


def send(browser: FlaskClient, address: str, **said: str) -> TestResponse:
    return browser.post(address, data={**fields_of(browser.get(address).text), **said})


FULL = {"pairing": "RO 07-le", "q1": "4", "q2": "1", "q3": "El agua", "sex": "woman"}


def test_somebody_answers_without_name_and_signing_in(house: House, client: FlaskClient) -> None:
    sent = send(client, house.address(), **FULL, group=str(house.group))
    assert sent.status_code == 303
    assert "Gracias" in client.get(sent.location).text
    [sheet] = house.sheets()
    assert sheet.answers == {"1": 4, "2": 1, "3": "El agua"}
    assert (sheet.group_id, sheet.sex) == (house.group, "woman")


def test_an_address_with_a_wrong_secret_answers_like_one_that_never_was(
    house: House, client: FlaskClient
) -> None:
    never = client.get("/evaluation/M-AAAAAA/x/before")
    for secret in ("x", "ñ", "\U0001f4a7", house.secret[:-1]):
        answer = client.get(house.address(secret=secret))
        assert (answer.status_code, answer.data) == (404, never.data), secret


def test_how_it_was_liked_is_asked_only_afterwards(house: House, client: FlaskClient) -> None:
    assert "El taller fue útil" not in client.get(house.address()).text
    assert "El taller fue útil" in client.get(house.address("after")).text


def test_the_sheet_is_answered_in_quechua_too(house: House, client: FlaskClient) -> None:
    shown = client.get(house.address() + "?lang=qu").text
    assert "Yachani maymanmi" in shown
    assert "Sé adónde" not in shown


def test_the_same_form_sent_twice_is_one_sheet(house: House, client: FlaskClient) -> None:
    form = {**fields_of(client.get(house.address()).text), **FULL}
    answers = [client.post(house.address(), data=form) for _time in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert len(house.sheets()) == 1


def test_a_second_person_on_the_page_of_the_first_is_asked_and_loses_nothing(
    house: House, client: FlaskClient
) -> None:
    form = {**fields_of(client.get(house.address()).text), **FULL}
    client.post(house.address(), data=form)
    again = client.post(house.address(), data={**form, "pairing": "JU12PA", "q3": "La tierra"})
    assert again.status_code == 409
    assert "La tierra" in again.text
    assert len(house.sheets()) == 1
    fresh = {**form, **fields_of(again.text), "pairing": "JU12PA", "q3": "La tierra"}
    assert client.post(house.address(), data=fresh).status_code == 303
    assert len(house.sheets()) == 2


def test_a_code_that_another_sheet_has_is_said_kindly_and_nothing_is_lost(
    house: House, client: FlaskClient
) -> None:
    send(client, house.address(), **FULL)
    twin = send(client, house.address(), **{**FULL, "pairing": "ro07LE", "q3": "Otra cosa"})
    assert twin.status_code == 409
    assert "agregue una letra o un número" in twin.text
    assert "Otra cosa" in twin.text
    assert len(house.sheets()) == 1
    assert send(client, house.address("after"), **FULL).status_code == 303  # it is the twin there


def test_sheets_without_a_code_are_many(house: House, client: FlaskClient) -> None:
    for _person in range(2):
        assert send(client, house.address(), q1="3").status_code == 303
    assert [sheet.pair for sheet in house.sheets()] == [None, None]


def test_an_empty_sheet_and_a_short_code_are_not_taken(house: House, client: FlaskClient) -> None:
    assert send(client, house.address(), pairing="RO07LE").status_code == 422
    assert send(client, house.address(), pairing="ab", q1="3").status_code == 422
    assert send(client, house.address(), q1="9").status_code == 422
    assert house.sheets() == []


def test_nothing_ties_a_sheet_to_who_wrote_it(
    house: House, client: FlaskClient, database: Database
) -> None:
    """No hour, no address, no session, no order, no readable code; and no other row that has it."""
    with database.reading() as session:
        events, sends = session.query(Entry).count(), session.query(Send).count()
    send(client, house.address(), **FULL)
    assert {column.name for column in inspect(AnswerSheet).columns} == {
        "id", "office_id", "questionnaire_id", "moment", "pair", "entry", "group_id", "sex",
        "answered_on", "answers", "day",
    }  # fmt: skip
    [sheet] = house.sheets()
    assert sheet.id > 1_000  # drawn, not counted
    kept = str(rows(database, "select * from trainings_sheet"))
    assert "RO07LE" not in kept.upper().replace(" ", "")
    assert "127.0.0.1" not in kept
    with database.reading() as session:
        assert session.query(Entry).count() == events
        assert session.query(Send).count() == sends
    points = {key.column.table.name for key in AnswerSheet.__table__.foreign_keys}
    assert Participant.__tablename__ not in points


def test_ids_of_sheets_do_not_tell_their_order(house: House, database: Database) -> None:
    with database.changing() as session:
        questionnaire = session.scalars(
            select(Questionnaire).where(Questionnaire.secret == house.secret)
        ).one()
        for number in range(12):
            fill_in(session, house.vault, questionnaire, Moment.BEFORE, {1: 1}, f"AB{number:02}CD")
    came = [row[0] for row in rows(database, "select id from trainings_sheet order by pair")]
    assert came != sorted(came)


def test_a_code_is_kept_so_that_only_this_workshop_knows_it(
    house: House, database: Database, vault: Vault
) -> None:
    with database.reading() as session:
        here, noise = session.scalars(select(Questionnaire).order_by(Questionnaire.id)).all()
    assert pair_of(vault, here, "RO-07 le") == pair_of(vault, here, "ro07LE")
    assert pair_of(vault, here, "RO07LE") != pair_of(vault, noise, "RO07LE")
    assert pair_of(vault, here, " . ") is None


def test_another_secret_or_a_closed_moment_shows_no_questions(
    house: House, client: FlaskClient
) -> None:
    assert client.get(house.address(secret="x" * 22)).status_code == 404
    page = client.get(house.address()).text
    shut = f"{house.staff_address}/before/close"
    browser = house.browser()
    form = fields_of(browser.get(house.staff_address).text)
    assert browser.post(shut, data=form).status_code == 303
    assert "Esta hoja está cerrada" in client.get(house.address()).text
    late = client.post(house.address(), data={**fields_of(page), **FULL})
    assert late.status_code == 409
    assert house.sheets() == []
    assert client.get(house.address("after")).status_code == 200


def test_forty_phones_behind_one_address_pass(house: House) -> None:
    def phone(number: int) -> int:
        client = house.app.test_client()
        return send(client, house.address(), **{**FULL, "pairing": f"RO{number:02}LE"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(phone, range(40))) == [303] * 40
    assert len(house.sheets()) == 40


def test_a_flood_from_one_address_is_slowed(
    house: House, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr("trainings.views.limits.SENT", Limit("workshops:sent", 2))
    monkeypatch.setattr(floods, "one_second", lambda: waited.append(1))
    for number in range(3):
        send(client, house.address(), **{**FULL, "pairing": f"RO{number:02}LE"})
    assert waited


def test_questions_are_written_moved_changed_and_removed(house: House) -> None:
    browser = house.browser()
    page = f"{house.staff_address}/questions"
    text = {"kind": "choice", "purpose": "learning", "text": "¿Qué es?", "right": "2"}
    added = send(browser, f"{page}/new", **text, choices="Uno\nDos", choices_qu="Huk\nIskay")
    assert added.status_code == 303
    questions = _questions(house)
    assert [one.text for one in questions][-1] == "¿Qué es?"
    assert (questions[-1].choices_qu, questions[-1].right) == (["Huk", "Iskay"], 2)
    form = fields_of(browser.get(page).text)
    move = f"{page}/{questions[-1].id}/move"
    assert browser.post(move, data={**form, "what": "up"}).status_code == 303
    assert _questions(house)[-2].text == "¿Qué es?"
    stale = browser.post(move, data={**form, "what": "remove"})
    assert stale.status_code == 409  # somebody else moved it meanwhile
    form = fields_of(browser.get(page).text)
    assert browser.post(move, data={**form, "what": "remove"}).status_code == 303
    assert places(_questions(house)) == [1, 2, 3, 4]


def test_a_choice_without_choices_is_shown_again_with_what_was_typed(house: House) -> None:
    page = f"{house.staff_address}/questions/new"
    sent = send(house.browser(), page, kind="choice", purpose="learning", text="¿Cuál?")
    assert sent.status_code == 400
    assert "¿Cuál?" in sent.text
    assert "de 2 a 9 respuestas" in sent.text


def test_questions_stay_as_they_are_once_somebody_answered(
    house: House, client: FlaskClient, database: Database
) -> None:
    send(client, house.address(), **FULL)
    wording = Wording(QuestionKind.OPEN, "¿Otra?")
    with database.changing() as session:
        course, seen = _course(session, house)
        first = questions_of(session, questionnaire_of(session, course.workshop))[0]
        for change in (
            lambda: add_question(session, SYSTEM, course, wording, seen),
            lambda: change_question(session, SYSTEM, course, first.id, wording, seen),
            lambda: move_question(session, SYSTEM, course, first.id, seen, up=False),
            lambda: remove_question(session, SYSTEM, course, first.id, seen),
        ):
            with pytest.raises(RuleBroken, match="questions-answered"):
                change()
    assert "Ya respondió alguien" in house.browser().get(f"{house.staff_address}/questions").text


def test_questions_are_copied_from_another_workshop(any_database: Database) -> None:
    vault = Vault(bytes(32))
    with any_database.changing() as session:
        office = new_office(session, vault)
        source = new_course(session, vault, office)
        ask(session, source, *THREE)
        course = new_course(session, vault, office)
        with pytest.raises(RuleBroken, match="questions-missing"):
            copy_questions(session, SYSTEM, source, course, 0)
        questionnaire = ask(session, course, LIKED, is_open=False)
        copy_questions(session, SYSTEM, course, source, questionnaire.version)
        session.flush()
        copied = questions_of(session, questionnaire)
        assert [one.text for one in copied] == [one.text for one in THREE]


@pytest.mark.parametrize(
    "wording",
    [
        Wording(QuestionKind.LIKERT, "  "),
        Wording(QuestionKind.CHOICE, "¿?", choices=("uno",)),
        Wording(QuestionKind.CHOICE, "¿?", choices=("a", "b"), choices_qu=("a",)),
        Wording(QuestionKind.CHOICE, "¿?", choices=("a", "b"), right=3),
        Wording(QuestionKind.OPEN, "¿?", right=1),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    house: House, database: Database, wording: Wording
) -> None:
    with database.changing() as session:
        course, seen = _course(session, house)
        with pytest.raises(BadInput):
            add_question(session, SYSTEM, course, wording, seen)


def test_two_sheets_with_one_code_at_one_moment_are_refused_on_both(
    any_database: Database,
) -> None:
    vault = Vault(bytes(32))
    with any_database.changing() as session:
        course = new_course(session, vault, new_office(session, vault))
        questionnaire = ask(session, course, *THREE)
        told = Told({1: 3}, "RO07LE")
        answer(session, vault, course, questionnaire, Moment.BEFORE, told, "one")
        answer(session, vault, course, questionnaire, Moment.BEFORE, told, "one")
        with pytest.raises(RuleBroken, match="code-on-another-sheet"):
            answer(session, vault, course, questionnaire, Moment.BEFORE, told, "two")
        answer(session, vault, course, questionnaire, Moment.AFTER, told, "three")
        assert session.query(AnswerSheet).count() == 2


def test_strangers_of_another_office_find_nothing(house: House) -> None:
    other = house.browser(house.stranger)
    for page in ("", "/questions", "/preview/before", "/entry/before", "/paper/before-es.pdf"):
        assert other.get(house.staff_address + page).status_code == 404


def test_who_only_types_changes_no_question(house: House) -> None:
    typist = house.browser(house.typist)
    assert typist.get(f"{house.staff_address}/entry/before").status_code == 200
    assert typist.get(f"{house.staff_address}/questions/new").status_code == 403
    assert "Abrir: que respondan" not in typist.get(house.staff_address).text


def _questions(house: House) -> list[Question]:
    with house.database.reading() as session:
        questionnaire = session.scalars(
            select(Questionnaire).where(Questionnaire.secret == house.secret)
        ).one()
        return list(questions_of(session, questionnaire))


def _course(session: Session, house: House) -> tuple[Course, int]:
    course = course_for(session, SYSTEM, house.reference)
    questionnaire = questionnaire_of(session, course.workshop)
    assert questionnaire
    return course, questionnaire.version
