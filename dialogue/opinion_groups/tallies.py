"""How people voted on one statement, counted."""

from typing import Literal, NamedTuple

Side = Literal["agree", "disagree"]


class Tally(NamedTuple):
    """Last votes on one statement. Who did not vote on it is not counted."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def seen(self) -> int:
        """Everybody who voted, those who passed included."""
        return self.agree + self.disagree + self.passed

    def of(self, side: Side) -> int:
        """How many voted that way."""
        return self.agree if side == "agree" else self.disagree

    def without(self, part: "Tally") -> "Tally":
        """Those who are not in `part`."""
        return Tally(*(all_of - some for all_of, some in zip(self, part, strict=True)))


def together(tallies: tuple[Tally, ...]) -> Tally:
    """Everybody in any of these."""
    return Tally(*(sum(column) for column in zip(*tallies, strict=True))) if tallies else Tally()
