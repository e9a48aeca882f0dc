"""A round: who answers, once each, until when, and what it comes to, for ever."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.kinds import Reasons, SeatKind
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Position, Presence, RoundResult
from dialogue.operations.closing import close_due
from dialogue.operations.positions import (
    Answer,
    integrate_objection,
    take_position,
    withdraw_of_group,
    withdraw_position,
)
from dialogue.operations.proposals import Wording, add_version
from dialogue.operations.rounds import hear_objections, open_round, void_round
from dialogue.protocols.kinds import OutcomeState, PositionOption, PositionUnit, Protocol
from dialogue.queries.positions import standing_in, tallied
from dialogue.queries.rounds import rounds_due
from kernel import clock
from kernel.clock import now
from kernel.errors import BadInput, Forbidden, NotFound, RuleBroken
from kernel.policy import SYSTEM, Actor
from kernel.seals import Seal, fingerprint_of
from tests.dialogue.rounds.seated import Table, ends, lay, no_words
from tests.factories.accounts import new_person
from tests.factories.rounds import (
    closed,
    new_proposal,
    new_round,
    raises_hands,
    says,
    speaks_as_one,
    written_down,
)
from tests.factories.tables import new_party, new_seat

Laid = tuple[Session, Table]


def state_of(session: Session, table: Table, one: object) -> str:
    result = session.scalars(select(RoundResult)).all()[-1]
    return str(json.loads(result.content)["outcome"]["state"])


def test_a_titular_and_the_alternate_are_one_seat_and_the_titular_counts(laid: Laid) -> None:
    session, t = laid
    stand_in = new_seat(
        session, t.process, t.community, kind=SeatKind.ALTERNATE, stands_in_for_id=t.people[0].id
    )
    one = new_round(session, t.process, t.proposal)
    assert len(one.quorum["groups"][0]["seats"]) == 3
    says(session, t.process, one, stand_in, "objection")
    assert tallied(session, t.process, one)[0].counts == {PositionOption.OBJECTION: 1}
    says(session, t.process, one, t.people[0], "consent")
    tally = tallied(session, t.process, one)[0]
    assert (tally.counts, tally.present) == ({PositionOption.CONSENT: 1}, 1)


def test_a_mandate_that_ended_is_no_seat_of_the_quorum(laid: Laid) -> None:
    session, t = laid
    today = today_at(t.office)
    t.people[0].ends_on = today - timedelta(days=1)
    t.people[1].ends_on = today
    one = new_round(session, t.process, t.proposal)
    assert one.quorum["groups"][0]["seats"] == [t.people[1].id, t.people[2].id]
    with pytest.raises(Forbidden):
        says(session, t.process, one, t.people[0], "consent")


def test_whoever_is_accredited_after_the_opening_answers_in_the_next_round(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    late = new_seat(session, t.process, t.community)
    with pytest.raises(RuleBroken, match="seat-not-accredited"):
        says(session, t.process, one, late, "consent")


def test_a_mandate_that_ends_while_a_round_is_open_answers_no_more(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    says(session, t.process, one, t.people[0], "consent")
    t.people[0].left_on = today_at(t.office)
    with pytest.raises(Forbidden):
        says(session, t.process, one, t.people[0], "objection")
    assert tallied(session, t.process, one)[0].answers == 1  # what was said while it held stands


@pytest.mark.parametrize("kind", [SeatKind.ADVISER, SeatKind.OBSERVER, SeatKind.INVITED])
def test_who_does_not_decide_takes_no_position(laid: Laid, kind: SeatKind) -> None:
    session, t = laid
    seat = new_seat(session, t.process, t.community, kind=kind)
    one = new_round(session, t.process, t.proposal)
    with pytest.raises(Forbidden):
        says(session, t.process, one, seat, "consent")
    with pytest.raises(RuleBroken, match="seat-not-accredited"):
        written_down(session, t.process, one, seat, "consent")


def test_a_position_is_changed_while_the_round_is_open_and_everything_stays(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    for option in ("objection", "abstain", "consent"):
        says(session, t.process, one, t.people[0], option)
    assert [p.option for p in standing_in(session, one)] == [PositionOption.CONSENT]
    assert len(session.scalars(select(Position)).all()) == 3
    actor = Actor(receipt_of=t.people[0].subject)
    withdraw_position(session, actor, t.process, one, "back")
    assert standing_in(session, one) == []
    withdraw_position(session, actor, t.process, one, "back")  # the same form again
    with pytest.raises(RuleBroken, match="nothing-to-take-back"):
        withdraw_position(session, actor, t.process, one, "again")


def test_the_same_form_sent_twice_is_one_position(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    first = says(session, t.process, one, t.people[0], "consent", entry="key")
    assert says(session, t.process, one, t.people[0], "consent", entry="key").id == first.id
    assert len(session.scalars(select(Position)).all()) == 1


def test_who_opposes_says_why_where_that_was_settled(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    with pytest.raises(BadInput, match="position-without-reason"):
        says(session, t.process, one, t.people[0], "objection", reason=" ")
    says(session, t.process, one, t.people[0], "consent", reason="")
    with pytest.raises(BadInput, match="position-without-reason"):
        raises_hands(session, t.process, one, t.company, {"objection": (1, 0, 0)}, reason="")


def test_where_no_reasons_are_asked_for_none_are_kept(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal, reasons=Reasons.NONE)
    assert says(session, t.process, one, t.people[0], "objection", reason="Secreto").reason == ""


def test_a_group_speaks_in_one_unit_only(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    speaks_as_one(session, t.process, one, t.company, "consent")
    with pytest.raises(RuleBroken, match="counted-by-delegation"):
        says(session, t.process, one, t.managers[0], "consent")
    with pytest.raises(RuleBroken, match="counted-by-delegation"):
        raises_hands(session, t.process, one, t.company, {"consent": (1, 1, 0)})
    withdraw_of_group(session, SYSTEM, t.process, one, t.company.id, "out")


def test_hands_and_members_are_not_counted_beside_each_other(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    says(session, t.process, one, t.people[0], "consent")
    with pytest.raises(RuleBroken, match="counted-one-by-one"):
        raises_hands(session, t.process, one, t.community, {"consent": (3, 2, 0)})
    raises_hands(session, t.process, one, t.company, {"consent": (1, 1, 0)})
    with pytest.raises(RuleBroken, match="counted-by-hands"):
        written_down(session, t.process, one, t.managers[0], "consent")


def test_a_person_with_two_seats_speaks_for_one_group(laid: Laid) -> None:
    session, t = laid
    t.people[0].person_id = t.managers[0].person_id = _person(session, t)
    one = new_round(session, t.process, t.proposal)
    written_down(session, t.process, one, t.people[0], "consent")
    with pytest.raises(RuleBroken, match="counted-for-another"):
        written_down(session, t.process, one, t.managers[0], "consent")


def _person(session: Session, t: Table) -> int:
    return new_person(session, t.office).id


def test_the_office_writes_nothing_over_what_somebody_answered(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    says(session, t.process, one, t.people[0], "objection")
    with pytest.raises(RuleBroken, match="answered-themselves"):
        written_down(session, t.process, one, t.people[0], "consent")
    written_down(session, t.process, one, t.people[1], "consent")
    says(session, t.process, one, t.people[1], "objection")
    assert tallied(session, t.process, one)[0].open_objections == 2


def test_a_delegation_brings_the_act_of_its_assembly(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    with pytest.raises(BadInput, match="delegation-without-act"):
        speaks_as_one(session, t.process, one, t.company, "consent", act="")
    speaks_as_one(session, t.process, one, t.company, "consent")
    tally = tallied(session, t.process, one)[1]
    assert (tally.unit, tally.answers) == (PositionUnit.DELEGATION, 1)


def test_hands_are_counted_in_a_room_and_who_is_there_makes_the_quorum(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    hands = {"consent": (9, 8, 1), "objection": (1, 0, 0)}
    with pytest.raises(BadInput, match="hands-without-meeting"):
        raises_hands(session, t.process, one, t.community, hands, act="")
    raises_hands(session, t.process, one, t.community, hands, act="meeting:M-SALA23")
    tally = tallied(session, t.process, one)[0]
    assert (tally.answers, tally.present, tally.open_objections) == (19, 0, 1)
    for seat in t.people[:2]:
        session.add(Presence(office_id=t.office.id, meeting="meeting:M-SALA23", seat_id=seat.id))
    session.flush()
    assert tallied(session, t.process, one)[0].present == 2


@pytest.mark.parametrize(
    "hands", [{}, {"consent": (0, 0, 0)}, {"consent": (-1, 3, 0)}, {"consent": (10_000, 0, 0)}]
)
def test_hands_that_nobody_can_have_counted_are_refused(
    laid: Laid, hands: dict[str, tuple[int, int, int]]
) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    with pytest.raises(BadInput, match="count-not-possible"):
        raises_hands(session, t.process, one, t.company, hands)


def test_an_answer_of_another_protocol_is_refused(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    with pytest.raises(BadInput, match="option-unknown"):
        says(session, t.process, one, t.people[0], "veto")
    with pytest.raises(BadInput, match="option-unknown"):
        raises_hands(session, t.process, one, t.company, {"yes": (1, 0, 0)})


def test_nobody_answers_before_the_opening_or_after_the_end(laid: Laid) -> None:
    session, t = laid
    planned = new_round(session, t.process, t.proposal, opened=False)
    with pytest.raises(RuleBroken, match="round-not-open"):
        says(session, t.process, planned, t.people[0], "consent")
    timed = new_round(
        session, t.process, new_proposal(session, t.process),
        closes_at=now() + timedelta(hours=1),
    )  # fmt: skip
    with clock.at(now() + timedelta(hours=1)), pytest.raises(RuleBroken, match="round-not-open"):
        says(session, t.process, timed, t.people[0], "consent")


def test_one_round_is_open_at_a_time_and_the_text_stays_as_it_is(laid: Laid) -> None:
    session, t = laid
    second = new_round(session, t.process, t.proposal, opened=False)
    new_round(session, t.process, t.proposal)
    with pytest.raises(RuleBroken, match="round-going-on"):
        open_round(session, SYSTEM, t.process, second)
    with pytest.raises(RuleBroken, match="round-going-on"):
        add_version(session, SYSTEM, t.process, t.proposal, Wording("Otra", changed="Todo"), seen=1)


def test_what_a_round_came_to_is_sealed_with_its_words(app: Flask, laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    for seat in [*t.people, *t.managers]:
        says(session, t.process, one, seat, "consent")
    with app.app_context():
        result = closed(session, t.process, one)
    content = json.loads(result.content)
    seal = session.get_one(Seal, result.seal_id)
    assert (one.state, content["outcome"]["state"]) == (RoundState.CLOSED, "reached")
    assert seal.fingerprint == fingerprint_of(result.content_hash)
    assert (seal.reference, seal.kind.value) == (one.subject, "result")
    assert {*content["told"]} == {"es", "qu"}
    assert content["told"]["es"][0] == "Hay consentimiento: nadie mantiene una objeción."
    named = {seat.name for seat in t.process.seats}
    assert not any(name in result.content for name in named)


def test_two_rounds_that_came_to_the_same_have_seals_of_their_own(laid: Laid) -> None:
    session, t = laid
    hashes = {ends(session, t.process, new_round(session, t.process, t.proposal)).content_hash
              for _ in range(2)}  # fmt: skip
    assert len(hashes) == 2


def test_an_objection_is_taken_up_with_a_note_before_the_round_closes(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    objects = says(session, t.process, one, t.people[0], "objection", "Falta medir.")
    for seat in [*t.people[1:], *t.managers]:
        says(session, t.process, one, seat, "consent")
    with pytest.raises(RuleBroken, match="objections-not-heard"):
        integrate_objection(session, SYSTEM, t.process, one, objects.id, "Se mide.")
    hear_objections(session, SYSTEM, t.process, one)
    with pytest.raises(RuleBroken, match="round-not-open"):
        says(session, t.process, one, t.people[0], "consent")
    with pytest.raises(BadInput, match="text-missing"):
        integrate_objection(session, SYSTEM, t.process, one, objects.id, " ")
    with pytest.raises(NotFound):
        integrate_objection(session, SYSTEM, t.process, one, objects.id + 1, "Se mide.")
    kept = integrate_objection(session, SYSTEM, t.process, one, objects.id, "Se mide cada mes.")
    assert integrate_objection(session, SYSTEM, t.process, one, objects.id, "Otra").id == kept.id
    content = json.loads(ends(session, t.process, one).content)
    assert content["outcome"]["state"] == OutcomeState.REACHED
    assert content["integrations"] == [{"group": str(t.community.id), "note": "Se mide cada mes."}]


def test_objections_are_heard_where_the_table_decides_by_consent_alone(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal, protocol=Protocol.CONSENSUS)
    with pytest.raises(RuleBroken, match="round-not-by-consent"):
        hear_objections(session, SYSTEM, t.process, one)


def test_a_void_round_counts_for_nothing_and_says_why(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    says(session, t.process, one, t.people[0], "objection")
    with pytest.raises(BadInput, match="reason-missing"):
        void_round(session, SYSTEM, t.process, one, " ")
    void_round(session, SYSTEM, t.process, one, "Faltaba el intérprete.")
    assert (one.state, one.void_reason) == (RoundState.VOID, "Faltaba el intérprete.")
    assert session.scalars(select(RoundResult)).all() == []
    with pytest.raises(RuleBroken):
        ends(session, t.process, one)


def test_the_clock_closes_what_is_due_also_after_a_long_sleep(laid: Laid) -> None:
    session, t = laid
    soon = now() + timedelta(minutes=5)
    due = new_round(session, t.process, t.proposal, closes_at=soon)
    later = new_round(
        session, t.process, new_proposal(session, t.process), closes_at=soon + timedelta(days=9)
    )
    assert rounds_due(session, now(), 0, 9) == []
    with clock.at(soon + timedelta(days=2)):
        assert rounds_due(session, now(), 0, 9) == [due.id]
        for one in (due, later):
            close_due(session, no_words, one.id)
        assert rounds_due(session, now(), 0, 9) == []
    assert (due.state, later.state) == (RoundState.CLOSED, RoundState.OPEN)
    assert state_of(session, t, due) == "no_quorum"


def test_a_ranked_round_puts_alternatives_in_order(laid: Laid) -> None:
    session, t = laid
    ranked = new_proposal(session, t.process, options=(("Pozo", ""), ("Canal", "Yarqha")))
    one = new_round(session, t.process, ranked, protocol=Protocol.RANKED)
    for seat in [*t.people, *t.managers]:
        says(session, t.process, one, seat, None, ranking=("2", "1"))
    with pytest.raises(BadInput, match="order-wrong"):
        says(session, t.process, one, t.people[0], None, ranking=("1", "1"))
    with pytest.raises(BadInput, match="order-wrong"):
        says(session, t.process, one, t.people[0], None, ranking=("3",))
    with pytest.raises(RuleBroken, match="order-not-by-hands"):
        raises_hands(session, t.process, one, t.company, {"yes": (1, 0, 0)})
    content = json.loads(ends(session, t.process, one).content)
    assert content["outcome"]["ranking"]["first"] == ["2"]
    assert content["proposal"]["options"][1] == {"key": "2", "es": "Canal", "qu": "Yarqha"}


def test_there_is_nothing_to_order_without_alternatives(laid: Laid) -> None:
    session, t = laid
    with pytest.raises(RuleBroken, match="round-without-options"):
        new_round(session, t.process, t.proposal, protocol=Protocol.RANKED)


def test_thresholds_that_cannot_be_kept_are_refused(laid: Laid) -> None:
    session, t = laid
    with pytest.raises(BadInput, match="settings-wrong"):
        new_round(session, t.process, t.proposal, settings={"majority": 1.0})


def test_a_group_of_another_process_says_nothing_here(laid: Laid) -> None:
    session, t = laid
    other = lay(session, t.vault)
    one = new_round(session, t.process, t.proposal)
    for forged in (other.community, replace(t, community=other.company).community):
        with pytest.raises(NotFound):
            raises_hands(session, t.process, one, forged, {"consent": (1, 0, 0)})
        with pytest.raises(NotFound):
            speaks_as_one(session, t.process, one, forged, "consent")
    with pytest.raises(NotFound):
        written_down(session, t.process, one, other.people[0], "consent")
    actor = Actor(receipt_of=other.people[0].subject)
    with pytest.raises(Forbidden):
        take_position(session, actor, t.process, one, Answer("x", PositionOption.CONSENT))


def test_a_group_that_was_declared_after_the_opening_is_not_counted(laid: Laid) -> None:
    session, t = laid
    one = new_round(session, t.process, t.proposal)
    late = new_party(session, t.process, "Jóvenes")
    with pytest.raises(RuleBroken, match="seat-not-accredited"):
        raises_hands(session, t.process, one, late, {"consent": (1, 0, 0)})


@pytest.mark.parametrize("table", ["dialogue_position", "dialogue_round_result"])
def test_nothing_that_was_said_or_sealed_is_changed_or_removed(
    laid_on_both: Laid, table: str
) -> None:
    session, t = laid_on_both
    one = new_round(session, t.process, t.proposal)
    says(session, t.process, one, t.people[0], "consent")
    ends(session, t.process, one)
    for change in (f"UPDATE {table} SET office_id = office_id", f"DELETE FROM {table}"):
        refused = pytest.raises((DatabaseError, IntegrityError), match="stays as it is")
        with refused, session.begin_nested():
            session.execute(text(change))
