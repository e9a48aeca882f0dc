"""Where attendance goes that is taken in the room: to the part of the day that people are at."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.roles import Role
from kernel.clock import at
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.models import Attendance, Sitting
from meetings.operations.sittings import Part, add_sitting, change_sitting
from meetings.queries.meetings import sittings_of
from meetings.views.room.sittings import at_hand, hours_of
from tests.factories.accounts import new_person, send, signed_in
from tests.factories.meetings import new_participant
from tests.meetings.room_at_work import Room, make_room

LIMA = ZoneInfo("America/Lima")
MORNING, AFTERNOON, NEXT = 1, 2, 3
DAYS = [
    Sitting(id=MORNING, on=date(2026, 8, 23), begins_at=time(9), title="Mañana"),
    Sitting(id=AFTERNOON, on=date(2026, 8, 23), begins_at=time(14), title="Tarde"),
    Sitting(id=NEXT, on=date(2026, 8, 24), begins_at=time(9), title="Mañana"),
]


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (20, time(12), MORNING),
        (23, time(0, 10), MORNING),
        (23, time(8), MORNING),
        (23, time(13, 29), MORNING),
        (23, time(13, 30), AFTERNOON),
        (23, time(23, 59), AFTERNOON),
        (24, time(0, 0), NEXT),
        (30, time(12), NEXT),
    ],
)
def test_the_hour_says_which_part_of_the_day_it_is(day: int, hour: time, expected: int) -> None:
    moment = datetime.combine(date(2026, 8, day), hour, LIMA)
    found = at_hand(DAYS, hours_of(DAYS, LIMA), moment)
    assert found
    assert found.id == expected


def test_a_part_whose_hour_nobody_knows_does_not_push_itself_before_the_first() -> None:
    day = [Sitting(id=number, on=date(2026, 8, 23)) for number in (1, 2)]
    found = at_hand(day, hours_of(day, LIMA), datetime(2026, 8, 23, 18, tzinfo=LIMA))
    assert found
    assert found.id == 1
    assert at_hand([], {}, datetime(2026, 8, 23, tzinfo=LIMA)) is None


class Day:
    """A room on a day with a morning and an afternoon, and one person on its list."""

    def __init__(self, app: Flask, room: Room) -> None:
        self.app = app
        morning = sittings_of(room.session, room.meeting)[0]
        part = Part(morning.on, "Mañana", time(9), time(13))
        change_sitting(room.session, SYSTEM, room.meeting, morning.id, part)
        after = Part(morning.on, "Tarde", time(14), time(17))
        afternoon = add_sitting(room.session, SYSTEM, room.meeting, after)
        self.morning, self.afternoon = str(morning.id), str(afternoon.id)
        self.person = str(new_participant(room.session, room.meeting, "Rosa Huamaní").id)
        self.address = f"/meetings/{room.meeting.reference}/room/"
        self.facilitator = new_person(room.session, room.office, Role.FACILITATOR).id
        self.browser: FlaskClient
        self.keys: list[str] = []

    def page(self, query: str = "") -> str:
        """What the room shows."""
        return self.browser.get(self.address + query).text

    def ticks(self, sitting: str, moment: str, present: str = "y") -> None:
        """A phone delivers a tick that was made at this moment."""
        entry = {
            "who": str(self.facilitator), "key": f"0123456789abcd{len(self.keys):02}",
            "kind": "present", "at": moment,
            "fields": [["person", self.person], ["sitting", sitting], ["present", present]],
        }  # fmt: skip
        self.keys.append(moment)
        address, headers = f"{self.address}entries", {"Sec-Fetch-Site": "same-origin"}
        assert self.browser.post(address, json=entry, headers=headers).status_code == 201

    def arrivals(self) -> list[time | None]:
        """When the person came to each part where something is known of them."""
        with self.app.extensions["database"].reading() as session:
            lines = session.query(Attendance).order_by(Attendance.sitting_id)
            return [one.arrived_at for one in lines]

    def present(self) -> list[str]:
        """The sittings that somebody is marked at."""
        with self.app.extensions["database"].reading() as session:
            return [str(one.sitting_id) for one in session.query(Attendance) if one.present]


@pytest.fixture
def day(app: Flask, vault: Vault) -> Iterator[Day]:
    with app.extensions["database"].changing() as session:
        made = Day(app, make_room(session, vault))
    with at(datetime(2026, 8, 23, 9, 5, tzinfo=LIMA)):
        made.browser = signed_in(app, made.facilitator)
        yield made


def shown(page: str) -> str:
    found = re.search(r'data-sitting="(\d+)" data-from="[^"]*"[^>]* aria-current="true"', page)
    assert found
    assert set(re.findall(r'name="sitting" value="(\d+)"', page)) == {found[1]}
    return found[1]


def test_in_the_morning_the_room_marks_the_morning(day: Day) -> None:
    assert shown(day.page()) == day.morning
    with at(datetime(2026, 8, 23, 14, 10, tzinfo=LIMA)):
        day.browser = signed_in(day.app, day.facilitator)  # the session of the morning has ended
        assert shown(day.page()) == day.afternoon


def test_the_other_part_of_the_day_can_be_chosen_without_a_script(day: Day) -> None:
    page = day.page(f"?sitting={day.afternoon}")
    assert shown(page) == day.afternoon
    key = re.search(r'name="key" [^>]*value="([^"]+)"', page)
    assert key
    fields = {"key": key[1], "sitting": day.afternoon, "present": day.person}
    sent = send(day.browser, day.address, f"{day.address}presences", **fields)
    assert sent.location == f"{day.address}?sitting={day.afternoon}#people"
    assert day.present() == [day.afternoon]
    assert (
        " checked" in day.browser.get(sent.location).text.split('id="ticks"')[1].split("</ul>")[0]
    )
    assert " checked" not in day.page().split('id="ticks"')[1].split("</ul>")[0]


def test_a_part_of_another_meeting_cannot_be_chosen(day: Day) -> None:
    for nonsense in ("999999", "x", ""):
        assert shown(day.page(f"?sitting={nonsense}")) == day.morning


def test_the_page_carries_the_marks_of_every_part(day: Day) -> None:
    for sitting in (day.morning, day.afternoon):
        day.ticks(sitting, "")
    assert f'<li data-at="{day.morning} {day.afternoon}">' in day.page()


def test_the_hour_of_the_first_tick_is_the_hour_of_arrival(day: Day) -> None:
    with at(datetime(2026, 8, 23, 14, 40, tzinfo=LIMA)):
        day.browser = signed_in(day.app, day.facilitator)  # the session of the morning has ended
        day.ticks(day.morning, "2026-08-23T09:12:40-05:00")
        day.ticks(day.afternoon, "2026-08-23T14:02:00-05:00")
        day.ticks(day.afternoon, "2026-08-23T14:30:00-05:00")
        assert day.arrivals() == [time(9, 12), time(14, 2)]
        day.ticks(day.afternoon, "2026-08-23T14:31:00-05:00", present="")
        assert day.arrivals() == [time(9, 12), None]
        day.ticks(day.afternoon, "2026-08-23T14:35:00-05:00")
        assert day.arrivals() == [time(9, 12), time(14, 35)]


@pytest.mark.parametrize("moment", ["2026-08-23T14:10", "2026-08-23T19:00", "2026-08-24T09:00"])
def test_what_is_made_up_for_later_says_no_hour_of_arrival(day: Day, moment: str) -> None:
    with at(datetime(2026, 8, 24, 10, 0, tzinfo=LIMA)):
        day.browser = signed_in(day.app, day.facilitator)
        day.ticks(day.morning, f"{moment}:00-05:00")
        assert day.arrivals() == [None]
        assert day.present() == [day.morning]


@pytest.mark.parametrize(
    ("arrived", "left", "expected"), [(time(8, 50), None, time(8, 50)), (None, time(9), None)]
)
def test_an_hour_that_somebody_wrote_stays(
    day: Day, arrived: time | None, left: time | None, expected: time | None
) -> None:
    day.ticks(day.morning, "2026-08-23T09:05:00-05:00")
    with day.app.extensions["database"].changing() as session:
        line = session.query(Attendance).one()
        line.arrived_at, line.left_at, line.present = arrived, left, False
    day.ticks(day.morning, "2026-08-23T09:05:00-05:00")
    assert (day.arrivals(), day.present()) == ([expected], [day.morning])
