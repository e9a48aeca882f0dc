"""What officers do together: hand over, give out many, write beside, reply, print, look back."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from accounts.roles import Role
from grievances.kinds import RenderingState, Tier
from grievances.models import Case, Note, Rendering
from grievances.operations import messages
from grievances.queries.cases import key_of
from kernel.database import Database
from kernel.notices import Notice
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import make_case, make_office, make_staff
from tests.factories.desk import Desk, make_desk

NAME, NOTE = "Rosaura Inventada", "Ojo: sospecha del capataz"
HOSTILE = "<script>alert(1)</script>${7*7}<img src=x onerror=y>"
STORY = "/beside/translation/story"


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    return make_desk(app, database, vault, tier=Tier.RESERVED, name=NAME)


def colleague(desk: Desk, *roles: Role) -> Actor:
    with desk.database.changing() as session:
        return make_staff(session, session.get_one(Case, desk.case_id).office, *roles)


def notes(desk: Desk, vault: Vault) -> list[str]:
    with desk.database.reading() as session:
        case = session.get_one(Case, desk.case_id)
        key = key_of(session, vault, case)
        bodies = session.scalars(select(Note.body).where(Note.case_id == case.id))
        return [key.open(body, "grievances_note.body") for body in bodies]


def notices(desk: Desk, kind: str) -> list[str]:
    with desk.database.reading() as session:
        return list(session.scalars(select(Notice.recipient).where(Notice.kind == kind)))


def person(actor: Actor) -> str:
    return str(actor.person_id)


# --- handing over ---


def test_a_handler_gives_the_case_on_with_a_note_and_the_next_one_is_told(
    desk: Desk, vault: Vault
) -> None:
    next_one = colleague(desk, Role.HANDLER)
    desk.send("handler", "take", no_tie="y")
    answer = desk.send("handler", "assign", handler=person(next_one), note=NOTE)
    assert answer.status_code == 303
    assert desk.case().handler_id == next_one.person_id
    assert notes(desk, vault) == [NOTE]
    assert notices(desk, "grievances.case-handed") == [f"person:{next_one.person_id}"]
    assert desk.browser("handler").get(f"{desk.address}/assign").status_code == 403


def test_a_handler_can_leave_the_case_with_nobody(desk: Desk) -> None:
    desk.send("handler", "take", no_tie="y")
    assert desk.send("handler", "assign", handler="0").status_code == 303
    assert desk.case().handler_id is None


def test_who_does_not_have_the_case_does_not_give_it_on(desk: Desk) -> None:
    other = colleague(desk, Role.HANDLER)
    assert desk.browser(other).get(f"{desk.address}/assign").status_code == 403


# --- several at once ---


def give(desk: Desk, who: str, to: Actor | None, *cases: str) -> Any:
    browser = desk.browser(who)
    form = browser.get("/desk/").text.partition('action="/desk/assign"')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]*)"', form))
    data = {**hidden, "next": "/desk/?view=mine", "case": list(cases)}
    return browser.post("/desk/assign", data={**data, "handler": person(to) if to else ""})


def test_several_cases_are_given_at_once_and_the_page_says_which_could_not_be(
    desk: Desk, vault: Vault
) -> None:
    with desk.database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        second = make_case(session, vault, office)
        theirs = make_case(session, vault, make_office(session, vault))
        wanted = [f"{desk.reference}:1", f"{second.reference}:7", f"{theirs.reference}:1"]
        second_id, second_reference, foreign = second.id, second.reference, theirs.reference
    answer = give(desk, "intake", desk.people["handler"], *wanted)
    assert (answer.status_code, answer.location) == (303, "/desk/?view=mine")
    page = desk.page("intake", "/desk/")
    assert "1 caso quedó asignado." in page
    assert f"{second_reference} no se asignó: Otra persona cambió esto" in page
    assert f"{foreign} no se asignó: No encontramos esta página" in page
    assert desk.case().handler_id == desk.people["handler"].person_id
    with desk.database.reading() as session:
        assert session.get_one(Case, second_id).handler_id is None


def test_nothing_ticked_or_nobody_chosen_asks_for_it_and_loses_no_tick(desk: Desk) -> None:
    answer = give(desk, "intake", None, f"{desk.reference}:1")
    assert answer.status_code == 422
    assert f'value="{desk.reference}:1" checked' in answer.text
    answer = give(desk, "intake", desk.people["handler"])
    assert answer.status_code == 422
    assert "Marque al menos un caso." in answer.text


def test_a_handler_gives_nothing_out_from_the_list(desk: Desk) -> None:
    assert "/desk/assign" not in desk.page("handler", "/desk/")
    assert 'name="case"' not in desk.page("handler", "/desk/")


# --- beside the original ---


def beside(desk: Desk, who: str, text: str, at: str = STORY, **fields: str) -> Any:
    address = desk.address + at
    hidden = dict(
        re.findall(
            r'name="(csrf_token|key|seen)"[^>]*value="([^"]*)"',
            desk.page(who, address).partition("<main")[2],
        )
    )
    return desk.browser(who).post(
        address, data={**hidden, "text": text, "language": "es", **fields}
    )


def rendering(desk: Desk) -> Rendering:
    with desk.database.reading() as session:
        row = session.scalars(select(Rendering).where(Rendering.case_id == desk.case_id)).one()
        session.expunge_all()
        return row


def test_a_translation_stands_beside_its_original_until_somebody_else_reviews_it(
    desk: Desk,
) -> None:
    assert (
        beside(desk, "handler", "Desde setiembre no llega agua.", read_back="y").status_code == 303
    )
    page = desk.page("supervisor")
    assert "Siptiyimrimanta unu" in page
    assert "Desde setiembre no llega agua." in page
    assert "Falta que otra persona lo revise" in page
    mine = desk.page("handler", desk.address + STORY)
    assert "otra persona debe revisarlo" in mine
    answer = desk.browser("handler").post(
        f"{desk.address}{STORY}/review", data=desk.hidden("intake", desk.address + STORY)
    )
    assert answer.status_code in {400, 403, 409}
    answer = desk.browser("intake").post(
        f"{desk.address}{STORY}/review", data=desk.hidden("intake", desk.address + STORY)
    )
    assert answer.status_code == 303
    row = rendering(desk)
    assert (row.state, row.read_back) == (RenderingState.REVIEWED, True)
    assert row.reviewed_by_id == desk.people["intake"].person_id


def test_the_author_never_reviews_their_own_text(desk: Desk) -> None:
    beside(desk, "handler", "Texto")
    address = f"{desk.address}{STORY}"
    hidden = desk.hidden("handler", address)
    form = {**hidden, "seen": rendering(desk).changed_at.isoformat()}
    answer = desk.browser("handler").post(f"{address}/review", data=form)
    assert answer.status_code == 409
    assert rendering(desk).state is RenderingState.DRAFT


def test_a_text_is_marked_when_its_original_changed(desk: Desk, vault: Vault) -> None:
    beside(desk, "handler", "Texto")
    assert "El original cambió" not in desk.page("handler")
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        case.story = key_of(session, vault, case).seal("Huk willakuy", "grievances_case.story")
    assert "El original cambió" in desk.page("handler")


def test_two_who_write_at_once_lose_nothing(desk: Desk) -> None:
    address = desk.address + STORY
    form = desk.hidden("intake", address)
    beside(desk, "handler", "Lo primero")
    answer = desk.browser("intake").post(
        address, data={**form, "text": "Lo segundo", "language": "es"}
    )
    assert answer.status_code == 409
    assert "Lo primero" in answer.text
    assert "Lo segundo" in answer.text


def test_a_message_can_be_translated_and_the_person_reads_the_original_only(
    desk: Desk, vault: Vault
) -> None:
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        key, filer = key_of(session, vault, case), Actor(receipt_of=case.subject)
        number = messages.write_as_filer(session, key, filer, case, "Allinllachu?", "qu").id
    beside(desk, "handler", "¿Está bien?", f"/beside/translation/message-{number}")
    assert "¿Está bien?" in desk.page("handler")


@pytest.mark.parametrize("of", ["message-999", "attachment-1", "outcome", "nothing", "message-x"])
def test_there_is_nothing_beside_what_is_not_there(desk: Desk, of: str) -> None:
    answer = desk.browser("handler").get(f"{desk.address}/beside/translation/{of}")
    assert answer.status_code == 404


def test_what_waits_to_be_translated_has_a_tab(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = make_office(session, vault, languages=["es"])
        case = make_case(session, vault, office)
        handler = make_staff(session, office, Role.HANDLER)
        reference = case.reference
    assert handler.person_id
    page = signed_in(app, handler.person_id).get("/desk/?view=tasks").text
    assert f"/desk/cases/{reference}" in page
    assert "Falta traducirlo" in page


# --- replies ---


def test_the_second_of_two_officers_sees_the_answer_of_the_first_and_keeps_their_text(
    desk: Desk,
) -> None:
    form = desk.browser("handler").get(desk.address).text
    form = form.partition('/messages"')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'name="(csrf_token|key|last)"[^>]*value="([^"]*)"', form))
    first = desk.browser("intake").get(desk.address).text.partition('/messages"')[2]
    theirs = dict(re.findall(r'name="(csrf_token|key|last)"[^>]*value="([^"]*)"', first))
    address = f"{desk.address}/messages"
    sent = {"text": "Ya le contesto yo", "language": "es"}
    assert desk.browser("intake").post(address, data={**theirs, **sent}).status_code == 303
    mine = {"text": "Mi respuesta larga", "language": "es"}
    answer = desk.browser("handler").post(address, data={**hidden, **mine})
    assert answer.status_code == 409
    assert "Ya le contesto yo" in answer.text
    assert "Mi respuesta larga" in answer.text
    form = answer.text.partition('/messages"')[2].partition("</form>")[0]
    again = dict(re.findall(r'name="(csrf_token|key|last)"[^>]*value="([^"]*)"', form))
    assert desk.browser("handler").post(address, data={**again, **mine}).status_code == 303


# --- paper and trail ---


def paper(desk: Desk, who: str, query: str = "") -> str:
    answer = desk.browser(who).get(f"{desk.address}/file.pdf{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)


def test_the_case_file_holds_the_case_and_never_the_name(desk: Desk) -> None:
    """S5, S15, S18."""
    desk.write("handler", "notes", note=NOTE)
    desk.write("handler", "messages", text=HOSTILE, language="es")
    text = paper(desk, "handler")
    for words in ("Siptiyimrimanta", desk.reference, "Confidencial", "<script>alert(1)</script>"):
        assert words in text
    assert NAME not in text
    assert NOTE not in text
    assert NOTE in paper(desk, "supervisor", "?notes=y")
    printed = [one for one in desk.trail() if one.event == "grievances:case:printed"]
    assert [one.facts["with_notes"] for one in printed] == [False, True]


def test_the_name_is_veiled_for_everybody_on_the_case_page(desk: Desk) -> None:
    for who in ("intake", "handler", "supervisor"):
        page = desk.page(who)
        assert NAME not in page
        assert "▒▒▒" in page


def test_a_supervisor_reads_who_read_and_changed_the_case_without_a_word_of_it(
    desk: Desk,
) -> None:
    desk.page("handler")
    desk.write("handler", "notes", note=NOTE)
    page = desk.page("supervisor", f"{desk.address}/trail")
    assert "Leyó el caso" in page
    assert "Escribió una nota" in page
    assert NOTE not in page
    assert "Siptiyimrimanta" not in page
    assert desk.trail()[-1].event == "grievances:trail:read"
    for who in ("intake", "handler"):
        assert desk.browser(who).get(f"{desk.address}/trail").status_code == 403


def test_the_doors_of_the_new_pages_are_shut_to_another_office(desk: Desk, vault: Vault) -> None:
    """S3."""
    with desk.database.changing() as session:
        twin = make_office(session, vault)
        roles = (Role.INTAKE, Role.HANDLER, Role.SUPERVISOR)
        neighbour = make_staff(session, twin, *roles)
    browser = desk.browser(neighbour)
    for page in ("", "/trail", "/paper", "/file.pdf", STORY, "/assign", "/take", "/tie"):
        assert browser.get(desk.address + page).status_code == 404
        missing = "/desk/cases/22222" + page
        assert browser.get(missing).status_code == 404
