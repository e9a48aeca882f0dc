"""Who may stand on one axis: the same unit, the same step of time. Nothing is converted."""

from collections.abc import Sequence
from dataclasses import dataclass

from basin.comparing.cases import Case
from basin.comparing.moments import step_of
from basin.kinds import TimeStep


@dataclass(frozen=True)
class Shared:
    """What may be compared, with its one step (None: irregular), and what may not."""

    cases: tuple[Case, ...]
    step: TimeStep | None
    other_steps: tuple[Case, ...] = ()


def on_one_axis(cases: Sequence[Case], base: Case | None) -> Shared:
    """Cases whose values stand as far apart as those of `base` (without one: of the first)."""
    if not cases:
        return Shared((), None)
    step = step_of((base or cases[0]).scenario.times)
    fitting = [one for one in cases if step_of(one.scenario.times) == step]
    return Shared(tuple(fitting), step, tuple(one for one in cases if one not in fitting))


def unit_on_axis(cases: Sequence[Case], variable: str) -> str | None:
    """The unit that the first of them has for a variable, None when none has a series of it."""
    return next((unit for one in cases if (unit := one.unit(variable))), None)


def with_unit(cases: Sequence[Case], variable: str) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Those that have the variable in the unit of the first one, and those in another unit."""
    wanted = unit_on_axis(cases, variable)
    having = [one for one in cases if one.unit(variable)]
    return (
        tuple(one for one in having if one.unit(variable) == wanted),
        tuple(one for one in having if one.unit(variable) != wanted),
    )
