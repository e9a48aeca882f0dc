"""A promise knows its verifying group by more than its name: renaming moves no power."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.operations.making import Promise, change_commitment, make_commitment
from dialogue.models import Group, Process, Seat
from dialogue.operations.groups import GroupOutline, change_group
from dialogue.queries.confirming import nobody_speaks_for, to_confirm_at
from kernel.database import Database
from kernel.policy import SYSTEM, Actor
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.agreements import AGREED
from tests.factories.tables import new_party, new_process, new_seat

MINE, OTHER, THIRD = "Comunidad de Qollpa", "Minera Cobre Alto", "Rondas campesinas"


@pytest.fixture
def seated(any_database: Database, vault: Vault) -> Database:
    """A table where three groups sit."""
    with any_database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        for name in (MINE, OTHER, THIRD):
            new_seat(session, process, new_party(session, process, name))
    return any_database


def promised(session: Session, **facts: Any) -> Commitment:
    """What somebody promised at the table."""
    process = session.scalars(select(Process).order_by(Process.id).limit(1)).one()
    known: dict[str, Any] = {
        "what": "Cerrar el pozo 4", "made_on": AGREED, "condition": "Al llover",
        "responsible_group": OTHER, "verifier_group": MINE, "belongs_to": process.subject,
    }  # fmt: skip
    return make_commitment(session, SYSTEM, process.office, Promise(**(known | facts)))


def named(session: Session, name: str) -> Group:
    return session.scalars(select(Group).where(Group.name == name)).one()


def rename(database: Database, before: str, after: str) -> None:
    with database.changing() as session:
        group = named(session, before)
        process = session.get_one(Process, group.process_id)
        outline = GroupOutline(after, group.kind)
        change_group(session, SYSTEM, process, group.id, outline, seen=group.version)


def asked(database: Database) -> list[str]:
    """The groups that are asked whether it was kept, as they are called today."""
    with database.reading() as session:
        process = session.scalars(select(Process)).one()
        return sorted(
            seat.group.name
            for seat in session.scalars(select(Seat))
            if to_confirm_at(session, Actor(receipt_of=seat.subject), process)
        )


def test_a_group_that_is_called_otherwise_goes_on_verifying(seated: Database) -> None:
    with seated.changing() as session:
        assert promised(session).verifier_group_id == named(session, MINE).id
    rename(seated, MINE, "Comunidad campesina de Qollpa")
    assert asked(seated) == ["Comunidad campesina de Qollpa"]
    with seated.reading() as session:
        one = session.scalars(select(Commitment)).one()
        assert one.verifier_group == MINE, "the name stays as it was written"
        assert not nobody_speaks_for(session.scalars(select(Process)).one(), one)


def test_a_group_that_takes_the_name_of_another_verifies_nothing_for_it(seated: Database) -> None:
    with seated.changing() as session:
        promised(session)
    rename(seated, MINE, "Otra cosa")
    rename(seated, THIRD, MINE)
    assert asked(seated) == ["Otra cosa"]


def test_a_group_that_takes_the_name_of_one_outside_verifies_nothing_for_it(
    seated: Database,
) -> None:
    with seated.changing() as session:
        one = promised(session, verifier_group="Observatorio del Agua")
        assert one.verifier_group_id is None
        assert nobody_speaks_for(session.scalars(select(Process)).one(), one)
    rename(seated, THIRD, "Observatorio del Agua")
    assert asked(seated) == []


def test_a_name_that_two_groups_carry_is_that_of_neither(seated: Database) -> None:
    with seated.changing() as session:
        named(session, THIRD).name = MINE.upper()
        session.flush()
        assert promised(session).verifier_group_id is None
    assert asked(seated) == []


def test_a_group_is_known_by_its_name_in_quechua_too(seated: Database) -> None:
    with seated.changing() as session:
        named(session, MINE).name_qu = "Qollpa ayllu"
        session.flush()
        assert promised(session, verifier_group="qollpa  AYLLU").verifier_group_id
        both = promised(session, verifier_group="Qollpa ayllu", responsible_group=MINE)
        assert both.verifier_group_id is None, "it promised it itself"
    assert asked(seated) == [MINE]


def test_the_same_name_at_another_table_is_another_group(seated: Database, vault: Vault) -> None:
    with seated.changing() as session:
        office = session.scalars(select(Process)).one().office
        elsewhere = new_process(session, vault, office)
        there = new_party(session, elsewhere, MINE)
        assert promised(session, belongs_to=elsewhere.subject).verifier_group_id == there.id


def promise_of(one: Commitment, **facts: Any) -> Promise:
    """What stands there, written anew."""
    kept: dict[str, Any] = {
        "what": one.what, "made_on": one.made_on, "condition": one.condition,
        "responsible_group": one.responsible_group, "verifier_group": one.verifier_group,
    }  # fmt: skip
    return Promise(**(kept | facts))


def test_who_corrects_a_promise_changes_its_verifier_only_by_another_name(
    seated: Database,
) -> None:
    with seated.changing() as session:
        promised(session)
    rename(seated, MINE, "Otra cosa")
    rename(seated, THIRD, MINE)
    with seated.changing() as session:
        one = session.scalars(select(Commitment)).one()
        change_commitment(
            session, SYSTEM, one, promise_of(one, what="Cerrar los pozos"), seen=1, at=""
        )
    assert asked(seated) == ["Otra cosa"]
    with seated.changing() as session:
        one = session.scalars(select(Commitment)).one()
        other = promise_of(one, verifier_group=OTHER, responsible_group="Municipalidad")
        change_commitment(session, SYSTEM, one, other, seen=one.version, at="")
    assert asked(seated) == [OTHER]
