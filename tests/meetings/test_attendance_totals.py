"""The figures of a meeting: over confirmed lines only, and the same as pandas finds them."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas
import pytest
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.database import Database
from kernel.errors import NotFound, RuleBroken
from kernel.policy import SYSTEM
from kernel.references import References
from kernel.vault import Vault
from meetings.contents import public_copy
from meetings.kinds import AgeBand, AttendanceView, Sex, Source
from meetings.models import Attendance, Meeting, Participant
from meetings.operations.groups import invite_groups
from meetings.queries.attendance import (
    Coverage,
    counts_by_view,
    page_of,
    sittings_attended,
    totals_of,
)
from meetings.queries.contents import acta_of
from meetings.queries.meetings import sittings_of
from tests.factories.accounts import new_office
from tests.factories.meetings import new_group, new_meeting, new_participant


def crowd(session: Session, vault: Vault, count: int = 120) -> tuple[Meeting, list[dict[str, Any]]]:
    """A meeting of three days with many people, and what is known of each mark as plain rows."""
    chance = random.Random(7)  # noqa: S311 - the same crowd each time
    office = new_office(session, vault)
    meeting = new_meeting(session, vault, office, ends_on=date(2026, 8, 25))
    noise = new_meeting(session, vault, office)
    new_participant(session, noise, "Ruido")
    groups = [new_group(session, office).id for _ in range(5)]
    sittings, rows = [one.id for one in sittings_of(session, meeting)], []
    for number in range(count):
        person = new_participant(
            session, meeting, f"Persona {number}", group_id=chance.choice([*groups, None]),
            sex=chance.choice(list(Sex)), age=chance.choice(list(AgeBand)),
            community=chance.choice(["Ccapacmarca", "Llusco", ""]), position=number,
        )  # fmt: skip
        if number % 20 == 3:
            person.removed_at = now()
        if number % 20 == 7:
            person.merged_into_id = person.id - 1
        for sitting in sittings:
            present, confirmed = chance.random() < 0.6, chance.random() < 0.9
            session.add(mark(person, sitting, present, confirmed))
            rows.append({"person": person, "sitting": sitting, "counts": present and confirmed})
    session.flush()
    return meeting, rows


def mark(person: Participant, sitting: int, present: bool, confirmed: bool) -> Attendance:
    return Attendance(
        office_id=person.office_id, meeting_id=person.meeting_id, sitting_id=sitting,
        participant_id=person.id, present=present, confirmed_at=now() if confirmed else None,
    )  # fmt: skip


def frame(rows: Sequence[dict[str, Any]]) -> pandas.DataFrame:
    return pandas.DataFrame(
        {
            "id": one["person"].id, "sex": one["person"].sex.value, "age": one["person"].age.value,
            "group": one["person"].group_id or 0, "community": one["person"].community,
            "sitting": one["sitting"], "counts": one["counts"],
            "live": one["person"].removed_at is None and one["person"].merged_into_id is None,
        }
        for one in rows
    )  # fmt: skip


def test_totals_are_those_of_pandas(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        meeting, rows = crowd(session, vault)
        table = frame(rows)
        table = table[table["live"]]
        there = table[table["counts"]]
        once = there.drop_duplicates("id")
        found = totals_of(session, meeting)
        assert (found.listed, found.came) == (table["id"].nunique(), len(once))
        assert {k.value: n for k, n in found.by_sex.items()} == once.groupby("sex").size().to_dict()
        assert {k.value: n for k, n in found.by_age.items()} == once.groupby("age").size().to_dict()
        assert dict(found.by_community) == once.groupby("community").size().to_dict()
        flat = {
            (group or 0, sex.value): count
            for group, sexes in found.by_group.items()
            for sex, count in sexes.items()
        }
        assert flat == once.groupby(["group", "sex"]).size().to_dict()
        for sitting, sexes in found.by_sitting.items():
            here = there[there["sitting"] == sitting].groupby("sex").size().to_dict()
            assert {sex.value: count for sex, count in sexes.items()} == here
        times = there.groupby("id").size()
        assert found.to_all == (times == 3).sum()
        attended = sittings_attended(session, meeting)
        assert {person: n for person, n in attended.items() if n} == times.to_dict()
        assert set(attended) == set(table["id"])
        listed = table.drop_duplicates("id").groupby("group").size().to_dict()
        assert {group or 0: one.listed for group, one in found.coverage.items()} == listed


def test_who_checked_in_alone_is_no_line_until_somebody_confirms(
    database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        meeting = new_meeting(session, vault, new_office(session, vault))
        (sitting,) = sittings_of(session, meeting)
        person = new_participant(session, meeting, "Con teléfono", source=Source.CHECK_IN)
        line = mark(person, sitting.id, present=True, confirmed=False)
        session.add(line)
        session.flush()
        assert (totals_of(session, meeting).listed, sittings_attended(session, meeting)) == (0, {})
        line.confirmed_at = now()
        session.flush()
        assert totals_of(session, meeting).came == 1
        assert sittings_attended(session, meeting) == {person.id: 1}


def test_a_group_of_which_nobody_came_is_named(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        meeting = new_meeting(session, vault, office)
        came, missing = new_group(session, office), new_group(session, office)
        (sitting,) = sittings_of(session, meeting)
        person = new_participant(session, meeting, group_id=came.id)
        new_participant(session, meeting, group_id=missing.id)
        session.add(mark(person, sitting.id, present=True, confirmed=True))
        session.flush()
        assert totals_of(session, meeting).absent_groups == [missing.id]


def test_a_group_that_was_invited_as_such_is_missed_though_it_named_nobody(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting_id = new_meeting(session, vault, office).id
        came, missing = new_group(session, office), new_group(session, office)
        elsewhere = new_group(session, new_office(session, vault))
        meeting = session.get_one(Meeting, meeting_id)
        (sitting,) = sittings_of(session, meeting)
        person = new_participant(session, meeting, group_id=came.id)
        session.add(mark(person, sitting.id, present=True, confirmed=True))
        session.flush()
        invite_groups(session, SYSTEM, meeting, [missing.id, came.id], meeting.version)
        with pytest.raises(NotFound):
            invite_groups(session, SYSTEM, meeting, [elsewhere.id], meeting.version)
        session.flush()
        found = totals_of(session, meeting)
        assert (found.absent_groups, found.expected_groups) == ([missing.id], 2)
        assert found.coverage[missing.id] == Coverage(0, 0)
        acta = acta_of(session, References(), meeting)
        assert [one.es for one in acta.absent] == [missing.name]
        assert public_copy(acta).absent == acta.absent
        with pytest.raises(RuleBroken, match="changed-meanwhile"):
            invite_groups(session, SYSTEM, meeting, [], meeting.version - 1)


def test_long_lists_come_in_parts_and_every_line_once(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        meeting = new_meeting(session, vault, new_office(session, vault))
        for number in range(230):
            new_participant(session, meeting, f"Persona {number}", position=number + 1)
        first = page_of(session, meeting)
        second = page_of(session, meeting, start=first.further)
        assert (len(first.lines), first.total, second.further) == (200, 230, 0)
        seen = [line.person.position for line in [*first.lines, *second.lines]]
        assert seen == list(range(1, 231))


@pytest.mark.parametrize("words", ["quispe rosa", "QUÍSPE, Rósa", "kispi"])
def test_somebody_is_found_however_the_name_is_written(
    database: Database, vault: Vault, words: str
) -> None:
    with database.changing() as session:
        meeting = new_meeting(session, vault, new_office(session, vault))
        new_participant(session, meeting, "Rosa Quispe Mamani")
        new_participant(session, meeting, "Ciriaco Huamaní")
        found = page_of(session, meeting, words=words)
        assert [line.person.name for line in found.lines] == ["Rosa Quispe Mamani"]
        assert counts_by_view(session, meeting)[AttendanceView.MISSING] == 2
