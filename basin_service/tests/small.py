"""Small runs that the tests of the model share, each made once."""

from functools import cache

from basin_service.model.scenarios import Choices
from basin_service.model.simulation import Request, Simulated, simulate

YEARS, MEMBERS, SEED = 10, 4, 7


@cache
def simulated(scenario: str, choices: Choices, seed: int = SEED) -> Simulated:
    """Ten years of a scenario under four climates."""
    return simulate(scenario, Request(YEARS, MEMBERS, seed, choices))


def baseline() -> Simulated:
    """The basin without a mine."""
    return simulated("baseline", Choices())
