"""Certificates: for those who attended enough, sealed, printed the same, taken back."""

import io
import json
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.clock import now
from kernel.database import Database
from kernel.errors import BadInput, RuleBroken
from kernel.policy import SYSTEM
from kernel.seals import Seal, SealedFile, SealRevocation
from kernel.seals.register import content_hash
from kernel.vault import Vault
from meetings.models import Attendance, Meeting, Participant
from meetings.queries.meetings import sittings_of
from tests.databases import rows
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.learning import new_course
from tests.factories.meetings import new_participant
from tests.trainings.tagged import blemishes
from tests.working import wait_until, working
from trainings.kinds import PrintoutState
from trainings.models import Printout, Revocation
from trainings.operations.certificates import issue_certificates, revoke_certificate
from trainings.queries.certificates import (
    attended_enough,
    candidates,
    certificate_in,
    issued_in,
)
from trainings.queries.learning import Course, course_for

DAYS: dict[str, Any] = {"begins_on": date(2026, 8, 20), "ends_on": date(2026, 8, 23)}


def attend(session: Session, meeting: Meeting, person: Participant, count: int) -> None:
    """Somebody was at the first `count` sittings, and it is confirmed."""
    for sitting in sittings_of(session, meeting)[:count]:
        session.add(
            Attendance(
                office_id=meeting.office_id, meeting_id=meeting.id, sitting_id=sitting.id,
                participant_id=person.id, present=True, confirmed_at=now(),
            )
        )  # fmt: skip
    session.flush()


class Room:
    """A workshop of four days with four people: at four, three, two sittings, and none."""

    def __init__(self, database: Database, vault: Vault) -> None:
        with database.changing() as session:
            office = new_office(session, vault)
            course = new_course(session, vault, office, **DAYS, title="Agua y diálogo")
            course.programme.attendance_for_certificate = 75
            for name, count in (("Ana", 4), ("Beto", 3), ("Carla", 2), ("Dina", 0)):
                attend(
                    session, course.meeting, new_participant(session, course.meeting, name), count
                )
            self.reference = course.meeting.reference
            self.staff = new_person(session, office, Role.COORDINATOR).id
            self.typist = new_person(session, office, Role.NOTE_TAKER).id
            other = new_office(session, vault)
            noise = new_course(session, vault, other, **DAYS)
            attend(session, noise.meeting, new_participant(session, noise.meeting, "Ruido"), 4)
            self.stranger = new_person(session, other, Role.COORDINATOR).id

    def course(self, session: Session) -> Course:
        return course_for(session, SYSTEM, self.reference)

    @property
    def page(self) -> str:
        return f"/trainings/workshops/{self.reference}/certificates"


@pytest.fixture
def room(database: Database, vault: Vault) -> Room:
    return Room(database, vault)


@pytest.mark.parametrize(
    ("attended", "sittings", "percent", "enough"),
    [(4, 5, 80, True), (3, 5, 80, False), (3, 4, 75, True), (0, 0, 80, False), (1, 3, 33, True),
     (0, 4, 0, False)],
)  # fmt: skip
def test_enough_is_counted_exactly(
    attended: int, sittings: int, percent: int, enough: bool
) -> None:
    assert attended_enough(attended, sittings, percent) is enough


def test_the_list_says_who_and_why_not(room: Room, database: Database) -> None:
    with database.reading() as session:
        found = {one.person.name: one for one in candidates(session, room.course(session))}
    assert {name: one.enough for name, one in found.items()} == {
        "Ana": True, "Beto": True, "Carla": False, "Dina": False,
    }  # fmt: skip
    assert (found["Ana"].attended, found["Ana"].sittings) == (4, 4)
    assert (found["Ana"].hours, found["Beto"].hours) == (32, 24)


def test_a_line_that_nobody_confirmed_gives_no_certificate(room: Room, database: Database) -> None:
    with database.changing() as session:
        session.query(Attendance).update({"confirmed_at": None})
        assert issue_certificates(session, SYSTEM, room.course(session)) == []


def test_certificates_go_to_those_who_attended_enough_once(any_database: Database) -> None:
    room = Room(any_database, Vault(bytes(32)))
    with any_database.changing() as session:
        made = issue_certificates(session, SYSTEM, room.course(session))
        assert [one.name for one in made] == ["Ana", "Beto"]
        assert issue_certificates(session, SYSTEM, room.course(session)) == []
        seals = session.scalars(select(Seal)).all()
        assert len({seal.fingerprint for seal in seals}) == 2
        assert all(len(seal.fingerprint) * 4 >= 60 for seal in seals)


def test_nobody_gets_one_without_attending_or_a_second(room: Room, database: Database) -> None:
    with database.changing() as session:
        course = room.course(session)
        people = {one.person.name: one.person.id for one in candidates(session, course)}
        with pytest.raises(RuleBroken, match="attendance-too-low"):
            issue_certificates(session, SYSTEM, course, [people["Carla"]])
        issue_certificates(session, SYSTEM, course, [people["Ana"]])
        with pytest.raises(RuleBroken, match="certificate-there"):
            issue_certificates(session, SYSTEM, course, [people["Ana"]])
        with pytest.raises(RuleBroken, match="attendance-too-low"):
            issue_certificates(session, SYSTEM, course, [999_999])


def test_nobody_gets_one_before_the_workshop_is_over(room: Room, database: Database) -> None:
    with database.changing() as session:
        course = room.course(session)
        course.meeting.ends_on = date(2999, 1, 1)
        session.flush()
        with pytest.raises(RuleBroken, match="workshop-goes-on"):
            issue_certificates(session, SYSTEM, course)


def test_a_guessed_name_cannot_be_tested(room: Room, database: Database) -> None:
    with database.changing() as session:
        [first, *_] = issue_certificates(session, SYSTEM, room.course(session))
        content = json.loads(first.content)
        seal = session.get_one(Seal, first.seal_id)
        assert content_hash(first.content) == seal.content_hash
        assert len(bytes.fromhex(content.pop("salt"))) * 8 >= 128
        unsalted = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert content_hash(unsalted) != seal.content_hash
        assert "Ana" not in f"{vars(seal)}"


def test_a_certificate_is_taken_back_with_a_reason_and_given_anew(
    room: Room, database: Database
) -> None:
    with database.changing() as session:
        course = room.course(session)
        first = issue_certificates(session, SYSTEM, course)[0]
        with pytest.raises(BadInput, match="reason-missing"):
            revoke_certificate(session, SYSTEM, course, first.id, "  ")
        revoke_certificate(session, SYSTEM, course, first.id, "Nombre mal escrito")
        session.flush()
        assert session.scalars(select(SealRevocation.seal_id)).one() == first.seal_id
        assert session.scalars(select(Revocation.reason)).one() == "Nombre mal escrito"
        [again] = issue_certificates(session, SYSTEM, course)
        assert (again.participant_id, again.number) == (first.participant_id, 2)
        assert again.seal_id != first.seal_id
    said = " ".join(str(row) for row in rows(database, "select * from kernel_audit_entry"))
    assert "trainings:certificate:revoked" in said
    assert "Nombre" not in said


def test_a_certificate_stays_as_it_was_issued(any_database: Database) -> None:
    room = Room(any_database, Vault(bytes(32)))
    with any_database.changing() as session:
        issue_certificates(session, SYSTEM, room.course(session))
    for words in (
        "update trainings_certificate set name = 'Otra'", "delete from trainings_certificate",
    ):  # fmt: skip
        with pytest.raises(Exception, match="stays as it was issued"):  # noqa: SIM117
            with any_database.changing() as session:
                session.connection().exec_driver_sql(words)


def issue(app: Flask, room: Room, database: Database) -> list[int]:
    """Give them as a person would; the ids of the certificates."""
    assert send(signed_in(app, room.staff), room.page, key="k" * 22).status_code == 303
    with database.reading() as session:
        return [one.certificate.id for one in issued_in(session, room.course(session))]


def test_the_same_certificate_printed_twice_is_the_same_paper(
    app: Flask, room: Room, database: Database
) -> None:
    [first, _second] = issue(app, room, database)
    browser = signed_in(app, room.staff)
    papers = [browser.get(f"{room.page}/{first}-es.pdf").data for _time in range(2)]
    with database.changing() as session:
        room.course(session).meeting.title = "Otro título"  # what was sealed stays
    papers.append(browser.get(f"{room.page}/{first}-es.pdf").data)
    assert papers[0] == papers[1] == papers[2]
    with database.reading() as session:
        assert len(session.scalars(select(SealedFile)).all()) == 1  # noted once
    reader = PdfReader(io.BytesIO(papers[0]))
    [page] = reader.pages
    assert float(page.mediabox.width) > float(page.mediabox.height)
    told = " ".join(page.extract_text().split())
    for words in ("Ana", "Agua y diálogo", "4 de las 4 sesiones", "32 horas"):
        assert words in told
    with database.reading() as session:
        seal = certificate_in(session, room.course(session), first).seal
        assert f"/v/{seal.fingerprint}" in told.replace(" ", "")
    assert str(reader.root_object["/Lang"]) == "es"


def test_it_is_printed_in_quechua_too(app: Flask, room: Room, database: Database) -> None:
    [first, _second] = issue(app, room, database)
    answer = signed_in(app, room.staff).get(f"{room.page}/{first}-qu.pdf")
    assert str(PdfReader(io.BytesIO(answer.data)).root_object["/Lang"]) == "quz"
    assert signed_in(app, room.staff).get(f"{room.page}/{first}-en.pdf").status_code == 404


def test_only_those_who_may_give_and_take_back(app: Flask, room: Room, database: Database) -> None:
    [first, _second] = issue(app, room, database)
    typist, stranger = signed_in(app, room.typist), signed_in(app, room.stranger)
    assert typist.get(room.page).status_code == 200
    assert "Anular" not in typist.get(room.page).text
    assert typist.get(f"{room.page}/{first}/revoke").status_code == 403
    for page in (room.page, f"{room.page}/{first}-es.pdf", f"{room.page}/{first}/revoke"):
        assert stranger.get(page).status_code == 404


def test_it_is_taken_back_on_its_page(app: Flask, room: Room, database: Database) -> None:
    [first, _second] = issue(app, room, database)
    browser = signed_in(app, room.staff)
    assert send(browser, f"{room.page}/{first}/revoke", key="a" * 22).status_code == 422
    done = send(browser, f"{room.page}/{first}/revoke", reason="No estuvo", key="b" * 22)
    assert done.status_code == 303
    page = browser.get(room.page).text
    assert "No estuvo" in page
    assert len(re.findall(r"Lo puede recibir", page)) == 1


def test_all_of_them_are_printed_by_the_worker(
    app: Flask, room: Room, database: Database, vault: Vault
) -> None:
    issue(app, room, database)
    browser = signed_in(app, room.staff)
    assert browser.get(f"{room.page}/all-es.pdf").status_code == 404
    sent = send(browser, room.page, f"{room.page}/print", language="es", key="p" * 22)
    assert sent.status_code == 303
    assert "Se está preparando" in browser.get(room.page).text
    with working(app.extensions["jobs"], vault, around=app.app_context):
        wait_until(lambda: state(database) is PrintoutState.READY)
    reader = PdfReader(io.BytesIO(browser.get(f"{room.page}/all-es.pdf").data))
    assert len(reader.pages) == 2


def state(database: Database) -> PrintoutState:
    with database.reading() as session:
        return session.scalars(select(Printout.state)).one()


def test_the_papers_are_tagged_for_those_who_cannot_see(
    app: Flask, room: Room, database: Database
) -> None:
    [first, _second] = issue(app, room, database)
    data = signed_in(app, room.staff).get(f"{room.page}/{first}-es.pdf").data
    assert blemishes(data) == []
