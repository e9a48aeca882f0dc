"""What a computation of opinion groups found, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dialogue.opinion_groups.tallies import Side, Tally

LEAST_PEOPLE = 15
"""Below so many people no groups are shown: each would be found out."""


class Point(NamedTuple):
    """Where a person or a statement lies on the map. Distances mean something, directions not."""

    id: int
    x: float
    y: float


@dataclass(frozen=True)
class Representative:
    """A statement by which a group is known. `ratio` compares its share `p` with the others'."""

    statement: int
    side: Side
    ratio: float
    ratio_z: float
    p: float
    p_z: float


@dataclass(frozen=True)
class OpinionGroup:
    """People who vote alike. `id` counts from 0, the largest group first."""

    id: int
    size: int
    representative: tuple[Representative, ...]


@dataclass(frozen=True)
class StatementFigures:
    """One statement: everybody's votes, those of each group, and what follows from them.

    `gic` is the group-informed consensus, None without groups. `extremity` is how far a single vote
    moves a person on the map.
    """

    statement: int
    everybody: Tally
    groups: tuple[Tally, ...]
    gic: float | None
    priority: float
    extremity: float


@dataclass(frozen=True)
class OpinionGroups:
    """Everything that was found. Approximate: another look at the same people may differ.

    `votes` are last votes, one for each person and statement. `membership` names the people who
    were grouped, by their ids. `silhouette` (-1 to 1) says how well the groups are apart; None
    where there are none, 0 where all are alike. With fewer than `LEAST_PEOPLE` there are no groups
    and no `people`; the statements are counted all the same.
    """

    participants: int
    votes: int
    silhouette: float | None
    groups: tuple[OpinionGroup, ...]
    membership: Mapping[int, int]
    statements: tuple[StatementFigures, ...]
    majority_agree: tuple[int, ...]
    majority_disagree: tuple[int, ...]
    people: tuple[Point, ...] = field(repr=False)
    places: tuple[Point, ...] = field(repr=False)

    @property
    def grouped(self) -> int:
        """How many people are in a group."""
        return len(self.membership)
