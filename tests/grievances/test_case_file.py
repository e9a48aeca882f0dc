"""The case file on paper: whole, in its languages, readable by everybody, each page numbered."""

import io
from pathlib import Path

import pytest
from flask import Flask
from pdfua import Severity, validate
from pypdf import PdfReader

from grievances.kinds import Danger, SafeContact, Tier
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.desk import RATING, Desk, make_desk
from tests.factories.files import tagged_jpeg
from tests.factories.papers import tagged_pdf
from tests.factories.uploads import send_files
from tests.grievances.people import press
from tests.grievances.test_desk_work import beside
from web.formats import short_day

LONG = "Siptiyimrimanta unu mana chayamunchu. " * 120
MESSAGES = 12
NOTE = "Ojo con el plazo"
CELLS_NAME_HEADERS = "UA-15-003"
"""It looks for the tie in the header cells; ours stands in the data cells, as PDF/UA allows."""


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    """A case with everything on it: a long story, a translation, many messages, files, notes."""
    made = make_desk(
        app, database, vault, tier=Tier.NAMED, name="Rosaura Inventada", phone="984",
        dangers=(Danger.LIFE,), fears_reprisal=True, safe_contact=(SafeContact.NEVER_CALL,),
        story=LONG, respondent="Minera Inventada",
    )  # fmt: skip
    made.do("handler", "acknowledge", text="Leímos.", language="es")
    made.do("handler", "screen", no_tie="y")
    for number in range(MESSAGES):
        words = f"Mensaje {number}. " * 30
        to = f"{made.address}/messages"
        sent = press(made.browser("handler"), made.address, to, text=words, language="es")
        assert sent.status_code == 303
    beside(made, "handler", "Desde setiembre no llega agua. " * 40)
    made.write("handler", "notes", note=NOTE)
    made.do("handler", "propose_admission", text="Razones.", **RATING)
    return made


def bring_files(desk: Desk) -> None:
    """The handler sends a photo and a paper with a message."""
    sent = send_files(
        desk.browser("handler"), desk.address,
        {"files": [(tagged_jpeg(), "juana.jpg"), (tagged_pdf(), "acta-de-juana.pdf")]},
        f"{desk.address}/messages", text="Le mando el acta.", language="es",
    )  # fmt: skip
    assert sent.status_code == 303


def printed(desk: Desk, query: str = "") -> bytes:
    answer = desk.browser("supervisor").get(f"{desk.address}/file.pdf{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    content: bytes = answer.data
    return content


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize(
    "query",
    [
        "?notes=y",
        pytest.param("", marks=pytest.mark.full),
        pytest.param("?lang=qu", marks=pytest.mark.full),
    ],
)
def test_the_case_file_passes_the_accessibility_check(
    desk: Desk, tmp_path: Path, query: str
) -> None:
    file = tmp_path / "case.pdf"
    file.write_bytes(printed(desk, query))
    found = [*validate(str(file)).findings]
    found = [one for one in found if one.severity is not Severity.INFO]
    assert [one for one in found if one.rule_id != CELLS_NAME_HEADERS] == []


def test_every_page_of_the_case_file_says_which_it_is_and_of_which_case(desk: Desk) -> None:
    texts = pages(printed(desk, "?notes=y"))
    assert len(texts) > 2
    assert all(f"Mensaje {number}." in " ".join(texts) for number in range(MESSAGES))
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
        assert desk.reference in text
        assert "Confidencial" in text


def test_the_case_file_lists_the_files_by_kind_size_and_day_and_never_by_name(desk: Desk) -> None:
    bring_files(desk)
    text = " ".join(pages(printed(desk)))
    assert "El caso tiene 2 archivos, que no van en este papel." in text
    with desk.app.test_request_context():
        today = short_day(desk.case().received_at, "America/Lima")
    for kind in ("Foto 1", "Documento 1"):
        assert kind in text
    assert text.count(f"KB · {today}") == 2
    assert "juana" not in text


def test_the_notes_stand_on_the_paper_only_when_they_are_asked_for(desk: Desk) -> None:
    assert NOTE not in " ".join(pages(printed(desk)))
    assert NOTE in " ".join(pages(printed(desk, "?notes=y")))
    assert "Desde setiembre no llega agua." in " ".join(pages(printed(desk)))
