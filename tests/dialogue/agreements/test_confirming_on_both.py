"""The word of the verifying group on both databases, also when two say it at the same moment."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.kinds import Fulfilment
from commitments.lifecycle import Status, Verb
from commitments.models import Assessment, Commitment, Update
from commitments.operations.telling import News, tell
from dialogue.jobs import DUTIES
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Process
from dialogue.operations.confirming import GroupWord, confirm_kept
from dialogue.queries.confirming import to_confirm_at
from kernel.database import Database
from kernel.errors import NotFound, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.agreements import new_agreement, new_promise_in
from tests.factories.tables import new_party, new_process, new_seat
from tests.threads import at_once


@pytest.fixture
def jobs(any_database: Database) -> Iterator[Jobs]:
    """Orders of work, which nobody does here."""
    made = Jobs(any_database, DUTIES)
    yield made
    made.close()


def laid(database: Database, vault: Vault) -> list[Actor]:
    """A promise that was said to be done: the cards of the two who verify, and of who promised."""
    with database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        verifies = new_party(session, process, "Comunidad de Qollpa")
        promised = new_party(session, process, "Minera Cobre Alto")
        seats = [new_seat(session, process, one) for one in (verifies, verifies, promised)]
        agreement = new_agreement(session, process)
        due = today_at(process.office) - timedelta(days=1)
        one = new_promise_in(session, process, agreement, due_on=due)
        agreement.state, one.status = AgreementState.IN_FORCE, Status.NOT_STARTED
        session.flush()
        tell(session, vault, SYSTEM, one, Verb.REPORT, News(due), seen=one.version)
        return [Actor(receipt_of=seat.subject) for seat in seats]


def found(session: Session) -> tuple[Process, Commitment]:
    return session.scalars(select(Process)).one(), session.scalars(select(Commitment)).one()


def says(database: Database, vault: Vault, jobs: Jobs, actor: Actor, said: Fulfilment) -> bool:
    """Whether the word was kept by somebody who saw the page as it stood at first."""
    with suppress(RuleBroken), database.changing() as session:
        process = session.scalars(select(Process)).one()
        code = session.scalars(select(Commitment.code)).one()
        word = GroupWord(said, note="Así lo vimos.")
        confirm_kept(session, vault, jobs, actor, process, code, word, seen=3)
        return True
    return False


def test_of_two_of_the_group_who_speak_at_once_one_is_kept(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    cards = laid(any_database, vault)
    said = [Fulfilment.FULFILLED, Fulfilment.NOT]
    kept = at_once(lambda who: says(any_database, vault, jobs, cards[who - 1], said[who - 1]), 2)
    assert sorted(kept) == [False, True]
    with any_database.reading() as session:
        assert found(session)[1].status in {Status.VERIFIED, Status.IN_PROGRESS}
        assert session.scalar(select(func.count(Assessment.id))) == 1
        assert session.scalar(select(func.count(Update.id))) == 2


def test_what_a_group_verifies_is_found_by_it_and_by_nobody_else(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    cards = laid(any_database, vault)
    with any_database.reading() as session:
        process, promise = found(session)
        mine = to_confirm_at(session, cards[0], process)
        assert [(one.commitment.code, one.waits) for one in mine] == [(promise.code, True)]
        for nobody in (cards[2], Actor(receipt_of="seat:999"), SYSTEM):
            assert to_confirm_at(session, nobody, process) == []
    with pytest.raises(NotFound):
        says(any_database, vault, jobs, cards[2], Fulfilment.FULFILLED)


def test_what_was_proven_is_taken_up_again_by_the_same_group(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    cards = laid(any_database, vault)
    assert says(any_database, vault, jobs, cards[0], Fulfilment.FULFILLED)
    with any_database.changing() as session:
        process, promise = found(session)
        word = GroupWord(Fulfilment.NOT, note="Volvió a salir agua.")
        actor, seen = cards[1], promise.version
        confirm_kept(session, vault, jobs, actor, process, promise.code, word, seen=seen)
    with any_database.reading() as session:
        assert found(session)[1].status is Status.IN_PROGRESS
        told = session.scalars(select(Update).order_by(Update.id)).all()
        assert [one.verb for one in told] == [Verb.REPORT, Verb.VERIFY, Verb.REOPEN]
        views = session.scalars(select(Assessment).order_by(Assessment.id)).all()
        assert [one.fulfilment for one in views] == [Fulfilment.FULFILLED, Fulfilment.NOT]
