"""Who is named is reminded once of each thing, and stops it without signing in."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Membership
from accounts.roles import Role
from commitments.jobs import DUTIES
from commitments.kinds import Reminder, Side
from commitments.lifecycle import Verb
from commitments.models import Commitment, Named
from commitments.operations import reminding
from commitments.operations.making import Promise
from commitments.operations.naming import Naming, name_person, stop_telling, stop_token
from commitments.operations.notifying import MOVED, tell_moved
from commitments.operations.reminding import REMINDER, remind
from commitments.operations.telling import Consent, News, reformulate
from commitments.queries.following import reached, told_of
from kernel.audit import Entry
from kernel.clock import at
from kernel.database import Database
from kernel.errors import BadInput, Gone, NotFound
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.notices import Notice, notify
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person
from tests.factories.commitments import told
from tests.factories.meetings import new_commitment
from tests.working import order, wait_until, working

DUE = date(2026, 10, 31)


def moment(day: date, hour_in_lima: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour_in_lima + 5)


def named_by_mail(session: Session, vault: Vault, commitment: Any, **facts: Any) -> Named:
    known = {"side": Side.AFFECTED, "name": "Rosa", "email": "rosa@example.org", "language": "qu"}
    return name_person(session, vault, SYSTEM, commitment, Naming(**(known | facts)))


def notices(session: Session, kind: str) -> list[Notice]:
    return list(session.scalars(select(Notice).where(Notice.kind == kind).order_by(Notice.id)))


def ended(jobs: Jobs, run_id: str) -> RunState | None:
    run = jobs.run(run_id)
    return run.state if run else None


@pytest.fixture
def jobs(app: Flask) -> Jobs:
    found: Jobs = app.extensions["jobs"]
    return found


def test_each_reminder_goes_out_once_on_its_day(
    database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault), due_on=DUE)
        named_by_mail(session, vault, commitment)
        sent: dict[int, list[str]] = {}
        for days in range(-10, 16):
            for hour in (6, 8, 23):
                with at(moment(DUE + timedelta(days=days), hour)):
                    remind(session, jobs, 0)
            told_now = [one.about["reminder"] for one in notices(session, REMINDER)]
            before = sum(len(one) for one in sent.values())
            if told_now[before:]:
                sent[days] = [str(one) for one in told_now[before:]]
    assert sent == {-7: ["before"], 0: ["due"], 1: ["after"], 8: ["after"], 15: ["after"]}


def test_nobody_is_woken_and_nobody_is_told_of_what_ended(
    database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        early = new_commitment(session, office, due_on=DUE)
        ended = new_commitment(session, office, due_on=DUE)
        for one in (early, ended):
            named_by_mail(session, vault, one)
        with at(moment(DUE, 6)):
            told(session, vault, ended, Verb.REPORT, date(2026, 10, 1))
            told(session, vault, ended, Verb.VERIFY, date(2026, 10, 1))
            remind(session, jobs, 0)
            assert notices(session, REMINDER) == []
        with at(moment(DUE, 7)):
            remind(session, jobs, 0)
            assert [one.about["commitment"] for one in notices(session, REMINDER)] == [early.code]


def test_the_occasion_moves_with_the_date() -> None:
    from commitments.lifecycle import Status
    from commitments.models import Commitment

    one = Commitment(status=Status.IN_PROGRESS, due_on=DUE)
    assert reminding.occasion(one, DUE - timedelta(days=8)) is None
    assert reminding.occasion(one, DUE - timedelta(days=3)) == (Reminder.BEFORE, 0)
    assert reminding.occasion(one, DUE + timedelta(days=7)) == (Reminder.AFTER, 0)
    assert reminding.occasion(one, DUE + timedelta(days=8)) == (Reminder.AFTER, 1)


def test_a_worker_that_dies_midway_reminds_everybody_once(
    app: Flask, vault: Vault, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = app.extensions["database"]
    monkeypatch.setattr(reminding, "BATCH", 2)
    monkeypatch.setattr(reminding, "MORNING", 0)  # whenever this test runs
    with database.changing() as session:
        office = new_office(session, vault)
        for _ in range(5):
            commitment = new_commitment(session, office, due_on=date(2020, 1, 1))
            named_by_mail(session, vault, commitment)
    whole: Callable[..., Any] = notify
    deaths = iter([True])

    def dies_once(*args: Any, **more: Any) -> Notice:
        notice: Notice = whole(*args, **more)
        if ":3:" in more["key"] and next(deaths, False):
            raise ConnectionError("killed in the middle of a batch")
        return notice

    monkeypatch.setattr(reminding, "notify", dies_once)
    assert {duty.every for duty in DUTIES} == {"20 * * * *"}, "the clock orders it every hour"
    with working(jobs, vault):
        killed = order(jobs, "commitments.remind")
        wait_until(lambda: ended(jobs, killed) is RunState.FAILED)
        again = order(jobs, "commitments.remind")
        wait_until(lambda: ended(jobs, again) is RunState.DONE)
    with database.reading() as session:
        keys = [one.key for one in notices(session, REMINDER)]
    assert len(keys) == len(set(keys)) == 5


def test_who_is_named_learns_of_news_but_not_of_their_own(
    database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        commitment = new_commitment(session, office)
        other = new_commitment(session, office)
        writer = new_person(session, office, Role.COORDINATOR)
        actor = SYSTEM.__class__(person_id=writer.id)
        mine = name_person(
            session, vault, SYSTEM, commitment, Naming(Side.VERIFIER, person_id=writer.id)
        )
        rosa = named_by_mail(session, vault, commitment)
        named_by_mail(session, vault, other)
        news = told(session, vault, commitment, Verb.START, date(2026, 10, 1))
        for _ in range(2):
            tell_moved(session, jobs, actor, commitment, news)
        found = [one.recipient for one in notices(session, MOVED)]
        assert found == [f"commitment-named:{rosa.id}"]
        tell_moved(session, jobs, SYSTEM, commitment, news)
        found = [one.recipient for one in notices(session, MOVED)]
        assert set(found) == {f"commitment-named:{one.id}" for one in (mine, rosa)}


def test_the_mail_says_what_and_when_and_how_to_stop(
    app: Flask, database: Database, vault: Vault, jobs: Jobs
) -> None:
    post, base = app.extensions["post"], app.config["SETTINGS"].public_url
    with database.changing() as session:
        commitment = new_commitment(
            session, new_office(session, vault), what="Limpiar el canal",
            responsible_person="Ana Secreta", due_on=DUE,
        )  # fmt: skip
        rosa = named_by_mail(session, vault, commitment, language="es")
        with at(moment(DUE)):
            remind(session, jobs, 0)
        [notice] = notices(session, REMINDER)
        session.flush()
        with app.test_request_context():
            recipient = post.recipient(session, vault, notice)
            letter = post.letter(session, vault, notice, "es")
        assert (recipient.address, recipient.language) == ("rosa@example.org", "es")
        assert letter.subject == f"El compromiso {commitment.code} vence hoy"
        assert "Limpiar el canal" in letter.body
        assert "Ana Secreta" not in letter.body
        assert f"{base}/promises/stop/{rosa.id}/{stop_token(vault, rosa.id)}" in letter.body
        assert f"{base}/promises/{commitment.code}" not in letter.body, "it is not published"
        commitment.is_public = True
        with app.test_request_context():
            letter = post.letter(session, vault, notice, "es")
        assert f"{base}/promises/{commitment.code}" in letter.body
        assert "rosa" not in str(notice.about) + notice.key


def test_the_link_of_a_mail_stops_it_without_signing_in(app: Flask, vault: Vault) -> None:
    database = app.extensions["database"]
    with database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        number = named_by_mail(session, vault, commitment).id
        other = named_by_mail(session, vault, commitment, email="otra@example.org").id
    browser = app.test_client()
    assert browser.get(f"/promises/stop/{other}/{stop_token(vault, number)}").status_code == 404
    assert browser.get(f"/promises/stop/{number}/ñ").status_code == 404
    from tests.factories.accounts import send

    link = f"/promises/stop/{number}/{stop_token(vault, number)}"
    assert "ya no recibirá avisos" in browser.get(link).text
    with database.reading() as session:
        assert reached(session, vault, str(number)) is not None, "only looking ends nothing"
    assert send(browser, link, f"/promises/stop/{10**30}/x").status_code == 404
    assert send(browser, link).status_code == 303
    assert "No recibirá más avisos" in browser.get(link).text
    with database.changing() as session:
        assert reached(session, vault, str(number)) is None
        assert reached(session, vault, str(other)) is not None
        stop_telling(session, vault, number, stop_token(vault, number))
        ended = select(Entry).where(Entry.event == "commitments:person-named-no-more")
        assert len(session.scalars(ended).all()) == 1
        gone = session.get_one(Named, number)
        office = session.get_one(Commitment, gone.commitment_id).office
        with pytest.raises(Gone):
            vault.data_key(session, gone.data_key_id or 0, office.holder)
        with pytest.raises(NotFound):
            stop_telling(session, vault, number, "0" * 32)


def test_staff_are_told_as_long_as_they_read_there(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office, elsewhere = new_office(session, vault), new_office(session, vault)
        commitment = new_commitment(session, office)
        person = new_person(session, office, Role.NOTE_TAKER)
        stranger = new_person(session, elsewhere, Role.COORDINATOR)
        naming = Naming(Side.VERIFIER, person_id=stranger.id)
        with pytest.raises(BadInput, match="named-unreachable"):
            name_person(session, vault, SYSTEM, commitment, naming)
        naming = Naming(Side.VERIFIER, person_id=person.id)
        named = name_person(session, vault, SYSTEM, commitment, naming)
        assert name_person(session, vault, SYSTEM, commitment, naming).id == named.id
        found = reached(session, vault, str(named.id))
        assert found
        assert found.address == person.email
        session.query(Membership).filter_by(person_id=person.id).delete()
        assert reached(session, vault, str(named.id)) is None


def test_who_was_told_of_one_is_told_of_what_it_was_changed_into(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        old = new_commitment(session, new_office(session, vault))
        named_by_mail(session, vault, old)
        consent = Consent("Comunidad", "por carta", date(2026, 10, 1))
        news = News(date(2026, 10, 1), note="Llovió", consent=consent)
        promise = Promise(
            what="Otro", made_on=date(2026, 10, 1), responsible_group="Municipalidad",
            verifier_group="Comité", due_on=DUE, replaces_id=old.id,
        )  # fmt: skip
        new = reformulate(session, vault, SYSTEM, old, promise, news, seen=old.version)
        [carried] = told_of(session, new)
        found = reached(session, vault, str(carried.id))
        assert found
        assert (found.address, found.language) == ("rosa@example.org", "qu")


def test_an_address_lies_sealed(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        named = named_by_mail(session, vault, commitment)
        assert named.email
        assert b"rosa" not in named.email.ciphertext
        for email in ("rosa", "rosa@", "a b@c.d"):
            with pytest.raises(BadInput, match="named-unreachable"):
                named_by_mail(session, vault, commitment, email=email)
