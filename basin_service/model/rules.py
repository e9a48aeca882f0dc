"""Rules by which water moves, as Pywr asks for them at each step and for each climate member."""

from typing import Any

from pywr.parameters import Parameter

from basin_service.model.lagoon import area_of
from basin_service.model.months import Ensemble, Months


class Series(Parameter):
    """What is known beforehand: one value for each month and member, in ML/d."""

    def __init__(self, model: Any, values: Ensemble) -> None:
        super().__init__(model)
        self._values = values

    def value(self, step: Any, member: Any) -> float:
        """The value of this month for this member."""
        return float(self._values[step.index, member.global_id])


class LinearReservoir(Parameter):
    """What a store gives: a part `rate` (per day) of the water above `datum` (ML), in ML/d."""

    def __init__(self, model: Any, store: Any, rate: float, datum: float) -> None:
        super().__init__(model)
        self._store, self._rate, self._datum = store, rate, datum

    def value(self, _step: Any, member: Any) -> float:
        """The flow by what was stored at the start of the month."""
        above = self._store.volume[member.global_id] - self._datum
        return float(self._rate * max(0.0, above))


class OverLagoon(Parameter):
    """Rain on the lagoon or evaporation from it: mm/month on the area at the start, in ML/d."""

    def __init__(self, model: Any, lagoon: Any, millimetres: Ensemble, days: Months) -> None:
        super().__init__(model)
        self._lagoon, self._daily = lagoon, millimetres / days[:, None]

    def value(self, step: Any, member: Any) -> float:
        """The flow on the area that the lagoon has at the start of the month."""
        area = area_of(float(self._lagoon.volume[member.global_id]))
        return float(self._daily[step.index, member.global_id] * area)


class MineWells(Parameter):
    """What the mine pumps, in ML/d: only a part while the springs give less than `least`."""

    def __init__(
        self, model: Any, pumped: float, springs: Any, least: float, cut_to: float
    ) -> None:
        super().__init__(model)
        self._pumped, self._springs, self._least, self._cut_to = pumped, springs, least, cut_to
        self.children.add(springs)

    def value(self, _step: Any, member: Any) -> float:
        """The pumping by what the springs give at the start of the month."""
        cut_back = self._springs.get_value(member) < self._least
        return self._cut_to * self._pumped if cut_back else self._pumped
