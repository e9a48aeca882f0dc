"""Places are found however they are spelt, and a chain of places must hold together."""

import pytest

from kernel.database import Database
from kernel.policy import SYSTEM
from territory.operations import add_community, retire_community
from territory.policy import Ground
from territory.queries import (
    check_chain,
    communities,
    districts,
    find_places,
    place_name,
    provinces,
    way_to,
    ways_to,
)

PERU = Ground("PE")


@pytest.mark.parametrize("spelling", ["Cusco", "cuzco", "QOSQO", "Qusqu", " qusqu "])
def test_every_spelling_of_cusco_finds_the_same(any_database: Database, spelling: str) -> None:
    with any_database.reading() as session:
        found = [place.code for place in find_places(session, "PE", spelling)]
        assert found[:3] == ["PE-CUS", "PE-UBI-0801", "PE-UBI-080101"]


def test_a_place_is_found_by_a_part_of_its_name_and_by_its_code(database: Database) -> None:
    with database.reading() as session:
        assert [one.name for one in find_places(session, "PE", "chumbiv")] == ["Chumbivilcas"]
        assert [one.name for one in find_places(session, "PE", "080703")] == ["Chamaca"]
        names = [one.name for one in find_places(session, "PE", "tambo", limit=5)]
        assert len(names) == 5
        assert names[0].startswith("Tambo")


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "'", "xyzw", "\\"])
def test_nothing_is_found_where_nothing_is_asked(database: Database, text: str) -> None:
    with database.reading() as session:
        assert find_places(session, "PE", text) == []


def test_no_country_finds_the_places_of_another(database: Database) -> None:
    with database.reading() as session:
        assert find_places(session, "BO", "Chumbivilcas") == []


def test_names_stand_in_the_order_of_a_dictionary(database: Database) -> None:
    with database.reading() as session:
        assert [one.name for one in provinces(session, "PE-CUS")][:4] == [
            "Acomayo", "Anta", "Calca", "Canas",
        ]  # fmt: skip
        assert provinces(session, "PE-XXX") == districts(session, "") == []


def test_a_place_is_named_with_all_that_it_lies_in(database: Database) -> None:
    with database.reading() as session:
        way = way_to(session, "PE-UBI-080701")
        assert [place.name for place in way] == ["Cusco", "Chumbivilcas", "Santo Tomás"]
        assert ways_to(session, way)["PE-UBI-080701"] == way[:2]
        assert way_to(session, "") == way_to(session, "PE-UBI-999999") == []
        assert place_name(session, "PE-UBI-0807") == "Chumbivilcas"
        assert place_name(session, "PE-UBI-9999") is None


def test_a_name_in_quechua_is_shown_in_quechua_and_found(any_database: Database) -> None:
    with any_database.changing() as session:
        place = add_community(session, SYSTEM, PERU, "PE-UBI-080801", "Dos Lagunas", "Iskay Qucha")
        assert place_name(session, place.code, "qu") == "Iskay Qucha"
        assert place_name(session, place.code) == place_name(session, place.code, "en")
        assert [one.code for one in find_places(session, "PE", "Iskay Qocha")] == [place.code]


@pytest.mark.parametrize(
    ("chain", "holds"),
    [
        (("", "", ""), True),
        (("PE-CUS", "", ""), True),
        (("PE-CUS", "PE-UBI-0807", ""), True),
        (("PE-CUS", "PE-UBI-0807", "PE-UBI-080701"), True),
        (("PE-CUS", "PE-UBI-0808", "PE-UBI-080701"), False),
        (("PE-PUN", "PE-UBI-0807", "PE-UBI-080701"), False),
        (("PE-CUS", "", "PE-UBI-080701"), False),
        (("", "PE-UBI-0807", ""), False),
        (("PE-CUS", "PE-UBI-080701", ""), False),
        (("PE-CUS", "PE-UBI-9999", ""), False),
        (("PE-XXX", "", ""), False),
    ],
)
def test_each_place_must_lie_in_the_one_before(
    database: Database, chain: tuple[str, str, str], holds: bool
) -> None:
    with database.reading() as session:
        assert check_chain(session, *chain) is holds


def test_a_retired_community_is_named_but_no_longer_offered(database: Database) -> None:
    with database.changing() as session:
        chain = ("PE-CUS", "PE-UBI-0808", "PE-UBI-080801")
        place = add_community(session, SYSTEM, PERU, chain[2], "Huisa")
        assert communities(session, chain[2]) == [place]
        assert check_chain(session, *chain, place.code)
        retire_community(session, SYSTEM, PERU, place.code)
        assert communities(session, chain[2]) == find_places(session, "PE", "huisa") == []
        assert not check_chain(session, *chain, place.code)
        assert place_name(session, place.code) == "Huisa"
