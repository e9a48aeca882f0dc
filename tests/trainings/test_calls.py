"""The convocatoria: its page, its paper, the short text to send on."""

import io
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pdfua import Severity, validate
from pypdf import PdfReader

from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.meetings import new_programme
from tests.trainings.conftest import Desk
from tests.trainings.people import press
from tests.trainings.workshops import Open, come, found, open_workshop
from trainings.documents.calls import SHORT, Call, short_text, without_accents
from trainings.models import WorkshopTopic
from trainings.operations.outline import Lesson, add_topic
from trainings.queries.programmes import programme_for
from trainings.views import calls
from web import floods

QUECHUA = "Ñawpaq p'unchaw: t'ikarinapaq, ch'aki mayu, qhichwa"
CALL = Call(
    lang="es", kind="Taller", title="Diálogo", programme="Territorio", days="20 de diciembre",
    short_days="20 dic 2026", hours="De 09:00 a 17:00", place="Salón comunal, Santo Tomás",
    languages="Quechua", text="", topics=(), labels={"register": "Inscripción"},
)  # fmt: skip
ADDRESS = "https://rimanakuy.example.org/workshops/M-7K2M9Q"


@pytest.fixture
def workshop(database: Database, vault: Vault, desk: Desk) -> Open:
    """A workshop with words in both languages, a topic, and somebody who registered."""
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        office.phone, office.email = "084 555 120", "dialogo@example.org"
        workshop = open_workshop(
            session, vault, office, capacity=20, title="Escucharnos", title_qu=QUECHUA,
            begins_at=time(9), languages=("es", "qu"),
        )  # fmt: skip
        of = found(session, workshop)
        of.workshop.call, of.workshop.call_qu = "Vengan todas.", f"Hamuychis: {QUECHUA}"
        topic = add_topic(session, SYSTEM, of.programme, Lesson("Gobernanza", "Kamachiy"))
        session.add(WorkshopTopic(workshop_id=of.workshop.id, topic_id=topic.id))
        come(session, vault, workshop, "Saturnina Zorzal", phone="984 555 321")
        return workshop


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(("language", "pages"), [("es", 1), ("qu", 1), ("both", 2)])
def test_the_paper_is_accessible_and_has_a_page_for_each_language(
    stranger: FlaskClient, workshop: Open, tmp_path: Path, language: str, pages: int
) -> None:
    answer = stranger.get(f"{workshop.public}/call-{language}.pdf")
    assert answer.mimetype == "application/pdf"
    file = tmp_path / "call.pdf"
    file.write_bytes(answer.data)
    problems = [*validate(str(file)).findings]
    assert [one for one in problems if one.severity is not Severity.INFO] == []
    reader = PdfReader(io.BytesIO(answer.data))
    assert len(reader.pages) == pages
    assert str(reader.root_object["/Lang"]) == ("quz" if language == "qu" else "es")


def test_the_paper_says_what_when_where_and_nobodys_name(
    stranger: FlaskClient, workshop: Open
) -> None:
    words = words_of(stranger.get(f"{workshop.public}/call-both.pdf").data)
    expected = (
        "Escucharnos", "Gobernanza", "Kamachiy", "Vengan todas.", "Salón comunal", "09:00",
        workshop.public, "084 555 120", QUECHUA,
    )  # fmt: skip
    for said in expected:
        assert said in words, said
    assert "Zorzal" not in words


def test_the_same_convocatoria_gives_the_same_paper(stranger: FlaskClient, workshop: Open) -> None:
    first, again = (stranger.get(f"{workshop.public}/call-es.pdf").data for _ in range(2))
    assert first == again


def test_a_paper_in_another_language_does_not_exist(stranger: FlaskClient, workshop: Open) -> None:
    assert stranger.get(f"{workshop.public}/call-fr.pdf").status_code == 404


def test_who_prints_without_end_waits_and_leaves_the_presses_to_others(
    stranger: FlaskClient, workshop: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(floods, "one_second", lambda: waited.append(1))
    monkeypatch.setattr(calls, "PRINTED", floods.Limit("workshops:call-printed", 2))
    for _time in range(2):
        assert stranger.get(f"{workshop.public}/call-es.pdf").status_code == 200
    assert waited == []
    assert stranger.get(f"{workshop.public}/call-es.pdf").status_code == 200
    assert waited


def test_the_page_speaks_quechua_where_there_are_words_and_keeps_their_signs(
    stranger: FlaskClient, workshop: Open
) -> None:
    page = stranger.get(f"{workshop.public}?lang=qu").text.replace("&#39;", "'")
    assert QUECHUA in page
    assert "Kamachiy" in page
    assert "Vengan todas." not in page


def test_the_staff_writes_it_and_sees_the_texts_to_send_on(
    coordinator: FlaskClient, workshop: Open
) -> None:
    page = f"{workshop.desk}/call"
    done = press(coordinator, page, call="Traigan abrigo.", call_qu=QUECHUA)
    assert done.location == page
    shown = coordinator.get(page).text
    assert workshop.public in shown
    assert "Traigan abrigo." in shown
    assert shown.count("readonly") == 4
    assert "data-copy" in shown


def test_an_unpublished_workshop_is_shown_to_the_staff_with_a_warning(
    app: Flask, coordinator: FlaskClient, database: Database, vault: Vault, desk: Desk
) -> None:
    with database.changing() as session:
        office = programme_for(session, SYSTEM, desk.programme).office
        new_programme(session, office)
        hidden = open_workshop(session, vault, office, published=False)
    page = coordinator.get(hidden.public)
    assert page.status_code == 200
    assert "Solo el personal ve esta página" in page.text
    assert "/register" not in page.text
    assert app.test_client().get(hidden.public).status_code == 404


def test_the_short_text_says_it_all() -> None:
    assert short_text(CALL, ADDRESS) == (
        "Taller: Diálogo. 20 dic 2026. De 09:00 a 17:00. Salón comunal, Santo Tomás. "
        f"Inscripción: {ADDRESS}"
    )


def test_an_sms_carries_no_accents_but_the_letter_n_with_its_tilde() -> None:
    assert without_accents("Ñandú «él» – más…") == 'Ñandu "el" - mas...'


@given(st.text(max_size=600), st.text(max_size=600), st.booleans())
def test_the_short_text_is_never_longer_than_it_may_be_and_keeps_the_address(
    title: str, place: str, plain: bool
) -> None:
    text = short_text(replace(CALL, title=title, place=place), ADDRESS, plain=plain)
    assert len(text) <= SHORT
    assert text.endswith(ADDRESS)
