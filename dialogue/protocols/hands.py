"""Hands that went up, by sex, as an acta counts them: for everybody who reads it."""

from collections.abc import Collection
from dataclasses import dataclass

from dialogue.protocols.kinds import Leaning, PositionUnit
from dialogue.protocols.options import LEANING
from dialogue.protocols.privacy import few_hidden, hidden_crowds
from dialogue.protocols.tallies import Tally
from kernel.statistics import SPLIT_FROM


@dataclass(frozen=True)
class BySex:
    """The hands of the groups that decide, all together."""

    women_for: int
    men_for: int
    other_for: int
    women_against: int
    men_against: int
    other_against: int
    abstained: int


def raised(tallies: Collection[Tally]) -> bool:
    """Whether every group that decides and answered raised hands: a part is not the whole."""
    decided = _decided(tallies)
    return bool(decided) and all(one.unit is PositionUnit.TALLY for one in decided)


def by_sex(tallies: Collection[Tally]) -> BySex | None:
    """None where not everybody raised hands, or where the columns would tell of fewer than five:
    of the people who are neither women nor men, or of groups whose answers are hidden."""
    decided = _decided(tallies)
    others = sum(shown.other for one in decided for shown in (one.hands or {}).values())
    if not raised(tallies) or 0 < others < SPLIT_FROM or _tells(decided):
        return None
    return BySex(
        women_for=_hands(decided, "women", Leaning.SUPPORT),
        men_for=_hands(decided, "men", Leaning.SUPPORT),
        other_for=_hands(decided, "other", Leaning.SUPPORT),
        women_against=_hands(decided, "women", Leaning.OPPOSE),
        men_against=_hands(decided, "men", Leaning.OPPOSE),
        other_against=_hands(decided, "other", Leaning.OPPOSE),
        abstained=sum(one.leaning(Leaning.NEUTRAL) for one in decided),
    )


def _decided(tallies: Collection[Tally]) -> list[Tally]:
    return [one for one in tallies if one.decides and one.answers]


def _tells(decided: Collection[Tally]) -> bool:
    people = {one.key: one.answers for one in decided}
    return few_hidden(people, hidden_crowds(people, people))


def _hands(tallies: Collection[Tally], sex: str, side: Leaning) -> int:
    return sum(
        getattr(shown, sex)
        for one in tallies
        for option, shown in (one.hands or {}).items()
        if LEANING[option] is side and not (side is Leaning.OPPOSE and one.integrated)
    )
