"""Sealing and signing on both databases, also when two do it at the same moment."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from dialogue.jobs import DUTIES
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process, SealedAgreement, Signature
from dialogue.operations.agreements.sealing import seal_agreement
from dialogue.operations.agreements.signing import sign
from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor
from kernel.seals import Seal
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.agreements import new_agreement
from tests.factories.tables import new_party, new_process, new_seat
from tests.threads import at_once


@pytest.fixture
def jobs(any_database: Database) -> Iterator[Jobs]:
    """Orders of work, which nobody does here."""
    made = Jobs(any_database, DUTIES)
    yield made
    made.close()


def laid(database: Database, vault: Vault) -> list[int]:
    """A table of two groups with a draft; the seats that must sign."""
    with database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        seats = [new_seat(session, process, new_party(session, process)).id for _ in range(2)]
        new_agreement(session, process)
        return seats


def found(session: Session) -> tuple[Process, Agreement]:
    return session.scalars(select(Process)).one(), session.scalars(select(Agreement)).one()


def sealing(database: Database, jobs: Jobs) -> bool:
    with suppress(RuleBroken), database.changing() as session:
        process, agreement = found(session)
        seal_agreement(session, jobs, SYSTEM, process, agreement, 1)
        return True
    return False


def test_of_two_who_seal_at_once_one_seals(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    laid(any_database, vault)
    assert sorted(at_once(lambda _who: sealing(any_database, jobs), 2)) == [False, True]
    with any_database.reading() as session:
        assert session.scalar(select(func.count(SealedAgreement.id))) == 1
        assert session.scalar(select(func.count(Seal.id))) == 2


def test_of_two_who_sign_at_once_the_later_one_puts_it_in_force_once(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    seats = laid(any_database, vault)
    assert sealing(any_database, jobs)

    def signs(who: int) -> None:
        with any_database.changing() as session:
            process, agreement = found(session)
            actor = Actor(receipt_of=f"seat:{seats[who - 1]}")
            sign(session, jobs, actor, process, agreement, 1)

    at_once(signs, 2)
    with any_database.reading() as session:
        assert found(session)[1].state is AgreementState.IN_FORCE
        assert session.scalar(select(func.count(Signature.id))) == 2
        entered = Entry.event == "dialogue:agreement-moved"
        assert session.scalar(select(func.count(Entry.id)).where(entered)) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "update dialogue_sealed_agreement set content = 'x'",
        "update dialogue_sealed_agreement set public = 'x'",
        "delete from dialogue_sealed_agreement",
        "update dialogue_signature set name = 'x'",
        "delete from dialogue_signature",
        "delete from kernel_seal",
    ],
)
def test_the_database_itself_keeps_what_was_sealed_and_signed(
    any_database: Database, vault: Vault, jobs: Jobs, sql: str
) -> None:
    seats = laid(any_database, vault)
    sealing(any_database, jobs)
    with any_database.changing() as session:
        actor = Actor(receipt_of=f"seat:{seats[0]}")
        sign(session, jobs, actor, *found(session), 1)
    with pytest.raises(DatabaseError, match="stays as it is"), any_database.changing() as session:
        session.execute(text(sql))
