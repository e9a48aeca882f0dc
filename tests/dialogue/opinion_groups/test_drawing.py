"""What somebody is asked next: one of the best, the same for the same person, not for all."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dialogue.opinion_groups.drawing import BEST, Candidate, drawn
from dialogue.opinion_groups.tallies import Tally

TALLIES = st.builds(Tally, *[st.integers(0, 200)] * 3)
CANDIDATES = st.lists(
    st.builds(Candidate, st.integers(1, 99), TALLIES, st.floats(0, 10), st.booleans()),
    min_size=1,
    unique_by=lambda one: one.statement,
)


@given(CANDIDATES, st.text())
def test_the_next_one_is_among_the_best(candidates: list[Candidate], seed: str) -> None:
    picked = drawn(candidates, seed)
    best = sorted((one.priority for one in candidates), reverse=True)[:BEST][-1]
    assert next(one.priority for one in candidates if one.statement == picked) >= best


@given(CANDIDATES, st.text(), st.randoms(use_true_random=False))
def test_the_same_votes_ask_the_same_person_the_same(
    candidates: list[Candidate], seed: str, order: object
) -> None:
    mixed = list(candidates)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert drawn(candidates, seed) == drawn(mixed, seed)


def test_people_do_not_all_begin_with_the_same_one() -> None:
    fresh = [Candidate(number, Tally()) for number in range(40)]
    first = Counter(drawn(fresh, f"seat:{number}") for number in range(400))
    assert len(first) == 40
    assert max(first.values()) < 30


def test_what_is_about_the_conversation_itself_comes_early() -> None:
    old = [Candidate(number, Tally(50, 50, 20)) for number in range(40)]
    about = Candidate(99, Tally(50, 50, 20), about_itself=True)
    firsts = Counter(drawn([*old, about], f"seat:{number}") for number in range(100))
    assert firsts.most_common(1)[0][0] == 99


def test_when_nothing_is_left_nothing_is_asked() -> None:
    assert drawn([], "seat:1") is None
