"""Forty people behind one router are never refused; a flood is slowed and costs nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import create_app
from grievances.models import Case
from grievances.views.limits import KEPT, SENT
from kernel import attempts
from kernel.attempts import Attempt
from kernel.clock import at, now
from tests.grievances.people import file_a_case, follow, hidden, open_office, press, unquoted
from web import floods
from web.floods import Limit
from web.settings import Settings
from web.waiting import WaitingRoom

HERE, ELSEWHERE = "127.0.0.1", "198.51.100.7"


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app)


def fill(app: Flask, limit: Limit, address: str = HERE) -> None:
    """As many requests of this kind as an address may make in a minute."""
    who, _yesterday = attempts.names_of(app.extensions["vault"], address)
    with app.extensions["database"].changing() as session:
        session.add_all(Attempt(kind=limit.kind, who=who) for _ in range(limit.a_minute))


def counted(app: Flask, limit: Limit) -> int:
    with app.extensions["database"].reading() as session:
        rows = select(func.count()).select_from(Attempt).where(Attempt.kind == limit.kind)
        return session.scalar(rows) or 0


@pytest.fixture
def no_seat(app: Flask) -> None:
    """Nobody may wait: who has no turn is told at once."""
    app.extensions["floods"] = WaitingRoom(seats=1)
    app.extensions["floods"]._seats.acquire()


def tell(browser: FlaskClient, slug: str, story: str = "El agua no llega.") -> int:
    return press(browser, f"/o/{slug}/file/story", story=story).status_code


def test_forty_people_behind_one_router_file_and_follow_in_ten_minutes_and_nobody_waits(
    app: Flask, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits() -> None:
        raise AssertionError("somebody had to wait")

    monkeypatch.setattr(floods, "one_second", waits)
    began = now()
    for person in range(40):
        with at(began + timedelta(seconds=15 * person)):
            browser = FlaskClient(app)
            code = file_a_case(browser, slug)
            assert follow(browser, code).location == "/my-case"
    with app.extensions["database"].reading() as session:
        assert session.scalar(select(func.count(Case.id))) == 40


def test_forty_people_press_the_same_button_in_the_same_moment(
    app: Flask, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits() -> None:
        raise AssertionError("somebody had to wait")

    monkeypatch.setattr(floods, "one_second", waits)
    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _n: tell(FlaskClient(app), slug), range(40)))
    assert answers == [303] * 40


def test_of_four_hundred_in_a_minute_some_wait_and_the_neighbours_do_not(
    app: Flask, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All four hundred are really sent, in one minute, from one address."""
    waited: list[int] = []
    monkeypatch.setattr(floods, "one_second", lambda: waited.append(1))
    flood = FlaskClient(app)
    page = f"/o/{slug}/file/story"
    form = hidden(flood.get(page).get_data(as_text=True)) | {"story": "El agua no llega."}
    began, answers = now(), []
    for number in range(400):
        if number == 300:  # from here on nobody may wait either: the seats are taken
            app.extensions["floods"] = WaitingRoom(seats=1)
            app.extensions["floods"]._seats.acquire()
        with at(began + timedelta(seconds=number / 8)):
            answers.append((flood.post(page, data=form).status_code, len(waited)))
    slow = answers[KEPT.a_minute : 300]
    assert answers[: KEPT.a_minute] == [(303, 0)] * KEPT.a_minute, "as many as forty people need"
    assert {status for status, _ in slow} == {303}
    assert [waits for _, waits in slow] == [20 * (one + 1) for one in range(len(slow))]
    assert {status for status, _ in answers[300:]} == {503}
    with at(began + timedelta(seconds=51)):
        neighbour = FlaskClient(app)
        neighbour.environ_base["REMOTE_ADDR"] = ELSEWHERE
        assert neighbour.get(page).status_code == 200
        assert tell(neighbour, slug) == 303
        assert file_a_case(neighbour, slug)


def test_a_flood_is_slowed_and_goes_on_when_the_minute_is_over(
    app: Flask, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds: list[int] = []
    monkeypatch.setattr(floods, "one_second", lambda: seconds.append(1))
    fill(app, KEPT)
    assert tell(FlaskClient(app), slug) == 303
    assert len(seconds) == 20
    with at(now() + timedelta(seconds=61)):
        assert tell(FlaskClient(app), slug) == 303
    assert len(seconds) == 20


@pytest.mark.usefixtures("no_seat")
def test_who_finds_no_seat_gets_the_whole_text_back_and_sends_it_again(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    fill(app, KEPT)
    story = "Lo que pasó fue largo de contar. " * 30
    busy = press(page, f"/o/{slug}/file/story", story=story)
    assert busy.status_code == 503
    assert "Retry-After" in busy.headers
    html = unquoted(busy.get_data(as_text=True))
    assert story.strip() in html
    again = hidden(html) | {"story": story}
    with at(now() + timedelta(seconds=61)):
        assert page.post(f"/o/{slug}/file/story", data=again).status_code == 303


@pytest.mark.usefixtures("no_seat")
def test_a_flood_from_one_address_takes_nobody_elses_turn(app: Flask, slug: str) -> None:
    fill(app, KEPT)
    fill(app, SENT)
    assert tell(FlaskClient(app), slug) == 503
    other = FlaskClient(app)
    other.environ_base["REMOTE_ADDR"] = ELSEWHERE
    assert file_a_case(other, slug)


@pytest.mark.usefixtures("no_seat")
def test_filings_are_counted_apart_from_answers(app: Flask, page: FlaskClient, slug: str) -> None:
    fill(app, SENT)
    assert tell(page, slug) == 303
    assert page.get(f"/o/{slug}/file/review").status_code == 200
    sent = press(page, f"/o/{slug}/file/story", f"/o/{slug}/file/send")
    assert sent.status_code == 503


def test_several_processes_share_the_count(app: Flask, slug: str, settings: Settings) -> None:
    """The counts lie in the database: another application on it sees the same flood."""
    twin = create_app(settings)
    twin.testing = True
    twin.extensions["floods"] = WaitingRoom(seats=1)
    twin.extensions["floods"]._seats.acquire()
    fill(app, KEPT)
    assert tell(FlaskClient(twin), slug) == 503
    twin.extensions["jobs"].close()
    twin.extensions["database"].dispose()


def test_a_count_is_kept_without_the_address_and_for_an_hour(app: Flask, slug: str) -> None:
    browser = FlaskClient(app)
    browser.environ_base["REMOTE_ADDR"] = ELSEWHERE
    assert tell(browser, slug) == 303
    assert counted(app, KEPT) == 1
    with app.extensions["database"].reading() as session:
        (kept,) = session.scalars(select(Attempt))
    assert ELSEWHERE not in kept.who
    assert len(kept.who) == 32
    with at(now() + timedelta(minutes=61)), app.extensions["database"].changing() as session:
        attempts.forget(session)
    assert counted(app, KEPT) == 0


def test_reading_is_never_counted(app: Flask, page: FlaskClient, slug: str) -> None:
    for address in (f"/o/{slug}", f"/o/{slug}/file", "/follow"):
        page.get(address)
    assert counted(app, KEPT) == counted(app, SENT) == 0
