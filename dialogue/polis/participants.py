"""`participants-votes.csv`: a row for each person, a column for each statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dialogue.polis.limits import LIMITS, Limits
from dialogue.polis.sheets import Heads, Row, Source, Spot, sheet_of, whole
from dialogue.polis.votes import SIDES
from dialogue.polis.writing import table
from kernel.errors import BadInput

FILE = "participants-votes.csv"
COUNTS = ("n-comments", "n-votes", "n-agree", "n-disagree")
HEADS = ("participant", "group-id", *COUNTS)


@dataclass(frozen=True)
class Participant:
    """Somebody's last votes, by statement. `group` is not to be trusted in what others gave out.

    Names and addresses that other systems add (`xid`) are never read.
    """

    id: int
    group: int | None
    comments: int
    voted: int
    agreed: int
    disagreed: int
    votes: Mapping[int, int]


def read_participants(source: Source, limits: Limits = LIMITS) -> tuple[Participant, ...]:
    """The people of a file, as they stand in it. BadInput for anything amiss."""
    heads, rows = sheet_of(source, FILE)
    heads.places(*HEADS)
    statements = _statements(heads)
    if len(statements) > limits.statements:
        raise BadInput("polis-too-large", file=FILE, most=limits.statements)
    found: dict[int, Participant] = {}
    for number, row in rows:
        one = _participant(row, number, heads, statements)
        if one.id in found:
            raise BadInput("polis-twice", file=FILE, row=number, column="participant")
        found[one.id] = one
        if len(found) > limits.people:
            raise BadInput("polis-too-large", file=FILE, most=limits.people)
    return tuple(found.values())


def _statements(heads: Heads) -> dict[int, int]:
    """The statements and the places of their columns: those whose name is a number."""
    return {
        whole(name, Spot(FILE, 1, name)): place
        for place, name in enumerate(heads.names)
        if name.isdecimal()
    }


def _participant(row: Row, number: int, heads: Heads, statements: Mapping[int, int]) -> Participant:
    def count(name: str) -> int:
        return whole(row[heads.place(name)], Spot(FILE, number, name))

    votes = {}
    for statement, place in statements.items():
        cell = row[place]
        if cell and cell not in SIDES:
            raise Spot(FILE, number, str(statement)).fault()
        if cell:
            votes[statement] = SIDES[cell]
    return Participant(
        id=count("participant"),
        group=count("group-id") if row[heads.place("group-id")] else None,
        comments=count("n-comments"),
        voted=count("n-votes"),
        agreed=count("n-agree"),
        disagreed=count("n-disagree"),
        votes=votes,
    )


def write_participants(people: Sequence[Participant], statements: Iterable[int]) -> bytes:
    """The file, with a column for each of these statements."""
    columns = tuple(statements)
    rows = (
        (
            one.id, one.group, one.comments, one.voted, one.agreed, one.disagreed,
            *(one.votes.get(statement) for statement in columns),
        )
        for one in people
    )  # fmt: skip
    return table((*HEADS, *map(str, columns)), rows)
