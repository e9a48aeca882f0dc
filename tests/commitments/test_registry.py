"""The register: what is overdue comes first, filters stay, nobody sees what is not theirs."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from accounts.models import Office
from accounts.roles import Role
from commitments.kinds import Tab
from commitments.lifecycle import Status, Verb
from commitments.queries import registry
from commitments.queries.registry import PAGE, Filters, all_of, counts, matrix, register
from kernel.clock import at
from kernel.database import Database
from kernel.policy import Actor, Grant
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.commitments import day, make_promised, other_office, told
from tests.factories.meetings import new_commitment, new_meeting

NOON = datetime(2026, 11, 10, 17, tzinfo=UTC)
TODAY = date(2026, 11, 10)


def reader(office_id: int) -> Actor:
    return Actor(person_id=1, grants=frozenset({Grant(Role.COORDINATOR, office_id)}))


def test_the_overdue_come_first_then_the_open_then_the_ended(
    any_database: Database, vault: Vault
) -> None:
    with at(NOON), any_database.changing() as session:
        office = new_office(session, vault)
        other_office(session, vault, due_on=date(2026, 9, 1))
        new_commitment(session, office, what="sin fecha", due_on=None, condition="Con lluvia")
        new_commitment(session, office, what="por vencer", due_on=TODAY)
        new_commitment(session, office, what="vencido", due_on=TODAY - timedelta(days=1))
        ended = new_commitment(session, office, what="probado", due_on=date(2026, 9, 1))
        told(session, vault, ended, Verb.REPORT, TODAY)
        told(session, vault, ended, Verb.VERIFY, TODAY)
        session.flush()
        found = register(session, reader(office.id), Filters(tab=Tab.ALL)).commitments
        assert [one.what for one in found] == ["vencido", "por vencer", "sin fecha", "probado"]
        held = counts(session, reader(office.id), Filters())
        assert held == {
            Tab.OPEN: 3, Tab.OVERDUE: 1, Tab.SOON: 1, Tab.TO_VERIFY: 0, Tab.BLOCKED: 0,
            Tab.UNDATED: 1, Tab.ENDED: 1, Tab.ALL: 4,
        }  # fmt: skip


def test_pages_leave_nothing_out_and_repeat_nothing(any_database: Database, vault: Vault) -> None:
    with at(NOON), any_database.changing() as session:
        office = new_office(session, vault)
        for number in range(PAGE * 2 + 3):
            due = TODAY + timedelta(days=number % 5 - 2) if number % 4 else None
            new_commitment(session, office, due_on=due, condition="Si llueve")
        actor, cursor, seen = reader(office.id), None, list[int]()
        while True:
            page = register(session, actor, Filters(), cursor)
            seen += [one.id for one in page.commitments]
            if page.next is None:
                break
            cursor = type(page.next).parse(str(page.next))
        assert seen == [one.id for one in all_of(session, actor, Filters())]
        assert len(seen) == len(set(seen)) == PAGE * 2 + 3


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(responsible="Municipalidad"), {"Puente"}),
        (Filters(verifier="Ronda"), {"Bomba"}),
        (Filters(due_from=date(2026, 12, 1)), {"Bomba"}),
        (Filters(due_to=date(2026, 12, 1)), {"Puente"}),
        (Filters(status=Status.IN_PROGRESS), {"Bomba"}),
        (Filters(words="bonba BOMBA"), set()),
        (Filters(words="bomba"), {"Bomba"}),
        (Filters(words="ronda yaku"), {"Bomba"}),
        (Filters(words="Persona"), set()),
        (Filters(belongs_to="programme:P-2"), {"Bomba"}),
        (Filters(made_in="meeting:M-1"), {"Puente"}),
        (Filters(tab=Tab.OVERDUE), set()),
    ],
)
def test_every_filter_lets_through_what_it_says(
    any_database: Database, vault: Vault, filters: Filters, found: set[str]
) -> None:
    with at(NOON), any_database.changing() as session:
        office = new_office(session, vault)
        other_office(session, vault, what="Bomba", belongs_to="programme:P-2")
        new_commitment(session, office, what="Puente", due_on=TODAY, made_in="meeting:M-1")
        pump = new_commitment(
            session, office, what="Bomba", responsible_group="Empresa", verifier_group="Ronda",
            what_qu="Yaku t'uqyachina", responsible_person="Persona",
            due_on=date(2027, 1, 1), belongs_to="programme:P-2",
        )  # fmt: skip
        told(session, vault, pump, Verb.START, TODAY)
        assert {one.what for one in all_of(session, reader(office.id), filters)} == found


def test_the_matrix_counts_who_promised_and_where_it_stands(
    any_database: Database, vault: Vault
) -> None:
    with at(NOON), any_database.changing() as session:
        office = new_office(session, vault)
        other_office(session, vault)
        for due in (date(2026, 9, 1), date(2027, 1, 1)):
            new_commitment(session, office, due_on=due)
        blocked = new_commitment(session, office, responsible_group="", responsible_person="Ana")
        told(session, vault, blocked, Verb.BLOCK, TODAY, delay="budget")
        rows = matrix(session, reader(office.id), Filters())
        assert [(one.responsible, one.overdue, one.total) for one in rows] == [
            ("Ana", 1, 1), ("Municipalidad", 1, 2),
        ]  # fmt: skip
        assert rows[0].by_status[Status.BLOCKED] == 1


def test_the_page_lists_counts_and_finds(app: Flask, database: Database, vault: Vault) -> None:
    promised = make_promised(app, database, vault, what="Reparar el puente de Ñañuma")
    browser = promised.browsers[Role.AUDITOR]
    page = browser.get("/commitments/?q=puente").text
    assert "Reparar el puente de Ñañuma" in page
    assert "Ningún compromiso" in browser.get("/commitments/?q=camino&status=blocked").text
    assert browser.get(f"/commitments/?q={promised.code.lower()}").location == promised.address
    matrix_page = browser.get("/commitments/matrix").text
    link = re.search(r'href="(/commitments/\?[^"]*status=not_started[^"]*)"', matrix_page)
    assert link
    assert promised.code in browser.get(link[1].replace("&amp;", "&")).text


def test_a_meeting_too_old_for_the_filter_is_still_found_from_its_page(
    app: Flask, database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "MOST_ORIGINS", 1)
    promised = make_promised(app, database, vault)
    with database.changing() as session:
        office = session.get_one(Office, promised.office_id)
        old, new = (new_meeting(session, vault, office) for _ in range(2))
        for meeting in (old, new):
            new_commitment(session, office, what=meeting.title, made_in=meeting.subject)
        titles, subject = (old.title, new.title), old.subject
    browser = promised.browsers[Role.COORDINATOR]
    listed = browser.get("/commitments/").text
    assert f">{titles[1]}</option>" in listed
    assert f">{titles[0]}</option>" not in listed
    found = browser.get(f"/commitments/?made_in={subject}").text
    assert f"{titles[0]}</a>" in found
    assert f"{titles[1]}</a>" not in found


@pytest.mark.parametrize("typed", ["2026-10-31", "31/10/2026"])
def test_a_day_is_understood_as_a_calendar_or_a_person_writes_it(
    app: Flask, database: Database, vault: Vault, typed: str
) -> None:
    promised = make_promised(app, database, vault, due_on=date(2026, 10, 31))
    browser = promised.browsers[Role.AUDITOR]
    assert promised.code in browser.get(f"/commitments/?due_from={typed}").text
    assert promised.code not in browser.get("/commitments/?due_from=1/11/2026").text
    assert promised.code in browser.get("/commitments/?due_from=ayer").text


def test_what_an_old_acta_never_said_is_told_and_can_be_corrected_as_it_was(
    app: Flask, database: Database, vault: Vault
) -> None:
    promised = make_promised(
        app, database, vault, imported=True, due_on=None, verifier_group="", responsible_group=""
    )
    page = promised.open(Role.COORDINATOR)
    for said in ("Sin responsable", "Sin fecha, ritmo ni condición", "Sin quien compruebe"):
        assert said in page
    facts = {"what": "Como decía el acta", "priority": "normal", "recurrence": "", "version": 1}
    facts |= day("made_on", date(2015, 3, 1))
    assert promised.send(Role.COORDINATOR, "/change", **facts).status_code == 303
    assert promised.now().what == "Como decía el acta"


def test_another_office_is_told_that_there_is_no_such_thing(
    app: Flask, database: Database, vault: Vault
) -> None:
    promised = make_promised(app, database, vault)
    with database.changing() as session:
        office = new_office(session, vault)
        stranger = new_person(session, office, Role.COORDINATOR).id
    browser = signed_in(app, stranger)
    unknown = browser.get("/commitments/C-NADA22")
    for path in ("", "/change", "/do/start", "/new-date", "/reformulate"):
        answer = browser.get(promised.address + path)
        assert (answer.status_code, answer.data) == (404, unknown.data), path
    assert promised.code not in browser.get("/commitments/?tab=all").text
