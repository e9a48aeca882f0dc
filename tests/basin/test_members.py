"""The table of a study: sitting down, entering with an account, leaving."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Person
from basin.kinds import Visibility
from basin.models import Member
from kernel.audit import Entry
from kernel.database import Database
from kernel.notices import Notice
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.commitments import day
from tests.factories.studies import (
    AUDITOR,
    COMPANY,
    COORDINATOR,
    MEMBER,
    MODELLER,
    NEIGHBOUR,
    Table,
    make_table,
)

TODAY = date(2026, 3, 2)
SEAT: dict[str, Any] = {"name": "Julián Mamani", "side": "community", "group": "Pastores"}


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Table:
    return make_table(app, database, vault)


def seated(table: Table, name: str = "Julián Mamani") -> Member:
    with table.database.reading() as session:
        found = session.query(Member).filter_by(name=name).one()
        session.expunge_all()
        return found


def sit(table: Table) -> str:
    """Julián sits down; the address of his page."""
    answer = table.send(COORDINATOR, "/members/new", **SEAT, **day("since", TODAY))
    assert answer.status_code == 303
    return f"/members/{seated(table).id}"


def test_somebody_sits_down_for_a_group(table: Table) -> None:
    sit(table)
    page = table.open(MEMBER, "/members")
    assert "Julián Mamani" in page
    assert "Pastores" in page


def test_what_lacks_is_said_in_words_and_nothing_typed_is_lost(table: Table) -> None:
    facts = SEAT | {"name": "", "side": ""} | day("since", TODAY)
    answer = table.send(COORDINATOR, "/members/new", **facts)
    assert answer.status_code == 422
    assert "Escriba el nombre de la persona." in answer.text
    assert "Elija de qué parte es." in answer.text
    assert "Pastores" in answer.text


def test_a_member_without_an_account_gets_one_by_mail_and_reads(table: Table) -> None:
    page = sit(table)
    answer = table.send(COORDINATOR, page, f"{page}/admit", email="Julian@example.org")
    assert answer.status_code == 303
    with table.database.reading() as session:
        person = session.scalar(select(Person).where(Person.email == "julian@example.org"))
        assert person is not None
        assert person.password is None
        told = session.scalars(select(Notice.kind)).all()
    assert told == ["accounts.guest"]
    assert seated(table).person_id == person.id
    julian = signed_in(table.app, person.id)
    assert julian.get(table.address).status_code == 200
    assert julian.get("/start").location.endswith("/studies/")


def test_the_host_never_learns_who_has_an_account(table: Table) -> None:
    with table.database.reading() as session:
        known = session.get_one(Person, table.people[NEIGHBOUR]).email
    said = []
    for email in (known, "nobody@example.org"):
        table.send(COORDINATOR, "/members/new", **SEAT, **day("since", TODAY))
        with table.database.reading() as session:
            number = session.scalars(select(Member.id).order_by(Member.id.desc())).first()
        page = f"/members/{number}"
        answer = table.send(COORDINATOR, page, f"{page}/admit", email=email)
        shown = table.open(COORDINATOR, page).replace(str(number), "")
        said.append((answer.status_code, "Entra con su cuenta" in shown, email in shown))
    assert said[0] == said[1] == (303, True, False)
    assert table.get(NEIGHBOUR).status_code == 200


def test_twenty_invitations_an_hour_and_no_more(table: Table) -> None:
    page = sit(table)
    for number in range(20):
        table.send(COORDINATOR, page, f"{page}/admit", email=f"p{number}@example.net")
        table.send(COORDINATOR, page, f"{page}/shut-out")
    refused = table.send(COORDINATOR, page, f"{page}/admit", email="p99@example.net")
    assert refused.status_code == 409
    assert "Son muchas invitaciones" in refused.text
    with table.database.reading() as session:
        assert session.query(Person).filter_by(email="p99@example.net").count() == 0


def test_an_account_sits_once(table: Table) -> None:
    with table.database.reading() as session:
        known = session.get_one(Person, table.people[COMPANY]).email
    page = sit(table)
    assert table.send(COORDINATOR, page, f"{page}/admit", email=known).status_code == 303
    assert seated(table).person_id is None


def number_of(table: Table, who: str) -> int:
    with table.database.reading() as session:
        query = select(Member.id).where(Member.person_id == table.people[who])
        return session.scalars(query).one()


def test_who_leaves_is_out_at_once_and_stays_in_the_list_with_the_day(table: Table) -> None:
    page = f"/members/{number_of(table, MEMBER)}"
    assert table.get(MEMBER).status_code == 200
    answer = table.send(COORDINATOR, page, f"{page}/leave", **day("left_on", TODAY))
    assert answer.status_code == 303
    for path in ("", "/members", "/questions", "/questions/new"):
        assert table.get(MEMBER, path).status_code == 404
    listed = table.open(COORDINATOR, "/members")
    assert "Dejaron la mesa" in listed
    assert "2 mar 2026" in listed


def test_who_loses_access_keeps_the_seat(table: Table) -> None:
    page = f"/members/{number_of(table, MEMBER)}"
    assert table.send(COORDINATOR, page, f"{page}/shut-out").status_code == 303
    assert table.get(MEMBER).status_code == 404
    assert "Zenobia Qanaripuy" in table.open(COORDINATOR, "/members")


def test_the_trail_names_no_address(table: Table) -> None:
    page = sit(table)
    table.send(COORDINATOR, page, f"{page}/admit", email="julian@example.org")
    with table.database.reading() as session:
        facts = session.execute(select(Entry.event, Entry.facts)).all()
    assert "basin:member-let-in" in {row[0] for row in facts}
    assert "julian" not in str([row[1] for row in facts]).lower()


def test_only_hosts_seat_people(table: Table) -> None:
    for who in (MODELLER, AUDITOR, MEMBER):
        assert table.get(who, "/members/new").status_code == 403
        assert table.get(who, f"/members/{number_of(table, MEMBER)}").status_code == 403
        assert "Sentar a alguien" not in table.open(who, "/members")


def test_a_member_of_another_study_is_not_found_under_this_one(table: Table) -> None:
    assert table.get(COORDINATOR, f"/members/{number_of(table, NEIGHBOUR)}").status_code == 404


def test_a_study_kept_in_its_office_is_closed_to_its_members(table: Table) -> None:
    table.be(visibility=Visibility.OFFICE)
    assert table.get(MEMBER, "/members").status_code == 404
    assert table.get(AUDITOR, "/members").status_code == 200
