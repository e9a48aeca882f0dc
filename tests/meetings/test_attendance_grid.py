"""Passing attendance from paper: all at once, and nobody writes over anybody."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from meetings.kinds import Signing, Source
from meetings.models import Attendance, Correction, Participant
from tests.factories.accounts import send
from tests.meetings.attending import PEOPLE, Hall, open_hall


@pytest.fixture
def hall(app: Flask) -> Hall:
    return open_hall(app)


def fields(html: str) -> dict[str, list[str]]:
    """What a browser would send of the grid: hidden fields, ticks, choices."""
    form = re.search(r'<form class="gridform".*?</form>', html, re.S)
    assert form
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value = (re.search(rf'\b{one}="([^"]*)"', tag) for one in ("name", "value"))
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = [chosen[1] if chosen else ""]
    return found


def opened(browser: FlaskClient, hall: Hall) -> dict[str, list[str]]:
    """The grid as somebody has it before them."""
    return fields(browser.get(f"{hall.address}/grid").get_data(as_text=True))


def save(browser: FlaskClient, hall: Hall, page: dict[str, list[str]]) -> TestResponse:
    return browser.post(f"{hall.address}/grid", data=page)


def at(hall: Hall, person: int, *days: int) -> dict[str, list[str]]:
    """The ticks of one row."""
    return {f"at-{hall.people[person]}": [str(hall.sittings[day]) for day in days]}


def presences(hall: Hall) -> set[tuple[int, int]]:
    """Which of the people known from before were where, by number of person and of day."""
    return {
        (hall.people.index(one.participant_id), hall.sittings.index(one.sitting_id))
        for one in hall.everything(Attendance)
        if one.present and one.confirmed_at and one.participant_id in hall.people
    }


def test_a_whole_page_is_saved_at_once_without_a_script(hall: Hall) -> None:
    browser = hall.browser()
    page = opened(browser, hall) | at(hall, 0, 0, 1) | at(hall, 2, 1)
    page[f"signing-{hall.people[2]}"] = ["thumbprint"]
    assert save(browser, hall, page).status_code == 303
    assert presences(hall) == {(0, 0), (0, 1), (2, 1)}
    signed = {(one.participant_id, one.signing) for one in hall.everything(Attendance)}
    assert signed == {
        (hall.people[0], Signing.SIGNATURE), (hall.people[2], Signing.THUMBPRINT),
    }  # fmt: skip
    assert {one.source for one in hall.everything(Attendance)} == {Source.GRID}
    assert hall.everything(Correction) == [], "what is written first corrects nothing"


def test_rows_stand_in_the_order_of_the_printed_sheet(hall: Hall) -> None:
    html = unescape(hall.browser().get(f"{hall.address}/grid").get_data(as_text=True))
    places = [html.index(name) for name in PEOPLE]
    assert places == sorted(places)


def test_blank_rows_bring_new_people_with_their_marks(hall: Hall) -> None:
    browser = hall.browser()
    page = opened(browser, hall) | {
        "name-1": ["Q'ente, Ñawi"], "group-1": [str(hall.group_id)], "sex-1": ["woman"],
        "new-at-1": [str(hall.sittings[0])],
    }  # fmt: skip
    assert save(browser, hall, page).status_code == 303
    new = next(one for one in hall.everything(Participant) if one.name == "Q'ente, Ñawi")
    assert (new.position, new.sex, new.group_id) == (4, "woman", hall.group_id)
    (mark,) = hall.everything(Attendance)
    assert (mark.participant_id, mark.present) == (new.id, True)


def test_two_note_takers_do_not_overwrite_each_other(hall: Hall) -> None:
    first, second = hall.browser(), hall.browser(hall.facilitator)
    his, hers = opened(first, hall), opened(second, hall)
    assert save(first, hall, his | at(hall, 0, 0)).status_code == 303
    assert save(second, hall, hers | at(hall, 1, 1)).status_code == 303
    assert presences(hall) == {(0, 0), (1, 1)}, "each wrote about another person"


def test_a_conflict_is_shown_with_both_values_and_the_rest_is_saved(hall: Hall) -> None:
    browser, other = hall.browser(), hall.browser(hall.facilitator)
    save(browser, hall, opened(browser, hall) | at(hall, 0, 0, 1))
    mine, hers = opened(browser, hall), opened(other, hall)
    assert save(other, hall, hers | at(hall, 0, 1)).status_code == 303  # not on the first day
    mine[f"signing-{hall.people[0]}"] = ["thumbprint"]
    answer = save(browser, hall, mine | at(hall, 0, 0, 1) | at(hall, 1, 0))
    assert answer.status_code == 200
    html = unescape(answer.get_data(as_text=True))
    assert "la otra persona anotó que no vino; usted, que vino" in html
    assert PEOPLE[0] in html
    assert presences(hall) == {(0, 1), (1, 0)}, "what nobody else touched was saved"
    assert fields(html)[f"at-{hall.people[0]}"] == [str(hall.sittings[1])], "the page shows theirs"
    again = fields(html) | at(hall, 0, 0, 1)
    assert save(browser, hall, again).status_code == 303
    assert (0, 0) in presences(hall), "who saw both values may decide"


def test_both_ticked_the_same_is_no_conflict(hall: Hall) -> None:
    browser, other = hall.browser(), hall.browser(hall.facilitator)
    mine, hers = opened(browser, hall), opened(other, hall)
    save(other, hall, hers | at(hall, 0, 0))
    assert save(browser, hall, mine | at(hall, 0, 0)).status_code == 303
    assert presences(hall) == {(0, 0)}


def test_a_page_sent_twice_adds_nobody_twice(hall: Hall) -> None:
    browser = hall.browser()
    page = opened(browser, hall) | {"name-1": ["Persona nueva"]}
    assert [save(browser, hall, page).status_code for _ in range(2)] == [303, 303]
    assert [one.name for one in hall.everything(Participant)].count("Persona nueva") == 1


def test_a_namesake_is_asked_about_and_never_merged_silently(hall: Hall) -> None:
    browser = hall.browser()
    page = opened(browser, hall) | {"name-1": ["quispe mamani, rosa"], "name-2": ["Otra persona"]}
    answer = save(browser, hall, page)
    html = unescape(answer.get_data(as_text=True))
    assert "Ya hay alguien con ese nombre en la lista" in html
    names = [one.name for one in hall.everything(Participant)]
    assert "Otra persona" in names
    assert "quispe mamani, rosa" not in names
    meant = fields(html) | {"another-1": ["y"]}
    assert save(browser, hall, meant).status_code == 303
    assert "quispe mamani, rosa" in [one.name for one in hall.everything(Participant)]


def test_unticking_leaves_a_correction(hall: Hall) -> None:
    browser = hall.browser()
    save(browser, hall, opened(browser, hall) | at(hall, 0, 0))
    page = opened(browser, hall)
    page.pop(f"at-{hall.people[0]}")
    save(browser, hall, page)
    (correction,) = hall.everything(Correction)
    assert correction.before == {"present": True, "signing": "signature"}
    assert correction.after == {"present": False, "signing": "none"}
    assert correction.person_id == hall.note_taker.person_id
    assert presences(hall) == set()


def test_somebody_of_another_office_finds_nothing(app: Flask, hall: Hall) -> None:
    stranger = open_hall(app)
    browser = hall.browser(stranger.note_taker)
    for address in (hall.address, f"{hall.address}/grid"):
        assert browser.get(address).status_code == 404
    page = opened(hall.browser(), hall) | at(hall, 0, 0)
    page["csrf_token"] = opened(browser, stranger)["csrf_token"]
    assert save(browser, hall, page).status_code == 404
    assert hall.everything(Attendance) == []


def test_the_list_shows_only_those_of_the_meeting(hall: Hall) -> None:
    browser = hall.browser()
    html = browser.get(hall.address).get_data(as_text=True)
    assert html.count(PEOPLE[0]) == 1
    assert "Todavía no hay nadie" not in html
    assert send(browser, hall.address, name="Q'uqi", group="").status_code == 303
    assert "Q'uqi" in unescape(browser.get(f"{hall.address}?q=quqi").get_data(as_text=True))


def test_a_tick_without_a_name_is_not_lost(hall: Hall) -> None:
    browser = hall.browser()
    page = opened(browser, hall) | {"name-1": [" "], "new-at-1": [str(hall.sittings[0])]}
    answer = save(browser, hall, page)
    assert answer.status_code == 200
    html = unescape(answer.get_data(as_text=True))
    assert "Falta el nombre" in html
    assert fields(html)["new-at-1"] == [str(hall.sittings[0])]
    assert len(hall.everything(Participant)) == len(PEOPLE) + 1


def test_who_was_taken_off_meanwhile_is_named(hall: Hall) -> None:
    browser, other = hall.browser(), hall.browser(hall.facilitator)
    mine = opened(browser, hall) | at(hall, 0, 0)
    me = f"{hall.address}/{hall.people[0]}"
    assert send(other, me, f"{me}/remove").status_code == 303
    answer = save(browser, hall, mine)
    assert answer.status_code == 200
    assert "Ya no están en la lista" in unescape(answer.get_data(as_text=True))
    assert presences(hall) == set()
