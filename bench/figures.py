"""A figure of the bench: what was measured, beside what, and whether it reaches its goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table: what, ours, the floor's, and the goal."""

    what: str
    ours: float
    floor: float
    unit: str
    goal: str

    @property
    def met(self) -> bool:
        """Whether the figure reaches its goal."""
        sign, _, rest = self.goal.partition(" ")
        if sign == "=":
            return self.ours == self.floor
        bound = self.floor if rest == "budget" else float(rest.split()[0]) * self.floor
        return self.ours >= bound if sign == "≥" else self.ours <= bound
