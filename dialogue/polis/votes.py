"""`votes.csv`: every vote ever cast, one a row, also those that were changed afterwards."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dialogue.polis.limits import LIMITS, Limits
from dialogue.polis.moments import written_moment
from dialogue.polis.sheets import Heads, Row, Source, Spot, in_parts, sheet_of, whole
from dialogue.polis.writing import table
from kernel.errors import BadInput

FILE = "votes.csv"
HEADS = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
READ = ("timestamp", "comment-id", "voter-id", "vote")
SIDES: Mapping[str, int] = {"1": 1, "0": 0, "-1": -1}


class Vote(NamedTuple):
    """Somebody's vote on a statement: 1 agree, -1 disagree, 0 pass; in milliseconds since 1970."""

    time: int
    statement: int
    person: int
    vote: int


def _numbers() -> "array[int]":
    return array("q")


def _sides() -> "array[int]":
    return array("b")


@dataclass(frozen=True)
class Votes:
    """Many votes, kept column by column: millions of them take 25 bytes each."""

    times: "array[int]" = field(default_factory=_numbers)
    statements: "array[int]" = field(default_factory=_numbers)
    people: "array[int]" = field(default_factory=_numbers)
    sides: "array[int]" = field(default_factory=_sides)

    def __len__(self) -> int:
        return len(self.sides)

    def __iter__(self) -> Iterator[Vote]:
        return map(Vote, self.times, self.statements, self.people, self.sides)

    @classmethod
    def of(cls, votes: Iterable[Vote]) -> "Votes":
        """The same from single votes."""
        found = cls()
        for vote in votes:
            for column, value in zip(found.columns, vote, strict=True):
                column.append(value)
        return found

    @property
    def columns(self) -> "tuple[array[int], ...]":
        return self.times, self.statements, self.people, self.sides

    def last(self) -> dict[tuple[int, int], int]:
        """The vote that counts of each person on each statement: the latest, of those of the same
        time the one that stands last."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for time, statement, person, side in self:
            kept = found.get((person, statement))
            if kept is None or time >= kept[0]:
                found[person, statement] = time, side
        return {cell: side for cell, (_, side) in found.items()}


def read_votes(source: Source, limits: Limits = LIMITS) -> Votes:
    """The votes of a file. BadInput for anything that is no vote, or for too many."""
    heads, rows = sheet_of(source, FILE)
    places = heads.places(*READ)
    votes = Votes()
    for part in in_parts(rows):
        if len(votes) + len(part) > limits.votes:
            raise BadInput("polis-too-large", file=FILE, most=limits.votes)
        _take(votes, part, places, heads)
    within(votes, limits)
    return votes


def within(votes: Votes, limits: Limits) -> None:
    """BadInput when votes are by more people or on more statements than these."""
    for column, most in ((votes.statements, limits.statements), (votes.people, limits.people)):
        if len(set(column)) > most:
            raise BadInput("polis-too-large", file=FILE, most=most)


def _take(
    votes: Votes, part: Sequence[tuple[int, Row]], places: Sequence[int], heads: Heads
) -> None:
    """Takes many rows at once; only when one of them is faulty are they looked at singly."""
    columns = list(zip(*(row for _, row in part), strict=True))
    *numbers, sides = (columns[place] for place in places)
    try:
        for column, cells in zip(votes.columns[:3], numbers, strict=True):
            together = "".join(cells)
            if not (together.isascii() and together.isdecimal()):
                raise ValueError(column)
            column.extend(map(int, cells))
        votes.sides.extend(map(SIDES.__getitem__, sides))
    except (ValueError, OverflowError, KeyError):
        raise _first_fault(part, places, heads) from None


def _first_fault(part: Sequence[tuple[int, Row]], places: Sequence[int], heads: Heads) -> BadInput:
    try:
        for number, row in part:
            for name, place in zip(READ[:3], places, strict=False):
                whole(row[place], Spot(heads.file, number, name))
            if row[places[3]] not in SIDES:
                return Spot(heads.file, number, "vote").fault()
    except BadInput as fault:
        return fault
    raise AssertionError("these rows had a fault")


def write_votes(votes: Iterable[Vote]) -> bytes:
    """The file, in the order given."""
    return table(
        HEADS,
        (
            (one.time, written_moment(one.time), one.statement, one.person, one.vote)
            for one in votes
        ),
    )
