"""The fictional programme shows everything that meetings, promises and trainings can do."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.kinds import Side
from commitments.lifecycle import UNBOUND, Status
from commitments.models import Assessment, Commitment, Named
from commitments.operations.naming import email_of
from commitments.queries.commitments import is_overdue, today_in
from commitments.queries.registry import SOON
from grievances.kinds import Channel
from grievances.models import Case
from kernel.audit_check import verify
from kernel.database import Base, Database
from kernel.handovers import Handover, HandoverState, Wanted
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.vault import Vault
from meetings.kinds import Copy, MeetingKind, PaperLanguage, Sex, Signing, Tongue
from meetings.lifecycle import State
from meetings.models import (
    AgendaItem,
    Agreement,
    Attendance,
    BookEntry,
    Carrying,
    Contribution,
    Meeting,
    Paper,
    Participant,
    ReadingBack,
    SealedMinutes,
    Theme,
)
from meetings.operations.papers import run_of
from meetings.particulars import has_quorum
from meetings.queries.contents import newest_sealed
from tests.databases import disposed
from tests.demonstration import MASTER, Demo
from tests.working import wait_until, working
from trainings.kinds import Moment, RegistrationState
from trainings.learning import Sheet, matched
from trainings.models import AnswerSheet, Certificate, Registration, Workshop

LONG_NUMBER = re.compile(r"(?<![\dA-Fa-f])\d{7,9}(?![\dA-Fa-f])")
"""A DNI has eight digits, a mobile phone nine, a telephone of Cusco seven or more."""


Row = TypeVar("Row", bound=Base)


@pytest.fixture(scope="module")
def world(demo_file: Demo) -> Iterator[tuple[Database, Vault]]:
    """The demo, made once; these tests only read it."""
    with disposed(Database(f"sqlite:///{demo_file.place}")) as database:
        yield database, Vault(MASTER, database)


@pytest.fixture
def database(seeded: Database) -> Database:
    """The application of a test stands on a demo of its own."""
    return seeded


@pytest.fixture
def session(world: tuple[Database, Vault]) -> Iterator[Session]:
    with world[0].reading() as reading:
        yield reading


@pytest.fixture
def workshop(session: Session) -> Meeting:
    return _the_workshop(session)


def _the_workshop(session: Session) -> Meeting:
    sealed = select(Meeting).where(Meeting.id.in_(select(SealedMinutes.meeting_id)))
    return session.scalars(sealed.join(Meeting.office).where(Office.slug == "cusco")).one()


def _of(session: Session, kind: type[Row], meeting: Meeting) -> list[Row]:
    column = kind.__table__.c.meeting_id
    return list(session.scalars(select(kind).where(column == meeting.id)))


def test_thirty_eight_people_of_seven_groups_came_on_four_days(
    session: Session, workshop: Meeting
) -> None:
    people = _of(session, Participant, workshop)
    assert (len(people), len({one.group_id for one in people})) == (38, 7)
    marks = _of(session, Attendance, workshop)
    days = Counter(one.participant_id for one in marks if one.present)
    assert set(days) == {one.id for one in people}
    assert Counter(days.values()) == {4: 34, 3: 2, 2: 2}
    assert {one.signing for one in marks} == {Signing.SIGNATURE, Signing.THUMBPRINT}
    assert workshop.office.slug == "cusco"
    assert (workshop.ends_on - workshop.begins_on).days == 3


def test_four_concerns_have_dots_that_the_room_could_give(
    session: Session, workshop: Meeting
) -> None:
    themes = _of(session, Theme, workshop)
    said = _of(session, Contribution, workshop)
    assert len(themes) == 4
    assert {one.theme_id for one in said if one.theme_id} == {one.id for one in themes}
    sexes = {one.id: one.sex for one in _of(session, Participant, workshop)}
    second_day = _of(session, AgendaItem, workshop)[2].sitting_id
    there = Counter(
        sexes[one.participant_id]
        for one in _of(session, Attendance, workshop)
        if one.present and one.sitting_id == second_day
    )
    assert sum(one.women for one in themes) == 3 * there[Sex.WOMAN]
    assert sum(one.men for one in themes) == 3 * there[Sex.MAN]
    assert all(one.translation for one in said if one.language is Tongue.QU)


def test_nobody_decided_who_was_not_in_the_room(session: Session, workshop: Meeting) -> None:
    last = max(_of(session, AgendaItem, workshop), key=lambda one: one.position).sitting_id
    there = sum(one.present for one in _of(session, Attendance, workshop) if one.sitting_id == last)
    for one in _of(session, Agreement, workshop):
        hands = (one.women_for, one.men_for, one.women_against, one.men_against, one.abstained)
        assert sum(hands) == there


def test_the_acta_was_heard_in_quechua_corrected_and_sealed_twice(
    session: Session, workshop: Meeting
) -> None:
    readings = _of(session, ReadingBack, workshop)
    assert [bool(one.corrections) for one in readings] == [True, False, False]
    assert readings[0].corrections.count("\n") == 1
    assert {one.language for one in readings} == {Tongue.QU}
    first, second = _of(session, SealedMinutes, workshop)
    assert (first.number, second.number, second.replaces_id) == (1, 2, first.id)
    assert ("4,8 en la toma baja" in first.content, "8,4 en" in second.content) == (True, True)
    assert second.reason
    assert (workshop.state, workshop.is_public) == (State.SEALED, True)
    assert len(_of(session, BookEntry, workshop)) == 1
    acta = json.loads(second.content)
    assert acta["heading"]["programme"]["es"].startswith("Territorio en diálogo")
    assert {one["agreement"] for one in acta["promises"]} == {1, 2, 3}


def test_promises_stand_in_every_state_of_a_meeting(session: Session, workshop: Meeting) -> None:
    office = session.scalars(select(Office).where(Office.slug == "cusco")).one()
    today = today_in(office)
    mine = select(Commitment).where(Commitment.belongs_to == workshop.belongs_to)
    promises = list(session.scalars(mine))
    assert {one.status for one in promises} == set(Status) - UNBOUND - {Status.LAPSED}
    assert sum(is_overdue(one, today) for one in promises) >= 3
    assert any(one.due_on and today <= one.due_on <= today + SOON for one in promises)
    assert any(one.condition for one in promises)
    assert any(one.recurrence for one in promises)
    assert any(one.due_on != one.first_due_on for one in promises if not one.recurrence)
    assert any(one.replaces_id for one in promises)
    sides = set(session.scalars(select(Assessment.side)))
    assert sides == set(Side)


def test_the_next_meeting_takes_up_what_is_open(session: Session, workshop: Meeting) -> None:
    (following,) = session.scalars(select(Meeting).where(Meeting.follows_id == workshop.id))
    came_from = [one.came_from for one in _of(session, AgendaItem, following) if one.came_from]
    still = select(func.count()).where(
        Commitment.belongs_to == workshop.belongs_to,
        Commitment.status.not_in([Status.VERIFIED, Status.CANCELLED, Status.REFORMULATED]),
    )
    assert len(came_from) == session.scalar(still)
    assert following.begins_on > today_in(following.office)


def test_other_meetings_took_place_or_are_to_come(session: Session) -> None:
    meetings = list(session.scalars(select(Meeting)))
    held = {one.kind for one in meetings if one.closed_at}
    visits = {MeetingKind.FIELD_VISIT, MeetingKind.PEER_EXCHANGE}
    assert visits <= held
    visitors = [
        who for one in meetings if one.kind in visits for who in _of(session, Participant, one)
    ]
    assert len(visitors) == 8
    assert all(who.group_id for who in visitors), "everybody comes for a group"
    in_cusco = [one for one in meetings if one.office.slug == "cusco"]
    (assembly,) = (one for one in in_cusco if one.kind is MeetingKind.ASSEMBLY)
    assert (assembly.state, assembly.opened_at) == (State.DRAFT, None)
    assert has_quorum(assembly.particulars) is None, "nobody has come yet"
    assert {one.office.slug for one in meetings} == {"cusco", "salta"}


def test_a_second_workshop_keeps_places_for_women_and_lets_two_wait(session: Session) -> None:
    (workshop,) = session.scalars(select(Workshop).where(Workshop.capacity == 30))
    query = select(Registration).where(Registration.workshop_id == workshop.id)
    registered = list(session.scalars(query))
    waiting = [one for one in registered if one.state is RegistrationState.WAITING]
    assert [one.sex for one in waiting] == [Sex.MAN, Sex.MAN]
    assert len(registered) - len(waiting) < 30


def test_thirty_two_people_answered_before_and_after(session: Session) -> None:
    sheets = list(session.scalars(select(AnswerSheet)))
    moments = Counter(one.moment for one in sheets)
    assert len(matched([_sheet(one) for one in sheets])) == 32
    assert moments[Moment.BEFORE] > 32
    assert moments[Moment.AFTER] > 32
    assert any(one.pair is None for one in sheets)


def _sheet(row: AnswerSheet) -> Sheet:
    answers = {int(place): said for place, said in row.answers.items()}
    return Sheet(row.moment, answers, row.pair)


def test_who_came_to_three_days_of_four_has_a_certificate(session: Session) -> None:
    assert session.scalar(select(func.count(Certificate.id))) == 36


def test_a_concern_became_a_case_one_was_declined_and_one_waits(
    session: Session, workshop: Meeting
) -> None:
    asked = select(Handover).where(Handover.wanted == Wanted.CASE)
    offers = {one.state: one for one in session.scalars(asked)}
    assert set(offers) == set(HandoverState)
    assert offers[HandoverState.ACCEPTED].title == "Contaminación del agua"
    (case,) = session.scalars(select(Case).where(Case.channel == Channel.EX_OFFICIO))
    assert offers[HandoverState.ACCEPTED].result_ref == f"case:{case.reference}"
    assert len(_of(session, Carrying, workshop)) == 3


def test_old_actas_lack_what_such_papers_lack(session: Session) -> None:
    imported = select(Meeting).where(Meeting.imported)
    meetings = {one.subject for one in session.scalars(imported)}
    assert len(meetings) == 3
    old = list(session.scalars(select(Commitment).where(Commitment.imported)))
    assert {one.made_in for one in old} == meetings
    for lacking in ("responsible_group", "due_on", "verifier_group", "indicator"):
        assert not all(getattr(one, lacking) for one in old)


def test_nothing_of_it_could_be_real(session: Session, world: tuple[Database, Vault]) -> None:
    """No telephone, no document, no address that mail could reach."""
    people = list(session.scalars(select(Participant)))
    assert not any(one.phone or one.document_number or one.document_kind for one in people)
    assert not any(session.scalars(select(Registration.phone)))
    named = session.execute(select(Named, Commitment).join(Commitment)).all()
    mails = [email_of(session, world[1], promise, one) for one, promise in named]
    assert any(mails)
    assert all(mail.endswith(".example") for mail in mails if mail)
    for table in Base.metadata.tables.values():
        if table.name.split("_")[0] in {"meetings", "commitments", "trainings"}:
            _expect_no_number(session, table)
    assert verify(session).broken is None


def _expect_no_number(session: Session, table: Any) -> None:
    words = [one for one in table.columns if _is_words(one)]
    for row in session.execute(select(*words)) if words else ():
        for value in row:
            found = LONG_NUMBER.search(str(value or ""))
            assert not found, f"{table.name}: {value}"


def _is_words(column: Any) -> bool:
    return column.type.python_type is str and not column.name.endswith(("hash", "code_lookup"))


def test_the_papers_of_both_sealed_versions_are_ordered(app: Flask, database: Database) -> None:
    """In the change that made the demo; `tests/meetings` prints what is ordered."""
    jobs: Jobs = app.extensions["jobs"]
    with database.reading() as session:
        versions = _of(session, SealedMinutes, _the_workshop(session))
    runs = [jobs.run(run_of(one)) for one in versions]
    assert [one.state for one in runs if one] == [RunState.WAITING, RunState.WAITING]


@pytest.mark.full
def test_the_worker_prints_the_sealed_acta_in_spanish_and_quechua(
    app: Flask, database: Database, vault: Vault
) -> None:
    """No order is given here."""
    jobs: Jobs = app.extensions["jobs"]
    with working(jobs, vault, app.app_context):
        wait_until(lambda: {PaperLanguage.ES, PaperLanguage.QU} <= _printed(database), 120)
        wait_until(lambda: not _still_printing(jobs), 120)  # nobody prints when the test has ended


def _still_printing(jobs: Jobs) -> bool:
    undone = jobs.runs([RunState.RUNNING, RunState.WAITING], limit=500)
    return any(run.duty == "meetings.print-acta" for run in undone)


def _printed(database: Database) -> set[PaperLanguage]:
    with database.reading() as session:
        newest = newest_sealed(session, _the_workshop(session))
        full = select(Paper.language).where(Paper.copy == Copy.FULL)
        return set(session.scalars(full.where(Paper.minutes_id == (newest.id if newest else 0))))
