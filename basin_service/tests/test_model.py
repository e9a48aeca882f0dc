"""The model keeps account of its water, and answers in the direction that nature would."""

from itertools import pairwise

import numpy as np
import pytest

from basin_service.contract.variables import VARIABLES
from basin_service.model.lagoon import area_of, depth_of, volume_at
from basin_service.model.months import Ensemble
from basin_service.model.scenarios import SCENARIOS, Choices
from basin_service.model.simulation import Request, simulate
from basin_service.model.steady import natural_state
from basin_service.tests.small import MEMBERS, SEED, YEARS, baseline, simulated

CLOSES_PCT = 1e-9
SLACK = 1e-9


def of(variable: str, scenario: str, **chosen: float) -> Ensemble:
    return VARIABLES[variable].values(simulated(scenario, Choices(**chosen)))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_water_appears_or_is_lost(scenario: str) -> None:
    result = simulated(scenario, Choices())
    assert 0 <= result.mass_balance_error_pct < CLOSES_PCT
    assert 0 <= result.land_balance_error_mm < CLOSES_PCT


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    "chosen",
    [
        Choices(200.0, 1500.0, 0.4, 1.0, 0.5),  # everything that hurts, at its bound
        Choices(0.0, 0.0, 1.5, 0.0, 0.0),
    ],
)
def test_the_balance_closes_at_the_bounds_and_nothing_is_negative(
    scenario: str, chosen: Choices
) -> None:
    result = simulated(scenario, chosen)
    assert result.mass_balance_error_pct < CLOSES_PCT
    for values in (*result.flows.values(), *result.volumes.values()):
        assert (values >= 0).all()


def test_the_balance_is_not_taken_on_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flow that is left out of the account is noticed."""
    outflows = ("lagoon_evaporation", "margin_evaporation")
    monkeypatch.setattr("basin_service.model.simulation.OUTFLOWS", outflows)
    assert simulate("baseline", Request(5, 1, 1, Choices())).mass_balance_error_pct > 0.1


def test_more_abstraction_never_raises_anything() -> None:
    pumped = [
        of("lagoon_level", "with-mine", mine_fresh_l_s=rate) for rate in (0.0, 30.0, 60.0, 200.0)
    ]
    for less, more in pairwise(pumped):
        assert (more <= less + SLACK).all()
        assert more[-1].mean() < less[-1].mean()
    for variable in ("streamflow", "spring_flow", "aquifer_storage_change"):
        less, more = (of(variable, "with-mine", mine_fresh_l_s=rate) for rate in (30.0, 60.0))
        assert (more <= less + SLACK).all()


def test_more_brine_or_leakage_never_raises_the_lagoon() -> None:
    for name, values in (
        ("mine_brine_l_s", (0.0, 540.0, 1500.0)),
        ("induced_leakage", (0.0, 0.2, 0.5)),
    ):
        levels = [of("lagoon_level", "with-mine", **{name: value}) for value in values]
        for less, more in pairwise(levels):
            assert (more <= less + SLACK).all()


def test_less_rain_never_raises_the_lagoon() -> None:
    levels = [of("lagoon_level", "baseline", rainfall_factor=part) for part in (1.2, 1.0, 0.8, 0.5)]
    for wetter, drier in pairwise(levels):
        assert (drier <= wetter + SLACK).all()
    assert (of("lagoon_level", "dry-climate") <= of("lagoon_level", "baseline") + SLACK).all()


def test_a_mine_with_nothing_to_pump_is_no_mine() -> None:
    still = {"mine_fresh_l_s": 0.0, "mine_brine_l_s": 0.0}
    assert np.allclose(of("lagoon_level", "with-mine", **still), of("lagoon_level", "baseline"))


def test_the_reduced_mine_lies_between_none_and_all() -> None:
    none, some, full = (
        of("lagoon_level", scenario) for scenario in ("baseline", "mine-reduced", "with-mine")
    )
    assert (full <= some + SLACK).all()
    assert (some <= none + SLACK).all()


def test_the_trigger_cuts_pumping_to_a_quarter_and_spares_the_springs() -> None:
    never, often = (
        of("mine_fresh_abstraction", "mine-reduced", spring_trigger=part) for part in (0.0, 1.0)
    )
    assert np.allclose(never, 30.0)
    assert set(np.unique(often.round(6))) == {7.5, 30.0}
    spared, not_spared = (
        of("spring_flow", "mine-reduced", spring_trigger=part) for part in (1.0, 0.0)
    )
    assert (spared >= not_spared - SLACK).all()


def test_the_baseline_knows_nothing_of_the_mine() -> None:
    other = of("lagoon_level", "baseline", mine_fresh_l_s=200.0, spring_trigger=0.0)
    assert np.array_equal(of("lagoon_level", "baseline"), other)
    assert (of("mine_fresh_abstraction", "baseline") == 0).all()


def test_what_is_asked_for_is_what_is_pumped() -> None:
    assert np.allclose(of("mine_fresh_abstraction", "with-mine", mine_fresh_l_s=30.0), 30.0)


def test_the_community_drinks_before_livestock() -> None:
    result = simulated("with-mine-dry", Choices(200.0, 1500.0, 0.4, 0.0, 0.5))
    short = result.flows["community"] < result.community * 0.999
    assert short.any()
    assert np.allclose(result.flows["livestock"][short], 0.0)


def test_the_same_seed_is_the_same_climate_for_every_scenario() -> None:
    assert np.array_equal(
        simulated("with-mine", Choices()).flows["recharge"], baseline().flows["recharge"]
    )
    other = simulated("baseline", Choices(), SEED + 1)
    assert not np.array_equal(other.flows["recharge"], baseline().flows["recharge"])


def test_every_month_of_every_member_is_there() -> None:
    for variable in VARIABLES.values():
        assert variable.values(baseline()).shape == (12 * YEARS, MEMBERS)


def test_without_a_mine_the_start_is_near_balance() -> None:
    start = natural_state()
    drift = baseline().volumes["aquifer"].mean() / start.aquifer
    assert 0.8 < drift < 1.2


def test_the_shape_of_the_lagoon_runs_both_ways() -> None:
    volumes = np.array([0.0, 10.0, 3_000.0, 80_000.0])
    assert (np.diff(depth_of(volumes)) > 0).all()
    assert area_of(volume_at(5.0)) == pytest.approx(5.0)
    assert depth_of(4.0 / 2.5 * 1e3) == pytest.approx(1.0)  # at one metre: 4 km2, 4/2.5 hm3
