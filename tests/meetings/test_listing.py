"""The list of meetings on both databases: each in one view, page after page, no office's noise."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.roles import Role
from kernel.database import Database
from kernel.vault import Vault
from meetings.kinds import MeetingKind
from meetings.queries.listing import PAGE, Cursor, Filters, View, counts, meetings_listed
from tests.factories.accounts import actor_of, new_office, new_person
from tests.factories.meetings import new_meeting

NOON = datetime(2026, 8, 20, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _august(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.queries.offices.now", lambda: NOON)


def test_a_list_is_read_page_by_page_in_its_order(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        reader = actor_of(session, new_person(session, office, Role.AUDITOR))
        for number in range(PAGE + 3):
            day = date(2026, 9, 1) + timedelta(days=number // 2)
            new_meeting(session, vault, office, begins_on=day, ends_on=day)
        new_meeting(session, vault, other)
        first = meetings_listed(session, reader, View.UPCOMING, Filters())
        assert first.next is not None
        after = Cursor.parse(str(first.next))
        second = meetings_listed(session, reader, View.UPCOMING, Filters(), after)
        found = [*first.meetings, *second.meetings]
        assert (len(first.meetings), len(second.meetings), second.next) == (PAGE, 3, None)
        assert [(one.begins_on, one.id) for one in found] == sorted(
            {(one.begins_on, one.id) for one in found}
        )
        held = counts(session, reader)
        assert held == dict.fromkeys(View, 0) | {View.UPCOMING: PAGE + 3}


def test_a_list_is_narrowed_by_words_kind_and_programme(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        reader = actor_of(session, new_person(session, office, Role.NOTE_TAKER))
        visit = new_meeting(
            session, vault, office,
            kind=MeetingKind.FIELD_VISIT, title="Visita 100%", belongs_to="programme:P-AAAAA",
        )  # fmt: skip
        new_meeting(session, vault, office, title="Taller 1000")
        for filters in (
            Filters(words="100%"),
            Filters(kind=MeetingKind.FIELD_VISIT),
            Filters(belongs_to="programme:P-AAAAA"),
        ):
            page = meetings_listed(session, reader, View.UPCOMING, filters)
            assert list(page.meetings) == [visit]


def test_a_meeting_of_today_is_still_to_come_where_its_office_is(
    any_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = datetime(2026, 8, 24, 3, 0, tzinfo=UTC)  # still the 23rd in Lima, the 24th in Madrid
    monkeypatch.setattr("accounts.queries.offices.now", lambda: late)
    with any_database.changing() as session:
        here = new_office(session, vault)
        there = new_office(session, vault, time_zone="Europe/Madrid")
        person = new_person(session, here, Role.AUDITOR)
        reader = actor_of(session, person)
        new_meeting(session, vault, here)
        assert counts(session, reader)[View.UPCOMING] == 1
        other = actor_of(session, new_person(session, there, Role.AUDITOR))
        new_meeting(session, vault, there)
        assert counts(session, other)[View.WAITING] == 1


def test_who_reads_no_office_sees_nothing(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        new_meeting(session, vault, office)
        nobody = actor_of(session, new_person(session, office, Role.HANDLER))
        assert meetings_listed(session, nobody, View.UPCOMING, Filters()).meetings == []
        assert set(counts(session, nobody).values()) == {0}
