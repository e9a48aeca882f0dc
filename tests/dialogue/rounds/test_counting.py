"""Nobody is counted twice, in whatever order things arrive, and however often they are sent."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from dialogue.kinds import Channel
from dialogue.models import Position, Process, Round
from dialogue.operations.positions import Answer, record_delegation, record_hands, record_position
from dialogue.operations.rounds import close_round
from dialogue.protocols import Hands, Tally, decide
from dialogue.protocols.kinds import OutcomeState, PositionOption, PositionUnit, Protocol
from dialogue.queries.counting import counted, latest, tallies_of
from dialogue.queries.positions import standing_in
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.dialogue.rounds.seated import lay, no_words
from tests.factories.rounds import new_round
from web.settings import Settings

CONSENT, OBJECTION = PositionOption.CONSENT, PositionOption.OBJECTION
SEATS = range(1, 7)
COUNTED_AS = {seat: {5: 1, 6: 1}.get(seat, seat) for seat in SEATS}
"""Seats 5 and 6 are alternates of seat 1."""
ROUND = Round(
    quorum={"groups": [{"id": 9, "decides": True, "may_block": True, "seats": [1, 2, 3, 4]}]},
    protocol=Protocol.CONSENT,
)

answers = st.tuples(
    st.sampled_from(SEATS), st.sampled_from([CONSENT, OBJECTION, PositionOption.ABSTAIN, None])
)
"""A seat and what it says; None takes back what it said before."""


def rows(said: list[tuple[int, PositionOption | None]]) -> list[Position]:
    return [
        Position(
            id=number, group_id=9, unit=PositionUnit.INDIVIDUAL, seat_id=seat, option=option,
            withdrawn=option is None, ranking=[], hands={},
        )
        for number, (seat, option) in enumerate(said, 1)
    ]  # fmt: skip


def counts(said: list[tuple[int, PositionOption | None]]) -> Tally:
    return tallies_of(ROUND, latest(rows(said)), COUNTED_AS)[0]


@given(st.lists(answers, max_size=20), st.randoms())
def test_the_order_in_which_people_answer_does_not_matter(
    said: list[tuple[int, PositionOption | None]], chance: Random
) -> None:
    """What each says last counts: who says it before the others makes no difference."""
    last = list(dict(said).items())
    chance.shuffle(last)
    assert counts(last) == counts(said)


@given(st.lists(answers, max_size=20))
def test_a_seat_is_counted_once_with_all_its_alternates(
    said: list[tuple[int, PositionOption | None]],
) -> None:
    found = counted(latest(rows(said)), COUNTED_AS)
    filled = [COUNTED_AS[one.seat_id] for one in found if one.seat_id]
    assert len(filled) == len(set(filled))
    tally = counts(said)
    assert tally.answers == tally.present <= tally.seats


@given(st.lists(answers, max_size=12))
def test_one_more_objection_never_makes_an_outcome_better(
    said: list[tuple[int, PositionOption | None]],
) -> None:
    before = decide(Protocol.CONSENT, [counts(said)])
    after = decide(Protocol.CONSENT, [counts([*said, (2, OBJECTION)])])
    assert not after.passes
    assert (after.state is OutcomeState.NO_QUORUM) <= (before.state is OutcomeState.NO_QUORUM)


def test_a_group_speaks_in_one_unit_however_many_write_at_once(
    any_database: Database, settings: Settings
) -> None:
    vault = Vault(settings.master_key(), any_database)
    with any_database.changing() as session:
        t = lay(session, vault, people=3)
        one = new_round(session, t.process, t.proposal)
        ids = t.process.id, one.id, t.community.id, [seat.id for seat in t.people]
    start = Barrier(5)

    def write(number: int) -> str:
        start.wait()
        try:
            with any_database.changing() as session:
                _write(session, number, *ids)
        except RuleBroken as refused:
            return refused.code
        return "kept"

    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(write, range(5)))
    with any_database.reading() as session:
        units = {p.unit for p in standing_in(session, session.get_one(Round, ids[1]))}
    assert len(units) == 1
    assert "kept" in outcomes
    assert {*outcomes} <= {
        "kept", "counted-by-delegation", "counted-by-hands", "counted-one-by-one",
    }  # fmt: skip


def _write(
    session: Session, number: int, process_id: int, round_id: int, group_id: int, seats: list[int]
) -> None:
    process, one = session.get_one(Process, process_id), session.get_one(Round, round_id)
    facts: dict[str, Any] = {
        "entry": f"e{number}",
        "channel": Channel.ROOM,
        "act": "meeting:M-AAAAAA",
    }
    if number == 0:
        answer = Answer(option=CONSENT, **facts)
        record_delegation(session, SYSTEM, process, one, group_id, answer)
    elif number == 1:
        answer = Answer(hands={CONSENT: Hands(2, 1)}, **facts)
        record_hands(session, SYSTEM, process, one, group_id, answer)
    else:
        answer = Answer(option=CONSENT, **facts)
        record_position(session, SYSTEM, process, one, seats[number - 2], answer)


def test_a_form_that_arrives_twice_at_once_is_one_position(
    any_database: Database, settings: Settings
) -> None:
    vault = Vault(settings.master_key(), any_database)
    with any_database.changing() as session:
        t = lay(session, vault)
        one = new_round(session, t.process, t.proposal)
        ids = t.process.id, one.id, t.people[0].id
    start = Barrier(4)

    def write(_number: int) -> int:
        start.wait()
        with any_database.changing() as session:
            process, found = session.get_one(Process, ids[0]), session.get_one(Round, ids[1])
            answer = Answer("same", CONSENT, channel=Channel.PAPER)
            return record_position(session, SYSTEM, process, found, ids[2], answer).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(write, range(4)))) == 1


def test_what_arrives_while_a_round_closes_is_counted_or_refused_and_never_lost(
    any_database: Database, settings: Settings
) -> None:
    vault = Vault(settings.master_key(), any_database)
    with any_database.changing() as session:
        t = lay(session, vault)
        one = new_round(session, t.process, t.proposal)
        ids = t.process.id, one.id, t.people[0].id
    start = Barrier(2)

    def close() -> int:
        start.wait()
        with any_database.changing() as session:
            process, found = session.get_one(Process, ids[0]), session.get_one(Round, ids[1])
            result = close_round(session, SYSTEM, process, found, no_words)
            return result.content.count('"answers":1')

    def write() -> str:
        start.wait()
        try:
            with any_database.changing() as session:
                process, found = session.get_one(Process, ids[0]), session.get_one(Round, ids[1])
                answer = Answer("last", CONSENT, channel=Channel.PAPER)
                record_position(session, SYSTEM, process, found, ids[2], answer)
        except RuleBroken as refused:
            return refused.code
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        sealed, wrote = pool.submit(close), pool.submit(write)
        assert (sealed.result(), wrote.result()) in {(1, "kept"), (0, "round-not-open")}
