"""The acta on paper: the same bytes for the same content, readable by everybody, signs included."""

import io
from dataclasses import replace
from datetime import time
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from pdfua import Severity, validate
from pypdf import PdfReader
from sqlalchemy import func, select

from kernel.database import Database
from kernel.files import Store, open_clean
from kernel.jobs import Jobs
from kernel.references import References
from kernel.seals import SealedFile, fingerprint_of, grouped
from kernel.vault import Vault
from meetings import contents
from meetings.contents import Acta, Text
from meetings.documents import acta as acta_document
from meetings.documents.acta import paper
from meetings.documents.acta_heard import heard_by_group
from meetings.documents.acta_text import text_for_the_book
from meetings.kinds import MeetingKind, PaperLanguage
from meetings.models import Paper, SealedMinutes
from meetings.operations.papers import run_of
from meetings.queries.contents import acta_of
from meetings.queries.meetings import key_of
from tests.factories.accounts import new_office
from tests.factories.actas import draft, long, sealed
from tests.factories.meetings import new_group
from tests.working import wait_until, working

AT = "https://dialogo.example.org"
ASSEMBLY = {
    "kind": MeetingKind.ASSEMBLY,
    "community": "Qollpa",
    "particulars": {
        "members": 120, "quorum": 61, "families": 74, "secretary": "Marta Escribe Inventada",
    },
}  # fmt: skip
CELLS_NAME_HEADERS = "UA-15-003"
"""It looks for the tie in the header cells; ours stands in the data cells, as PDF/UA allows."""


@pytest.fixture
def jobs(app: Flask) -> Jobs:
    made: Jobs = app.extensions["jobs"]
    return made


@pytest.fixture
def short(database: Database, vault: Vault) -> Acta:
    """An acta of a short workshop."""
    with database.changing() as session:
        office = new_office(session, vault)
        meeting = draft(session, vault, office, observations="P'unchaw ñawpa.")
        meeting.invited_groups = [new_group(session, office, "Frente de Defensa").id]
        return acta_of(session, References(), meeting)


@pytest.fixture
def assembly(database: Database, vault: Vault) -> Acta:
    """An acta of the assembly of a community."""
    with database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault), **ASSEMBLY)
        return acta_of(session, References(), meeting)


def printed(app: Flask, acta: Acta, language: str = "es", *, is_sealed: bool = True) -> bytes:
    with app.app_context():
        return paper(acta, PaperLanguage(language), AT, sealed=is_sealed)


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def text(data: bytes) -> str:
    return " ".join(" ".join(texts(data)).split())


@pytest.mark.parametrize("language", ["es", "qu", "both"])
def test_the_same_content_gives_the_same_bytes(app: Flask, short: Acta, language: str) -> None:
    again = contents.read(contents.canonical(short))
    assert printed(app, short, language) == printed(app, again, language)


def test_another_word_gives_other_bytes_and_another_fingerprint(app: Flask, short: Acta) -> None:
    other = replace(short, observations="P'unchaw ñawpaq.")
    one = grouped(fingerprint_of(contents.digest_of(short)))
    assert one in text(printed(app, short))
    assert one not in text(printed(app, other))


@pytest.mark.parametrize(
    ("language", "is_sealed", "tag"),
    [
        ("both", True, "es"),
        ("es", False, "es"),
        pytest.param("es", True, "es", marks=pytest.mark.full),
        pytest.param("qu", True, "quz", marks=pytest.mark.full),
    ],
)
@pytest.mark.parametrize("which", ["short", "assembly", "public"])
def test_an_acta_passes_the_accessibility_check(
    app: Flask, tmp_path: Path, short: Acta, assembly: Acta,
    language: str, is_sealed: bool, tag: str, which: str,
) -> None:  # fmt: skip
    actas = {"short": short, "assembly": assembly, "public": contents.public_copy(short)}
    data = printed(app, actas[which], language, is_sealed=is_sealed)
    file = tmp_path / "acta.pdf"
    file.write_bytes(data)
    found = [one for one in validate(str(file)).findings if one.severity is not Severity.INFO]
    assert [one for one in found if one.rule_id != CELLS_NAME_HEADERS] == []
    catalog = PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert catalog["/Lang"] == tag  # type: ignore[index]


def test_what_the_room_said_stands_on_the_paper_sign_for_sign(app: Flask, short: Acta) -> None:
    for language in PaperLanguage:
        said = text(printed(app, short, language))
        assert "P'unchaw ñawpa." in said
        assert "«Mana unu kanchu, ama hina kaspa uyariwayku.»" in said
    both = text(printed(app, short, "both"))
    assert "Desde julio llega menos agua a la parte baja." in both
    assert "Julio killamanta pacha pisi unullaña chayamun uray ladoman." in both
    quechua = text(printed(app, short, "qu"))
    assert "Julio killamanta pacha" in quechua
    assert "Desde julio" not in quechua
    assert "Los niños tosen." in quechua  # nobody has written it in Quechua


class Heard(HTMLParser):
    """What a paper says, each piece with the language in which a reader says it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "img", "br"):
            around = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        self.said.append((self.open[-1][1] if self.open else "", data))


@pytest.mark.parametrize("language", ["es", "qu", "both"])
def test_what_stands_in_spanish_is_said_in_spanish_in_every_paper(
    app: Flask, short: Acta, language: str
) -> None:
    promise = replace(
        short.promises[0], condition="Si llega la maquinaria", place="Canal matriz",
        budget_source="Fondo de obras", depends_on="Del permiso", risks="Lluvia temprana",
        co_responsibles=("Junta de riego",),
    )  # fmt: skip
    heading = replace(
        short.heading, objective="Acordar la limpieza", convened_by="Oficina provincial",
        programme=Text("Territorio en diálogo", "Rimanakuypi llaqta"),
        particulars={"learnings": "Aprendimos a medir"}, kind="peer_exchange",
    )  # fmt: skip
    acta = replace(
        short, heading=heading, promises=(promise,), reason="La fecha estaba mal",
        replaces="AA", observations="El puente estuvo cerrado",
        readings=(contents.Reading("2026-08-23T17:00:00-05:00", "qu", "Lidia", "Falta un nombre"),),
        people=tuple(replace(one, post="Delegada", organization="Comité") for one in short.people),
    )  # fmt: skip
    heard = Heard()
    with app.app_context():
        again = contents.read(contents.canonical(acta))
        heard.feed(acta_document.page(again, PaperLanguage(language), AT, sealed=True))
    for words in (
        "Acordar la limpieza", "Oficina provincial", "Oficio 041", "Aprendimos a medir",
        "La fecha estaba mal", "El puente estuvo cerrado", "Falta un nombre", "Delegada", "Comité",
        "Si llega la maquinaria", "Canal matriz", "Fondo de obras", "Del permiso",
        "Lluvia temprana", "Junta de riego", "Revisar los compromisos",
        "Municipalidad", "Frente de Defensa", "Presidenta",
    ):  # fmt: skip
        tongues = {tongue for tongue, said in heard.said if words in said}
        assert tongues == {"es"}, (words, tongues)
    named = [tongue for tongue, said in heard.said if said.strip() == "Territorio en diálogo"]
    assert named == ([] if language == "qu" else ["es"])
    in_quechua = [tongue for tongue, said in heard.said if said == "Rimanakuypi llaqta"]
    assert in_quechua == ([] if language == "es" else ["quz"])


def test_every_part_stands_on_the_paper(app: Flask, short: Acta) -> None:
    said = text(printed(app, short))
    for part in (
        "distrito de Santo Tomás, provincia de Chumbivilcas, departamento de Cusco",
        "23/08/2026, 09:00 – 17:00", "Oficio 041 del 10/08/2026", "Acuerdo 2 · Parcial",
        "La comunidad pide también 20 km/h.", short.promises[0].code, "31/10/2026",
        "Hugo Promete Inventado, Municipalidad", "Comité de riego", "Caudal de 12 L/s",
        "Medición de caudal", "6331 5767 AA00 BB11", "24/11/2026", "Teodora Firma Inventada",
        "Anexo 1. Lista de asistencia", "Juana Callada Mamani", "Falta agua",
        "Grupos esperados de los que nadie vino: Frente de Defensa.",
        "Sellada por huella digital (sha256), sin firma electrónica.",
        f"{AT}/v/{fingerprint_of(contents.digest_of(short))}",
    ):  # fmt: skip
        assert part in said


def test_an_agreement_names_the_point_of_the_agenda_at_which_it_was_made(
    app: Flask, short: Acta
) -> None:
    said = text(printed(app, short))
    assert "Punto 1 de la agenda: El agua del canal Qollpa Limpiar el canal" in said
    assert said.count("de la agenda:") == 1, "the second one was made at no point"


def test_minutes_of_speaking_stand_by_group_and_sex_in_one_row(app: Flask, short: Acta) -> None:
    group = short.turns[0].group
    turns = (
        *short.turns, contents.Turn(group, "man", 330), contents.Turn(group, "unsaid", 40),
        contents.Turn(Text("Empresa"), "man", 3000),
    )  # fmt: skip
    assert [
        (one.group.es, one.women, one.men, one.others, one.minutes) for one in heard_by_group(turns)
    ] == [("Empresa", 0, 50, 0, 50), (group.es, 15, 6, 1, 21)]
    assert "Empresa 0 50 0 50" in text(printed(app, replace(short, turns=turns)))


def test_the_attendance_of_sixty_in_two_languages_takes_few_pages(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        long(session, vault, meeting)
        acta = acta_of(session, References(), meeting)
    pages = texts(printed(app, acta, "both"))
    assert len([page for page in pages if "Asistente Número" in page]) <= 4


@pytest.mark.parametrize("signers", [2, 4, 6, 8])
@pytest.mark.parametrize("language", ["both", pytest.param("es", marks=pytest.mark.full)])
def test_the_seal_never_stands_on_a_page_without_a_box_to_sign(
    app: Flask, short: Acta, language: str, signers: int
) -> None:
    signing = tuple(contents.Signer(f"Firmante {number}") for number in range(signers))
    pages = texts(printed(app, replace(short, signers=signing), language))
    (sealed_on,) = [page for page in pages if f"{AT}/v/" in "".join(page.split())]
    assert "Firmante" in sealed_on


def test_the_newest_entry_of_the_evidence_of_a_study_stands_on_the_paper(
    app: Flask, short: Acta
) -> None:
    head = contents.Annex("ledger", "S-7K4M2P · 12", "00AA11BB22CC33DD")
    said = text(printed(app, replace(short, annexes=(head,))))
    assert "S-7K4M2P · 12 (Libro de evidencias de un estudio, con su último asiento)" in said
    assert "00AA 11BB 22CC 33DD" in said


def test_an_assembly_is_told_in_its_order_with_words_for_numbers(
    app: Flask, assembly: Acta
) -> None:
    said = text(printed(app, assembly))
    formulas = [
        "Acta de asamblea",
        "comunidad de Qollpa, distrito de Santo Tomás, provincia de Chumbivilcas, departamento de "
        "Cusco",
        "siendo las nueve horas (09:00), a los veintitrés días del mes de agosto del año dos mil "
        "veintiséis (23/08/2026), se reunió la asamblea.",
        "en primera convocatoria.",
        "El padrón tiene ciento veinte (120) miembros y el quórum es de sesenta y un (61).",
        "Familias representadas: setenta y cuatro (74). Hay quórum.",
        "Mujeres presentes: dos (2). Varones presentes: uno (1). Personas en total: tres (3).",
        "Facilita Fernanda Facilita Inventada",
        "Dio lectura a la agenda Marta Escribe Inventada:",
        "Después de amplio debate, la asamblea acordó:",
        "No habiendo más que tratar, la reunión terminó siendo las diecisiete horas (17:00).",
        "Asiento en el libro de actas",
    ]
    places = [said.find(one) for one in formulas]
    assert -1 not in places, formulas[places.index(-1)]
    assert places == sorted(places)


def test_the_draft_of_an_open_assembly_does_not_say_that_it_ended(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        facts = ASSEMBLY | {"closed_at": None, "ends_at": time(17)}
        acta = acta_of(session, References(), draft(session, vault, office, **facts))
    said = text(printed(app, acta, is_sealed=False))
    assert "se reunió la asamblea" in said
    assert "terminó" not in said
    assert "17:00" not in said


def test_the_text_for_the_book_says_how_often_a_promise_is_due(app: Flask, short: Acta) -> None:
    weekly = replace(short.promises[0], recurrence="weekly")
    with app.app_context():
        said = text_for_the_book(replace(short, promises=(weekly,)), "es")
    assert "Plazo: 31/10/2026; Cada semana." in said


def test_a_draft_says_on_every_page_that_it_is_worth_nothing(app: Flask, short: Acta) -> None:
    pages = texts(printed(app, short, is_sealed=False))
    assert all("BORRADOR, sin valor" in page for page in pages)
    assert "/v/" not in " ".join(pages)
    assert not any("BORRADOR" in page for page in texts(printed(app, short)))


def test_a_long_acta_repeats_its_heads_and_numbers_its_pages(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        long(session, vault, meeting)
        acta = acta_of(session, References(), meeting)
    assert acta.attended == 60
    pages = texts(printed(app, acta))
    assert len(pages) >= 10
    fingerprint = grouped(fingerprint_of(contents.digest_of(acta)))
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page
        assert fingerprint in page
    listing = [page for page in pages if "Asistente Número" in page]
    assert len(listing) > 1
    assert all("Confirmó con" in " ".join(page.split()) for page in listing)
    for signer in acta.signers:
        (page,) = (one for one in pages if signer.name in one)
        assert "Huella del dedo" in page


def test_the_public_paper_names_nobody_and_names_the_full_one(app: Flask, short: Acta) -> None:
    said = text(printed(app, contents.public_copy(short)))
    for name in ("Juana", "Quispe", "Teodora", "Promete", "Facilita", "Lo dije en secreto"):
        assert name not in said.replace("Facilita ", "")
    assert fingerprint_of(contents.digest_of(short)) in said
    assert "No autorizó publicar sus palabras." in said


def test_the_worker_prints_every_paper_once_and_the_register_knows_each(
    app: Flask, database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        _meeting, minutes = sealed(session, vault, new_office(session, vault), jobs)
        minutes_id, run = minutes.id, run_of(minutes)
    with working(jobs, vault, app.app_context):
        wait_until(lambda: _papers(database) == 6, 120)
        wait_until(lambda: getattr(jobs.run(run), "state", "") == "done")
    with database.reading() as session:
        minutes = session.get_one(SealedMinutes, minutes_id)
        known = set(session.scalars(select(SealedFile.file_hash)))
        key = key_of(session, vault, session.get_one(type(_meeting), minutes.meeting_id))
        store: Store = app.extensions["files"]
        for one in session.scalars(select(Paper)).all():
            session.refresh(one, ["file"])
            data = open_clean(store, one.file, key).read()
            assert sha256(data).hexdigest() == one.file_hash
            assert one.file_hash in known
            assert one.pages == len(texts(data))
            text_of = minutes.content if one.copy == "full" else minutes.public
            with app.app_context():
                again = paper(
                    contents.read(text_of), one.language, app.config["SETTINGS"].public_url,
                    sealed=True,
                )  # fmt: skip
            assert again == data


def _papers(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Paper.id))) or 0
