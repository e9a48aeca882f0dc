"""Studies: who finds and reads which, making one, changing it, publishing it."""

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask

from basin.kinds import Visibility
from basin.models import Study
from basin.queries.listing import STUDIES_A_PAGE
from kernel.clock import now
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.basin import new_process, new_provider, new_study
from tests.factories.meetings import new_programme
from tests.factories.studies import (
    AUDITOR,
    COORDINATOR,
    ELSEWHERE,
    EXPERT,
    LEFT,
    MEMBER,
    MEMBERS_NAME,
    MODELLER,
    NEIGHBOUR,
    OUTSIDE,
    SEATED,
    STAFF,
    STRANGER,
    VISIBLE_TO,
    Table,
    make_table,
)
from tests.pages import Page, page_weight
from web.access import rule_of
from web.sessions import SessionKind, WebSession

CANARY = "Qocha wañusqa"
READING = ("", "/members", "/council", "/questions", "/thresholds")
EVERYBODY = (*STAFF, *SEATED, *OUTSIDE)


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Table:
    return make_table(app, database, vault, title=CANARY, summary=f"De {CANARY}")


@pytest.mark.parametrize("visibility", Visibility)
def test_who_may_read_a_study_reads_it_and_nobody_else_learns_a_word(
    table: Table, visibility: Visibility
) -> None:
    table.be(visibility=visibility)
    for who in EVERYBODY:
        listed = table.browsers[who].get("/studies/").text
        for path in READING:
            answer = table.get(who, path)
            if who in VISIBLE_TO[visibility]:
                assert answer.status_code == 200, (who, path)
                assert CANARY in answer.text
            else:
                assert answer.status_code == 404, (who, path)
                assert CANARY not in answer.text
                assert CANARY not in listed


def test_what_one_may_not_see_answers_as_what_does_not_exist(table: Table) -> None:
    for who in (STRANGER, LEFT, ELSEWHERE, NEIGHBOUR):
        for path in READING:
            closed = table.get(who, path)
            nowhere = table.browsers[who].get(f"/studies/S-AAAAAA{path}")
            assert closed.status_code == nowhere.status_code == 404
            assert scrubbed(closed.text, table.code) == scrubbed(nowhere.text, "S-AAAAAA")


def scrubbed(page: str, code: str) -> str:
    """A page without what differs from one request to the other, and without its own code."""
    return re.sub(r'name="(csrf_token|key)" [^>]*value="[^"]+"', "", page).replace(code, "")


def test_a_member_who_leaves_reads_nothing_from_that_moment(table: Table) -> None:
    table.open(MEMBER)
    with table.database.changing() as session:
        study = session.query(Study).filter_by(code=table.code).one()
        seat = next(one for one in study.members if one.person_id == table.people[MEMBER])
        seat.left_on = seat.since
    assert table.get(MEMBER).status_code == 404
    assert CANARY not in table.browsers[MEMBER].get("/studies/").text


def test_everybody_reads_a_published_study_without_the_name_of_a_member(table: Table) -> None:
    table.be(visibility=Visibility.PUBLIC)
    for path in READING:
        page = table.open(STRANGER, path)
        assert MEMBERS_NAME not in page
        assert page_weight(Page(page)) <= 14 * 1024
        assert len(Page(page).files) + 1 <= 3
    assert "Comité de agua" in table.open(STRANGER, "/members")
    assert MEMBERS_NAME in table.open(COORDINATOR, "/members")
    assert CANARY in table.browsers[STRANGER].get("/studies/").text
    assert CANARY in table.browsers[ELSEWHERE].get("/studies/?view=published").text


def test_the_list_finds_words_without_their_accents_and_leads_on(
    table: Table, database: Database
) -> None:
    with database.changing() as session:
        office = session.query(Study).filter_by(code=table.code).one().office
        for number in range(STUDIES_A_PAGE + 2):
            new_study(session, office, title=f"Náhui {number}", basin="Cuenca alta")
    browser = table.browsers[AUDITOR]
    first = browser.get("/studies/?q=nahui alta").text
    assert first.count("Náhui") == STUDIES_A_PAGE
    further = re.search(r'href="([^"]+)" rel="next"', first)
    assert further
    second = browser.get(further[1].replace("&amp;", "&")).text
    assert second.count("Náhui") == 2
    assert "Ningún estudio con esas palabras" in browser.get("/studies/?q=zzz").text


def test_a_code_that_is_typed_leads_to_its_study_only_for_its_readers(table: Table) -> None:
    found = table.browsers[MEMBER].get(f"/studies/?q={table.code.lower()}")
    assert found.location.endswith(table.address)
    assert table.browsers[NEIGHBOUR].get(f"/studies/?q={table.code}").status_code == 200


def test_whoever_signed_in_is_known_also_while_they_follow_a_case(app: Flask) -> None:
    ours = [rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint[:6] == "basin."]
    public = [rule_of(app, endpoint) for endpoint in ours if rule_of(app, endpoint).public]
    assert public
    assert all(rule.knows_accounts for rule in public), "use open_to_all for pages of studies"


def test_a_member_reads_on_while_they_follow_a_case_of_their_own(
    table: Table, database: Database
) -> None:
    browser, token = table.browsers[MEMBER], "a token of a session"
    with database.changing() as session:
        session.add(
            WebSession(
                token_hash=sha256(token.encode()).hexdigest(),
                kind=SessionKind.FOLLOW,
                subject="case:1",
                data={},
                ends_at=now() + timedelta(hours=1),
            )
        )
    browser.set_cookie("follow", token)
    assert browser.get(table.address).status_code == 200
    assert browser.get("/v").status_code == 200


def test_closed_studies_stand_apart(table: Table) -> None:
    table.be(is_open=False)
    assert CANARY not in table.browsers[AUDITOR].get("/studies/").text
    assert CANARY in table.browsers[AUDITOR].get("/studies/?view=closed").text
    for who in (COORDINATOR, MEMBER, EXPERT):
        page = table.open(who)
        assert "El estudio está cerrado" in page or who == COORDINATOR
        assert f"{table.address}/questions/new" not in page


STUDY: dict[str, Any] = {
    "title": "Salar nuevo",
    "title_qu": "Musuq kachi qocha",
    "basin": "Salar",
    "visibility": "members",
    "model": "",
}


def test_a_study_is_made_once_and_opened(table: Table) -> None:
    browser = table.browsers[COORDINATOR]
    page = browser.get("/studies/new").text
    assert "No hay ningún modelo para elegir" in page
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', page)
    assert token
    sent = STUDY | {"csrf_token": token[1], "key": "k-1"}
    answer = browser.post("/studies/new", data=sent)
    assert answer.status_code == 303
    assert "Salar nuevo" in browser.get(answer.location).text
    assert browser.post("/studies/new", data=sent).status_code == 303
    with table.database.reading() as session:
        assert session.query(Study).filter_by(title="Salar nuevo").count() == 1


def test_the_model_is_chosen_among_those_that_the_service_offers(table: Table) -> None:
    with table.database.changing() as session:
        new_process(session, new_provider(session), {"id": "salar-vivo", "version": "2.0.0"})
    path = "/change"
    assert "salar-vivo (2.0.0)" in table.open(COORDINATOR, path)
    with table.database.reading() as session:
        version = session.query(Study.version).filter_by(code=table.code).scalar()
    facts = STUDY | {"version": version, "is_open": "y"}
    refused = table.send(COORDINATOR, path, **facts | {"model": "otro"})
    assert refused.status_code == 422
    assert table.send(COORDINATOR, path, **facts | {"model": "salar-vivo"}).status_code == 303
    with table.database.reading() as session:
        assert session.query(Study.process).filter_by(code=table.code).scalar() == "salar-vivo"


def test_to_publish_is_said_twice(table: Table) -> None:
    facts = STUDY | {"version": 1, "is_open": "y", "visibility": "public"}
    refused = table.send(COORDINATOR, "/change", **facts)
    assert refused.status_code == 422
    assert "Marque que quiere publicarlo" in refused.text
    assert table.get(STRANGER).status_code == 404
    assert table.send(COORDINATOR, "/change", sure="y", **facts).status_code == 303
    assert table.get(STRANGER).status_code == 200


def test_who_changes_a_study_after_somebody_else_is_told_and_loses_nothing(table: Table) -> None:
    table.be(host="Universidad")
    refused = table.send(COORDINATOR, "/change", **STUDY | {"version": 1, "summary": "Lo mío"})
    assert refused.status_code == 409
    assert "Lo mío" in refused.text
    with table.database.reading() as session:
        assert session.query(Study.host).filter_by(code=table.code).scalar() == "Universidad"


def test_a_study_belongs_to_what_the_host_knows(table: Table, vault: Vault) -> None:
    with table.database.changing() as session:
        study = session.query(Study).filter_by(code=table.code).one()
        programme = new_programme(session, study.office, title="Agua y diálogo").reference
    facts = STUDY | {"version": 1, "is_open": "y"}
    refused = table.send(COORDINATOR, "/change", **facts, belongs_to="P-AAAAAA")
    assert refused.status_code == 422
    assert "No encontramos ese código" in refused.text
    assert table.send(COORDINATOR, "/change", **facts, belongs_to=programme).status_code == 303
    assert "Agua y diálogo" in table.open(COORDINATOR)
    assert "Agua y diálogo" not in table.open(MEMBER), "a member does not read programmes"


def test_only_hosts_make_and_change(table: Table) -> None:
    for who in (MODELLER, AUDITOR, MEMBER, EXPERT):
        assert table.browsers[who].get("/studies/new").status_code == 403
        assert table.get(who, "/change").status_code == 403
    assert table.get(ELSEWHERE, "/change").status_code == 404


def test_the_summary_says_what_waits_for_whom(table: Table) -> None:
    assert "Revisar la versión más nueva del modelo" in table.open(EXPERT)
    assert "Revisar la versión más nueva del modelo" not in table.open(MEMBER)
    assert "Usted está en la mesa por: Comité de agua." in table.open(MEMBER)
    assert "Con mina, 30 L/s" in table.open(AUDITOR)
    assert "Nadie del Consejo revisó todavía" in table.open(AUDITOR)
    assert "Cambiar el estudio" in table.open(COORDINATOR)
    assert "Cambiar el estudio" not in table.open(MODELLER)
