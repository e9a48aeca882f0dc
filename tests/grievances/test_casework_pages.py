"""Every verb has a page: it draws only what works, keeps what was typed, and does it once."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts.roles import Role
from grievances.kinds import MessageKind, Tier
from grievances.lifecycle import NOT_YET_OPEN, State, Verb
from grievances.models import Case, Message, Note, Step
from grievances.operations.answering import dispute_outcome
from grievances.policy import open_verbs
from grievances.queries.cases import key_of
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.cases import make_case, make_office, make_staff
from tests.factories.desk import RATING, Desk, make_desk
from tests.grievances.people import file_a_case, follow, press
from tests.threads import at_once

TYPED = "Texto que nadie debe perder: ñandú, k'aspi & <b>"


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    return make_desk(app, database, vault, respondent="Minera Inventada S. A.")


def screened(desk: Desk) -> None:
    desk.do("intake", "screen", no_tie="y")
    assert desk.send("handler", "take", no_tie="y").status_code == 303


def admitted(desk: Desk) -> None:
    screened(desk)
    desk.do("handler", "propose_admission", text="Hay daño al riego.", **RATING)
    desk.do("supervisor", "admit", text="Aceptamos su caso.", language="es", **RATING)


def proposed(desk: Desk) -> None:
    admitted(desk)
    desk.do("handler", "investigate")
    desk.do(
        "handler",
        "propose_outcome",
        text="Unu kutimunqa.",
        findings="Acta de visita del 3 de noviembre.",
        resolved_how="agreement",
        language="qu",
    )


def written(desk: Desk, table: Any) -> int:
    with desk.database.reading() as session:
        wanted = select(func.count()).select_from(table).where(table.case_id == desk.case_id)
        return session.scalar(wanted) or 0


def offered(page: str) -> set[str]:
    return set(re.findall(r'/do/(\w+)"', page))


def filed(desk: Desk, filer: FlaskClient) -> Desk:
    """Somebody files at the office and follows the case; the desk with that case in hand."""
    with desk.database.reading() as session:
        slug = session.get_one(Case, desk.case_id).office.slug
    code = file_a_case(filer, slug)
    assert follow(filer, code).location == "/my-case"
    with desk.database.reading() as session:
        case = session.scalars(select(Case).where(Case.id != desk.case_id)).one()
        return replace(desk, case_id=case.id, reference=case.reference)


def test_a_case_goes_from_a_phone_to_its_end_through_pages_alone(
    desk: Desk, page: FlaskClient
) -> None:
    desk, filer = filed(desk, page), page
    assert desk.reference in desk.page("intake", "/desk/?view=new")
    desk.do("intake", "acknowledge", text="Hemos leído su caso.", language="es")
    assert "Hemos leído su caso." in filer.get("/my-case").text
    desk.do("intake", "screen", no_tie="y")
    assert desk.send("handler", "take", no_tie="y").status_code == 303
    desk.do("handler", "propose_admission", text="Corresponde a la oficina.", **RATING)
    assert "Corresponde a la oficina." in desk.page("supervisor")
    desk.do("supervisor", "admit", text="Aceptamos su caso.", language="es", **RATING)
    desk.do("handler", "investigate")
    desk.do("handler", "ask", text="¿Hayk'aqmanta?", language="qu")
    assert desk.case().state is State.NEEDS_INFO
    assert "¿Hayk&#39;aqmanta?" in filer.get("/my-case").text
    press(filer, "/my-case", "/my-case/messages", text="Siptiyimrimanta.")
    assert "Siptiyimrimanta." in desk.page("handler")
    assert desk.reference in desk.page("handler", "/desk/?view=waiting")
    desk.do(
        "handler",
        "propose_outcome",
        text="Unu kutimunqa.",
        findings="Acta de visita.",
        resolved_how="agreement",
        language="qu",
    )
    assert "Unu kutimunqa." not in filer.get("/my-case").text
    assert "/do/communicate" not in desk.page("handler")
    assert desk.browser("handler").get(f"{desk.address}/do/communicate").status_code == 403
    asked = desk.page("supervisor", f"{desk.address}/do/communicate")
    assert all(words in asked for words in ("Unu kutimunqa.", "Acta de visita.", "Acuerdo"))
    desk.do("supervisor", "communicate")
    outcome = filer.get("/my-case").text
    assert "Unu kutimunqa." in outcome
    assert "Acta de visita." not in outcome
    press(filer, "/my-case", "/my-case/confirm")
    desk.do("handler", "close", text="Su caso termina aquí.", language="es")
    assert desk.case().state is State.CLOSED
    assert "Su caso termina aquí." in filer.get("/my-case").text


def test_the_panel_offers_exactly_the_verbs_that_are_open(desk: Desk) -> None:
    stages = [lambda _desk: None, screened]
    for stage in stages:
        stage(desk)
        for name, actor in desk.people.items():
            with desk.database.reading() as session:
                case = session.get_one(Case, desk.case_id)
                expected = {verb.value for verb in open_verbs(actor, case)}
            assert offered(desk.page(name)) == expected, (name, stage)


def test_every_offered_verb_has_a_page_that_opens(desk: Desk) -> None:
    proposed(desk)
    for name in desk.people:
        for verb in offered(desk.page(name)):
            assert "<h1>" in desk.page(name, f"{desk.address}/do/{verb}")


def test_verbs_of_later_issues_have_no_page(desk: Desk) -> None:
    for verb in [*NOT_YET_OPEN, "explode", Verb.CONFIRM]:
        assert desk.browser("supervisor").get(f"{desk.address}/do/{verb}").status_code == 404


def test_a_verb_that_is_not_open_is_refused_and_changes_nothing(desk: Desk) -> None:
    assert desk.browser("handler").get(f"{desk.address}/do/close").status_code == 409
    assert desk.browser("supervisor").get(f"{desk.address}/do/screen").status_code == 403
    assert desk.case().state is State.RECEIVED


def test_whoever_proposed_an_outcome_reads_why_they_cannot_approve_it(
    desk: Desk, database: Database
) -> None:
    with database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        both = make_staff(session, office, Role.HANDLER, Role.SUPERVISOR)
    admitted(desk)
    assert desk.send(both, "take", no_tie="y").status_code == 303
    desk.do(both, "investigate")
    outcome = {"text": "a", "findings": "b", "resolved_how": "explanation", "language": "es"}
    desk.do(both, "propose_outcome", **outcome)
    page = desk.page(both)
    assert "communicate" not in offered(page)
    assert "otra persona debe aprobarlo" in page
    assert "communicate" in offered(desk.page("supervisor"))


def test_whoever_proposed_admission_cannot_admit(desk: Desk, database: Database) -> None:
    with database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        both = make_staff(session, office, Role.HANDLER, Role.SUPERVISOR)
    desk.do("intake", "screen", no_tie="y")
    assert desk.send(both, "take", no_tie="y").status_code == 303
    desk.do(both, "propose_admission", text="Razones.", **RATING)
    assert "admit" not in offered(desk.page(both))
    assert "otra persona debe aprobarlo" in desk.page(both)


def test_the_supervisor_sees_the_proposal_and_who_made_it(desk: Desk) -> None:
    proposed(desk)
    page = desk.page("supervisor")
    assert "Resultado propuesto" in page
    assert "Acta de visita del 3 de noviembre." in page
    assert '<blockquote lang="quz"><p class="said">Unu kutimunqa.' in page
    with desk.database.reading() as session:
        author = session.execute(
            select(Step.person_id).where(Step.verb == Verb.PROPOSE_OUTCOME)
        ).scalar_one()
    assert author == desk.people["handler"].person_id


def test_the_second_rating_of_severity_is_given_without_seeing_the_first(desk: Desk) -> None:
    screened(desk)
    desk.do("handler", "propose_admission", text="Razones.", **RATING)
    assert "Daño 3" in desk.page("handler")
    before = desk.page("supervisor")
    assert "Daño 3" not in before
    assert "Verá su valoración" in before
    desk.do("supervisor", "admit", text="Aceptamos.", language="es", **RATING)
    assert desk.page("supervisor").count("Daño 3") == 2


def test_a_form_with_something_missing_keeps_all_that_was_typed(desk: Desk) -> None:
    screened(desk)
    answer = desk.send("handler", "do/propose_admission", text=TYPED, scale="3")
    assert answer.status_code == 422
    assert "Texto que nadie debe perder: ñandú, k&#39;aspi &amp; &lt;b&gt;" in answer.text
    assert 'value="3" checked' in answer.text
    assert "Elija a cuánta gente alcanza." in answer.text
    assert desk.case().recommendation is None


def test_a_rating_that_no_form_offers_is_refused(desk: Desk) -> None:
    screened(desk)
    answer = desk.send(
        "handler",
        "do/propose_admission",
        text="Razones.",
        scale="9",
        scope="1",
        irremediability="1",
    )
    assert answer.status_code == 422


def test_a_text_that_is_too_long_comes_back_whole(desk: Desk) -> None:
    long = "a" * 10_001
    answer = desk.send("intake", "do/acknowledge", text=long, language="es")
    assert answer.status_code == 422
    assert long in answer.text


def test_who_sends_after_a_colleague_sees_the_change_and_keeps_the_text(desk: Desk) -> None:
    address = f"{desk.address}/do/acknowledge"
    stale = desk.hidden("handler", address)
    desk.do("intake", "screen", no_tie="y")
    answer = desk.browser("handler").post(address, data={**stale, "text": TYPED, "language": "es"})
    assert answer.status_code == 409
    assert "Otra persona cambió esto" in answer.text
    assert "En revisión" in answer.text
    assert "Texto que nadie debe perder" in answer.text
    assert written(desk, Message) == 0
    fresh = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', answer.text))
    again = {**fresh, "text": TYPED, "language": "es"}
    assert desk.browser("handler").post(address, data=again).status_code == 303
    assert written(desk, Message) == 1


def test_a_move_that_somebody_else_made_first_is_refused_with_the_text_kept(desk: Desk) -> None:
    screened(desk)
    desk.do("handler", "propose_admission", text="Razones.", **RATING)
    address = f"{desk.address}/do/admit"
    late = desk.hidden("second_supervisor", address)
    desk.do("supervisor", "admit", text="Aceptamos.", language="es", **RATING)
    late["version"] = str(desk.case().version)
    answer = desk.browser("second_supervisor").post(
        address, data={**late, "text": TYPED, "language": "es", **RATING}
    )
    assert answer.status_code == 409
    assert "Texto que nadie debe perder" in answer.text


def test_the_same_form_sent_twice_has_one_effect(desk: Desk) -> None:
    address = f"{desk.address}/do/acknowledge"
    form = {**desk.hidden("intake", address), "text": "Leímos.", "language": "es"}
    for _ in range(3):
        answer = desk.browser("intake").post(address, data=form)
        assert (answer.status_code, answer.location) == (303, desk.address)
    assert written(desk, Message) == 1


def test_another_text_under_a_spent_key_is_shown_again_to_be_sent_anew(desk: Desk) -> None:
    address = f"{desk.address}/messages"
    form = {**desk.hidden("handler", desk.address), "text": "Primero.", "language": "es"}
    assert desk.browser("handler").post(address, data=form).status_code == 303
    other = desk.browser("handler").post(address, data={**form, "text": TYPED})
    assert other.status_code == 409
    assert "Texto que nadie debe perder" in other.text
    assert written(desk, Message) == 1


def test_a_forgotten_token_loses_no_text(desk: Desk) -> None:
    answer = desk.browser("intake").post(
        f"{desk.address}/do/acknowledge", data={"text": TYPED, "language": "es", "version": "1"}
    )
    assert answer.status_code == 400
    assert "Texto que nadie debe perder" in answer.text
    assert written(desk, Message) == 0


def test_a_database_that_is_busy_loses_no_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from kernel.errors import Unavailable

    address = f"{desk.address}/do/acknowledge"
    form = {**desk.hidden("intake", address), "text": TYPED, "language": "es"}

    def busy(*_args: object) -> None:
        raise Unavailable("unavailable", reason="busy")

    monkeypatch.setattr("web.transaction.begin_change", busy)
    answer = desk.browser("intake").post(address, data=form)
    monkeypatch.undo()
    assert answer.status_code == 503
    assert "Texto que nadie debe perder" in answer.text


def test_screening_needs_the_word_that_there_is_no_tie(desk: Desk) -> None:
    assert "Minera Inventada S. A." in desk.page("intake", f"{desk.address}/do/screen")
    answer = desk.send("intake", "do/screen")
    assert answer.status_code == 422
    assert desk.case().state is State.RECEIVED


def test_taking_a_case_needs_the_word_that_there_is_no_tie(desk: Desk) -> None:
    assert "Minera Inventada S. A." in desk.page("handler", f"{desk.address}/take")
    assert desk.send("handler", "take").status_code == 422
    assert desk.case().handler_id is None
    assert desk.send("handler", "take", no_tie="y").status_code == 303
    assert desk.case().handler_id == desk.people["handler"].person_id


def test_only_handlers_are_offered_to_take_a_case(desk: Desk) -> None:
    assert "/take" in desk.page("handler")
    for name in ("intake", "supervisor"):
        assert "/take" not in desk.page(name)
        assert desk.browser(name).get(f"{desk.address}/take").status_code == 403


def test_intake_gives_a_case_to_a_handler_of_the_same_office(
    desk: Desk, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        twin = make_office(session, vault)
        stranger = make_staff(session, twin, Role.HANDLER, name="Persona de otra oficina")
    assert "Persona de otra oficina" not in desk.page("intake", f"{desk.address}/assign")
    assert desk.send("intake", "assign", handler=str(stranger.person_id)).status_code == 422
    handler = str(desk.people["handler"].person_id)
    assert desk.send("intake", "assign", handler=handler).status_code == 303
    assert str(desk.case().handler_id) == handler


def test_a_handler_with_a_tie_is_not_offered_the_case(desk: Desk) -> None:
    desk.send("handler", "tie")
    page = desk.page("intake", f"{desk.address}/assign")
    assert f'value="{desk.people["handler"].person_id}"' not in page


def test_whoever_declares_a_tie_is_told_before_and_then_sees_the_case_no_more(desk: Desk) -> None:
    screened(desk)
    assert "Usted dejará de ver este caso" in desk.page("handler", f"{desk.address}/tie")
    answer = desk.send("handler", "tie")
    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert desk.browser("handler").get(desk.address).status_code == 404
    assert desk.reference not in desk.page("handler", "/desk/")
    assert desk.case().handler_id is None


def test_a_handler_who_has_not_excluded_a_tie_is_told_to_take_the_case(desk: Desk) -> None:
    desk.do("intake", "screen", no_tie="y")
    desk.send("intake", "assign", handler=str(desk.people["handler"].person_id))
    page = desk.page("handler")
    assert offered(page) == {"acknowledge"}
    assert "tómelo y declare que no tiene vínculo" in page


def test_a_review_is_for_somebody_who_took_no_part(desk: Desk, vault: Vault) -> None:
    proposed(desk)
    desk.do("supervisor", "communicate")
    with desk.database.changing() as session:
        case = session.get_one(Case, desk.case_id)
        filer = Actor(receipt_of=case.subject)
        dispute_outcome(session, key_of(session, vault, case), filer, case, "Manan.", "qu")
    assert offered(desk.page("supervisor")) == set()
    assert "otra persona debe revisarla" in desk.page("supervisor")
    assert offered(desk.page("second_supervisor")) == {"uphold", "reopen"}
    desk.do("second_supervisor", "uphold", text="La decisión queda.", language="es")
    assert desk.case().state is State.CLOSED


def test_what_is_internal_goes_to_notes_and_what_is_for_the_person_to_messages(desk: Desk) -> None:
    admitted(desk)
    desk.do("handler", "investigate")
    assert "Solo la oficina lo lee." in desk.page("handler", f"{desk.address}/do/request_report")
    said, noted = written(desk, Message), written(desk, Note)
    desk.do("handler", "request_report", text="Carta 118.")
    assert (written(desk, Message), written(desk, Note)) == (said, noted + 1)
    desk.do("handler", "register_report", text="Llegó el informe.")
    page = desk.page("handler", f"{desk.address}/do/ask")
    assert "La persona lo leerá con su recibo." in page
    desk.do("handler", "ask", text="¿Desde cuándo?", language="es")
    assert (written(desk, Message), written(desk, Note)) == (said + 1, noted + 2)


def test_a_message_to_the_person_says_which_language_they_speak(desk: Desk) -> None:
    page = desk.page("intake", f"{desk.address}/do/acknowledge")
    assert "Esta persona habla quechua" in page
    assert '<option value="qu" selected>' in page


def test_a_message_keeps_the_language_it_was_written_in(desk: Desk) -> None:
    desk.do("intake", "acknowledge", text="Qillqasqaykita ñawinchayku.", language="qu")
    with desk.database.reading() as session:
        one = session.scalars(select(Message).where(Message.case_id == desk.case_id)).one()
        assert (one.kind, one.language) == (MessageKind.ACKNOWLEDGEMENT, "qu")
    assert '<p class="said" lang="quz">Qillqasqaykita ñawinchayku.</p>' in desk.page("handler")


def test_an_office_can_do_nothing_to_the_case_of_its_twin(
    desk: Desk, database: Database, vault: Vault
) -> None:
    """S3: whatever is tried answers just as for a case that does not exist."""
    with database.changing() as session:
        twin = make_office(session, vault)
        theirs = make_case(session, vault, twin, tier=Tier.NAMED, name="Ada").reference
    tried = [f"do/{verb}" for verb in (Verb.ADMIT, Verb.ASK, Verb.CLOSE, Verb.MERGE)]
    tried += ["take", "assign", "tie", ""]
    for who in ("handler", "supervisor"):
        browser = desk.browser(who)
        token = desk.hidden(who, desk.address)["csrf_token"]
        for action in tried:
            there, nowhere = (
                browser.get(f"/desk/cases/{reference}/{action}".rstrip("/"))
                for reference in (theirs, "22222")
            )
            assert (there.status_code, nowhere.status_code) == (404, 404), action
            assert there.text.replace(theirs, "22222") == nowhere.text
        for action in [*tried[:-1], "messages", "notes", "contact"]:
            form = {"csrf_token": token, "text": "x", "note": "x", "version": "1"}
            answer = browser.post(f"/desk/cases/{theirs}/{action}", data=form)
            assert answer.status_code == 404, action


def test_two_supervisors_at_the_same_moment_admit_once(desk: Desk) -> None:
    screened(desk)
    desk.do("handler", "propose_admission", text="Razones.", **RATING)
    address = f"{desk.address}/do/admit"
    sends = {}
    for number, who in enumerate(("supervisor", "second_supervisor"), 1):
        form = {**desk.hidden(who, address), "text": "Sí.", "language": "es", **RATING}
        sends[number] = (desk.browser(who), form)

    def admit(number: int) -> int:
        browser, form = sends[number]
        return browser.post(address, data=form).status_code

    answers = at_once(admit, 2)
    assert sorted(answers) == [303, 409]
    assert written(desk, Message) == 1


def test_a_case_in_other_hands_can_be_taken_over_but_not_by_haste(
    desk: Desk, database: Database
) -> None:
    screened(desk)
    with database.changing() as session:
        office = session.get_one(Case, desk.case_id).office
        other = make_staff(session, office, Role.HANDLER)
    page = desk.page(other)
    assert re.search(r'class="btn alt" href="[^"]+/take"', page)
    assert desk.send(other, "take", no_tie="y").status_code == 303
    assert desk.case().handler_id == other.person_id


def test_an_outcome_is_told_in_the_language_it_was_written_in(desk: Desk) -> None:
    admitted(desk)
    desk.do("handler", "investigate")
    outcome = {"text": "Vuelve el agua.", "findings": "Acta.", "resolved_how": "agreement"}
    desk.do("handler", "propose_outcome", language="es", **outcome)
    assert '<blockquote lang="es"><p class="said">Vuelve el agua.' in desk.page("supervisor")
    desk.do("supervisor", "communicate")
    with desk.database.reading() as session:
        told = session.scalars(select(Message).where(Message.kind == MessageKind.OUTCOME)).one()
    assert told.language == "es"
