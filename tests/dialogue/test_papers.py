"""Papers of a process: ordered once, printed by the worker, saved by whoever may read them."""

from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.roles import Role
from dialogue.jobs.makers import MAKERS, Maker, Printable
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Paper, Process
from dialogue.policy import TABLE, Action
from kernel.jobs import Jobs
from kernel.policy import Actor, allowed
from kernel.printing import Pdf, printed
from tests.dialogue.at_table import AtTable, at_table
from tests.factories.accounts import send
from tests.factories.uploads import fetched
from tests.working import wait_until, working

KIND = PaperKind.REPORT
HTML = '<!doctype html><html lang="es"><head><title>Informe</title></head><body><h1>{}</h1></body>'


class Report:
    """What a feature prints: its words change, and sometimes it cannot be printed."""

    def __init__(self) -> None:
        self.words = "Lo que pasó"
        self.broken = False
        self.kept: list[bytes] = []

    def find(self, session: Session, actor: Actor, process: Process, key: str) -> Printable | None:
        if key != process.code or not allowed(TABLE, actor, Action.READ, process):
            return None
        stamp = sha256(self.words.encode()).hexdigest()
        may_order = allowed(TABLE, actor, Action.REPORT, process)
        return Printable("Informe de la mesa", f"/dialogue/{key}", stamp, may_order)

    def read(self, _session: Session, _process: Process, _key: str, _language: object) -> str:
        return self.words

    def make(self, words: str, _language: PaperLanguage) -> Pdf:
        if self.broken:
            raise ValueError("no ink")
        return printed(HTML.format(words))

    def note(self, _session: Session, _process: Process, paper: Paper, data: bytes) -> None:
        assert paper.file_hash == sha256(data).hexdigest()
        self.kept.append(data)


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> Report:
    """A kind of paper for this test alone."""
    made = Report()
    maker = Maker(
        "process", made.find, made.read, made.make, "informe",
        languages=(PaperLanguage.ES, PaperLanguage.QU), once_kept=made.note,
    )  # fmt: skip
    monkeypatch.setitem(MAKERS, KIND, maker)
    return made


def page_of(table: AtTable) -> str:
    return f"{table.home}/papers/{KIND}/{table.code}"


def jobs_of(table: AtTable) -> Jobs:
    made: Jobs = table.app.extensions["jobs"]
    return made


def papers(table: AtTable) -> list[Paper]:
    with table.reading() as session:
        found = list(session.query(Paper).order_by(Paper.id))
        session.expunge_all()
        return found


def order(table: AtTable, language: str = "es") -> Any:
    return send(table.browser(), page_of(table), language=language)


def print_all(table: AtTable) -> None:
    with working(jobs_of(table), table.vault, table.app.app_context):
        wait_until(lambda: all(one.file_id for one in papers(table)), 60)


def test_a_paper_is_ordered_printed_and_saved(table: AtTable, report: Report) -> None:
    page = table.browser().get(page_of(table))
    assert "Todavía no se imprimió" in page.text
    assert "Refresh" not in page.headers
    assert order(table).status_code == 303
    waiting = table.browser().get(page_of(table))
    assert "Se está imprimiendo" in waiting.text
    assert waiting.headers["Refresh"] == "5"
    print_all(table)
    (paper,) = papers(table)
    ready = table.browser().get(page_of(table))
    assert "Refresh" not in ready.headers
    assert "Está al día" in ready.text
    data = fetched(table.browser(), f"{table.home}/papers/{paper.id}.pdf")
    assert data.startswith(b"%PDF")
    assert sha256(data).hexdigest() == paper.file_hash
    assert report.kept == [data]


@pytest.mark.usefixtures("report")
def test_who_cannot_print_is_told_who_does_and_that_they_may_ask(table: AtTable) -> None:
    said = "Los imprime la oficina que lleva la mesa."
    for name in ("company", "community"):
        page = table.seat(name).get(page_of(table)).text
        assert said in page
        assert "pídalo a quien facilita o coordina" in page
    assert said not in table.browser().get(page_of(table)).text
    order(table)
    order(table, "qu")
    print_all(table)
    assert said not in table.seat("company").get(page_of(table)).text


def test_what_is_printed_of_the_same_content_is_not_printed_twice(
    table: AtTable, report: Report
) -> None:
    order(table)
    order(table)
    assert len(papers(table)) == 1
    print_all(table)
    order(table)
    assert len(papers(table)) == 1
    order(table, "qu")
    assert [one.language for one in papers(table)] == ["es", "qu"]


def test_a_newer_paper_takes_the_place_of_the_older_one(table: AtTable, report: Report) -> None:
    order(table)
    print_all(table)
    (older,) = papers(table)
    report.words = "Lo que pasó después"
    assert "Hay cosas nuevas desde entonces" in table.browser().get(page_of(table)).text
    order(table)
    assert older.id in {one.id for one in papers(table)}  # can be saved until the new one is there
    print_all(table)
    (newer,) = papers(table)
    assert newer.id != older.id
    assert newer.file_hash != older.file_hash


def test_what_could_not_be_printed_says_so_and_can_be_ordered_again(
    table: AtTable, report: Report
) -> None:
    report.broken = True
    order(table)
    (paper,) = papers(table)
    with working(jobs_of(table), table.vault, table.app.app_context):
        wait_until(lambda: _state(table, paper.id) == "failed", 60)
        page = table.browser().get(page_of(table))
        assert "No se pudo imprimir" in page.text
        assert "Refresh" not in page.headers
        report.broken = False
        assert order(table).status_code == 303
        wait_until(lambda: all(one.file_id for one in papers(table)), 60)
    assert [one.id for one in papers(table)] == [paper.id]


def test_who_reads_and_does_not_print_saves_what_there_is(table: AtTable, report: Report) -> None:
    order(table)
    print_all(table)
    (paper,) = papers(table)
    for browser in (table.seat("community"), table.seat("company"), table.browser(Role.AUDITOR)):
        page = browser.get(page_of(table)).text
        assert f"/papers/{paper.id}.pdf" in page
        assert "Imprimir otra vez" not in page
        assert fetched(browser, f"{table.home}/papers/{paper.id}.pdf").startswith(b"%PDF")


def test_a_stranger_learns_of_no_paper(public_table: AtTable, report: Report) -> None:
    order(public_table)
    print_all(public_table)
    (paper,) = papers(public_table)
    missing = f"{public_table.home}/papers/{KIND}/P-ZZZZZZ"
    for browser in (public_table.nobody(), public_table.elsewhere()):
        here = browser.get(page_of(public_table))
        assert here.status_code == 404
        assert here.data.replace(public_table.code.encode(), b"P-ZZZZZZ") == (
            browser.get(missing).data.replace(public_table.code.encode(), b"P-ZZZZZZ")
        )
        assert browser.get(f"{public_table.home}/papers/{paper.id}.pdf").status_code == 404
        assert browser.get(f"{public_table.home}/papers/agreement/A-1").status_code == 404
        assert browser.get(f"{public_table.home}/papers/nothing/A-1").status_code == 404


def test_a_paper_of_another_process_is_not_this_ones(table: AtTable, report: Report) -> None:
    order(table)
    print_all(table)
    (paper,) = papers(table)
    other = at_table(table.app)
    assert other.browser().get(f"{other.home}/papers/{paper.id}.pdf").status_code == 404


def _state(table: AtTable, paper_id: int) -> str:
    run = jobs_of(table).run(f"dialogue.print-paper:{paper_id}")
    return run.state if run else ""
