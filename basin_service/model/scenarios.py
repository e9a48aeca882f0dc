"""The five scenarios, and how the free parameters of a request apply to each of them.

`mine_fresh_l_s` and `mine_brine_l_s` hold wherever there is a mine; the reduced mine takes a part
of them. `rainfall_factor` multiplies the rain of every scenario, on top of its own climate.
`induced_leakage` holds wherever brine is pumped; `spring_trigger` in the reduced mine only.
"""

from dataclasses import asdict, dataclass

from basin_service.model.assumptions import number


@dataclass(frozen=True)
class Choices:
    """The free parameters of a request; their defaults are the assumptions of the model."""

    mine_fresh_l_s: float = number("mine.fresh")
    mine_brine_l_s: float = number("mine.brine")
    rainfall_factor: float = 1.0
    spring_trigger: float = number("mine.trigger")
    induced_leakage: float = number("mine.leakage")


@dataclass(frozen=True)
class Scenario:
    """What tells one scenario from another. `mine` is the part of the chosen pumping."""

    id: str
    mine: float = 0.0
    dry: bool = False
    cut_back: bool = False


SCENARIOS: dict[str, Scenario] = {
    scenario.id: scenario
    for scenario in (
        Scenario("baseline"),
        Scenario("with-mine", mine=1.0),
        Scenario("dry-climate", dry=True),
        Scenario("with-mine-dry", mine=1.0, dry=True),
        Scenario("mine-reduced", mine=number("mine.reduced"), cut_back=True),
    )
}


@dataclass(frozen=True)
class Applied:
    """A scenario with the request applied to it: everything that the simulation needs to know.

    Flows in L/s; factors of the natural rain and evaporation; the trigger as a part of the
    natural flow of the springs, zero when nothing is cut back.
    """

    fresh_l_s: float
    brine_l_s: float
    induced_leakage: float
    rain_factor: float
    evaporation_factor: float
    spring_trigger: float

    def as_facts(self) -> dict[str, float]:
        """The same, to be told with the results."""
        return asdict(self)


def applied(scenario: Scenario, choices: Choices) -> Applied:
    """What a scenario means under the choices of a request."""
    return Applied(
        fresh_l_s=scenario.mine * choices.mine_fresh_l_s,
        brine_l_s=scenario.mine * choices.mine_brine_l_s,
        induced_leakage=choices.induced_leakage if scenario.mine else 0.0,
        rain_factor=choices.rainfall_factor * (number("climate.dry_rain") if scenario.dry else 1.0),
        evaporation_factor=number("climate.dry_evaporation") if scenario.dry else 1.0,
        spring_trigger=choices.spring_trigger if scenario.cut_back else 0.0,
    )
