"""Following a case with its 16 digits: what the person reads, writes and decides."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from grievances.kinds import MessageKind
from grievances.lifecycle import Verb
from grievances.models import Case, Message
from grievances.queries.cases import case_of_receipt
from grievances.receipts import grouped
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.errors import NotFound, Unavailable
from kernel.policy import Actor
from tests.grievances.desk_at_work import OUTCOME, QUESTION, Desk, desk_of
from tests.grievances.people import file_a_case, follow, hidden, open_office, press, unquoted


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app)


@pytest.fixture
def desk(app: Flask, slug: str) -> Desk:
    return desk_of(app, slug)


@pytest.fixture
def code(app: Flask, slug: str) -> str:
    """The code of a case that somebody filed on another phone."""
    return file_a_case(app.test_client(), slug)


@pytest.fixture
def following(page: FlaskClient, code: str) -> FlaskClient:
    """A browser with the case of the code open."""
    follow(page, code)
    return page


def words(browser: FlaskClient) -> str:
    return unquoted(browser.get("/my-case").get_data(as_text=True))


def messages(app: Flask) -> list[Message]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


GROUPINGS = ["{}{}{}{}", "{} {} {} {}", " {}-{}-{}-{}\n", "Código: {}.{}.{}.{}"]


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_the_code_opens_its_case_however_it_is_grouped(
    page: FlaskClient, code: str, grouping: str
) -> None:
    assert follow(page, grouping.format(*grouped(code).split())).location == "/my-case"


def test_the_state_comes_first_then_who_must_move_and_by_when(following: FlaskClient) -> None:
    html = words(following)
    state = html.index("Recibimos su caso. Una persona lo va a leer.</h1>")
    by_when = html.index("Una persona le escribe a más tardar el")
    assert state < by_when < html.index("Ahora usted no tiene que hacer nada.")


def test_the_person_reads_what_they_told(following: FlaskClient) -> None:
    told = following.get("/my-case/told").get_data(as_text=True)
    assert "Siptiyimrimanta unu" in told
    assert "Sector Qollpa, Cusco, Perú" in told


def test_a_message_reaches_the_office_and_its_answer_the_person(
    following: FlaskClient, desk: Desk
) -> None:
    sent = press(following, "/my-case", "/my-case/messages", text="¿Cuándo vienen? p'unchaw")
    assert sent.location == "/my-case"
    desk.does(Verb.ACKNOWLEDGE, text="Vamos el miércoles.")
    html = words(following)
    assert "¿Cuándo vienen? p'unchaw" in html
    assert "Vamos el miércoles." in html


def test_a_question_is_shown_and_its_answer_moves_the_case_on(
    app: Flask, following: FlaskClient, desk: Desk
) -> None:
    desk.asks()
    html = words(following)
    assert "La oficina le pregunta" in html
    assert QUESTION in html
    assert "Ahora le toca a usted." in html
    press(following, "/my-case/questions/1", text="Los domingos un poco.")
    assert "Estamos viendo si podemos atender su caso." in words(following)
    assert messages(app)[-1].kind is MessageKind.ANSWER


def test_an_outcome_is_told_only_after_another_person_approved_it(
    following: FlaskClient, desk: Desk
) -> None:
    desk.answers()
    assert OUTCOME not in words(following)
    desk.does(Verb.COMMUNICATE, by=desk.supervisor)
    html = words(following)
    assert OUTCOME in html
    assert "hallazgos secretos" not in html


def test_the_person_may_agree(following: FlaskClient, desk: Desk) -> None:
    desk.tells_the_outcome()
    press(following, "/my-case", "/my-case/confirm")
    html = words(following)
    assert "Usted dijo que está de acuerdo" in html
    assert "/my-case/confirm" not in html


def test_the_person_may_disagree_and_another_person_reviews(
    following: FlaskClient, desk: Desk
) -> None:
    desk.tells_the_outcome()
    assert "otra persona de la oficina revisa la respuesta" in words(following)
    empty = press(following, "/my-case/dispute")
    assert empty.status_code == 422
    press(following, "/my-case/dispute", reasons="El agua no volvió.")
    html = words(following)
    assert "Otra persona está revisando la respuesta." in html
    assert "El agua no volvió." in html


def test_a_refusal_to_take_the_case_may_be_disputed_too(following: FlaskClient, desk: Desk) -> None:
    desk.does(Verb.SCREEN)
    desk.does(Verb.PROPOSE_NOT_ADMITTING, text="Fuera de plazo")
    desk.does(Verb.DECLINE, by=desk.supervisor, text="Ya lo ve un juez.")
    html = words(following)
    assert "Ya lo ve un juez." in html
    assert "Fuera de plazo" not in html
    press(following, "/my-case/dispute", reasons="No es el mismo caso.")
    assert "Otra persona está revisando la respuesta." in words(following)


def test_what_staff_propose_and_return_among_themselves_is_not_in_the_timeline(
    following: FlaskClient, desk: Desk
) -> None:
    desk.tells_the_outcome()
    html = words(following)
    assert "Aceptamos el caso" in html
    for inside in ("Recomendar", "Proponer", "recomienda", "Procede"):
        assert inside not in html


def test_sending_a_message_twice_makes_one(app: Flask, following: FlaskClient) -> None:
    form = hidden(following.get("/my-case").get_data(as_text=True), "/my-case/messages")
    for _time in range(3):
        sent = following.post("/my-case/messages", data=form | {"text": "Una vez"})
        assert sent.location == "/my-case"
    assert len(messages(app)) == 1


def test_another_text_under_the_same_key_is_asked_about_and_comes_back(
    app: Flask, following: FlaskClient
) -> None:
    form = hidden(following.get("/my-case").get_data(as_text=True), "/my-case/messages")
    following.post("/my-case/messages", data=form | {"text": "Primero"})
    long = "Segundo, y distinto, con muchas palabras para que se vea entero en la página."
    asked = following.post("/my-case/messages", data=form | {"text": long})
    assert asked.status_code == 409
    assert long in unquoted(asked.get_data(as_text=True))
    again = hidden(asked.get_data(as_text=True)) | {"text": long}
    assert following.post("/my-case/messages", data=again).status_code == 303
    assert len(messages(app)) == 2


def test_s19_the_own_code_in_a_message_is_warned_about_and_the_text_comes_back(
    app: Flask, following: FlaskClient, code: str
) -> None:
    text = f"Mi código: {grouped(code)}. Gracias."
    warned = press(following, "/my-case", "/my-case/messages", text=text)
    assert warned.status_code == 422
    assert text in unquoted(warned.get_data(as_text=True))
    assert messages(app) == []
    press(following, "/my-case", "/my-case/messages", text=text, without_code="y")
    html = words(following)
    assert "Mi código: ···· ···· ···· ····. Gracias." in html
    assert grouped(code) not in html


def test_s15_a_message_is_inert_text(app: Flask, code: str) -> None:
    browser = FlaskClient(app)  # one that does not take {{ for a mistake of ours
    follow(browser, code)
    press(browser, "/my-case", "/my-case/messages", text="<script>alert(1)</script>{{ 7*7 }}")
    html = browser.get("/my-case").get_data(as_text=True)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in html


def test_s2_a_receipt_opens_its_own_case_and_nothing_of_another(
    app: Flask, page: FlaskClient, slug: str, code: str
) -> None:
    mine = file_a_case(app.test_client(), slug, story={"story": "Historia propia"})
    follow(page, mine)
    assert "Historia propia" in page.get("/my-case/told").get_data(as_text=True)
    with app.extensions["database"].reading() as session:
        other, own = session.scalars(select(Case).order_by(Case.id))
        with pytest.raises(NotFound):
            case_of_receipt(session, Actor(receipt_of=f"case:{own.id + other.id}"))
        addresses = [f"/my-case/{other.id}", f"/my-case/{other.reference}", "/my-case/nothing"]
    answers = {page.get(address).get_data() for address in addresses}
    assert len(answers) == 1
    assert "Siptiyimrimanta" not in words(page)
    behind = [page.get(f"/desk/cases/{name}") for name in (other.reference, "NONE1")]
    assert {one.status_code for one in behind} == {303}


def test_s2_what_was_written_for_one_case_never_reaches_another(
    app: Flask, following: FlaskClient, slug: str
) -> None:
    """An older tab of one case, and in the same browser another was opened since."""
    older = following.get("/my-case").get_data(as_text=True)
    mark = re.search(r'name="of"[^>]*value="([^"]+)"', older)
    assert mark
    press(following, "/my-case", "/follow/leave")
    assert follow(following, file_a_case(app.test_client(), slug)).location == "/my-case"
    text = "Solo para mi caso: " + "el capataz me amenazó. " * 5
    form = {"of": mark[1], "text": text, "reasons": text}
    for part in ("messages", "dispute", "confirm"):
        token = hidden(following.get("/my-case").get_data(as_text=True))
        answer = following.post(f"/my-case/{part}", data=token | form)
        assert answer.status_code == (303 if part == "confirm" else 403)
        assert part == "confirm" or text.strip() in unquoted(answer.get_data(as_text=True))
    assert messages(app) == []


def test_nothing_is_seen_without_the_code(page: FlaskClient, code: str) -> None:
    for address in ("/my-case", "/my-case/told"):
        assert page.get(address).location == "/follow"


def test_the_case_closes_after_half_an_hour_and_at_once_when_asked(
    following: FlaskClient,
) -> None:
    with at(now() + timedelta(minutes=31)):
        assert following.get("/my-case").location == "/follow"
    press(following, "/my-case", "/follow/leave")
    assert following.get("/my-case").location == "/follow"


def test_a_message_typed_for_an_hour_survives_the_end_of_the_session(
    app: Flask, following: FlaskClient, code: str
) -> None:
    form = hidden(following.get("/my-case").get_data(as_text=True), "/my-case/messages")
    long = "Lo que pasó fue largo de contar. " * 20
    with at(now() + timedelta(hours=1)):
        closed = following.post("/my-case/messages", data=form | {"text": long})
        assert closed.status_code == 403
        html = closed.get_data(as_text=True)
        assert long.strip() in unquoted(html)
        opened = following.post(
            "/follow", data=hidden(html, "/follow") | {"code": code, "text": long}
        )
        assert opened.status_code == 200
        again = hidden(opened.get_data(as_text=True), "/my-case/messages") | {"text": long}
        assert following.post("/my-case/messages", data=again).location == "/my-case"
    assert len(messages(app)) == 1


def test_the_visits_of_the_person_are_not_in_the_trail(
    app: Flask, page: FlaskClient, code: str
) -> None:
    def lines() -> int:
        with app.extensions["database"].reading() as session:
            return len(session.scalars(select(Entry.id)).all())

    before = lines()
    follow(page, code)
    page.get("/my-case")
    page.get("/my-case/told")
    press(page, "/my-case", "/follow/leave")
    assert lines() == before


def test_the_follow_cookie_is_strict(page: FlaskClient, code: str) -> None:
    cookies = follow(page, code).headers.getlist("Set-Cookie")
    mine = next(one for one in cookies if one.startswith("follow="))
    assert "SameSite=Strict" in mine
    assert "HttpOnly" in mine
    assert code not in str(cookies)


def test_the_quick_way_out_closes_everything_in_this_browser(
    app: Flask, page: FlaskClient, slug: str, code: str
) -> None:
    follow(page, code)
    press(page, f"/o/{slug}/file/story", story="A medias")
    for address in ("/exit", "/salir"):
        away = page.get(address)
        assert away.status_code == 303
        assert away.location == app.config["SETTINGS"].exit_address
        assert "cookies" in away.headers["Clear-Site-Data"]
    assert page.get("/my-case").location == "/follow"
    assert "A medias" not in page.get(f"/o/{slug}/file/story").get_data(as_text=True)


def test_s12_another_site_cannot_press_the_quick_way_out(
    page: FlaskClient, slug: str, code: str
) -> None:
    """Not by a link, and not by a picture that would sign staff out and forget a long text."""
    follow(page, code)
    press(page, f"/o/{slug}/file/story", story="A medias")
    away = page.get("/exit", headers={"Sec-Fetch-Site": "cross-site"})
    assert away.status_code == 303
    assert "Clear-Site-Data" not in away.headers
    assert page.get("/my-case").status_code == 200
    assert "A medias" in page.get(f"/o/{slug}/file/story").get_data(as_text=True)


def test_a_threat_brings_the_case_to_the_top(app: Flask, following: FlaskClient) -> None:
    press(following, "/my-case/threat", text="Vinieron a mi casa.")
    with app.extensions["database"].reading() as session:
        case = session.scalars(select(Case)).one()
        assert case.urgent
        assert case.fears_reprisal


@pytest.mark.parametrize("broken", ["web.sessions.db", "web.transaction.Database.changing"])
def test_the_quick_way_out_works_while_the_database_is_away(
    app: Flask, following: FlaskClient, slug: str, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    press(following, f"/o/{slug}/file/story", story="A medias")

    def away(*_anything: object) -> None:
        raise Unavailable("unavailable", reason="gone")

    monkeypatch.setattr(broken, away)
    left = following.get("/exit")
    assert left.location == app.config["SETTINGS"].exit_address
    monkeypatch.undo()
    assert following.get_cookie("draft") is None
    assert following.get_cookie("follow") is None
