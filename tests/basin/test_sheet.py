"""The evidence sheet: two pages to lay on a table, that anybody compares with the register."""

import io
import re
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from accounts.roles import Role
from basin.contract.answers import checked, parsed
from basin.kinds import EvidenceKind, Origin, Verdict
from basin.models import Evidence, Study
from basin.operations.evidence import Exhibit, put_in_evidence
from basin.operations.marks import dispute
from basin.operations.snapshot import exhibit_of
from kernel.database import Database
from kernel.files import take_in
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.basin.ledgers import review_by
from tests.basin.test_snapshot import BODY, FACTS
from tests.basin.test_verify import unguarded
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.basin import new_evidence, new_study
from tests.factories.files import plain_jpeg


@pytest.fixture
def reader(app: Flask, database: Database, vault: Vault) -> FlaskClient:
    exhibit = exhibit_of(checked(parsed(BODY)), BODY, FACTS)
    with database.changing() as session:
        office = new_office(session, vault)
        study = new_study(session, office, title="Salar de los Flamencos")
        put_in_evidence(session, SYSTEM, study, exhibit)
        who = new_person(session, office, Role.AUDITOR).id
    return signed_in(app, who)


def code_of(database: Database, title: str = FACTS.title) -> str:
    with database.reading() as session:
        return session.scalars(select(Evidence.code).where(Evidence.title == title)).one()


def printed(reader: FlaskClient, database: Database, language: str = "es") -> bytes:
    answer = reader.get(f"/studies/evidence/{code_of(database)}/sheet.pdf?language={language}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    data: bytes = answer.data
    return data


def words_of(data: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return re.sub(r"\s+", " ", text)


def test_five_scenarios_stand_on_two_tagged_pages(reader: FlaskClient, database: Database) -> None:
    data = printed(reader, database)
    with pikepdf.open(io.BytesIO(data)) as paper:
        assert len(paper.pages) == 2
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "es"
        assert "pdfuaid" in paper.Root.Metadata.read_bytes().decode()
    said = words_of(data)
    for word in (
        "Con mina, 30 L/s", "Ilustrativo, no calibrado", "Rosa Quispe (Comunidad de prueba)",
        "Lo que el modelo no representa", "Qué cambia frente a la línea de base", "mine_fresh_l_s",
        "Nadie del Consejo revisó", "cadena 1", "Salar de los Flamencos",
    ):  # fmt: skip
        assert word in said, word
    with database.reading() as session:
        fingerprint = session.scalars(select(Evidence)).one().fingerprint
    assert fingerprint in said.replace(" ", "")


def test_it_is_printed_in_quechua_too(reader: FlaskClient, database: Database) -> None:
    data = printed(reader, database, "qu")
    with pikepdf.open(io.BytesIO(data)) as paper:
        assert len(paper.pages) == 2
        assert str(paper.Root.Lang) == "quz"
    assert "Minayuq, 30 L/s" in words_of(data)
    assert printed(reader, database, "xx") == printed(reader, database)


def test_the_same_state_gives_the_same_file_and_the_register_knows_it(
    app: Flask, reader: FlaskClient, database: Database
) -> None:
    data = printed(reader, database)
    assert data == printed(reader, database)
    with database.reading() as session:
        evidence = session.scalars(select(Evidence)).one()
        document, fingerprint = evidence.entry.document.encode(), evidence.fingerprint
    for name, file in (("hoja.pdf", data), ("evidence.json", document)):
        answer = compared(app, fingerprint, name, file)
        assert "Es igual al original" in answer, name
    assert "Modificada" in compared(app, fingerprint, "hoja.pdf", data + b" ")
    assert "Modificada" in compared(app, "", "hoja.pdf", data + b" ")


def compared(app: Flask, fingerprint: str, name: str, file: bytes) -> str:
    browser = app.test_client()
    page = browser.get("/v").text
    form = page[page.rindex("<form") :]
    hidden = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]+)"', form))
    fields = hidden | {"fingerprint": fingerprint, "file": (BytesIO(file), name)}
    return browser.post("/v", data=fields).text


def test_disputes_and_the_council_stand_on_it(reader: FlaskClient, database: Database) -> None:
    with database.changing() as session:
        evidence = session.scalars(select(Evidence)).one()
        for number in range(4):
            dispute(session, SYSTEM, evidence, f"Razón {number}: " + "así " * 200, group="Qollpa")
        review_by(session, evidence.study, evidence.model_sha256, Verdict.WITH_RESERVATIONS)
    data = printed(reader, database)
    with pikepdf.open(io.BytesIO(data)) as paper:
        assert len(paper.pages) <= 3
    said = words_of(data)
    for word in ("La cuestionan 4 veces", "Razón 2", "Las demás se leen", "con reservas"):
        assert word in said, word
    assert "Razón 3" not in said


def test_a_photograph_stands_on_its_sheet(
    app: Flask, reader: FlaskClient, database: Database, vault: Vault
) -> None:
    taken = take_in(app.extensions["files"], BytesIO(plain_jpeg()), "x.jpg")
    exhibit = Exhibit(EvidenceKind.PHOTOGRAPH, Origin.HAND, "El ojo de agua", {"why": "Agosto"})
    with database.changing() as session:
        study = session.scalars(select(Study)).one()
        put_in_evidence(session, SYSTEM, study, exhibit, taken=taken, vault=vault)
    answer = reader.get(f"/studies/evidence/{code_of(database, 'El ojo de agua')}/sheet.pdf")
    paper = PdfReader(io.BytesIO(answer.data))
    assert "Cargado a mano, no verificado por el servicio" in words_of(answer.data)
    assert len(paper.pages[0].images) >= 1


def test_damaged_evidence_is_printed_for_nobody(reader: FlaskClient, database: Database) -> None:
    address = f"/studies/evidence/{code_of(database)}/sheet.pdf"
    with unguarded(database) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql("UPDATE basin_part SET media_type = 'x' WHERE name = 'run'")
        raw.exec_driver_sql("COMMIT")
        answer = reader.get(address)
    assert answer.status_code == 409
    assert "Esta evidencia está dañada" in answer.text


def test_evidence_without_series_fits_on_paper_as_well(
    reader: FlaskClient, database: Database
) -> None:
    with database.changing() as session:
        code = new_evidence(session, session.scalars(select(Study)).one()).code
    answer = reader.get(f"/studies/evidence/{code}/sheet.pdf")
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1
