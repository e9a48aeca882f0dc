"""The clock closes every round that is due, and one that cannot be closed stops no other."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.jobs import DUTIES, closing
from dialogue.jobs.closing import RoundLeftOpen, close_rounds
from dialogue.lifecycle.processes import ProcessState
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Round
from dialogue.operations.closing import close_due
from dialogue.operations.results import Telling
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.jobs import Jobs, Work
from kernel.vault import Vault
from tests.dialogue.rounds.seated import lay, no_words
from tests.factories.rounds import new_proposal, new_round


class AtOnce(Work):
    """The steps of a duty one after the other, with no worker around."""

    def read(self, step: Any, *args: Any, **_named: Any) -> Any:
        with self.database.reading() as session:
            return step(session, *args)

    def outside(self, step: Any, *args: Any, **_named: Any) -> Any:
        return step(*args)


def due_rounds(database: Database, vault: Vault) -> list[int]:
    """Three rounds whose time ends in five minutes."""
    with database.changing() as session:
        laid = lay(session, vault)
        until = now() + timedelta(minutes=5)
        return [
            new_round(
                session, laid.process, new_proposal(session, laid.process), closes_at=until
            ).id
            for _ in range(3)
        ]  # fmt: skip


def work_on(database: Database, vault: Vault) -> Work:
    return AtOnce("", database, vault, Jobs(database, DUTIES))


def states(database: Database) -> list[RoundState]:
    with database.reading() as session:
        return list(session.scalars(select(Round.state).order_by(Round.id)))


def test_one_round_that_cannot_be_closed_stops_no_other_and_is_noted_once(
    any_database: Database,
    vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, *_others = due_rounds(any_database, vault)

    def fails_for_one(session: Session, telling: Telling, round_id: int) -> None:
        close_due(session, no_words, round_id)
        if round_id == broken:
            raise ValueError("secret words")

    monkeypatch.setattr(closing, "close_due", fails_for_one)
    work = work_on(any_database, vault)
    with at(now() + timedelta(hours=1)):
        with pytest.raises(RoundLeftOpen):
            close_rounds(work)
        assert states(any_database) == [RoundState.OPEN, RoundState.CLOSED, RoundState.CLOSED]
        close_rounds(work)  # tried again, and said no second time
    with any_database.reading() as session:
        (noted,) = session.scalars(select(Entry).where(Entry.event == "dialogue:round-left-open"))
        assert noted.facts == {"round_id": broken}
    assert "round left open" in caplog.text
    assert "secret words" not in caplog.text
    monkeypatch.setattr(closing, "close_due", lambda s, _told, one: close_due(s, no_words, one))
    with at(now() + timedelta(hours=2)):
        close_rounds(work)
    assert set(states(any_database)) == {RoundState.CLOSED}


def test_what_was_answered_in_time_is_sealed_whatever_became_of_the_table(
    database: Database, vault: Vault
) -> None:
    due_rounds(database, vault)
    with database.changing() as session:
        session.scalars(select(Process)).one().state = ProcessState.SUSPENDED
    with database.changing() as session:
        first = session.scalars(select(Round).order_by(Round.id)).first()
        assert first is not None
        first.state = RoundState.HEARING
    with at(now() + timedelta(hours=1)), database.changing() as session:
        for one in session.scalars(select(Round)).all():
            close_due(session, no_words, one.id)
    assert states(database) == [RoundState.HEARING, RoundState.CLOSED, RoundState.CLOSED]
