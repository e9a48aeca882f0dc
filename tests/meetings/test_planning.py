"""Planning a meeting."""

from dataclasses import replace
from datetime import date, time

import pytest

from kernel.database import Database
from kernel.errors import BadInput, Forbidden
from kernel.policy import STRANGER, SYSTEM
from kernel.vault import Vault
from meetings.kinds import MeetingKind
from meetings.operations.planning import Plan, plan_meeting
from meetings.queries.meetings import sittings_of
from tests.factories.accounts import new_office
from tests.factories.meetings import new_meeting


def plan(title: str, begins_on: date, ends_on: date) -> Plan:
    return Plan(MeetingKind.WORKSHOP, title, begins_on=begins_on, ends_on=ends_on)


GOOD = plan("Taller", date(2026, 8, 23), date(2026, 8, 23))


def test_a_meeting_of_four_days_has_a_sitting_for_each(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting = new_meeting(
            session, vault, office, begins_on=date(2026, 8, 23), ends_on=date(2026, 8, 26)
        )
        assert [one.on.day for one in sittings_of(session, meeting)] == [23, 24, 25, 26]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (plan(" ", date(2026, 8, 23), date(2026, 8, 23)), "title-missing"),
        (plan("Taller", date(2026, 8, 23), date(2026, 8, 22)), "ends-before-it-begins"),
        (replace(GOOD, begins_at=time(17), ends_at=time(9)), "ends-before-it-begins"),
        (plan("Taller", date(2026, 8, 1), date(2026, 9, 1)), "meeting-too-long"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    database: Database, vault: Vault, bad: Plan, code: str
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        with pytest.raises(BadInput, match=code):
            plan_meeting(session, vault, SYSTEM, office, bad)


def test_a_stranger_plans_nothing(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        good = plan("Taller", date(2026, 8, 23), date(2026, 8, 23))
        with pytest.raises(Forbidden):
            plan_meeting(session, vault, STRANGER, office, good)
