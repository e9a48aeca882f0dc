"""The clock closes every round that is due, and one that cannot be closed stops no other."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Membership
from accounts.roles import Role
from dialogue.jobs import DUTIES, closing
from dialogue.jobs.closing import RoundLeftOpen, close_rounds
from dialogue.lifecycle.processes import ProcessState
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Round
from dialogue.operations.closing import close_due
from dialogue.operations.overtime import LEFT_OPEN, tell_hosts
from dialogue.operations.results import Telling
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.jobs import Jobs, Work
from kernel.notices import Notice
from kernel.notices.post import NobodyThere, Post
from kernel.notices.sending import duties_of
from kernel.vault import Vault
from tests.dialogue.agreements.at_signing import jobs_of
from tests.dialogue.at_table import AtTable
from tests.dialogue.rounds.seated import lay, no_words
from tests.factories.accounts import new_person
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
    return AtOnce("", database, vault, Jobs(database, DUTIES, duties_of(Post())))


def hosts_of(database: Database) -> list[str]:
    """A facilitator and a coordinator of the office, and somebody who only takes notes."""
    with database.changing() as session:
        office = session.scalars(select(Process)).one().office
        both = new_person(session, office, Role.COORDINATOR)
        session.add(Membership(person_id=both.id, office_id=office.id, role=Role.FACILITATOR))
        people = [both, new_person(session, office, Role.FACILITATOR)]
        new_person(session, office, Role.NOTE_TAKER)
        return sorted(f"person:{one.id}" for one in people)


def told(database: Database) -> list[tuple[str, dict[str, Any]]]:
    """Who is told that a round was left open, and of which."""
    with database.reading() as session:
        query = select(Notice).where(Notice.kind == LEFT_OPEN)
        return sorted((one.recipient, dict(one.about)) for one in session.scalars(query))


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
    hosts, work = hosts_of(any_database), work_on(any_database, vault)
    with at(now() + timedelta(hours=1)):
        with pytest.raises(RoundLeftOpen):
            close_rounds(work)
        assert states(any_database) == [RoundState.OPEN, RoundState.CLOSED, RoundState.CLOSED]
        close_rounds(work)  # tried again, and said no second time
    assert told(any_database) == [(who, {"number": broken}) for who in hosts]
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


def test_whoever_runs_the_rounds_is_asked_to_close_one_whose_time_is_over(table: AtTable) -> None:
    with table.changing() as session:
        process = table.process(session)
        proposal = new_proposal(session, process, title="Bombear menos")
        one = new_round(session, process, proposal)
        page, number = f"{table.home}/proposals/{proposal.code}/rounds/{one.number}", one.id
    asked = "Cerrar la ronda cuya hora ya pasó. Bombear menos"

    def says(browser: FlaskClient, late: timedelta) -> bool:
        with table.changing() as session:
            session.get_one(Round, number).closes_at = now() - late
        shown = browser.get(table.home).text
        return asked in shown and f'href="{page}"' in shown

    hour = timedelta(hours=1)
    assert not says(table.browser(), timedelta(minutes=1)), "the clock is about to close it"
    assert says(table.browser(Role.FACILITATOR), hour)
    assert says(table.browser(Role.COORDINATOR), hour)
    for browser in (table.seat(), table.seat("company"), table.browser(Role.AUDITOR)):
        assert not says(browser, hour)
    with table.changing() as session:
        session.get_one(Round, number).state = RoundState.HEARING
    assert says(table.browser(), hour), "somebody has to end the hearing"
    with table.changing() as session:
        session.get_one(Round, number).state = RoundState.CLOSED
    assert not says(table.browser(), hour)


def test_the_mail_says_which_round_and_nobody_gets_it_once_it_is_closed(table: AtTable) -> None:
    with table.changing() as session:
        process = table.process(session)
        proposal = new_proposal(session, process, "Secreto de la mesa.", title="Bombear menos")
        number = new_round(session, process, proposal).id
        tell_hosts(session, jobs_of(table), number)
        tell_hosts(session, jobs_of(table), number)
    post = table.app.extensions["post"]
    with table.reading() as session:
        notice, *others = session.scalars(select(Notice).where(Notice.kind == LEFT_OPEN))
        assert len(others) == 1, "the coordinator and the facilitator, once each"
        letter = post.letter(session, table.vault, notice, "es")
    assert letter.subject == "La ronda 1 sigue abierta aunque pasó su hora"
    assert f"{table.home}/proposals/" in letter.body
    assert "Secreto" not in letter.body
    with table.changing() as session:
        session.get_one(Round, number).state = RoundState.CLOSED
    with table.reading() as session, pytest.raises(NobodyThere):
        post.letter(session, table.vault, notice, "es")
