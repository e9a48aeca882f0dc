"""An agreement on paper: the same bytes for the same text, readable by everybody, in two copies."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pdfua import Severity, validate
from pypdf import PdfReader

from dialogue.contents.writing import read
from dialogue.documents.agreement import paper
from dialogue.jobs.makers import MAKERS
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Paper, SealedAgreement
from kernel.policy import STRANGER
from kernel.seals import Outcome, fingerprint_of, grouped, standing_of_file
from tests.dialogue.agreements.at_signing import jobs_of, press, seal_texts, sealed_at, sign_as
from tests.dialogue.at_table import AtTable
from tests.factories.uploads import fetched
from tests.working import wait_until, working

AT = "https://dialogo.example.org"
CELLS_NAME_HEADERS = "UA-15-003"
"""It looks for the tie in the header cells; ours stands in the data cells, as PDF/UA allows."""
NAMED = "Persona Community Inventada"
FACTS = {
    "title_qu": "Tarpunapaq yaku",
    "words": f"La empresa deja de sacar agua dulce. Lo dijo {NAMED}.",
    "words_qu": "Empresaqa manaña misk'i yakuta hurqunqachu.",
    "extent": "partial",
    "dissent": "La comunidad pide también el pozo 5.",
}


def text_in(data: bytes) -> str:
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return " ".join(said.split())


@pytest.mark.parametrize("language", PaperLanguage)
def test_it_says_parties_text_dissent_and_commitments_and_is_tagged(
    table: AtTable, language: PaperLanguage, tmp_path: Path
) -> None:
    sealed_at(table, **FACTS)
    full, public = seal_texts(table)
    with table.app.test_request_context():
        made = paper(read(full), language, AT)
        again = paper(read(full), language, AT)
        copy = paper(read(public), language, AT)
    assert made.data == again.data
    for one in (made, copy):
        file = tmp_path / "paper.pdf"
        file.write_bytes(one.data)
        found = [one for one in validate(str(file)).findings if one.severity is not Severity.INFO]
        assert [one for one in found if one.rule_id != CELLS_NAME_HEADERS] == []
    said = text_in(made.data)
    spanish, quechua = "deja de sacar agua dulce", "misk'i yakuta hurqunqachu"
    assert (spanish in said, quechua in said) == (
        language is not PaperLanguage.QU, language is not PaperLanguage.ES,
    )  # fmt: skip
    for words in ("Comunidad de Qollpa", "Minera Cobre Alto", "pide también el pozo 5",
                  "Cerrar el pozo 4", grouped(fingerprint_of(_digest(table)))):  # fmt: skip
        assert words in said
    assert NAMED not in text_in(copy.data)


def _digest(table: AtTable) -> str:
    with table.reading() as session:
        return session.query(SealedAgreement).one().content_hash


def test_the_worker_prints_both_copies_in_every_language_once_sealed(table: AtTable) -> None:
    code = sealed_at(table, **FACTS)
    with working(jobs_of(table), table.vault, table.app.app_context):
        wait_until(lambda: _printed(table) == 2 * len(PaperLanguage), 120)
    page = table.seat("company").get(f"{table.home}/papers/agreement/{code}").text
    with table.reading() as session:
        rows = session.query(Paper).all()
        of = {one.id: one.of for one in rows}
        assert {one.kind for one in rows} == {PaperKind.AGREEMENT}
    for number, what in of.items():
        address = f"{table.home}/papers/{number}.pdf"
        data = fetched(table.seat("company"), address)
        with table.reading() as session:
            assert standing_of_file(session, data).outcome is Outcome.MATCH
        assert (address in page) is (not what.endswith(".PUBLIC"))
        for browser in (table.nobody(), table.elsewhere()):
            assert browser.get(address).status_code == 404


def _printed(table: AtTable) -> int:
    with table.reading() as session:
        return session.query(Paper).filter(Paper.file_id.is_not(None)).count()


def test_everybody_gets_the_public_copy_of_what_is_published_and_only_that(
    public_table: AtTable,
) -> None:
    code = sealed_at(public_table, **FACTS)
    stranger, papers = public_table.nobody(), f"{public_table.home}/papers/agreement/{code}"
    assert stranger.get(f"{papers}.PUBLIC").status_code == 404
    for who in ("community", "company"):
        sign_as(public_table, who, code)
    press(public_table, code, "/publish/publish")
    assert stranger.get(f"{papers}.PUBLIC").status_code == 200
    assert stranger.get(papers).status_code == 404


def test_everybody_gets_no_paper_of_a_text_that_was_sealed_anew(public_table: AtTable) -> None:
    code = sealed_at(public_table, **FACTS)
    for who in ("community", "company"):
        sign_as(public_table, who, code)
    press(public_table, code, "/publish/publish")
    find = MAKERS[PaperKind.AGREEMENT].find
    with public_table.reading() as session:
        process, seat = public_table.process(session), public_table.actor("community")
        for_all = find(session, STRANGER, process, f"{code}.PUBLIC")
        for_seat = find(session, seat, process, f"{code}.PUBLIC")
        newest = session.query(Paper).filter_by(of=f"agreement:{code}.PUBLIC").first()
        assert for_all
        assert for_seat
        assert newest
        assert for_all.gives(newest)
        old = Paper(content_hash="older", asked_at=newest.asked_at - timedelta(days=1))
        assert (for_all.gives(old), for_seat.gives(old)) == (False, True)
