"""Who was heard for how long: a row for each group, a column for each sex."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.contents import Text, Turn
from meetings.kinds import Sex


@dataclass(frozen=True)
class Heard:
    """The minutes of one group; of those who gave no sex, with the others."""

    group: Text
    women: int
    men: int
    others: int
    minutes: int


def heard_by_group(turns: Iterable[Turn]) -> list[Heard]:
    """The groups that spoke, the one heard longest first. Seconds are added before rounding."""
    by_group: dict[Text, list[Turn]] = {}
    for turn in turns:
        by_group.setdefault(turn.group, []).append(turn)
    longest_first = sorted(by_group.items(), key=lambda one: (-_seconds(one[1]), one[0].es))
    return [_heard(group, spoken) for group, spoken in longest_first]


def _heard(group: Text, turns: list[Turn]) -> Heard:
    women = [one for one in turns if one.sex == Sex.WOMAN]
    men = [one for one in turns if one.sex == Sex.MAN]
    others = [one for one in turns if one.sex not in {Sex.WOMAN, Sex.MAN}]
    return Heard(group, *(round(_seconds(one) / 60) for one in (women, men, others, turns)))


def _seconds(turns: Iterable[Turn]) -> int:
    return sum(one.seconds for one in turns)
