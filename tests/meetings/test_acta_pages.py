"""The page of an acta: read back, sealed, printed, corrected, published; what the public sees."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from accounts.models import Office
from accounts.roles import Role
from kernel.jobs.enqueue import RunState
from kernel.policy import STRANGER
from kernel.printing import Pdf
from kernel.references import Referred
from kernel.seals import fingerprint_of
from kernel.sends import new_key
from meetings.kinds import Copy, FilePurpose, MeetingKind, PaperLanguage
from meetings.lifecycle import State
from meetings.models import BookEntry, Contribution, MeetingFile, Paper, SealedMinutes
from meetings.operations.papers import run_of
from meetings.queries.concern_references import concern_referred
from tests.factories import actas
from tests.factories.papers import tagged_pdf
from tests.factories.uploads import fetched, send_files
from tests.meetings.at_work import Work, sends
from tests.working import wait_until, working

HIDDEN = ("Juana Callada", "Quispe Huamán", "Teodora", "Promete Inventado", "Lo dije en secreto")


def drafted(work: Work, **facts: Any) -> str:
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        return actas.draft(session, work.vault, office, **facts).reference


def sealed(work: Work, **facts: Any) -> str:
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        jobs = work.app.extensions["jobs"]
        return actas.sealed(session, work.vault, office, jobs, **facts)[0].reference


def minutes_of(work: Work, reference: str) -> SealedMinutes:
    with work.changing() as session:
        meeting_id = work.meeting(session, reference).id
        query = select(SealedMinutes).where(SealedMinutes.meeting_id == meeting_id)
        found = session.scalars(query.order_by(SealedMinutes.number.desc())).first()
        assert found is not None
        session.expunge(found)
        return found


def state_of(work: Work, reference: str) -> State:
    with work.changing() as session:
        return work.meeting(session, reference).state


def print_all(work: Work, reference: str) -> None:
    """Let the worker print every paper of this acta."""
    jobs, run = work.app.extensions["jobs"], run_of(minutes_of(work, reference))
    with working(jobs, work.vault, work.app.app_context):
        wait_until(lambda: getattr(jobs.run(run), "state", None) is RunState.DONE, 120)


def test_an_acta_goes_from_draft_to_sealed_by_the_buttons_of_its_page(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = drafted(work)
    browser, page = work.browser(), f"/meetings/{reference}/acta"
    assert "Ahora: leer el acta a la sala" in browser.get(page).text
    sends(
        browser, page, f"{page}/read-back", language="qu", reader="Lidia", corrections="Una coma."
    )  # fmt: skip
    assert state_of(work, reference) is State.READ_BACK
    assert "Ahora: sellar el acta" in browser.get(page).text
    sends(browser, page, f"{page}/return")
    assert state_of(work, reference) is State.DRAFT
    sends(browser, page, f"{page}/read-back", language="qu", reader="Lidia")
    sends(browser, page, f"{page}/seal")
    assert state_of(work, reference) is State.SEALED
    answer = browser.get(page)
    assert "Los papeles se están imprimiendo" in answer.text
    assert answer.headers["Refresh"]
    assert "<textarea" not in answer.text  # nothing is typed into a page that comes again by itself
    monkeypatch.setattr("meetings.views.acta.page.PATIENCE", timedelta())
    answer = browser.get(page)
    assert "Refresh" not in answer.headers
    assert "Los papeles esperan su turno" in answer.text
    sends(browser, page, f"{page}/amend", reason="La fecha.")
    assert state_of(work, reference) is State.DRAFT
    assert "Se está corrigiendo en otra versión" in browser.get(page).text


def test_the_page_says_what_the_acta_lacks(work: Work) -> None:
    reference = drafted(work, closed_at=None)
    browser, page = work.browser(), f"/meetings/{reference}/acta"
    sends(browser, page, f"{page}/read-back", language="es", reader="Lidia")
    assert "La reunión sigue abierta" in browser.get(page).text
    answer = sends(browser, page, f"{page}/seal", status=422)
    assert "La reunión sigue abierta" in answer.text
    assert state_of(work, reference) is State.READ_BACK


def test_a_reading_without_a_reader_is_shown_again_with_what_was_typed(work: Work) -> None:
    reference = drafted(work, facilitator="")
    browser, page = work.browser(), f"/meetings/{reference}/acta"
    answer = sends(
        browser, page, f"{page}/read-back", status=422, language="es", reader="",
        corrections="Cambiar ñan por carretera.",
    )  # fmt: skip
    assert "Escriba quién leyó el acta." in answer.text
    assert "Cambiar ñan por carretera." in answer.text
    assert state_of(work, reference) is State.DRAFT


def test_a_seal_sent_twice_seals_once(work: Work) -> None:
    reference = drafted(work)
    browser, page = work.browser(), f"/meetings/{reference}/acta"
    sends(browser, page, f"{page}/read-back", language="es", reader="Lidia")
    key = new_key()
    for _time in range(2):
        sends(browser, page, f"{page}/seal", key=key)
    with work.changing() as session:
        assert len(session.scalars(select(SealedMinutes)).all()) == 1


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.TRANSLATOR, Role.AUDITOR])
def test_who_does_not_plan_reads_the_acta_and_seals_nothing(work: Work, role: Role) -> None:
    reference = drafted(work)
    browser, page = work.browser(role), f"/meetings/{reference}/acta"
    text = browser.get(page).text
    assert "Anotar la lectura" not in text
    sends(browser, "/account", f"{page}/seal", status=403)


@pytest.mark.parametrize(
    "path",
    ["", "/draft/es.pdf", "/1/full/es.pdf", "/book"],
)
def test_another_office_finds_no_acta(work: Work, path: str) -> None:
    reference = sealed(work)
    assert work.stranger().get(f"/meetings/{reference}/acta{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/draft/xx.pdf", "/9/full/es.pdf", "/1/other/es.pdf", "/1/full/en.pdf"],
)
def test_what_does_not_exist_is_not_found(work: Work, path: str) -> None:
    reference = sealed(work)
    assert work.browser().get(f"/meetings/{reference}/acta{path}").status_code == 404


def test_a_draft_is_printed_in_the_request_and_a_sealed_one_never(work: Work) -> None:
    reference = drafted(work)
    address = f"/meetings/{reference}/acta/draft"
    for query in ("es.pdf", "qu.pdf", "both.pdf", "es.pdf?copy=public"):
        answer = work.browser().get(f"{address}/{query}")
        assert answer.mimetype == "application/pdf"
        text = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
        assert "BORRADOR" in text
    assert "Juana" not in " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages
    )
    done = sealed(work)
    assert work.browser().get(f"/meetings/{done}/acta/draft/es.pdf").status_code == 404
    assert work.browser().get(f"/meetings/{done}/acta/1/full/es.pdf").status_code == 409


def test_sealed_papers_come_from_the_store_and_are_published_without_names(
    work: Work, client: FlaskClient
) -> None:
    reference = sealed(work)
    with work.changing() as session:  # noise: published, but of another meeting
        other = session.get_one(Office, work.other_id)
        actas.sealed(
            session, work.vault, other, work.app.extensions["jobs"], is_public=True,
            title="Reunión ajena",
        )  # fmt: skip
    print_all(work, reference)
    browser, page = work.browser(Role.COORDINATOR), f"/meetings/{reference}/acta"
    with work.changing() as session:
        kept = {(one.copy, one.language): one.pages for one in session.scalars(select(Paper))}
    assert len(kept) == 6 or len(kept) == 12
    for copy in Copy:
        for language in PaperLanguage:
            answer = browser.get(f"{page}/1/{copy}/{language}.pdf")
            assert answer.status_code == 200
            assert (
                f"acta-{reference}-v1-{copy}-{language}.pdf"
                in (answer.headers["Content-Disposition"])
            )
            assert len(PdfReader(io.BytesIO(answer.data)).pages) == kept[copy, language]
            answer.close()
    assert client.get(f"/actas/{reference}").status_code == 404
    assert client.get(f"/actas/{reference}/es.pdf").status_code == 404
    assert "Agua y polvo" not in client.get("/actas/").text
    sends(browser, page, f"{page}/public/publish")
    assert "Agua y polvo en Qollpa" in client.get("/actas/").text
    assert "Agua y polvo en Qollpa" in client.get("/actas/?q=POLVO").text
    assert "Agua y polvo en Qollpa" not in client.get("/actas/?q=lluvia").text
    shown = client.get(f"/actas/{reference}").text
    paper = fetched(client, f"/actas/{reference}/both.pdf")
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper)).pages)
    for name in HIDDEN:
        assert name not in shown
        assert name not in text
    assert "Limpiar el canal antes de la siembra." in shown
    sends(browser, page, f"{page}/public/withdraw")
    assert client.get(f"/actas/{reference}").status_code == 404


def test_what_is_not_sealed_is_not_published(work: Work) -> None:
    reference = drafted(work)
    browser, page = work.browser(), f"/meetings/{reference}/acta"
    answer = sends(browser, page, f"{page}/public/publish", status=422)
    assert "El acta no está sellada" in answer.text
    sends(browser, page, f"{page}/public/other", status=404)


def test_a_failed_printing_is_shown_and_can_be_ordered_again(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = sealed(work)
    jobs, run = work.app.extensions["jobs"], run_of(minutes_of(work, reference))
    browser, page = work.browser(), f"/meetings/{reference}/acta"
    printing = "meetings.documents.acta.printed"
    with monkeypatch.context() as broken:
        broken.setattr(printing, lambda _html: 1 / 0)
        with working(jobs, work.vault, work.app.app_context):
            wait_until(lambda: getattr(jobs.run(run), "state", None) is RunState.FAILED, 60)
    answer = browser.get(page)
    assert "No se pudieron imprimir todos los papeles" in answer.text
    assert "Refresh" not in answer.headers
    monkeypatch.setattr(printing, lambda _html: Pdf(tagged_pdf(), 1))  # quick: it works again
    sends(browser, page, f"{page}/1/print-again")
    print_all(work, reference)
    assert "No se pudieron imprimir" not in browser.get(page).text


def test_the_scan_of_the_signed_paper_hangs_on_the_version_that_was_signed(work: Work) -> None:
    reference = sealed(work)
    browser, page = work.browser(), f"/meetings/{reference}/acta"
    sent = send_files(
        browser, page, {"file": [(tagged_pdf(), "firmada.pdf")]},
        f"/meetings/{reference}/files", purpose="signed_scan",
    )  # fmt: skip
    assert sent.status_code == 303
    minutes = minutes_of(work, reference)
    with work.changing() as session:
        (scan,) = session.scalars(select(MeetingFile)).all()[-1:]
        assert (scan.purpose, scan.minutes_id) == (FilePurpose.SIGNED_SCAN, minutes.id)
    assert "Tiene 1 copia escaneada del papel firmado." in browser.get(page).text


def test_the_text_for_the_book_follows_the_assembly_and_its_entry_is_kept(work: Work) -> None:
    particulars = {"members": 120, "quorum": 61, "families": 74, "secretary": "Marta"}
    reference = sealed(work, kind=MeetingKind.ASSEMBLY, particulars=particulars)
    browser, page = work.browser(Role.NOTE_TAKER), f"/meetings/{reference}/acta/book"
    text = browser.get(page).text
    for part in (
        "ACTA DE ASAMBLEA\nDISTRITO DE SANTO TOMÁS, PROVINCIA DE CHUMBIVILCAS",
        "El padrón tiene ciento veinte (120) miembros",
        "AGENDA\nDio lectura a la agenda Marta:\n1. El agua del canal Qollpa",
        "ACUERDOS\nDespués de amplio debate, la asamblea acordó:\n1. Limpiar el canal",
        "A favor: Mujeres 12, Varones 9. En contra: Mujeres 0, Varones 2. Se abstuvieron: 0.",
        "No habiendo más que tratar",
    ):  # fmt: skip
        assert part in text
    sends(browser, page, book="Libro 3", folios="34 al 41", signatures="52")
    sends(browser, page, book="Libro 4", folios="1 al 8")
    with work.changing() as session:
        (entry,) = session.scalars(select(BookEntry)).all()
        assert (entry.book, entry.folios, entry.signatures) == ("Libro 4", "1 al 8", None)
    assert "Libro 4" in browser.get(f"/meetings/{reference}/acta").text
    answer = sends(browser, page, status=422, book="", folios="2 al 9")
    assert "2 al 9" in answer.text


def test_the_public_list_comes_a_page_at_a_time(work: Work, client: FlaskClient) -> None:
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        for number in range(23):
            actas.sealed(
                session, work.vault, office, work.app.extensions["jobs"], is_public=True,
                title=f"Taller público {number:02}",
            )  # fmt: skip
    first = client.get("/actas/").text
    assert first.count("Taller público") == 20
    assert "Ver más" in first
    second = client.get(first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]).text
    assert second.count("Taller público") == 3


def test_a_published_acta_shows_its_newest_sealed_version(work: Work, client: FlaskClient) -> None:
    reference = sealed(work, is_public=True)
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        meeting.title = "Un título que nadie selló"
    assert "Un título que nadie selló" not in client.get(f"/actas/{reference}").text
    public = json.loads(minutes_of(work, reference).public)
    assert public["heading"]["title"]["es"] in client.get(f"/actas/{reference}").text
    shown = client.get(f"/actas/{reference}").text
    assert fingerprint_of(minutes_of(work, reference).public_hash) in shown


def test_a_concern_leads_everybody_to_the_published_acta_that_quotes_it(
    work: Work, client: FlaskClient
) -> None:
    reference = sealed(work, is_public=True)
    with work.changing() as session:
        meeting = work.meeting(session, reference)
        concerns = session.scalars(
            select(Contribution).where(Contribution.meeting_id == meeting.id)
        ).all()
        quoted, secret = sorted(concerns, key=lambda one: not one.consents_to_quote)
        title_qu, meeting.title = meeting.title_qu, "Un título que nadie selló"
        session.flush()

        def found(one: Contribution) -> Referred | None:
            return concern_referred(session, STRANGER, one.reference.removeprefix("concern:"))

        assert found(quoted) == Referred(
            "Agua y polvo en Qollpa",
            f"/actas/{reference}",
            frozenset(),
            quoted.text,
            "qu",
            title_qu=title_qu,
        )
        assert found(secret) == Referred(
            "Agua y polvo en Qollpa", f"/actas/{reference}", frozenset(), title_qu=title_qu
        )
        sealed_words = quoted.text
        quoted.text = "Lo escribieron después de sellar"
        session.flush()
        assert getattr(found(quoted), "words", None) == ""
        meeting.is_public = False
        session.flush()
        assert found(quoted) is None
        quoted.text, meeting.is_public = sealed_words, True
    page = client.get(f"/actas/{reference}").text
    assert sealed_words in page
    assert "Lo dije en secreto" not in page
