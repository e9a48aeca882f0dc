"""The six pictures of scenarios: same axes, nothing hidden, read without colour or eyes."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from basin.comparing import cases_of, compare
from basin.kinds import Comparison as Side
from basin.kinds import QualityFlag, TimeStep
from basin.pictures import Look, Observed, Picture, pictures
from basin.pictures.yearly import Keep, band, kept_of, pieces
from tests.basin.samples import limit, months, recorded, scenario, speaking, three

STAMP = "Ilustrativo, no calibrado"
NAMES = ["level", "streamflow", "spring", "months", "reliability", "aquifer"]


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    with speaking():
        yield


def drawn(look: Look | None = None) -> dict[str, Picture]:
    return {one.name: one for one in pictures(recorded(), look or Look(stamp=STAMP))}


def texts(picture: Picture) -> list[str]:
    root = ElementTree.fromstring(str(picture.chart))  # noqa: S314 - made by us
    return [node.text or "" for node in root.iter("text")]


def strokes(picture: Picture) -> set[tuple[str | None, str | None]]:
    """Colour and dash of each line that is three pixels wide."""
    root = ElementTree.fromstring(str(picture.chart))  # noqa: S314 - made by us
    wide = [one for one in root.iter("path") if one.get("stroke-width") == "3"]
    return {(one.get("stroke"), one.get("stroke-dasharray")) for one in wide}


def test_all_six_are_drawn_each_with_its_words_and_its_table() -> None:
    found = drawn()
    assert list(found) == NAMES
    for one in found.values():
        root = ElementTree.fromstring(str(one.chart))  # noqa: S314 - made by us
        said = {node.tag: node.text for node in root if node.tag in {"title", "desc"}}
        assert said == {"title": one.title, "desc": one.said}
        assert one.heads
        assert one.rows
        assert all(len(row) == len(one.heads) for row in one.rows)


def test_the_stamp_stands_inside_every_picture_and_only_when_the_model_is_not_calibrated() -> None:
    assert all(STAMP in texts(one) for one in drawn().values())
    assert not any(STAMP in texts(one) for one in drawn(Look()).values())


def test_six_pictures_of_five_scenarios_weigh_little_on_the_wire() -> None:
    whole = "".join(str(one.chart) for one in drawn().values()).encode()
    assert len(brotli.compress(whole, quality=5)) < 8_000


def test_five_scenarios_differ_in_colour_in_dash_and_in_letter() -> None:
    level = drawn()["level"]
    assert len({colour for colour, _ in strokes(level)}) == 5
    assert len({dash for _, dash in strokes(level)}) == 5
    assert {"A", "B", "C", "D", "E"} <= set(texts(level))


def test_a_scenario_keeps_its_colour_and_the_axis_its_numbers_when_others_are_taken_away() -> None:
    keys = tuple(one.key for one in recorded().cases)
    every, two = drawn()["spring"], drawn(Look(shown=(keys[0], keys[3]), stamp=STAMP))["spring"]
    assert strokes(two) < strokes(every)
    axis = [one for one in texts(every) if re.fullmatch(r"-?\d+", one)]
    assert axis == [one for one in texts(two) if re.fullmatch(r"-?\d+", one)]


def test_shares_of_time_have_one_axis_up_to_a_hundred() -> None:
    for name in ("months", "reliability"):
        assert texts(drawn()[name])[-1] == "100"


def test_uncertainty_is_always_there() -> None:
    found = drawn()
    for name in ("level", "streamflow", "spring", "aquifer"):
        assert str(found[name].chart).count('fill-opacity="0.2"') == 1
        assert "La franja" in found[name].said
    for name in ("months", "reliability"):
        assert str(found[name].chart).count('stroke="#1b2530"') >= 10


def test_the_band_of_another_scenario_can_be_asked_for() -> None:
    key = recorded().cases[1].key
    assert str(drawn(Look(bands=(key,)))["level"].chart).count('fill-opacity="0.2"') == 2


def test_thresholds_are_named_with_who_stands_behind_them() -> None:
    said = texts(drawn()["level"])
    assert "Umbral: 1,45 m (del modelo)" in said
    assert "Umbral: 1,6 m (propuesto)" in said
    assert {"1,45", "1,6"} <= set(said)


# --- Nothing that hurts is left out ---


@given(st.lists(st.one_of(st.none(), st.floats(0, 9)), min_size=1, max_size=60))
def test_the_lowest_month_of_every_year_stays(values: list[float | None]) -> None:
    times = months(len(values))
    for keep in (Keep.LOWEST, Keep.BOTH):
        shown = [y for piece in pieces(times, values, keep) for _x, y in piece]
        for year in range(2026, 2031):
            known = [
                one
                for at, one in zip(times, values, strict=True)
                if one is not None and at.startswith(str(year))
            ]
            assert not known or min(known) in shown
        assert set(shown) <= {one for one in values if one is not None}


def test_both_ends_of_a_year_can_be_drawn() -> None:
    year = [5.0, 1.0, 4.0, 9.0, 4.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 6.0]
    (line,) = pieces(months(12), year, Keep.BOTH)
    assert [y for _x, y in line] == [5, 1, 9, 6]
    ((_, low),) = pieces(months(12), year, Keep.LOWEST)[0]
    ((_, high),) = pieces(months(12), year, Keep.HIGHEST)[0]
    assert (low, high) == (1, 9)


def test_a_year_without_values_breaks_the_line() -> None:
    values = [1.0] * 12 + [None] * 12 + [2.0] * 12
    assert pieces(months(36), values, Keep.LOWEST) == (((2026.0, 1.0),), ((2028.0, 2.0),))


def test_the_band_is_that_of_the_same_month() -> None:
    series = three("lagoon_level", [1.0, 0.5], [1.5, 1.0], [2.0, 1.8])
    case = cases_of([scenario("baseline", series)])[0]
    assert band(case, "lagoon_level", Keep.LOWEST) == ((2026.0, 0.5, 1.8),)
    assert band(case, "lagoon_level", Keep.HIGHEST) == ((2026.0, 1.0, 2.0),)
    assert {one[1:] for one in band(case, "lagoon_level", Keep.BOTH)} == {(0.5, 2.0)}


def test_the_side_that_hurts_is_kept_and_both_where_nobody_knows() -> None:
    cases = cases_of([scenario("baseline", {"lagoon_level.p50": [1.0], "snow.p50": [1.0]})])
    above = compare(cases, [limit(1, side=Side.ABOVE)])
    both = compare(cases, [limit(1, side=Side.ABOVE), limit(0.5)])
    assert kept_of(above, "lagoon_level", both=False) is Keep.HIGHEST
    assert kept_of(both, "lagoon_level", both=False) is Keep.BOTH
    assert kept_of(above, "snow", both=False) is Keep.BOTH
    assert kept_of(recorded(), "streamflow", both=False) is Keep.LOWEST
    assert kept_of(recorded(), "streamflow", both=True) is Keep.BOTH


# --- Measurements ---


def observed(unit: str = "m") -> Observed:
    flags = [QualityFlag.GOOD] * 11 + [QualityFlag.SUSPECT] + [QualityFlag.GOOD] * 12
    values = [1.5] * 11 + [1.2] + [1.4] * 12
    return Observed("Estación", "lagoon_level", unit, months(24), tuple(values), tuple(flags))


def test_measurements_lie_over_the_lines_and_doubtful_ones_are_hollow() -> None:
    level = drawn(Look(observed=(observed(),)))["level"]
    assert "Medido: Estación" in texts(level)
    assert "Medido, estimado o dudoso: Estación" in texts(level)
    assert str(level.chart).count('stroke="#fffdfa"') == 2  # in the legend and in the picture
    assert level.refused == ()


def test_measurements_in_another_unit_are_refused_in_words_and_not_drawn() -> None:
    level = drawn(Look(observed=(observed("cm"),)))["level"]
    assert not any("Medido" in one for one in texts(level))
    assert level.refused == (
        "Las mediciones «Estación» no están en este gráfico: vienen en cm y el modelo en m.",
    )


# --- Whatever a model leaves out ---


def test_what_is_not_there_is_said_to_be_missing() -> None:
    found = compare(cases_of([scenario("baseline", {"streamflow.value": [5.0] * 24})]))
    drawn_ones = {one.name: one for one in pictures(found, Look())}
    assert list(drawn_ones) == NAMES
    assert drawn_ones["level"].chart is None
    assert drawn_ones["level"].said == "No hay datos para dibujar."
    assert drawn_ones["streamflow"].chart is not None
    assert "No se sabe cuánto puede variar" in drawn_ones["streamflow"].said


def test_a_variable_that_only_this_model_knows_has_its_own_picture_and_unit() -> None:
    one = scenario("baseline", {"snow.p50": [3.0] * 24}, units={"snow": "mm"})
    extra = pictures(compare(cases_of([one])), Look())[-1]
    assert extra.title == "snow (mm)"
    assert extra.chart is not None


def test_a_scenario_in_another_unit_is_refused_in_words() -> None:
    one = scenario("baseline", {"snow.p50": [3.0] * 24}, units={"snow": "mm"})
    other = scenario("x", {"snow.p50": [3.0] * 24}, units={"snow": "cm"})
    extra = pictures(compare(cases_of([one, other])), Look())[-1]
    assert extra.refused == ("«B x» no está en este gráfico: viene en cm y los demás en mm.",)


def test_a_series_of_one_moment_is_drawn() -> None:
    found = compare(cases_of([scenario("baseline", {"lagoon_level.p50": [1.0]})]))
    assert found.step is None
    assert pictures(found, Look())[0].chart is not None


def test_years_and_days_are_drawn_like_months() -> None:
    times = tuple(f"{year}-01-01" for year in range(2026, 2036))
    found = compare(cases_of([scenario("baseline", {"lagoon_level.p50": [1.0] * 10}, times)]))
    assert found.step is TimeStep.YEAR
    assert pictures(found, Look())[0].chart is not None


def test_no_picture_holds_a_number_that_is_none() -> None:
    for one in drawn().values():
        assert not re.search(r"nan|None|inf[^o]", str(one.chart))
