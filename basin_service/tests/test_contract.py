"""What is asked and answered keeps to the contract, byte for byte."""

import json
import math
from typing import Any

import numpy as np
import pytest

from basin_service.contract import CONTRACT, asking, words
from basin_service.contract.inputs import SCHEMAS, declared, expanded, problems
from basin_service.contract.outputs import OUTPUTS, answer, as_bytes
from basin_service.contract.percentiles import over_members, written
from basin_service.contract.variables import VARIABLES
from basin_service.model.scenarios import SCENARIOS
from basin_service.model.simulation import ModelBroken

SMALL: dict[str, Any] = {"scenarios": ["baseline", "with-mine"], "years": 5, "members": 3}


def run(**more: Any) -> dict[str, Any]:
    return answer(expanded(SMALL | more), list(OUTPUTS), lambda _: None)


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert as_bytes(run()) == as_bytes(run())
    assert as_bytes(run()) != as_bytes(run(seed=1))


def test_a_run_says_what_it_was() -> None:
    told = run(mine_fresh_l_s=30)["run"]
    assert told["contract"] == CONTRACT
    assert told["time_step"] == "P1M"
    assert told["model"]["calibrated"] is False
    assert len(told["model"]["code_sha256"]) == 64
    assert set(told["inputs"]) == set(SCHEMAS)
    assert told["inputs"]["mine_fresh_l_s"] == 30.0
    assert told["inputs"]["seed"] == 20_260_101
    assert set(told["quality"]) == set(SMALL["scenarios"])
    assert set(told["caveats"]) == {"es", "qu", "en"}
    for threshold in told["thresholds"]:
        assert threshold["unit"] == VARIABLES[threshold["variable"]].unit


def test_series_have_a_value_for_each_month_in_the_unit_of_the_contract() -> None:
    units = {
        "lagoon_level": "m", "lagoon_area": "km2", "streamflow": "L/s", "spring_flow": "L/s",
        "aquifer_storage_change": "hm3", "unmet_community": "m3/d", "unmet_livestock": "m3/d",
        "mine_fresh_abstraction": "L/s",
    }  # fmt: skip
    coverages = run()["timeseries"]["coverages"]
    assert [one["id"] for one in coverages] == SMALL["scenarios"]
    for coverage in coverages:
        assert len(coverage["domain"]["axes"]["t"]["values"]) == 60
        assert set(coverage["ranges"]) == set(coverage["parameters"])
        assert set(coverage["ranges"]) == {f"{name}.p{p}" for name in units for p in (10, 50, 90)}
        for name, parameter in coverage["parameters"].items():
            assert parameter["unit"]["symbol"]["value"] == units[name.partition(".")[0]]
            assert set(parameter["observedProperty"]["label"]) == {"es", "qu", "en"}
            assert coverage["ranges"][name]["shape"] == [60]
            assert len(coverage["ranges"][name]["values"]) == 60


def test_percentiles_are_in_order() -> None:
    for coverage in run()["timeseries"]["coverages"]:
        for name in VARIABLES:
            low, middle, high = (coverage["ranges"][f"{name}.p{p}"]["values"] for p in (10, 50, 90))
            assert all(a <= b <= c for a, b, c in zip(low, middle, high, strict=True))


def test_indicators_have_units_and_say_what_the_scenario_was() -> None:
    found = run(mine_fresh_l_s=30)["indicators"]
    assert found["with-mine"]["parameters"]["fresh_l_s"] == 30.0
    assert found["with-mine"]["values"]["mine_fresh_mean"] == {
        "unit": "L/s", "p10": 30.0, "p50": 30.0, "p90": 30.0,
    }  # fmt: skip
    assert found["baseline"]["parameters"]["fresh_l_s"] == 0.0


def test_what_is_no_number_is_missing_and_never_leaves() -> None:
    holed = np.array([[1.0, 2.0], [np.nan, 1.0]])
    assert over_members(holed)["p50"] == [1.5, None]
    assert written([math.inf, math.nan, 1.0]) == [None, None, 1.0]
    assert json.dumps(written([-0.0])) == "[0.0]"
    with pytest.raises(ModelBroken, match="not a number"):
        as_bytes({"value": float("nan")})


def test_only_what_is_wanted_is_answered_and_progress_is_told() -> None:
    told: list[int] = []
    assert set(answer(expanded(SMALL), ["run"], told.append)) == {"run"}
    assert told == [50, 100]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "'scenarios' is a required property"),
        ({"scenarios": []}, "scenarios: [] should be non-empty"),
        ({"scenarios": ["wet"]}, "scenarios/0: 'wet' is none of baseline"),
        ({"scenarios": ["baseline"] * 2}, "non-unique"),
        ({"scenarios": ["baseline"], "years": 500}, "years: 500 is greater than the maximum of 60"),
        ({"scenarios": ["baseline"], "years": 5.5}, "years: 5.5 is not of type 'integer'"),
        ({"scenarios": ["baseline"], "members": True}, "members: True is not of type 'integer'"),
        ({"scenarios": ["baseline"], "mine_fresh_l_s": -1}, "-1 is less than the minimum of 0"),
        ({"scenarios": ["baseline"], "mine_fresh_l_s": "30"}, "'30' is not of type 'number'"),
        ({"scenarios": ["baseline"], "fault": "die"}, "'fault' was unexpected"),
        ([], "[] is not of type 'object'"),
    ],
)
def test_what_is_wrong_is_told_by_name(sent: Any, said: str) -> None:
    assert said in "; ".join(problems(sent))


def test_a_long_wrong_value_is_cut() -> None:
    assert len(problems({"scenarios": ["x" * 10_000]})[0]) < 300


def test_two_ways_to_ask_for_the_same_come_out_the_same() -> None:
    first = expanded({"years": 30.0, "scenarios": ["baseline"], "mine_fresh_l_s": 30})
    second = expanded({"mine_fresh_l_s": 30.0, "scenarios": ["baseline"]})
    assert json.dumps(first) == json.dumps(second)
    assert problems(first) == []


def test_everything_has_its_words_in_three_languages() -> None:
    assert set(words.SCENARIOS) == set(SCENARIOS)
    assert set(words.VARIABLES) == set(VARIABLES)
    assert set(asking.TITLES) == set(asking.DESCRIPTIONS) == set(SCHEMAS)
    tables = (words.SCENARIOS, words.VARIABLES, asking.TITLES, asking.DESCRIPTIONS)
    for text in (text for table in tables for text in table.values()):
        assert set(text) == {"es", "qu", "en"}
        assert all(text.values())
    for language in ("es", "qu", "en"):
        titles = [title[language] for title in words.SCENARIOS.values()]
        assert len(set(titles)) == len(titles)


def test_every_free_parameter_has_bounds_a_default_and_a_unit() -> None:
    for name, one in declared().items():
        if name != "scenarios":
            schema = one["schema"]
            assert schema["minimum"] <= schema["default"] <= schema["maximum"]
            assert schema["x-unit"]
