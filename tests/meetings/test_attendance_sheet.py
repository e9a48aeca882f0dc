"""The paper that goes round in the room: who is expected, blank rows, boxes for a thumb."""

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from meetings.models import Meeting, Participant
from meetings.operations.attendance import Numbers, keep_numbers
from meetings.queries.meetings import key_of
from tests.meetings.attending import PEOPLE, Hall, open_hall

MM = 72 / 25.4


@pytest.fixture
def hall(app: Flask) -> Hall:
    return open_hall(app, title="Taller de agua", title_qu="Unu yachay")


def paper(hall: Hall, query: str = "") -> PdfReader:
    answer = hall.browser().get(f"{hall.address}/sheet.pdf{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answer.data))


def crowd(hall: Hall, count: int) -> None:
    with hall.app.extensions["database"].changing() as session:
        for number in range(count):
            session.add(
                Participant(
                    office_id=hall.office_id,
                    meeting_id=hall.meeting_id,
                    name=f"Persona {number:03}",
                    position=number + 10,
                )
            )


def test_the_sheet_has_everybody_in_order_and_blank_rows(hall: Hall) -> None:
    pages = paper(hall, f"?sitting={hall.sittings[0]}&blank=4").pages
    text = pages[0].extract_text()
    places = [text.index(name.split()[0]) for name in PEOPLE]
    assert places == sorted(places)
    assert text.count("solo si quiere") == len(PEOPLE) + 4
    assert len(pages) == 1


def test_every_page_says_which_meeting_which_day_and_which_page(hall: Hall) -> None:
    crowd(hall, 30)
    pages = paper(hall).pages
    assert len(pages) % len(hall.sittings) == 0
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        day = "23" if number <= len(pages) / 2 else "24"
        assert "Taller de agua" in text
        assert "Unu yachay" in text
        assert f"{day} de agosto de 2026" in text
        assert f"{number} / {len(pages)}" in text
        assert "Huella" in text, "the heads of the columns are repeated"


def test_a_thumb_fits_into_every_box(hall: Hall) -> None:
    page = paper(hall, f"?sitting={hall.sittings[0]}&blank=30").pages[0]
    lines: list[float] = []

    def note(text: str, _cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if "solo si quiere" in text:
            lines.append(tm[5] if tm[5] else _cm[5])

    page.extract_text(visitor_text=note)
    ticks = sorted({round(one, 1) for one in lines})
    steps = [after - before for before, after in pairwise(ticks)]
    blank = [step for step in steps if step > 1]
    assert blank
    assert min(blank[1:] or blank) >= 18 * MM


def test_no_document_and_no_telephone_goes_from_hand_to_hand(hall: Hall) -> None:
    vault = hall.app.extensions["vault"]
    with hall.app.extensions["database"].changing() as session:
        meeting = session.get_one(Meeting, hall.meeting_id)
        rosa = session.get_one(Participant, hall.people[0])
        key = key_of(session, vault, meeting)
        keep_numbers(key, rosa, Numbers(document="40718293", phone="984555321"))
    text = "".join(page.extract_text() for page in paper(hall).pages)
    assert not re.search("40718293|984555321", text)


def test_it_is_tagged_and_says_its_language(hall: Hall) -> None:
    root: Any = paper(hall).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es"


def test_same_content_same_bytes_and_many_blanks_are_bounded(hall: Hall) -> None:
    browser = hall.browser()
    first, second = (browser.get(f"{hall.address}/sheet.pdf").data for _ in range(2))
    assert first == second
    assert len(paper(hall, f"?sitting={hall.sittings[0]}&blank=99999").pages) < 25


def test_the_sheet_of_another_office_is_not_found(hall: Hall, app: Flask, tmp_path: Path) -> None:
    other = open_hall(app)
    assert hall.browser(other.note_taker).get(f"{hall.address}/sheet.pdf").status_code == 404
    elsewhere = f"{hall.address}/sheet.pdf?sitting={other.sittings[0]}"
    assert hall.browser().get(elsewhere).status_code == 404
