"""What somebody with a receipt decides on a page of its own, and what is marked as new."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.queries import office_by_slug
from accounts.roles import Role
from grievances.kinds import ResolvedHow
from grievances.lifecycle import State, Verb
from grievances.models import Case, Message, Rating
from kernel.audit import Entry
from kernel.clock import at, now
from tests.factories.accounts import signed_in
from tests.factories.cases import make_staff
from tests.grievances.desk_at_work import QUESTION, Desk, desk_of
from tests.grievances.people import file_a_case, follow, hidden, open_office, press, unquoted


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app)


@pytest.fixture
def desk(app: Flask, slug: str) -> Desk:
    return desk_of(app, slug)


@pytest.fixture
def following(app: Flask, page: FlaskClient, slug: str) -> FlaskClient:
    follow(page, file_a_case(app.test_client(), slug))
    return page


def words(browser: FlaskClient, address: str = "/my-case") -> str:
    return unquoted(browser.get(address).get_data(as_text=True))


def the_case(app: Flask) -> Case:
    with app.extensions["database"].reading() as session:
        case: Case = session.scalars(select(Case)).one()
        session.expunge_all()
        return case


def test_what_the_office_wrote_since_the_last_visit_is_marked_once(
    following: FlaskClient, desk: Desk
) -> None:
    assert "mensaje nuevo" not in words(following)
    desk.does(Verb.ACKNOWLEDGE, text="Vamos el miércoles.")
    first = words(following)
    assert "La oficina le escribió: 1 mensaje nuevo" in first
    assert "· Nuevo" in first
    second = words(following)
    assert "Vamos el miércoles." in second
    assert "Nuevo" not in second


def test_own_messages_are_never_new(following: FlaskClient) -> None:
    press(following, "/my-case", "/my-case/messages", text="Hola.")
    assert "Nuevo" not in words(following)


def test_of_a_visit_nothing_is_kept_but_up_to_which_message(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.does(Verb.ACKNOWLEDGE, text="Vamos el miércoles.")
    before = the_case(app)
    words(following)
    after = the_case(app)
    columns = {column.key for column in Case.__table__.columns} - {"group_name"}
    changed = {name for name in columns if getattr(before, name) != getattr(after, name)}
    assert changed == {"seen_message_id"}


def test_a_question_stands_alone_on_its_page_with_its_answer_later(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.asks()
    assert "/my-case/questions/1" in words(following)
    assert QUESTION in words(following, "/my-case/questions/1")
    assert press(following, "/my-case/questions/1").status_code == 422
    press(following, "/my-case/questions/1", text="Los domingos un poco.")
    again = words(following, "/my-case/questions/1")
    assert "Esta pregunta ya está contestada." in again
    assert "Los domingos un poco." in again
    assert "<textarea" not in again
    assert following.get("/my-case/questions/2").status_code == 404
    assert following.get("/my-case/questions/0").status_code == 404
    assert the_case(app).state is State.SCREENING


def test_withdrawing_says_what_it_means_and_asks_to_be_sure(
    app: Flask, following: FlaskClient
) -> None:
    page = words(following, "/my-case/withdraw")
    assert "No se puede deshacer." in page
    assert "la oficina puede seguir por su cuenta, sin su nombre" in page
    assert press(following, "/my-case/withdraw", text="Ya no.").status_code == 422
    assert the_case(app).state is State.RECEIVED
    assert press(following, "/my-case/withdraw", text="Ya no.", sure="y").location == "/my-case"
    case = the_case(app)
    assert case.state is State.WITHDRAWN
    assert case.resolved_how is ResolvedHow.WITHDRAWN
    html = words(following)
    assert "Usted retiró su caso." in html
    assert "Ya no." in html
    assert "/my-case/messages" not in html


def test_a_reason_for_withdrawing_is_optional(app: Flask, following: FlaskClient) -> None:
    press(following, "/my-case/withdraw", sure="y")
    assert the_case(app).state is State.WITHDRAWN
    with app.extensions["database"].reading() as session:
        assert list(session.scalars(select(Message))) == []


def test_after_the_answer_was_told_nothing_can_be_withdrawn(
    following: FlaskClient, desk: Desk
) -> None:
    desk.tells_the_outcome()
    assert "/my-case/withdraw" not in words(following)
    assert "no se puede retirar" in words(following, "/my-case/withdraw")
    form = hidden(words(following), "/my-case/confirm") | {"sure": "y"}
    assert following.post("/my-case/withdraw", data=form).status_code == 409


def test_disagreeing_without_an_answer_is_explained(following: FlaskClient) -> None:
    assert "Ahora no hay una respuesta que revisar" in words(following, "/my-case/dispute")


def rating(app: Flask) -> tuple[int | None, int | None, int | None] | None:
    with app.extensions["database"].reading() as session:
        found = session.scalars(select(Rating)).one_or_none()
        return (found.listened, found.explained, found.solved) if found else None


def test_the_person_says_how_they_were_treated_and_may_change_it(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    assert "/my-case/rating" not in words(following)
    desk.tells_the_outcome()
    assert "/my-case/rating" in words(following)
    press(following, "/my-case/rating", listened="3", solved="1")
    assert rating(app) == (3, None, 1)
    page = words(following, "/my-case/rating")
    assert page.count(" checked") == 2
    press(following, "/my-case/rating", listened="2", explained="3")
    assert rating(app) == (2, 3, None)


def test_no_face_is_chosen_beforehand_and_none_is_needed(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.tells_the_outcome()
    page = words(following, "/my-case/rating")
    assert " checked" not in page
    for words_beside in ("Sí, bien", "Más o menos", "No me escucharon"):
        assert words_beside in page
    assert press(following, "/my-case/rating").status_code == 303
    assert rating(app) == (None, None, None)


@pytest.mark.parametrize(
    ("role", "reads"), [(Role.SUPERVISOR, True), (Role.HANDLER, False), (Role.INTAKE, False)]
)
def test_only_who_supervises_reads_how_the_person_was_treated(
    app: Flask, following: FlaskClient, desk: Desk, slug: str, role: Role, reads: bool
) -> None:
    desk.tells_the_outcome()
    assert "Solo lo lee quien supervisa la oficina." in words(following, "/my-case/rating")
    address = f"/desk/cases/{the_case(app).reference}"
    with app.extensions["database"].changing() as session:
        colleague = make_staff(session, office_by_slug(session, slug), role)
    browser = signed_in(app, colleague.person_id or 0)
    assert "¿Le escuchamos?" not in words(browser, address)
    press(following, "/my-case/rating", listened="1", solved="2")
    page = words(browser, address)
    for said in ("¿Le escuchamos?", "No me escucharon", "¿Se arregló su problema?", "En parte"):
        assert (said in page) is reads, said
    assert "¿Le explicamos con claridad?" not in page, "what was left out is no answer"


def test_the_trail_knows_that_somebody_rated_and_not_how(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.tells_the_outcome()
    press(following, "/my-case/rating", listened="1")
    with app.extensions["database"].reading() as session:
        entries = select(Entry).where(Entry.event == "grievances:outcome:rated")
        assert [one.facts for one in session.scalars(entries)] == [{}]


def test_a_rating_may_be_changed_for_thirty_days_after_the_closing(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.tells_the_outcome()
    press(following, "/my-case", "/my-case/confirm")
    desk.does(Verb.CLOSE, text="Se cumplió.")
    assert "/my-case/rating" in words(following)
    with at(now() + timedelta(days=31)), app.extensions["database"].reading() as session:
        from grievances.policy import TABLE, Action
        from kernel.policy import Actor, allowed

        case = session.scalars(select(Case)).one()
        filer = Actor(receipt_of=case.subject)
        assert not allowed(TABLE, filer, Action.RATE, case)


PAGES = ("questions/1", "dispute", "withdraw", "threat", "rating")


@pytest.mark.parametrize("name", PAGES)
def test_without_the_code_no_page_of_the_case_opens(page: FlaskClient, name: str) -> None:
    assert page.get(f"/my-case/{name}").location == "/follow"


@pytest.mark.parametrize("name", ["questions/1", "withdraw", "threat"])
def test_what_was_typed_survives_the_end_of_the_session(
    following: FlaskClient, desk: Desk, name: str
) -> None:
    desk.asks()
    long = "Lo que pasó fue largo de contar. " * 10
    form = hidden(words(following, f"/my-case/{name}"))
    with at(now() + timedelta(hours=1)):
        typed = {"text": long, "sure": "y"}
        closed = following.post(f"/my-case/{name}", data=form | typed)
        assert closed.status_code == 403
        assert long.strip() in unquoted(closed.get_data(as_text=True))
