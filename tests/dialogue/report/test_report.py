"""The report of a process: built of what is there, says what is not, and tells everybody less."""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pdfua import Severity, validate
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from dialogue.documents.report import paper, sections_of
from dialogue.kinds import (
    EvidenceOf,
    PaperLanguage,
    PostKind,
    PostState,
    ThreadVisibility,
    Tongue,
    Visibility,
)
from dialogue.models import (
    Conversation,
    Exhibit,
    Paper,
    Post,
    Process,
    Statement,
    StatementCount,
    Thread,
)
from dialogue.queries.report import Report, report_of
from dialogue.queries.statement_results import results_of
from kernel.policy import SYSTEM
from kernel.references import References
from meetings.models import Meeting
from meetings.operations.minutes import amend, read_back, seal_acta
from tests.dialogue.agreements.at_signing import press, sealed_at, sign_as
from tests.dialogue.at_table import AtTable
from tests.dialogue.test_papers import print_all
from tests.factories import actas
from tests.factories.accounts import send
from tests.factories.conversations import cast_by
from tests.factories.rounds import closed, new_proposal, new_round, says
from tests.factories.tables import new_seat
from tests.factories.uploads import fetched

SECRET = "chiwaku-3312"
OPEN = "Todos leen esto"
NAMED = "Persona Community Inventada"


def thread(table: AtTable, visibility: ThreadVisibility, words: str, **facts: Any) -> int:
    """A thread with one post of the community and its evidence."""
    with table.changing() as session:
        process = table.process(session)
        made = Thread(
            office_id=process.office_id, process_id=process.id, code=f"T-{words[:6].upper()}",
            title=f"Tema {words}", visibility=visibility,
        )  # fmt: skip
        session.add(made)
        session.flush()
        known = {
            "office_id": process.office_id, "thread_id": made.id, "kind": PostKind.CONCERN,
            "group_id": table.groups["community"], "seat_id": table.seats["community"],
            "language": Tongue.ES, "words": f"{words}. Lo vio {NAMED}.",
            "at": datetime(2026, 3, 2, tzinfo=UTC),
        }  # fmt: skip
        post = Post(**(known | facts))
        session.add(post)
        session.flush()
        session.add(Exhibit(
            office_id=process.office_id, post_id=post.id, kind=EvidenceOf.MODEL,
            title=f"Escenario {words}", reference="evidence:E-ABC", sha256="ab" * 32,
            at=datetime(2026, 3, 2, tzinfo=UTC),
        ))  # fmt: skip
        return made.id


GROUPS = {"community": 12, "company": 3}


def votes(table: AtTable, by: Mapping[str, int] = GROUPS, **facts: Any) -> None:
    """A conversation that closed, in which the company of three voted too."""
    with table.changing() as session:
        process = table.process(session)
        at = datetime(2026, 3, 2, tzinfo=UTC)
        known = {"opened_at": at, "closed_at": at, "title": "Encuesta del agua", "is_public": True}
        made = Conversation(
            office_id=process.office_id, process_id=process.id, code="V-ABCDEF", **(known | facts)
        )
        session.add(made)
        session.flush()
        statement = Statement(
            office_id=process.office_id, conversation_id=made.id, number=1,
            words="Falta agua", state="accepted",
        )  # fmt: skip
        session.add(statement)
        session.flush()
        cast_by(session, statement)
        for group, agree in by.items():
            session.add(StatementCount(
                office_id=process.office_id, conversation_id=made.id, statement_id=statement.id,
                group_key=table.groups.get(group, 0), agree=agree, disagree=0, passed=0,
            ))  # fmt: skip


def reported(table: AtTable, *, public: bool) -> Report:
    with table.reading() as session:
        return report_of(session, table.process(session), public=public)


def words_of(table: AtTable, *, public: bool) -> str:
    """Everything that the sections say."""
    report = reported(table, public=public)
    with table.app.test_request_context():
        return str([str(one) for one in sections_of(report)])


@pytest.mark.parametrize("by", [GROUPS | {"nobody": 9}, {"nobody": 9}])
def test_the_report_counts_a_statement_as_its_results_do(
    table: AtTable, by: dict[str, int]
) -> None:
    votes(table, by)
    with table.reading() as session:
        process = table.process(session)
        survey = session.scalars(select(Conversation)).one()
        results = results_of(session, SYSTEM, process, survey)
    said = [row for one in reported(table, public=False).surveys for _text, row in one.statements]
    [told], [(_statement, counted)] = said, results.rows
    assert (told.consensus, told.together) == (counted.consensus, counted.together)
    assert "Sin grupo declarado: 91 %" in words_of(table, public=False)


def test_an_empty_process_says_everything_that_is_missing(table: AtTable) -> None:
    page = table.seat().get(f"{table.home}/report").text
    for gap in (
        "No consta ninguna reunión de este proceso.",
        "No consta ningún tema conversado por escrito.", "No consta ninguna propuesta.",
        "No se votó ninguna afirmación.", "No consta ningún acuerdo sellado.",
        "No consta ningún compromiso.", "Nadie puso evidencia sobre la mesa.",
        "Sin acuerdo de participación vigente: Comunidad de Qollpa, Minera Cobre Alto.",
    ):  # fmt: skip
        assert gap in page


def test_the_report_for_the_parties_tells_what_was_said_signed_and_promised(
    table: AtTable,
) -> None:
    thread(table, ThreadVisibility.PARTIES, "Se seca la vega")
    votes(table)
    agreed = "El pozo 4 se cierra en mayo."
    code = sealed_at(table, extent="partial", dissent="Falta el pozo 5", words=agreed)
    sign_as(table, "community", code)
    page = table.seat("company").get(f"{table.home}/report").text
    for said in (
        "Se seca la vega", NAMED, "Preocupación: 1", "Comunidad de Qollpa: 1", code,
        "Comunidad de Qollpa: firmó", "Minera Cobre Alto: falta su firma", "Falta el pozo 5",
        "ab" * 32, "Falta agua", "Terreno común", agreed,
    ):  # fmt: skip
        assert said in page, said
    assert "Cerrar el pozo 4" not in page, "nobody owes it before the last group signed"
    sign_as(table, "company", code)
    assert "Cerrar el pozo 4" in table.seat("company").get(f"{table.home}/report").text


def test_a_round_is_told_in_the_words_of_the_table_to_its_parties_alone(
    public_table: AtTable,
) -> None:
    words = "Bombear la mitad de mayo a octubre."
    with public_table.app.app_context(), public_table.changing() as session:
        process = public_table.process(session)
        first = process.seats[0]
        second = new_seat(session, process, first.group)
        session.refresh(process)
        one = new_round(session, process, new_proposal(session, process, words, is_public=True))
        for seat in (first, second):
            says(session, process, one, seat, "objection", SECRET)
        closed(session, process, one)
    said = words_of(public_table, public=False)
    assert words in said
    assert said.count(f"'{SECRET}'") == 1
    assert SECRET not in words_of(public_table, public=True)


def test_posts_that_are_not_in_sight_are_neither_quoted_nor_counted(table: AtTable) -> None:
    for state in (PostState.WAITING, PostState.HIDDEN):
        thread(table, ThreadVisibility.PARTIES, f"{state} {SECRET}", state=state)
    report = reported(table, public=False)
    assert [one.posts for one in report.topics] == [0, 0]
    assert report.proofs == ()


def test_everybody_reads_only_what_is_everybodys_and_no_name(public_table: AtTable) -> None:
    """The canary of the report."""
    thread(public_table, ThreadVisibility.PARTIES, SECRET)
    thread(public_table, ThreadVisibility.PUBLIC, OPEN)
    sealed_at(public_table, title=SECRET, words=SECRET)
    code = sealed_at(public_table, title="A la vista", words=f"Lo dijo {NAMED}")
    for who in ("community", "company"):
        sign_as(public_table, who, code)
    press(public_table, code, "/publish/publish")
    with public_table.changing() as session:
        hidden = session.query(Commitment).filter_by(is_public=False).one()
        hidden.what = SECRET
    page = public_table.nobody().get(f"{public_table.home}/report").text
    assert OPEN in page
    assert "A la vista" in page
    assert "1 tema más es solo para las partes." in page
    assert "1 acuerdo más no está publicado." in page
    for word in (SECRET, NAMED, "Carlos Tarjeta Inventado"):
        assert word not in page
    assert SECRET not in words_of(public_table, public=True)
    assert SECRET in words_of(public_table, public=False)


def test_a_group_of_fewer_than_five_is_hidden_from_everybody(public_table: AtTable) -> None:
    votes(public_table)
    said = words_of(public_table, public=True)
    assert "menos de 5 personas" in said
    assert "no se muestra" in said
    assert "menos de 5 personas" not in words_of(public_table, public=False)


def test_votes_of_a_conversation_that_is_open_or_not_public_are_not_told(
    public_table: AtTable,
) -> None:
    votes(public_table, closed_at=None)
    assert "Falta agua" not in words_of(public_table, public=True)


@pytest.mark.parametrize("visibility", [Visibility.PARTIES, Visibility.PRIVATE])
def test_there_is_no_report_for_everybody_of_a_table_that_is_not_public(
    table: AtTable, visibility: Visibility
) -> None:
    table.becomes(visibility=visibility)
    paths = ("/report", f"/papers/report/{table.code}.public", f"/papers/report/{table.code}")
    for browser in (table.nobody(), table.elsewhere()):
        for path in paths:
            assert browser.get(table.home + path).status_code == 404


def test_everybody_gets_the_paper_without_names_alone(public_table: AtTable) -> None:
    stranger, papers = public_table.nobody(), f"{public_table.home}/papers/report/"
    assert stranger.get(f"{papers}{public_table.code}.public").status_code == 200
    assert stranger.get(papers + public_table.code).status_code == 404
    assert public_table.seat().get(papers + public_table.code).status_code == 200


def unpublished(session: Session, process: Process) -> None:
    for one in session.query(Thread):
        one.visibility = ThreadVisibility.PARTIES


def reopened(session: Session, process: Process) -> None:
    for one in session.query(Conversation):
        one.closed_at = None


def renamed(session: Session, process: Process) -> None:
    process.title = "Otro título"


@pytest.mark.parametrize(
    ("change", "given"), [(renamed, True), (unpublished, False), (reopened, False)]
)
def test_a_paper_for_everybody_is_not_given_once_something_in_it_is_public_no_more(
    public_table: AtTable, change: Any, given: bool
) -> None:
    thread(public_table, ThreadVisibility.PUBLIC, "Se seca la vega")
    votes(public_table)
    papers = f"{public_table.home}/papers/report/{public_table.code}.PUBLIC"
    assert send(public_table.browser(), papers, language="es").status_code == 303
    print_all(public_table)
    with public_table.reading() as session:
        at = f"{public_table.home}/papers/{session.query(Paper).one().id}.pdf"
    assert fetched(public_table.nobody(), at).startswith(b"%PDF")
    with public_table.changing() as session:
        change(session, public_table.process(session))
    for browser in (public_table.nobody(), public_table.browser()):
        answer = browser.get(at)
        assert answer.status_code == (200 if given else 303)
        answer.close()
        page = browser.get(papers).text
        assert (at in page) is given
        assert ("ya no está al día" in page) is not given


def test_a_paper_for_everybody_is_not_given_once_a_name_in_it_was_taken_out(
    public_table: AtTable,
) -> None:
    table = public_table

    def shows() -> str:
        return reported(table, public=True).stamp.partition(":")[2]

    with table.changing() as session:
        process, jobs = table.process(session), table.app.extensions["jobs"]
        meeting, _minutes = actas.sealed(
            session, table.vault, process.office, jobs, title="Con Zenobia de Qollpa",
            belongs_to=process.subject, is_public=True,
        )  # fmt: skip
        promise = session.query(Commitment).one()
        promise.belongs_to, promise.is_public = process.subject, True
    named = shows()
    with table.changing() as session:
        session.query(Commitment).one().progress = 40
    assert shows() == named, "it tells of the same things"
    with table.changing() as session:
        session.query(Commitment).one().what = "Limpiar el canal"
    corrected = shows()
    assert corrected != named
    with table.changing() as session:
        meeting = session.query(Meeting).one()
        amend(session, SYSTEM, meeting, "Se quita un nombre.")
        meeting.title = "Con Qollpa"
        read_back(session, References(), SYSTEM, meeting, actas.READ)
        seal_acta(session, References(), jobs, SYSTEM, meeting)
    assert shows() != corrected


@pytest.mark.parametrize("language", [PaperLanguage.ES, PaperLanguage.QU])
def test_on_paper_it_is_tagged_and_the_same_for_the_same_facts(
    table: AtTable, language: PaperLanguage, tmp_path: Path
) -> None:
    thread(table, ThreadVisibility.PARTIES, "Se seca la vega")
    votes(table)
    sealed_at(table)
    report = reported(table, public=False)
    with table.app.test_request_context():
        made, again = paper(report, language), paper(report, language)
    assert made.data == again.data
    file = tmp_path / "report.pdf"
    file.write_bytes(made.data)
    found = [one for one in validate(str(file)).findings if one.severity is not Severity.INFO]
    assert [one for one in found if one.rule_id != "UA-15-003"] == []
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages)
    assert "Se seca la vega" in re.sub(r"\s+", " ", said)


def test_its_stamp_changes_with_what_it_says_and_not_with_the_day(table: AtTable) -> None:
    before = reported(table, public=False)
    assert before.stamp == reported(table, public=False).stamp
    thread(table, ThreadVisibility.PARTIES, "Algo nuevo")
    assert reported(table, public=False).stamp != before.stamp
