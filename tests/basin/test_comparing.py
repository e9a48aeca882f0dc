"""Figures of scenarios are reckoned as anybody could with paper, and what is not known stays so."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basin.comparing import Basis, Case, Comparison, Measure, Spread, Turn, cases_of, compare
from basin.comparing.cases import share_climate
from basin.comparing.changes import turn_of
from basin.comparing.figures import Figure
from basin.comparing.measuring import going_without, mean, share_beyond
from basin.comparing.moments import in_years, last_years, step_of, whole_years, years_of
from basin.comparing.spread import difference
from basin.kinds import Comparison as Side
from basin.kinds import TimeStep
from tests.basin.samples import Values, limit, months, recorded, scenario, three

numbers = st.floats(-1e6, 1e6)


def only(comparison: Comparison, at: int, measure: Measure, variable: str) -> Figure:
    """The one figure of this kind of the case at this place."""
    found = [
        one for one in comparison.figures[at] if (one.measure, one.variable) == (measure, variable)
    ]
    assert len(found) == 1
    return found[0]


def case(series: Mapping[str, Values]) -> Case:
    return cases_of([scenario("baseline", series)])[0]


# --- Time ---


def test_thirty_years_of_months_end_in_sixty_that_count_for_the_last_five() -> None:
    times = months(360)
    assert step_of(times) is TimeStep.MONTH
    assert whole_years(times) == 30
    assert times[last_years(times, 5)][0] == "2051-01-01T00:00:00Z"
    assert len(times[last_years(times, 5)]) == 60


@pytest.mark.parametrize(
    ("times", "step"),
    [
        (("2026-01-01", "2026-01-02", "2026-01-03"), TimeStep.DAY),
        (("2026-01-01", "2027-01-01", "2028-01-01"), TimeStep.YEAR),
        (("2026-01-01", "2026-01-08", "2026-01-15"), None),
        (("2026-01-01",), None),
    ],
)
def test_the_step_of_a_series_is_seen_from_its_times(
    times: tuple[str, ...], step: TimeStep | None
) -> None:
    assert step_of(times) is step


def test_moments_stand_where_they_belong_on_an_axis_of_years() -> None:
    assert in_years(("2026-01-01", "2028-07-01T00:00:00Z"))[0] == 2026
    assert in_years(("2026-01-01", "2028-07-01T00:00:00Z"))[1] == pytest.approx(2028.497, abs=1e-3)
    assert years_of(months(13)) == (2026, 2027)
    assert last_years(("2023-02-28", "2024-02-29"), 1) == slice(1, None)


# --- Figures by hand ---


def test_the_mean_counts_only_what_is_known_and_only_when_most_is() -> None:
    assert mean([1, 2, 3]) == 2
    assert mean([1, 2, None, 3, 4]) == 2.5
    assert mean([1, None, 3]) is None
    assert mean([]) is None


def test_a_mean_of_the_last_five_years_forgets_the_years_before() -> None:
    values = [9.0] * 60 + [1.0] * 30 + [2.0] * 30
    found = compare(cases_of([scenario("baseline", three("lagoon_level", values, values, values))]))
    figure = only(found, 0, Measure.MEAN, "lagoon_level")
    assert (figure.spread, figure.unit, figure.years) == (Spread(1.5, 1.5, 1.5), "m", 5)


def test_a_series_of_two_years_has_a_mean_of_two_years_and_says_so() -> None:
    found = compare(cases_of([scenario("baseline", {"streamflow.value": [10.0] * 24})]))
    figure = only(found, 0, Measure.MEAN, "streamflow")
    assert (figure.spread, figure.years) == (Spread(None, 10, None), 2)


def test_one_value_at_a_time_is_simply_counted() -> None:
    one = case({"lagoon_level.value": [1.0, 1.5, 2.0, 1.4]})
    assert share_beyond(one, "lagoon_level", limit(1.45)) == Spread(None, 50, None)


def test_percentiles_of_months_give_bounds_that_hold_whatever_the_runs_were() -> None:
    # All runs under, between a half and nine tenths, a tenth to a half, at most a tenth.
    low, middle, high = [1.0, 1.0, 1.0, 2.0], [1.0, 1.0, 2.0, 2.0], [1.0, 2.0, 2.0, 2.0]
    one = case(three("lagoon_level", low, middle, high))
    found = share_beyond(one, "lagoon_level", limit(1.45))
    assert found.low == pytest.approx(100 * (0.9 + 0.5 + 0.1 + 0) / 4)
    assert found.high == pytest.approx(100 * (1 + 0.9 + 0.5 + 0.1) / 4)


@given(st.lists(st.lists(st.floats(0, 3), min_size=12, max_size=12), min_size=10, max_size=10))
def test_the_bounds_hold_the_true_share_of_any_runs(runs: list[list[float]]) -> None:
    def tenth(month: int, number: int) -> float:
        return sorted(run[month] for run in runs)[number]

    series = three(
        "lagoon_level",
        [tenth(month, 1) for month in range(12)],
        [tenth(month, 5) for month in range(12)],
        [tenth(month, 9) for month in range(12)],
    )
    found = share_beyond(case(series), "lagoon_level", limit(1.5))
    true = 100 * sum(value < 1.5 for run in runs for value in run) / 120
    assert found.low is not None
    assert found.high is not None
    # Ten runs know their percentiles only to a tenth.
    assert found.low - 10 - 1e-9 <= true <= found.high + 10 + 1e-9


def test_what_is_far_from_a_limit_counts_as_nothing_and_still_shows_its_bound() -> None:
    lagoon = case(three("lagoon_level", [1.4] * 12, [1.6] * 12, [2.0] * 12))
    far = share_beyond(lagoon, "lagoon_level", limit(0.5))
    assert far.middle == pytest.approx(0, abs=1e-6)
    assert far.low == pytest.approx(0)
    assert far.high == pytest.approx(10)
    near = share_beyond(lagoon, "lagoon_level", limit(1.39))
    assert near.middle == pytest.approx(8.9, abs=0.1)
    above = share_beyond(lagoon, "lagoon_level", limit(5.0))
    assert above.middle == pytest.approx(100)
    dry = case(three("unmet_livestock", [0.0] * 12, [0.0] * 12, [0.0] * 12))
    nobody = share_beyond(dry, "unmet_livestock", going_without("unmet_livestock"))
    assert nobody.middle == 0


def test_water_that_lacks_by_a_rounding_lacks_nothing() -> None:
    without = going_without("unmet_community").is_beyond
    assert [without(value) for value in (0, 0.0005, 0.5)] == [False, False, True]


def test_the_first_year_under_a_limit_is_that_of_each_percentile() -> None:
    low, middle, high = [1.0] * 24, [2.0] * 12 + [1.0] * 12, [2.0] * 24
    cases = cases_of([scenario("baseline", three("lagoon_level", low, middle, high))])
    figure = only(compare(cases, [limit(1.5)]), 0, Measure.FIRST_BEYOND, "lagoon_level")
    assert figure.spread == Spread(2026, 2027, None)
    assert figure.never == (False, False, True)


def test_over_a_limit_the_wet_runs_come_first() -> None:
    low, middle, high = [1.0] * 24, [1.0] * 12 + [3.0] * 12, [3.0] * 24
    cases = cases_of([scenario("baseline", three("lagoon_level", low, middle, high))])
    above = limit(2, side=Side.ABOVE)
    figure = only(compare(cases, [above]), 0, Measure.FIRST_BEYOND, "lagoon_level")
    assert figure.spread == Spread(2026, 2027, None)


def test_on_the_limit_is_still_good() -> None:
    assert not limit(1.45).is_beyond(1.45)
    assert not limit(1.45, side=Side.ABOVE).is_beyond(1.45)


def test_the_water_left_at_the_end_is_the_last_value() -> None:
    series = three("aquifer_storage_change", [0, -5.0], [0, -3.0], [0, 1.0])
    found = compare(cases_of([scenario("baseline", series)]))
    assert only(found, 0, Measure.AT_THE_END, "aquifer_storage_change").spread == Spread(-5, -3, 1)


# --- Whose figures ---


def test_what_the_model_counted_run_by_run_counts_more_than_what_we_can() -> None:
    figure = only(recorded(), 1, Measure.LACKING, "unmet_livestock")
    assert figure.basis is Basis.MODEL
    assert figure.spread.middle == pytest.approx(100 - 47.6389)
    assert figure.spread.bounds == pytest.approx((100 - 64.9722, 100 - 25.9167))


def test_all_are_reckoned_by_us_when_one_model_does_not_give_the_figure() -> None:
    values = [1.0] * 12
    given_figure = {"lagoon_level_last5y_mean": ("m", 8.0, 9.0, 10.0)}
    one = scenario("baseline", {"lagoon_level.p50": values}, indicators=given_figure)
    other = scenario("x", {"lagoon_level.p50": values})
    found = compare(cases_of([one, other]))
    figures = [only(found, at, Measure.MEAN, "lagoon_level") for at in (0, 1)]
    assert [figure.basis for figure in figures] == [Basis.SERIES, Basis.SERIES]
    assert [figure.spread.middle for figure in figures] == [1.0, 1.0]


def test_months_under_the_models_own_limit_are_its_own_and_under_others_ours() -> None:
    found = [one for one in recorded().figures[0] if one.measure is Measure.BEYOND]
    kinds = {(one.variable, one.limit.value if one.limit else 0): one.basis for one in found}
    assert kinds == {
        ("lagoon_level", 1.45): Basis.MODEL,
        ("lagoon_level", 1.6): Basis.SERIES,
        ("streamflow", 170.0): Basis.MODEL,
    }


def test_an_indicator_in_another_unit_is_not_taken() -> None:
    wrong = {"lagoon_level_last5y_mean": ("cm", 1.0, 2.0, 3.0)}
    one = scenario("baseline", {"lagoon_level.p50": [1.0] * 12}, indicators=wrong)
    assert only(compare(cases_of([one])), 0, Measure.MEAN, "lagoon_level").spread.middle == 1.0


# --- Against the baseline ---


def test_with_the_same_rain_dry_runs_meet_dry_runs() -> None:
    found = difference(Spread(1.5, 1.7, 2.0), Spread(1.7, 1.8, 2.2), same_climate=True)
    assert (found.low, found.middle, found.high) == pytest.approx((-0.2, -0.1, -0.1))


def test_with_another_rain_any_run_may_meet_any_other() -> None:
    found = difference(Spread(1, 2, 3), Spread(1, 2, 3), same_climate=False)
    assert found == Spread(-2, 0, 2)
    assert turn_of(found) is Turn.EITHER


@given(numbers, numbers, numbers, numbers, numbers, numbers, st.booleans())
def test_a_difference_keeps_its_order(
    a: float, b: float, c: float, d: float, e: float, f: float, alike: bool
) -> None:
    one, other = Spread(*sorted((a, b, c))), Spread(*sorted((d, e, f)))
    found = difference(one, other, same_climate=alike)
    assert found.low is not None
    assert found.middle is not None
    assert found.high is not None
    assert found.low <= found.middle <= found.high


def test_nothing_is_known_of_a_difference_when_one_side_is_not() -> None:
    assert difference(Spread(), Spread(1, 2, 3), same_climate=True) == Spread()
    assert difference(Spread(middle=5), Spread(1, 2, 3), same_climate=True) == Spread(middle=3)
    assert turn_of(Spread()) is Turn.UNKNOWN
    assert turn_of(Spread(0, 0, 0)) is Turn.SAME


def test_the_recorded_mine_takes_fourteen_centimetres() -> None:
    found = recorded()
    changes = found.changes(found.changed[0])
    level = next(one for one in changes if one.figure.variable == "lagoon_level")
    assert level.difference.middle == pytest.approx(1.6792 - 1.8205)
    assert level.turn is Turn.LESS


def test_without_a_baseline_nothing_is_compared_and_all_is_still_shown() -> None:
    found = compare(cases_of([scenario("one", {"lagoon_level.p50": [1.0] * 12})]))
    assert found.base is None
    assert found.changed == found.cases
    assert [one.base for one in found.changes(found.cases[0])] == [None]


def test_another_baseline_can_be_chosen() -> None:
    cases = cases_of(
        [scenario(name, {"lagoon_level.p50": [1.0] * 12}) for name in ("baseline", "x")]
    )
    assert compare(cases, base="x").base == cases[1]
    assert compare(cases, base="nobody").base == cases[0]


# --- What does not fit ---


def test_other_steps_of_time_are_refused_from_the_axis() -> None:
    by_year = scenario(
        "y", {"lagoon_level.p50": [1.0] * 3}, ("2026-01-01", "2027-01-01", "2028-01-01")
    )
    cases = cases_of([scenario("baseline", {"lagoon_level.p50": [1.0] * 12}), by_year])
    found = compare(cases)
    assert found.cases == cases[:1]
    assert found.refused == cases[1:]


def test_another_unit_is_missing_and_never_converted() -> None:
    one = scenario("baseline", {"snow.p50": [1.0] * 12}, units={"snow": "mm"})
    other = scenario("x", {"snow.p50": [1.0] * 12}, units={"snow": "m"})
    found = compare(cases_of([one, other]))
    assert only(found, 0, Measure.MEAN, "snow").spread.middle == 1.0
    assert not only(found, 1, Measure.MEAN, "snow").spread.is_known


def test_a_limit_in_another_unit_says_nothing() -> None:
    cases = cases_of([scenario("baseline", {"lagoon_level.p50": [1.0] * 12})])
    assert compare(cases, [replace(limit(100), unit="cm")]).limits == ()


def test_variables_that_only_one_model_knows_are_kept() -> None:
    found = compare(cases_of([scenario("baseline", {"vega_area.p50": [2.0] * 12})]))
    assert only(found, 0, Measure.MEAN, "vega_area").unit == "u"


def test_a_scenario_that_lacks_a_variable_has_an_unknown_figure_not_a_zero() -> None:
    full = scenario("baseline", {"lagoon_level.p50": [1.0] * 12, "streamflow.p50": [5.0] * 12})
    found = compare(cases_of([full, scenario("x", {"lagoon_level.p50": [1.0] * 12})]))
    assert only(found, 1, Measure.MEAN, "streamflow").spread == Spread()


def test_nothing_at_all_is_no_error() -> None:
    assert compare([]).cases == ()


# --- Two pieces of evidence ---


def test_two_runs_share_their_climate_only_when_their_baselines_are_the_same() -> None:
    base = scenario("baseline", {"lagoon_level.p50": [1.0] * 12})
    wetter = scenario("baseline", {"lagoon_level.p50": [1.1] * 12})
    mine = scenario("mine", {"lagoon_level.p50": [0.9] * 12})
    first, second, third = (
        cases_of([one, mine], name) for one, name in ((base, "E-1"), (base, "E-2"), (wetter, "E-3"))
    )
    found = share_climate([*first, *second, *third])
    assert [one.climate for one in found] == ["E-1"] * 4 + ["E-3"] * 2
    assert len({one.key for one in found}) == 6
