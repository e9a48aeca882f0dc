"""What only one kind of meeting has: which keys, and how long what stands under each may be.

The words of each key: `meetings/words.py`. They are kept in `Meeting.particulars`.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum

from meetings.kinds import MeetingKind


class Shape(Enum):
    """How something is told."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"


class Particular(StrEnum):
    """One thing that only some kinds of meeting have."""

    HOST = "host"
    HOST_ORGANIZATION = "host_organization"
    WANTED_TO_LEARN = "wanted_to_learn"
    ROUTE = "route"
    SEEN = "seen"
    MEASUREMENTS = "measurements"
    LEARNINGS = "learnings"
    AT_HOME = "at_home"
    FOLLOW_UP = "follow_up"
    MEMBERS = "members"
    QUORUM = "quorum"
    FAMILIES = "families"
    SECRETARY = "secretary"
    BOOK = "book"
    EMPLOYER_SIDE = "employer_side"
    WORKERS_SIDE = "workers_side"


HAD_AGENDA = "had_agenda"
"""Of an old acta of any kind: whether it had an agenda, true or false; absent when nobody knows."""

OF_KIND: Mapping[MeetingKind, tuple[Particular, ...]] = {
    MeetingKind.PEER_EXCHANGE: (
        Particular.HOST,
        Particular.HOST_ORGANIZATION,
        Particular.WANTED_TO_LEARN,
        Particular.LEARNINGS,
        Particular.AT_HOME,
        Particular.FOLLOW_UP,
    ),
    MeetingKind.FIELD_VISIT: (
        Particular.HOST,
        Particular.ROUTE,
        Particular.SEEN,
        Particular.MEASUREMENTS,
        Particular.LEARNINGS,
        Particular.FOLLOW_UP,
    ),
    MeetingKind.ASSEMBLY: (
        Particular.MEMBERS,
        Particular.QUORUM,
        Particular.FAMILIES,
        Particular.SECRETARY,
        Particular.BOOK,
    ),
    MeetingKind.COMMITTEE_MEETING: (Particular.EMPLOYER_SIDE, Particular.WORKERS_SIDE),
}
"""The other kinds have nothing of their own."""

SHAPES: Mapping[Particular, Shape] = {
    Particular.HOST: Shape.LINE,
    Particular.HOST_ORGANIZATION: Shape.LINE,
    Particular.MEMBERS: Shape.NUMBER,
    Particular.QUORUM: Shape.NUMBER,
    Particular.FAMILIES: Shape.NUMBER,
    Particular.SECRETARY: Shape.LINE,
    Particular.BOOK: Shape.LINE,
}
"""Everything else is several lines of text."""


def own_of(kind: MeetingKind) -> tuple[Particular, ...]:
    """What this kind has of its own, in the order of its form."""
    return OF_KIND.get(kind, ())


def shape_of(particular: Particular) -> Shape:
    """How it is told."""
    return SHAPES.get(particular, Shape.TEXT)


def has_quorum(particulars: Mapping[str, object]) -> bool | None:
    """Whether as many families came as the padrón asks for; None while a figure is missing."""
    needed, came = particulars.get(Particular.QUORUM), particulars.get(Particular.FAMILIES)
    if not isinstance(needed, int) or not isinstance(came, int):
        return None
    return came >= needed
