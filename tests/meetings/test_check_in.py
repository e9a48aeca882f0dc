"""Checking in at the door: forty telephones behind one address, and nothing counts unconfirmed."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kernel.clock import at, now
from meetings.kinds import Source
from meetings.models import Attendance, Correction, Meeting, Participant
from meetings.queries.attendance import people_of, sittings_attended, totals_of
from meetings.views.attendance.door import SENT
from tests.factories.accounts import send
from tests.grievances.people import hidden
from tests.meetings.attending import PEOPLE, Hall, open_hall
from tests.pages import Page, page_weight
from web import floods
from web.waiting import WaitingRoom


@pytest.fixture
def hall(app: Flask) -> Hall:
    return open_hall(app)


def open_door(hall: Hall, day: int = 0) -> str:
    """Open the check-in as the facilitator does; the address that the QR holds."""
    browser, here = hall.browser(hall.facilitator), f"{hall.address}/check-in"
    opened = send(browser, here, f"{here}/open", sitting=str(hall.sittings[day]))
    assert opened.status_code == 303, opened.get_data(as_text=True)
    shown = re.search(r"(/check-in/M-[^<\s]+)</span>", browser.get(here).get_data(as_text=True))
    assert shown
    return shown[1]


def phone(hall: Hall) -> FlaskClient:
    """Somebody's telephone: nobody signed in."""
    return FlaskClient(hall.app)


def come_in(browser: FlaskClient, door: str, name: str, **facts: str) -> int:
    form = hidden(browser.get(f"{door}?another=1").get_data(as_text=True))
    return browser.post(door, data=form | {"name": name, "group": ""} | facts).status_code


def waiting(hall: Hall) -> list[str]:
    return [one.name for one in hall.everything(Participant) if one.source is Source.CHECK_IN]


def state(hall: Hall) -> tuple[int, int]:
    """How many are on the list, and how many of them came."""
    with hall.app.extensions["database"].reading() as session:
        found = totals_of(session, session.get_one(Meeting, hall.meeting_id))
        return found.listed, found.came


def confirm(hall: Hall, **choices: str) -> int:
    """Press "confirm" with what the page proposes, or other choices."""
    browser, here = hall.browser(), f"{hall.address}/check-in"
    html = browser.get(here).get_data(as_text=True)
    proposed = {
        name: found[1] if (found := re.search(r'value="([^"]*)" selected', options)) else ""
        for name, options in re.findall(r'<select name="(is-\d+)"[^>]*>(.*?)</select>', html)
    }
    sent = {name.replace("_", "-"): value for name, value in choices.items()}
    return send(browser, here, f"{here}/confirm", **{**proposed, **sent}).status_code


def test_forty_telephones_behind_one_address_come_in_in_one_minute_and_nobody_waits(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits() -> None:
        raise AssertionError("somebody had to wait")

    monkeypatch.setattr(floods, "one_second", waits)
    door = open_door(hall)
    with ThreadPoolExecutor(4) as crowd:
        answers = list(
            crowd.map(lambda n: come_in(phone(hall), door, f"Persona del salón {n}"), range(40))
        )
    assert answers == [303] * 40
    assert sorted(waiting(hall)) == sorted(f"Persona del salón {n}" for n in range(40))
    assert state(hall) == (len(PEOPLE), 0), "nobody counts before somebody confirms"
    assert confirm(hall) == 303
    assert state(hall) == (len(PEOPLE) + 40, 40)
    with hall.app.extensions["database"].reading() as session:
        people = people_of(session, session.get_one(Meeting, hall.meeting_id))
        assert [one.position for one in people] == list(range(1, 44))


def test_a_flood_of_four_hundred_a_minute_is_slowed_and_the_neighbours_are_not(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(floods, "one_second", lambda: waited.append(1))
    door, flood = open_door(hall), phone(hall)
    form = hidden(flood.get(door).get_data(as_text=True)) | {"name": "Inundación", "group": ""}
    began, answers = now(), []
    for number in range(400):
        if number == 300:  # from here on every seat is taken
            hall.app.extensions["floods"] = WaitingRoom(seats=1)
            hall.app.extensions["floods"]._seats.acquire()
        with at(began + timedelta(seconds=number / 8)):
            answers.append((flood.post(door, data=form).status_code, len(waited)))
    assert answers[: SENT.a_minute] == [(303, 0)] * SENT.a_minute
    assert {status for status, _ in answers[SENT.a_minute : 300]} == {303}
    assert answers[299][1] == 20 * (300 - SENT.a_minute), "each of them waited"
    assert {status for status, _ in answers[300:]} == {503}
    with at(began + timedelta(seconds=51)):
        neighbour = phone(hall)
        neighbour.environ_base["REMOTE_ADDR"] = "198.51.100.7"
        assert come_in(neighbour, door, "Vecina") == 303
    assert waiting(hall) == ["Inundación", "Vecina"]


def test_the_same_telephone_sends_twice_and_is_one(hall: Hall) -> None:
    door, browser = open_door(hall), phone(hall)
    form = hidden(browser.get(door).get_data(as_text=True)) | {"name": "Juana", "group": ""}
    assert [browser.post(door, data=form).status_code for _ in range(3)] == [303] * 3
    assert waiting(hall) == ["Juana"]
    again = browser.get(door)
    assert again.status_code == 303, "who opens the QR again is told, not asked"
    assert again.location.endswith("/done")
    assert come_in(browser, door, "Su mamá") == 303
    assert waiting(hall) == ["Juana", "Su mamá"]


def test_who_is_expected_is_proposed_and_becomes_one_line(hall: Hall) -> None:
    door = open_door(hall)
    come_in(phone(hall), door, "quispe mamani rosa", sex="woman")
    come_in(phone(hall), door, "Saturnina Ccama Q'ente")
    come_in(phone(hall), door, "Alguien nuevo")
    page = unescape(hall.browser().get(f"{hall.address}/check-in").get_data(as_text=True))
    assert f"En la lista: {PEOPLE[0]}" in page
    assert f"En la lista: {PEOPLE[2]}" in page, "a longer name is near enough to be proposed"
    assert confirm(hall) == 303
    assert state(hall) == (len(PEOPLE) + 1, 3)
    with hall.app.extensions["database"].reading() as session:
        meeting = session.get_one(Meeting, hall.meeting_id)
        attended = sittings_attended(session, meeting)
    assert attended[hall.people[0]] == 1
    rosa = hall.everything(Participant)[1]
    assert (rosa.name, rosa.sex) == (PEOPLE[0], "woman"), "what the list did not know is filled in"
    merged = [one.after for one in hall.everything(Correction) if "merged_into" in one.after]
    assert merged, "the joining stands in the trail, and has a way back"


def test_who_checks_in_on_the_day_came_at_that_hour(hall: Hall) -> None:
    morning = datetime(2026, 8, 23, 9, 20, 30, tzinfo=ZoneInfo("America/Lima"))
    with at(morning):
        door = open_door(hall)
        for name in (PEOPLE[0], "Persona nueva"):
            come_in(phone(hall), door, name)
        with at(morning + timedelta(minutes=15)):
            confirm(hall)
    came = [one.arrived_at for one in hall.everything(Attendance) if one.present]
    assert len(came) >= 2
    assert set(came) == {time(9, 20)}
    with at(morning + timedelta(hours=10)):
        come_in(phone(hall), open_door(hall), "Persona de la noche")
    assert hall.everything(Attendance)[-1].arrived_at is None


def test_a_proposal_may_be_declined(hall: Hall) -> None:
    come_in(phone(hall), open_door(hall), PEOPLE[0])
    line = next(one for one in hall.everything(Participant) if one.source is Source.CHECK_IN)
    assert confirm(hall, **{f"is_{line.id}": "new"}) == 303
    assert state(hall) == (len(PEOPLE) + 1, 1)


def test_one_by_one(hall: Hall) -> None:
    door = open_door(hall)
    for name in ("Uno Primero", "Dos Segundo"):
        come_in(phone(hall), door, name)
    line = next(one for one in hall.everything(Participant) if one.name == "Dos Segundo")
    assert confirm(hall, only=str(line.id)) == 303
    confirmed = {one.participant_id for one in hall.everything(Attendance) if one.confirmed_at}
    assert confirmed == {line.id}


def test_who_is_not_in_the_room_is_rejected_with_a_way_back(hall: Hall) -> None:
    come_in(phone(hall), open_door(hall), "Broma")
    line = next(one for one in hall.everything(Participant) if one.name == "Broma")
    browser, here = hall.browser(), f"{hall.address}/check-in"
    assert send(browser, here, f"{here}/{line.id}/reject").status_code == 303
    assert "Broma" not in browser.get(here).get_data(as_text=True)
    assert state(hall) == (len(PEOPLE), 0)
    me = f"{hall.address}/{line.id}"
    assert send(browser, me, f"{me}/restore").status_code == 303
    assert "Broma" in browser.get(here).get_data(as_text=True)


def test_who_played_with_the_address_is_rejected_at_once_and_takes_nobodys_place(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.operations.check_in.MOST_WAITING", 3)
    door = open_door(hall)
    jokes = [come_in(phone(hall), door, f"Broma {number}") for number in range(4)]
    assert jokes == [303, 303, 303, 422]
    browser, here = hall.browser(), f"{hall.address}/check-in"
    last = max(one.id for one in hall.everything(Participant))
    form = hidden(browser.get(here).get_data(as_text=True)) | {"last": str(last - 1)}
    assert browser.post(f"{here}/reject", data=form).status_code == 303
    shown = browser.get(here).get_data(as_text=True)
    assert [f"Broma {number}" in shown for number in range(3)] == [False, False, True]
    assert come_in(phone(hall), door, "Rosa Huamaní") == 303
    assert state(hall) == (len(PEOPLE), 0)


def test_closing_the_door_kills_the_address(hall: Hall) -> None:
    door, browser = open_door(hall), hall.browser(hall.facilitator)
    form = hidden(phone(hall).get(door).get_data(as_text=True)) | {"name": "Tarde", "group": ""}
    here = f"{hall.address}/check-in"
    assert send(browser, here, f"{here}/close").status_code == 303
    late = phone(hall)
    assert late.get(door).status_code == 404
    late.get("/follow")
    token = hidden(late.get("/follow").get_data(as_text=True))["csrf_token"]
    assert late.post(door, data=form | {"csrf_token": token}).status_code == 404
    assert waiting(hall) == []
    again = open_door(hall)
    assert again != door
    assert phone(hall).get(door).status_code == 404, "an old poster opens nothing"


def test_each_door_leads_to_its_sitting(hall: Hall) -> None:
    come_in(phone(hall), open_door(hall, day=1), "Segundo día")
    confirm(hall)
    (mark,) = hall.everything(Attendance)
    assert (mark.sitting_id, mark.source) == (hall.sittings[1], Source.CHECK_IN)


def test_no_name_of_anybody_is_ever_shown_at_the_door(hall: Hall, page: FlaskClient) -> None:
    door = open_door(hall)
    come_in(phone(hall), door, "Nombre Secreto")
    for address in (door, f"{door}?lang=qu", f"{door}/done"):
        html = unescape(page.get(address).get_data(as_text=True))
        for name in (*PEOPLE, "Nombre Secreto"):
            assert name not in html


@pytest.mark.parametrize("language", ["es", "qu"])
def test_the_door_weighs_little(hall: Hall, page: FlaskClient, language: str) -> None:
    html = page.get(f"{open_door(hall)}?lang={language}").get_data(as_text=True)
    assert page_weight(Page(html)) <= 10 * 1024


def test_a_wrong_secret_answers_like_a_meeting_that_does_not_exist(hall: Hall) -> None:
    door = open_door(hall)
    wrong = phone(hall).get(f"{door}X")
    nowhere = phone(hall).get("/check-in/M-AAAAAA/1-AAAAAAAAAAAAAAAA")
    assert wrong.status_code == nowhere.status_code == 404
    assert wrong.data == nowhere.data


def test_only_who_plans_opens_the_door(hall: Hall) -> None:
    browser, here = hall.browser(), f"{hall.address}/check-in"
    token = hidden(browser.get("/account").get_data(as_text=True))["csrf_token"]
    sent = {"csrf_token": token, "sitting": str(hall.sittings[0])}
    assert browser.post(f"{here}/open", data=sent).status_code == 403
    assert hall.everything(Meeting)[-1].check_in_secret == ""


def test_the_poster_holds_the_address(hall: Hall) -> None:
    browser = hall.browser()
    assert browser.get(f"{hall.address}/check-in/poster").status_code == 303
    door = open_door(hall)
    html = browser.get(f"{hall.address}/check-in/poster").get_data(as_text=True)
    assert door in html
    assert "data:image/svg+xml" in html


def test_a_blank_name_is_asked_for_again(hall: Hall) -> None:
    assert come_in(phone(hall), open_door(hall), "  ") == 422
