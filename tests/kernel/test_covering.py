"""Words are taken out of what somebody said and never changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.covering import COVERED, left_of

SAID = "Rosa dijo que Rosa Mamani, la vecina, sabe."


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (SAID, SAID),
        ("Rosa dijo que la vecina sabe", f"Rosa dijo que {COVERED}, la vecina, sabe."),
        (f"{COVERED} dijo que {COVERED}, la vecina, sabe.",
         f"{COVERED} dijo que {COVERED}, la vecina, sabe."),
        ("", f"{COVERED}."),
        ("Rosa calló que Rosa Mamani, la vecina, sabe.", None),
        (SAID + " Todo.", None),
        ("rosa dijo", None),
    ],
)  # fmt: skip
def test_where_a_word_was_taken_out_something_says_so(wanted: str, left: str | None) -> None:
    assert left_of(SAID, wanted) == left


@given(st.lists(st.sampled_from(["agua", "Rosa", "p'unchaw", "3"]), max_size=8), st.data())
def test_what_is_left_holds_no_word_that_was_taken_out_and_no_other(
    words: list[str], data: st.DataObject
) -> None:
    keep = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    wanted = [word for word, stays in zip(words, keep, strict=True) if stays]
    left = left_of(" ".join(words), " ".join(wanted))
    assert left is not None
    assert [word for word in left.split() if word != COVERED] == wanted
    assert left_of(left, left) == left
