"""Processes: making one, changing it, moving it, and who learns what on its home."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from accounts.queries.offices import today_at
from dialogue.kinds import Visibility
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Participation, Process
from kernel.clock import now
from kernel.database import Database
from kernel.vault import Vault
from meetings.lifecycle import State
from tests.factories.accounts import new_office, send
from tests.factories.meetings import new_agenda_item, new_commitment, new_meeting
from tests.factories.seated import (
    AUDITOR,
    CARD,
    COMMUNITY,
    COORDINATOR,
    ELSEWHERE,
    EXPIRED,
    EXPIRED_CARD,
    FACILITATOR,
    HOLDERS_NAME,
    HOSTS,
    INVITED,
    NOTE_TAKER,
    OBSERVER,
    OUTSIDE,
    SEATED,
    STAFF,
    STRANGER,
    TITULARS_NAME,
    Seated,
    sit_down,
)

CANARY = "Yaku rimanakuy"
FACTS = {
    "kind": "workplace_committee",
    "title": "Comité de la planta de ácido",
    "visibility": "parties",
    "moderation": "after",
}


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Seated:
    return sit_down(app, database, vault, title=CANARY, summary=f"De {CANARY}")


def made(table: Seated) -> Process:
    with table.database.reading() as session:
        found = session.query(Process).order_by(Process.id.desc()).first()
        assert found is not None
        session.expunge_all()
        return found


def test_a_process_begins_with_the_stages_of_its_kind(table: Seated) -> None:
    answer = send(table.browsers[COORDINATOR], "/dialogue/new", **FACTS)
    assert answer.status_code == 303
    page = table.browsers[COORDINATOR].get(answer.location).text
    assert "Comité de la planta de ácido" in page
    assert "Etapa 1 de 5: Roles y encuesta de partida." in page
    assert made(table).state is ProcessState.PREPARING


def test_sent_twice_it_is_made_once(table: Seated) -> None:
    browser = table.browsers[COORDINATOR]
    page = browser.get("/dialogue/new").text
    hidden = dict(re.findall(r'name="(csrf_token|key)" [^>]*value="([^"]+)"', page))
    first = browser.post("/dialogue/new", data=hidden | FACTS)
    second = browser.post("/dialogue/new", data=hidden | FACTS)
    assert first.location == second.location
    with table.database.reading() as session:
        assert session.query(Process).filter_by(title=FACTS["title"]).count() == 1


def test_what_lacks_is_said_and_nothing_typed_is_lost(table: Seated) -> None:
    facts = FACTS | {"title": "", "kind": "", "summary": "Sobre el polvo"}
    answer = send(table.browsers[COORDINATOR], "/dialogue/new", **facts)
    assert answer.status_code == 422
    assert "Escriba el título del proceso." in answer.text
    assert "Elija la clase de proceso." in answer.text
    assert "Sobre el polvo" in answer.text


def test_publishing_is_confirmed(table: Seated) -> None:
    facts = FACTS | {"visibility": "public"}
    browser = table.browsers[COORDINATOR]
    answer = send(browser, "/dialogue/new", **facts)
    assert answer.status_code == 422
    assert "Confirme que quiere publicarlo" in answer.text
    assert send(browser, "/dialogue/new", **(facts | {"sure": "y"})).status_code == 303


def test_a_study_that_one_does_not_know_is_refused_like_one_that_is_not(table: Seated) -> None:
    answer = send(table.browsers[COORDINATOR], "/dialogue/new", **(FACTS | {"study": "S-AAAAAA"}))
    assert answer.status_code == 422
    assert "No encontramos ese estudio." in answer.text


def changes(table: Seated, **facts: str) -> dict[str, str]:
    with table.database.reading() as session:
        version = session.query(Process.version).filter_by(code=table.code).one()[0]
    known = {"title": CANARY, "visibility": "parties", "moderation": "before"}
    return known | {"of": str(version)} | facts


def test_what_a_process_says_of_itself_is_written_anew(table: Seated) -> None:
    facts = changes(table, ground_rules="Se habla de a uno.")
    assert table.send(COORDINATOR, "/change", **facts).status_code == 303
    assert "Se habla de a uno." in table.open(COMMUNITY)
    late = table.send(COORDINATOR, "/change", **(facts | {"title": "Otra"}))
    assert late.status_code == 422
    assert "Otra persona cambió esto" in late.text


def test_a_process_closes_with_what_came_of_it(table: Seated) -> None:
    answer = table.send(COORDINATOR, "/moving", "/do/close")
    assert answer.status_code == 422
    assert "Falta decir en qué quedó" in answer.text
    facts = {"closure": "Se acordó medir juntos."}
    assert table.send(COORDINATOR, "/moving", "/do/close", **facts).status_code == 303
    page = table.open(COMMUNITY)
    assert "Se acordó medir juntos." in page
    assert table.send(COORDINATOR, "/moving", "/do/reopen").status_code == 303
    assert "En qué quedó" not in table.open(COMMUNITY)


def test_a_process_rests_and_goes_on(table: Seated) -> None:
    for verb, state in (("suspend", ProcessState.SUSPENDED), ("resume", ProcessState.GOING_ON)):
        assert table.send(COORDINATOR, "/moving", f"/do/{verb}").status_code == 303
        with table.database.reading() as session:
            assert session.query(Process).filter_by(code=table.code).one().state is state


def test_a_step_that_does_not_exist_is_not_found_and_one_out_of_turn_is_refused(
    table: Seated,
) -> None:
    assert table.send(COORDINATOR, "/moving", "/do/explode").status_code == 404
    assert table.send(COORDINATOR, "/moving", "/do/reopen").status_code == 422


@pytest.mark.parametrize("path", ["", "/stages"])
@pytest.mark.parametrize("visibility", Visibility)
def test_who_may_read_a_process_reads_it_and_nobody_else_learns_a_word(
    table: Seated, visibility: Visibility, path: str
) -> None:
    table.be(visibility=visibility)
    readers = {
        Visibility.PRIVATE: STAFF,
        Visibility.PARTIES: (*STAFF, *SEATED, INVITED),
        Visibility.PUBLIC: (*STAFF, *SEATED, INVITED, *OUTSIDE),
    }[visibility]
    for who in (*STAFF, *SEATED, INVITED, *OUTSIDE):
        answer = table.get(who, path)
        if who in readers:
            assert answer.status_code == 200, who
            assert CANARY in answer.text
        else:
            assert answer.status_code == 404, who
            assert CANARY not in answer.text
            nowhere = table.browsers[who].get(f"/dialogue/P-AAAAAA{path}")
            assert scrubbed(answer.text, table.code) == scrubbed(nowhere.text, "P-AAAAAA")


def scrubbed(page: str, code: str) -> str:
    """A page without what differs from one request to the other, and without its own code."""
    return re.sub(r'name="(csrf_token|key)" [^>]*value="[^"]+"', "", page).replace(code, "")


def test_the_home_names_groups_and_never_a_person(table: Seated) -> None:
    table.be(visibility=Visibility.PUBLIC)
    for who in (COORDINATOR, COMMUNITY, CARD, STRANGER):
        page = table.open(who)
        assert "Comunidad Qollpa" in page
        assert page.count(HOLDERS_NAME) == (who == CARD)  # the head says whose card it is
        assert who == COMMUNITY or TITULARS_NAME not in page


def test_a_titular_and_the_alternate_count_once(table: Seated) -> None:
    page = table.open(COORDINATOR)
    assert "2 de 5 asientos" in page
    assert "1 de 1 asientos" in page


def test_who_sits_without_an_agreement_to_take_part_is_shown_to_the_parties_alone(
    table: Seated,
) -> None:
    table.be(visibility=Visibility.PUBLIC)
    with table.database.changing() as session:
        process = session.query(Process).filter_by(code=table.code).one()
        today = today_at(process.office)
        session.add(
            Participation(
                office_id=process.office_id, process_id=process.id,
                group_id=table.groups[COMMUNITY], signed_on=today, signatories=["Zenobia"],
                valid_until=today,
            )
        )  # fmt: skip
    for who in (COORDINATOR, COMMUNITY, CARD):
        assert table.open(who).count("Sin acuerdo de participación") == 1
    assert "Sin acuerdo de participación" not in table.open(STRANGER)


def test_the_next_meeting_stands_there_with_its_agenda_for_the_parties(
    table: Seated, vault: Vault
) -> None:
    table.be(visibility=Visibility.PUBLIC)
    with table.database.changing() as session:
        process = session.query(Process).filter_by(code=table.code).one()
        today = today_at(process.office)
        facts = {"begins_on": today + timedelta(days=3), "ends_on": today + timedelta(days=3)}
        meeting = new_meeting(
            session, vault, process.office, title="Quinta sesión", belongs_to=process.subject,
            **facts,
        )  # fmt: skip
        new_agenda_item(session, meeting, title="El nivel de la laguna")
        elsewhere = new_office(session, vault)
        new_meeting(
            session, vault, elsewhere, title="De otra oficina", belongs_to=process.subject, **facts
        )
    for who in (COORDINATOR, AUDITOR, COMMUNITY, CARD, OBSERVER):
        page = table.open(who)
        assert "Quinta sesión" in page
        assert "El nivel de la laguna" in page
        assert "De otra oficina" not in page
    for who in (STRANGER, EXPIRED, EXPIRED_CARD):
        assert "Quinta sesión" not in table.open(who), who


def test_meetings_are_told_apart_by_where_what_about_and_how_far_they_came(
    table: Seated, vault: Vault
) -> None:
    table.be(visibility=Visibility.PUBLIC)
    with table.database.changing() as session:
        process = session.query(Process).filter_by(code=table.code).one()
        held = {"opened_at": now(), "closed_at": now()}
        stages: list[tuple[str, int, dict[str, Any]]] = [
            ("Planeada", 9, {}),
            ("Se hizo; se escribe el acta", -1, held),
            ("Acta leída a la sala, por sellar", -2, held | {"state": State.READ_BACK}),
            ("Con acta sellada", -3, held | {"state": State.SEALED}),
            ("Pasó su fecha; no se anotó si se hizo", -4, {}),
        ]
        for number, (_said, days, facts) in enumerate(stages):
            day = today_at(process.office) + timedelta(days=days)
            meeting = new_meeting(
                session, vault, process.office, title="Sesión de la mesa", place=f"Salón {number}",
                belongs_to=process.subject, begins_on=day, ends_on=day, **facts,
            )  # fmt: skip
            new_agenda_item(session, meeting, title=f"El pozo {number}")
        soon = today_at(process.office) + timedelta(days=2)
        new_meeting(
            session, vault, process.office, title="La que viene", belongs_to=process.subject,
            begins_on=soon, ends_on=soon,
        )  # fmt: skip
    for who in (COORDINATOR, COMMUNITY, CARD):
        page = table.open(who)
        rows = page[page.index('id="meetings"') :].split("<li>")[1 : len(stages) + 1]
        for number, (said, _days, _facts) in enumerate(stages):
            row = next(one for one in rows if f"Salón {number}" in one)
            assert said in row, (who, said)
            assert "Taller" in row
            assert f"Trata de: El pozo {number}" in " ".join(row.split())
    assert "Salón" not in table.open(STRANGER)
    assert "El pozo" not in table.open(STRANGER)


def test_how_promises_are_kept_is_counted_for_the_parties_and_published_ones_for_all(
    table: Seated, vault: Vault
) -> None:
    table.be(visibility=Visibility.PUBLIC)
    with table.database.changing() as session:
        process = session.query(Process).filter_by(code=table.code).one()
        for public in (True, False, False):
            one = new_commitment(session, process.office, belongs_to=process.subject)
            one.is_public = public
        new_commitment(session, new_office(session, vault), belongs_to=process.subject)
    assert "3 compromisos: cómo van" in table.open(CARD)
    assert "1 compromiso: cómo va" in table.open(STRANGER)


def test_only_who_looks_after_a_process_changes_or_moves_it(table: Seated) -> None:
    for who in (NOTE_TAKER, AUDITOR, COMMUNITY, CARD, ELSEWHERE, STRANGER):
        for path in ("/change", "/moving"):
            assert table.get(who, path).status_code in {303, 403, 404}, (who, path)
    there = table.browsers[ELSEWHERE]
    for path in ("/change", "/do/close"):
        facts = changes(table, title="Tomada", closure="Tomada")
        answer = send(there, "/dialogue/new", f"{table.address}{path}", **facts)
        assert answer.status_code == 404
    assert "Tomada" not in table.open(COORDINATOR)


def test_every_host_changes_it(table: Seated) -> None:
    for who in HOSTS:
        assert table.get(who, "/change").status_code == 200


def test_who_signs_in_begins_where_their_tables_are(table: Seated) -> None:
    starts = {
        COORDINATOR: "/dialogue/", FACILITATOR: "/dialogue/", COMMUNITY: table.address,
        NOTE_TAKER: "/meetings/", AUDITOR: "/account", EXPIRED: "/studies/",
    }  # fmt: skip
    for who, place in starts.items():
        assert table.browsers[who].get("/start").location == place, who


def test_who_was_on_the_way_to_a_page_is_led_there_after_signing_in(table: Seated) -> None:
    asked = table.app.test_client().get(f"{table.address}/change")
    assert asked.location == f"/sign-in?next={table.address}/change"
    again = table.browsers[FACILITATOR].get(asked.location)
    assert again.location == f"{table.address}/change"
