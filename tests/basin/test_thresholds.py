"""Thresholds: proposed at the table, agreed where the parties agreed, with their history."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from basin.kinds import ThresholdState, Visibility
from basin.models import Entry, Study, Threshold
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.meetings import new_meeting
from tests.factories.studies import (
    AUDITOR,
    COORDINATOR,
    ELSEWHERE,
    EXPERT,
    MEMBER,
    MEMBERS_NAME,
    MODELLER,
    STRANGER,
    Table,
    make_table,
)

PROPOSED: dict[str, Any] = {
    "variable": "lagoon_level",
    "comparison": "below",
    "value": "0,75",
    "basis": "Con menos, los flamencos no anidan.",
}


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Table:
    return make_table(app, database, vault)


def proposed(table: Table, who: str = MEMBER, **facts: Any) -> str:
    """Somebody proposes a threshold; its address."""
    sent = table.send(who, "/thresholds/new", **(PROPOSED | facts))
    assert sent.status_code == 303, sent.text
    with table.database.reading() as session:
        query = select(Entry.number).join(Threshold, Threshold.entry_id == Entry.id)
        number = session.scalars(query.order_by(Entry.number.desc())).first()
    return f"/thresholds/{number}"


def meeting_of(table: Table, vault: Vault) -> str:
    with table.database.changing() as session:
        office = session.query(Study).filter_by(code=table.code).one().office
        return new_meeting(session, vault, office, title="Mesa de marzo").reference


def states(table: Table) -> list[ThresholdState]:
    with table.database.reading() as session:
        return list(session.scalars(select(Threshold.state).order_by(Threshold.id)))


def test_a_member_proposes_with_a_comma_and_the_unit_is_that_of_the_variable(table: Table) -> None:
    page = proposed(table)
    shown = table.open(EXPERT, page)
    assert "0,75 m" in shown
    assert "los flamencos no anidan" in shown
    assert "Comité de agua" in shown
    assert "Propuesto" in table.open(EXPERT, "/thresholds")
    assert "0 acordados · 1 propuesto" in table.open(EXPERT)


def test_it_is_agreed_where_the_parties_agreed_and_its_history_stays(
    table: Table, vault: Vault
) -> None:
    page, meeting = proposed(table), meeting_of(table, vault)
    for nowhere in ("", "M-AAAAAA"):
        refused = table.send(COORDINATOR, page, f"{page}/adopt", agreed_in=nowhere)
        assert refused.status_code == 422
    assert (
        table.send(COORDINATOR, page, f"{page}/adopt", agreed_in=meeting.lower()).status_code == 303
    )
    shown = table.open(COORDINATOR, page)
    assert "Mesa de marzo" in shown
    assert shown.index("Propuesto") < shown.rindex("Acordado")
    for_member = table.open(MEMBER, page)
    assert "Mesa de marzo" not in for_member, "who may not read the meeting is told its code alone"
    assert f"meeting:{meeting}" in for_member
    assert states(table) == [ThresholdState.PROPOSED, ThresholdState.AGREED]


def test_a_proposal_is_taken_back_freely_and_an_agreement_only_by_another(
    table: Table, vault: Vault
) -> None:
    page, meeting = proposed(table), meeting_of(table, vault)
    table.send(COORDINATOR, page, f"{page}/adopt", agreed_in=meeting)
    refused = table.send(COORDINATOR, page, f"{page}/withdraw", agreed_in="")
    assert refused.status_code == 422
    assert table.send(COORDINATOR, page, f"{page}/withdraw", agreed_in=meeting).status_code == 303
    other = proposed(table, value="0,5")
    assert table.send(COORDINATOR, other, f"{other}/withdraw", agreed_in="").status_code == 303
    assert states(table)[-1] is ThresholdState.WITHDRAWN


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"value": "mucho"}, "Escriba un número"),
        ({"value": "1e400"}, "Escriba un número"),
        ({"value": "NaN"}, "Escriba un número"),
        ({"variable": "moon_level"}, "Elija de qué es el umbral."),
        ({"comparison": ""}, "Elija cuándo es malo."),
        ({"basis": ""}, "Escriba en qué se basa."),
    ],
)
def test_what_is_not_whole_is_refused_beside_its_field(
    table: Table, facts: dict[str, Any], said: str
) -> None:
    answer = table.send(MEMBER, "/thresholds/new", **(PROPOSED | facts))
    assert answer.status_code == 422
    assert said in answer.text
    assert states(table) == []


def test_staff_name_the_group_that_proposes(table: Table) -> None:
    refused = table.send(COORDINATOR, "/thresholds/new", **PROPOSED)
    assert refused.status_code == 422
    page = proposed(table, COORDINATOR, group="Autoridad del agua")
    assert "Autoridad del agua" in table.open(MEMBER, page)


def test_who_may_propose_and_who_may_adopt(table: Table) -> None:
    page = proposed(table)
    assert "/thresholds/new" not in table.open(AUDITOR, "/thresholds")
    for who in (MODELLER, MEMBER, EXPERT):
        assert f"{page}/adopt" not in table.open(who, page)
        assert table.send(who, "/thresholds/new", f"{page}/adopt").status_code == 403
    assert table.get(ELSEWHERE, page).status_code == 404


def test_everybody_reads_thresholds_of_a_published_study_without_names(table: Table) -> None:
    page = proposed(table)
    table.be(visibility=Visibility.PUBLIC)
    shown = table.open(STRANGER, page)
    assert "0,75 m" in shown
    assert MEMBERS_NAME not in shown
