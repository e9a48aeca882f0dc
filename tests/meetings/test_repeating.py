"""A meeting like another one, and the meeting that takes up what another left open."""

from datetime import date, time
from typing import Any

from sqlalchemy import select

from accounts.models import Office
from accounts.roles import Role
from commitments.lifecycle import Status
from kernel.policy import SYSTEM
from meetings.lifecycle import State
from meetings.models import Meeting
from meetings.operations.sittings import Part, add_sitting
from meetings.queries.checklist import Check, Need, checklist, lacks
from meetings.queries.meetings import agenda_of, sittings_of
from tests.factories.meetings import new_agenda_item, new_commitment, new_group
from tests.meetings.at_work import Work, sends


def when(day: int, **fields: Any) -> dict[str, Any]:
    parts = {
        f"begins_on-{name}": str(n)
        for name, n in zip(("day", "month", "year"), (day, 10, 2026), strict=True)
    }
    known = {"kind": "workshop", "title": "Otro taller", "languages": ["qu"], "second_call": "no"}
    return known | parts | fields


def newest(work: Work) -> str:
    with work.changing() as session:
        return session.scalars(select(Meeting.reference).order_by(Meeting.id.desc())).first() or ""


def promise(
    work: Work, reference: str, what: str, *, elsewhere: bool = False, **facts: Any
) -> None:
    with work.changing() as session:
        office = session.get_one(Office, work.other_id if elsewhere else work.office_id)
        made = new_commitment(session, office, what=what, made_in=f"meeting:{reference}")
        for name, value in facts.items():
            setattr(made, name, value)


def test_a_meeting_like_another_has_its_agenda_and_parts_but_nothing_that_was_said(
    work: Work,
) -> None:
    source, browser = work.plans(title="Modelo", place="Local modelo"), work.browser()
    with work.changing() as session:
        meeting = work.meeting(session, source)
        tarde = add_sitting(
            session, SYSTEM, meeting, Part(date(2026, 8, 23), "Tarde", time(14), time(17))
        )
        meeting.invited_groups = [new_group(session, meeting.office).id]
        new_agenda_item(
            session, meeting, "El agua", sitting_id=tarde.id, minutes=30, summary="Se habló."
        )
    page = f"/meetings/new?like={source}"
    assert "Local modelo" in browser.get(page).text
    sends(browser, page, **when(4))
    reference = newest(work)
    with work.changing() as session:
        made = work.meeting(session, reference)
        parts = sittings_of(session, made)
        assert [(one.on, one.title) for one in parts] == [
            (date(2026, 10, 4), ""), (date(2026, 10, 4), "Tarde"),
        ]  # fmt: skip
        (item,) = agenda_of(session, made)
        assert (item.title, item.minutes, item.summary) == ("El agua", 30, "")
        assert item.sitting_id == parts[1].id
        assert made.follows_id is None
        assert made.invited_groups == work.meeting(session, source).invited_groups != []


def test_the_meeting_that_follows_takes_up_what_was_agreed_and_every_open_promise(
    work: Work,
) -> None:
    source = work.plans(
        "Agua", next_on=date(2026, 10, 4), next_place="Colquemarca", next_agenda="Mapa\n\nPadrón"
    )
    promise(work, source, "Limpiar el canal", due_on=date(2026, 9, 30))
    promise(work, source, "Entregar el informe", due_on=date(2026, 9, 1))
    promise(work, source, "Ya está hecho", status=Status.VERIFIED)
    promise(work, source, "De otra oficina", elsewhere=True)
    browser, page = work.browser(), f"/meetings/new?follows={source}"
    shown = browser.get(page).text
    assert 'value="Colquemarca"' in shown
    assert "Limpiar el canal" in shown
    assert "De otra oficina" not in shown
    sends(browser, page, **when(4))
    made = newest(work)
    with work.changing() as session:
        meeting = work.meeting(session, made)
        assert meeting.follows_id == work.meeting(session, source).id
        listed = agenda_of(session, meeting)
        assert [one.title for one in listed] == [
            "Mapa", "Padrón", "Entregar el informe", "Limpiar el canal",
        ]  # fmt: skip
        assert [one.came_from.partition(":")[0] for one in listed] == ["", "", *["commitment"] * 2]
    assert made in browser.get(f"/meetings/{source}").text
    assert source in browser.get(f"/meetings/{made}").text


def test_who_plans_the_next_one_learns_that_the_last_acta_is_still_a_draft(work: Work) -> None:
    warning, need = "El acta anterior todavía no está sellada", "El acta anterior está sellada"
    browser, source = work.browser(), work.plans("Agua")
    page = f"/meetings/new?follows={source}"
    assert warning in browser.get(page).text
    assert warning not in browser.get(f"/meetings/new?like={source}").text
    sends(browser, page, **when(4))
    made = newest(work)
    assert need in browser.get(f"/meetings/{made}").text
    assert need not in browser.get(f"/meetings/{source}").text
    with work.changing() as session:
        meeting = work.meeting(session, made)
        assert Check(Need.PREVIOUS, done=False) in checklist(session, meeting)
        assert Need.PREVIOUS not in lacks(session, meeting), "nobody is kept from sealing"
        work.meeting(session, source).state = State.SEALED
        session.flush()
        assert Check(Need.PREVIOUS, done=True) in checklist(session, meeting)
    assert warning not in browser.get(page).text
    old = work.plans(imported=True)
    assert warning not in browser.get(f"/meetings/new?follows={old}").text


def test_a_follow_up_takes_up_the_promises_of_the_whole_programme(work: Work) -> None:
    source = work.plans("Agua", belongs_to="programme:P-AAAAA")
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        new_commitment(session, office, what="Del programa", belongs_to="programme:P-AAAAA")
        new_commitment(session, office, what="De otro programa", belongs_to="programme:P-BBBBB")
    shown = work.browser().get(f"/meetings/new?follows={source}").text
    assert "Del programa" in shown
    assert "De otro programa" not in shown


def test_nobody_repeats_a_meeting_of_another_office(work: Work) -> None:
    source = work.plans("Agua", elsewhere=True)
    for asked in ("like", "follows"):
        assert work.browser().get(f"/meetings/new?{asked}={source}").status_code == 404


def test_a_note_taker_is_not_offered_to_plan_the_next_one(work: Work) -> None:
    reference = work.plans("Agua")
    assert "follows=" in work.browser().get(f"/meetings/{reference}").text
    assert "follows=" not in work.browser(Role.NOTE_TAKER).get(f"/meetings/{reference}").text
