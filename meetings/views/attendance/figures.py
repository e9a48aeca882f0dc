"""The figures of a meeting in the words of its reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meetings import words
from meetings.kinds import AgeBand, Sex
from meetings.models import Group, Sitting
from meetings.queries.attendance import Totals
from web.formats import short_day
from web.locale import _, current


@dataclass(frozen=True)
class Figures:
    """Rows of words and counts."""

    came: int
    listed: int
    to_all: int
    sexes: Sequence[str]
    groups: Sequence[tuple[str, Sequence[int], int]]
    sittings: Sequence[tuple[str, Sequence[int], int]]
    ages: Sequence[tuple[str, Sequence[int], int]]
    communities: Sequence[tuple[str, Sequence[int], int]]
    absent: Sequence[str]
    expected: int
    """How many groups were expected."""
    several: bool
    """Whether there is more than one sitting."""


def figures_of(totals: Totals, sittings: Sequence[Sitting], groups: Mapping[int, Group]) -> Figures:
    """The figures to be shown. A sex that nobody gave has no column."""
    sexes = [sex for sex in Sex if totals.by_sex.get(sex) or sex in {Sex.WOMAN, Sex.MAN}]

    def row(name: str, counted: Mapping[Sex, int]) -> tuple[str, Sequence[int], int]:
        return name, [counted.get(sex, 0) for sex in sexes], sum(counted.values())

    def called(group: int | None) -> str:
        return groups[group].called(current()) if group else _("Sin grupo")

    return Figures(
        came=totals.came,
        listed=totals.listed,
        to_all=totals.to_all,
        sexes=[str(words.SEX[sex]) for sex in sexes],
        groups=[row(called(one), counted) for one, counted in _largest(totals.by_group)],
        sittings=[row(sitting_name(one), totals.by_sitting[one.id]) for one in sittings],
        ages=[
            (str(words.AGE[age]), (), totals.by_age[age])
            for age in AgeBand
            if totals.by_age.get(age)
        ],
        communities=sorted(
            ((name or _("No dice"), (), count) for name, count in totals.by_community.items()),
            key=lambda row: (-row[2], row[0]),
        ),
        absent=sorted(called(group) for group in totals.absent_groups),
        expected=totals.expected_groups,
        several=len(sittings) > 1,
    )


def sitting_name(sitting: Sitting) -> str:
    """What a sitting is called: its title, or its day."""
    return sitting.title or short_day(sitting.on)


def _largest(by_group: Mapping[int | None, Mapping[Sex, int]]) -> list[Any]:
    return sorted(by_group.items(), key=lambda pair: -sum(pair[1].values()))
