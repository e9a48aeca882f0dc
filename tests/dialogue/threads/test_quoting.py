"""Whoever spoke agreed to be quoted; whom they named did not: in public their names are covered."""

from collections.abc import Iterator
from typing import Any

import pytest

from dialogue.documents.exhibits import told
from dialogue.kinds import EvidenceOf, ThreadVisibility
from dialogue.models import Exhibit
from dialogue.operations.exhibits import Laid, lay_exhibit
from dialogue.queries.posts import post_for
from dialogue.queries.processes import key_of
from dialogue.queries.threads import thread_for
from kernel.covering import COVERED
from kernel.errors import BadInput
from kernel.jobs import Jobs
from kernel.policy import SYSTEM
from kernel.references import References
from meetings.jobs import DUTIES
from meetings.kinds import ContributionKind
from meetings.models import Meeting
from meetings.operations.minutes import amend, read_back, seal_acta
from meetings.operations.said import Remark, note_contribution
from meetings.queries.quoting import words_in_public
from tests.dialogue.at_table import AtTable
from tests.dialogue.threads.talk import PUBLIC
from tests.dialogue.threads.test_evidence import exhibits, lays, post_of
from tests.factories.actas import READ, came, draft

SAID = "Doña Zenobia Quispe Luna vio secarse el ojo de agua, y Justo Ccori también."
KNOWN = SAID.replace("Zenobia Quispe Luna", COVERED)
COVERED_ALL = KNOWN.replace("Justo Ccori", COVERED)
"""As it reads once the acta has covered whom it knows, and whoever quotes the other one."""


@pytest.fixture
def jobs(public_table: AtTable) -> Iterator[Jobs]:
    """Orders of work, which nobody does here."""
    made = Jobs(public_table.app.extensions["database"], DUTIES)
    yield made
    made.close()


@pytest.fixture
def quoted(public_table: AtTable) -> str:
    """A concern that names two people: one came to the meeting, of the other nobody knows."""
    with public_table.changing() as session:
        office = public_table.process(session).office
        meeting = draft(session, public_table.vault, office)
        remark = Remark(
            SAID, ContributionKind.CONCERN, SAID, consents_to_quote=True,
            speaker="Zenobia Quispe Luna", consents_to_name=True,
        )  # fmt: skip
        return note_contribution(session, SYSTEM, meeting, remark).reference


def brings(table: AtTable, at: str, reference: str, wording: str = "") -> Any:
    return lays(table, at, "words", table.browser(), reference=reference, wording=wording)


def shown(exhibit: Exhibit) -> str:
    return told(exhibit, "es").words


def test_whoever_quotes_in_public_sees_first_how_everybody_will_read_it(
    public_table: AtTable, quoted: str
) -> None:
    page, at = post_of(public_table, visibility=PUBLIC)
    first = brings(public_table, at, quoted)
    assert first.status_code == 422
    assert KNOWN in first.text
    assert "Mire cómo lo leerá cualquiera" in first.text
    assert 'id="words-wording-error"' in first.text
    assert exhibits(public_table) == []
    second = brings(public_table, at, quoted, KNOWN.replace("Justo Ccori", ""))
    assert second.status_code == 303
    for browser in (public_table.nobody(), public_table.seat("company"), public_table.browser()):
        read = browser.get(page).text
        assert COVERED_ALL in read
        assert "Zenobia" not in read
        assert "Ccori" not in read


def test_a_name_that_the_acta_covered_does_not_come_back(
    public_table: AtTable, quoted: str
) -> None:
    _page, at = post_of(public_table, visibility=PUBLIC)
    answer = brings(public_table, at, quoted, SAID)
    assert answer.status_code == 422
    assert "Aquí solo se quitan palabras" in answer.text
    assert exhibits(public_table) == []


@pytest.mark.parametrize("other", ["Dijo otra cosa.", KNOWN + " Todo es mentira."])
def test_nobody_puts_other_words_into_the_mouth_of_who_spoke(
    public_table: AtTable, quoted: str, other: str
) -> None:
    _page, at = post_of(public_table, visibility=PUBLIC)
    answer = brings(public_table, at, quoted, other)
    assert answer.status_code == 422
    assert exhibits(public_table) == []


def test_the_parties_among_themselves_read_what_was_said(
    public_table: AtTable, quoted: str
) -> None:
    _page, at = post_of(public_table, visibility=ThreadVisibility.PARTIES)
    assert brings(public_table, at, quoted).status_code == 303
    assert shown(exhibits(public_table)[0]) == SAID


def test_the_words_are_those_of_the_sealed_public_copy(
    public_table: AtTable, quoted: str, jobs: Jobs
) -> None:
    with public_table.changing() as session:
        meeting = session.query(Meeting).one()
        read_back(session, References(), SYSTEM, meeting, READ)
        seal_acta(session, References(), jobs, SYSTEM, meeting)
        meeting.names_withheld = False  # what is sealed stays sealed
    with public_table.reading() as session:
        assert words_in_public(session, References(), quoted) == KNOWN


def test_a_quoted_concern_bears_the_title_that_its_acta_has_today(
    public_table: AtTable, quoted: str, jobs: Jobs
) -> None:
    page, at = post_of(public_table, visibility=PUBLIC)
    with public_table.changing() as session:
        meeting = session.query(Meeting).one()
        meeting.title, meeting.is_public = "Reunión de Otra Persona Inventada", True
        read_back(session, References(), SYSTEM, meeting, READ)
        seal_acta(session, References(), jobs, SYSTEM, meeting)
    assert brings(public_table, at, quoted, KNOWN).status_code == 303
    assert "Otra Persona Inventada" in public_table.nobody().get(page).text
    with public_table.changing() as session:
        meeting = session.query(Meeting).one()
        amend(session, SYSTEM, meeting, "También vino.")
        came(session, meeting, "Otra Persona Inventada")
        read_back(session, References(), SYSTEM, meeting, READ)
        seal_acta(session, References(), jobs, SYSTEM, meeting)
    shown = public_table.nobody().get(page).text
    assert f"Reunión de {COVERED}" in shown
    assert "Otra Persona" not in shown


def test_what_may_not_be_quoted_has_no_words_in_public(public_table: AtTable) -> None:
    with public_table.changing() as session:
        meeting = draft(session, public_table.vault, public_table.process(session).office)
        secret = Remark("s", ContributionKind.CONCERN, "Lo dije en secreto.")
        reference = note_contribution(session, SYSTEM, meeting, secret).reference
    with public_table.reading() as session:
        assert words_in_public(session, References(), reference) == ""
        assert words_in_public(session, References(), "concern:NOWHERE1") == ""


def test_no_way_round_the_page_lays_words_that_nobody_looked_at(
    public_table: AtTable, quoted: str
) -> None:
    page, at = post_of(public_table, visibility=PUBLIC)
    with public_table.changing() as session:
        process = public_table.process(session)
        thread = thread_for(session, SYSTEM, process, page.rpartition("/")[2])
        post = post_for(session, SYSTEM, process, thread, int(at.rpartition("/")[2]))
        key = key_of(session, public_table.vault, process)
        laid = Laid(EvidenceOf.CONCERN, "Reunión", "0" * 64, "{}", quoted)
        with pytest.raises(BadInput, match="public-wording-unseen"):
            lay_exhibit(session, SYSTEM, References(), key, process, thread, post, laid)
