"""What may be shown of a group, by how many people it has.

Below five only how many they are: who answered what could be guessed. From five to nine how many
did better, the same and worse, without percentages: one person would be a seventh. From ten also
shares and the interval that they are sure to. What may not be shown is None and stands nowhere.
Groups that differ are shown beside each other, never tested against each other.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import TypeVar

from kernel.statistics.intervals import Interval, mean_interval, newcombe, wilson

SPLIT_FROM = 5
INTERVAL_FROM = 10

Group = TypeVar("Group", bound=Hashable)


class Detail(StrEnum):
    """How much is shown of a group."""

    TOTAL = "total"
    COUNTS = "counts"
    SHARES = "shares"


def detail_for(people: int) -> Detail:
    """How much may be shown of a group of so many people. ValueError for fewer than none."""
    if people < 0:
        raise ValueError("people cannot be fewer than none")
    if people < SPLIT_FROM:
        return Detail.TOTAL
    return Detail.COUNTS if people < INTERVAL_FROM else Detail.SHARES


def groups_shown(sizes: Mapping[Group, int]) -> set[Group]:
    """The groups whose results may stand beside those of all together; the others show their size.

    What all did less what the shown groups did is what the hidden ones did. So those hidden for
    their size must be enough people together; if they are not, the smallest other one joins them.
    Each way of dividing the same people (by sex, by community) is asked by itself.
    ValueError for a group of fewer than none.
    """
    by_size = sorted(sizes, key=lambda group: sizes[group])
    small = [group for group in by_size if detail_for(sizes[group]) is Detail.TOTAL]
    hidden = sum(sizes[group] for group in small)
    large = by_size[len(small) :]
    return set(large[1:] if 0 < hidden < SPLIT_FROM else large)


@dataclass(frozen=True)
class Moves:
    """How many people did better, the same and worse the second time."""

    better: int
    same: int
    worse: int


@dataclass(frozen=True)
class Share:
    """How many of a group; from ten people on also which part of it (0 to 1) and how surely."""

    people: int
    count: int | None = None
    part: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class PairedResult:
    """What a group knew before and after, person by person. Change is in parts of one, -1 to 1."""

    people: int
    moves: Moves | None = None
    before: Share | None = None
    after: Share | None = None
    change: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class ScaleResult:
    """How a group moved on a scale of answers, person by person. Change is in its steps."""

    people: int
    moves: Moves | None = None
    before: float | None = None
    after: float | None = None
    change: float | None = None
    interval: Interval | None = None


def share(count: int, people: int) -> Share:
    """How many of `people`, as far as it may be shown. ValueError unless 0 <= count <= people."""
    surely = wilson(count, people)
    match detail_for(people):
        case Detail.TOTAL:
            return Share(people)
        case Detail.COUNTS:
            return Share(people, count)
        case Detail.SHARES:
            return Share(people, count, count / people, surely)


def paired_result(kept: int, gained: int, lost: int, never: int) -> PairedResult:
    """What a question with a right answer shows of those who answered it before and after.

    `kept` right both times, `gained` right only after, `lost` right only before, `never` right.
    Whoever answered once only is not counted here. ValueError for a negative count.
    """
    surely = newcombe(kept, gained, lost, never)
    people = kept + gained + lost + never
    if detail_for(people) is Detail.TOTAL:
        return PairedResult(people)
    moves = Moves(gained, kept + never, lost)
    if detail_for(people) is Detail.COUNTS:
        return PairedResult(people, moves)
    return PairedResult(
        people,
        moves,
        before=share(kept + lost, people),
        after=share(kept + gained, people),
        change=(gained - lost) / people,
        interval=surely,
    )


def scale_result(answers: Iterable[tuple[int, int]]) -> ScaleResult:
    """What a question on a scale shows of those who answered it `(before, after)`.

    Higher is better: turn round the answers of a question that is put the other way.
    """
    pairs = list(answers)
    changes = [after - before for before, after in pairs]
    if detail_for(len(pairs)) is Detail.TOTAL:
        return ScaleResult(len(pairs))
    moves = Moves(
        better=sum(change > 0 for change in changes),
        same=changes.count(0),
        worse=sum(change < 0 for change in changes),
    )
    if detail_for(len(pairs)) is Detail.COUNTS:
        return ScaleResult(len(pairs), moves)
    return ScaleResult(
        len(pairs),
        moves,
        before=fmean(before for before, _ in pairs),
        after=fmean(after for _, after in pairs),
        change=fmean(changes),
        interval=mean_interval(changes),
    )
