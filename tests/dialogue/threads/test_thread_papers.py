"""A thread to be taken along: on paper and as a table, for the parties and for everybody."""

import csv
import io
from typing import Any

import pytest
from pdfua import Severity, validate
from pypdf import PdfReader
from sqlalchemy import select

from dialogue.documents.exhibits import of_cells
from dialogue.jobs.makers import MAKERS
from dialogue.kinds import ModerationAct, PaperKind, PaperLanguage, ThreadVisibility
from dialogue.models import Exhibit, Post, PostTranslation
from dialogue.operations.moderation import moderate_post
from kernel.policy import SYSTEM, Actor
from tests.dialogue.at_table import AtTable
from tests.dialogue.threads.talk import PUBLIC, opens, says
from tests.factories.accounts import send
from tests.factories.uploads import fetched
from tests.working import wait_until, working

SECRET = "Palabras ocultas"


def talk(table: AtTable, visibility: ThreadVisibility = ThreadVisibility.PARTIES) -> str:
    """A thread with an answer, a translation, evidence, and something that was hidden."""
    page = opens(table, "¿Cuánta agua puede salir?", visibility=visibility)
    first = says(table, page, "Unu pisiyamushan.", language="qu")
    says(table, page, "Medimos cada mes.", "company", answers_id=first)
    hidden = says(table, page, SECRET)
    laid = of_cells("Reclamos de 2025", "Informe anual", "2025", [("Por agua", "41")])
    with table.changing() as session:
        process, office_id = table.process(session), table.office_id
        session.add(
            PostTranslation(
                office_id=office_id, post_id=first, language="es", words="Está bajando el agua."
            )
        )
        session.add(
            Exhibit(
                office_id=office_id, post_id=first, kind=laid.kind, title=laid.title,
                sha256=laid.sha256, seen=laid.seen,
            )
        )  # fmt: skip
        post = session.get_one(Post, hidden)
        moderate_post(session, SYSTEM, process, post, ModerationAct.HIDE, "Insulta a alguien.")
    return page


def printed(table: AtTable, page: str, kind: PaperKind, language: str = "es") -> bytes:
    maker, code = MAKERS[kind], page.rpartition("/")[2]
    with table.app.app_context():
        with table.reading() as session:
            content = maker.read(session, table.process(session), code, PaperLanguage(language))
        return maker.make(content, PaperLanguage(language)).data


def text(data: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return " ".join(" ".join(pages).split())


def test_the_paper_says_who_said_what_and_with_what_evidence(table: AtTable) -> None:
    page = talk(table)
    said = text(printed(table, page, PaperKind.THREAD))
    with table.reading() as session:
        sha256 = session.scalars(select(Exhibit.sha256)).one()
    for part in (
        "¿Cuánta agua puede salir?", "Comunidad de Qollpa", "Minera Cobre Alto",
        "Persona Community Inventada", "Carlos Tarjeta Inventado", "Unu pisiyamushan.",
        "Está bajando el agua.", "Medimos cada mes.", "responde al 1", "Reclamos de 2025",
        "Por agua", "41", sha256, "Insulta a alguien.", "1 / ",
    ):  # fmt: skip
        assert part in said, part
    assert SECRET not in said


def test_the_paper_speaks_quechua_too(table: AtTable) -> None:
    data = printed(table, talk(table), PaperKind.THREAD, "qu")
    assert PdfReader(io.BytesIO(data)).trailer["/Root"]["/Lang"] == "quz"  # type: ignore[index]
    assert "Unu pisiyamushan." in text(data)


@pytest.mark.parametrize("language", ["es", "qu"])
def test_the_paper_passes_the_accessibility_check(
    table: AtTable, tmp_path: Any, language: str
) -> None:
    file = tmp_path / "tema.pdf"
    file.write_bytes(printed(table, talk(table), PaperKind.THREAD, language))
    found = [one for one in validate(str(file)).findings if one.severity is not Severity.INFO]
    assert [one for one in found if one.rule_id != "UA-15-003"] == []


def test_the_public_paper_names_nobody(public_table: AtTable) -> None:
    page = talk(public_table, PUBLIC)
    said = text(printed(public_table, page, PaperKind.THREAD_PUBLIC))
    for part in ("Comunidad de Qollpa", "Medimos cada mes.", "Copia pública"):
        assert part in said
    for part in ("Inventad", SECRET, "no la publique"):
        assert part not in said


def test_everybody_saves_the_public_paper_and_the_parties_their_own(
    public_table: AtTable,
) -> None:
    page = talk(public_table, PUBLIC)
    code = page.rpartition("/")[2]
    at = {kind: f"{public_table.home}/papers/{kind}/{code}" for kind in ("thread", "thread_public")}
    for address in at.values():
        assert send(public_table.seat("community"), address, language="es").status_code == 303
    with working(
        public_table.app.extensions["jobs"], public_table.vault, public_table.app.app_context
    ):
        wait_until(lambda: "PDF" in public_table.seat("company").get(at["thread"]).text, 60)
        wait_until(lambda: "PDF" in public_table.nobody().get(at["thread_public"]).text, 60)
    for browser in (public_table.nobody(), public_table.elsewhere()):
        assert browser.get(at["thread"]).status_code == 404
        shown = browser.get(at["thread_public"]).text
        assert "Imprimir otra vez" not in shown
        assert ">Imprimir<" not in shown
        number = shown.split("/papers/")[1].split(".pdf")[0]
        data = fetched(browser, f"{public_table.home}/papers/{number}.pdf")
        assert "Inventad" not in text(data)
        other = 1 if number == "2" else 2
        assert browser.get(f"{public_table.home}/papers/{other}.pdf").status_code == 404
    hides(public_table, "Medimos cada mes.")
    for browser in (public_table.nobody(), public_table.seat("community")):
        for each in ("1", "2"):
            answer = browser.get(f"{public_table.home}/papers/{each}.pdf")
            assert answer.status_code in {303, 404}, "it still says what a moderator hid"
        assert f"/papers/{each}.pdf" not in browser.get(at["thread_public"]).text


def hides(table: AtTable, words: str) -> None:
    with table.changing() as session:
        post = session.scalars(select(Post).where(Post.words == words)).one()
        moderate_post(session, SYSTEM, table.process(session), post, ModerationAct.HIDE, "Nombra.")


def test_a_thread_of_the_parties_has_no_public_paper(public_table: AtTable) -> None:
    page = talk(public_table)
    code = page.rpartition("/")[2]
    for browser in (public_table.nobody(), public_table.seat("community"), public_table.browser()):
        at = f"{public_table.home}/papers/thread_public/{code}"
        assert browser.get(at).status_code == 404


def test_a_paper_is_out_of_date_once_something_new_was_said(table: AtTable) -> None:
    page = talk(table)
    maker, code = MAKERS[PaperKind.THREAD], page.rpartition("/")[2]

    def stamp() -> str:
        with table.reading() as session:
            found = maker.find(session, SYSTEM, table.process(session), code)
            assert found
            return found.stamp

    before = stamp()
    assert stamp() == before
    says(table, page, "Algo nuevo")
    assert stamp() != before
    with table.reading() as session:
        assert maker.find(session, Actor(), table.process(session), code) is None


def test_the_parties_take_a_table_along_and_nobody_else_does(public_table: AtTable) -> None:
    page = talk(public_table, PUBLIC)
    at = f"{page}/posts.csv"
    for name in ("community", "company", "observer"):
        answer = public_table.seat(name).get(at)
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
        assert len(rows) == 4
        assert "Unu pisiyamushan." in rows[1]
        assert "Está bajando el agua." in rows[1]
        assert any("sha256" in cell for cell in rows[1])
        assert SECRET not in answer.text
        assert "Insulta a alguien." in rows[3]
    for browser in (public_table.nobody(), public_table.elsewhere()):
        assert browser.get(at).status_code == 404


def test_what_is_typed_stays_words_in_a_spreadsheet(table: AtTable) -> None:
    page = opens(table)
    says(table, page, "=HYPERLINK(1)")
    rows = list(csv.reader(io.StringIO(table.seat("company").get(f"{page}/posts.csv").text)))
    assert "'=HYPERLINK(1)" in rows[1]
