"""The queue page: what waits for whom, told apart by tabs and filters that stay in the address."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from accounts.models import Membership
from accounts.roles import Role, Track
from grievances.kinds import Danger, Tier, Topic
from grievances.lifecycle import Verb
from grievances.models import Case, Reprisal
from grievances.operations import messages
from grievances.operations.casework import CASEWORK, Words
from grievances.operations.reprisals import act_on_reprisal, report_reprisal
from grievances.policy import READERS
from grievances.queries.cases import key_of
from grievances.queries.queue import PAGE, View
from kernel.clock import at, now
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import make_case, make_office, make_staff
from tests.factories.desk import Desk, make_desk

HOSTILE = "<script>alert(1)</script>${7*7} \" onmouseover='x' ñ"


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    return make_desk(app, database, vault)


def add(desk: Desk, vault: Vault, days_ago: int = 0, **answers: Any) -> str:
    """One more case of the office."""
    with at(now() - timedelta(days=days_ago)), desk.database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        return make_case(session, vault, office, **answers).reference


def act(desk: Desk, vault: Vault, who: str, verb: Verb) -> None:
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        key = key_of(session, vault, case)
        words = Words(text="Un texto.", severity=(1, 1, 1))
        CASEWORK[verb](session, key, desk.people[who], case, words)


def references(page: str) -> list[str]:
    return re.findall(r'<a href="/desk/cases/(\w+)"', page)


def tab_counts(page: str) -> dict[str, int]:
    found = re.findall(r'href="/desk/\?view=([\w-]+)[^"]*"[^>]*>[^<]*<b>(\d+)</b>', page)
    return {view: int(count) for view, count in found}


def test_a_fresh_case_waits_in_the_queue_with_its_opening_words(desk: Desk) -> None:
    page = desk.page("intake", "/desk/")
    assert references(page) == [desk.reference]
    assert '<span class="said" lang="quz">Siptiyimrimanta unu mana chayamunchu' in page
    for words in ("Sector Qollpa", "Recibido", "Sin asignar", "Runasimi", "Anónima", "Agua"):
        assert words in page
    assert "Quedan 2 días hábiles" in page
    assert "Reglas sin verificar" in page


def test_a_place_that_was_only_chosen_from_the_list_is_shown(
    app: Flask, database: Database, vault: Vault
) -> None:
    desk = make_desk(app, database, vault, place="")
    assert "Cusco, Perú" in desk.page("handler", "/desk/")
    assert "Cusco, Perú" in desk.page("handler")


def test_a_long_story_is_cut_at_a_word(desk: Desk, vault: Vault) -> None:
    add(desk, vault, story="palabra " * 50)
    page = desk.page("intake", "/desk/")
    assert "palabra palabra…" in page
    assert "palabra " * 12 not in page


def test_each_tab_counts_what_it_shows(desk: Desk, vault: Vault) -> None:
    add(desk, vault, dangers=(Danger.SPILL,))
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        filer = Actor(receipt_of=case.subject)
        messages.write_as_filer(session, key_of(session, vault, case), filer, case, "¿Y?", "es")
    act(desk, vault, "intake", Verb.SCREEN)
    counted = tab_counts(desk.page("intake", "/desk/"))
    assert counted == {
        "open": 2, "new": 1, "mine": 0, "waiting": 1, "to-decide": 0, "risk": 1, "ended": 0,
        "unassigned": 2, "overdue": 0, "soon": 0, "person": 0, "company": 0, "tasks": 0,
    }  # fmt: skip
    for view, count in counted.items():
        assert len(references(desk.page("intake", f"/desk/?view={view}"))) == count


def test_a_case_says_since_when_the_person_waits_and_what_is_recommended(
    desk: Desk, vault: Vault
) -> None:
    act(desk, vault, "handler", Verb.SCREEN)
    act(desk, vault, "handler", Verb.PROPOSE_ADMISSION)
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        filer = Actor(receipt_of=case.subject)
        messages.write_as_filer(session, key_of(session, vault, case), filer, case, "¿Y?", "es")
    page = desk.page("supervisor", "/desk/?view=to-decide")
    assert "Espera respuesta desde el" in page
    assert "Recomienda admitir" in page
    assert tab_counts(page)["to-decide"] == 1


def test_risk_comes_first_and_is_marked(desk: Desk, vault: Vault) -> None:
    add(desk, vault, days_ago=9)
    risky = add(desk, vault, fears_reprisal=True)
    page = desk.page("handler", "/desk/")
    assert references(page)[0] == risky
    assert page.count('class="b risk"') == 1


def threaten(desk: Desk, vault: Vault) -> None:
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        key, filer = key_of(session, vault, case), Actor(receipt_of=case.subject)
        report_reprisal(session, key, filer, case, "Me amenazaron", "es")


def test_a_threat_on_a_case_that_was_not_taken_is_at_risk_until_somebody_acts(
    desk: Desk, vault: Vault
) -> None:
    for who, verb in (
        ("handler", Verb.SCREEN),
        ("handler", Verb.PROPOSE_NOT_ADMITTING),
        ("supervisor", Verb.DECLINE),
    ):
        act(desk, vault, who, verb)
    open_risk = add(desk, vault, fears_reprisal=True)
    risk = "/desk/?view=risk"
    assert references(desk.page("handler", risk)) == [open_risk]
    threaten(desk, vault)
    page = desk.page("handler", risk)
    assert sorted(references(page)) == sorted([desk.reference, open_risk])
    assert (tab_counts(page)["risk"], tab_counts(page)["open"]) == (2, 1)
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        reprisal = session.scalars(select(Reprisal)).one()
        key = key_of(session, vault, case)
        act_on_reprisal(session, key, desk.people["handler"], case, reprisal, "Avisamos.")
    assert references(desk.page("handler", risk)) == [open_risk]


def test_a_deadline_that_passed_says_since_how_many_days(desk: Desk, vault: Vault) -> None:
    add(desk, vault, days_ago=60)
    page = desk.page("intake", "/desk/")
    assert re.search(r'class="b late">.*Vencido hace \d+ días', page)


def test_every_view_without_a_case_says_what_it_is_for(desk: Desk) -> None:
    for view in set(View) - {View.OPEN, View.NEW, View.UNASSIGNED}:
        page = desk.page("intake", f"/desk/?view={view}")
        assert 'class="empty"' in page, view
        assert "<table" not in page


def test_filters_stand_in_the_address_and_narrow_the_list(desk: Desk, vault: Vault) -> None:
    land = add(desk, vault, topics=(Topic.LAND,), track=Track.PETITORIO)
    for query in ("topic=land", "track=petitorio", "topic=land&state=received&language=qu"):
        assert references(desk.page("intake", f"/desk/?{query}")) == [land]
    page = desk.page("intake", "/desk/?topic=land&view=new")
    assert '<option value="land" selected>' in page
    assert "/desk/?view=risk&amp;topic=land" in page
    assert "Ningún caso con esos filtros" in desk.page("intake", "/desk/?topic=air")


def test_an_address_with_nonsense_shows_the_whole_queue(desk: Desk) -> None:
    page = desk.page("intake", "/desk/?view=x&state=no&topic=%00&after=zzz&language=klingon")
    assert references(page) == [desk.reference]


def test_pages_lead_on_and_back_to_the_start_without_losing_a_case(
    desk: Desk, vault: Vault
) -> None:
    known = {add(desk, vault, days_ago=day) for day in range(PAGE + 3)} | {desk.reference}
    first = desk.page("intake", "/desk/?view=open")
    further = re.search(r'<a href="([^"]+)" rel="next"', first)
    assert further
    second = desk.page("intake", further[1].replace("&amp;", "&"))
    assert set(references(first)) | set(references(second)) == known
    assert not set(references(first)) & set(references(second))
    assert 'rel="next"' not in second
    assert "Volver al comienzo" in second


def test_a_reference_typed_in_any_case_leads_to_its_page(desk: Desk) -> None:
    for page in ("/desk/", "/desk/search"):
        typed = f"{page}?q=+{desk.reference.lower()}+"
        answer = desk.browser("intake").get(typed, follow_redirects=True)
        assert answer.request.path == desk.address


def test_a_search_answers_alike_for_a_twin_office_and_for_nothing(
    desk: Desk, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        theirs = make_case(session, vault, make_office(session, vault)).reference
    for wanted in (theirs, "22222"):
        answer = desk.browser("intake").get(f"/desk/?q={wanted}", follow_redirects=True)
        assert answer.status_code == 200
        assert "Ningún caso con esas palabras" in answer.text
        assert f"/desk/cases/{theirs}" not in answer.text


def test_the_queue_of_an_office_does_not_change_with_what_its_twin_does(
    desk: Desk, database: Database, vault: Vault
) -> None:
    """S3: nothing to see, count, filter or page."""
    addresses = [f"/desk/?view={view}" for view in View] + [
        "/desk/?topic=water",
        "/desk/?state=received",
        "/desk/search?q=unu",
        "/desk/search?q=secreto",
        desk.address,
        f"{desk.address}/trail?after=1",
        f"{desk.address}/paper",
        f"{desk.address}/assign",
        f"{desk.address}/beside/translation/story",
    ]
    before = [bare(desk.page("supervisor", address)) for address in addresses]
    with database.changing() as session:
        twin = make_office(session, vault, name="La otra oficina")
        for _ in range(3):
            make_case(session, vault, twin, dangers=(Danger.LIFE,), story="Secreto ajeno")
    after = [bare(desk.page("supervisor", address)) for address in addresses]
    assert before == after


def bare(page: str) -> str:
    """A page without what differs each time."""
    page = re.sub(r'<input[^>]*name="key"[^>]*>', "", page)
    return re.sub(r'value="[^"]{60,}"', "", page)


def test_somebody_of_two_offices_reads_which_office_a_case_belongs_to(
    desk: Desk, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        twin = make_office(session, vault, name="Oficina de Salta")
        theirs = make_case(session, vault, twin).reference
        one = make_staff(session, twin, Role.HANDLER)
        membership = Membership(
            person_id=one.person_id, office_id=desk.office_id, role=Role.HANDLER
        )
        session.add(membership)
    page = desk.page(one, "/desk/")
    assert set(references(page)) == {desk.reference, theirs}
    assert "Oficina de Salta" in page
    assert "Oficina de Salta" not in desk.page("handler", "/desk/")


def browser_of(desk: Desk, role: Role, office_id: int | None) -> FlaskClient:
    with desk.database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        person = make_staff(session, office, Role.INTAKE).person_id
        assert person
        member = session.query(Membership).filter_by(person_id=person).one()
        member.role, member.office_id = role, office_id
    return signed_in(desk.app, person)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OFFICE_ADMIN, Role.CUSTODIAN, Role.MONITOR])
def test_who_has_no_business_with_cases_is_shut_out_of_the_desk(desk: Desk, role: Role) -> None:
    assert role not in READERS
    browser = browser_of(desk, role, desk.office_id)
    for address in ("/desk/", desk.address, f"/desk/?q={desk.reference}"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "Siptiyimrimanta" not in answer.text


def test_whoever_runs_the_platform_is_shut_out_of_the_desk(desk: Desk) -> None:
    browser = browser_of(desk, Role.PLATFORM_ADMIN, None)
    assert browser.get("/desk/").status_code == 403
    assert browser.get(desk.address).status_code == 403


def test_who_is_not_signed_in_is_sent_to_the_door(desk: Desk, page: FlaskClient) -> None:
    answer = page.get("/desk/?view=new")
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")
    assert page.post(f"{desk.address}/notes").status_code in {400, 403}


def test_hostile_words_stay_words(desk: Desk, vault: Vault) -> None:
    """S15 in the list."""
    add(desk, vault, story=HOSTILE, place=HOSTILE, tier=Tier.NAMED, name=HOSTILE)
    page = desk.page("intake", "/desk/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;${7*7}" in page


def test_whoever_sees_a_page_of_the_queue_stands_in_the_trail(desk: Desk, vault: Vault) -> None:
    """S18: the queue shows first words, so looking at it is a read of its cases."""
    add(desk, vault)
    desk.page("handler", "/desk/")
    last = desk.trail(f"office:{desk.office_id}")[-1]
    assert last.event == "grievances:queue:read"
    assert last.actor == desk.people["handler"].name
    assert str(desk.case_id) in str(last.facts["cases"]).split(",")


def test_an_empty_page_leaves_no_trace(desk: Desk) -> None:
    desk.page("handler", "/desk/?view=ended")
    assert desk.trail(f"office:{desk.office_id}") == []


def test_the_machine_room_counts_cases_without_a_word_of_them(
    desk: Desk, database: Database, vault: Vault
) -> None:
    add(desk, vault)
    with database.changing() as session:
        make_case(session, vault, make_office(session, vault, slug="otra"))
    runner = desk.app.test_cli_runner()
    with database.reading() as session:
        slug = session.get_one(Case, desk.case_id).office.slug
    told = runner.invoke(args=["grievances", "counts", slug])
    assert told.exit_code == 0
    assert [line.split() for line in told.output.splitlines()] == [
        ["2", "received"],
        ["2", "in", "all"],
    ]
    unknown = runner.invoke(args=["grievances", "counts", "nowhere"])
    assert unknown.exit_code == 1
    assert "no open office" in unknown.output


def test_a_long_page_costs_as_many_questions_as_a_short_one(desk: Desk, vault: Vault) -> None:
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        asked.append(sql)

    desk.page("handler", "/desk/")
    event.listen(desk.app.extensions["database"].engine, "before_cursor_execute", listen)
    desk.page("handler", "/desk/")
    short = len(asked)
    for _ in range(8):
        add(desk, vault)
    asked.clear()
    desk.page("handler", "/desk/")
    assert len(asked) == short
