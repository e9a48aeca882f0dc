"""What must be true between the files of one conversation."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dialogue.polis.comments import Comment
from dialogue.polis.participants import Participant
from dialogue.polis.votes import Votes
from kernel.errors import BadInput

Counts = Mapping[tuple[int, int], int]


def check_counts(votes: Votes, comments: Sequence[Comment]) -> None:
    """Each statement that was voted on is known, and its agrees and disagrees are the rows with
    these votes, changed ones included. BadInput that names the first statement that differs, or
    says that 1 and -1 were exchanged."""
    counts = Counter(zip(votes.statements, votes.sides, strict=True))
    known = {one.id for one in comments}
    unknown = min({statement for statement, _ in counts} - known, default=None)
    if unknown is not None:
        raise BadInput("polis-unknown-statement", file="votes.csv", statement=unknown)
    wrong = [one for one in comments if _said(one) != _counted(one, counts)]
    if wrong and all(_said(one) == _counted(one, counts)[::-1] for one in comments):
        raise BadInput("polis-signs-turned", file="votes.csv")
    if wrong:
        raise BadInput("polis-counts-differ", file="comments.csv", statement=wrong[0].id)


def _said(one: Comment) -> tuple[int, int]:
    return one.agrees, one.disagrees


def _counted(one: Comment, counts: Counts) -> tuple[int, int]:
    return counts.get((one.id, 1), 0), counts.get((one.id, -1), 0)


def check_people(votes: Votes, people: Sequence[Participant]) -> None:
    """Each person's row has the last votes, and counts them as they are. BadInput that names the
    first person whose row differs."""
    cast: dict[int, dict[int, int]] = {}
    for (person, statement), side in votes.last().items():
        cast.setdefault(person, {})[statement] = side
    for one in people:
        if one.votes != cast.pop(one.id, {}) or not _counts_are_right(one):
            raise BadInput("polis-people-differ", file="participants-votes.csv", person=one.id)
    if cast:
        raise BadInput("polis-people-differ", file="participants-votes.csv", person=min(cast))


def _counts_are_right(one: Participant) -> bool:
    sides = Counter(one.votes.values())
    return (one.voted, one.agreed, one.disagreed) == (len(one.votes), sides[1], sides[-1])
