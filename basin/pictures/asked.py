"""What somebody chose to see, as the address of the page says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from basin.comparing import Case, Comparison
from kernel.charts.dyes import SERIES

AT_MOST = len(SERIES)
"""Scenarios in one picture."""
MOST_MEASURED = 4
"""Stations over one picture: each is read whole, by whoever asks."""


@dataclass(frozen=True)
class Asked:
    """Keys of scenarios, of the one to compare with, of the one whose band is shown too; codes of
    other evidence and of measurements. Empty where nothing was chosen."""

    shown: tuple[str, ...] = ()
    base: str = ""
    band: str = ""
    beside: str = ""
    measured: tuple[str, ...] = ()
    both: bool = False

    @classmethod
    def of(cls, listed: Mapping[str, Sequence[str]]) -> "Asked":
        """What an address asks for: s, base, band, with, obs, all."""

        def one(name: str) -> str:
            return next(iter(listed.get(name, ())), "").strip()

        return cls(
            tuple(listed.get("s", ())), one("base"), one("band"), one("with").upper(),
            tuple(dict.fromkeys(code.strip().upper() for code in listed.get("obs", ())))[
                :MOST_MEASURED
            ],
            bool(one("all")),
        )  # fmt: skip

    def among(self, keys: Sequence[str]) -> "Asked":
        """The same in the order of `keys`, without what names none of them: a word that somebody
        makes up lets nothing be drawn anew."""
        return replace(
            self,
            shown=tuple(key for key in keys if key in self.shown),
            base=self.base if self.base in keys else "",
            band=self.band if self.band in keys else "",
        )

    @property
    def address(self) -> dict[str, Any]:
        """The same for an address; what was not chosen is left out."""
        found = {
            "s": list(self.shown), "base": self.base, "band": self.band, "with": self.beside,
            "obs": list(self.measured), "all": "1" if self.both else "",
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def drawn(self, comparison: Comparison) -> tuple[str, ...]:
        """The keys to draw, at most five, in the order of the comparison."""
        known = [case.key for case in comparison.cases]
        wanted = [key for key in known if key in self.shown] or self._usual(comparison)
        return tuple(key for key in known if key in wanted[:AT_MOST])

    def _usual(self, comparison: Comparison) -> list[str]:
        """The baseline, then what both pieces of evidence have to say of each scenario."""
        first = comparison.cases[0].source if comparison.cases else ""
        own = [one for one in comparison.changed if one.source == first]
        others = [one for one in comparison.changed if one.source != first]
        base = [one for one in comparison.cases if one == comparison.base]
        pairs = zip_longest(own, _like(others, own))
        return [one.key for one in [*base, *(each for pair in pairs for each in pair if each)]]


def _like(others: Sequence[Case], own: Sequence[Case]) -> list[Case]:
    """In the order in which the first evidence has scenarios of the same name."""
    order = {one.scenario.id: at for at, one in enumerate(own)}
    return sorted(others, key=lambda one: order.get(one.scenario.id, len(order)))
