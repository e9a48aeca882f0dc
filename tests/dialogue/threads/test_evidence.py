"""Evidence beside a post: as the room saw it, with its sha256, for whoever reads the post."""

import json
import re
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from accounts.roles import Role
from basin.kinds import Visibility as StudyVisibility
from basin.models import Evidence, Study
from dialogue.documents.exhibits import told
from dialogue.kinds import EvidenceOf, Moderation, ThreadVisibility
from dialogue.models import Exhibit
from kernel.policy import SYSTEM
from meetings.kinds import ContributionKind
from meetings.operations.said import Remark, note_contribution
from tests.dialogue.at_table import AtTable
from tests.dialogue.threads.talk import PUBLIC, opens, posts, refused, says, writes
from tests.factories.accounts import send
from tests.factories.basin import new_study
from tests.factories.exhibits import new_run
from tests.factories.files import plain_jpeg, tagged_jpeg
from tests.factories.meetings import new_meeting
from tests.factories.papers import tagged_pdf
from tests.factories.uploads import fetched, send_files


def exhibits(table: AtTable) -> list[Exhibit]:
    with table.reading() as session:
        found = list(session.scalars(select(Exhibit).order_by(Exhibit.id)))
        session.expunge_all()
        return found


def run_in_evidence(table: AtTable, visibility: StudyVisibility) -> Evidence:
    with table.changing() as session:
        study = new_study(session, table.process(session).office, visibility=visibility)
        found = new_run(session, study)
        session.refresh(found, ["entry"])
        session.expunge_all()
        return found


def lays(table: AtTable, at: str, what: str, browser: Any = None, **fields: Any) -> Any:
    browser = browser or table.seat("community")
    return send(browser, f"{at}/evidence", f"{at}/evidence/{what}", **fields)


def post_of(table: AtTable, **facts: Any) -> tuple[str, str]:
    page = opens(table, **facts)
    return page, f"{page}/posts/{says(table, page, 'Miren esto.')}"


def brings(table: AtTable, at: str, content: bytes, name: str, **fields: Any) -> Any:
    page = f"{at}/evidence"
    return send_files(
        table.seat("community"), page, {"file": [(content, name)]}, f"{page}/file", **fields
    )


def test_evidence_of_a_study_stands_there_as_the_room_saw_it(table: AtTable) -> None:
    evidence = run_in_evidence(table, StudyVisibility.PUBLIC)
    page, at = post_of(table)
    assert lays(table, at, "study", code=evidence.code.lower()).status_code == 303
    (laid,) = exhibits(table)
    assert (laid.kind, laid.reference) == (EvidenceOf.MODEL, f"evidence:{evidence.code}")
    assert laid.sha256 == evidence.entry.sha256
    seen = json.loads(laid.seen)
    assert seen["said"]["es"]
    assert seen["said"]["qu"]
    shown = table.seat("company").get(page).text
    assert "Con mina, 60 L/s" in shown
    assert evidence.entry.sha256 in shown
    assert "La laguna estaría" in shown
    assert "Ilustrativo, no calibrado" in shown
    assert f"/studies/evidence/{evidence.code}" in shown
    check = re.search(r'href="(/v/[^"]+)"', shown)
    assert check
    assert table.nobody().get(check[1]).status_code == 200


def test_what_stood_there_stays_when_the_study_goes_on(table: AtTable) -> None:
    evidence = run_in_evidence(table, StudyVisibility.PUBLIC)
    page, at = post_of(table)
    lays(table, at, "study", code=evidence.code)
    with table.changing() as session:  # it is not public any more
        session.get_one(Study, evidence.study_id).visibility = StudyVisibility.OFFICE
    shown = table.seat("company").get(page).text
    assert "La laguna estaría" in shown
    assert f'href="/studies/evidence/{evidence.code}' not in shown


def test_a_seat_lays_no_evidence_that_it_may_not_read(table: AtTable) -> None:
    evidence = run_in_evidence(table, StudyVisibility.OFFICE)
    _page, at = post_of(table)
    for code in (evidence.code, "E-ZZZZZZ"):
        assert "No encontramos ese código" in refused(lays(table, at, "study", code=code))
    assert exhibits(table) == []
    assert lays(table, at, "study", table.browser(), code=evidence.code).status_code == 303


def test_a_public_topic_shows_nothing_of_a_study_that_is_not_published(
    public_table: AtTable,
) -> None:
    evidence = run_in_evidence(public_table, StudyVisibility.OFFICE)
    _page, at = post_of(public_table, visibility=PUBLIC)
    answer = lays(public_table, at, "study", public_table.browser(), code=evidence.code)
    assert "Esa evidencia no es pública" in refused(answer)
    assert exhibits(public_table) == []


def test_a_file_is_kept_with_the_sha256_of_what_was_brought(public_table: AtTable) -> None:
    page, at = post_of(public_table, visibility=PUBLIC)
    paper = tagged_pdf()
    answer = brings(public_table, at, paper, "informe.pdf", kind="file", title="Informe 2025")
    assert answer.status_code == 303
    (laid,) = exhibits(public_table)
    assert laid.sha256 == sha256(paper).hexdigest()
    files = f"{page}/exhibits/{laid.id}"
    shown = public_table.seat("company").get(page).text
    assert laid.sha256 in shown
    assert fetched(public_table.seat("company"), f"{files}/original") == paper
    copy = fetched(public_table.nobody(), f"{files}/copy")  # without what tells who brought it
    assert sha256(copy).hexdigest() in public_table.nobody().get(page).text
    assert public_table.nobody().get(f"{files}/original").status_code == 404


def test_a_photograph_needs_consent_and_tells_nothing_of_who_took_it(table: AtTable) -> None:
    page, at = post_of(table)
    answer = brings(table, at, plain_jpeg(), "f.jpg", kind="photograph", title="La vega")
    assert "Diga quién aceptó salir en la foto" in refused(answer)
    assert "Elija otra vez el archivo" in answer.text
    answer = brings(
        table, at, tagged_jpeg(), "f.jpg", kind="photograph", title="La vega",
        consent="Nadie sale en ella",
    )  # fmt: skip
    assert answer.status_code == 303
    (laid,) = exhibits(table)
    files = f"{page}/exhibits/{laid.id}"
    assert "Nadie sale en ella" in table.seat("company").get(page).text
    assert table.seat("company").get(f"{files}/original").status_code == 404
    assert fetched(table.seat("company"), f"{files}/preview")[:2] == b"\xff\xd8"


def test_a_laboratory_brings_a_paper_or_a_picture(table: AtTable) -> None:
    _page, at = post_of(table)
    assert brings(
        table, at, tagged_pdf(), "as.pdf", kind="laboratory", title="Arsénico"
    ).status_code == 303  # fmt: skip
    answer = brings(table, at, b"RIFF" + bytes(64), "as.wav", kind="laboratory", title="Arsénico")
    assert answer.status_code == 422
    assert [one.kind for one in exhibits(table)] == [EvidenceOf.LABORATORY]


def test_published_figures_are_frozen_with_their_source(table: AtTable) -> None:
    page, at = post_of(table)
    cells = "Reclamos por agua: 41\nReclamos por polvo: menos de 5"
    answer = lays(
        table, at, "cells", title="Reclamos de 2025", source="Informe anual, p. 12",
        period="2025", cells=cells,
    )  # fmt: skip
    assert answer.status_code == 303
    (laid,) = exhibits(table)
    assert laid.kind is EvidenceOf.STATISTICS
    assert laid.sha256 == sha256(laid.seen.encode()).hexdigest()
    shown = table.seat("company").get(page).text
    for said in ("Reclamos por agua", "41", "menos de 5", "Informe anual, p. 12", laid.sha256):
        assert said in shown


@pytest.mark.parametrize("cells", ["Reclamos por polvo: 3", "Reclamos", ": 41"])
def test_figures_that_might_tell_who_it_was_are_not_taken(table: AtTable, cells: str) -> None:
    _page, at = post_of(table)
    answer = lays(table, at, "cells", title="Reclamos", source="Informe", cells=cells)
    assert answer.status_code == 422
    assert exhibits(table) == []


def test_a_concern_is_laid_in_words_that_may_be_quoted_and_in_no_others(table: AtTable) -> None:
    with table.changing() as session:
        meeting = new_meeting(session, table.vault, table.process(session).office)
        quoted, other = (
            note_contribution(
                session, SYSTEM, meeting,
                Remark(text, ContributionKind.CONCERN, text, consents_to_quote=consents),
            ).reference
            for text, consents in (("El ojo de agua se seca.", True), ("No lo repitan.", False))
        )  # fmt: skip
    page, at = post_of(table)
    answer = lays(table, at, "words", table.browser(), reference=other)
    assert "No encontramos ese código" in refused(answer)
    assert lays(table, at, "words", table.browser(), reference=quoted).status_code == 303
    shown = table.seat("company").get(page).text
    assert "El ojo de agua se seca." in shown
    assert "No lo repitan." not in shown


def test_a_public_thread_quotes_a_concern_without_the_title_of_its_meeting(
    public_table: AtTable,
) -> None:
    with public_table.changing() as session:
        office = public_table.process(session).office
        meeting = new_meeting(session, public_table.vault, office, title="Reserva con Zenobia")
        said = "El ojo de agua se seca."
        remark = Remark(said, ContributionKind.CONCERN, said, consents_to_quote=True)
        quoted = note_contribution(session, SYSTEM, meeting, remark).reference
    for visibility, is_called in (
        (PUBLIC, quoted),
        (ThreadVisibility.PARTIES, "Reserva con Zenobia"),
    ):
        page, at = post_of(public_table, visibility=visibility)
        fields = {"reference": quoted, "wording": said if visibility is PUBLIC else ""}
        answer = lays(public_table, at, "words", public_table.browser(), **fields)
        assert answer.status_code == 303
        shown = public_table.seat("company").get(page).text
        assert said in shown
        assert is_called in shown
        assert "Zenobia" not in public_table.nobody().get(page).text


def test_who_did_not_write_a_post_lays_nothing_beside_it(table: AtTable) -> None:
    _page, at = post_of(table)
    answer = lays(table, at, "cells", table.seat("company"), title="X", source="Y", cells="Z: 10")
    assert answer.status_code == 403
    assert exhibits(table) == []
    done = lays(
        table, at, "cells", table.browser(Role.NOTE_TAKER), title="X", source="Y", cells="Z: 10"
    )
    assert done.status_code == 303


def test_nothing_is_added_unseen_to_what_a_moderator_looked_at(table: AtTable) -> None:
    table.becomes(moderation=Moderation.BEFORE)
    page = opens(table)
    writes(table.seat("community"), page, "Espero")
    number = posts(table)[0].id
    at = f"{page}/posts/{number}"
    fields = {"title": "X", "source": "Y", "cells": "Z: 10"}
    assert lays(table, at, "cells", **fields).status_code == 303
    send(table.browser(), f"{at}/moderate", act="show")
    answer = lays(table, at, "cells", **fields)
    assert "Ya no se puede adjuntar aquí" in refused(answer)


def test_files_of_what_is_hidden_or_waits_are_nobodys(public_table: AtTable) -> None:
    page, at = post_of(public_table, visibility=PUBLIC)
    brings(public_table, at, tagged_pdf(), "a.pdf", kind="file", title="Informe secreto")
    (laid,) = exhibits(public_table)
    copy = f"{page}/exhibits/{laid.id}/copy"
    assert fetched(public_table.nobody(), copy)
    send(public_table.browser(), f"{at}/moderate", reason="Tiene datos de una persona", act="hide")
    for browser in (public_table.nobody(), public_table.seat("company"), public_table.elsewhere()):
        assert browser.get(copy).status_code == 404
        assert "Informe secreto" not in browser.get(page).text
    assert fetched(public_table.seat("community"), copy)


def test_files_of_one_thread_are_not_those_of_another(public_table: AtTable) -> None:
    _page, at = post_of(public_table)
    brings(public_table, at, tagged_pdf(), "a.pdf", kind="file", title="Informe")
    (laid,) = exhibits(public_table)
    public = opens(public_table, visibility=PUBLIC)
    assert public_table.nobody().get(f"{public}/exhibits/{laid.id}/copy").status_code == 404


def test_what_was_frozen_and_changed_since_is_not_told(table: AtTable) -> None:
    seen = '{"cells":[["Reclamos","41"]]}'
    laid = Exhibit(
        kind=EvidenceOf.STATISTICS, title="Reclamos", seen=seen, reference="",
        sha256=sha256(seen.encode()).hexdigest(),
    )  # fmt: skip
    assert told(laid, "es").cells == [("Reclamos", "41")]
    laid.seen = seen.replace("41", "14")
    assert not told(laid, "es").is_whole
    assert told(laid, "es").cells == ()
