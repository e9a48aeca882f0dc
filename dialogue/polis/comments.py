"""`comments.csv`: the statements, who wrote them, and what moderation decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dialogue.polis.limits import LIMITS, Limits
from dialogue.polis.moments import written_moment
from dialogue.polis.sheets import Heads, Row, Source, Spot, sheet_of, whole
from dialogue.polis.writing import table
from kernel.errors import BadInput
from kernel.text import canonical, csv_cell, text_of_cell

FILE = "comments.csv"
HEADS = (
    "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated",
    "comment-body",
)  # fmt: skip
NUMBERS = ("comment-id", "author-id", "timestamp", "agrees", "disagrees")
MODERATED: Mapping[str, int] = {"-1": -1, "0": 0, "1": 1}
ABOUT_ITSELF = "is-meta"
"""A column of newer exports, read where it is there."""
TRUTHS: Mapping[str, bool] = {"": False, "false": False, "0": False, "true": True, "1": True}


@dataclass(frozen=True)
class Comment:
    """A statement. `moderated`: 1 taken in, -1 rejected, 0 not looked at.

    `agrees` and `disagrees` count every vote ever cast, also those that were changed afterwards;
    `time` is in milliseconds since 1970.
    """

    id: int
    author: int
    time: int
    agrees: int
    disagrees: int
    moderated: int
    text: str
    about_itself: bool = False


def read_comments(source: Source, limits: Limits = LIMITS) -> tuple[Comment, ...]:
    """The statements of a file, as they stand in it. BadInput for two of the same number, one
    without words, or anything else that is amiss."""
    heads, rows = sheet_of(source, FILE)
    heads.places(*NUMBERS, "moderated", "comment-body")
    found: dict[int, Comment] = {}
    for number, row in rows:
        one = _comment(row, number, heads, limits)
        if one.id in found:
            raise BadInput("polis-twice", file=FILE, row=number, column="comment-id")
        found[one.id] = one
        if len(found) > limits.statements:
            raise BadInput("polis-too-large", file=FILE, most=limits.statements)
    return tuple(found.values())


def _comment(row: Row, number: int, heads: Heads, limits: Limits) -> Comment:
    def spot(name: str) -> Spot:
        return Spot(FILE, number, name)

    def count(name: str) -> int:
        return whole(row[heads.place(name)], spot(name))

    moderated = row[heads.place("moderated")]
    text = canonical(text_of_cell(row[heads.place("comment-body")])).strip()
    about = row[heads.place(ABOUT_ITSELF)].lower() if ABOUT_ITSELF in heads.names else ""
    if moderated not in MODERATED:
        raise spot("moderated").fault()
    if not text or len(text) > limits.letters:
        raise spot("comment-body").fault()
    if about not in TRUTHS:
        raise spot(ABOUT_ITSELF).fault()
    return Comment(
        id=count("comment-id"),
        author=count("author-id"),
        time=count("timestamp"),
        agrees=count("agrees"),
        disagrees=count("disagrees"),
        moderated=MODERATED[moderated],
        text=text,
        about_itself=TRUTHS[about],
    )


def write_comments(comments: Sequence[Comment]) -> bytes:
    """The file, in the order given; with a column more where one is about the conversation."""
    more = any(one.about_itself for one in comments)
    heads = (*HEADS, ABOUT_ITSELF) if more else HEADS
    return table(heads, _rows(comments, more))


def _rows(comments: Iterable[Comment], more: bool) -> Iterable[Sequence[str | int]]:
    for one in comments:
        row = (
            one.time, written_moment(one.time), one.id, one.author, one.agrees, one.disagrees,
            one.moderated, csv_cell(one.text),
        )  # fmt: skip
        yield (*row, str(one.about_itself).lower()) if more else row
