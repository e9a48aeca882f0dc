"""A round as people meet it: nobody sees what others answered before it is closed."""

import csv
import io
import json
from typing import Any
from unittest.mock import Mock

import pytest
from flask import Flask
from sqlalchemy import select

from dialogue.kinds import Reveal, Visibility
from dialogue.models import Position, Seat
from dialogue.protocols.kinds import Protocol
from dialogue.queries.positions import tallied
from dialogue.views import ending_rounds
from kernel.canonical import canonical_json
from kernel.seals import fingerprint_of
from kernel.seals.register import content_hash
from tests.dialogue.rounds.at_work import Working, at_table, ending_of, sends
from tests.factories.papers import tagged_pdf
from tests.factories.rounds import (
    closed,
    new_proposal,
    new_round,
    raises_hands,
    says,
    speaks_as_one,
)
from tests.factories.tables import new_party, new_seat

PLAN = {
    "protocol": "consent", "reveal": "closed", "reasons": "on_negative", "quorum": "50",
    "aside": "20", "support": "75", "majority": "50", "levels": "8",
}  # fmt: skip
SECRET = "Canario: se seca la vertiente"
OBJECTS = {"option": "objection", "reason": SECRET, "language": "es"}
EVERYBODY = (
    "rosa", "juana", "tarjeta", "asesor", "observa", "gerente", "facilitator", "coordinator",
    "note_taker", "auditor", "stranger", "vecina", "outside",
)  # fmt: skip


def opened(working: Working, **facts: Any) -> None:
    with working.changing() as session:
        process, proposal = working.found(session)
        new_round(session, process, proposal, **facts)


def ended(working: Working, number: int = 1) -> None:
    with working.changing() as session:
        process, one = working.round(session, number)
        closed(session, process, one)


def pages(working: Working) -> list[str]:
    """Everything that could tell what somebody answered."""
    at = working.round_at()
    group, seat = working.groups["community"], working.seats["juana"]
    return [
        working.address, at, f"{at}/result.json", f"{working.address}/rounds.csv",
        f"/dialogue/{working.code}/proposals", f"/dialogue/{working.code}/board",
        f"/dialogue/{working.code}/board.csv", f"/dialogue/{working.code}",
        f"{at}/groups/{group}/hands", f"{at}/groups/{group}/delegation",
        f"{at}/groups/{group}/seats", f"{at}/seats/{seat}", f"{at}/objections/1", f"{at}/acts/1",
        f"{at}/void",
    ]  # fmt: skip


def test_a_round_runs_from_its_plan_to_its_seal_without_a_script(working: Working) -> None:
    staff = working.browser()
    at = sends(staff, f"{working.address}/rounds/new", **PLAN).location
    sends(staff, at, f"{at}/do/open")
    for name in ("rosa", "juana", "tarjeta", "gerente"):
        answer = {"option": "consent", "reason": "", "language": "es"}
        sends(working.browser(name), f"{at}/position", **answer)
    assert "Respondieron 3 de 3" in staff.get(at).text
    sends(staff, at, f"{at}/do/hear")
    sends(staff, at, f"{at}/do/close")
    page = staff.get(at).text
    assert "Hay consentimiento: nadie mantiene una objeción." in page
    assert "Doña Tarjeta" in page
    kept = staff.get(f"{at}/result.json")
    print_ = fingerprint_of(content_hash(kept.text))
    assert f"/v/{print_}" in page
    assert canonical_json(json.loads(kept.text)) == kept.text
    assert "Resultado de una ronda de posiciones" in staff.get(f"/v/{print_}").text


def test_ending_a_round_asks_once_more_and_says_how_it_stands(working: Working) -> None:
    """Sealed is for ever: who answered, quorum and objections are read before it is done."""
    opened(working)
    staff, at = working.browser(), working.round_at()
    sends(working.browser("rosa"), f"{at}/position", **OBJECTS)
    for verb in ("hear", "close"):
        said = ending_of(staff.get(at).text, verb)
        for words in ("Respondió 1 de 3", "Sin quórum", "Empresa Sal", "Todavía no se leen"):
            assert words in said
        assert SECRET not in said
    for name in ("juana", "gerente"):
        answer = {"option": "consent", "reason": "", "language": "es"}
        sends(working.browser(name), f"{at}/position", **answer)
    assert "Hay quórum" in ending_of(staff.get(at).text, "hear")
    sends(staff, at, f"{at}/do/hear")
    said = ending_of(staff.get(at).text, "close")
    assert "Respondieron 2 de 3" in said
    assert "Hay 1 objeción abierta." in said


def test_what_is_heard_is_counted_once_for_who_ends_it(
    working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(working)
    staff, at = working.browser(), working.round_at()
    sends(working.browser("rosa"), f"{at}/position", **OBJECTS)
    again = Mock(wraps=tallied)
    monkeypatch.setattr(ending_rounds, "tallied", again)
    staff.get(at)
    assert again.call_count == 1  # nobody sees it yet, and quorum must be known
    sends(staff, at, f"{at}/do/hear")
    again.reset_mock()
    assert "Hay 1 objeción abierta." in ending_of(staff.get(at).text, "close")
    assert not again.called


def test_who_answered_names_no_empty_group_and_stops_once(working: Working) -> None:
    with working.changing() as session:
        process = working.process(session)
        process.groups[1].name = "Empresa Sal S. A."
        new_party(session, process, "Grupo Sin Nadie")
    opened(working)
    page = working.browser().get(working.round_at()).text
    answered = page[page.index('id="answered"') : page.index("Qué respondió cada quien")]
    assert "<b>Empresa Sal S. A.</b>" in answered
    assert "Grupo Sin Nadie" not in answered


@pytest.mark.parametrize("reveal", Reveal)
def test_nobody_sees_what_another_answered_before_it_is_revealed(
    working: Working, reveal: Reveal
) -> None:
    opened(working, reveal=reveal)
    sends(working.browser("juana"), f"{working.round_at()}/position", **OBJECTS)
    for name in EVERYBODY:
        browser = working.browser(name)
        for page in pages(working):
            text = browser.get(page).text
            if name == "juana":
                continue
            assert SECRET not in text, (name, page)
            assert "Tiene una objeción" not in text or f"/seats/{working.seats['juana']}" in page \
                or "/delegation" in page or "/hands" in page, (name, page)  # fmt: skip


def test_whoever_answered_sees_the_numbers_at_once_where_that_was_settled(working: Working) -> None:
    opened(working, reveal=Reveal.VOTED)
    sends(working.browser("juana"), f"{working.round_at()}/position", **OBJECTS)
    rosa = working.browser("rosa")
    assert "Hasta ahora" not in rosa.get(working.round_at()).text
    answer = {"option": "consent", "reason": "", "language": "es"}
    sends(rosa, f"{working.round_at()}/position", **answer)
    page = rosa.get(working.round_at()).text
    assert "Tiene una objeción: 1" in page
    assert SECRET not in page
    assert "Hasta ahora" not in working.browser().get(working.round_at()).text


@pytest.mark.parametrize("unit", ["delegation", "hands"])
def test_who_is_spoken_for_has_answered_with_their_group(working: Working, unit: str) -> None:
    opened(working, reveal=Reveal.VOTED)
    sends(working.browser("gerente"), f"{working.round_at()}/position", **OBJECTS)
    rosa = working.browser("rosa")
    assert "Tiene una objeción: 1" not in rosa.get(working.round_at()).text
    with working.changing() as session:
        process, one = working.round(session)
        group = next(g for g in process.groups if g.id == working.groups["community"])
        if unit == "delegation":
            speaks_as_one(session, process, one, group, "consent")
        else:
            raises_hands(session, process, one, group, {"consent": (1, 1, 0)})
    for name in ("rosa", "tarjeta"):
        page = working.browser(name).get(working.round_at()).text
        assert "Tiene una objeción: 1" in page
        assert SECRET not in page
    for name in ("asesor", "observa", "facilitator"):
        page = working.browser(name).get(working.round_at()).text
        assert "Tiene una objeción: 1" not in page


def test_the_page_of_comparing_leads_to_the_round_only_who_may_read_it(working: Working) -> None:
    opened(working)
    ended(working)
    page = working.browser().get(working.round_at()).text
    address = page[page.index("/v/") :].partition('"')[0]
    for name in ("facilitator", "rosa"):
        assert working.round_at() in working.browser(name).get(address).text
    for name in ("stranger", "vecina"):
        said = working.browser(name).get(address).text
        assert "Resultado de una ronda de posiciones" in said
        assert working.proposal not in said
    with working.changing() as session:
        process, proposal = working.found(session)
        process.visibility, proposal.is_public = Visibility.PUBLIC, True
    assert working.round_at() in working.browser("stranger").get(address).text


def test_the_office_sees_who_answered_and_a_party_how_many(working: Working) -> None:
    opened(working)
    sends(working.browser("juana"), f"{working.round_at()}/position", **OBJECTS)
    assert "Juana" in working.browser().get(working.round_at()).text
    page = working.browser("gerente").get(working.round_at()).text
    assert "Respondió 1 de 3" in page
    assert "Juana" not in page


def test_after_the_close_the_parties_see_who_said_what(working: Working) -> None:
    opened(working)
    sends(working.browser("juana"), f"{working.round_at()}/position", **OBJECTS)
    ended(working)
    for name in ("facilitator", "rosa", "observa", "tarjeta"):
        page = working.browser(name).get(working.round_at()).text
        assert SECRET in page
        assert "Juana" in page
    assert "Hay 1 objeción abierta" in working.browser("rosa").get(working.address).text


def test_nobody_ever_learns_what_was_answered_in_a_void_round(working: Working) -> None:
    opened(working)
    sends(working.browser("juana"), f"{working.round_at()}/position", **OBJECTS)
    sends(working.browser(), f"{working.round_at()}/void", reason="Faltó el intérprete.")
    for name in ("facilitator", "rosa", "auditor"):
        page = working.browser(name).get(working.round_at()).text
        assert SECRET not in page
        assert "Faltó el intérprete." in page


@pytest.mark.parametrize("name", ["asesor", "observa", "facilitator", "auditor"])
def test_who_does_not_decide_has_no_ballot(working: Working, name: str) -> None:
    opened(working)
    assert working.browser(name).get(f"{working.round_at()}/position").status_code == 403


@pytest.mark.parametrize("name", ["stranger", "vecina", "outside"])
def test_a_stranger_finds_no_round_at_all(working: Working, name: str) -> None:
    opened(working)
    browser = working.browser(name)
    nothing = browser.get(f"{working.address}/rounds/77").data
    assert browser.get(working.round_at()).data == nothing
    assert browser.get(f"{working.round_at()}/position").status_code == 404


def test_a_seat_that_expired_answers_nothing_from_one_request_to_the_next(
    working: Working,
) -> None:
    opened(working)
    rosa = working.browser("rosa")
    assert rosa.get(f"{working.round_at()}/position").status_code == 200
    with working.changing() as session:
        seat = working.seat(session, "rosa")
        seat.left_on = seat.since
    assert rosa.get(f"{working.round_at()}/position").status_code == 404
    assert rosa.get(working.address).status_code == 404


def test_forged_numbers_lead_nowhere(working: Working) -> None:
    opened(working)
    staff, at = working.browser(), working.round_at()
    noise, seat = working.groups["noise"], working.seats["vecina"]
    for page in (
        f"{working.address}/rounds/2", f"{at}/groups/{noise}/hands", f"{at}/seats/{seat}",
        f"{at}/groups/{noise}/delegation", f"{at}/groups/{noise}/seats", f"{at}/objections/99",
        f"/dialogue/{working.other}/proposals/{working.proposal}/rounds/1",
    ):  # fmt: skip
        assert staff.get(page).status_code == 404, page
    assert working.browser("rosa").get(f"{at}/groups/{noise}/hands").status_code in {303, 403}


def test_a_position_can_be_changed_and_taken_back_by_who_gave_it(working: Working) -> None:
    opened(working)
    juana, page = working.browser("juana"), f"{working.round_at()}/position"
    sends(juana, page, **OBJECTS)
    assert SECRET in juana.get(page).text
    sends(juana, page, option="consent", reason="", language="es")
    assert "Da su consentimiento" in juana.get(page).text
    sends(juana, page, f"{page}/withdraw")
    assert "Usted ya respondió" not in juana.get(page).text


def test_a_ballot_without_its_reason_comes_back_with_what_was_chosen(working: Working) -> None:
    opened(working)
    answer = sends(
        working.browser("juana"), f"{working.round_at()}/position", status=422,
        option="objection", reason="", language="es",
    )  # fmt: skip
    assert "Falta decir por qué" in answer.text
    assert 'id="reason-error"' in answer.text
    assert 'value="objection" checked' in answer.text


def test_the_office_writes_down_paper_with_its_witness(working: Working) -> None:
    opened(working)
    page = f"{working.round_at()}/seats/{working.seats['juana']}"
    sends(
        working.browser("note_taker"), page, option="objection", reason=SECRET, language="qu",
        channel="paper", witness="La profesora",
    )  # fmt: skip
    ended(working)
    shown = working.browser().get(working.round_at()).text
    assert "testigo: La profesora" in shown
    assert f'lang="quz">{SECRET}' in shown


def test_hands_are_written_down_with_the_meeting_where_they_went_up(working: Working) -> None:
    opened(working)
    staff = working.browser("note_taker")
    page = f"{working.round_at()}/groups/{working.groups['company']}/hands"
    hands = {"consent-women": "1", "consent-men": "1", "language": "es", "channel": "room"}
    answer = sends(staff, page, status=422, **hands)
    assert "Falta la reunión en que se contaron las manos" in answer.text


def test_a_delegation_brings_its_act_as_a_file_that_the_parties_read(working: Working) -> None:
    opened(working)
    staff = working.browser("note_taker")
    page = f"{working.round_at()}/groups/{working.groups['company']}/delegation"
    says_no = {"option": "objection", "reason": SECRET, "language": "es", "channel": "room"}
    assert "Falta el acta de la asamblea" in sends(staff, page, status=422, **says_no).text
    sends(staff, page, file=(io.BytesIO(tagged_pdf()), "acta.pdf"), **says_no)
    ended(working)
    assert "su delegación tiene una objeción" in staff.get(working.round_at()).text
    with working.changing() as session:
        position = session.scalars(select(Position.id)).one()
    act = f"{working.round_at()}/acts/{position}"
    with working.browser("rosa").get(act) as answer:
        assert (answer.mimetype, answer.data[:4]) == ("application/pdf", b"%PDF")
    assert working.browser("stranger").get(act).status_code == 404


def public_table(app: Flask) -> Working:
    """A public table whose proposal everybody reads: nine of a community, three of a company."""
    working = at_table(app, visibility=Visibility.PUBLIC)
    with working.changing() as session:
        process, proposal = working.found(session)
        proposal.is_public = True
        groups = {one.id: one for one in process.groups}
        community = groups[working.groups["community"]]
        for number in range(6):
            new_seat(session, process, community, name=f"Comunera {number}")
        one = new_round(session, process, proposal)
        for seat in _deciding(process.seats, community.id):
            says(session, process, one, seat, "consent")
        for seat in _deciding(process.seats, working.groups["company"]):
            says(session, process, one, seat, "objection", SECRET)
    ended(working)
    return working


def _deciding(seats: list[Seat], group: int) -> list[Seat]:
    return [s for s in seats if s.group_id == group and s.kind.value == "titular"]


def test_everybody_reads_a_public_result_without_what_small_groups_said(app: Flask) -> None:
    working = public_table(app)
    stranger = working.browser("stranger")
    for page in (working.address, working.round_at(), f"/dialogue/{working.code}/board"):
        text = stranger.get(page).text
        assert "menos de 5" in text, page
        assert SECRET not in text
        assert "Gerente" not in text
        assert "Consenso entre grupos: " not in text
    assert stranger.get(f"{working.round_at()}/result.json").status_code == 404
    rows = list(csv.DictReader(io.StringIO(stranger.get(f"{working.address}/rounds.csv").text)))
    # The larger group is hidden too: what all said less what it said would tell the other.
    assert [(row["Participaron"], row["En contra"]) for row in rows] == [("9", ""), ("1", "")]


def test_a_draft_of_an_agreement_begins_without_answers_of_small_groups(app: Flask) -> None:
    working = public_table(app)
    at = f"/dialogue/{working.code}/agreements/new?from=round:{working.proposal}.1"
    text = working.browser("facilitator").get(at).text
    began = text.split('name="dissent"')[1].split("</textarea>")[0]
    assert SECRET not in began, "whoever drafts reads the reasons beside the round"
    assert SECRET in working.browser("facilitator").get(working.round_at()).text
    assert "hay objeciones abiertas" in began
    assert "hay 1 obje" not in began


def test_a_round_of_which_nothing_was_closed_is_not_there_for_the_public(app: Flask) -> None:
    working = public_table(app)
    opened(working)
    stranger = working.browser("stranger")
    assert stranger.get(working.round_at(2)).status_code == 404
    assert "Ronda 2" not in stranger.get(working.address).text


def test_the_page_says_how_the_groups_stand_round_by_round(working: Working) -> None:
    for option in ("objection", "consent"):
        with working.changing() as session:
            process, proposal = working.found(session)
            one = new_round(session, process, proposal)
            for seat in _deciding(process.seats, working.groups["community"]):
                says(session, process, one, seat, option)
            company = next(g for g in process.groups if g.id == working.groups["company"])
            speaks_as_one(session, process, one, company, option)
            closed(session, process, one)
    page = working.browser("rosa").get(working.address).text
    assert "Cómo se movió cada grupo" in page
    assert "Consenso entre grupos: 89" in page
    assert "Sin sacar la raíz, como en Polis" in page
    assert "Menos apoyo: Comunidad Pastos" in page
    assert "Su delegación cambió: ahora está más a favor" in page
    assert "menos de 10 personas en alguna de las dos rondas" in page


def test_cells_of_the_spreadsheet_are_inert(working: Working) -> None:
    with working.changing() as session:
        process, proposal = working.found(session)
        process.groups[0].name = "=cmd|' /C calc'!A0"
        one = new_round(session, process, proposal)
        says(session, process, one, working.seat(session, "rosa"), "consent")
        closed(session, process, one)
    text = working.browser().get(f"{working.address}/rounds.csv").text
    assert ",=cmd" not in text
    assert "'=cmd" in text


def test_an_order_of_alternatives_is_given_and_read(working: Working) -> None:
    with working.changing() as session:
        process, _proposal = working.found(session)
        ranked = new_proposal(
            session, process, options=(("Pozo nuevo", ""), ("Canal", ""), ("Nada", ""))
        )
        new_round(session, process, ranked, protocol=Protocol.RANKED)
        code = ranked.code
    at = f"/dialogue/{working.code}/proposals/{code}/rounds/1"
    juana = working.browser("juana")
    twice = {"place-1": "1", "place-2": "1", "language": "es"}
    sends(juana, f"{at}/position", status=422, **twice)
    for name in ("juana", "rosa", "gerente"):
        order = {"place-1": "2", "place-2": "1", "language": "es"}
        sends(working.browser(name), f"{at}/position", **order)
    staff = working.browser()
    sends(staff, at, f"{at}/do/close")
    page = staff.get(at).text
    assert "En el primer lugar queda: Canal." in page
    assert "1. Canal" in page


def test_hands_of_everybody_go_into_the_page_by_sex(working: Working) -> None:
    opened(working)
    with working.changing() as session:
        process, one = working.round(session)
        company = next(g for g in process.groups if g.id == working.groups["company"])
        raises_hands(session, process, one, company, {"consent": (4, 3, 1)})
        closed(session, process, one)
    assert "4 mujeres, 3 varones, 1 otros" in working.browser("rosa").get(working.round_at()).text
