"""The word of the group that verifies: when it is asked for, and what it does to a commitment."""

from collections.abc import Iterable
from datetime import date

from commitments.kinds import Fulfilment
from commitments.lifecycle import AT_REST, Status, Verb
from kernel.text import folded

PROVEN_OR_NOT = frozenset({Status.REPORTED_DONE, Status.VERIFIED})
"""Whoever verifies can say something here, whatever the day."""


def answers_for(group: str, responsible: str, helping: Iterable[str]) -> bool:
    """Whether a group is among those who promised or who help: it does not verify then."""
    called = folded(group)
    return bool(called) and called in {folded(one) for one in (responsible, *helping)}


def may_say(status: Status, due_on: date | None, spoken_on: date | None, today: date) -> bool:
    """Whether the verifying group can say now how it sees it.

    It can once somebody said that it is done, once its day has come, or to say otherwise than on
    the day `spoken_on`. What the parties gave up or changed into something else is not proven.
    """
    if status in PROVEN_OR_NOT:
        return True
    due = due_on is not None and due_on <= today
    return status not in AT_REST and (due or spoken_on is not None)


def waits(status: Status, due_on: date | None, spoken_on: date | None, today: date) -> bool:
    """Whether the word of the group is missing: said to be done, or due and not seen since."""
    if status is Status.REPORTED_DONE:
        return True
    if status in AT_REST or due_on is None or due_on > today:
        return False
    return spoken_on is None or spoken_on < due_on


def verb_of(status: Status, fulfilment: Fulfilment) -> Verb | None:
    """What a word does; None where it would prove what is proven.

    Only what was said to be done can be proven; what was proven is taken up again when the group
    says that it was not so. In between a word moves nothing.
    """
    kept = fulfilment is Fulfilment.FULFILLED
    if status is Status.REPORTED_DONE:
        return Verb.VERIFY if kept else Verb.REJECT
    if status is Status.VERIFIED:
        return None if kept else Verb.REOPEN
    return Verb.TELL
