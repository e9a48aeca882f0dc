"""Old actas come in as incomplete as they are, once, and are counted."""

import re
from datetime import date, datetime, time
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.models import Office
from accounts.roles import Role
from commitments.models import Commitment
from commitments.quality import Rate
from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.policy import SYSTEM
from kernel.spreadsheets.books import Book, Cell, Kind, Sheet
from kernel.spreadsheets.writing import Page, as_xlsx
from kernel.vault import Vault
from meetings.events import OLD_SHEET_MOVED
from meetings.kinds import Extent, FilePurpose, ImportState, MeetingKind
from meetings.models import Agreement, Meeting, MeetingFile, OldActaImport
from meetings.old_sheets import HEADS, Column, Trouble, day_of, understood
from meetings.operations.old_actas import (
    OldActa,
    OldAgreement,
    OldPromise,
    import_acta,
    import_agreement,
    import_promise,
)
from meetings.queries.quality import actas_without_agenda, agreements_without_commitment
from tests.factories.accounts import new_office
from tests.factories.meetings import new_meeting, new_programme
from tests.factories.papers import tagged_pdf
from tests.factories.uploads import send_files
from tests.meetings.at_work import Work, sends

TODAY = date(2026, 8, 20)
MORNING = datetime.combine(date(2019, 4, 11), time(9))
HEAD = ("Fecha", "Título", "Agenda", "Acuerdo", "Alcance", "Motivos", "Compromiso", "Responsable",
        "Vence", "Verificador")  # fmt: skip
ROWS: list[tuple[Any, ...]] = [
    (date(2019, 4, 11), "Acta de Fuerabamba", "no", "Reparar la vía", "total", "", "Reparar 3 km",
     "Empresa", date(2019, 10, 31), "Comité vial"),
    (date(2019, 4, 11), "ACTA DE FUERABAMBA", "", "Otro acuerdo", "parcial", "Falta el estudio"),
    (date(2019, 4, 11), "Acta de Fuerabamba", "", "", "", "", "Entregar el estudio"),
    (date(2020, 1, 5), "Acta de Huancuire", "sí", "", "", "", "Pagar lo pendiente", "Empresa"),
]  # fmt: skip


def sheet(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> bytes:
    return as_xlsx([Page("Actas", head, rows)])


def counted(work: Work) -> tuple[int, ...]:
    with work.changing() as session:
        tables = (Meeting, Agreement, Commitment)
        return tuple(session.scalar(select(func.count()).select_from(one)) or 0 for one in tables)


def book(*rows: tuple[Cell, ...]) -> Book:
    return Book(Kind.CSV, (Sheet("Hoja", rows),))


def acta_of(session: Any, vault: Vault, office: Office, **facts: Any) -> Meeting:
    known: dict[str, Any] = {
        "kind": MeetingKind.DIALOGUE_SESSION, "title": "Acta vieja", "held_on": date(2019, 4, 11),
    }  # fmt: skip
    return import_acta(session, vault, SYSTEM, office, OldActa(**(known | facts)))


def test_an_old_acta_may_lack_what_ours_may_not(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting = acta_of(session, vault, office)
        agreement = import_agreement(session, SYSTEM, meeting, OldAgreement("Reparar la vía"))
        old = OldPromise("Reparar 3 km", agreement=agreement.reference)
        import_promise(session, SYSTEM, meeting, old)
        session.flush()
        promise = session.scalars(select(Commitment)).one()
        assert (promise.imported, promise.responsible, promise.due_on) == (True, "", None)
        assert promise.made_on == date(2019, 4, 11)
        assert (promise.made_in, promise.agreement) == (meeting.subject, agreement.reference)
        assert (agreement.extent, agreement.imported) == (None, True)


def test_what_comes_in_twice_is_there_once(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        for title, words in (("Acta vieja", "Reparar la vía"), ("ACTA  VIEJA", "reparar la  VIA")):
            meeting = acta_of(session, vault, office, title=title)
            import_agreement(session, SYSTEM, meeting, OldAgreement(words, Extent.TOTAL))
            import_promise(session, SYSTEM, meeting, OldPromise(words))
        for table in (Meeting, Agreement, Commitment):
            assert session.scalar(select(func.count()).select_from(table)) == 1


def test_a_meeting_of_ours_takes_no_old_agreements(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        meeting = acta_of(session, vault, office)
        meeting.imported = False
        with pytest.raises(RuleBroken, match="not-an-old-acta"):
            import_agreement(session, SYSTEM, meeting, OldAgreement("Reparar la vía"))


def test_actas_without_agenda_are_counted_where_the_paper_tells(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        for number, had in enumerate((True, False, False, None)):
            acta_of(session, vault, office, title=f"Acta {number}", had_agenda=had)
        acta_of(session, vault, other, had_agenda=False)
        session.flush()
        assert actas_without_agenda(session, office) == Rate(2, 3)


def test_agreements_that_no_promise_follows_are_counted(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        meeting = acta_of(session, vault, office, belongs_to="programme:P-AAAAA")
        first = import_agreement(session, SYSTEM, meeting, OldAgreement("Uno"))
        import_agreement(session, SYSTEM, meeting, OldAgreement("Dos"))
        import_promise(session, SYSTEM, meeting, OldPromise("Hacerlo", agreement=first.reference))
        import_agreement(session, SYSTEM, meeting, OldAgreement("No hubo", extent=Extent.NONE))
        session.flush()
        assert agreements_without_commitment(session, office) == Rate(1, 2)
        belonging = agreements_without_commitment(session, office, "programme:P-AAAAA")
        assert belonging == Rate(1, 2)
        assert agreements_without_commitment(session, office, "programme:P-BBBBB") == Rate(0, 0)


def test_an_acta_is_brought_with_its_scan_and_then_filled_one_by_one(work: Work) -> None:
    browser = work.browser()
    day = {"held_on-day": "11", "held_on-month": "4", "held_on-year": "2019"}
    told = {"kind": "dialogue_session", "title": "Acta de Fuerabamba", "had_agenda": "no", **day}
    answer = send_files(browser, "/meetings/old", {"file": [(tagged_pdf(), "acta.pdf")]}, **told)
    assert answer.status_code == 303, answer.text
    page = answer.location
    for words in ("Reparar la vía", "Hacer el estudio"):
        sends(browser, page, f"{page}/agreements", text=words, extent="")
    with work.changing() as session:
        reference = session.scalars(select(Agreement.reference)).first()
    sends(browser, page, f"{page}/commitments", what="Reparar 3 km", agreement=reference)
    sends(browser, page, f"{page}/commitments", what="Otro", responsible="Empresa")
    assert counted(work) == (1, 2, 2)
    shown = browser.get(page).text
    assert "No dice hasta dónde" in shown
    assert "Sin responsable" in shown
    with work.changing() as session:
        scan = session.scalars(select(MeetingFile)).one()
        assert scan.purpose is FilePurpose.OLD_ACTA
    assert "Acta de Fuerabamba" in browser.get("/meetings/?view=old").text
    rates = browser.get("/meetings/old").text
    assert "1 de 1" in rates
    assert "2 de 2" in rates


def test_a_programme_whose_old_actas_promised_nothing_is_measured_too(
    work: Work, vault: Vault
) -> None:
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        told, empty = (new_programme(session, office, title=one) for one in ("Dice", "Calla"))
        acta_of(session, vault, office, had_agenda=False, belongs_to=told.subject)
        new_meeting(session, vault, office, belongs_to=empty.subject)
    page = work.browser().get("/meetings/old").text
    rows = re.findall(r'role="rowheader"[^>]*>([^<]*)<', page)
    assert "Dice" in rows
    assert "Calla" not in rows


def bring(browser: FlaskClient, content: bytes, name: str = "actas.xlsx") -> TestResponse:
    files = {"file": [(content, name)]}
    return send_files(browser, "/meetings/old/many", files, kind="dialogue_session")


def test_a_sheet_is_shown_first_and_written_only_when_confirmed(work: Work) -> None:
    browser = work.browser()
    answer = bring(browser, sheet(*ROWS))
    assert answer.status_code == 303, answer.text
    preview = answer.location
    assert "Reparar 3 km" in browser.get(preview).text
    assert counted(work) == (0, 0, 0)
    sends(browser, preview)
    assert counted(work) == (2, 2, 3)
    with work.changing() as session:
        road = session.scalars(select(Commitment).where(Commitment.what == "Reparar 3 km")).one()
        assert (road.due_on, road.verifier) == (date(2019, 10, 31), "Comité vial")
        assert road.agreement
        office = session.get_one(Office, work.office_id)
        assert actas_without_agenda(session, office) == Rate(1, 2)


def test_the_same_sheet_twice_changes_nothing_and_a_longer_one_adds_the_rest(work: Work) -> None:
    browser = work.browser()
    for _time in range(2):
        preview = bring(browser, sheet(*ROWS[:3])).location
        sends(browser, preview)
    assert counted(work) == (1, 2, 2)
    assert "Lo que ya estaba no se repitió" in browser.get(preview).text
    sends(browser, bring(browser, sheet(*ROWS)).location)
    assert counted(work) == (2, 2, 3)


def test_a_sheet_is_confirmed_once_and_what_was_left_is_not_written(work: Work) -> None:
    browser = work.browser()
    preview = bring(browser, sheet(*ROWS)).location
    sends(browser, preview, f"{preview}/leave")
    with work.changing() as session:
        assert session.scalars(select(OldActaImport)).one().state is ImportState.DISCARDED
        told = session.scalars(
            select(Entry.facts).where(Entry.event == OLD_SHEET_MOVED.name).order_by(Entry.id)
        )
        assert [facts["state"] for facts in told] == ["preview", "discarded"]
    answer = sends(browser, "/meetings/old/many", preview, status=422)
    assert "Esa hoja ya no espera" in answer.text
    assert counted(work) == (0, 0, 0)


def test_rows_in_error_are_named_with_their_number_and_the_others_are_written(work: Work) -> None:
    browser = work.browser()
    wrong = [("31/02/2019", "Acta mala"), (date(2019, 5, 1), ""), *ROWS[3:]]
    preview = bring(browser, sheet(*wrong)).location
    page = browser.get(preview).text
    assert "Fila 2: No entendemos la fecha del acta" in page
    assert "31/02/2019" in page
    assert "Fila 3: Falta el título del acta" in page
    sends(browser, preview)
    assert counted(work) == (1, 0, 1)


def test_a_sheet_without_our_columns_writes_nothing_and_says_so(work: Work) -> None:
    browser = work.browser()
    preview = bring(browser, sheet(("x", "y"), head=("Uno", "Dos"))).location
    page = browser.get(preview).text
    assert "No encontramos las columnas" in page
    assert "Guardar lo que se entiende" not in page
    sends(browser, "/meetings/old/many", preview, status=422)


def test_what_is_no_spreadsheet_is_refused_beside_its_field(work: Work) -> None:
    answer = bring(work.browser(), b"%PDF-1.7 no es una hoja", "actas.xlsx")
    assert answer.status_code == 422
    assert counted(work) == (0, 0, 0)


def test_a_csv_of_windows_is_read_like_a_workbook(work: Work) -> None:
    browser = work.browser()
    words = "FECHA;TITULO;ACUERDO\r\n11/04/2019;Acta de Ñahuinlla;Reparar la vía\r\n"
    preview = bring(browser, words.encode("cp1252"), "actas.csv").location
    sends(browser, preview)
    assert counted(work) == (1, 1, 0)
    assert "Ñahuinlla" in browser.get("/meetings/?view=old").text


def test_the_empty_sheet_that_we_offer_has_the_columns_that_we_read(work: Work) -> None:
    browser = work.browser()
    page = browser.get("/meetings/old/many?lang=en").text
    assert all(f">{asked}</span>" in page for asked, *_others in HEADS.values())
    answer = browser.get("/meetings/old/many/columns.xlsx")
    assert answer.status_code == 200
    preview = bring(work.browser(), answer.data).location
    assert "No encontramos las columnas" not in work.browser().get(preview).text


def test_every_column_is_read_under_the_name_that_we_give_it() -> None:
    heads = tuple(asked for asked, *_others in HEADS.values())
    values: dict[Column, Cell] = dict.fromkeys(Column, "x")
    values |= {
        Column.DATE: MORNING, Column.DUE: "31 de octubre de 2019",
        Column.KIND: "Asamblea", Column.EXTENT: "Parcial", Column.AGENDA: True,
    }  # fmt: skip
    found = understood(
        book(("Actas de la mesa",), heads, tuple(values[one] for one in HEADS)), TODAY
    )
    (line,) = found.lines
    assert (list(found.problems), list(found.unread), line.row) == ([], [], 3)
    assert (line.kind, line.extent, line.had_agenda) == (MeetingKind.ASSEMBLY, Extent.PARTIAL, True)
    assert line.due_on == date(2019, 10, 31)


@pytest.mark.parametrize(
    ("cells", "trouble"),
    [
        ({Column.DATE: None}, Trouble.NO_DATE),
        ({Column.DATE: "ayer"}, Trouble.BAD_DATE),
        ({Column.DATE: date(2030, 1, 1)}, Trouble.DATE_AHEAD),
        ({Column.TITLE: ""}, Trouble.NO_TITLE),
        ({Column.KIND: "fiesta"}, Trouble.UNKNOWN_KIND),
        ({Column.AGENDA: "quizás"}, Trouble.UNKNOWN_AGENDA),
        ({Column.EXTENT: "casi"}, Trouble.UNKNOWN_EXTENT),
        ({Column.AGREEMENT: "", Column.EXTENT: "total"}, Trouble.EXTENT_ALONE),
        ({Column.COMMITMENT: "", Column.RESPONSIBLE: "Empresa"}, Trouble.DETAILS_ALONE),
        ({Column.DUE: "pronto"}, Trouble.BAD_DUE),
    ],
)
def test_each_trouble_of_a_row_is_told(cells: dict[Column, Cell], trouble: Trouble) -> None:
    known: dict[Column, Cell] = {
        Column.DATE: "11/04/2019",
        Column.TITLE: "Acta",
        Column.AGREEMENT: "A",
        Column.COMMITMENT: "C",
    }
    told = known | cells
    heads = tuple(HEADS[column][0] for column in told)
    found = understood(book(heads, tuple(told.values())), TODAY)
    assert [(one.row, one.trouble) for one in found.problems] == [(2, trouble)]
    assert list(found.lines) == []


def test_rows_that_contradict_the_first_row_of_their_acta_are_told() -> None:
    heads = ("fecha", "titulo", "agenda")
    rows = [("11/04/2019", "Acta", "sí"), ("11/04/2019", "Acta", ""), ("11/04/2019", "Acta", "no")]
    found = understood(book(heads, *rows), TODAY)
    assert [(one.row, one.trouble) for one in found.problems] == [(4, Trouble.TWO_ACTAS)]
    assert [line.row for line in found.lines] == [2, 3]


@pytest.mark.parametrize(
    "cell",
    [date(2019, 4, 5), datetime.combine(date(2019, 4, 5), time(9)), "5/4/2019", "05-04-2019",
     "2019-04-05", "5 de abril de 2019", "viernes, 5 de abril del 2019", "05.04.2019"],
)  # fmt: skip
def test_days_are_read_day_first_however_they_are_written(cell: Cell) -> None:
    assert day_of(cell) == date(2019, 4, 5)


@pytest.mark.parametrize("cell", ["", "abril", "5/4", "5 de abrilo de 2019", "13/13/2019", 5, None])
def test_what_is_no_day_is_none(cell: Cell) -> None:
    assert day_of(cell) is None


def test_another_office_sees_no_old_acta_and_no_sheet(work: Work) -> None:
    browser, foreign = work.browser(), work.stranger()
    preview = bring(browser, sheet(*ROWS)).location
    sends(browser, preview)
    with work.changing() as session:
        reference = session.scalars(select(Meeting.reference)).first()
    for page in (preview, f"/meetings/{reference}/old"):
        assert foreign.get(page).status_code == 404
    assert work.browser(Role.NOTE_TAKER).get("/meetings/old").status_code == 403
    assert (
        "Agregar un acuerdo"
        not in work.browser(Role.AUDITOR).get(f"/meetings/{reference}/old").text
    )
    assert browser.get(f"/meetings/{work.plans('Agua')}/old").status_code == 404
