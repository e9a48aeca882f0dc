"""A spreadsheet is brought: shown first, asked about, written only when it is confirmed."""

import io
import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Office
from accounts.roles import Role
from kernel.audit import Entry
from kernel.spreadsheets import reading
from meetings.kinds import ImportState, Sex, Signing, Source
from meetings.models import (
    Attendance,
    AttendanceImport,
    Correction,
    Meeting,
    Participant,
)
from meetings.queries.attendance import sittings_attended
from tests.factories.accounts import actor_of, new_person, send
from tests.factories.attendance import xlsx
from tests.meetings.attending import PEOPLE, Hall, open_hall

HEADS = ["N°", "Apellidos y nombres", "DNI", "Grupo", "Sexo", "2026-08-23", "2026-08-24"]
GROUP = "Comunidad Ccapacmarca"


@pytest.fixture
def hall(app: Flask) -> Hall:
    return open_hall(app)


def sheet(*rows: list[Any], heads: list[Any] | None = None) -> bytes:
    return xlsx([heads or HEADS, *rows])


def bring(browser: FlaskClient, hall: Hall, data: bytes, name: str = "lista.xlsx") -> str:
    """Upload a file; the address of its preview."""
    answer = send(browser, f"{hall.address}/import", file=(io.BytesIO(data), name))
    assert answer.status_code == 303, unescape(answer.get_data(as_text=True))
    assert answer.location
    return str(answer.location)


def hidden_of(browser: FlaskClient, page: str) -> dict[str, str]:
    html = browser.get(page).get_data(as_text=True)
    found: dict[str, str] = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', html):
        name, value = (re.search(rf'\b{one}="([^"]*)"', tag) for one in ("name", "value"))
        if name and value:
            found.setdefault(name[1], unescape(value[1]))
    return found


def press(browser: FlaskClient, page: str, verb: str = "", **chosen: str) -> int:
    """Press a button of the preview, with everything that the page shows as chosen."""
    html = browser.get(page).get_data(as_text=True)
    form = html if not verb else ""
    shown = everything_chosen(form)
    sent = {**hidden_of(browser, page), **shown, **chosen}
    answer = browser.post(f"{page}/{verb}" if verb else page, data=sent)
    return answer.status_code


def everything_chosen(html: str) -> dict[str, str]:
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = (re.search(rf'\b{one}="([^"]*)"', tag) for one in ("name", "value"))
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


def text(browser: FlaskClient, page: str) -> str:
    return unescape(browser.get(page).get_data(as_text=True))


def attended(hall: Hall) -> dict[str, int]:
    with hall.app.extensions["database"].reading() as session:
        counts = sittings_attended(session, session.get_one(Meeting, hall.meeting_id))
        return {session.get_one(Participant, one).name: n for one, n in counts.items()}


def new_ones(hall: Hall) -> list[str]:
    return [one.name for one in hall.everything(Participant) if one.source is Source.SHEET]


ROWS = (
    [1, PEOPLE[0], 40718293, GROUP, "F", "X", "X"],
    [2, "Nueva Persona", 1234567, "Grupo que nadie conoce", "F", "X", ""],
    [3, "Otro Varón", "", GROUP, "M", "", "x"],
)  # fmt: skip


def test_nothing_is_written_before_confirm_and_then_all_of_it(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(browser, hall, sheet(*ROWS))
    shown = text(browser, page)
    assert "Nueva Persona" in shown
    assert "Al DNI le faltaban ceros al comienzo" in shown
    assert new_ones(hall) == []
    assert hall.everything(Attendance) == []
    assert press(browser, page, "confirm") == 303
    assert new_ones(hall) == ["Nueva Persona", "Otro Varón"]
    assert attended(hall) == {
        PEOPLE[0]: 2, PEOPLE[1]: 0, PEOPLE[2]: 0, "Nueva Persona": 1, "Otro Varón": 1,
    }  # fmt: skip
    rosa = hall.everything(Participant)[1]
    assert (rosa.sex, bool(rosa.document_number)) == (Sex.WOMAN, True)
    assert {one.source for one in hall.everything(Attendance)} == {Source.SHEET}
    (kept,) = [one for one in hall.everything(Correction) if one.participant_id == rosa.id]
    assert kept.after["sex"] == "woman"
    assert "lista.xlsx" in kept.reason
    with hall.app.extensions["database"].reading() as session:
        facts = [e.facts for e in session.query(Entry) if e.event == "meetings:sheet:confirmed"]
    assert facts == [{"import_id": 1, "new": 2, "changed": 1}]


def test_what_stands_above_the_list_is_shown_and_fills_what_the_plan_lacks(hall: Hall) -> None:
    above: list[list[Any]] = [
        ["Taller:", "Monitoreo del agua"],
        ["Lugar: Salón que dice la hoja", "", "Fecha:", "13/03/2025"],
        ["Responsable", "Quien dice la hoja"],
        ["Hora:", "8:30"],
        [],
    ]
    with hall.app.extensions["database"].changing() as session:
        meeting = session.get_one(Meeting, hall.meeting_id)
        meeting.place, meeting.convened_by, meeting.begins_at = "", "Quien ya dijo el plan", None
    planner = hall.browser(hall.facilitator)
    page = bring(planner, hall, xlsx([*above, HEADS, *ROWS]))
    shown = text(planner, page)
    for said in ("Monitoreo del agua", "Salón que dice la hoja", "13 mar 2025", "8:30"):
        assert said in shown
    (link,) = re.findall(r'href="([^"]*/plan[?]sheet=\d+)"', planner.get(page).text)
    plan = planner.get(link).text
    assert 'value="Salón que dice la hoja"' in plan
    assert 'value="08:30"' in plan
    assert "Quien ya dijo el plan" in plan
    assert "Quien dice la hoja" not in plan
    assert "sheet=" not in hall.browser().get(page).text, "who does not plan is not led there"


def test_the_same_file_twice_changes_nothing_and_says_when(hall: Hall) -> None:
    browser = hall.browser()
    press(browser, bring(browser, hall, sheet(*ROWS)), "confirm")
    before = [(one.id, one.version) for one in hall.everything(Participant)]
    again = bring(browser, hall, sheet(*ROWS), "otra copia.xlsx")
    assert "Esta hoja ya se importó" in text(browser, again)
    assert press(browser, again, "confirm") == 422
    assert [(one.id, one.version) for one in hall.everything(Participant)] == before


def test_a_corrected_file_changes_what_changed_and_deletes_nobody(hall: Hall) -> None:
    browser = hall.browser()
    press(browser, bring(browser, hall, sheet(*ROWS)), "confirm")
    fixed = sheet(ROWS[0], [2, "Nueva Persona", "01234567", GROUP, "F", "X", "X"])
    page = bring(browser, hall, fixed)
    shown = text(browser, page)
    assert "Cambia: 1" in shown
    assert "Nueva: " not in shown
    assert "Siguen en la lista" in shown
    assert press(browser, page, "confirm") == 303
    assert attended(hall)["Nueva Persona"] == 2
    assert "Otro Varón" in attended(hall), "whom a sheet does not name stays"


def test_an_export_brought_back_changes_no_row(hall: Hall) -> None:
    browser = hall.browser()
    rows = [
        *ROWS,
        [4, '=HYPERLINK("x")', "", GROUP, "F", "X", "F"],
        [5, "Q'ente ñ", "CE-99", "", "", "", "X"],
    ]  # fmt: skip
    page = bring(browser, hall, sheet(*rows))
    assert press(browser, page, "confirm") == 303
    for ending in ("xlsx", "csv"):
        taken = browser.get(f"{hall.address}.{ending}")
        assert taken.status_code == 200
        back = bring(browser, hall, taken.data, f"vuelta.{ending}")
        (last,) = hall.everything(AttendanceImport)[-1:]
        assert last.counts["same"] == len(PEOPLE) - 1 + len(rows), last.counts
        assert {last.counts[one] for one in ("new", "changed", "warning", "error")} == {0}
        assert "No hay nada que guardar" in text(browser, back)


def test_no_cell_of_the_export_is_a_formula(hall: Hall) -> None:
    browser = hall.browser()
    for name in ("=1+1", "@SUM(A1)", "+51 999"):
        assert send(browser, hall.address, name=name).status_code == 303
    csv_text = browser.get(f"{hall.address}.csv").data.decode("utf-8-sig")
    for name in ("=1+1", "@SUM(A1)", "+51 999"):
        assert f"'{name}" in csv_text
    book = reading.read(io.BytesIO(browser.get(f"{hall.address}.xlsx").data), "x.xlsx")
    assert "=1+1" in [cell for row in book.sheets[0].rows for cell in row]


def test_only_who_notes_attendance_takes_documents_along(hall: Hall) -> None:
    browser = hall.browser()
    press(browser, bring(browser, hall, sheet(*ROWS)), "confirm")
    with hall.app.extensions["database"].changing() as session:
        office = session.get_one(Office, hall.office_id)
        auditor = actor_of(session, new_person(session, office, Role.AUDITOR))
    assert b"40718293" in browser.get(f"{hall.address}.csv").data
    taken = hall.browser(auditor).get(f"{hall.address}.csv").data
    assert PEOPLE[0].encode() in taken
    assert b"40718293" not in taken


def test_another_order_of_a_name_is_no_change_and_an_accent_is(hall: Hall) -> None:
    browser = hall.browser()
    turned = "MAMANI QUISPE, rosa"
    page = bring(browser, hall, sheet([1, turned, "", "", "", "X", ""]))
    assert press(browser, page, "confirm") == 303
    accent = PEOPLE[1].replace("í", "i")
    page = bring(browser, hall, sheet([1, accent, "", "", "", "", "X"]))
    assert press(browser, page, "confirm") == 303
    names = [one.name for one in hall.everything(Participant)][1:]
    assert names == [PEOPLE[0], accent, PEOPLE[2]]


def test_a_mark_that_nobody_explained_is_asked_about(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(
        browser, hall, sheet([1, "Uno", "", "", "", "A", "J"], [2, "Dos", "", "", "", "A", ""])
    )
    assert "¿Qué quiere decir esta marca en la lista?" in text(browser, page)
    assert press(browser, page, "confirm") == 422, "an open question is in the way"
    assert press(browser, page, q0="present", q1="excused") == 303
    assert press(browser, page, "confirm") == 303
    assert attended(hall)["Uno"] == attended(hall)["Dos"] == 1


def test_two_spellings_of_a_name_are_one_person_only_if_somebody_says_so(hall: Hall) -> None:
    rows = (
        [1, "HUAMANÍ QUISPE, José", "", "", "", "X", ""],
        [2, "José Huamani Quispe", "", "", "", "", "X"],
    )
    browser = hall.browser()
    two = bring(browser, hall, sheet(*rows))
    assert "¿Son la misma persona?" in text(browser, two)
    press(browser, two, p0="two")
    press(browser, two, "confirm")
    assert new_ones(hall) == ["HUAMANÍ QUISPE, José", "José Huamani Quispe"]


def test_joined_rows_become_one_line(hall: Hall) -> None:
    rows = (
        [1, "HUAMANÍ QUISPE, José", "", "", "", "X", ""],
        [2, "José Huamani Quispe", "", "", "", "", "X"],
    )
    browser = hall.browser()
    page = bring(browser, hall, sheet(*rows))
    assert press(browser, page, p0="one") == 303
    assert press(browser, page, "confirm") == 303
    assert attended(hall)["HUAMANÍ QUISPE, José"] == 2
    assert len(new_ones(hall)) == 1


def test_the_mapping_can_be_changed(hall: Hall) -> None:
    browser = hall.browser()
    data = xlsx([["Quién", "Vino"], ["Persona Rara", "X"]])
    page = bring(browser, hall, data)
    assert "<li>Quién · Vino</li>" in text(browser, page), "to see in which row the heads are"
    sent = {"s0-shown": "y", "s0-taken": "y", "s0-head": "1", "s0-lines": "1"}
    assert press(browser, page, **sent, **{"s0-r0": "name", "s0-r1": "present"}) == 303
    assert "Persona Rara" in text(browser, page)
    assert press(browser, page, "confirm") == 303
    assert attended(hall)["Persona Rara"] == 1


def test_a_sheet_of_one_sitting_goes_where_somebody_says(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(browser, hall, xlsx([["Nombres y apellidos", "Asistió"], ["Persona Una", "X"]]))
    assert press(browser, page, t0=str(hall.sittings[1])) == 303
    assert press(browser, page, "confirm") == 303
    (mark,) = hall.everything(Attendance)
    assert mark.sitting_id == hall.sittings[1]


def test_an_unknown_group_is_given_one_of_the_office(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(browser, hall, sheet([1, "Persona Una", "", "CC Capacmarka Alta", "", "X", ""]))
    assert "Grupos que la oficina no conoce" in text(browser, page)
    assert press(browser, page, g0=str(hall.group_id)) == 303
    assert press(browser, page, "confirm") == 303
    assert hall.everything(Participant)[-1].group_id == hall.group_id


def test_thumbprints_come_along(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(
        browser,
        hall,
        xlsx([["Nombre completo", "Firma", "2026-08-23"], ["Una Persona", "huella", "X"]]),
    )
    press(browser, page, "confirm")
    (mark,) = hall.everything(Attendance)
    assert mark.signing is Signing.THUMBPRINT


def test_what_was_shown_is_what_is_written(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(browser, hall, sheet([1, "Persona Una", "", "", "F", "X", ""]))
    assert send(browser, hall.address, name="Persona Una").status_code == 303
    assert press(browser, page, "confirm") == 303, "the page is shown again"
    assert "La lista cambió mientras tanto" in text(browser, page)
    assert new_ones(hall) == []
    assert press(browser, page, "confirm") == 303
    assert new_ones(hall) == [], "she is changed, not added a second time"
    assert attended(hall)["Persona Una"] == 1


def test_a_sheet_is_confirmed_once_and_discarded_for_good(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(browser, hall, sheet(*ROWS))
    sent = hidden_of(browser, page)
    assert press(browser, page, "discard") == 303
    assert "No se guardó nada" in text(browser, page) or "no se guardó nada" in text(browser, page)
    answer = browser.post(f"{page}/confirm", data=sent | {"key": "another-key-0123456789"})
    assert answer.status_code == 422
    assert new_ones(hall) == []
    (kept,) = hall.everything(AttendanceImport)
    assert (kept.state, kept.preview) == (ImportState.DISCARDED, None)


def test_rows_in_error_are_listed_with_number_and_reason_and_stay_out(hall: Hall) -> None:
    browser = hall.browser()
    page = bring(
        browser,
        hall,
        sheet(
            [1, "", "40718293", "", "F", "X", ""],
            ["", "TOTAL", "", "", "", 1, ""],
            [3, "Buena Fila", "", "", "", "X", ""],
        ),
    )
    shown = text(browser, page)
    assert "La fila no tiene nombre" in shown
    assert "Es una suma" in shown
    assert press(browser, page, "confirm") == 303
    assert new_ones(hall) == ["Buena Fila"]


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "vacio.xlsx"), (b"%PDF-1.4 nada", "lista.pdf"), (b"PK\x03\x04roto", "lista.xlsx")],
)
def test_what_is_no_sheet_is_refused_with_words(hall: Hall, data: bytes, name: str) -> None:
    answer = send(hall.browser(), f"{hall.address}/import", file=(io.BytesIO(data), name))
    assert answer.status_code == 422
    assert hall.everything(AttendanceImport) == []


def test_nobody_of_another_office_opens_a_sheet(hall: Hall, app: Flask) -> None:
    other = open_hall(app)
    page = bring(hall.browser(), hall, sheet(*ROWS))
    stranger = hall.browser(other.note_taker)
    assert stranger.get(page).status_code == 404
    moved = page.replace(hall.reference, other.reference)
    assert stranger.get(moved).status_code == 404
    assert stranger.get(f"{hall.address}.xlsx").status_code == 404


def test_the_sheet_and_its_preview_are_sealed(hall: Hall) -> None:
    browser = hall.browser()
    secret = "Persona Únicamente Secreta"
    bring(browser, hall, sheet([1, secret, "45871236", "", "F", "X", ""]))
    file = Path(str(hall.app.extensions["database"].url.database))
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(FULL)")
    raw = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    assert b"lista.xlsx" in raw, "the search would find what is not sealed"
    for sealed in (secret, "nicamente", "45871236"):
        assert sealed.encode() not in raw


def test_a_csv_of_another_program_is_read(hall: Hall) -> None:
    browser = hall.browser()
    data = "sep=;\r\nNombre completo;2026-08-23\r\nÑusta Q’ente;X\r\n".encode("cp1252")
    page = bring(browser, hall, data, "lista.csv")
    assert press(browser, page, "confirm") == 303
    assert attended(hall)["Ñusta Q'ente"] == 1
