"""The parts of a meeting follow its days, and nobody's attendance is ever lost."""

from datetime import date, time

import pytest
from sqlalchemy import select

from kernel.database import Database
from kernel.errors import BadInput, RuleBroken
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.kinds import MeetingKind
from meetings.models import Attendance, Meeting, Sitting
from meetings.operations.planning import Plan, change_meeting
from meetings.operations.sittings import Part, add_sitting, change_sitting, remove_sitting
from meetings.queries.meetings import sittings_of
from tests.factories.accounts import new_office
from tests.factories.meetings import new_agenda_item, new_meeting, new_participant
from tests.meetings.at_work import Work, sends


def on(first: int, last: int, begins_at: time | None = time(9)) -> Plan:
    """A plan for these days of August."""
    return Plan(
        MeetingKind.WORKSHOP,
        "Taller",
        begins_on=date(2026, 8, first),
        ends_on=date(2026, 8, last),
        begins_at=begins_at,
    )


def two_days(database: Database, vault: Vault) -> int:
    with database.changing() as session:
        office = new_office(session, vault)
        days = {"begins_on": date(2026, 8, 23), "ends_on": date(2026, 8, 24)}
        return new_meeting(session, vault, office, **days).id


def note(database: Database, meeting_id: int, day: int) -> None:
    """Somebody was there on this day."""
    with database.changing() as session:
        meeting = session.get_one(Meeting, meeting_id)
        person = new_participant(session, meeting)
        sitting = next(one for one in sittings_of(session, meeting) if one.on.day == day)
        session.add(
            Attendance(
                office_id=meeting.office_id,
                meeting_id=meeting.id,
                sitting_id=sitting.id,
                participant_id=person.id,
                present=True,
            )
        )


def days_after(database: Database, meeting_id: int, plan: Plan) -> list[int]:
    with database.changing() as session:
        meeting = session.get_one(Meeting, meeting_id)
        change_meeting(session, SYSTEM, meeting, plan, meeting.version)
        listed = sittings_of(session, meeting)
        assert [one.position for one in listed] == list(range(1, len(listed) + 1))
        return [one.on.day for one in listed]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [(23, 25, [23, 24, 25]), (23, 23, [23]), (22, 24, [22, 23]), (29, 30, [29, 30])],
)
def test_sittings_follow_the_days(
    any_database: Database, vault: Vault, first: int, last: int, days: list[int]
) -> None:
    meeting_id = two_days(any_database, vault)
    found = days_after(any_database, meeting_id, on(first, last))
    assert set(days) <= set(found)
    assert found == list(range(first, last + 1))


def test_a_meeting_that_is_postponed_keeps_the_names_of_its_parts(
    database: Database, vault: Vault
) -> None:
    meeting_id = two_days(database, vault)
    with database.changing() as session:
        meeting = session.get_one(Meeting, meeting_id)
        sitting = sittings_of(session, meeting)[1]
        sitting.title = "Monitoreo"
        item = new_agenda_item(session, meeting, sitting_id=sitting.id)
        number = item.id
    days_after(database, meeting_id, on(29, 30))
    with database.changing() as session:
        sitting = session.scalars(select(Sitting).where(Sitting.title == "Monitoreo")).one()
        assert sitting.on == date(2026, 8, 30)
        assert session.get_one(type(item), number).sitting_id == sitting.id


def test_a_sitting_with_attendance_is_never_dropped(any_database: Database, vault: Vault) -> None:
    meeting_id = two_days(any_database, vault)
    note(any_database, meeting_id, 24)
    with pytest.raises(RuleBroken, match="sitting-has-attendance"):
        days_after(any_database, meeting_id, on(23, 23))
    assert days_after(any_database, meeting_id, on(24, 26)) == [24, 25, 26]
    with any_database.changing() as session:
        kept = session.scalars(select(Attendance)).one()
        assert session.get_one(Sitting, kept.sitting_id).on == date(2026, 8, 24)


def test_what_was_noted_stays_on_its_day_when_the_first_day_moves(
    database: Database, vault: Vault
) -> None:
    meeting_id = two_days(database, vault)
    note(database, meeting_id, 23)
    assert days_after(database, meeting_id, on(22, 24)) == [22, 23, 24]
    with database.changing() as session:
        kept = session.scalars(select(Attendance)).one()
        assert session.get_one(Sitting, kept.sitting_id).on == date(2026, 8, 23)


def test_hours_of_sittings_follow_those_of_the_meeting_unless_they_had_their_own(
    database: Database, vault: Vault
) -> None:
    meeting_id = two_days(database, vault)
    with database.changing() as session:
        meeting = session.get_one(Meeting, meeting_id)
        sittings_of(session, meeting)[1].begins_at = time(14)
    days_after(database, meeting_id, on(23, 24, time(8)))
    with database.changing() as session:
        listed = sittings_of(session, session.get_one(Meeting, meeting_id))
        assert [one.begins_at for one in listed] == [time(8), time(14)]


def test_a_day_has_a_morning_and_an_afternoon_in_their_order(
    any_database: Database, vault: Vault
) -> None:
    meeting_id = two_days(any_database, vault)
    with any_database.changing() as session:
        meeting = session.get_one(Meeting, meeting_id)
        afternoon = Part(date(2026, 8, 23), "Tarde", time(14), time(17))
        add_sitting(session, SYSTEM, meeting, afternoon)
        listed = sittings_of(session, meeting)
        assert [(one.on.day, one.title) for one in listed] == [(23, ""), (23, "Tarde"), (24, "")]
        remove_sitting(session, SYSTEM, meeting, listed[0].id)
        with pytest.raises(RuleBroken, match="day-without-sitting"):
            remove_sitting(session, SYSTEM, meeting, listed[1].id)


def test_a_part_lies_inside_the_meeting_and_ends_after_it_begins(
    database: Database, vault: Vault
) -> None:
    meeting_id = two_days(database, vault)
    with database.changing() as session:
        meeting = session.get_one(Meeting, meeting_id)
        with pytest.raises(BadInput, match="day-outside-the-meeting"):
            add_sitting(session, SYSTEM, meeting, Part(date(2026, 8, 30)))
        number = sittings_of(session, meeting)[0].id
        wrong = Part(date(2026, 8, 23), "", time(10), time(9))
        with pytest.raises(BadInput, match="ends-before-it-begins"):
            change_sitting(session, SYSTEM, meeting, number, wrong)


def test_parts_are_added_changed_and_removed_on_their_pages(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    page = f"/meetings/{reference}/sittings"
    day = {"on-day": "23", "on-month": "8", "on-year": "2026"}
    sends(browser, page, title="Tarde", begins_at="14:00", ends_at="17:00", **day)
    with work.changing() as session:
        ids = [one.id for one in sittings_of(session, work.meeting(session, reference))]
    sends(browser, f"{page}/{ids[1]}", title="Tarde con jóvenes", begins_at="15:00", **day)
    assert "Tarde con jóvenes" in browser.get(page).text
    sends(browser, f"{page}/{ids[0]}", f"{page}/{ids[0]}/remove")
    answer = sends(browser, f"{page}/{ids[1]}", f"{page}/{ids[1]}/remove", status=422)
    assert "Cada día necesita una parte" in answer.text
    assert work.stranger().get(page).status_code == 404
