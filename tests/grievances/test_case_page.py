"""The case page: everything an officer needs, nothing opened that was not asked for."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.roles import Role
from grievances.kinds import Danger, ForWhom, SafeContact, Tier
from grievances.models import Case, Message
from kernel.clock import at, now
from kernel.database import Database
from kernel.vault import Vault
from tests.databases import rows
from tests.factories.cases import make_case, make_office, make_staff
from tests.factories.desk import Desk, make_desk

HOSTILE = "<script>alert(1)</script>${7*7}<img src=x onerror=y> \" ' ñ"
NAME, PHONE = "Rosa Secreta Quispe", "984 555 123"


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    return make_desk(
        app,
        database,
        vault,
        tier=Tier.RESERVED,
        name=NAME,
        phone=PHONE,
        safe_contact=(SafeContact.SAY_HEALTH_POST, SafeContact.ONLY_DAYS),
        safe_contact_note="martes y jueves",
        dangers=(Danger.VIOLENCE,),
        danger_note="Vino un capataz",
        fears_reprisal=True,
        for_whom=ForWhom.GROUP,
        group="Comité de riego",
        people=34,
        respondent="Minera Inventada",
        happened="desde setiembre",
    )


def test_the_page_tells_the_story_in_its_language_and_the_facts(desk: Desk) -> None:
    page = desk.page("handler")
    assert '<blockquote lang="quz"><p class="said">Siptiyimrimanta unu' in page
    for words in (
        "Comité de riego", "34", "Minera Inventada", "desde setiembre",
        "Sector Qollpa, Cusco, Perú", "Para una comunidad o un grupo", "Queja", "Agua",
        "Runasimi", "Por la web",
    ):  # fmt: skip
        assert words in page


def test_risk_safe_contact_and_delay_stand_before_the_title(
    app: Flask, database: Database, vault: Vault, desk: Desk
) -> None:
    with database.changing() as session:
        session.get_one(Case, desk.case_id).received_at = now() - timedelta(days=40)
    before_title = desk.page("handler").partition("<h1>")[0]
    for words in ("Hay violencia o amenazas", "Teme represalias", "Vino un capataz"):
        assert words in before_title
    assert "diga que llama del puesto de salud" in before_title
    assert "martes y jueves" in before_title
    assert "Vencido hace" in before_title


def test_a_quiet_case_has_no_bands(app: Flask, database: Database, vault: Vault) -> None:
    quiet = make_desk(app, database, vault)
    assert '<div class="top">' not in quiet.page("handler")


def test_the_river_shows_where_the_case_stands(desk: Desk) -> None:
    river = desk.page("handler").partition('class="river"')[2].partition("</ol>")[0]
    assert re.search(r'class="now" aria-current="step"><b>Recibido', river)
    desk.do("intake", "screen", no_tie="y")
    river = desk.page("handler").partition('class="river"')[2].partition("</ol>")[0]
    assert re.search(r'class="done"><b>Recibido', river)
    assert re.search(r'class="now" aria-current="step"><b>Revisión</b> <small>En revisión', river)


def test_a_deadline_prints_its_arithmetic_and_that_nobody_verified_its_rule(
    app: Flask, database: Database, vault: Vault
) -> None:
    moment = now().replace(year=2026, month=7, day=1, hour=17)
    with at(moment):
        quiet = make_desk(app, database, vault)
        page = quiet.page("handler").partition('class="calc"')[2].partition("</section>")[0]
    for words in ("1 jul 2026", "Días hábiles", "+ 2", "Vence", "3 jul 2026"):
        assert words in page
    assert "Regla sin verificar" in page


def test_times_are_those_of_the_office(app: Flask, database: Database, vault: Vault) -> None:
    with at(now().replace(year=2026, month=3, day=5, hour=3, minute=30)):
        quiet = make_desk(app, database, vault)
    assert "4 mar 2026, 22:30" in quiet.page("handler")


@pytest.mark.parametrize("name", ["intake", "handler", "supervisor"])
def test_who_works_on_a_case_sees_a_veil_and_whom_to_ask(
    desk: Desk, database: Database, name: str
) -> None:
    """S5."""
    with database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        make_staff(session, office, Role.CUSTODIAN, name="Custodia Quispe")
    page = desk.page(name)
    for words in ("Identidad: Reservada", "sellado aparte", "Custodia: Custodia Quispe"):
        assert words in page
    assert not any(secret in page for secret in (NAME, PHONE, "/desk/identities"))


def test_without_a_custodian_the_page_says_whom_to_ask(desk: Desk) -> None:
    assert "Hoy nadie tiene ese papel en la oficina" in desk.page("handler")


def test_an_anonymous_case_has_no_name_to_open(
    app: Flask, database: Database, vault: Vault
) -> None:
    page = make_desk(app, database, vault).page("handler")
    assert "Identidad: Anónima" in page
    assert "sellado aparte" not in page


def test_every_read_by_staff_is_in_the_trail(desk: Desk) -> None:
    """S18: each look is one entry, with who and when, and no words of the case."""
    for name in ("intake", "handler", "handler"):
        desk.page(name)
    reads = [entry for entry in desk.trail() if entry.event == "grievances:case:read"]
    assert [one.actor for one in reads] == [
        desk.people[name].name for name in ("intake", "handler", "handler")
    ]
    assert all(one.facts == {} for one in reads)


def test_a_look_that_is_refused_is_no_read(desk: Desk, database: Database) -> None:
    with database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        auditor = make_staff(session, office, Role.AUDITOR)
    assert desk.browser(auditor).get(desk.address).status_code == 403
    assert all(entry.event != "grievances:case:read" for entry in desk.trail())


def test_no_page_of_a_case_is_read_unseen_by_the_trail(desk: Desk) -> None:
    """S18: the story stands on the pages of the verbs too, the one complained of on three more."""
    pages = ["do/screen", "do/acknowledge", "take", "assign", "tie"]
    for number, page in enumerate(pages, 1):
        desk.page("intake" if page == "assign" else "handler", f"{desk.address}/{page}")
        reads = [entry for entry in desk.trail() if entry.event == "grievances:case:read"]
        assert len(reads) == number, page


def test_the_trail_holds_nothing_of_what_was_said(desk: Desk, database: Database) -> None:
    desk.write("handler", "messages", text="Palabra canario uno", language="es")
    desk.write("handler", "notes", note="Palabra canario dos")
    dump = str(rows(database, "select * from kernel_audit_entry"))
    for secret in ("canario", NAME, PHONE, "Siptiyimrimanta", "capataz"):
        assert secret not in dump
    assert "grievances:message:sent" in dump


def test_a_reply_reaches_the_thread_and_says_who_wrote_it(desk: Desk) -> None:
    assert desk.write("handler", "messages", text="Le escribo.", language="es").status_code == 303
    page = desk.page("intake")
    assert '<p class="said" lang="es">Le escribo.</p>' in page
    with desk.database.reading() as session:
        message = session.scalars(select(Message)).one()
    assert message.person_id == desk.people["handler"].person_id


def test_a_supervisor_does_not_write_to_the_person(desk: Desk) -> None:
    assert "Enviar a la persona" not in desk.page("supervisor")
    assert desk.write("supervisor", "messages", text="x", language="es").status_code == 403


def test_a_note_is_seen_by_colleagues_and_marked_as_internal(desk: Desk) -> None:
    assert desk.write("supervisor", "notes", note="Ojo con la fecha.").status_code == 303
    page = desk.page("handler")
    assert "Ojo con la fecha." in page
    assert "La persona nunca ve estas notas." in page


def test_an_empty_reply_brings_the_page_back_with_the_problem_on_top(desk: Desk) -> None:
    answer = desk.write("handler", "messages", text="  ", language="es")
    assert answer.status_code == 422
    assert '<a href="#text">Escriba lo que la persona va a leer.</a>' in answer.text
    assert "Siptiyimrimanta" in answer.text


def test_a_note_that_is_too_long_comes_back_whole(desk: Desk) -> None:
    long = "ñ" * 10_001
    answer = desk.write("handler", "notes", note=long)
    assert answer.status_code == 422
    assert long in answer.text


def test_hostile_words_stay_words_wherever_they_show(
    app: Flask, database: Database, vault: Vault
) -> None:
    """S15 on the case page, in messages, notes and the outcome."""
    desk = make_desk(
        app, database, vault, story=HOSTILE, place=HOSTILE, respondent=HOSTILE, group=HOSTILE,
        happened=HOSTILE, tier=Tier.NAMED, name=HOSTILE, phone=HOSTILE, email=HOSTILE,
        danger_note=HOSTILE, dangers=(Danger.LIFE,), safe_contact_note=HOSTILE,
    )  # fmt: skip
    desk.write("handler", "messages", text=HOSTILE, language="es")
    desk.write("handler", "notes", note=HOSTILE)
    desk.do("handler", "screen", no_tie="y")
    desk.do("handler", "propose_not_admitting", text=HOSTILE)
    pages = [
        desk.page("handler"),
        desk.page("supervisor", f"{desk.address}/do/decline"),
        desk.page("handler", f"{desk.address}/take"),
        desk.page("handler", f"{desk.address}/tie"),
    ]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;${7*7}" in page


def test_a_case_of_a_twin_office_answers_like_one_that_does_not_exist(
    desk: Desk, database: Database, vault: Vault
) -> None:
    """S3."""
    with database.changing() as session:
        theirs = make_case(session, vault, make_office(session, vault)).reference
    there, nowhere = (
        desk.browser("supervisor").get(f"/desk/cases/{reference}")
        for reference in (theirs, "22222")
    )
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.text.replace(theirs, "22222") == nowhere.text
    assert dict(there.headers) == dict(nowhere.headers)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 18, "٣", "-1"])
def test_a_number_in_an_address_that_is_none_breaks_no_page(desk: Desk, number: str) -> None:
    supervisor = desk.browser("supervisor")
    for address, answered in (
        (f"/desk/search?q=agua&after={number}", 200),
        (f"{desk.address}/trail?after={number}", 200),
        (f"{desk.address}/beside/translation/message-{number}", 404),
        (f"{desk.address}/beside/transcription/attachment-{number}", 404),
    ):
        assert supervisor.get(address).status_code == answered
