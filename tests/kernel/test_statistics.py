"""Figures about few people say no more than they know, and point at nobody."""

import statistics
from itertools import product
from math import comb, inf, isclose
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.statistics import (
    Detail,
    Interval,
    Moves,
    detail_for,
    groups_shown,
    mean_interval,
    median,
    newcombe,
    paired_result,
    quantile,
    scale_result,
    share,
    wilson,
)
from kernel.statistics.intervals import of_hundred
from kernel.statistics.student import t_975, within

few = st.integers(0, 40)
paired = st.tuples(few, few, few, few)


# --- How much is shown ---


@pytest.mark.parametrize(
    ("people", "detail"),
    [
        (0, Detail.TOTAL),
        (4, Detail.TOTAL),
        (5, Detail.COUNTS),
        (9, Detail.COUNTS),
        (10, Detail.SHARES),
        (500, Detail.SHARES),
    ],
)
def test_a_group_shows_as_much_as_its_size_allows(people: int, detail: Detail) -> None:
    assert detail_for(people) is detail


def test_of_four_people_nothing_but_their_number_is_shown() -> None:
    assert vars(paired_result(1, 1, 1, 1)) == only(people=4, of=vars(paired_result(1, 1, 1, 1)))
    assert vars(scale_result([(1, 5)] * 4)) == only(people=4, of=vars(scale_result([(1, 5)] * 4)))
    assert vars(share(3, 4)) == only(people=4, of=vars(share(3, 4)))


def only(people: int, of: dict[str, object]) -> dict[str, object]:
    """The fields of a result that says the number of people and not a word more."""
    return {name: people if name == "people" else None for name in of}


def test_of_nine_people_counts_are_shown_and_no_percentage() -> None:
    known = paired_result(2, 5, 1, 1)
    assert known.moves == Moves(better=5, same=3, worse=1)
    assert (known.before, known.after, known.change, known.interval) == (None,) * 4
    felt = scale_result([(2, 4)] * 5 + [(3, 3)] * 3 + [(4, 1)])
    assert felt.moves == Moves(better=5, same=3, worse=1)
    assert (felt.before, felt.after, felt.change, felt.interval) == (None,) * 4
    assert (share(3, 9).count, share(3, 9).part, share(3, 9).interval) == (3, None, None)


def test_of_ten_people_shares_are_shown_with_what_they_are_sure_to() -> None:
    known = paired_result(2, 6, 1, 1)
    assert known.moves == Moves(better=6, same=3, worse=1)
    assert known.before == share(3, 10)
    assert known.after == share(8, 10)
    assert known.change == 0.5
    assert known.interval is not None
    assert known.interval.of_every_hundred() == (2, 76)


def test_a_scale_of_ten_people_shows_its_mean_change() -> None:
    felt = scale_result([(2, 4)] * 5 + [(3, 3)] * 4 + [(4, 1)])
    assert (felt.before, felt.after, felt.change) == (2.6, 3.3, 0.7)
    assert felt.interval == mean_interval([2] * 5 + [0] * 4 + [-3])


def test_a_group_of_nobody_is_no_error() -> None:
    assert paired_result(0, 0, 0, 0).people == 0
    assert scale_result([]).people == 0
    assert share(0, 0).part is None


def test_a_small_group_is_not_found_by_taking_the_others_from_all() -> None:
    assert groups_shown({"women": 14, "company": 3, "province": 8}) == {"women"}
    assert groups_shown({"women": 14, "company": 3, "province": 2}) == {"women"}
    assert groups_shown({"women": 14, "company": 3}) == set()
    assert groups_shown({"women": 14, "province": 8, "company": 0}) == {"women", "province"}


@given(st.dictionaries(st.integers(), st.integers(0, 15)))
def test_the_hidden_groups_are_enough_people_together(sizes: dict[int, int]) -> None:
    shown = groups_shown(sizes)
    hidden = [size for group, size in sizes.items() if group not in shown]
    assert all(sizes[group] >= 5 for group in shown)
    assert sum(hidden) == 0 or sum(hidden) >= 5 or not shown


@given(paired)
def test_everybody_did_better_the_same_or_worse(answers: tuple[int, int, int, int]) -> None:
    moves = paired_result(*answers).moves
    if moves:
        assert moves.better + moves.same + moves.worse == sum(answers)


@pytest.mark.parametrize("wrong", [(-1, 3), (4, 3), (0, -1)])
def test_counts_that_cannot_be_are_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(*wrong)
    with pytest.raises(ValueError, match="of"):
        share(*wrong)


def test_fewer_than_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than none"):
        newcombe(9, 9, -1, 9)
    with pytest.raises(ValueError, match="fewer than none"):
        paired_result(9, 9, 9, -1)
    with pytest.raises(ValueError, match="fewer than none"):
        detail_for(-1)


# --- A share ---


@pytest.mark.parametrize(
    ("count", "people", "low", "high"),
    [
        (7, 10, 0.3968, 0.8922),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, Stat. Med. 17, 857-872, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_the_published_one(
    count: int, people: int, low: float, high: float
) -> None:
    found = wilson(count, people)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_seven_of_ten_are_about_40_to_89_of_every_hundred() -> None:
    assert wilson(7, 10).of_every_hundred() == (40, 89)


def test_of_nobody_nothing_is_known() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)
    assert newcombe(0, 0, 0, 0) == Interval(-1.0, 1.0)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_a_share(seen: tuple[int, int]) -> None:
    count, people = seen
    found = wilson(count, people)
    assert 0 <= found.low <= found.high <= 1
    assert count / people in found


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_who_agrees_and_who_does_not_are_measured_alike(seen: tuple[int, int]) -> None:
    count, people = seen
    yes, no = wilson(count, people), wilson(people - count, people)
    assert isclose(yes.low, 1 - no.high, abs_tol=1e-12)
    assert isclose(yes.high, 1 - no.low, abs_tol=1e-12)


@given(st.integers(1, 100).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_more_people_make_it_surer(seen: tuple[int, int]) -> None:
    count, people = seen
    once, twice = wilson(count, people), wilson(2 * count, 2 * people)
    assert twice.high - twice.low < once.high - once.low


@pytest.mark.parametrize("people", [5, 10, 20, 30])
def test_the_truth_lies_in_the_interval_95_times_of_a_hundred(people: int) -> None:
    truths = [step / 200 for step in range(1, 200)]
    hits = [share_of_samples_that_hold(truth, people) for truth in truths]
    assert 0.94 < statistics.fmean(hits) < 0.97
    assert min(hits) > 0.83  # near 0 and 1, where a count of one decides


def share_of_samples_that_hold(truth: float, people: int) -> float:
    """Exactly, over all that can be seen of `people` when the share is `truth`."""
    return sum(
        comb(people, count) * truth**count * (1 - truth) ** (people - count)
        for count in range(people + 1)
        if truth in wilson(count, people)
    )


# --- A change ---


def test_eight_after_three_of_ten_are_2_to_76_more_of_every_hundred() -> None:
    assert newcombe(2, 6, 1, 1).of_every_hundred() == (2, 76)


@pytest.mark.parametrize(
    ("answers", "low", "high"),
    [
        ((36, 12, 2, 0), 0.0569, 0.3404),  # Newcombe 1998, Stat. Med. 17, 2635-2650
        ((20, 12, 2, 16), 0.0562, 0.3292),
        ((54, 0, 0, 0), -0.0664, 0.0664),  # nobody moved: Wilson's own reach, 1 - 0.9336
    ],
)
def test_the_interval_of_a_change_is_the_published_one(
    answers: tuple[int, int, int, int], low: float, high: float
) -> None:
    found = newcombe(*answers)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@given(paired.filter(any))
def test_the_interval_holds_the_change_and_stays_a_change(answers: tuple[int, ...]) -> None:
    kept, gained, lost, never = answers
    found = newcombe(kept, gained, lost, never)
    assert -1 <= found.low <= found.high <= 1
    change = (gained - lost) / sum(answers)
    assert found.low - 1e-12 <= change <= found.high + 1e-12


@given(paired)
def test_gain_and_loss_are_measured_alike(answers: tuple[int, int, int, int]) -> None:
    kept, gained, lost, never = answers
    up, down = newcombe(kept, gained, lost, never), newcombe(kept, lost, gained, never)
    assert (up.low, up.high) == pytest.approx((-down.high, -down.low), abs=1e-9)
    of_wrong = newcombe(never, gained, lost, kept)
    assert (of_wrong.low, of_wrong.high) == pytest.approx((up.low, up.high), abs=1e-9)


@pytest.mark.parametrize(
    "truth", [(0.2, 0.5, 0.1, 0.2), (0.25, 0.25, 0.25, 0.25), (0.6, 0.2, 0.05, 0.15)]
)
def test_the_truth_of_a_change_lies_in_the_interval(truth: tuple[float, ...]) -> None:
    people, held = 12, 0.0
    for kept, gained, lost in product(range(people + 1), repeat=3):
        never = people - kept - gained - lost
        if never >= 0 and truth[1] - truth[2] in newcombe(kept, gained, lost, never):
            ways = comb(people, kept) * comb(people - kept, gained) * comb(lost + never, lost)
            held += ways * (
                truth[0] ** kept * truth[1] ** gained * truth[2] ** lost * truth[3] ** never
            )
    assert 0.93 < held < 0.99


# --- A mean ---


@pytest.mark.parametrize(
    ("freedom", "t"),
    [
        (1, 12.706205),
        (2, 4.302653),
        (3, 3.182446),
        (4, 2.776445),
        (9, 2.262157),
        (10, 2.228139),
        (29, 2.045230),
        (30, 2.042272),
        (120, 1.979930),
        (1000, 1.962339),
    ],
)
def test_the_quantile_of_student_is_the_published_one(freedom: int, t: float) -> None:
    assert t_975(freedom) == pytest.approx(t, abs=1e-6)


def test_with_many_people_student_becomes_the_normal_curve() -> None:
    assert t_975(20_000) == pytest.approx(1.959964, abs=2e-4)
    assert all(t_975(n) > t_975(n + 1) > 1.959964 for n in range(1, 60))


@given(st.integers(1, 200))
def test_the_quantile_leaves_five_of_a_hundred_outside(freedom: int) -> None:
    assert within(t_975(freedom), freedom) == pytest.approx(0.95, abs=1e-12)


def test_no_degrees_of_freedom_are_refused() -> None:
    with pytest.raises(ValueError, match="degrees"):
        t_975(0)
    with pytest.raises(ValueError, match="spread"):
        mean_interval([1.0])


def test_the_interval_of_a_mean_is_the_one_of_the_textbook() -> None:
    """The extra hours of sleep of ten people: Student's own example, 1908; R says 0.70 to 2.46."""
    slept = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    found = mean_interval(slept)
    assert (round(found.low, 4), round(found.high, 4)) == (0.7001, 2.4599)


def test_the_truth_of_a_mean_lies_in_the_interval() -> None:
    chance = Random(4)  # noqa: S311 - the same samples every time
    steps, weights = range(-2, 4), [1, 3, 6, 8, 5, 2]
    truth = sum(step * weight for step, weight in zip(steps, weights, strict=True)) / sum(weights)
    samples = [chance.choices(steps, weights, k=12) for _ in range(2000)]
    held = sum(truth in mean_interval(sample) for sample in samples) / len(samples)
    assert 0.93 < held < 0.97


# --- Words and the middle ---


@pytest.mark.parametrize(
    ("part", "hundredths"),
    [(0.005, 1), (-0.005, -1), (0.0049, 0), (-0.0049, 0), (0.3968, 40), (1.0, 100), (-1.0, -100)],
)
def test_hundredths_round_alike_up_and_down(part: float, hundredths: int) -> None:
    assert of_hundred(part) == hundredths


def test_the_middle_of_no_delays_is_none() -> None:
    assert median([]) is None
    assert median([3]) == 3
    assert median([9, 1]) == 5
    assert median([2, 100, 1]) == 2


@given(st.lists(st.integers(-3000, 3000), min_size=2, max_size=30), st.integers(1, 99))
def test_quantiles_are_those_of_spreadsheets(days: list[int], hundredth: int) -> None:
    expected = statistics.quantiles(days, n=100, method="inclusive")[hundredth - 1]
    assert quantile(days, hundredth / 100) == pytest.approx(expected)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(0, 1))
def test_a_quantile_lies_between_the_ends(values: list[float], part: float) -> None:
    found = quantile(values, part)
    assert found is not None
    assert min(values) <= found <= max(values)
    assert (quantile(values, 0), quantile(values, 1)) == (min(values), max(values))


@pytest.mark.parametrize("part", [-0.1, 1.1, inf])
def test_a_part_that_is_none_is_refused(part: float) -> None:
    with pytest.raises(ValueError, match="share"):
        quantile([1.0], part)
