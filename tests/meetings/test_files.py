"""Files of a meeting: what was shown, photos with consent, scans of signed papers."""

import re
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.models import Office
from accounts.roles import Role
from kernel.files.models import StoredFile
from kernel.policy import SYSTEM
from meetings.kinds import FilePurpose, MeetingKind
from meetings.lifecycle import State
from meetings.models import MeetingFile
from meetings.operations.minutes import amend
from meetings.queries.meetings import agenda_of
from tests.factories.actas import sealed
from tests.factories.files import WORD, plain_jpeg, tagged_jpeg
from tests.factories.papers import tagged_pdf
from tests.factories.uploads import fetched, send_files
from tests.meetings.at_work import Work, sends


def bring(
    browser: FlaskClient, reference: str, content: bytes, name: str, **fields: Any
) -> TestResponse:
    page = f"/meetings/{reference}/files"
    return send_files(browser, page, {"file": [(content, name)]}, **fields)


def kept(work: Work) -> list[MeetingFile]:
    with work.changing() as session:
        rows = list(session.scalars(select(MeetingFile).order_by(MeetingFile.id)))
        session.expunge_all()
        return rows


def test_a_document_that_was_shown_is_kept_with_its_fingerprint_and_its_point(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser(Role.NOTE_TAKER)
    with work.changing() as session:
        point = agenda_of(session, work.meeting(session, reference))[0].id
    paper = tagged_pdf()
    answer = bring(
        browser, reference, paper, "mapa.pdf", purpose="shown", title="Mapa", point=str(point)
    )
    assert answer.status_code == 303
    (row,) = kept(work)
    assert row.fingerprint == sha256(paper).hexdigest()
    assert (row.title, row.agenda_item_id) == ("Mapa", point)
    page = browser.get(f"/meetings/{reference}/files").text
    assert row.fingerprint in page
    original = re.search(r'href="([^"]+/original)"', page)
    assert original
    assert fetched(browser, original[1]) == paper


def test_where_photos_are_printed_it_says_on_which_copy(work: Work) -> None:
    reference = work.plans("Visita")
    said = "Las fotos se imprimen solo en el acta completa."
    page = f"/meetings/{reference}/files"
    for kind in MeetingKind:
        with work.changing() as session:
            work.meeting(session, reference).kind = kind
        printed = kind in {MeetingKind.FIELD_VISIT, MeetingKind.PEER_EXCHANGE}
        assert (said in work.browser(Role.NOTE_TAKER).get(page).text) is printed


def test_a_photo_without_consent_is_not_kept(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    answer = bring(browser, reference, plain_jpeg(), "foto.jpg", purpose="photo")
    assert answer.status_code == 422
    assert "Diga quién aceptó salir en la foto" in answer.text
    assert "Elija otra vez el archivo" in answer.text
    assert kept(work) == []
    answer = bring(
        browser, reference, plain_jpeg(), "foto.jpg", purpose="photo", consent="En asamblea"
    )
    assert answer.status_code == 303
    assert "En asamblea" in browser.get(f"/meetings/{reference}/files").text


def test_a_photo_does_not_tell_where_and_by_whom_it_was_taken(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    bring(browser, reference, tagged_jpeg(), "f.jpg", purpose="photo", consent="Sí, todas")
    (row,) = kept(work)
    address = f"/meetings/{reference}/files/{row.id}"
    for part in ("copy", "shown", "preview"):
        assert WORD.encode() not in fetched(browser, f"{address}/{part}")
    assert browser.get(f"{address}/original").status_code == 404


def test_a_photo_is_a_picture_and_nothing_else(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    answer = bring(browser, reference, tagged_pdf(), "x.jpg", purpose="photo", consent="Sí")
    assert answer.status_code == 422
    assert kept(work) == []


def test_of_a_document_kept_elsewhere_the_fingerprint_is_enough_but_it_must_be_whole(
    work: Work,
) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    page, mark = f"/meetings/{reference}/files", sha256(b"estudio").hexdigest()
    answer = sends(browser, page, status=422, purpose="shown", title="Estudio")
    assert "Elija un archivo" in answer.text
    sends(browser, page, status=422, purpose="shown", title="Estudio", fingerprint=mark[:-1])
    sends(browser, page, purpose="shown", title="Estudio", fingerprint=mark.upper())
    (row,) = kept(work)
    assert (row.file_id, row.fingerprint) == (None, mark)


@pytest.mark.parametrize("state", [State.READ_BACK, State.SEALED])
def test_after_the_acta_was_read_only_its_signed_scan_comes(work: Work, state: State) -> None:
    reference, browser = work.plans("Agua", state=state), work.browser()
    page = browser.get(f"/meetings/{reference}/files").text
    offered = set(re.findall(r'<option value="(\w+)"', page))
    assert offered & set(FilePurpose) == {FilePurpose.SIGNED_SCAN}
    assert bring(browser, reference, tagged_pdf(), "x.pdf", purpose="shown").status_code == 422
    answer = bring(browser, reference, tagged_pdf(), "x.pdf", purpose="signed_scan")
    assert answer.status_code == 303


def test_a_file_goes_only_after_asking_once_more_and_then_for_good(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    bring(browser, reference, tagged_pdf(), "acta.pdf", purpose="delegation", title="Poder")
    (row,) = kept(work)
    address = f"/meetings/{reference}/files/{row.id}"
    assert "Se borra para siempre" in browser.get(f"{address}/remove").text
    sends(browser, f"{address}/remove")
    assert kept(work) == []
    with work.changing() as session:
        assert session.scalars(select(StoredFile)).all() == []
    assert browser.get(f"{address}/copy").status_code == 404


def test_what_a_sealed_acta_names_is_not_taken_away(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    bring(browser, reference, tagged_pdf(), "mapa.pdf", purpose="shown")
    (row,) = kept(work)
    with work.changing() as session:
        work.meeting(session, reference).state = State.SEALED
    sends(browser, f"/meetings/{reference}/files/{row.id}/remove", status=403)
    assert len(kept(work)) == 1


def test_what_a_sealed_acta_names_stays_while_another_version_is_written(
    work: Work, app: Flask
) -> None:
    browser = work.browser()
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        meeting, _minutes = sealed(session, work.vault, office, app.extensions["jobs"])
        amend(session, SYSTEM, meeting, "Falta una firma")
        reference = meeting.reference
    bring(browser, reference, tagged_pdf(), "otro.pdf", purpose="shown")
    named, later = kept(work)
    page = browser.get(f"/meetings/{reference}/files").text
    assert f"/files/{named.id}/remove" not in page
    answer = sends(browser, f"/meetings/{reference}/files/{named.id}/remove", status=422)
    assert "Un acta sellada nombra este archivo" in answer.text
    sends(browser, f"/meetings/{reference}/files/{later.id}/remove")
    assert [one.id for one in kept(work)] == [named.id]


def test_the_signed_scan_is_taken_away_only_by_who_seals(work: Work, app: Flask) -> None:
    taker = work.browser(Role.NOTE_TAKER)
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        meeting, _minutes = sealed(session, work.vault, office, app.extensions["jobs"])
        reference = meeting.reference
    bring(taker, reference, tagged_pdf(), "firmas.pdf", purpose="signed_scan")
    _named, row = kept(work)
    address = f"/meetings/{reference}/files/{row.id}/remove"
    assert address not in taker.get(f"/meetings/{reference}/files").text
    sends(taker, address, status=403)
    assert address in work.browser().get(f"/meetings/{reference}/files").text
    sends(work.browser(), address)
    assert row.id not in {one.id for one in kept(work)}


def test_another_office_sees_no_file(work: Work) -> None:
    reference, browser = work.plans("Agua"), work.browser()
    bring(browser, reference, tagged_pdf(), "mapa.pdf", purpose="shown")
    (row,) = kept(work)
    foreign = work.stranger()
    for page in ("", f"/{row.id}/copy", f"/{row.id}/remove"):
        assert foreign.get(f"/meetings/{reference}/files{page}").status_code == 404
    other = work.plans("Agua", elsewhere=True)
    assert foreign.get(f"/meetings/{other}/files/{row.id}/copy").status_code == 404
    assert browser.get(f"/meetings/{reference}/files/{row.id}/otra").status_code == 404


def test_a_translator_sees_files_but_brings_none(work: Work) -> None:
    reference = work.plans("Agua")
    page = work.browser(Role.TRANSLATOR).get(f"/meetings/{reference}/files").text
    assert "Agregar un archivo" not in page
