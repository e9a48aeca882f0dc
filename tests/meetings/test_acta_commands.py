"""`flask meetings list`, `print` and `verify`, as an administrator without a browser runs them."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from accounts.models import Office
from kernel.seals import SealedFile
from meetings.models import Paper, SealedMinutes
from tests.factories import actas
from tests.meetings.at_work import Work

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """A command of the application, by its words."""
    return lambda *words: app.test_cli_runner().invoke(args=["meetings", *map(str, words)])


def sealed(work: Work) -> str:
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        jobs = work.app.extensions["jobs"]
        return actas.sealed(session, work.vault, office, jobs, title="Agua  y\npolvo")[0].reference


def drafted(work: Work) -> str:
    with work.changing() as session:
        office = session.get_one(Office, work.office_id)
        return actas.draft(session, work.vault, office).reference


def first_page(file: Path) -> str:
    return PdfReader(io.BytesIO(file.read_bytes())).pages[0].extract_text()


def test_the_list_has_a_line_per_meeting_with_its_state(work: Work, run: Run) -> None:
    done, begun = sealed(work), drafted(work)
    assert run("list").output.splitlines() == [
        f"{done} sealed 2026-08-23 Agua y polvo",
        f"{begun} draft 2026-08-23 Agua y polvo en Qollpa",
    ]


def test_a_sealed_acta_is_written_byte_for_byte_and_a_draft_says_it_is_one(
    work: Work, run: Run, tmp_path: Path
) -> None:
    done, begun = sealed(work), drafted(work)
    one, again, draft = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    for file in (one, again, again):
        answer = run("print", done.lower(), "--lang", "both", "--out", file)
        assert answer.exit_code == 0, answer.output
    assert one.read_bytes() == again.read_bytes()
    assert one.stat().st_mode & 0o777 == 0o600
    assert "BORRADOR" not in first_page(one)
    with work.changing() as session:
        assert len(session.scalars(select(Paper)).all()) == 1  # printed once and kept
    answer = run("print", begun, "--lang", "es", "--out", draft)
    assert answer.output == f"{begun} draft: {draft}\n"
    assert "BORRADOR, sin valor" in first_page(draft)
    assert run("verify").exit_code == 0


def test_what_cannot_be_done_is_said_in_one_sentence(work: Work, run: Run, tmp_path: Path) -> None:
    answer = run("print", "M-ZZZZZZ", "--out", tmp_path / "x.pdf")
    assert (answer.exit_code, answer.output) == (1, "Error: There is no meeting M-ZZZZZZ.\n")
    begun = drafted(work)
    answer = run("print", begun, "--out", tmp_path / "no" / "x.pdf")
    assert answer.exit_code == 1
    assert "cannot be written: No such file or directory." in answer.output
    assert run("print", begun, "--lang", "en", "--out", tmp_path / "x.pdf").exit_code == 2
    assert list(tmp_path.glob("*.pdf")) == []


def test_whatever_is_changed_behind_the_back_is_named(work: Work, run: Run, tmp_path: Path) -> None:
    reference = sealed(work)
    run("print", reference, "--out", tmp_path / "a.pdf")
    assert run("verify").output == "Every sealed acta and every paper is as it was sealed.\n"
    with work.changing() as session:
        for name in session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'meetings%'")
        ).all():
            session.execute(text(f"DROP TRIGGER {name}"))
        minutes = session.scalars(select(SealedMinutes)).one()
        kept = minutes.content
        session.execute(text("UPDATE meetings_paper SET file_hash = 'x'"))
    answer = run("verify")
    assert answer.exit_code == 1
    assert answer.output == f"Error: {reference} version 1: the paper full-es was changed.\n"
    with work.changing() as session:
        session.execute(
            text("UPDATE meetings_sealed_minutes SET content = :words"),
            {"words": kept.replace("canal", "rio")},
        )
    assert run("verify").output == f"Error: {reference} version 1: the content was changed.\n"


@pytest.mark.parametrize("table", [Paper, SealedFile])
def test_the_database_itself_refuses_to_change_a_paper(
    work: Work, run: Run, tmp_path: Path, table: type[Paper] | type[SealedFile]
) -> None:
    run("print", sealed(work), "--out", tmp_path / "a.pdf")
    for change in (update(table).values(file_hash="x"), delete(table)):
        with pytest.raises(DBAPIError), work.changing() as session:
            session.execute(change)
    with work.changing() as session:
        assert session.scalars(select(table.file_hash)).one() != "x"
