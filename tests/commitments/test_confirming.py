"""When the word of the verifying group is asked for, and what it does: as tables."""

from datetime import date, timedelta

import pytest

from commitments.confirming import may_say, verb_of, waits
from commitments.kinds import Fulfilment
from commitments.lifecycle import AT_REST, COMMITMENT, ENDED, Status, Verb

TODAY = date(2026, 6, 1)
BEFORE, AFTER = TODAY - timedelta(days=30), TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("status", "due_on", "spoken_on", "may", "missing"),
    [
        (Status.REPORTED_DONE, AFTER, None, True, True),
        (Status.REPORTED_DONE, AFTER, BEFORE, True, True),
        (Status.REPORTED_DONE, None, None, True, True),
        (Status.VERIFIED, BEFORE, BEFORE, True, False),
        (Status.NOT_STARTED, AFTER, None, False, False),
        (Status.NOT_STARTED, None, None, False, False),
        (Status.NOT_STARTED, TODAY, None, True, True),
        (Status.IN_PROGRESS, BEFORE, None, True, True),
        (Status.IN_PROGRESS, BEFORE, TODAY, True, False),
        (Status.IN_PROGRESS, BEFORE, BEFORE - timedelta(days=1), True, True),
        (Status.IN_PROGRESS, AFTER, TODAY, True, False),
        (Status.BLOCKED, BEFORE, None, True, True),
        (Status.CANCELLED, BEFORE, BEFORE, False, False),
        (Status.REFORMULATED, BEFORE, BEFORE, False, False),
    ],
)
def test_the_word_is_asked_for_when_there_is_something_to_see(
    status: Status, due_on: date | None, spoken_on: date | None, *, may: bool, missing: bool
) -> None:
    assert may_say(status, due_on, spoken_on, TODAY) is may
    assert waits(status, due_on, spoken_on, TODAY) is missing


@pytest.mark.parametrize("said", Fulfilment)
@pytest.mark.parametrize("status", sorted((set(Status) - AT_REST) | {Status.VERIFIED}))
def test_a_word_does_only_what_the_lifecycle_lets_it_do(status: Status, said: Fulfilment) -> None:
    verb = verb_of(status, said)
    assert verb is None or verb in COMMITMENT.open_verbs(status)
    assert (verb is Verb.VERIFY) is (status is Status.REPORTED_DONE and said is said.FULFILLED)


def test_only_what_was_said_to_be_done_is_proven_or_rejected() -> None:
    assert verb_of(Status.REPORTED_DONE, Fulfilment.PARTLY) is Verb.REJECT
    assert verb_of(Status.VERIFIED, Fulfilment.NOT) is Verb.REOPEN
    assert verb_of(Status.VERIFIED, Fulfilment.FULFILLED) is None
    for status in set(Status) - ENDED - {Status.REPORTED_DONE}:
        assert verb_of(status, Fulfilment.FULFILLED) is Verb.TELL
