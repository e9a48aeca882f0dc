"""Offices keep the communities of their own country that no list has."""

import pytest
from sqlalchemy import select

from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, NotFound, RuleBroken
from kernel.policy import STRANGER, SYSTEM, Actor, Grant
from territory import operations
from territory.models import Place
from territory.places import Level, Origin
from territory.policy import Ground
from territory.queries import communities
from tests.territory.conftest import Keepers

ESPINAR = "PE-UBI-080801"
HOME, ABROAD = Ground("PE", home=True), Ground("PE")


def test_an_office_adds_renames_retires_and_restores(
    any_database: Database,
) -> None:
    actor = Actor(person_id=3, grants=frozenset({Grant("office_admin", 7)}))
    with any_database.changing() as session:
        place = operations.add_community(session, actor, HOME, ESPINAR, "  Huisa   Alta ")
        assert (place.name, place.level, place.origin) == (
            "Huisa Alta", Level.COMMUNITY, Origin.BY_HAND,
        )  # fmt: skip
        operations.rename_community(session, actor, HOME, place.code, "Huisa Ccollana", "Wisa")
        operations.retire_community(session, actor, HOME, place.code)
        assert communities(session, ESPINAR) == []
        operations.restore_community(session, actor, HOME, place.code)
        assert [one.called("qu") for one in communities(session, ESPINAR)] == ["Wisa"]
        entries = session.scalars(
            select(Entry).where(Entry.subject == "places:PE").order_by(Entry.seq)
        ).all()
        assert [(entry.event.rpartition(":")[2], entry.facts["place"]) for entry in entries] == [
            (verb, place.code) for verb in ("added", "renamed", "retired", "restored")
        ]
        assert {entry.actor for entry in entries} == {actor.name}


def test_what_is_retired_twice_is_told_once(database: Database) -> None:
    with database.changing() as session:
        place = operations.add_community(session, SYSTEM, HOME, ESPINAR, "Huisa")
        for _ in range(2):
            operations.retire_community(session, SYSTEM, HOME, place.code)
        entries = session.scalars(select(Entry.event).where(Entry.subject == "places:PE")).all()
        assert entries.count("territory:community:retired") == 1


def test_nobody_keeps_the_communities_of_a_country_that_is_not_theirs(
    database: Database, keepers: Keepers
) -> None:
    with database.changing() as session:
        place = operations.add_community(session, SYSTEM, ABROAD, ESPINAR, "Huisa")
        for actor in (keepers.actors["bolivia"], STRANGER):
            with pytest.raises(Forbidden):
                operations.add_community(session, actor, ABROAD, ESPINAR, "Otra")
            with pytest.raises(Forbidden):
                operations.rename_community(session, actor, ABROAD, place.code, "Otra")
            with pytest.raises(Forbidden):
                operations.retire_community(session, actor, ABROAD, place.code)
            with pytest.raises(Forbidden):
                operations.restore_community(session, actor, ABROAD, place.code)


@pytest.mark.parametrize("name", ["", "  ", "---", "=1+1", "@x", "x" * 121])
def test_a_name_must_be_one(database: Database, name: str) -> None:
    with database.changing() as session, pytest.raises(BadInput, match="place-name"):
        operations.add_community(session, SYSTEM, HOME, ESPINAR, name)


def test_two_communities_in_one_place_are_not_called_alike(database: Database) -> None:
    with database.changing() as session:
        operations.add_community(session, SYSTEM, HOME, ESPINAR, "Huisa")
        other = operations.add_community(session, SYSTEM, HOME, ESPINAR, "Antaccollana")
        with pytest.raises(RuleBroken, match="community-there"):
            operations.add_community(session, SYSTEM, HOME, ESPINAR, "HUISA")
        with pytest.raises(RuleBroken, match="community-there"):
            operations.rename_community(session, SYSTEM, HOME, other.code, "huisa")
        operations.add_community(session, SYSTEM, HOME, "PE-UBI-080802", "Huisa")


def test_communities_lie_in_districts_of_the_country(database: Database) -> None:
    with database.changing() as session:
        with pytest.raises(BadInput, match="community-lies-elsewhere"):
            operations.add_community(session, SYSTEM, HOME, "PE-CUS", "Huisa")
        with pytest.raises(BadInput, match="community-lies-elsewhere"):
            operations.add_community(session, SYSTEM, HOME, "PE-UBI-0808", "Huisa")
        for parent in ("PE-UBI-999999", "", "BO-L"):
            with pytest.raises(NotFound):
                operations.add_community(session, SYSTEM, HOME, parent, "Huisa")


def test_places_of_a_list_change_by_a_list_only(database: Database) -> None:
    with database.changing() as session:
        for verb in (operations.retire_community, operations.restore_community):
            with pytest.raises(RuleBroken, match="place-of-a-list"):
                verb(session, SYSTEM, HOME, ESPINAR)
        with pytest.raises(NotFound):
            operations.retire_community(session, SYSTEM, HOME, "PE-UBI-C0")
        with pytest.raises(NotFound):
            operations.retire_community(session, SYSTEM, Ground("BO"), ESPINAR)


def test_no_community_comes_back_into_a_place_that_is_gone(database: Database) -> None:
    with database.changing() as session:
        place = operations.add_community(session, SYSTEM, HOME, ESPINAR, "Huisa")
        operations.retire_community(session, SYSTEM, HOME, place.code)
        session.get_one(Place, ESPINAR).active = False
        session.flush()
        with pytest.raises(RuleBroken, match="community-without-place"):
            operations.restore_community(session, SYSTEM, HOME, place.code)
