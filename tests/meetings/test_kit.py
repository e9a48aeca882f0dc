"""The paper kit of one command, and the grids into which it is passed."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.models import Office, Person
from accounts.roles import Role
from commitments.models import Commitment
from kernel.vault import Vault
from meetings.kinds import SHEET_COLUMNS, SheetKind
from meetings.lifecycle import State
from meetings.models import Agreement, Contribution, Meeting
from tests.factories.accounts import new_person, send, signed_in
from tests.factories.meetings import new_agenda_item, new_participant
from tests.meetings.room_at_work import make_room


@pytest.fixture
def reference(app: Flask, vault: Vault) -> str:
    """A meeting of two days with people, points and groups."""
    with app.extensions["database"].changing() as session:
        room = make_room(
            session, vault, title="Territorio en diálogo", title_qu="Allpanchikmanta rimanakuy",
            ends_on=date(2026, 8, 24),
        )  # fmt: skip
        room.group.name, room.women.name = "Comunidad Qollpa", "Organización de mujeres"
        new_agenda_item(session, room.meeting, "El polvo de la carretera")
        for number in range(38):
            new_participant(session, room.meeting, f"Ñawi Quispe {number}", position=number + 1)
        return room.meeting.reference


def printed(app: Flask, out: Path, reference: str, *options: str) -> list[str]:
    """The text of the kit, page by page."""
    done = app.test_cli_runner().invoke(
        args=["meetings", "kit", reference, "--out", str(out), *options]
    )
    assert done.exit_code == 0, done.output
    return [page.extract_text() for page in PdfReader(BytesIO(out.read_bytes())).pages]


def test_one_command_prints_every_sheet(app: Flask, reference: str, tmp_path: Path) -> None:
    pages = printed(app, tmp_path / "kit.pdf", reference)
    text = "\n".join(pages)
    for words in (
        "Lista de asistencia", "Ñawi Quispe 37", "Hoja de lo que se dice", "Hoja de acuerdos",
        "Hoja de compromisos", "1 El agua del canal Qollpa · 2 El polvo de la carretera",
        "A Comunidad Qollpa · B Organización de mujeres", "1 Preocupación",
        "Allpanchikmanta rimanakuy", reference,
    ):  # fmt: skip
        assert words in text, words
    for title, rows in (("lo que se dice", 20), ("acuerdos", 10), ("compromisos", 10)):
        sheet = [page for page in pages if f"Hoja de {title}" in page]
        assert len(sheet) == 2, "two pages, the head repeated on each"
        numbers = re.findall(r"^(\d+)\s*$", "\n".join(sheet), re.M)
        assert [int(one) for one in numbers if int(one) <= rows][-1] == rows


@pytest.mark.full
def test_a_long_agenda_keeps_every_head_on_its_paper(
    app: Flask, reference: str, tmp_path: Path
) -> None:
    with app.extensions["database"].changing() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.reference == reference)).one()
        for number in range(30):
            title = (
                f"Revisar juntos el compromiso {number} de la mesa, uno por uno, con sus pruebas"
            )
            new_agenda_item(session, meeting, title, position=number + 3)
    out = tmp_path / "kit.pdf"
    printed(app, out, reference)
    pages = PdfReader(out).pages
    assert sum(page.mediabox.width > page.mediabox.height for page in pages) == 6, "two of each"
    for page in pages:
        highest = max(_heights(page))
        assert highest < float(page.mediabox.height) - 5 * MM, "printers leave 5 mm white"
    words = "".join(page.extract_text() for page in pages)
    assert words.count("Revisar") >= 30, "each point has its number in the legend"


MM = 72 / 25.4


def _heights(page: Any) -> list[float]:
    """Where the words of a page stand, from below."""
    found: list[float] = []

    def visit(words: str, ctm: Any, matrix: Any, _font: Any, size: float) -> None:
        if words.strip():
            found.append(matrix[5] * ctm[3] + ctm[5] + size)

    page.extract_text(visitor_text=visit)
    return found


def test_the_kit_is_written_over_nothing_and_belongs_to_its_owner(
    app: Flask, reference: str, tmp_path: Path
) -> None:
    out = tmp_path / "kit.pdf"
    printed(app, out, reference, "--lang", "es", "--blank", "3")
    assert out.stat().st_mode & 0o777 == 0o600
    runner = app.test_cli_runner()
    again = runner.invoke(args=["meetings", "kit", reference, "--out", str(out)])
    assert again.exit_code == 1
    unknown = runner.invoke(args=["meetings", "kit", "M-NONE22", "--out", str(tmp_path / "x")])
    assert unknown.exit_code == 1
    assert "There is no meeting M-NONE22." in unknown.output


def test_every_column_has_its_head(app: Flask) -> None:
    from meetings.documents.kit import _heads

    with app.test_request_context():
        heads = _heads()
    assert {name for kind in SheetKind for name in SHEET_COLUMNS[kind]} <= heads.keys()


def sheet(app: Flask, reference: str, kind: str, **cells: str) -> TestResponse:
    """Somebody types a sheet and saves it once."""
    address = f"/meetings/{reference}/said/grid/{kind}"
    return send(facilitator(app), address, key=f"{kind}-{reference}", **cells)


def facilitator(app: Flask) -> FlaskClient:
    """The browser of somebody who facilitates in the office of the first meeting."""
    with app.extensions["database"].changing() as session:
        office = session.scalars(select(Meeting)).one().office
        found = session.scalar(select(Person.id).where(Person.email == "f@example.org"))
        person = found or new_person(session, office, Role.FACILITATOR, email="f@example.org").id
    return signed_in(app, person)


def written(app: Flask, table: Any, name: str) -> list[Any]:
    """What is written down, in its order."""
    with app.extensions["database"].reading() as session:
        return [getattr(one, name) for one in session.scalars(select(table).order_by(table.id))]


def test_the_grid_has_the_columns_of_the_paper_in_its_order(app: Flask, reference: str) -> None:
    browser = facilitator(app)
    for kind in SheetKind:
        page = browser.get(f"/meetings/{reference}/said/grid/{kind.value}").text
        first = re.findall(r'id="r1-(\w+?)(?:-day|-month|-year)?" name', page)
        assert tuple(dict.fromkeys(first)) == SHEET_COLUMNS[kind]
    page = browser.get(f"/meetings/{reference}/said/grid/concerns?rows=30").text
    assert "A Comunidad Qollpa" in page
    assert "2 El polvo de la carretera" in page
    assert 'id="row-30"' in page
    assert browser.get(f"/meetings/{reference}/said/grid/unknown").status_code == 404


def test_a_sheet_is_saved_at_once_and_blank_rows_say_nothing(app: Flask, reference: str) -> None:
    cells = {
        "r1-kind": "concern", "r1-language": "qu", "r1-text": "Yaku millay", "r1-sex": "woman",
        "r2-kind": "concern", "r2-language": "es", "r2-text": "", "r2-sex": "unsaid",
        "r3-kind": "proposal", "r3-language": "es", "r3-text": "Medir el agua", "r3-sex": "man",
    }  # fmt: skip
    for _twice in range(2):
        assert sheet(app, reference, "concerns", **cells).status_code == 303
    assert written(app, Contribution, "text") == ["Yaku millay", "Medir el agua"]
    decisions = {
        "r1-extent": "total", "r1-text": "Limpiar el canal", "r1-women_for": "12",
        "r4-extent": "partial", "r4-text": "Pagar", "r4-dissent": "La empresa pide plazo",
    }  # fmt: skip
    assert sheet(app, reference, "decisions", **decisions).status_code == 303
    assert written(app, Agreement, "women_for") == [12, 0]


def test_a_row_that_lacks_something_loses_no_other(app: Flask, reference: str) -> None:
    cells = {
        "r1-what": "Llevar la máquina", "r1-responsible_person": "Alcalde",
        "r1-verifier_person": "Comité", "r1-condition": "Cuando baje el agua",
        "r2-what": "Medir el agua", "r2-responsible_person": "Universidad",
        "r2-due-day": "31", "r2-due-month": "2", "r2-due-year": "2027",
    }  # fmt: skip
    again = sheet(app, reference, "commitments", **cells)
    assert again.status_code == 422
    assert "Hay una fila por revisar" in again.text
    for words in ("Llevar la máquina", "Medir el agua", "Falta quién comprueba", "no existe"):
        assert words in again.text, words
    assert written(app, Commitment, "what") == []
    mended = cells | {"r2-due-day": "28", "r2-verifier_person": "Comunidad"}
    assert sheet(app, reference, "commitments", **mended).status_code == 303
    assert written(app, Commitment, "what") == ["Llevar la máquina", "Medir el agua"]


def test_what_an_operation_refuses_stands_in_its_row(app: Flask, reference: str) -> None:
    with app.extensions["database"].changing() as session:
        session.scalars(select(Meeting)).one().state = State.READ_BACK
    cells = {"r1-kind": "concern", "r1-language": "es", "r1-text": "Tarde", "r1-sex": "man"}
    refused = sheet(app, reference, "concerns", **cells)
    assert refused.status_code == 409
    assert "Ya no se puede anotar" in refused.text
    assert "Tarde" in refused.text
    assert written(app, Contribution, "text") == []


def test_whoever_holds_only_a_phone_gets_the_same_kit_from_the_agenda(
    app: Flask, reference: str, tmp_path: Path
) -> None:
    """In the village nobody sits at the machine that runs the command."""
    with app.extensions["database"].changing() as session:
        office_id = session.scalars(
            select(Meeting.office_id).where(Meeting.reference == reference)
        ).one()
        takers = {
            role: new_person(session, session.get_one(Office, office_id), role).id
            for role in (Role.NOTE_TAKER, Role.AUDITOR)
        }
    taker = signed_in(app, takers[Role.NOTE_TAKER])
    address = f"/meetings/{reference}/kit.pdf"
    assert address in taker.get(f"/meetings/{reference}/agenda").text
    pages = [one.extract_text() for one in PdfReader(BytesIO(taker.get(address).data)).pages]
    assert pages == printed(app, tmp_path / "kit.pdf", reference)
    auditor = signed_in(app, takers[Role.AUDITOR])
    assert auditor.get(address).status_code == 403
    assert address not in auditor.get(f"/meetings/{reference}/agenda").text
