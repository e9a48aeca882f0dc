"""Photos of visits and exchanges on their paper: seen with who agreed, and not by everybody."""

import io
from hashlib import sha256

import pytest
from flask import Flask
from pypdf import PdfReader

from kernel.database import Database
from kernel.files import Store, open_clean, take_in
from kernel.jobs import Jobs, Work
from kernel.policy import SYSTEM
from kernel.references import References
from kernel.vault import Vault
from meetings.jobs import print_one
from meetings.kinds import Copy, FilePurpose, MeetingKind, PaperLanguage
from meetings.models import Meeting, SealedMinutes
from meetings.operations.files import Brought, add_file
from meetings.operations.minutes import read_back, seal_acta
from meetings.queries.contents import acta_of
from meetings.queries.meetings import key_of
from meetings.queries.minutes import paper_of
from meetings.queries.photos import photos_of
from tests.factories.accounts import new_office
from tests.factories.actas import READ, draft
from tests.factories.files import plain_jpeg
from tests.trainings.tagged import blemishes


@pytest.mark.parametrize("kind", [MeetingKind.FIELD_VISIT, MeetingKind.PEER_EXCHANGE])
def test_photos_of_a_visit_stand_on_the_full_paper_with_caption_and_consent_and_on_no_public_one(
    app: Flask, database: Database, vault: Vault, kind: MeetingKind
) -> None:
    store: Store = app.extensions["files"]
    jobs: Jobs = app.extensions["jobs"]
    picture = plain_jpeg()
    taken = take_in(store, io.BytesIO(picture), "toma.jpg")
    photo = Brought(
        FilePurpose.PHOTO, "La toma alta rota", "El comité, en asamblea", taken,
        sha256(picture).hexdigest(),
    )  # fmt: skip
    with database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault), kind=kind)
        add_file(session, key_of(session, vault, meeting), SYSTEM, meeting, photo)
        read_back(session, References(), SYSTEM, meeting, READ)
        minutes_id = seal_acta(session, References(), jobs, SYSTEM, meeting).id
    work = Work("", database, vault, jobs)
    with app.app_context():
        for copy in Copy:
            print_one(work, minutes_id, copy, PaperLanguage.ES)
    full, public = (_printed_of(app, database, vault, minutes_id, copy) for copy in Copy)
    said = words(full)
    assert "Anexo 3. Fotos" in said
    assert "La toma alta rota Aceptó salir en la foto: El comité, en asamblea" in said
    assert _pictures(full) == 1
    assert "El comité, en asamblea" not in words(public)
    assert _pictures(public) == 0
    assert blemishes(full) == []


def _printed_of(app: Flask, database: Database, vault: Vault, minutes_id: int, copy: Copy) -> bytes:
    with database.reading() as session:
        minutes = session.get_one(SealedMinutes, minutes_id)
        key = key_of(session, vault, session.get_one(Meeting, minutes.meeting_id))
        found = paper_of(session, minutes, copy, PaperLanguage.ES)
        return open_clean(app.extensions["files"], found.file, key).read()


def _pictures(data: bytes) -> int:
    pages = PdfReader(io.BytesIO(data)).pages
    return len({image.data for page in pages for image in page.images})


def words(data: bytes) -> str:
    return " ".join(
        " ".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages).split()
    )


def test_only_photos_that_the_acta_names_are_printed_and_of_a_workshop_none(
    app: Flask, database: Database, vault: Vault
) -> None:
    store: Store = app.extensions["files"]
    taken = [take_in(store, io.BytesIO(plain_jpeg()), f"{number}.jpg") for number in range(2)]
    with database.changing() as session:
        office = new_office(session, vault)
        for kind, one in zip((MeetingKind.FIELD_VISIT, MeetingKind.WORKSHOP), taken, strict=True):
            meeting = draft(session, vault, office, kind=kind)
            before = acta_of(session, References(), meeting)
            photo = Brought(FilePurpose.PHOTO, "", "Sí", one, "ab" * 32)
            add_file(session, key_of(session, vault, meeting), SYSTEM, meeting, photo)
            after = acta_of(session, References(), meeting)
            assert photos_of(session, vault, store, meeting, before) == ()
            found = photos_of(session, vault, store, meeting, after)
            assert len(found) == (1 if kind is MeetingKind.FIELD_VISIT else 0)
