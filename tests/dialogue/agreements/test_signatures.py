"""Who signs, who does not, and when that puts an agreement in force."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import Role
from dialogue.kinds import SeatKind, Signing
from dialogue.models import Agreement, Seat, Signature
from dialogue.operations.agreements.signing import Noted, note_signature
from dialogue.queries.processes import key_of
from dialogue.signing import SIGNED, Word, enters_on, missing, signed_on
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.notices import Notice
from kernel.policy import Actor
from tests.dialogue.agreements.at_signing import (
    act,
    jobs_of,
    page_of,
    press,
    say,
    sealed_at,
    sign_as,
    state_of,
)
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import send
from tests.factories.files import plain_jpeg
from tests.factories.tables import browser_with, new_card, new_party, new_process, new_seat
from tests.factories.uploads import fetched, send_files

SCAN = (plain_jpeg(60, 40), "firma.jpg")
MONDAY = date(2026, 3, 2)


def note(table: AtTable, code: str, **facts: Any) -> None:
    """The staff writes something down, without a file."""
    known: dict[str, Any] = {"signing": Signing.ABSENT, "signed_on": MONDAY, "group_id": 0,
                             "reason": "No llegó"}  # fmt: skip

    def does(session: Any, process: Any, agreement: Agreement) -> None:
        key = key_of(session, table.vault, process)
        noted = Noted(**(known | facts))
        note_signature(
            session, jobs_of(table), key, table.actor("facilitator"), process, agreement, 1, noted
        )

    act(table, code, does)


def test_signed_on_paper_the_scan_is_kept_and_shown_to_the_table_alone(table: AtTable) -> None:
    code = sealed_at(table)
    answer = send_files(
        table.browser(), page_of(table, code, "/signatures/new"), {"file": [SCAN]},
        of="1", who=f"seat:{table.seats['community']}", signing="thumbprint",
        **{"signed_on-day": "3", "signed_on-month": "3", "signed_on-year": "2026"},
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    with table.reading() as session:
        row = session.query(Signature).one()
        number, signing, name = row.id, row.signing, row.name
    assert (signing, name) == (Signing.THUMBPRINT, "Persona Community Inventada")
    scan = page_of(table, code, f"/signatures/{number}/scan")
    assert fetched(table.seat("company"), scan)[:3] == b"\xff\xd8\xff"
    for browser in (table.elsewhere(), table.nobody()):
        assert browser.get(scan).status_code == 404


@pytest.mark.parametrize("signing", ["handwritten", "thumbprint"])
def test_no_signature_on_paper_without_its_paper(table: AtTable, signing: str) -> None:
    code = sealed_at(table)
    answer = send_files(
        table.browser(), page_of(table, code, "/signatures/new"), {},
        of="1", who=f"seat:{table.seats['community']}", signing=signing,
        **{"signed_on-day": "3", "signed_on-month": "3", "signed_on-year": "2026"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Falta el papel firmado" in answer.text


@pytest.mark.parametrize("signing", [Signing.REFUSED, Signing.ABSENT])
def test_who_does_not_sign_is_written_down_with_the_reason(
    table: AtTable, signing: Signing
) -> None:
    code = sealed_at(table)
    with pytest.raises(BadInput, match="unsigned-without-reason"):
        note(table, code, signing=signing, seat_id=table.seats["community"], reason=" ")
    note(table, code, signing=signing, seat_id=table.seats["community"], reason="Fue al hospital")
    page = table.seat("company").get(page_of(table, code)).text
    assert "Fue al hospital" in page
    assert "No firmó" in page
    assert state_of(table, code) == "for_signature"


def test_the_newest_word_of_a_seat_counts(table: AtTable) -> None:
    code = sealed_at(table)
    say(table, code, table.actor("community"), reason="Falta el pozo 5")
    assert sign_as(table, "company", code).status_code == 303
    assert state_of(table, code) == "for_signature"
    assert sign_as(table, "community", code).status_code == 303
    assert state_of(table, code) == "in_force"


def test_an_alternate_signs_for_the_titular_and_unsays_what_the_titular_said(
    table: AtTable,
) -> None:
    with table.changing() as session:
        process = table.process(session)
        group = next(one for one in process.groups if one.id == table.groups["community"])
        alternate = new_seat(
            session, process, group, name="Alterna Inventada", kind=SeatKind.ALTERNATE,
            stands_in_for_id=table.seats["community"],
        )  # fmt: skip
        actor = Actor(receipt_of=alternate.subject)
    code = sealed_at(table)
    assert sign_as(table, "community", code).status_code == 303
    say(table, code, actor, reason="La asamblea decidió otra cosa")
    assert sign_as(table, "company", code).status_code == 303
    assert state_of(table, code) == "for_signature"
    say(table, code, actor)
    assert state_of(table, code) == "in_force"


def test_once_in_force_whoever_signed_has_signed(table: AtTable) -> None:
    code = sealed_at(table)
    for who in ("community", "company"):
        sign_as(table, who, code)
    with pytest.raises(RuleBroken, match="agreement-in-force"):
        say(table, code, table.actor("community"), reason="Me arrepiento")
    with pytest.raises(RuleBroken, match="agreement-in-force"):
        note(table, code, signing=Signing.ABSENT, seat_id=table.seats["company"])


def test_once_in_force_nobody_of_a_group_that_signed_turns_it_back(table: AtTable) -> None:
    with table.changing() as session:
        process = table.process(session)
        other = new_seat(session, process, process.groups[0], name="Otra Persona Inventada")
        card, seat = new_card(session, other).id, other.id
    code = sealed_at(table)
    browser, page = browser_with(table.app, card), page_of(table, code)
    assert 'id="own"' in browser.get(page).text
    for who in ("community", "company"):
        sign_as(table, who, code)
    shown = browser.get(page).text
    assert 'id="own"' not in shown
    assert "Leer y firmar" not in shown
    assert "Su grupo ya firmó, el " in shown
    with pytest.raises(RuleBroken, match="agreement-in-force"):
        say(table, code, Actor(receipt_of=f"seat:{seat}"), reason="Me arrepiento")


def test_it_is_in_force_from_the_day_on_which_the_last_party_signed(table: AtTable) -> None:
    code = sealed_at(table)
    page = page_of(table, code, "/signatures/new")
    for day, who in (("9", "company"), ("4", "community")):
        send_files(
            table.browser(), page, {"file": [SCAN]},
            of="1", who=f"seat:{table.seats[who]}", signing="handwritten",
            **{"signed_on-day": day, "signed_on-month": "3", "signed_on-year": "2026"},
        )  # fmt: skip
    with table.reading() as session:
        assert session.query(Agreement).one().in_force_on == date(2026, 3, 9)


def test_a_witness_signs_for_no_group(table: AtTable) -> None:
    code = sealed_at(table, required=(table.groups["community"],))
    send_files(
        table.browser(), page_of(table, code, "/signatures/new"), {"file": [SCAN]},
        of="1", who=f"group:{table.groups['community']}", signing="handwritten",
        name="Testigo Inventado",
        **{"signed_on-day": "4", "signed_on-month": "3", "signed_on-year": "2026"},
    )  # fmt: skip
    assert state_of(table, code) == "for_signature"
    assert "(testigo)" in table.seat().get(page_of(table, code)).text


def test_nobody_signs_electronically_for_another(table: AtTable) -> None:
    code = sealed_at(table)
    with pytest.raises(BadInput, match="signs-with-own-seat"):
        note(table, code, signing=Signing.ELECTRONIC, seat_id=table.seats["community"])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"signed_on": MONDAY - timedelta(days=1)}, "signed-on-another-day"),
        ({"signed_on": date(2999, 1, 1)}, "signed-on-another-day"),
        ({"seat_id": 987654}, "seat-does-not-sign"),
        ({"seat_id": None, "group_id": 987654, "name": "Ana"}, "group-of-another-table"),
        ({"seat_id": None, "name": " "}, "signatory-without-name"),
    ],
)
def test_what_the_staff_writes_must_be_possible(
    table: AtTable, facts: dict[str, Any], code: str
) -> None:
    agreement = sealed_at(table)
    known = {"seat_id": table.seats["community"], "group_id": table.groups["community"]}
    with pytest.raises(BadInput, match=code):
        note(table, agreement, **(known | facts))


def test_a_seat_of_another_table_signs_nothing_here(table: AtTable) -> None:
    code = sealed_at(table)
    with table.changing() as session:
        process = table.process(session)
        other = new_process(session, table.vault, process.office)
        seat = new_seat(session, other, new_party(session, other))
        number, card = seat.id, new_card(session, seat).id
    browser = browser_with(table.app, card)
    assert browser.get(page_of(table, code)).status_code == 404
    assert browser.get(page_of(table, code, "/sign")).status_code == 404
    with pytest.raises(BadInput, match="seat-does-not-sign"):
        note(table, code, seat_id=number)
    with pytest.raises(Forbidden):
        say(table, code, Actor(receipt_of=f"seat:{number}"))


@pytest.mark.parametrize("facts", [{"ends_on": MONDAY}, {"left_on": MONDAY}, {"kind": "adviser"}])
def test_whose_mandate_ended_or_who_advises_signs_nothing(
    table: AtTable, facts: dict[str, Any]
) -> None:
    code = sealed_at(table)
    with table.changing() as session:
        seat = session.get_one(Seat, table.seats["community"])
        for name, value in facts.items():
            setattr(seat, name, SeatKind(value) if name == "kind" else value)
    assert table.seat().get(page_of(table, code, "/sign")).status_code in {403, 404}
    with pytest.raises(Forbidden):
        say(table, code, table.actor("community"))
    with table.reading() as session:
        assert session.query(Signature).count() == 0


def test_a_mandate_that_did_not_hold_on_the_day_signs_nothing_on_paper(table: AtTable) -> None:
    code = sealed_at(table)
    with table.changing() as session:
        session.get_one(Seat, table.seats["community"]).ends_on = MONDAY
    with pytest.raises(BadInput, match="seat-without-mandate"):
        note(table, code, seat_id=table.seats["community"], signed_on=MONDAY + timedelta(days=1))
    note(table, code, seat_id=table.seats["community"], signed_on=MONDAY)


def test_who_observes_reads_and_is_offered_no_signature(table: AtTable) -> None:
    code = sealed_at(table)
    page = table.seat("observer").get(page_of(table, code))
    assert "Leer y firmar" not in page.text
    assert table.seat("observer").get(page_of(table, code, "/sign")).status_code == 403


def test_a_signature_is_for_the_text_that_was_read(table: AtTable) -> None:
    code = sealed_at(table)
    answer = sign_as(table, "community", code, of="2")
    assert answer.status_code == 422
    assert "El texto cambió mientras usted lo leía" in answer.text


def test_a_draft_cannot_be_signed(table: AtTable) -> None:
    code = sealed_at(table)
    act(table, code, lambda _s, _p, one: setattr(one, "state", "draft"))
    assert table.seat().get(page_of(table, code, "/sign")).status_code == 409


def test_the_page_to_sign_shows_the_text_its_commitments_and_its_fingerprint(
    table: AtTable,
) -> None:
    code = sealed_at(table, extent="partial", dissent="Falta el pozo 5")
    page = table.seat("company").get(page_of(table, code, "/sign")).text
    for said in ("deja de sacar agua dulce", "Falta el pozo 5", "Cerrar el pozo 4", "Huella"):
        assert said in page


def test_those_who_sit_there_are_told_by_mail_once_and_read_no_word_of_it(table: AtTable) -> None:
    code = sealed_at(table)
    for who in ("community", "company"):
        sign_as(table, who, code)
    with table.reading() as session:
        told = session.query(Notice).filter_by(kind="dialogue.agreement-moved").all()
        whom = sorted(one.recipient for one in told)
        assert [one.about for one in told] == [{"agreement": code}] * 4
        letters = [
            table.app.extensions["post"].letter(session, table.vault, one, "es") for one in told
        ]
    assert whom == sorted([f"person:{one}" for one in table.accounts.values()] * 2)
    for letter in letters:
        assert "Agua para la siembra" in letter.body
        assert "pozo" not in letter.subject + letter.body


def test_what_is_missing_in_a_refusal_is_not_folded_away(table: AtTable) -> None:
    code = sealed_at(table)
    page, to = (page_of(table, code, path) for path in ("/sign", "/refuse"))
    browser = table.seat("community")
    assert '<details class="confirm">' in browser.get(page).text
    answer = send(browser, page, to, of="1", reason="")
    assert answer.status_code == 422
    assert '<details class="confirm" open>' in answer.text
    assert 'id="reason-error"' in answer.text


def test_a_refusal_said_better_is_kept_and_the_first_reason_stays(table: AtTable) -> None:
    code, who = sealed_at(table), table.actor("community")
    for reason in ("Falta el pozo 5", "Falta el pozo 5", "Falta el pozo 5 y el canal"):
        say(table, code, who, reason)
    with table.reading() as session:
        rows = session.query(Signature).order_by(Signature.id).all()
        assert [one.reason for one in rows] == ["Falta el pozo 5", "Falta el pozo 5 y el canal"]
    page = table.browser().get(page_of(table, code)).text
    first, second = ("Falta el pozo 5</span>", "Falta el pozo 5 y el canal</span>")
    assert page.index(first) < page.index(second)
    assert page.count("(lo reemplaza lo que dijo después)") == 1


def test_those_who_sit_there_are_told_that_a_text_was_taken_back(table: AtTable) -> None:
    code = sealed_at(table)
    sign_as(table, "community", code)
    with table.reading() as session:
        before = session.query(Notice).filter_by(kind="dialogue.agreement-moved").count()
    press(table, code, "/end/withdraw", reason="Faltó un dato")
    with table.reading() as session:
        told = session.query(Notice).filter_by(kind="dialogue.agreement-moved")
        news = told.order_by(Notice.id).all()[before:]
        whom = sorted(one.recipient for one in news)
        letter = table.app.extensions["post"].letter(session, table.vault, news[0], "es")
    assert whom == sorted(f"person:{one}" for one in table.accounts.values())
    assert "volvió a borrador" in letter.subject
    assert "Faltó un dato" not in letter.subject + letter.body


def test_only_who_looks_after_the_table_seals_or_writes_signatures_down(table: AtTable) -> None:
    code = sealed_at(table)
    for role in (Role.NOTE_TAKER, Role.TRANSLATOR, Role.AUDITOR):
        page = table.browser(role).get(page_of(table, code, "/signatures/new"))
        assert page.status_code == 403
    for browser in (table.seat(), table.seat("company"), table.elsewhere(), table.nobody()):
        assert browser.get(page_of(table, code, "/signatures/new")).status_code in {
            302,
            303,
            403,
            404,
        }


WORDS = st.lists(
    st.builds(
        Word,
        st.integers(1, 3),
        st.one_of(st.none(), st.integers(10, 14)),
        st.sampled_from(Signing),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    max_size=12,
)


@given(WORDS)
def test_in_force_means_that_every_required_group_signed(words: list[Word]) -> None:
    required = [1, 2, 3]
    day = enters_on(required, words)
    assert (day is not None) == (not missing(required, words))
    if day is not None:
        assert day == max(signed_on(words).values())


@given(WORDS, st.integers(1, 3), st.sampled_from(Signing))
def test_a_witness_changes_nothing(words: list[Word], group: int, signing: Signing) -> None:
    witness = Word(group, None, signing, MONDAY)
    assert signed_on([*words, witness]) == signed_on(words)


@given(WORDS)
def test_a_group_signed_only_by_a_seat_whose_last_word_is_a_signature(words: list[Word]) -> None:
    for group in signed_on(words):
        last = {one.seat: one for one in words if one.seat is not None}
        assert any(one.group == group and one.signing in SIGNED for one in last.values())
