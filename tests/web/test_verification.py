"""Anybody can ask whether a paper is the one that was sealed; nobody learns what it says."""

import io
import re
import zlib
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.test import TestResponse

from kernel import attempts
from kernel.database import Database
from kernel.jobs import Jobs
from kernel.policy import SYSTEM
from kernel.references import References
from kernel.seals import SealKind, fingerprint_of, grouped, note_file, revoke, typed
from kernel.seals.standing import fingerprints_in
from kernel.vault import Vault
from meetings import contents
from meetings.documents.acta import paper
from meetings.kinds import PaperLanguage
from meetings.operations.minutes import amend, read_back, seal_acta
from tests.factories.accounts import new_office
from tests.factories.actas import READ, sealed
from web import floods, verification
from web.floods import Limit

PRIVATE = ("Agua y polvo", "Juana", "Qollpa", "Limpiar", "M-")
AUTHENTIC = "Copia auténtica"


class Sealed:
    """A sealed acta, its paper, and what the page says of it."""

    def __init__(self, app: Flask, database: Database, vault: Vault, client: FlaskClient) -> None:
        jobs: Jobs = app.extensions["jobs"]
        self.database, self.client, self.jobs = database, client, jobs
        with database.changing() as session:
            office = new_office(session, vault, name="Oficina del Canal")
            self.meeting, minutes = sealed(session, vault, office, jobs)
            self.seal_id, self.public_seal_id = minutes.seal_id, minutes.public_seal_id
            content, public = minutes.content, minutes.public
            self.fingerprint = fingerprint_of(minutes.content_hash)
            self.public_fingerprint = fingerprint_of(minutes.public_hash)
        with app.app_context():
            address = app.config["SETTINGS"].public_url
            self.paper = paper(contents.read(content), PaperLanguage.ES, address, sealed=True)
            self.public = b"%PDF-1.7 " + public.encode()
        with database.changing() as session:
            note_file(session, self.seal_id, self.paper)
            note_file(session, self.public_seal_id, self.public)

    def looked_up(self, fingerprint: str) -> str:
        answer = self.client.get(f"/v/{fingerprint}")
        assert answer.status_code == 200
        return " ".join(answer.text.split())

    def compared(self, data: bytes, page: str = "/v", **fields: str) -> TestResponse:
        form = self.client.get(page).text
        hidden = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]+)"', form))
        return self.client.post(
            page, data={**hidden, **fields, "file": (io.BytesIO(data), "acta.pdf")}
        )


@pytest.fixture
def one(app: Flask, database: Database, vault: Vault, client: FlaskClient) -> Sealed:
    return Sealed(app, database, vault, client)


def test_a_fingerprint_of_a_sealed_acta_is_told_with_kind_number_issuer_and_date(
    one: Sealed,
) -> None:
    said = one.looked_up(one.fingerprint)
    for part in (
        "Esta huella es de un documento sellado", "Acta de reunión", "Oficina del Canal", "−05:00",
        "Motivo", "Dejar fija el acta que se leyó a la reunión", grouped(one.fingerprint),
    ):  # fmt: skip
        assert part in said
    assert not any(word in said for word in PRIVATE)


def test_a_fingerprint_alone_says_that_the_paper_can_be_compared_and_not_that_it_is_authentic(
    one: Sealed,
) -> None:
    said = one.looked_up(one.fingerprint)
    assert AUTHENTIC not in said
    assert 'class="note good"' not in said
    assert "Esto no prueba que su papel diga lo mismo" in said
    assert "suba el archivo PDF aquí abajo" in said


@pytest.mark.parametrize("kind", SealKind)
def test_every_kind_of_document_says_why_it_was_sealed(kind: SealKind) -> None:
    assert str(verification.MOTIVE[kind])


@pytest.mark.parametrize("shape", [str.lower, grouped, lambda f: f"{f[:4]}-{f[4:].lower()}"])
def test_spaces_and_small_letters_do_not_matter(one: Sealed, shape: object) -> None:
    given_text = shape(one.fingerprint)  # type: ignore[operator]
    answer = one.client.get("/v", query_string={"fingerprint": given_text})
    assert answer.location.endswith(f"/v/{one.fingerprint}")
    assert "Esta huella es de un documento sellado" in one.looked_up(given_text)


def test_the_sealed_file_matches_and_nothing_private_is_shown(one: Sealed) -> None:
    for page in ("/v", f"/v/{one.fingerprint}"):
        said = one.compared(one.paper, page).text
        assert "Es igual al original" in said
        assert AUTHENTIC in said
        assert not any(word in said for word in PRIVATE)


def test_one_flipped_byte_is_modified(one: Sealed) -> None:
    middle = len(one.paper) // 2
    flipped = bytearray(one.paper)
    flipped[middle] ^= 1
    assert "Modificada" in one.compared(bytes(flipped), f"/v/{one.fingerprint}").text
    assert "Modificada" in one.compared(bytes(flipped)).text


@settings(max_examples=25)
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_no_flipped_bit_anywhere_goes_unseen(one: Sealed, place: int, bit: int) -> None:
    flipped = bytearray(one.paper)
    flipped[place % len(flipped)] ^= 1 << bit
    said = one.compared(bytes(flipped), f"/v/{one.fingerprint}").text
    assert "Modificada" in said
    assert "Es igual al original" not in said


def test_the_file_of_another_document_does_not_match_this_fingerprint(one: Sealed) -> None:
    assert "Modificada" in one.compared(one.public, f"/v/{one.fingerprint}").text


def test_the_public_copy_names_the_fingerprint_of_the_full_acta(one: Sealed) -> None:
    said = one.looked_up(one.public_fingerprint)
    assert "Es la copia pública" in said
    assert grouped(one.fingerprint) in said


def test_what_nobody_sealed_looks_the_same_for_everybody(one: Sealed) -> None:
    def said(fingerprint: str) -> str:
        shown = one.looked_up(fingerprint)
        plain = shown.replace(grouped(typed(fingerprint) or ""), "").replace(fingerprint, "")
        return re.sub(r'value="[^"]*"', "", plain)

    assert "No la conocemos" in said("0" * 16)
    assert said("0" * 16) == said("F" * 16)
    for odd in ("x", "0" * 15, "no-es-una-huella"):
        assert "No la conocemos" in one.looked_up(odd)


def test_a_paper_of_somebody_else_is_unknown(one: Sealed) -> None:
    assert "No la conocemos" in one.compared(b"%PDF-1.7 nada").text


def test_a_replaced_acta_says_which_version_counts(one: Sealed) -> None:
    with one.database.changing() as session:
        meeting = session.merge(one.meeting)
        for _time in range(2):
            amend(session, SYSTEM, meeting, "Otra fecha.")
            read_back(session, References(), SYSTEM, meeting, READ)
            seal_acta(session, References(), one.jobs, SYSTEM, meeting)
    said = one.looked_up(one.fingerprint)
    assert "La reemplaza la versión 3." in said
    compared = one.compared(one.paper).text
    assert "Es igual al original" in compared
    assert AUTHENTIC not in said + compared


def test_a_revoked_document_says_so(one: Sealed) -> None:
    with one.database.changing() as session:
        revoke(session, SYSTEM, one.seal_id)
    for said in (one.looked_up(one.fingerprint), one.compared(one.paper).text):
        assert "Anulado" in said
        assert AUTHENTIC not in said
        assert 'class="note good"' not in said


def test_a_file_that_is_too_large_is_refused_with_words(
    one: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "LARGEST", 1000)
    answer = one.compared(one.paper)
    assert answer.status_code == 422
    assert "El archivo pesa más de 10 MB" in answer.text


@pytest.mark.parametrize("text", ["", "hola", "12345"])
def test_what_can_be_no_fingerprint_is_shown_again_with_what_to_do(
    client: FlaskClient, text: str
) -> None:
    form = client.get("/v").text
    hidden = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]+)"', form))
    answer = client.post("/v", data={**hidden, "fingerprint": text})
    assert answer.status_code == 422
    assert "Escriba los 16 signos de la huella, o elija el PDF." in answer.text


def test_a_flood_of_questions_from_one_address_waits(
    one: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(verification, "ASKED", Limit("seal:asked", 2))
    monkeypatch.setattr(floods, "one_second", lambda: waited.append(1))
    for _time in range(2):
        one.looked_up(one.fingerprint)
    assert waited == []
    one.looked_up(one.fingerprint)
    assert waited
    with one.database.reading() as session:
        rows = session.scalars(select(attempts.Attempt.who)).all()
    assert not any("127.0.0.1" in who for who in rows)


def test_a_file_that_unpacks_without_end_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that breaks after half a megabyte costs as much as a whole one."""
    packed = zlib.compress(bytes(500 * 1024), 9)
    bomb = (b"stream\n" + packed[:-6] + b"\xff" * 4) * 1000
    unpacked: list[int] = []
    real = zlib.decompressobj

    def counted() -> Any:
        unpacked.append(1)
        return real()

    monkeypatch.setattr("kernel.seals.standing.zlib.decompressobj", counted)
    assert fingerprints_in(bomb) == []
    assert len(unpacked) <= 64


@given(st.binary(max_size=400))
def test_looking_for_a_fingerprint_in_any_bytes_ends(data: bytes) -> None:
    assert fingerprints_in(b"stream\n" + data) == [] or b"/v/" in data
