"""Names in a sentence, and shares as people of each language write them."""

from collections.abc import Iterable, Mapping
from functools import cache

from babel.numbers import format_percent

from dialogue.consensus.levels import hundredths
from web.locale import current

Names = Mapping[str, str]
"""What each group or alternative is called, by its key."""

MOST_DECIMALS = 3


def named(names: Names, keys: Iterable[str]) -> str:
    """The names behind these keys, in their order; a key without a name stands for itself."""
    return ", ".join(names.get(key, key) for key in keys)


def percent(share: float, decimals: int = 0) -> str:
    """A share of one in hundredths: 0.88 is 88 %."""
    if not decimals:
        return _whole(hundredths(share), current())
    return format_percent(share, f"#,##0.{'0' * decimals} %", locale=current())


@cache
def _whole(shown: int, language: str) -> str:
    """There are a hundred and one of these in a language, and a board says hundreds."""
    return format_percent(shown / 100, "#,##0 %", locale=language)


def points(change: float) -> int:
    """A change in whole points, without its sign."""
    return round(abs(change) * 100)


def apart(share: float, limit: float) -> tuple[str, str]:
    """A share and its limit, with as many decimals as it takes to see which is higher.

    A share of 66.67 % does not reach a limit of 67 %; both would be written as 67 %.
    """
    decimals = next(
        (
            places
            for places in range(MOST_DECIMALS)
            if share == limit or percent(share, places) != percent(limit, places)
        ),
        MOST_DECIMALS,
    )
    return percent(share, decimals), percent(limit, decimals)
