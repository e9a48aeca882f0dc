"""One line of the list: corrected with a trail, merged only by hand, removed with a way back."""

import sqlite3
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, NotFound, RuleBroken
from kernel.policy import SYSTEM, Actor
from kernel.vault import Vault
from meetings.kinds import Sex, Signing, Source
from meetings.lifecycle import State
from meetings.models import Attendance, Correction, Meeting, Participant, Sitting
from meetings.operations.attendance import (
    Mark,
    Numbers,
    Who,
    add_person,
    change_person,
    keep_numbers,
    note_presence,
)
from meetings.operations.attendance_lines import merge, part, remove, restore
from meetings.queries.attendance import (
    corrections_of,
    people_of,
    sittings_attended,
    totals_of,
)
from meetings.queries.attendance_numbers import numbers_of, same_document
from meetings.queries.meetings import key_of, meeting_for, sittings_of
from tests.factories.accounts import actor_of, new_office, new_person, send
from tests.factories.meetings import new_meeting
from tests.meetings.attending import PEOPLE, Hall, open_hall

DNI, PHONE = "40718293", "984-555-321"
SIGNED = Mark(present=True, signing=Signing.SIGNATURE)


@pytest.fixture
def hall(app: Flask) -> Hall:
    return open_hall(app)


def put(session: Session, meeting: Meeting, name: str, **facts: object) -> Participant:
    return add_person(session, SYSTEM, meeting, Who(name=name, **facts))  # type: ignore[arg-type]


def room(session: Session, vault: Vault) -> tuple[Meeting, Sitting]:
    meeting = new_meeting(session, vault, new_office(session, vault))
    return meeting, sittings_of(session, meeting)[0]


def test_a_name_and_a_group_are_enough_and_order_is_kept(hall: Hall) -> None:
    browser = hall.browser()
    answer = send(browser, hall.address, name="  Ñusta   Q’ori ", group=str(hall.group_id))
    assert answer.status_code == 303
    new = hall.everything(Participant)[-1]
    assert (new.name, new.position, new.document_digest) == ("Ñusta Q'ori", 4, "")


def test_a_second_of_the_same_name_is_asked_about(hall: Hall) -> None:
    browser = hall.browser()
    asked = send(browser, hall.address, name="QUISPE MAMANI, Rosa")
    assert asked.status_code == 422
    assert 'name="another"' in asked.get_data(as_text=True)
    assert send(browser, hall.address, name="QUISPE MAMANI, Rosa", another="y").status_code == 303


def test_a_group_of_another_office_is_refused(hall: Hall, app: Flask) -> None:
    other = open_hall(app)
    answer = send(hall.browser(), hall.address, name="Alguien", group=str(other.group_id))
    assert answer.status_code == 422


def test_a_correction_says_before_after_why_and_who(hall: Hall) -> None:
    browser, me = hall.browser(), f"{hall.address}/{hall.people[0]}"
    sitting = f"{me}/at/{hall.sittings[0]}"
    first = send(browser, sitting, present="yes", signing="signature", of="0")
    assert first.status_code == 303, first.get_data(as_text=True)
    assert hall.everything(Correction) == []
    fixed = {"present": "yes", "signing": "verbal", "witness": "Juez de Paz", "of": "1"}
    assert send(browser, sitting, **fixed, reason="No sabe firmar").status_code == 303
    (kept,) = hall.everything(Correction)
    assert kept.before == {"signing": "signature", "witness": ""}
    assert kept.after == {"signing": "verbal", "witness": "Juez de Paz"}
    assert (kept.reason, kept.person_id) == ("No sabe firmar", hall.note_taker.person_id)
    html = unescape(browser.get(me).get_data(as_text=True))
    assert "Cómo firmó: antes «Firma», ahora «De palabra, con testigo»" in html
    assert "No sabe firmar" in html


def test_what_somebody_changed_meanwhile_is_not_written_over(hall: Hall) -> None:
    browser, me = hall.browser(), f"{hall.address}/{hall.people[0]}"
    assert send(browser, me, **person(name="Rosa Quispe de Mamani")).status_code == 303
    stale = send(browser, me, **person(name="Otra cosa"))
    assert stale.status_code == 422
    assert "Otra cosa" in stale.get_data(as_text=True), "what was typed is shown again"
    assert hall.everything(Participant)[1].name == "Rosa Quispe de Mamani"


def person(**changed: str) -> dict[str, str]:
    """The form of a person as the page shows it."""
    return {
        "name": PEOPLE[0], "group": "", "sex": "woman", "age": "from_30", "first_language": "qu",
        "document_kind": "dni", "document": "", "phone": "", "of": "1",
    } | changed  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (Mark(present=True, signing=Signing.VERBAL), "witness-missing"),
        (Mark(True, arrived_at=None, left_at=None, signing=Signing.VERBAL, witness=" "), "witness"),
    ],
)
def test_who_confirms_by_word_has_a_witness(
    database: Database, vault: Vault, mark: Mark, code: str
) -> None:
    with database.changing() as session:
        meeting, sitting = room(session, vault)
        rosa = put(session, meeting, "Rosa")
        with pytest.raises(BadInput, match=code):
            note_presence(session, SYSTEM, meeting, rosa, sitting, mark, source=Source.DESK)


def test_documents_and_telephones_are_sealed_in_the_database(hall: Hall) -> None:
    browser, me = hall.browser(), f"{hall.address}/{hall.people[0]}"
    saved = send(browser, me, **person(document="4071 8293", phone=PHONE))
    assert saved.status_code == 303, saved.get_data(as_text=True)
    html = browser.get(me).get_data(as_text=True)
    assert DNI in html
    assert PHONE in html
    raw = everything_in(hall.app)
    assert PEOPLE[1].encode() in raw, "the search would find what is not sealed"
    for secret in (DNI, "4071 8293", PHONE, "984555321"):
        assert secret.encode() not in raw
    (kept,) = hall.everything(Correction)
    assert kept.after["document"] == "***"
    with hall.app.extensions["database"].reading() as session:
        facts = [str(one.facts) for one in session.query(Entry)]
    assert DNI not in str(facts)


def everything_in(app: Flask) -> bytes:
    """All bytes of the database file and of what was not yet moved into it."""
    file = Path(str(app.extensions["database"].url.database))
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(FULL)")
    return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def test_only_who_notes_attendance_reads_documents(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        meeting = new_meeting(session, vault, office)
        key = key_of(session, vault, meeting)
        rosa = put(session, meeting, "Rosa")
        keep_numbers(key, rosa, Numbers(document=DNI, phone=PHONE))
        roles = {}
        for role in (Role.NOTE_TAKER, Role.FACILITATOR, Role.TRANSLATOR, Role.AUDITOR):
            actor = actor_of(session, new_person(session, office, role))
            meeting, rosa = session.get_one(Meeting, meeting.id), people_of(session, meeting)[0]
            roles[role] = numbers_of(key, actor, meeting, rosa) is not None
        assert roles == {
            Role.NOTE_TAKER: True, Role.FACILITATOR: True,
            Role.TRANSLATOR: False, Role.AUDITOR: False,
        }  # fmt: skip


def test_two_lines_with_one_document_are_found_without_opening_it(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        meeting, _sitting = room(session, vault)
        key = key_of(session, vault, meeting)
        one, other, third = (put(session, meeting, name) for name in ("Uno", "Dos", "Tres"))
        keep_numbers(key, one, Numbers(document="40.718-293"))
        keep_numbers(key, other, Numbers(document=DNI))
        keep_numbers(key, third, Numbers(document="11111111"))
        session.flush()
        assert same_document(session, meeting, one) == [other]
        elsewhere, _ = room(session, vault)
        twin = put(session, elsewhere, "Uno")
        keep_numbers(key_of(session, vault, elsewhere), twin, Numbers(document=DNI))
        assert twin.document_digest != other.document_digest, "nobody is followed across meetings"


def test_merged_lines_count_once_and_come_apart_again(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting = new_meeting(session, vault, office, ends_on=new_day())
        first, second = sittings_of(session, meeting)
        kept = put(session, meeting, "Rosa Quispe")
        gone = put(session, meeting, "Rosa Kispe M.", sex=Sex.WOMAN, community="Llusco")
        for one, day in ((kept, first), (gone, first), (gone, second)):
            note_presence(session, SYSTEM, meeting, one, day, SIGNED, source=Source.DESK)
        merge(session, SYSTEM, meeting, kept, gone, "la misma firma")
        assert sittings_attended(session, meeting) == {kept.id: 2}
        assert (kept.sex, kept.community) == (Sex.WOMAN, "Llusco")
        assert totals_of(session, meeting).came == 1
        with pytest.raises(RuleBroken, match="not-on-the-list"):
            merge(session, SYSTEM, meeting, kept, gone)
        part(session, SYSTEM, meeting, gone)
        assert sittings_attended(session, meeting) == {kept.id: 1, gone.id: 2}
        assert (kept.sex, kept.community) == (Sex.UNSAID, "")
        told = [one.reason for one in corrections_of(session, gone)]
        assert told == ["", "la misma firma"]


def new_day() -> object:
    from datetime import date

    return date(2026, 8, 24)


def test_what_was_noted_after_a_merging_stays_when_they_come_apart(
    database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        meeting, sitting = room(session, vault)
        kept, gone = put(session, meeting, "Rosa"), put(session, meeting, "Rosita")
        note_presence(session, SYSTEM, meeting, gone, sitting, SIGNED, source=Source.DESK)
        merge(session, SYSTEM, meeting, kept, gone)
        thumb = Mark(present=True, signing=Signing.THUMBPRINT)
        note_presence(session, SYSTEM, meeting, kept, sitting, thumb, source=Source.DESK)
        part(session, SYSTEM, meeting, gone)
        assert sittings_attended(session, meeting) == {kept.id: 1, gone.id: 1}


def test_two_documents_are_two_people(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        meeting, _sitting = room(session, vault)
        key = key_of(session, vault, meeting)
        one, other = put(session, meeting, "Rosa"), put(session, meeting, "Rosita")
        keep_numbers(key, one, Numbers(document=DNI))
        keep_numbers(key, other, Numbers(document="11111111"))
        session.flush()
        with pytest.raises(RuleBroken, match="two-documents"):
            merge(session, SYSTEM, meeting, one, other)
        with pytest.raises(RuleBroken, match="merge-with-itself"):
            merge(session, SYSTEM, meeting, one, one)


def test_a_removed_line_counts_no_more_and_has_a_way_back(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        meeting, sitting = room(session, vault)
        rosa = put(session, meeting, "Rosa")
        note_presence(session, SYSTEM, meeting, rosa, sitting, SIGNED, source=Source.DESK)
        remove(session, SYSTEM, meeting, rosa, "se anotó por error")
        assert totals_of(session, meeting).listed == 0
        with pytest.raises(RuleBroken, match="not-on-the-list"):
            note_presence(session, SYSTEM, meeting, rosa, sitting, SIGNED, source=Source.DESK)
        restore(session, SYSTEM, meeting, rosa)
        assert totals_of(session, meeting).came == 1


def test_the_pages_lead_from_a_merging_back_again(hall: Hall) -> None:
    browser, me = hall.browser(), f"{hall.address}/{hall.people[0]}"
    assert send(browser, f"{me}/merge", into=str(hall.people[1])).status_code == 303
    assert "se unió a otra" in browser.get(me).get_data(as_text=True)
    assert PEOPLE[0] not in browser.get(hall.address).get_data(as_text=True)
    assert PEOPLE[0] in browser.get(f"{hall.address}?view=removed").get_data(as_text=True)
    assert send(browser, me, f"{me}/part", why="son hermanas").status_code == 303
    assert PEOPLE[0] in browser.get(hall.address).get_data(as_text=True)
    assert send(browser, me, f"{me}/remove", why="error").status_code == 303
    assert send(browser, me, f"{me}/restore").status_code == 303


def test_nobody_reaches_a_person_through_another_meeting(hall: Hall, app: Flask) -> None:
    other = open_hall(app)
    browser = hall.browser()
    assert browser.get(f"{hall.address}/{other.people[0]}").status_code == 404
    assert (
        browser.get(f"{hall.address}/{hall.people[0]}/at/{other.sittings[0]}")
        .status_code
        == 404
    )  # fmt: skip


def test_who_only_reads_writes_nothing(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting = new_meeting(session, vault, office)
        actors: list[Actor] = [
            actor_of(session, new_person(session, office, role))
            for role in (Role.AUDITOR, Role.TRANSLATOR, Role.HANDLER)
        ]
        elsewhere = new_person(session, new_office(session, vault), Role.NOTE_TAKER)
        meeting = session.get_one(Meeting, meeting.id)
        for actor in [*actors, actor_of(session, elsewhere)]:
            meeting = session.get_one(Meeting, meeting.id)
            with pytest.raises(Forbidden):
                add_person(session, actor, meeting, Who(name="Alguien"))
        with pytest.raises(NotFound):
            meeting_for(session, actor_of(session, elsewhere), meeting.reference)


def test_a_stale_version_is_told(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        meeting, sitting = room(session, vault)
        rosa, key = put(session, meeting, "Rosa"), key_of(session, vault, meeting)
        with pytest.raises(RuleBroken, match="changed-meanwhile"):
            change_person(session, key, SYSTEM, meeting, rosa, Who(name="X"), version=9)
        with pytest.raises(RuleBroken, match="changed-meanwhile"):
            note_presence(
                session, SYSTEM, meeting, rosa, sitting, SIGNED, source=Source.DESK, version=3
            )
        assert session.query(Attendance).count() == 0


@pytest.mark.parametrize("state", [State.READ_BACK, State.SEALED])
def test_what_was_read_to_the_room_is_not_changed_behind_its_back(hall: Hall, state: State) -> None:
    browser = hall.browser()
    with hall.app.extensions["database"].changing() as session:
        session.get_one(Meeting, hall.meeting_id).state = state
    assert "Agregar a una persona" not in browser.get(hall.address).get_data(as_text=True)
    me = f"{hall.address}/{hall.people[0]}"
    refused = send(browser, f"{me}/at/{hall.sittings[0]}", present="yes", signing="none", of="0")
    assert refused.status_code == 422
    assert "La asistencia ya no se cambia" in unescape(refused.get_data(as_text=True))
    saved = send(browser, f"{hall.address}/grid", **{"name-1": "Tarde"})
    assert saved.status_code == 422
    assert len(hall.everything(Attendance)) == 0
    assert [one.name for one in hall.everything(Participant)][1:] == list(PEOPLE)
