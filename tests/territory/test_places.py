"""The six countries and their departments, as people there call them."""

from zoneinfo import ZoneInfo

import pytest

from territory.places import COUNTRIES, TIME_ZONES, department_name, departments
from territory.words import COUNTRIES as WORDS


@pytest.mark.parametrize(
    ("country", "number"),
    [("AR", 24), ("BO", 9), ("CL", 16), ("CO", 33), ("EC", 24), ("PE", 26)],
)
def test_every_country_has_its_departments(country: str, number: int) -> None:
    assert len(departments(country)) == number
    assert all(place.code.startswith(f"{country}-") for place in departments(country))


def test_departments_stand_in_the_order_of_a_dictionary() -> None:
    peru = [place.name for place in departments("PE")]
    assert peru[:4] == ["Amazonas", "Ancash", "Apurímac", "Arequipa"]


def test_other_countries_have_none_here() -> None:
    assert departments("DE") == ()
    assert departments("") == ()


def test_a_department_is_named_by_its_code() -> None:
    assert department_name("PE-CUS") == "Cusco"
    assert department_name("AR-A") == "Salta"
    assert department_name("PE-XXX") is None
    assert department_name("DE-BY") is None
    assert department_name("") is None


def test_every_country_has_a_word_and_a_clock() -> None:
    assert set(WORDS) == set(TIME_ZONES) == set(COUNTRIES)
    for zones in TIME_ZONES.values():
        assert all(ZoneInfo(zone).key == zone for zone in zones)
