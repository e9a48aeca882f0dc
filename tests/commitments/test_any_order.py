"""Whatever is told in whatever order, a commitment stands as its newest news say, and none is lost.

Hypothesis tells real commitments anything, with and without what it takes.
"""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from commitments.kinds import Delay, Fulfilment, Recurrence, Side
from commitments.lifecycle import ENDED, Status, Verb
from commitments.models import Commitment
from commitments.operations.telling import Consent, News, tell
from commitments.queries.following import updates_of, views_of
from kernel.clock import at
from kernel.database import Database
from kernel.errors import BadInput, RuleBroken
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.meetings import new_commitment

TODAY = date(2026, 11, 10)
NOON = datetime(2026, 11, 10, 17, tzinfo=UTC)
AGREED = Consent("Comunidad", "por carta", TODAY)


def news() -> st.SearchStrategy[News]:
    """News as people bring them: whole, or lacking something."""
    return st.builds(
        News,
        happened_on=st.just(TODAY),
        progress=st.none() | st.integers(0, 100),
        note=st.sampled_from(["", "Así fue"]),
        told_by=st.sampled_from(["", "Comité de riego", "Municipalidad"]),
        delay=st.none() | st.sampled_from(Delay),
        view=st.none() | st.sampled_from(Fulfilment),
        new_due_on=st.none() | st.dates(TODAY, date(2028, 1, 1)),
        consent=st.sampled_from([Consent(), AGREED, Consent("municipalidad", "dijo", TODAY)]),
        last_round=st.booleans(),
    )


STEPS = st.lists(st.tuples(st.sampled_from(Verb), news()), max_size=12)


@settings(max_examples=60)
@given(steps=STEPS, every=st.none() | st.sampled_from(Recurrence))
def test_nothing_told_is_lost_and_nothing_changes_without_news(
    database: Database, vault: Vault, steps: list[Any], every: Recurrence | None
) -> None:
    with at(NOON), database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault), recurrence=every)
        session.flush()
        for verb, told in steps:
            if verb is Verb.RENEW:
                continue  # it happens by itself
            before = updates_of(session, commitment)
            stood = standing(commitment)
            try:
                tell(session, vault, SYSTEM, commitment, verb, told, seen=commitment.version)
            except (BadInput, RuleBroken):
                assert standing(commitment) == stood, "a refusal changes nothing"
                assert updates_of(session, commitment) == before
                continue
            session.flush()
            after = updates_of(session, commitment)
            assert list(after)[-len(before) or len(after) :] == list(before)
            expect_consistent(session, commitment)
        session.rollback()


def standing(commitment: Commitment) -> tuple[Status, int, date | None, date | None]:
    return (commitment.status, commitment.progress, commitment.due_on, commitment.ended_on)


def expect_consistent(session: Session, commitment: Commitment) -> None:
    """What the commitment says of itself is what its news say."""
    told = updates_of(session, commitment)
    assert (commitment.status, commitment.progress) == (told[0].status, told[0].progress)
    dates = [one.new_due_on for one in told if one.new_due_on]
    assert commitment.due_on == (dates[0] if dates else date(2026, 10, 31))
    assert commitment.first_due_on == date(2026, 10, 31), "what was promised first stays"
    for one in told:
        assert one.new_due_on is None or one.verb is Verb.RENEW or one.consent_by == "Comunidad"
    assert (commitment.ended_on is not None) == (commitment.status in ENDED)
    if commitment.status is Status.VERIFIED:
        seen = {one.side: one.now for one in views_of(session, commitment)}
        verifier = seen[Side.VERIFIER]
        assert verifier is not None
        assert verifier.fulfilment is Fulfilment.FULFILLED
        assert verifier.said_by == "Comité de riego"
