"""Every installation knows Peru's provinces and districts from the first day."""

import re
from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.policy import SYSTEM
from territory import operations
from territory.models import Place
from territory.places import COUNTRIES, Level, Origin, departments
from territory.places.peru import peru
from territory.places.sheets import faults_among
from territory.queries import counts, districts, place_coded, plan_of, provinces, standing_in


def test_the_list_holds_what_the_statistics_office_counts() -> None:
    sheet = peru()
    assert sheet.faults == []
    assert Counter(row.level for row in sheet.rows) == {Level.PROVINCE: 196, Level.DISTRICT: 1891}
    known = {one.code: Level.DEPARTMENT for one in departments("PE")}
    assert list(faults_among("PE", sheet.rows, known)) == []


def test_codes_are_those_of_the_inei_and_say_where_a_district_lies() -> None:
    for row in peru().rows:
        digits = 4 if row.level is Level.PROVINCE else 6
        assert re.fullmatch(rf"PE-UBI-[0-2][0-9]{{{digits - 1}}}", row.code)
        if row.level is Level.DISTRICT:
            assert row.parent == row.code[:-2]


def test_no_province_has_two_districts_of_one_name() -> None:
    names = Counter((row.parent, row.name.casefold()) for row in peru().rows)
    assert [name for name, number in names.items() if number > 1] == []


def test_every_province_has_districts_and_every_department_provinces(database: Database) -> None:
    with database.reading() as session:
        for department in departments("PE"):
            found = provinces(session, department.code)
            assert found, department
            assert all(districts(session, province.code) for province in found)


def test_lima_the_province_is_not_lima_the_region(database: Database) -> None:
    with database.reading() as session:
        assert [place.name for place in provinces(session, "PE-LMA")] == ["Lima"]
        assert len(districts(session, "PE-UBI-1501")) == 43
        assert len(provinces(session, "PE-LIM")) == 9


def test_known_places_stand_where_they_are(database: Database) -> None:
    with database.reading() as session:
        chumbivilcas = place_coded(session, "PE-UBI-0807")
        assert chumbivilcas is not None
        assert (chumbivilcas.name, chumbivilcas.parent) == ("Chumbivilcas", "PE-CUS")
        assert [place.name for place in districts(session, "PE-UBI-0808")] == [
            "Alto Pichigua", "Condoroma", "Coporaque", "Espinar", "Ocoruro", "Pallpata",
            "Pichigua", "Suyckutambo",
        ]  # fmt: skip


def test_an_installation_has_the_departments_of_all_six_countries(any_database: Database) -> None:
    with any_database.reading() as session:
        for country, numbers in counts(session).items():
            assert numbers[Level.DEPARTMENT] == len(departments(country))
        assert counts(session)["PE"][Level.DISTRICT] == 1891
        assert counts(session).keys() == set(COUNTRIES)


def test_sowing_twice_changes_nothing(any_database: Database) -> None:
    with any_database.changing() as session:
        before = standing_in(session, "PE")
        operations.sow(session)
        assert standing_in(session, "PE") == before


def test_a_place_that_left_our_list_retires_and_one_that_changed_is_renamed(
    any_database: Database,
) -> None:
    with any_database.changing() as session:
        _edit(session, "PE-UBI-080801", name="Yauri")
        session.add(
            Place(
                code="PE-UBI-080899", country="PE", level=Level.DISTRICT, parent="PE-UBI-0808",
                name="Antiguo", folded="antiwu", sorted_as="antiguo", origin=Origin.SHIPPED,
            )
        )  # fmt: skip
        session.flush()
        operations.sow(session)
        now = standing_in(session, "PE")
        assert now["PE-UBI-080801"].name == "Espinar"
        assert not now["PE-UBI-080899"].active


def test_a_list_that_somebody_imported_is_not_overwritten(database: Database) -> None:
    with database.changing() as session:
        text = "code,name,parent,level\n0808,Provincia de Espinar,PE-CUS,province\n"
        given = operations.give_sheet(session, SYSTEM, "PE", text, keep_missing=True)
        operations.take_over(session, SYSTEM, given)
        operations.sow(session)
        assert standing_in(session, "PE")["PE-UBI-0808"].name == "Provincia de Espinar"


def test_imported_communities_do_not_stop_our_list(database: Database) -> None:
    with database.changing() as session:
        text = "code,name,parent,level\nC1,Huisa,080801,community\n"
        operations.take_over(session, SYSTEM, operations.give_sheet(session, SYSTEM, "PE", text))
        _edit(session, "PE-UBI-080801", name="Yauri")
        operations.sow(session)
        assert standing_in(session, "PE")["PE-UBI-080801"].name == "Espinar"
        assert standing_in(session, "PE")["PE-UBI-C1"].active


def _edit(session: Session, code: str, **facts: object) -> None:
    place = session.scalars(select(Place).where(Place.code == code)).one()
    for name, value in facts.items():
        setattr(place, name, value)
    session.flush()


def test_our_own_list_changes_nothing_when_it_is_imported(database: Database) -> None:
    with database.reading() as session:
        plan = plan_of(session, "PE", peru(), peru().levels, keep_missing=False)
        assert (plan.does_nothing, plan.same, plan.faults) == (True, 2087, [])
