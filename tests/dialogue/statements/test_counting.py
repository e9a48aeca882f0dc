"""The last vote of each person counts, and the counts beside the votes are always right."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue.kinds import ConversationVerb, StatementState
from dialogue.models import Conversation, Process, Seat, Vote
from dialogue.operations.conversations import move_conversation
from dialogue.operations.voting import cast_vote
from dialogue.opinion_groups.tallies import Tally
from dialogue.queries.conversations import Ballot, conversation_for
from dialogue.queries.turns import turn_of
from dialogue.queries.voting import counts_anew, counts_kept
from kernel.database import Database
from kernel.errors import NotFound, RuleBroken
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.conversations import new_conversation, statement_numbered, vote
from tests.factories.tables import new_party, new_process, new_seat


@dataclass
class Asked:
    """A conversation in some database, and who sits at its table."""

    database: Database
    session: Session
    process: Process
    conversation: Conversation
    seats: list[Seat]

    def stored(self) -> int:
        """How many votes were ever added."""
        return self.session.scalar(select(func.count(Vote.id))) or 0

    def cast(self) -> int:
        """How many votes count, as the conversation says."""
        self.session.expire(self.conversation)
        return self.conversation.votes


@pytest.fixture
def asked(any_database: Database, vault: Vault) -> Iterator[Asked]:
    """Two parties with two seats each and three statements."""
    with any_database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        groups = [new_party(session, process) for _ in range(2)]
        seats = [new_seat(session, process, group) for group in groups for _ in range(2)]
        conversation = new_conversation(session, process)
        yield Asked(any_database, session, process, conversation, seats)


def test_the_last_vote_counts_and_every_vote_stays(asked: Asked) -> None:
    seat = asked.seats[0]
    for choice in (1, -1, 0, 1, 1):
        vote(asked.session, asked.conversation, seat, choice)
    statement = statement_numbered(asked.session, asked.conversation, 1)
    assert counts_kept(asked.session, asked.conversation) == {
        (statement.id, seat.group_id): Tally(1, 0, 0)
    }
    assert (asked.cast(), asked.stored()) == (1, 4)


Step = tuple[int, int, int]
STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 3), st.sampled_from((1, 0, -1))), max_size=20
)


@settings(max_examples=15)
@given(steps=STEPS)
def test_counts_are_those_of_the_votes_whatever_happens(asked: Asked, steps: list[Step]) -> None:
    with asked.session.begin_nested() as savepoint:
        conversation = new_conversation(asked.session, asked.process)
        voters = [*asked.seats, "browser one", "browser two"]
        for who, number, choice in steps:
            vote(asked.session, conversation, voters[who], choice, number)
        last = {(who, number): choice for who, number, choice in steps}
        kept = counts_kept(asked.session, conversation)
        anew = counts_anew(asked.session, conversation)
        assert {cell: one for cell, one in kept.items() if one.seen} == anew
        sides = Counter(last.values())
        totals = [sum(one) for one in zip(*kept.values(), strict=True)] or [0, 0, 0]
        assert totals == [sides[1], sides[-1], sides[0]]
        asked.session.expire(conversation)
        assert conversation.votes == len(last)
        savepoint.rollback()


@settings(max_examples=10)
@given(steps=STEPS, seed=st.randoms(use_true_random=False))
def test_the_order_of_voters_changes_no_count(
    asked: Asked, steps: list[Step], seed: object
) -> None:
    """Whose vote comes first among several people changes nothing; each one's own order stays."""
    by_person: dict[int, list[Step]] = {}
    for step in steps:
        by_person.setdefault(step[0], []).append(step)
    mixed = list(steps)
    seed.shuffle(mixed)  # type: ignore[attr-defined]
    queues = {who: iter(own) for who, own in by_person.items()}
    again = [next(queues[who]) for who, _number, _choice in mixed]
    found = []
    for order in (steps, again):
        with asked.session.begin_nested() as savepoint:
            conversation = new_conversation(asked.session, asked.process)
            voters = [*asked.seats, "browser one", "browser two"]
            for who, number, choice in order:
                vote(asked.session, conversation, voters[who], choice, number)
            numbers = {
                statement_numbered(asked.session, conversation, one).id: one for one in (1, 2, 3)
            }
            kept = counts_kept(asked.session, conversation)
            found.append(
                {(numbers[one], group): tally for (one, group), tally in kept.items() if tally.seen}
            )
            savepoint.rollback()
    assert found[0] == found[1]


def test_votes_of_one_person_at_the_same_moment_count_once(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        seats = [new_seat(session, process, new_party(session, process)).id for _ in range(4)]
        code, known = new_conversation(session, process).code, process.code

    def send(turn: int) -> None:
        with any_database.changing() as session:
            _process, held = conversation_for(session, SYSTEM, known, code, for_change=True)
            seat = session.get_one(Seat, seats[turn % 4])
            cast_vote(session, held, Ballot(seat), 1 + turn % 3, turn % 2 * 2 - 1)

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(send, [*range(48)]))
    with any_database.reading() as session:
        _process, found = conversation_for(session, SYSTEM, known, code)
        kept = {cell: one for cell, one in counts_kept(session, found).items() if one.seen}
        assert kept == counts_anew(session, found)
        assert found.votes == sum(one.seen for one in kept.values()) == 12


def test_nobody_votes_before_it_opens_or_after_it_closed(asked: Asked) -> None:
    vote(asked.session, asked.conversation, asked.seats[0], 1)
    move_conversation(
        asked.session, SYSTEM, asked.process, asked.conversation, ConversationVerb.CLOSE
    )
    with pytest.raises(RuleBroken, match="conversation-not-open"):
        vote(asked.session, asked.conversation, asked.seats[1], 1)
    move_conversation(
        asked.session, SYSTEM, asked.process, asked.conversation, ConversationVerb.REOPEN
    )
    assert vote(asked.session, asked.conversation, asked.seats[1], 1)


@pytest.mark.parametrize("state", [StatementState.WAITING, StatementState.REJECTED])
def test_nobody_votes_on_what_is_not_accepted(asked: Asked, state: StatementState) -> None:
    statement_numbered(asked.session, asked.conversation, 2).state = state
    asked.session.flush()
    with pytest.raises(NotFound):
        vote(asked.session, asked.conversation, asked.seats[0], 1, 2)
    assert turn_of(asked.session, asked.conversation, Ballot(asked.seats[0])).total == 2
