"""Somebody is threatened because of a case: it goes first, whatever its state, until acted on."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from grievances.deadlines import Clock
from grievances.lifecycle import State, Verb
from grievances.models import Case, Message, Reprisal
from grievances.operations import notifying
from grievances.operations.answering import withdraw
from grievances.operations.reprisals import act_on_reprisal, note_reprisal, report_reprisal
from grievances.policy import open_verbs
from grievances.queries.clocks import deadline_of, today_at
from grievances.queries.contents import notes_of
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Forbidden, RuleBroken
from kernel.notices import Notice
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import Scene
from tests.factories.desk import make_desk
from tests.grievances.desk_at_work import Desk, desk_of
from tests.grievances.people import file_a_case, follow, open_office, press, unquoted


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app, emergency_phone="105")


@pytest.fixture
def following(app: Flask, page: FlaskClient, slug: str) -> FlaskClient:
    follow(page, file_a_case(app.test_client(), slug))
    return page


@pytest.fixture
def desk(app: Flask, slug: str) -> Desk:
    return desk_of(app, slug)


def words(browser: FlaskClient, address: str = "/my-case") -> str:
    return unquoted(browser.get(address).get_data(as_text=True))


def words_of(page: TestResponse) -> str:
    return unquoted(page.get_data(as_text=True))


def close(desk: Desk) -> None:
    desk.does(Verb.SCREEN)
    desk.does(Verb.PROPOSE_NOT_ADMITTING, text="No procede")
    desk.does(Verb.DECLINE, by=desk.supervisor, text="Lo ve un juez.")
    with desk.app.extensions["database"].changing() as session:
        session.scalars(select(Case)).one().state = State.CLOSED


def the_case(app: Flask) -> Case:
    with app.extensions["database"].reading() as session:
        case: Case = session.scalars(select(Case)).one()
        session.expunge_all()
        return case


def test_a_button_without_a_word_is_enough(app: Flask, following: FlaskClient, desk: Desk) -> None:
    del desk
    assert "Me han amenazado" in words(following)
    page = words(following, "/my-case/threat")
    assert "Llame al 105" in page.replace("\xa0", " ")
    assert "Vaya primero a un lugar seguro" in page
    assert press(following, "/my-case/threat").location == "/my-case"
    case = the_case(app)
    assert case.urgent
    assert case.fears_reprisal
    with app.extensions["database"].reading() as session:
        threat = session.scalars(select(Reprisal)).one()
        assert threat.case_id == case.id
        assert threat.acted_at is None
        events = list(session.scalars(select(Entry.event).where(Entry.subject == case.subject)))
        assert "grievances:threat:reported" in events


def test_handler_and_supervisors_learn_of_it_at_once(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.does(Verb.SCREEN)
    press(following, "/my-case/threat", text="Vinieron a mi casa.")
    with app.extensions["database"].reading() as session:
        told = {n.recipient for n in session.scalars(select(Notice)) if "threat" in n.kind}
    assert told == {
        f"person:{desk.handler.person_id}",
        f"person:{desk.supervisor.person_id}",
    }


def test_a_flood_of_threats_and_messages_is_no_flood_of_mails(
    app: Flask, following: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All stand on the case; a new mail goes out after a while, or once the first was acted on."""
    desk.does(Verb.SCREEN)
    monkeypatch.setattr(notifying, "_while", lambda: 1)

    def flood() -> None:
        for number in range(3):
            press(following, "/my-case/threat", text=f"Vinieron otra vez: {number}.")
            press(following, "/my-case", "/my-case/messages", text=f"Escribo otra vez: {number}.")

    def mails() -> tuple[int, int]:
        with app.extensions["database"].reading() as session:
            of_handler = Notice.recipient == f"person:{desk.handler.person_id}"
            kinds = list(session.scalars(select(Notice.kind).where(of_handler)))
        return kinds.count(notifying.THREAT), kinds.count(notifying.PERSON_WROTE)

    flood()
    assert mails() == (1, 1)
    with app.extensions["database"].reading() as session:
        assert len(session.scalars(select(Reprisal)).all()) == 3
    with app.extensions["database"].changing() as session:
        for threat in session.scalars(select(Reprisal)):
            threat.acted_at = now()
    flood()
    assert mails() == (2, 1)
    monkeypatch.setattr(notifying, "_while", lambda: 2)
    flood()
    assert mails() == (3, 2)


def test_a_closed_case_comes_back(app: Flask, following: FlaskClient, desk: Desk) -> None:
    close(desk)
    press(following, "/my-case/threat", text="Me despidieron por quejarme.")
    assert the_case(app).state is State.REOPENED
    assert "Usted avisó de amenazas y seguimos con su caso" in words(following)


def test_who_was_made_to_withdraw_is_heard_again(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.asks()
    press(following, "/my-case/withdraw", sure="y")
    assert the_case(app).state is State.WITHDRAWN
    press(following, "/my-case/threat", text="Me obligaron a retirarla.")
    case = the_case(app)
    assert case.state is State.SCREENING
    assert case.resolved_how is None
    assert case.asked_in is None
    assert "Me obligaron a retirarla." in words(following)


def test_a_threat_is_no_answer_to_an_open_question(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.asks()
    press(following, "/my-case/threat", text="Me siguen.")
    assert the_case(app).state is State.NEEDS_INFO


def test_sending_it_twice_raises_one(app: Flask, following: FlaskClient) -> None:
    from tests.grievances.people import hidden

    form = hidden(words(following, "/my-case/threat"))
    for _time in range(3):
        following.post("/my-case/threat", data=form | {"text": "Me siguen."})
    with app.extensions["database"].reading() as session:
        assert len(session.scalars(select(Reprisal.id)).all()) == 1
        assert len(session.scalars(select(Message.id)).all()) == 1


def test_it_stands_red_on_the_case_until_somebody_says_what_was_done(
    app: Flask, database: Database, vault: Vault
) -> None:
    desk = make_desk(app, database, vault)
    with database.changing() as session:
        from grievances.queries.cases import case_of_receipt, key_of
        from kernel.policy import Actor

        filer = Actor(receipt_of=f"case:{desk.case_id}")
        case = case_of_receipt(session, filer)
        report_reprisal(session, key_of(session, vault, case), filer, case, "Me siguen.", "es")
        number = session.scalars(select(Reprisal.id)).one()
    shown = desk.page("handler")
    assert "La persona avisó de amenazas" in shown
    browser = desk.browser("handler")
    where = f"{desk.address}/threats/{number}/acted"
    assert press(browser, desk.address, where).status_code == 303  # nothing written: asked again
    assert "Escriba qué se hizo y con quién." in desk.page("handler")
    press(browser, desk.address, where, done="Hablamos con la fiscalía.")
    shown = desk.page("handler")
    assert "La persona avisó de amenazas" not in shown
    assert "Amenaza avisada" in shown
    assert "Hablamos con la fiscalía." in shown
    assert "grievances:reprisal:acted-on" in [one.event for one in desk.trail()]


def test_it_is_acted_on_once_and_by_who_works_on_the_case(scene: Scene) -> None:
    session, key, case = scene.session, scene.key, scene.case
    threat = report_reprisal(session, key, scene.filer, case, "Me siguen.", "qu")
    with pytest.raises(Forbidden):
        act_on_reprisal(session, key, scene.filer, case, threat, "Nada")
    act_on_reprisal(session, key, scene.handler, case, threat, "Llamamos.")
    with pytest.raises(RuleBroken):
        act_on_reprisal(session, key, scene.supervisor, case, threat, "Otra vez.")
    assert threat.acted_by_id == scene.handler.person_id


def test_staff_who_learn_of_a_threat_by_other_ways_note_it(scene: Scene) -> None:
    session, key, case = scene.session, scene.key, scene.case
    threat = note_reprisal(session, key, scene.intake, case, "Lo contó su hermana en la visita.")
    assert threat.person_id == scene.intake.person_id
    assert case.urgent
    (note,) = notes_of(session, key, scene.handler, case)
    assert "hermana" in note.text


def test_a_withdrawn_case_offers_staff_nothing(scene: Scene) -> None:
    withdraw(scene.session, scene.key, scene.filer, scene.case, "Ya no.", "es")
    for who in (scene.intake, scene.handler, scene.supervisor):  # but to note a threat
        assert open_verbs(who, scene.case) == [Verb.REPRISAL]
    assert open_verbs(scene.filer, scene.case) == [Verb.REPRISAL]


def test_a_case_that_comes_back_has_its_time_from_that_day(scene: Scene) -> None:
    """Who was threatened after a year does not read that the office is late."""
    session, key, case = scene.session, scene.key, scene.case
    for ended, back in ((State.CLOSED, Clock.OUTCOME), (State.WITHDRAWN, Clock.ADMISSION)):
        case.acknowledged_at = now()
        case.state = ended
        with at(now() + timedelta(days=365)):
            report_reprisal(session, key, scene.filer, case, "Me siguen.", "es")
            deadline = deadline_of(case)
            assert deadline is not None
            assert (deadline.clock, deadline.start) == (back, today_at(case.office))
            assert deadline.due > today_at(case.office)
            assert case.due_on == deadline.due


def test_the_desk_opens_the_page_of_a_case_that_came_back(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    close(desk)
    press(following, "/my-case/threat", text="Me despidieron por quejarme.")
    browser = signed_in(app, desk.handler.person_id or 0)
    page = browser.get(f"/desk/cases/{the_case(app).reference}")
    assert page.status_code == 200
    assert "Se supo de amenazas: el caso vuelve" in words_of(page)


def test_what_a_sister_tells_the_office_is_noted_opens_the_case_and_is_told(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    close(desk)
    browser = signed_in(app, desk.handler.person_id or 0)
    case = f"/desk/cases/{the_case(app).reference}"
    assert "Anotar una amenaza" in words(browser, case)
    assert press(browser, case, f"{case}/threats").status_code == 303
    assert "Escriba qué pasó y cómo lo supo." in words(browser, case)
    assert the_case(app).state is State.CLOSED
    press(browser, case, f"{case}/threats", learned="Su hermana: lo esperan en la puerta.")
    assert the_case(app).state is State.REOPENED
    assert the_case(app).urgent
    shown = words(browser, case)
    assert "La oficina supo de amenazas" in shown
    assert "Su hermana: lo esperan en la puerta." in shown
    with app.extensions["database"].reading() as session:
        told = {n.recipient for n in session.scalars(select(Notice)) if "threat" in n.kind}
    assert f"person:{desk.supervisor.person_id}" in told
    page = words(following)
    assert "Supimos de amenazas y seguimos con su caso" in page
    assert "hermana" not in page
