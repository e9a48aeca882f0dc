"""Programmes as the staff makes and keeps them."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.policy import SYSTEM
from kernel.text import canonical
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.meetings import new_meeting, new_programme
from tests.trainings.conftest import Desk
from tests.trainings.people import hidden, press
from trainings.operations.outline import (
    Lesson,
    PhasePlan,
    add_phase,
    add_topic,
    move_phase,
    remove_phase,
)
from trainings.operations.programmes import Outline, change_programme
from trainings.queries.outline import phases_of, topics_of
from trainings.queries.programmes import programme_for

QUECHUA = "Ñuqanchik p'unchaw, t'ikarisqa yachay wasi: ch'aki mayu"
FORM: dict[str, Any] = {
    "title": "Agua y diálogo",
    "title_qu": QUECHUA,
    "objectives": "Que 40 personas lean una ficha de agua.\nY la expliquen.",
    "partners": "Municipalidad\n\nUniversidad\nMunicipalidad",
    "languages": ["es", "qu"],
    "attendance_for_certificate": "75",
}


def made(coordinator: FlaskClient) -> str:
    answer = press(coordinator, "/trainings/new", **FORM)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_programme_is_made_and_its_page_says_what_was_typed(coordinator: FlaskClient) -> None:
    page = coordinator.get(made(coordinator)).text
    for words in ("Agua y diálogo", "Que 40 personas lean", "Municipalidad, Universidad", "75"):
        assert words in page
    assert QUECHUA in page.replace("&#39;", "'")


def test_quechua_signs_are_kept_as_they_are_written(
    coordinator: FlaskClient, database: Database
) -> None:
    reference = made(coordinator).rsplit("/", 1)[1]
    with database.reading() as session:
        programme = programme_for(session, SYSTEM, reference)
        assert programme.title_qu == canonical(QUECHUA)


def test_one_send_makes_one_programme(coordinator: FlaskClient) -> None:
    sent = hidden(coordinator.get("/trainings/new").text) | FORM
    first, again = (coordinator.post("/trainings/new", data=sent) for _ in range(2))
    assert first.location == again.location


def test_a_programme_without_a_title_is_asked_for_one(coordinator: FlaskClient) -> None:
    answer = press(coordinator, "/trainings/new", **FORM | {"title": " "})
    assert answer.status_code == 422
    assert "Escriba el título del programa." in answer.text
    assert "Que 40 personas lean" in answer.text


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    coordinator: FlaskClient, database: Database, desk: Desk
) -> None:
    address = f"/trainings/{desk.programme}/change"
    html = coordinator.get(address).text
    with database.changing() as session:
        programme = programme_for(session, SYSTEM, desk.programme)
        change_programme(session, SYSTEM, programme, Outline("De otra"), programme.version)
    answer = coordinator.post(address, data=hidden(html) | FORM)
    assert answer.status_code == 409
    assert "Agua y diálogo" in answer.text
    with database.reading() as session:
        assert programme_for(session, SYSTEM, desk.programme).title == "De otra"


def test_the_list_shows_the_own_offices_and_pages_through_them(
    coordinator: FlaskClient, database: Database, vault: Vault, desk: Desk
) -> None:
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        for number in range(30):
            new_programme(session, office, title=f"Serie {number:02}")
    first = coordinator.get("/trainings/").text
    assert "Agua ajena" not in first
    assert "Serie 29" in first
    assert "Serie 00" not in first
    further = re.search(r'href="([^"]+)" rel="next"', first)
    assert further
    second = coordinator.get(further[1].replace("&amp;", "&")).text
    assert "Serie 00" in second
    assert "Territorio en diálogo" in second
    assert "Serie 29" not in second
    assert "Serie 07" in coordinator.get("/trainings/?q=serie+07").text
    assert "Ningún programa tiene ese título." in coordinator.get("/trainings/?q=zzz").text


def test_an_empty_list_says_so(app: Flask, desk: Desk, database: Database) -> None:
    browser = signed_in(app, desk.coordinator)
    assert "Ningún programa terminó todavía." in browser.get("/trainings/?ended=1").text


@pytest.mark.parametrize(
    "address",
    ["", "/change", "/outline/phases", "/outline/topics", "/workshops/new"],
)
def test_another_office_answers_like_nothing(
    coordinator: FlaskClient, desk: Desk, address: str
) -> None:
    theirs = coordinator.get(f"/trainings/{desk.other_programme}{address}")
    nobodys = coordinator.get(f"/trainings/P-22222{address}")
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.text == nobodys.text.replace("P-22222", desk.other_programme)


def test_ended_programmes_move_to_their_own_list_and_come_back(
    coordinator: FlaskClient, desk: Desk
) -> None:
    page = f"/trainings/{desk.programme}"
    press(coordinator, page, f"{page}/do/end")
    assert "Territorio en diálogo" not in coordinator.get("/trainings/").text
    assert "Territorio en diálogo" in coordinator.get("/trainings/?ended=1").text
    press(coordinator, page, f"{page}/do/reopen")
    assert "Territorio en diálogo" in coordinator.get("/trainings/").text


def test_phases_are_added_ordered_changed_and_removed(
    coordinator: FlaskClient, database: Database, desk: Desk
) -> None:
    page = f"/trainings/{desk.programme}/outline/phases"
    for title in ("Formación", "Seguimiento"):
        day = {"begins_on-day": "1", "begins_on-month": "8", "begins_on-year": "2026"}
        assert press(coordinator, page, title=title, **day).status_code == 303
    with database.reading() as session:
        first, second = phases_of(session, programme_for(session, SYSTEM, desk.programme))
    assert press(coordinator, page, f"{page}/{second.id}/up").status_code == 303
    assert press(coordinator, f"{page}/{first.id}", title="Talleres").status_code == 303
    with database.reading() as session:
        rows = phases_of(session, programme_for(session, SYSTEM, desk.programme))
        assert [row.title for row in rows] == ["Seguimiento", "Talleres"]
    assert press(coordinator, page, f"{page}/{second.id}/remove").status_code == 303
    assert "Seguimiento" not in coordinator.get(page).text.replace("«Seguimiento»", "")


def test_topics_have_an_order_and_a_goal(
    coordinator: FlaskClient, database: Database, desk: Desk
) -> None:
    page = f"/trainings/{desk.programme}/outline/topics"
    for title in ("Gobernanza", "Agua"):
        press(coordinator, page, title=title, learning_goal=f"Explica {title}")
    with database.reading() as session:
        first, _second = topics_of(session, programme_for(session, SYSTEM, desk.programme))
    press(coordinator, page, f"{page}/{first.id}/down")
    text = coordinator.get(f"/trainings/{desk.programme}").text
    assert text.index("Explica Agua") < text.index("Explica Gobernanza")


def test_the_order_holds_on_both_databases(any_database: Database, vault: Vault) -> None:
    from tests.factories.accounts import new_office

    with any_database.changing() as session:
        programme = new_programme(session, new_office(session, vault))
        phases = [add_phase(session, SYSTEM, programme, PhasePlan(title)) for title in "ABC"]
        add_topic(session, SYSTEM, programme, Lesson("Agua"))
        move_phase(session, SYSTEM, programme, phases[2], up=True)
        move_phase(session, SYSTEM, programme, phases[0], up=True)
        assert [phase.title for phase in phases_of(session, programme)] == ["A", "C", "B"]
        remove_phase(session, SYSTEM, programme, phases[0])
        add_phase(session, SYSTEM, programme, PhasePlan("D"))
        assert [phase.title for phase in phases_of(session, programme)] == ["C", "B", "D"]


def test_a_workshop_is_planned_in_a_phase_and_the_phase_then_stays(
    coordinator: FlaskClient, database: Database, vault: Vault, desk: Desk
) -> None:
    page = f"/trainings/{desk.programme}"
    press(coordinator, f"{page}/outline/phases", title="Formación")
    press(coordinator, f"{page}/outline/topics", title="Gobernanza")
    with database.reading() as session:
        programme = programme_for(session, SYSTEM, desk.programme)
        [phase], [topic] = phases_of(session, programme), topics_of(session, programme)
    typed: dict[str, Any] = {
        "phase": phase.id, "topics": [topic.id], "title": "Primer taller", "kind": "workshop",
        "begins_on-day": "5", "begins_on-month": "9", "begins_on-year": "2026",
        "begins_at": "9:00", "languages": ["es"],
    }  # fmt: skip
    answer = press(coordinator, f"{page}/workshops/new", **typed)
    assert answer.status_code == 303, answer.text
    text = coordinator.get(page).text
    assert "Primer taller" in text
    assert "5 sept 2026" in text or "5 sep 2026" in text
    assert "Gobernanza" in text
    with database.changing() as session:
        programme = programme_for(session, SYSTEM, desk.programme)
        with pytest.raises(RuleBroken, match="phase-in-use"):
            remove_phase(session, SYSTEM, programme, phases_of(session, programme)[0])


def test_a_workshop_without_a_phase_leads_to_the_phases(
    coordinator: FlaskClient, desk: Desk
) -> None:
    answer = coordinator.get(f"/trainings/{desk.programme}/workshops/new")
    assert answer.location == f"/trainings/{desk.programme}/outline/phases"


def test_who_only_reads_sees_no_button(app: Flask, desk: Desk) -> None:
    auditor = signed_in(app, desk.auditor)
    page = auditor.get(f"/trainings/{desk.programme}").text
    assert "Cambiar el programa" not in page
    assert auditor.get(f"/trainings/{desk.programme}/change").status_code == 403


def test_a_meeting_that_was_planned_elsewhere_goes_into_a_phase(
    coordinator: FlaskClient, database: Database, vault: Vault, desk: Desk
) -> None:
    page = f"/trainings/{desk.programme}"
    press(coordinator, f"{page}/outline/phases", title="Formación")
    with database.changing() as session:
        programme = programme_for(session, SYSTEM, desk.programme)
        other = programme_for(session, SYSTEM, desk.other_programme)
        phase = phases_of(session, programme)[0].id
        meeting = new_meeting(
            session, vault, programme.office, title="Suelta", belongs_to=programme.subject
        ).reference
        new_meeting(session, vault, programme.office, title="De nadie")
        alien = new_meeting(
            session, vault, other.office, title="Ajena", belongs_to=programme.subject
        ).reference
    text = coordinator.get(page).text
    assert "Suelta" in text
    assert "De nadie" not in text
    assert "Ajena" not in text
    press(coordinator, page, f"{page}/workshops/adopt", meeting=alien, phase=phase)
    press(coordinator, page, f"{page}/workshops/adopt", meeting=meeting, phase=phase)
    text = coordinator.get(page).text
    assert f"{page}/workshops/{meeting}" in text
    assert alien not in text
    assert "Reuniones sin fase" not in text
