"""Who gets a place: never above the capacity, in order, as far as the shares allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainings.places import (
    Asked,
    Counts,
    Light,
    has_free_place,
    may_have_place,
    moved_up,
    needed,
    shown,
)

WOMEN, YOUNG, FARMERS, MINERS = 1, 2, 3, 4
NONE: Counts = frozenset()
WOMAN: Counts = frozenset({WOMEN})
GIRL: Counts = frozenset({WOMEN, YOUNG})
FARMER: Counts = frozenset({FARMERS})
MINER: Counts = frozenset({MINERS})
FORTY = [Asked(WOMEN, 40)]
BOTH = [Asked(WOMEN, 50), Asked(YOUNG, 50)]
GROUPS = [Asked(FARMERS, 50, exclusive=True), Asked(MINERS, 50, exclusive=True)]


@pytest.mark.parametrize(
    ("places", "share", "people"), [(10, 40, 4), (7, 40, 3), (1, 1, 1), (5, 100, 5), (0, 40, 0)]
)
def test_a_share_of_places_is_rounded_up(places: int, share: int, people: int) -> None:
    assert needed(places, Asked(WOMEN, share)) == people


@pytest.mark.parametrize(
    ("capacity", "shares", "taken", "who", "gets_one"),
    [
        (None, FORTY, [NONE] * 99, NONE, True),  # without a limit nobody waits
        (5, [], [NONE] * 4, NONE, True),
        (5, [], [NONE] * 5, NONE, False),
        (5, FORTY, [NONE] * 2, NONE, True),
        (5, FORTY, [NONE] * 3, NONE, False),  # the last two are kept for women
        (5, FORTY, [NONE] * 3, WOMAN, True),
        (5, FORTY, [NONE, NONE, NONE, WOMAN], NONE, False),
        (5, FORTY, [NONE, NONE, WOMAN, WOMAN], NONE, True),  # the share is met
        (5, FORTY, [WOMAN] * 5, WOMAN, False),
        (2, FORTY, [NONE] * 2, WOMAN, False),  # full is full
        (3, FORTY, [NONE] * 2, NONE, False),  # already short: a man makes it worse
        (3, FORTY, [NONE] * 2, WOMAN, True),
        (4, BOTH, [NONE, NONE], WOMAN, False),  # two places, and both must be young too
        (4, BOTH, [NONE, NONE], GIRL, True),
        (4, BOTH, [NONE], WOMAN, True),
        (4, GROUPS, [FARMER, FARMER], FARMER, False),  # the others' places stand beside theirs
        (4, GROUPS, [FARMER, FARMER], MINER, True),
        (4, GROUPS, [], NONE, False),  # every place is somebody's
    ],
)
def test_a_place_is_given_unless_a_share_needs_it(
    capacity: int | None, shares: list[Asked], taken: list[Counts], who: Counts, gets_one: bool
) -> None:
    assert may_have_place(capacity, shares, taken, who) is gets_one


@pytest.mark.parametrize(
    ("taken", "light", "lacking"),
    [
        ([], Light.NOBODY, 0),
        ([WOMAN, NONE], Light.MET, 0),
        ([WOMAN, WOMAN, NONE, NONE, NONE], Light.MET, 0),
        ([WOMAN, NONE, NONE], Light.CLOSE, 1),  # 33 %
        ([WOMAN] * 3 + [NONE] * 7, Light.CLOSE, 1),  # 30 %
        ([WOMAN] * 29 + [NONE] * 71, Light.UNMET, 11),  # 29 %
        ([NONE], Light.UNMET, 1),
    ],
)
def test_the_light_of_a_share(taken: list[Counts], light: Light, lacking: int) -> None:
    seen = shown(20, FORTY[0], taken)
    assert (seen.light, seen.lacking) == (light, lacking)
    assert (seen.people, seen.when_full) == (len(taken), 8)


def test_without_a_limit_nobody_says_what_a_full_room_needs() -> None:
    assert shown(None, FORTY[0], [WOMAN]).when_full is None


def test_who_waits_moves_up_in_order_past_whom_a_share_holds_back() -> None:
    queue = [(1, NONE), (2, WOMAN), (3, NONE), (4, WOMAN)]
    assert moved_up(5, FORTY, [NONE] * 3, queue) == [2, 4]
    assert moved_up(5, FORTY, [NONE, WOMAN, WOMAN], queue) == [1, 2]
    assert moved_up(5, FORTY, [WOMAN] * 5, queue) == []
    assert moved_up(None, FORTY, [], queue) == [1, 2, 3, 4]


def test_the_staff_sees_whether_a_place_is_free_at_all() -> None:
    assert has_free_place(None, 500)
    assert has_free_place(3, 2)
    assert not has_free_place(3, 3)


people = st.frozensets(st.sampled_from([WOMEN, YOUNG]))
shares = st.lists(
    st.builds(Asked, st.sampled_from([WOMEN, YOUNG]), st.integers(1, 100)),
    max_size=2, unique_by=lambda share: share.key,
)  # fmt: skip


@given(st.integers(1, 12), shares, st.lists(people, max_size=30))
def test_whoever_comes_the_room_is_never_too_full_and_can_still_keep_each_share(
    capacity: int, asked: list[Asked], coming: list[Counts]
) -> None:
    taken: list[Counts] = []
    for who in coming:
        if may_have_place(capacity, asked, taken, who):
            taken.append(who)
    assert len(taken) <= capacity
    free = capacity - len(taken)
    for share in asked:
        there = sum(share.key in counts for counts in taken)
        assert there + free >= needed(capacity, share)


@given(st.integers(0, 12), shares, st.lists(people, max_size=12), st.lists(people, max_size=12))
def test_moving_up_is_fair_and_leaves_nobody_behind_who_could_have_a_place(
    capacity: int, asked: list[Asked], taken: list[Counts], waiting: list[Counts]
) -> None:
    queue = list(enumerate(waiting))
    risen = moved_up(capacity, asked, taken, queue)
    assert risen == sorted(risen)
    seated = [*taken, *(waiting[one] for one in risen)]
    assert len(seated) <= max(capacity, len(taken))
    left = [counts for key, counts in queue if key not in risen]
    assert not any(may_have_place(capacity, asked, seated, counts) for counts in left)
    for one in risen:  # nobody earlier was passed over who counts for the same
        assert waiting[one] not in [waiting[key] for key in range(one) if key not in risen]
