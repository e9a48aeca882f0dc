"""The life of an agreement, as its pages show it: drafted, sealed, signed, in force, ended."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from accounts.roles import Role
from dialogue.kinds import Visibility
from dialogue.models import Agreement, SealedAgreement, Signature
from dialogue.operations.agreements.publishing import publish_agreement
from dialogue.operations.processes import Outline, change_process
from kernel.audit import Entry
from kernel.policy import SYSTEM
from kernel.seals import Outcome, fingerprint_of, standing_of
from tests.dialogue.agreements.at_signing import (
    draft_at,
    page_of,
    press,
    seal_texts,
    sealed_at,
    sign_as,
    state_of,
)
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import send

WRITTEN = {
    "title": "Agua para la siembra",
    "words": "La empresa deja de sacar agua dulce del pozo 4.",
    "extent": "partial",
    "dissent": "La comunidad pide también el pozo 5.",
    "agreed_on-day": "2",
    "agreed_on-month": "3",
    "agreed_on-year": "2026",
}


def test_an_agreement_goes_from_a_draft_to_what_is_in_force(table: AtTable) -> None:
    required = list(map(str, table.groups.values()))
    made = send(table.browser(), f"{table.home}/agreements/new", **WRITTEN, required=required)
    assert made.status_code == 303
    code = made.location.rpartition("/")[2]
    assert press(table, code, "/seal").status_code == 303
    assert state_of(table, code) == "for_signature"
    assert sign_as(table, "community", code).status_code == 303
    assert state_of(table, code) == "for_signature"
    page = table.browser(Role.AUDITOR).get(page_of(table, code)).text
    assert "Falta su firma" in page
    assert sign_as(table, "company", code).status_code == 303
    page = table.seat().get(page_of(table, code)).text
    assert "Vigente desde el" in page
    assert "La comunidad pide también el pozo 5." in page


def test_whoever_does_not_go_along_is_heard_in_the_text(table: AtTable) -> None:
    answer = send(table.browser(), f"{table.home}/agreements/new", **(WRITTEN | {"dissent": ""}))
    assert answer.status_code == 422
    assert "Escriba por qué no todos están de acuerdo." in answer.text


def test_a_group_of_another_table_is_never_required(table: AtTable) -> None:
    answer = send(table.browser(), f"{table.home}/agreements/new", **WRITTEN, required=["987654"])
    assert answer.status_code == 422
    assert "Elija una de las opciones." in answer.text


def test_a_draft_is_not_written_over_what_somebody_else_wrote(table: AtTable) -> None:
    code = draft_at(table)
    page = page_of(table, code, "/change")
    first = send(table.browser(), page, **WRITTEN, version="1")
    assert first.status_code == 303
    second = send(table.browser(), page, **(WRITTEN | {"title": "Otro"}), version="1")
    assert second.status_code == 409
    with table.reading() as session:
        assert session.query(Agreement).one().title == WRITTEN["title"]


def test_a_sealed_text_does_not_change(table: AtTable) -> None:
    code = sealed_at(table)
    answer = send(table.browser(), page_of(table, code, "/change"), **WRITTEN, version="2")
    assert answer.status_code == 409
    for sql in (
        "update dialogue_sealed_agreement set content = ''",
        "delete from dialogue_sealed_agreement",
    ):
        with pytest.raises(DatabaseError), table.changing() as session:
            session.execute(text(sql))


def test_a_signature_is_never_taken_away(table: AtTable) -> None:
    code = sealed_at(table)
    sign_as(table, "community", code)
    for sql in (
        "update dialogue_signature set signing = 'refused'",
        "delete from dialogue_signature",
    ):
        with pytest.raises(DatabaseError), table.changing() as session:
            session.execute(text(sql))


def test_what_is_sealed_says_text_parties_and_commitments(table: AtTable) -> None:
    sealed_at(table, dissent="", title_qu="Yaku")
    full, public = seal_texts(table)
    content = json.loads(full)
    assert content["title"] == {"es": "Agua para la siembra", "qu": "Yaku"}
    assert [one["required"] for one in content["parties"]] == [True, True]
    assert content["promises"][0]["what"]["es"] == "Cerrar el pozo 4"
    assert content["salt"]
    assert not json.loads(public)["salt"]


def test_withdrawn_it_is_sealed_as_another_version_and_the_first_counts_no_more(
    table: AtTable,
) -> None:
    code = sealed_at(table)
    sign_as(table, "community", code)
    assert press(table, code, "/end/withdraw", reason="").status_code == 422
    assert press(table, code, "/end/withdraw", reason="Faltó un dato").status_code == 303
    assert state_of(table, code) == "draft"
    assert "Faltó un dato" in table.seat().get(page_of(table, code)).text
    assert press(table, code, "/seal").status_code == 303
    with table.reading() as session:
        first, second = session.query(SealedAgreement).order_by(SealedAgreement.number)
        before = standing_of(session, fingerprint_of(first.content_hash))
        after = standing_of(session, fingerprint_of(second.content_hash))
        assert (before.revoked_at is not None, before.replaced_by) == (True, 2)
        assert (after.outcome, after.revoked_at, after.number) == (Outcome.SEALED, None, 2)
        content = json.loads(second.content)
    assert content["reason"] == "Faltó un dato"
    assert "Falta su firma" in table.seat().get(page_of(table, code)).text


def test_void_needs_its_reason_and_everybody_at_the_table_reads_it(table: AtTable) -> None:
    code = sealed_at(table)
    assert press(table, code, "/end/void", reason="").status_code == 422
    assert press(table, code, "/end/void", reason="La mina se vendió").status_code == 303
    page = table.seat("company").get(page_of(table, code)).text
    assert "La mina se vendió" in page
    assert "Leer y firmar" not in page


def test_a_newer_agreement_takes_the_place_of_one_in_force(table: AtTable) -> None:
    old = sealed_at(table)
    for who in ("community", "company"):
        sign_as(table, who, old)
    with table.reading() as session:
        number = session.query(Agreement).filter_by(code=old).one().id
    new = sealed_at(table, title="Agua, otra vez", replaces_id=number)
    assert state_of(table, old) == "in_force"
    for who in ("community", "company"):
        sign_as(table, who, new)
    assert (state_of(table, old), state_of(table, new)) == ("superseded", "in_force")
    assert "Agua, otra vez" in table.seat().get(page_of(table, old)).text


def test_the_trail_tells_every_move_and_no_word(table: AtTable) -> None:
    code = sealed_at(table)
    sign_as(table, "community", code)
    with table.reading() as session:
        told = [(one.event, str(one.facts)) for one in session.query(Entry).order_by(Entry.id)]
    ours = [one for one, _facts in told if one.startswith("dialogue:agreement")]
    assert ours == [
        "dialogue:agreement-drafted", "dialogue:agreement-moved", "dialogue:agreement-signed",
    ]  # fmt: skip
    assert "pozo" not in str(told)


def test_nothing_is_signed_twice(table: AtTable) -> None:
    code = sealed_at(table)
    for _again in range(3):
        assert sign_as(table, "community", code).status_code == 303
    with table.reading() as session:
        assert session.query(Signature).count() == 1


def test_a_table_that_is_no_longer_public_takes_back_what_it_published(table: AtTable) -> None:
    code = sealed_at(table)
    for who in ("community", "company"):
        sign_as(table, who, code)
    with table.changing() as session:
        process = table.process(session)
        process.visibility = Visibility.PUBLIC
        agreement = session.query(Agreement).filter_by(code=code).one()
        publish_agreement(session, SYSTEM, process, agreement, agreement.version)
        assert agreement.is_public
    with table.changing() as session:
        process = table.process(session)
        outline = Outline(process.kind, process.title, visibility=Visibility.PARTIES)
        change_process(session, SYSTEM, process, outline, seen=process.version)
    with table.reading() as session:
        assert not session.query(Agreement).filter_by(code=code).one().is_public
