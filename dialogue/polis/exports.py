"""A whole conversation: its four files, which agree with each other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dialogue.polis import comments, participants, summary, votes
from dialogue.polis.comments import Comment
from dialogue.polis.identities import check_counts, check_people
from dialogue.polis.limits import LIMITS, Limits
from dialogue.polis.participants import Participant
from dialogue.polis.sheets import Source
from dialogue.polis.summary import Summary
from dialogue.polis.votes import Votes
from kernel.errors import BadInput

NO_GROUPS: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True)
class Export:
    """Statements and all votes on them; what the conversation is called where that was given."""

    votes: Votes
    comments: tuple[Comment, ...]
    summary: Summary | None = None


def read_export(files: Mapping[str, Source], limits: Limits = LIMITS) -> Export:
    """A conversation from its files by name; `votes.csv` and `comments.csv` must be there.

    The other two are read and compared where they are given. BadInput for anything amiss in a file
    or between them.
    """
    for name in (votes.FILE, comments.FILE):
        if name not in files:
            raise BadInput("polis-file-missing", file=name)
    cast = votes.read_votes(files[votes.FILE], limits)
    said = comments.read_comments(files[comments.FILE], limits)
    check_counts(cast, said)
    if participants.FILE in files:
        check_people(cast, participants.read_participants(files[participants.FILE], limits))
    about = summary.read_summary(files[summary.FILE], limits) if summary.FILE in files else None
    return Export(cast, said, about)


def write_export(export: Export, groups: Mapping[int, int] = NO_GROUPS) -> dict[str, bytes]:
    """The files by name; `groups` says in which opinion group a person is, where that is shown."""
    people = people_of(export, groups)
    voted = sorted(set(export.votes.statements))
    files = {
        votes.FILE: votes.write_votes(export.votes),
        comments.FILE: comments.write_comments(export.comments),
        participants.FILE: participants.write_participants(people, voted),
    }
    if export.summary:
        files[summary.FILE] = summary.write_summary(export.summary)
    return files


def people_of(export: Export, groups: Mapping[int, int] = NO_GROUPS) -> tuple[Participant, ...]:
    """Everybody who voted, with the votes that count."""
    wrote = Counter(one.author for one in export.comments)
    cast: dict[int, dict[int, int]] = {}
    for (person, statement), side in export.votes.last().items():
        cast.setdefault(person, {})[statement] = side
    return tuple(
        _participant(person, groups.get(person), wrote[person], cast[person])
        for person in sorted(cast)
    )


def _participant(
    person: int, group: int | None, wrote: int, cast: Mapping[int, int]
) -> Participant:
    sides = Counter(cast.values())
    return Participant(person, group, wrote, len(cast), sides[1], sides[-1], cast)
