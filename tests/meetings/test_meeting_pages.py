"""The list of meetings, planning them, and their pages."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select

from accounts.models import Office
from accounts.roles import Role
from kernel import clock
from meetings.kinds import MeetingKind
from meetings.lifecycle import State
from meetings.models import AgendaItem, Meeting
from meetings.queries.meetings import agenda_of, sittings_of
from tests.factories.meetings import new_agenda_item, new_commitment, new_programme
from tests.meetings.at_work import Work, sends

NOON = datetime(2026, 8, 20, 17, 0, tzinfo=UTC)
"""Noon in Lima, three days before most of these meetings."""


@pytest.fixture(autouse=True)
def _august(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.queries.offices.now", lambda: NOON)


def typed(**fields: Any) -> dict[str, Any]:
    """What a planner types, of a workshop of two days."""
    known = {
        "kind": "workshop",
        "title": "Taller de diálogo",
        "begins_on-day": "23",
        "begins_on-month": "8",
        "begins_on-year": "2026",
        "ends_on-day": "24",
        "ends_on-month": "8",
        "ends_on-year": "2026",
        "begins_at": "09:00",
        "ends_at": "17:00",
        "place": "Salón comunal",
        "district": "Santo Tomás",
        "languages": ["es", "qu"],
        "second_call": "no",
        "names_withheld": "y",
    }
    return known | fields


def test_a_planner_plans_a_meeting_and_is_led_to_its_agenda(work: Work) -> None:
    browser = work.browser()
    answer = sends(browser, "/meetings/new", **typed(title_qu="Rimanakuy yachay"))
    assert answer.location.endswith("/agenda")
    with work.changing() as session:
        meeting = session.scalars(select(Meeting)).one()
        assert meeting.title_qu == "Rimanakuy yachay"
        assert (meeting.begins_on, meeting.ends_on) == (date(2026, 8, 23), date(2026, 8, 24))
        assert (meeting.begins_at, meeting.languages) == (time(9), ["es", "qu"])
        assert len(sittings_of(session, meeting)) == 2
    assert "Taller de diálogo" in browser.get("/meetings/").text


def test_the_same_plan_sent_twice_makes_one_meeting(work: Work) -> None:
    browser = work.browser()
    form = browser.get("/meetings/new").text
    hidden = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]+)"', form))
    for _time in range(2):
        assert browser.post("/meetings/new", data={**hidden, **typed()}).status_code == 303
    with work.changing() as session:
        assert len(session.scalars(select(Meeting)).all()) == 1


def test_a_plan_without_a_title_or_day_is_shown_again_with_what_was_typed(work: Work) -> None:
    browser = work.browser()
    fields = typed(title="", place="Casa comunal de Ñahuinlla") | {"begins_on-day": ""}
    answer = sends(browser, "/meetings/new", status=422, **fields)
    assert "Escriba el título de la reunión." in answer.text
    assert "Casa comunal de Ñahuinlla" in answer.text
    with work.changing() as session:
        assert session.scalars(select(Meeting)).all() == []


def test_the_places_near_the_office_are_suggested_and_any_other_can_be_written(work: Work) -> None:
    page = work.browser().get("/meetings/new").text
    for place in ("Cusco", "Chumbivilcas", "Santo Tomás"):
        assert f'<option value="{place}">' in page


def test_a_note_taker_reads_meetings_but_plans_none(work: Work) -> None:
    reference = work.plans("Agua")
    browser = work.browser(Role.NOTE_TAKER)
    page = browser.get(f"/meetings/{reference}").text
    assert "Abrir la reunión" not in page
    assert browser.get("/meetings/new").status_code == 403
    assert browser.get(f"/meetings/{reference}/plan").status_code == 403


@pytest.mark.parametrize("page", ["", "/agenda", "/plan", "/agenda/print"])
def test_another_office_finds_nothing(work: Work, page: str) -> None:
    reference = work.plans("Agua", title="Taller del agua")
    address = f"/meetings/{reference}{page}"
    assert work.stranger().get(address).status_code == 404
    assert work.browser().get(address).status_code == 200
    assert "Taller del agua" not in work.stranger().get("/meetings/").text


def test_each_meeting_stands_in_just_one_view(work: Work) -> None:
    noted = datetime(2026, 8, 1, tzinfo=UTC)
    past: dict[str, Any] = {"begins_on": date(2026, 8, 1), "ends_on": date(2026, 8, 1)}
    work.plans(title="La que viene")
    work.plans(title="La abierta", opened_at=noted)
    work.plans(title="La cerrada", opened_at=noted, closed_at=noted, **past)
    work.plans(title="La pasada", **past)
    work.plans(title="La sellada", state=State.SEALED, opened_at=noted, closed_at=noted)
    work.plans(title="La corregida", opened_at=noted, closed_at=noted)
    work.plans(title="La cancelada", cancelled_at=noted)
    work.plans(title="La antigua", imported=True, **past)
    work.plans(title="La ajena", elsewhere=True)
    browser = work.browser()
    stands = {
        "upcoming": {"La que viene"},
        "open": {"La abierta"},
        "waiting": {"La cerrada", "La pasada", "La corregida"},
        "sealed": {"La sellada"},
        "cancelled": {"La cancelada"},
        "old": {"La antigua"},
    }
    for view, titles in stands.items():
        page = browser.get(f"/meetings/?view={view}").text
        assert set(re.findall(r'href="/meetings/M-[A-Z0-9]+">([^<]+)</a>', page)) == titles


@pytest.mark.parametrize("words", ["dialogo TALLER", "ÑAHUINLLA dialogo", "comunal"])
def test_a_meeting_is_found_by_title_and_place_however_they_are_spelt(
    work: Work, words: str
) -> None:
    work.plans(title="Taller de diálogo", community="Ñahuinlla")
    work.plans(title="Otra cosa", district="Colquemarca", place="Colegio")
    page = work.browser().get("/meetings/", query_string={"q": words}).text
    assert "Taller de diálogo" in page
    assert "Otra cosa" not in page


def test_a_meeting_is_found_by_its_reference_and_filtered_by_its_kind(work: Work) -> None:
    reference = work.plans(title="Visita al canal", kind=MeetingKind.FIELD_VISIT)
    work.plans(title="Taller de siempre")
    browser = work.browser()
    for asked in (f"q={reference}", "kind=field_visit"):
        page = browser.get(f"/meetings/?{asked}").text
        assert "Visita al canal" in page
        assert "Taller de siempre" not in page
    assert "Ninguna reunión con esos filtros" in browser.get("/meetings/?kind=assembly").text


def test_a_long_list_is_read_page_by_page_and_nothing_stands_twice(work: Work) -> None:
    titles = {work.plans(title=f"Taller {number:02}") for number in range(30)}
    browser, seen, address = work.browser(), [], "/meetings/"
    for _page in range(3):
        page = browser.get(address).text
        seen += re.findall(r'href="/meetings/(M-[A-Z0-9]+)">', page)
        further = re.search(r'href="([^"]+)" rel="next"', page)
        if not further:
            break
        address = further[1].replace("&amp;", "&")
    assert sorted(seen) == sorted(titles)


def test_an_empty_list_says_so_and_offers_the_first_step(work: Work) -> None:
    page = work.browser().get("/meetings/").text
    assert "No hay reuniones por realizar" in page
    assert "Planear una reunión" in page
    assert "Planear una reunión" not in work.browser(Role.AUDITOR).get("/meetings/").text


def test_a_meeting_is_not_opened_without_an_agenda(work: Work) -> None:
    reference = work.plans()
    browser = work.browser()
    page = f"/meetings/{reference}"
    answer = sends(browser, page, f"{page}/do/open", status=422)
    assert "La reunión no tiene agenda" in answer.text
    sends(browser, f"{page}/agenda", title="El agua de Huacullo")
    sends(browser, page, f"{page}/do/open")
    with work.changing() as session:
        assert work.meeting(session, reference).opened_at is not None


def test_a_meeting_is_opened_closed_and_opened_again_with_its_hours(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    page = f"/meetings/{reference}"
    opened = clock.now()
    sends(browser, page, f"{page}/do/open")
    sends(browser, page, f"{page}/do/open", status=422)
    sends(browser, page, f"{page}/do/cancel", status=422)
    sends(browser, page, f"{page}/do/close")
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        first = meeting.opened_at
        assert first is not None
        assert meeting.closed_at is not None
        assert opened <= first <= meeting.closed_at
    sends(browser, page, f"{page}/do/open-again")
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        assert (meeting.opened_at, meeting.closed_at) == (first, None)


def test_a_cancelled_meeting_stays_in_sight_and_changes_no_more(work: Work) -> None:
    reference, browser = work.plans("Agua", title="Taller caído"), work.browser()
    page = f"/meetings/{reference}"
    sends(browser, page, f"{page}/do/cancel")
    assert "Taller caído" in browser.get("/meetings/?view=cancelled").text
    assert browser.get(f"{page}/plan").status_code == 403
    assert "Agregar el punto" not in browser.get(f"{page}/agenda").text


def test_what_was_read_back_is_not_planned_anew(work: Work) -> None:
    reference = work.plans("Agua", state=State.READ_BACK)
    assert work.browser().get(f"/meetings/{reference}/plan").status_code == 403


def test_who_changes_a_plan_that_another_changed_gets_the_text_again(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    page = f"/meetings/{reference}/plan"
    seen = re.search(r'name="of"[^>]*value="(\d+)"', browser.get(page).text)
    assert seen
    sends(browser, page, of=seen[1], **typed(title="El primero"))
    answer = sends(browser, page, status=422, of=seen[1], **typed(title="El segundo"))
    assert "Otra persona cambió esto" in answer.text
    assert "El segundo" in answer.text
    with work.changing() as session:
        assert work.meeting(session, reference).title == "El primero"


def test_points_are_added_changed_moved_and_removed_without_a_script(work: Work) -> None:
    reference, browser = work.plans("Uno", "Dos"), work.browser()
    page = f"/meetings/{reference}/agenda"
    sends(
        browser, page, title="Tres", title_qu="Kimsa", begins_at="10:30", minutes="45",
        topic="Agua", method="Plenaria", facilitator="Rosa", materials="Papelógrafos",
    )  # fmt: skip
    with work.changing() as session:
        ids = {one.title: one.id for one in agenda_of(session, work.meeting(session, reference))}
        three = session.get_one(AgendaItem, ids["Tres"])
        assert (three.begins_at, three.minutes, three.method) == (time(10, 30), 45, "Plenaria")
    sends(browser, page, f"{page}/{ids['Tres']}/up")
    sends(browser, page, f"{page}/{ids['Uno']}/down")
    sends(browser, page, f"{page}/{ids['Dos']}/remove")
    one = f"{page}/{ids['Uno']}"
    seen = re.search(r'name="of"[^>]*value="(\d+)"', browser.get(one).text)
    assert seen
    sends(browser, one, title="Uno, otra vez", minutes="20", of=seen[1])
    with work.changing() as session:
        told = agenda_of(session, work.meeting(session, reference))
        assert [(item.position, item.title) for item in told] == [(1, "Tres"), (2, "Uno, otra vez")]


def test_a_point_that_another_changed_is_not_overwritten(work: Work) -> None:
    reference, browser = work.plans("Uno"), work.browser()
    with work.changing() as session:
        number = agenda_of(session, work.meeting(session, reference))[0].id
    page = f"/meetings/{reference}/agenda/{number}"
    sends(browser, page, title="Del primero", of="1")
    answer = sends(browser, page, status=422, title="Del segundo", of="1")
    assert "Otra persona cambió esto" in answer.text
    assert "Del segundo" in answer.text


def test_a_point_at_which_something_was_said_stays_on_the_agenda(work: Work) -> None:
    reference, browser = work.plans("Uno", "Dos"), work.browser()
    with work.changing() as session:
        item = agenda_of(session, work.meeting(session, reference))[0]
        item.summary, number = "Se habló del canal.", item.id
    page = f"/meetings/{reference}/agenda"
    answer = sends(browser, page, f"{page}/{number}/remove", status=422)
    assert "En ese punto ya se trabajó" in answer.text


def test_an_opened_meeting_keeps_at_least_one_point(work: Work) -> None:
    reference, browser = work.plans("Uno"), work.browser()
    sends(browser, f"/meetings/{reference}", f"/meetings/{reference}/do/open")
    with work.changing() as session:
        number = agenda_of(session, work.meeting(session, reference))[0].id
    page = f"/meetings/{reference}/agenda"
    answer = sends(browser, page, f"{page}/{number}/remove", status=422)
    assert "La reunión no tiene agenda" in answer.text


def test_the_agenda_prints_in_both_languages(work: Work) -> None:
    reference, browser = work.plans(), work.browser()
    sends(browser, f"/meetings/{reference}/agenda", title="El agua", title_qu="Unumanta")
    page = browser.get(f"/meetings/{reference}/agenda/print").text
    assert "El agua" in page
    assert "Unumanta" in page


def test_a_note_taker_is_led_into_the_room_of_an_open_meeting(work: Work) -> None:
    reference = work.plans("Agua", opened_at=NOON)
    page = work.browser(Role.NOTE_TAKER).get(f"/meetings/{reference}").text
    assert f"/meetings/{reference}/room" in page
    assert "Cerrar la reunión" not in page


def test_what_a_meeting_is_part_of_and_where_a_point_came_from_are_led_to(work: Work) -> None:
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        programme = new_programme(session, office, title="Territorio en diálogo")
        promise = new_commitment(session, office)
        whole, origin = programme.subject, promise.subject
    reference = work.plans(belongs_to=whole)
    with work.changing() as session:
        new_agenda_item(session, work.meeting(session, reference), came_from=origin)
    browser = work.browser()
    page = browser.get(f"/meetings/{reference}").text
    assert ">Territorio en diálogo</a>" in page
    agenda = browser.get(f"/meetings/{reference}/agenda").text
    assert f'href="/commitments/{origin.partition(":")[2]}"' in agenda
    listed = browser.get("/meetings/", query_string={"part_of": whole}).text
    assert "Territorio en diálogo" in listed
    assert reference in listed
    assert reference not in browser.get("/meetings/?part_of=programme:P-AAAAA").text


def test_a_meeting_is_planned_in_the_programme_that_asked_for_it(work: Work) -> None:
    with work.changing() as session:
        ours = new_programme(session, session.get_one(Office, work.office_id)).subject
        foreign = new_programme(session, session.get_one(Office, work.other_id)).subject
    browser = work.browser()
    page = f"/meetings/new?programme={ours.partition(':')[2]}"
    assert f'value="{ours}" selected' in browser.get(page).text
    sends(browser, page, **typed(belongs_to=ours))
    sends(browser, page, **typed(title="Con un programa ajeno", belongs_to=foreign))
    with work.changing() as session:
        found = session.execute(select(Meeting.title, Meeting.belongs_to).order_by(Meeting.id))
        assert [tuple(row) for row in found] == [
            ("Taller de diálogo", ours), ("Con un programa ajeno", ""),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "tab"),
    [
        ("", "Reunión"),
        ("/plan", "Reunión"),
        ("/sittings", "Reunión"),
        ("/agenda", "Agenda"),
        ("/files", "Archivos"),
        ("/attendance", "Asistencia"),
    ],
)
def test_every_page_of_a_meeting_says_where_it_stands(work: Work, page: str, tab: str) -> None:
    reference = work.plans("Agua")
    shown = work.browser().get(f"/meetings/{reference}{page}").text
    beside = shown[shown.index("Páginas de la reunión") :].partition("</nav>")[0]
    assert re.findall(r'aria-current="page"[^>]*>([^<]+?) ?<', beside) == [tab]
