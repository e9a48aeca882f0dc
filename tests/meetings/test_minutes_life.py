"""The life of an acta: drafted, read back, sealed; sealed, it never changes."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from accounts.roles import WHOLE_INSTALLATION, Role
from kernel.audit import Anchor, Entry
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, Refusal, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import STRANGER, SYSTEM
from kernel.references import References, Referred
from kernel.seals import Seal, fingerprint_of
from kernel.seals.register import content_hash
from kernel.vault import Vault
from meetings import contents
from meetings.jobs import DUTIES
from meetings.kinds import Extent
from meetings.lifecycle import MINUTES, State, Verb
from meetings.models import (
    AgendaItem,
    Agreement,
    Meeting,
    ReadingBack,
    SealedMinutes,
    Signatory,
)
from meetings.operations.minutes import amend, read_back, return_to_draft, seal_acta
from meetings.operations.papers import run_of
from meetings.queries.meetings import meeting_for
from tests.factories.accounts import actor_of, new_office, new_person
from tests.factories.actas import READ, draft, sealed
from tests.threads import at_once

NONE = References()


@pytest.fixture
def jobs(any_database: Database) -> Iterator[Jobs]:
    made = Jobs(any_database, DUTIES)
    yield made
    made.close()


@pytest.fixture
def own_jobs(database: Database) -> Iterator[Jobs]:
    made = Jobs(database, DUTIES)
    yield made
    made.close()


def test_every_state_is_reachable_and_none_is_a_trap() -> None:
    reached = {State.DRAFT}
    for _ in State:
        reached |= {after for (before, _), after in MINUTES.moves.items() if before in reached}
    assert reached == set(State)
    assert {before for before, _ in MINUTES.moves} == set(State)


@given(st.sampled_from(State), st.sampled_from(Verb))
def test_a_move_is_in_the_table_or_refused(state: State, verb: Verb) -> None:
    if verb in MINUTES.open_verbs(state):
        assert MINUTES.after(state, verb) in State
    else:
        with pytest.raises(RuleBroken):
            MINUTES.after(state, verb)


class Life(RuleBasedStateMachine):
    """Random verbs on one acta."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.DRAFT
        self.read = False

    @rule(verb=st.sampled_from(Verb))
    def move(self, verb: Verb) -> None:
        try:
            self.state = MINUTES.after(self.state, verb)
        except RuleBroken:
            return
        if verb is not Verb.SEAL:
            self.read = verb is Verb.READ_BACK

    @invariant()
    def nothing_is_sealed_that_was_not_read_back_since_it_was_a_draft(self) -> None:
        if self.state is State.SEALED:
            assert self.read


TestLife = Life.TestCase


def test_an_acta_is_read_back_sealed_and_enters_the_register_with_its_public_copy(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting, minutes = sealed(session, vault, office, jobs)
        assert meeting.state is State.SEALED
        assert content_hash(minutes.content) == minutes.content_hash
        assert content_hash(minutes.public) == minutes.public_hash
        full, public = contents.read(minutes.content), contents.read(minutes.public)
        assert (full.number, full.copy, public.copy) == (1, "full", "public")
        assert public.copy_of == fingerprint_of(minutes.content_hash)
        seal = session.get_one(Seal, minutes.seal_id)
        assert (seal.content_hash, seal.issuer) == (minutes.content_hash, office.name)
        assert session.get_one(Seal, minutes.public_seal_id).copy_of_id == seal.id
        events = session.scalars(
            select(Entry.event).where(Entry.subject == meeting.subject).order_by(Entry.seq)
        ).all()
        assert events[-2:] == ["meetings:acta:moved", "meetings:acta:sealed"]
        assert session.scalar(select(func.count(Anchor.id))) == 1
        run = run_of(minutes)
    assert jobs.run(run) is not None


def test_an_acta_tells_the_hours_that_were_and_not_those_that_were_planned(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    with any_database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        meeting.begins_at, meeting.ends_at = time(9), time(13)
        day = datetime.combine(meeting.begins_on, time(), ZoneInfo(meeting.office.time_zone))
        meeting.opened_at, meeting.closed_at = day.replace(hour=9, minute=20), None
        read_back(session, NONE, SYSTEM, meeting, READ)
        meeting.closed_at = day.replace(hour=11, minute=5)  # after it was read
        minutes = seal_acta(session, NONE, jobs, SYSTEM, meeting)
        heading = contents.read(minutes.content).heading
        assert (heading.begins_at, heading.ends_at) == ("09:20", "11:05")


def test_of_two_who_seal_at_once_one_seals_and_both_papers_say_the_same(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    with any_database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        read_back(session, NONE, SYSTEM, meeting, READ)
        reference = meeting.reference

    def seals(_who: int) -> bool:
        with suppress(RuleBroken), any_database.changing() as session:
            held = meeting_for(session, SYSTEM, reference, for_change=True)
            seal_acta(session, NONE, jobs, SYSTEM, held)
            return True
        return False

    assert sorted(at_once(seals, 2)) == [False, True]
    with any_database.reading() as session:
        assert session.scalar(select(func.count(SealedMinutes.id))) == 1
        assert session.scalar(select(func.count(Seal.id))) == 2


def test_the_papers_of_a_refused_seal_are_not_ordered(
    database: Database, vault: Vault, own_jobs: Jobs
) -> None:
    with database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        with pytest.raises(RuleBroken):
            seal_acta(session, NONE, own_jobs, SYSTEM, meeting)
    assert own_jobs.runs() == []


def _no_agenda(session: Session, meeting: Meeting) -> None:
    session.execute(update(AgendaItem).values(meeting_id=_other(session, meeting)))


def _other(session: Session, meeting: Meeting) -> int:
    return session.scalars(select(Meeting.id).where(Meeting.id != meeting.id)).one()


def _no_reasons(session: Session, meeting: Meeting) -> None:
    session.execute(
        update(Agreement)
        .where(Agreement.meeting_id == meeting.id)
        .values(extent=Extent.NONE, dissent="", imported=True)
    )


LACKING: list[tuple[str, Callable[[Session, Meeting], Any]]] = [
    ("acta-of-old-paper", lambda _session, meeting: setattr(meeting, "imported", True)),
    ("acta-meeting-not-opened", lambda _session, meeting: setattr(meeting, "opened_at", None)),
    ("acta-without-agenda", _no_agenda),
    ("acta-meeting-not-closed", lambda _session, meeting: setattr(meeting, "closed_at", None)),
    ("acta-without-reasons", _no_reasons),
    ("acta-without-signatories", lambda session, _meeting: session.execute(delete(Signatory))),
]


@pytest.mark.parametrize(("code", "spoil"), LACKING, ids=[code for code, _ in LACKING])
def test_an_acta_that_lacks_something_is_not_sealed(
    database: Database,
    vault: Vault,
    own_jobs: Jobs,
    code: str,
    spoil: Callable[[Session, Meeting], Any],
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        draft(session, vault, office)
        meeting = draft(session, vault, office)
        read_back(session, NONE, SYSTEM, meeting, READ)
        spoil(session, meeting)
        session.flush()
        session.expire_all()
        with pytest.raises(RuleBroken, match=code):
            seal_acta(session, NONE, own_jobs, SYSTEM, meeting)


def test_what_changed_since_it_was_read_must_be_read_again(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    with any_database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        read_back(session, NONE, SYSTEM, meeting, READ)
        meeting.observations = "Otra cosa."
        with pytest.raises(RuleBroken, match="acta-changed-since-reading"):
            seal_acta(session, NONE, jobs, SYSTEM, meeting)
        return_to_draft(session, SYSTEM, meeting)
        read_back(session, NONE, SYSTEM, meeting, replace(READ, corrections="Una palabra."))
        minutes = seal_acta(session, NONE, jobs, SYSTEM, meeting)
        said = contents.read(minutes.content)
        assert [one.corrections for one in said.readings] == ["", "Una palabra."]
        assert said.observations == "Otra cosa."


def test_who_signs_may_be_added_after_the_reading(
    database: Database, vault: Vault, own_jobs: Jobs
) -> None:
    with database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        read_back(session, NONE, SYSTEM, meeting, READ)
        session.add(
            Signatory(office_id=meeting.office_id, meeting_id=meeting.id, position=2, name="Ana")
        )
        session.flush()
        minutes = seal_acta(session, NONE, own_jobs, SYSTEM, meeting)
        assert len(contents.read(minutes.content).signers) == 2


def test_a_correction_is_a_new_version_that_names_what_it_replaces(
    any_database: Database, vault: Vault, jobs: Jobs
) -> None:
    with any_database.changing() as session:
        meeting, first = sealed(session, vault, new_office(session, vault), jobs)
        kept = first.content
        with pytest.raises(BadInput, match="acta-reason-missing"):
            amend(session, SYSTEM, meeting, " ")
        amend(session, SYSTEM, meeting, "La fecha estaba mal.")
        meeting.observations = "Corregido."
        read_back(session, NONE, SYSTEM, meeting, READ)
        second = seal_acta(session, NONE, jobs, SYSTEM, meeting)
        session.refresh(first)
        assert first.content == kept
        said = contents.read(second.content)
        assert (said.number, said.reason) == (2, "La fecha estaba mal.")
        assert said.replaces == fingerprint_of(first.content_hash)
        assert (second.replaces_id, second.reason) == (first.id, "La fecha estaba mal.")
        assert session.get_one(Seal, second.seal_id).replaces_id == first.seal_id
        assert meeting.amending == ""


def test_the_programme_of_a_meeting_stands_in_its_acta(
    database: Database, vault: Vault, own_jobs: Jobs
) -> None:
    known = References()
    known.register(
        "programme",
        lambda *_asked: Referred("Territorio en diálogo", "/trainings/1", frozenset()),
    )
    with database.changing() as session:
        office = new_office(session, vault)
        _meeting, minutes = sealed(
            session, vault, office, own_jobs, known, belongs_to="programme:P-1"
        )
        assert contents.read(minutes.content).heading.programme == "Territorio en diálogo"


SEALERS = {Role.COORDINATOR, Role.FACILITATOR}


@pytest.mark.parametrize("role", sorted(set(Role) - WHOLE_INSTALLATION))
def test_only_who_plans_meetings_of_the_office_seals(
    database: Database, vault: Vault, own_jobs: Jobs, role: Role
) -> None:
    with database.changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        meeting = draft(session, vault, office)
        read_back(session, NONE, SYSTEM, meeting, READ)
        stranger = actor_of(session, new_person(session, other, role))
        here = actor_of(session, new_person(session, office, role))
        for who in (STRANGER, stranger, *([] if role in SEALERS else [here])):
            with pytest.raises(Forbidden):
                seal_acta(session, NONE, own_jobs, who, meeting)
        if role in SEALERS:
            assert seal_acta(session, NONE, own_jobs, here, meeting).sealed_by_id == here.person_id


VERBS = st.lists(st.sampled_from(["write", "read", "return", "seal", "amend"]), max_size=12)


@settings(max_examples=15)
@given(verbs=VERBS)
def test_what_was_sealed_never_changes_whatever_is_done(
    database: Database, vault: Vault, own_jobs: Jobs, verbs: list[str]
) -> None:
    kept = {}
    with database.changing() as session:
        meeting, first = sealed(session, vault, new_office(session, vault), own_jobs)
        kept[first.id] = (first.content, first.content_hash, first.public)
        for number, verb in enumerate(verbs):
            try:
                _do(session, own_jobs, meeting, verb, number)
            except Refusal:
                continue
        session.expire_all()
        rows = session.scalars(select(SealedMinutes).where(SealedMinutes.meeting_id == meeting.id))
        found = {row.number: row for row in rows}
        assert sorted(found) == list(range(1, len(found) + 1))
        assert (first.content, first.content_hash, first.public) == kept[first.id]
        for row in found.values():
            assert content_hash(row.content) == row.content_hash


def _do(session: Session, jobs: Jobs, meeting: Meeting, verb: str, number: int) -> None:
    if verb == "write":
        meeting.observations = f"Observación {number}."
    elif verb == "read":
        read_back(session, NONE, SYSTEM, meeting, READ)
    elif verb == "return":
        return_to_draft(session, SYSTEM, meeting)
    elif verb == "seal":
        seal_acta(session, NONE, jobs, SYSTEM, meeting)
    else:
        amend(session, SYSTEM, meeting, "Porque sí.")


@pytest.mark.parametrize("table", [SealedMinutes, ReadingBack, Seal])
def test_the_database_itself_refuses_to_change_a_sealed_acta(
    any_database: Database, vault: Vault, jobs: Jobs, table: Any
) -> None:
    with any_database.changing() as session:
        sealed(session, vault, new_office(session, vault), jobs)
    changes = [
        update(table).values(id=table.id),
        delete(table),
    ]
    for change in changes:
        with pytest.raises(DBAPIError), any_database.changing() as session:
            session.execute(change)
    with any_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(table))


def test_no_insert_takes_the_place_of_a_sealed_acta(
    database: Database, vault: Vault, own_jobs: Jobs
) -> None:
    with database.changing() as session:
        _meeting, minutes = sealed(session, vault, new_office(session, vault), own_jobs)
        kept = minutes.content
    names = ", ".join(f'"{one.name}"' for one in SealedMinutes.__table__.columns)
    with pytest.raises(DBAPIError), database.changing() as session:
        session.execute(
            text(
                f"INSERT OR REPLACE INTO meetings_sealed_minutes ({names}) "
                f"SELECT {names} FROM meetings_sealed_minutes"
            )
        )
    row = {
        "office_id": 1, "meeting_id": 1, "number": 1, "content": "{}", "content_hash": "x",
        "public": "{}", "public_hash": "y", "seal_id": 1, "public_seal_id": 2, "reason": "",
    }  # fmt: skip
    with pytest.raises(DBAPIError), database.changing() as session:
        session.execute(insert(SealedMinutes).prefix_with("OR REPLACE"), [row])
    with database.reading() as session:
        assert session.scalars(select(SealedMinutes.content)).all() == [kept]
