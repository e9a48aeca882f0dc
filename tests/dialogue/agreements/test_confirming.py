"""Who sits says, by card or account, whether what their group verifies was kept; nobody else."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.queries.offices import today_at
from accounts.roles import Role
from commitments.kinds import Fulfilment, Side
from commitments.lifecycle import Status, Verb
from commitments.models import Assessment, Commitment, Named, Update
from commitments.operations.making import Promise
from commitments.operations.telling import News, tell
from commitments.views.rows import progress_words
from dialogue.kinds import SeatKind, Visibility, WorkKind
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Seat
from dialogue.operations.work import WorkOutline, add_item, promise_for
from kernel.audit import Entry
from kernel.notices import Notice
from kernel.policy import SYSTEM
from tests.dialogue.agreements.at_signing import page_of, sealed_at, sign_as
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import new_person, send, signed_in
from tests.factories.agreements import new_promise_in
from tests.factories.files import plain_jpeg
from tests.factories.tables import browser_with, new_card, new_party, new_seat
from web.floods import Limit
from web.waiting import WaitingRoom

BY_CARD, BY_ACCOUNT = "company", "community"
GROUPS = {BY_CARD: "Minera Cobre Alto", BY_ACCOUNT: "Comunidad de Qollpa"}


def promised(
    table: AtTable, verifier: str = BY_CARD, *, in_force: bool = True, **facts: Any
) -> str:
    """Something in an agreement in force that one of the groups verifies; its code."""
    other = BY_ACCOUNT if verifier == BY_CARD else BY_CARD
    known = {"verifier_group": GROUPS[verifier], "responsible_group": GROUPS[other]}
    code = sealed_at(table)
    if in_force:
        for who in GROUPS:
            sign_as(table, who, code)
    with table.changing() as session:
        agreement = session.query(Agreement).filter_by(code=code).one()
        state, agreement.state = agreement.state, AgreementState.DRAFT
        made = new_promise_in(session, table.process(session), agreement, **(known | facts))
        agreement.state, made.status = (
            state,
            Status.NOT_STARTED,
        )  # as if it was signed with the rest
        return made.code


def reported(table: AtTable, code: str) -> None:
    """Whoever promised says that it is done."""
    with table.changing() as session:
        one = session.query(Commitment).filter_by(code=code).one()
        news = News(today_at(one.office), told_by=one.responsible_group)
        tell(session, table.vault, SYSTEM, one, Verb.REPORT, news, seen=one.version)


def waiting(table: AtTable, verifier: str = BY_CARD, **facts: Any) -> str:
    """One that was said to be done."""
    code = promised(table, verifier, **facts)
    reported(table, code)
    return code


def says(browser: FlaskClient, table: AtTable, code: str, said: str, **fields: Any) -> TestResponse:
    """Choose an answer on the page and send it."""
    page = f"{table.home}/confirmations/{code}"
    seen = {"version": str(now(table, code).version)}
    return send(browser, page, fulfilment=said, **(seen | fields))


def now(table: AtTable, code: str) -> Commitment:
    with table.reading() as session:
        found = session.query(Commitment).filter_by(code=code).one()
        session.expunge_all()
        return found


def ledger(table: AtTable, code: str) -> list[tuple[Verb, str, int | None]]:
    """What was told, the oldest first: how, by whom, and which account wrote it."""
    with table.reading() as session:
        one = session.query(Commitment).filter_by(code=code).one()
        query = select(Update).where(Update.commitment_id == one.id).order_by(Update.id)
        return [(each.verb, each.told_by, each.person_id) for each in session.scalars(query)]


def views(table: AtTable) -> list[tuple[Fulfilment, str, str]]:
    with table.reading() as session:
        query = select(Assessment).where(Assessment.side == Side.VERIFIER).order_by(Assessment.id)
        return [(one.fulfilment, one.said_by, one.note) for one in session.scalars(query)]


def test_whoever_holds_a_card_confirms_without_mail_or_password(table: AtTable) -> None:
    code = waiting(table)
    browser = table.seat(BY_CARD)
    assert "Decir si se cumplió 1 compromiso" in browser.get(table.home).text
    assert code in browser.get(f"{table.home}/confirmations").text
    assert says(browser, table, code, "fulfilled").status_code == 303
    assert now(table, code).status is Status.VERIFIED
    by = "Carlos Tarjeta Inventado, por Minera Cobre Alto, con su tarjeta"
    assert ledger(table, code)[-1] == (Verb.VERIFY, by, None)
    assert views(table) == [(Fulfilment.FULFILLED, by, "")]
    assert "Decir si se cumplió 1" not in browser.get(table.home).text


def test_whoever_has_an_account_confirms_and_the_ledger_says_so(table: AtTable) -> None:
    code = waiting(table, BY_ACCOUNT)
    assert says(table.seat(BY_ACCOUNT), table, code, "fulfilled").status_code == 303
    _verb, by, person = ledger(table, code)[-1]
    assert by.endswith("por Comunidad de Qollpa, con su cuenta")
    assert person == table.accounts[BY_ACCOUNT]
    page = table.browser(Role.COORDINATOR).get(f"/commitments/{code}").text
    assert "por Comunidad de Qollpa, con su cuenta" in page


def test_the_trail_names_the_seat_and_not_the_person(table: AtTable) -> None:
    code = waiting(table)
    says(table.seat(BY_CARD), table, code, "fulfilled")
    with table.reading() as session:
        entry = session.scalars(
            select(Entry).where(Entry.event == "dialogue:commitment-confirmed")
        ).one()
        assert entry.facts["seat_id"] == table.seats[BY_CARD]
        assert entry.facts["by_card"] is True
        assert "Carlos" not in str(entry.facts)


@pytest.mark.parametrize("said", ["partly", "not"])
def test_what_was_not_kept_needs_its_reason_and_goes_on(table: AtTable, said: str) -> None:
    code = waiting(table)
    bare = says(table.seat(BY_CARD), table, code, said)
    assert bare.status_code == 422
    assert "Escriba qué faltó o por qué no se cumplió." in bare.text
    assert "por qué se hizo" not in bare.text
    assert 'id="note-error"' in bare.text
    assert now(table, code).status is Status.REPORTED_DONE
    told = says(table.seat(BY_CARD), table, code, said, note="El candado está roto.")
    assert told.status_code == 303
    assert now(table, code).status is Status.IN_PROGRESS
    assert views(table)[-1][0::2] == (Fulfilment(said), "El candado está roto.")


def test_who_floods_the_page_waits_and_tells_nothing_meanwhile(
    table: AtTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = waiting(table)
    monkeypatch.setattr("dialogue.views.confirming.SENT", Limit("dialogue:confirmations", 1))
    monkeypatch.setattr("web.floods.one_second", lambda: None)
    table.app.extensions["floods"] = WaitingRoom(0)  # every seat is taken
    reason = "El candado está roto."
    assert says(table.seat(BY_CARD), table, code, "not", note=reason).status_code == 303
    assert says(table.seat(BY_CARD), table, code, "not", note=reason).status_code == 503
    assert len(views(table)) == 1


@pytest.mark.parametrize("before", ["fulfilled", ""])
def test_beside_a_no_of_the_verifier_stands_no_percentage(table: AtTable, before: str) -> None:
    code = waiting(table)
    with table.changing() as session:
        session.query(Commitment).filter_by(code=code).one().progress = 100
    if before:
        says(table.seat(BY_CARD), table, code, before)
    says(table.seat(BY_CARD), table, code, "not", note="El candado está roto.")
    assert now(table, code).status is Status.IN_PROGRESS
    assert progress_words(now(table, code)) == ""


def test_nobody_says_nothing(table: AtTable) -> None:
    code = waiting(table)
    answer = says(table.seat(BY_CARD), table, code, "")
    assert answer.status_code == 422
    assert "Elija una de las tres respuestas" in answer.text


def test_a_form_that_is_sent_twice_is_one_word(table: AtTable) -> None:
    code = waiting(table)
    browser, page = table.seat(BY_CARD), f"{table.home}/confirmations/{code}"
    key = "0123456789abcdef0123456789abcdef"
    version = str(now(table, code).version)
    for _twice in range(2):
        answer = send(browser, page, fulfilment="fulfilled", key=key, version=version)
        assert answer.status_code == 303
    assert [verb for verb, _by, _who in ledger(table, code)] == [Verb.REPORT, Verb.VERIFY]


def test_a_page_that_is_old_says_so_and_changes_nothing(table: AtTable) -> None:
    code = waiting(table)
    answer = says(table.seat(BY_CARD), table, code, "fulfilled", version="1")
    assert answer.status_code == 422
    assert now(table, code).status is Status.REPORTED_DONE


def test_a_later_word_counts_and_both_stand(table: AtTable) -> None:
    code = waiting(table)
    browser = table.seat(BY_CARD)
    says(browser, table, code, "fulfilled")
    again = says(browser, table, code, "fulfilled")
    assert again.status_code == 422, "what is proven is not proven once more"
    assert says(browser, table, code, "not", note="Volvió a salir agua.").status_code == 303
    assert now(table, code).status is Status.IN_PROGRESS
    assert [said for said, _by, _note in views(table)] == [Fulfilment.FULFILLED, Fulfilment.NOT]
    page = browser.get(f"{table.home}/confirmations/{code}").text
    assert "Volvió a salir agua." in page
    assert "Lo que dijo antes" in page


def test_what_is_due_and_was_not_reported_is_seen_and_stays_open(table: AtTable) -> None:
    with table.reading() as session:
        past = today_at(table.process(session).office) - timedelta(days=3)
    code = promised(table, due_on=past)
    assert says(table.seat(BY_CARD), table, code, "fulfilled").status_code == 303
    assert now(table, code).status is Status.NOT_STARTED
    assert views(table)[0][0] is Fulfilment.FULFILLED
    assert ledger(table, code)[-1][0] is Verb.TELL


def test_what_is_not_due_yet_is_shown_without_the_question(table: AtTable) -> None:
    with table.reading() as session:
        ahead = today_at(table.process(session).office) + timedelta(days=30)
    code = promised(table, due_on=ahead)
    browser, page = table.seat(BY_CARD), f"{table.home}/confirmations/{code}"
    assert "Todavía no toca" in browser.get(page).text
    answer = send(browser, f"{table.home}/confirmations", page, fulfilment="fulfilled", version="1")
    assert answer.status_code == 422
    assert views(table) == []


def test_a_photo_is_kept_as_evidence(table: AtTable) -> None:
    code = waiting(table)
    photo = (io.BytesIO(plain_jpeg()), "candado.jpg")
    answer = says(table.seat(BY_CARD), table, code, "fulfilled", file=photo, evidence="En el pozo")
    assert answer.status_code == 303
    with table.reading() as session:
        last = session.scalars(select(Update).order_by(Update.id.desc())).first()
        assert last is not None
        assert last.file_id is not None
        assert last.evidence == "En el pozo"


def test_who_promised_and_the_office_are_told(table: AtTable) -> None:
    code = waiting(table)
    with table.changing() as session:
        one = session.query(Commitment).filter_by(code=code).one()
        session.add(
            Named(
                office_id=one.office_id, commitment_id=one.id, side=Side.RESPONSIBLE,
                name="Rosa", person_id=table.people[Role.COORDINATOR],
            )
        )  # fmt: skip
    says(table.seat(BY_CARD), table, code, "fulfilled")
    with table.reading() as session:
        told = session.scalars(select(Notice).where(Notice.kind == "commitments.moved")).all()
        assert len(told) == 1


def forced(table: AtTable, browser: FlaskClient, code: str) -> int:
    """What is answered to somebody who sends the form that they were never shown."""
    to = f"{table.home}/confirmations/{code}"
    for page in ("/dialogue/card", "/account", f"{table.home}/proposals/new", table.home):
        if "csrf_token" in browser.get(page).text:
            return send(browser, page, to, fulfilment="fulfilled", version="2").status_code
    raise AssertionError("no form at all")


def outsiders(table: AtTable) -> dict[str, FlaskClient]:
    """Everybody whose word it is not: another group, another table, a mandate that ended."""
    with table.changing() as session:
        process = table.process(session)
        company = next(one for one in process.groups if one.name == GROUPS[BY_CARD])
        other = new_party(session, process, "Universidad Inventada")
        over = today_at(process.office) - timedelta(days=1)
        ended = new_card(session, new_seat(session, process, company, ends_on=over)).id
        another = new_card(session, new_seat(session, process, other)).id
        adviser = new_person(session, None, name="Asesor Inventado")
        new_seat(session, process, company, adviser, kind=SeatKind.ADVISER)
        adviser_id = adviser.id
    return {
        "ended": browser_with(table.app, ended),
        "another group": browser_with(table.app, another),
        "who promised": table.seat(BY_ACCOUNT),
        "observer": table.seat("observer"),
        "adviser": signed_in(table.app, adviser_id),
        "coordinator": table.browser(Role.COORDINATOR),
        "elsewhere": table.elsewhere(),
        "nobody": table.nobody(),
    }


def test_whoever_is_not_of_that_group_is_told_that_there_is_nothing(table: AtTable) -> None:
    code = waiting(table)
    before = ledger(table, code)
    for who, browser in outsiders(table).items():
        there, nowhere = (
            browser.get(f"{table.home}/confirmations/{one}") for one in (code, "C-ZZZZZZ")
        )
        assert (there.status_code, nowhere.status_code) == (404, 404), who
        assert there.text.replace(code, "C-ZZZZZZ") == nowhere.text, who
        assert forced(table, browser, code) == 404, who
    assert ledger(table, code) == before
    assert views(table) == []


def test_one_table_says_nothing_about_another(table: AtTable, public_table: AtTable) -> None:
    code = waiting(table)
    browser = public_table.seat(BY_CARD)
    for home in (table.home, public_table.home):
        assert browser.get(f"{home}/confirmations/{code}").status_code == 404


def test_a_card_whose_mandate_ends_says_nothing_any_more(table: AtTable) -> None:
    code = waiting(table)
    browser = table.seat(BY_CARD)
    assert browser.get(f"{table.home}/confirmations/{code}").status_code == 200
    with table.changing() as session:
        seat = session.get_one(Seat, table.seats[BY_CARD])
        seat.ends_on = today_at(table.process(session).office) - timedelta(days=1)
    assert forced(table, browser, code) == 404
    assert now(table, code).status is Status.REPORTED_DONE


def test_an_alternate_speaks_and_the_later_of_both_counts(table: AtTable) -> None:
    code = waiting(table)
    with table.changing() as session:
        process = table.process(session)
        titular = session.get_one(Seat, table.seats[BY_CARD])
        seat = new_seat(
            session, process, titular.group, name="Alterna Inventada",
            kind=SeatKind.ALTERNATE, stands_in_for_id=titular.id,
        )  # fmt: skip
        card = new_card(session, seat).id
    alternate, stale = browser_with(table.app, card), str(now(table, code).version)
    says(alternate, table, code, "not", note="No lo vimos.")
    late = says(table.seat(BY_CARD), table, code, "fulfilled", version=stale)
    assert late.status_code == 422, "the titular is shown what the alternate said first"
    assert "No lo vimos." in late.text
    assert says(table.seat(BY_CARD), table, code, "fulfilled").status_code == 303
    assert [said for said, _by, _note in views(table)] == [Fulfilment.NOT, Fulfilment.FULFILLED]


@pytest.mark.parametrize("state", sorted(set(AgreementState) - {AgreementState.IN_FORCE}))
def test_what_is_not_in_force_is_not_confirmed(table: AtTable, state: AgreementState) -> None:
    code = waiting(table)
    with table.changing() as session:
        session.query(Agreement).one().state = state
    browser = table.seat(BY_CARD)
    assert browser.get(f"{table.home}/confirmations/{code}").status_code == 404
    assert code not in browser.get(f"{table.home}/confirmations").text


def test_what_the_office_keeps_to_itself_is_not_confirmed(table: AtTable) -> None:
    code = waiting(table)
    table.becomes(visibility=Visibility.PRIVATE)
    assert table.seat(BY_CARD).get(f"{table.home}/confirmations/{code}").status_code == 404


def test_the_agreement_asks_those_who_verify_and_nobody_else(table: AtTable) -> None:
    code = waiting(table)
    agreement = now(table, code).made_in.partition(":")[2]
    asked = f"/confirmations/{code}"
    assert asked in table.seat(BY_CARD).get(page_of(table, agreement)).text
    assert asked not in table.seat(BY_ACCOUNT).get(page_of(table, agreement)).text
    assert asked not in table.browser().get(page_of(table, agreement)).text


def test_the_work_list_asks_for_what_follows_its_points(table: AtTable) -> None:
    with table.changing() as session:
        process = table.process(session)
        today = today_at(process.office)
        outline = WorkOutline(WorkKind.MILESTONE, "Punto de medición")
        item = add_item(session, SYSTEM, process, outline)
        promise = Promise(
            "Instalar el punto", today, responsible_group=GROUPS[BY_ACCOUNT],
            verifier_group=GROUPS[BY_CARD], due_on=today,
        )  # fmt: skip
        code = promise_for(session, SYSTEM, process, item.id, promise).code
    asked = f"/confirmations/{code}"
    assert asked in table.seat(BY_CARD).get(f"{table.home}/work").text
    assert asked not in table.seat(BY_ACCOUNT).get(f"{table.home}/work").text
    said = says(table.seat(BY_CARD), table, code, "partly", note="Falta el candado.")
    assert said.status_code == 303


def test_the_office_goes_on_writing_it_for_them_and_the_ledger_tells_it_apart(
    table: AtTable,
) -> None:
    code = waiting(table)
    page = f"/commitments/{code}/do/verify"
    on = {"happened_on-day": "1", "happened_on-month": "3", "happened_on-year": "2026"}
    by = table.browser(Role.COORDINATOR)
    assert send(by, page, told_by="La asamblea", version="3", **on).status_code == 303
    staff = table.people[Role.COORDINATOR]
    assert ledger(table, code)[-1] == (Verb.VERIFY, "La asamblea", staff)


def test_whoever_only_listens_has_no_list(table: AtTable) -> None:
    assert table.seat("observer").get(f"{table.home}/confirmations").status_code == 403
    assert table.nobody().get(f"{table.home}/confirmations").status_code == 404
    assert "Nada espera su palabra" in table.seat(BY_CARD).get(f"{table.home}/confirmations").text


def test_the_report_says_who_verified_to_the_parties_and_no_name_to_everybody(
    table: AtTable,
) -> None:
    from dialogue.queries.report import report_of

    code = waiting(table)
    says(table.seat(BY_CARD), table, code, "fulfilled")
    with table.changing() as session:
        session.query(Commitment).filter_by(code=code).one().is_public = True
    with table.reading() as session:
        process = table.process(session)
        inside, outside = (report_of(session, process, public=one) for one in (False, True))
    [mine] = [one for one in inside.promised if one.code == code]
    assert (mine.said, mine.said_by) == (
        "fulfilled", "Carlos Tarjeta Inventado, por Minera Cobre Alto, con su tarjeta",
    )  # fmt: skip
    [theirs] = [one for one in outside.promised if one.code == code]
    assert (theirs.said, theirs.said_by) == ("fulfilled", "")
