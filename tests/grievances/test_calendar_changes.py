"""A closed day moves the deadlines that run, and nobody's work."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import operations
from accounts.models import Office
from accounts.roles import Role
from grievances.deadlines import CLOCKLESS, FAR_OFF, Unit
from grievances.lifecycle import State
from grievances.models import Case
from grievances.operations.deadlines_anew import set_deadlines_anew
from grievances.operations.moves import set_due
from grievances.queries.clocks import calendar_of, deadline_of, promised_to, today_at
from kernel.database import Database
from kernel.jobs.enqueue import RunState
from kernel.vault import Vault
from kernel.workdays import after_working_days
from tests.factories.cases import Scene, make_case, make_office, make_staff
from tests.working import wait_until, working


def close_the_next_week(office: Office) -> None:
    today = today_at(office)
    office.closures = [(today + timedelta(days=n)).isoformat() for n in range(1, 8)]


def test_the_offices_own_closed_days_count_in_no_deadline(scene: Scene) -> None:
    first_before, _admission = promised_to(scene.case)
    close_the_next_week(scene.case.office)
    assert len(calendar_of(scene.case.office).closed) == 7
    first, _admission = promised_to(scene.case)
    assert first.due > first_before.due
    expected = after_working_days(
        today_at(scene.case.office), 2, "PE", "PE-CUS", calendar_of(scene.case.office).closed
    )
    assert first.due == expected


def test_open_cases_get_new_deadlines_and_nobody_is_told_that_a_case_changed(
    scene: Scene,
) -> None:
    session, case = scene.session, scene.case
    before, version = case.due_on, case.version
    close_the_next_week(case.office)
    session.flush()
    assert set_deadlines_anew(session, case.office_id, 0) == case.id
    assert set_deadlines_anew(session, case.office_id, case.id) == 0
    session.expire(case)
    deadline = deadline_of(case)
    assert deadline
    assert case.due_on == deadline.due > before
    assert case.version == version, "whoever writes in it now may send what they wrote"


def test_an_ended_case_keeps_its_day(scene: Scene) -> None:
    session, case = scene.session, scene.case
    case.state = State.CLOSED
    before = case.due_on
    close_the_next_week(case.office)
    session.flush()
    assert set_deadlines_anew(session, case.office_id, 0) == 0
    session.expire(case)
    assert case.due_on == before


def test_the_worker_follows_a_change_of_calendar_in_this_office_alone(
    app: Flask, database: Database, vault: Vault
) -> None:
    jobs = app.extensions["jobs"]
    with database.changing() as session:
        here, there = make_office(session, vault), make_office(session, vault)
        admin = make_staff(session, here, Role.OFFICE_ADMIN)
        cases = [make_case(session, vault, office).id for office in (here, here, there)]
        before = session.get_one(Case, cases[0]).due_on
        today = today_at(here)
        last = today + timedelta(days=7)
        assert operations.close_days(session, jobs, admin, here, today, last) == 8
    with working(jobs, vault):
        wait_until(lambda: [run for run in jobs.runs([RunState.DONE]) if "anew" in run.duty])
    with database.reading() as session:
        due = dict(session.execute(select(Case.id, Case.due_on)).all())
    assert due[cases[0]] == due[cases[1]] > before
    assert due[cases[2]] == before


@pytest.mark.parametrize("state", list(State))
def test_a_closed_week_moves_every_deadline_that_runs_and_no_other(
    scene: Scene, state: State
) -> None:
    """What the desk sorts by and what closes a right is the day that the person reads."""
    session, case = scene.session, scene.case
    case.state = state
    set_due(case)
    before = case.due_on
    close_the_next_week(case.office)
    session.flush()
    set_deadlines_anew(session, case.office_id, 0)
    session.expire(case)
    deadline = deadline_of(case)
    assert (deadline is None) == (state in CLOCKLESS)
    assert case.due_on == (deadline.due if deadline else FAR_OFF)
    if deadline and deadline.unit is Unit.BUSINESS_DAYS:
        assert case.due_on > before
