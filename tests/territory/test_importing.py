"""A list is looked at before it counts, taken over wholly or not at all, and can be given back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import Forbidden, RuleBroken
from kernel.policy import STRANGER, SYSTEM
from territory import operations
from territory.models import PlaceImport
from territory.places import Level, Origin
from territory.places.sheets import read, write
from territory.policy import Ground
from territory.queries import Plan, counts, listed, plan_for, plan_of, provinces, standing_in
from tests.territory.conftest import Keepers

HEAD = "code,name,parent,level\n"
LA_PAZ = HEAD + (
    "0201,Murillo,BO-L,province\n0202,Omasuyos,BO-L,province\n"
    "020101,La Paz,0201,district\n020102,Palca,0201,district\n020201,Achacachi,0202,district\n"
)


def take(session: Session, text: str, country: str = "BO", *, keep_missing: bool = False) -> Plan:
    given = operations.give_sheet(session, SYSTEM, country, text, keep_missing=keep_missing)
    return operations.take_over(session, SYSTEM, given)


def active(session: Session, country: str = "BO") -> set[str]:
    """Codes in use below the departments, as the country writes them."""
    return {
        code.rpartition("-")[2]
        for code, place in standing_in(session, country).items()
        if place.active and place.level is not Level.DEPARTMENT
    }


def numbers(plan: Plan) -> tuple[int, int, int, int]:
    return len(plan.added), len(plan.changed), len(plan.retired), plan.same


def test_looking_at_a_list_changes_nothing(database: Database) -> None:
    with database.changing() as session:
        given = operations.give_sheet(session, SYSTEM, "BO", LA_PAZ)
        assert numbers(plan_for(session, given)) == (5, 0, 0, 0)
        assert active(session) == set()


def test_a_list_is_taken_over(any_database: Database) -> None:
    with any_database.changing() as session:
        assert numbers(take(session, LA_PAZ)) == (5, 0, 0, 0)
        assert [place.name for place in provinces(session, "BO-L")] == ["Murillo", "Omasuyos"]
        assert counts(session)["BO"][Level.DISTRICT] == 3


def test_taking_the_same_list_over_twice_changes_nothing(any_database: Database) -> None:
    with any_database.changing() as session:
        take(session, LA_PAZ)
        before = standing_in(session, "BO")
        assert numbers(take(session, LA_PAZ)) == (0, 0, 0, 5)
        assert standing_in(session, "BO") == before


def test_a_later_list_renames_moves_and_retires_by_code(any_database: Database) -> None:
    with any_database.changing() as session:
        take(session, LA_PAZ)
        later = LA_PAZ.replace("Palca,0201", "Palca de Arriba,0202").replace(
            "020201,Achacachi,0202,district\n", ""
        )
        assert numbers(take(session, later)) == (0, 1, 1, 3)
        palca = standing_in(session, "BO")["BO-INE-020102"]
        assert (palca.name, palca.parent) == ("Palca de Arriba", "BO-INE-0202")
        assert active(session) == {"0201", "0202", "020101", "020102"}
        assert not standing_in(session, "BO")["BO-INE-020201"].active, "kept, for cases name it"


def test_a_retired_place_comes_back_with_a_later_list(database: Database) -> None:
    with database.changing() as session:
        take(session, LA_PAZ)
        take(session, LA_PAZ.replace("020201,Achacachi,0202,district\n", ""))
        assert numbers(take(session, LA_PAZ)) == (0, 1, 0, 4)
        assert "020201" in active(session)


def test_a_list_speaks_only_for_its_own_levels(database: Database) -> None:
    with database.changing() as session:
        take(session, LA_PAZ)
        assert numbers(take(session, HEAD + "A1,Ayllu,020101,community\n")) == (1, 0, 0, 0)
        assert active(session) == {"0201", "0202", "020101", "020102", "020201", "A1"}


def test_what_lies_in_a_retired_place_retires_with_it(database: Database) -> None:
    with database.changing() as session:
        take(session, LA_PAZ)
        take(session, HEAD + "A1,Ayllu,020201,community\n")
        take(session, HEAD + "0201,Murillo,BO-L,province\n")
        assert active(session) == {"0201", "020101", "020102"}


def test_missing_places_stay_if_so_wished(database: Database) -> None:
    with database.changing() as session:
        take(session, LA_PAZ)
        plan = take(session, HEAD + "0203,Pacajes,BO-L,province\n", keep_missing=True)
        assert numbers(plan) == (1, 0, 0, 0)
        assert len(active(session)) == 6


def test_nothing_hangs_on_a_place_that_the_same_list_retires(database: Database) -> None:
    with database.changing() as session:
        take(session, LA_PAZ)
        text = HEAD + "0201,Murillo,BO-L,province\n020202,Ancoraimes,0202,district\n"
        given = operations.give_sheet(session, SYSTEM, "BO", text)
        assert [fault.line for fault in plan_for(session, given).faults] == [3]


def test_a_list_with_one_fault_is_not_taken_over_at_all(any_database: Database) -> None:
    with any_database.changing() as session:
        given = operations.give_sheet(session, SYSTEM, "BO", LA_PAZ + "1,,BO-L,province\n")
        with pytest.raises(RuleBroken, match="places-faulty"):
            operations.take_over(session, SYSTEM, given)
        assert active(session) == set()
        assert given.taken_over_at is None


def test_no_list_is_taken_over_twice(database: Database) -> None:
    with database.changing() as session:
        given = operations.give_sheet(session, SYSTEM, "BO", LA_PAZ)
        with pytest.raises(RuleBroken, match="places-not-taken-over"):
            operations.give_back(session, SYSTEM, given)
        operations.take_over(session, SYSTEM, given)
        with pytest.raises(RuleBroken, match="places-taken-over"):
            operations.take_over(session, SYSTEM, given)


def test_the_list_of_before_can_be_taken_over_again(any_database: Database) -> None:
    with any_database.changing() as session:
        take(session, LA_PAZ)
        added = operations.add_community(session, SYSTEM, Ground("BO"), "BO-INE-020201", "Ayllu")
        before = standing_in(session, "BO")
        given = operations.give_sheet(
            session, SYSTEM, "BO", HEAD + "0203,Pacajes,BO-L,province\n0201,Otro,BO-L,province\n"
        )
        operations.take_over(session, SYSTEM, given)
        assert added.code.rpartition("-")[2] not in active(session), "its province left"
        operations.take_over(session, SYSTEM, operations.give_back(session, SYSTEM, given))
        after = standing_in(session, "BO")
        assert {code: after[code] for code in before} == before
        assert not after["BO-INE-0203"].active
        assert after[added.code].origin is Origin.BY_HAND


def test_the_first_list_can_be_given_back_too(database: Database) -> None:
    with database.changing() as session:
        given = operations.give_sheet(session, SYSTEM, "BO", LA_PAZ)
        operations.take_over(session, SYSTEM, given)
        earlier = operations.give_back(session, SYSTEM, given)
        operations.take_over(session, SYSTEM, earlier)
        assert active(session) == set()


def test_what_was_added_by_hand_stays_when_a_list_does_not_name_it(database: Database) -> None:
    with database.changing() as session:
        take(session, LA_PAZ)
        added = operations.add_community(session, SYSTEM, Ground("BO"), "BO-INE-020101", "Ayllu")
        take(session, HEAD + "A1,Marka,020101,community\n")
        assert {"A1", added.code.rpartition("-")[2]} <= active(session)


def test_no_list_touches_another_country(database: Database) -> None:
    with database.changing() as session:
        before = standing_in(session, "PE")
        take(session, LA_PAZ)
        assert standing_in(session, "PE") == before


def test_an_export_changes_nothing_when_it_is_imported(database: Database) -> None:
    with database.changing() as session:
        operations.add_community(session, SYSTEM, Ground("PE"), "PE-UBI-080801", "Huisa, Alta")
        sheet = read("PE", write(listed(session, "PE")))
        plan = plan_of(session, "PE", sheet, sheet.levels, keep_missing=False)
        assert (plan.does_nothing, plan.faults, plan.same) == (True, [], 2088)


def test_a_newer_look_forgets_the_one_before_but_never_what_was_taken_over(
    database: Database,
) -> None:
    with database.changing() as session:
        take(session, LA_PAZ)
        operations.give_sheet(session, SYSTEM, "BO", HEAD)
        last = operations.give_sheet(session, SYSTEM, "BO", LA_PAZ)
        kept = session.scalars(select(PlaceImport).order_by(PlaceImport.id)).all()
        assert [one.taken_over_at is None for one in kept] == [False, True]
        assert kept[-1] is last


def test_only_the_platform_takes_lists_over(database: Database, keepers: Keepers) -> None:
    with database.changing() as session:
        given = operations.give_sheet(session, SYSTEM, "PE", HEAD)
        for actor in (keepers.actors["peru"], keepers.actors["bolivia"], STRANGER):
            with pytest.raises(Forbidden):
                operations.give_sheet(session, actor, "PE", HEAD)
            with pytest.raises(Forbidden):
                operations.take_over(session, actor, given)
            with pytest.raises(Forbidden):
                operations.give_back(session, actor, given)


def test_the_trail_says_who_took_over_how_much(database: Database, keepers: Keepers) -> None:
    with database.changing() as session:
        given = operations.give_sheet(session, keepers.actors["platform"], "BO", LA_PAZ)
        operations.take_over(session, keepers.actors["platform"], given)
        entry = session.scalars(select(Entry).where(Entry.subject == "places:BO")).one()
        assert (entry.event, entry.actor) == (
            "territory:places:imported", f"person:{keepers.platform}",
        )  # fmt: skip
        assert entry.facts == {"file": given.id, "added": 5, "changed": 0, "retired": 0}


@pytest.mark.full
def test_a_hundred_thousand_communities_are_taken_over(database: Database) -> None:
    rows = [f"C{number:06},Ayllu {number},080801,community" for number in range(100_000)]
    with database.changing() as session:
        assert numbers(take(session, HEAD + "\n".join(rows), "PE")) == (100_000, 0, 0, 0)
        assert counts(session)["PE"][Level.COMMUNITY] == 100_000
