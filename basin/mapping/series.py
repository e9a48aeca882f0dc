"""What a table gave: series on one axis of time, and what was noticed."""

from dataclasses import dataclass
from datetime import date

from basin.kinds import TimeStep
from basin.mapping.notes import Note, Question
from basin.mapping.plans import Wanted
from basin.mapping.sources import Source
from basin.mapping.units import Conversion


@dataclass(frozen=True)
class Read:
    """One series on the axis of the reading, in `unit`; None where there is no value."""

    wanted: Wanted
    source: Source
    unit: str
    conversion: Conversion | None
    values: tuple[float | None, ...]
    rows: tuple[int, ...]
    """The row that each value came from; 0 where the table has none."""

    @property
    def known(self) -> list[float]:
        """The values that there are."""
        return [value for value in self.values if value is not None]

    @property
    def gaps(self) -> int:
        """How many steps have no value."""
        return sum(1 for value in self.values if value is None)


@dataclass(frozen=True)
class Reading:
    """What a table gives. It may become evidence when no question is open."""

    step: TimeStep | None
    days: tuple[date, ...]
    series: tuple[Read, ...]
    notes: tuple[Note, ...]
    questions: tuple[Question, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to be answered."""
        return not self.questions
