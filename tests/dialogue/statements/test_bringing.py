"""Conversations of Polis come in as they were voted, once, and go out as they came."""

import io
import zipfile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from dialogue.kinds import Audience, SeatKind, StatementState
from dialogue.models import BroughtVotes, Conversation, Group, Statement, Vote, Voter
from dialogue.operations.bringing import hash_of_files, take_votes_in
from dialogue.polis import check_counts, check_people, read_export, read_participants
from dialogue.queries.exporting import given_out
from dialogue.queries.voting import counts_anew, counts_kept
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.dialogue.polis.conversations import (
    CONVERSATIONS,
    FOLDER,
    comments_csv,
    files_of,
    votes_csv,
)
from tests.dialogue.statements.asking import Table, form_on, press, press_choice, table
from tests.factories.accounts import new_office
from tests.factories.conversations import LINES, vote
from tests.factories.tables import new_process, new_seat

__all__ = ["table"]


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_real_conversation_goes_out_as_it_came_in(
    any_database: Database, vault: Vault, name: str
) -> None:
    files = files_of(name)
    export = read_export(files)
    with any_database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        made = take_votes_in(session, SYSTEM, process, name, hash_of_files(files), export)
        given = given_out(session, SYSTEM, process, made).export
        assert given.votes.last() == export.votes.last()
        assert sorted(given.votes) == sorted(export.votes)
        assert [*given.comments] == sorted(export.comments, key=lambda one: one.id)
        check_counts(given.votes, given.comments)
        check_people(given.votes, read_participants(files["participants-votes.csv"]))
        kept = counts_kept(session, made)
        assert kept == counts_anew(session, made)
        session.refresh(made)
        assert made.votes == len(export.votes.last()) == sum(one.seen for one in kept.values())


def test_the_same_files_come_in_once(any_database: Database, vault: Vault) -> None:
    files = files_of(CONVERSATIONS[1])
    export = read_export(files)
    turned = dict(reversed(files.items()))
    with any_database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        codes = {
            take_votes_in(session, SYSTEM, process, "Otra", hash_of_files(one), export).code
            for one in (files, turned)
        }
        assert len(codes) == 1
        assert session.scalar(select(func.count(Vote.id))) == len(export.votes)


def bring(table: Table, **files: bytes) -> Any:
    """Send files on the page, by name without ending."""
    host, page = table.browser("host"), f"/dialogue/{table.process}/statements/bring"
    form = form_on(host.get(page).get_data(as_text=True))
    sent = {name: (io.BytesIO(data), f"{name}.csv") for name, data in files.items()}
    return host.post(page, data=form | {"title": "Agua dulce"} | sent)


SMALL = {
    "votes": votes_csv("1 0 1", "2 0 -1", "1 1 0", "1 0 -1 5"),
    "comments": comments_csv("0 1 2 1", "1 0 0 -1"),
}


def test_files_are_shown_before_anything_is_taken_in(table: Table) -> None:
    shown = bring(table, **SMALL)
    assert shown.status_code == 303, shown.get_data(as_text=True)
    host = table.browser("host")
    page = host.get(shown.location).get_data(as_text=True)
    assert "El agua baja." in page
    with table.reading() as (session, process):
        query = select(func.count(Conversation.id)).where(Conversation.process_id == process.id)
        assert session.scalar(query) == 0
    taken = press(host, shown.location)
    assert taken.status_code == 303
    with table.database.reading() as session:
        made = table.find(session, taken.location.rsplit("/", 1)[1])
        assert made.votes == 3
        assert session.scalar(select(func.count(BroughtVotes.id))) == 0
        states = select(Statement.state).where(Statement.conversation_id == made.id)
        assert [*session.scalars(states.order_by(Statement.number))] == [
            StatementState.ACCEPTED,
            StatementState.REJECTED,
        ]
    again = bring(table, **SMALL)
    assert again.location == taken.location


def test_files_that_are_left_leave_nothing(table: Table) -> None:
    shown = bring(table, **SMALL)
    left = press(table.browser("host"), shown.location, f"{shown.location}/leave")
    assert left.status_code == 303
    with table.database.reading() as session:
        assert session.scalar(select(func.count(BroughtVotes.id))) == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"votes": votes_csv("1 0 1", "2 0 7")}, "votes.csv, fila 3"),
        ({"comments": comments_csv("0 9 9 1", "1 0 0 1")}, "tiene otras cuentas"),
        ({"votes": b"\xff\xfe\x00"}, "no es un archivo CSV"),
        ({"votes": votes_csv("99999999999 0 1", "2 0 -1", "3 0 -1")}, "lo que se recibe"),
    ],
)
def test_what_is_amiss_is_said_with_its_file_and_row(
    table: Table, changed: dict[str, bytes], said: str
) -> None:
    answer = bring(table, **(SMALL | changed))
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_what_was_brought_takes_no_votes_and_no_statements(table: Table) -> None:
    shown = bring(table, **SMALL)
    code = press(table.browser("host"), shown.location).location.rsplit("/", 1)[1]
    page = table.browser("rosa").get(table.at(code, "vote")).get_data(as_text=True)
    assert "Ahora no se vota" in page
    seeded = press(table.browser("host"), table.at(code, "seed"), es="Una más")
    assert "viene de otro lugar" in seeded.get_data(as_text=True)
    assert table.browser("stranger").get(table.at(code)).status_code == 404


def test_files_of_another_process_are_nobodys_here(table: Table) -> None:
    shown = bring(table, **SMALL)
    number = shown.location.rsplit("/", 1)[1]
    browser = table.browser("host-elsewhere")
    there = f"/dialogue/{table.elsewhere}/statements/bring/{number}"
    assert browser.get(there).status_code == 404
    assert browser.get(shown.location).status_code == 404


def archive(table: Table, code: str) -> dict[str, bytes]:
    answer = table.browser("host").get(table.at(code, "export.zip"))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as held:
        return {name: held.read(name) for name in held.namelist()}


def test_an_export_is_read_again_and_names_nobody(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC)
    for who in ("rosa", "card", "stranger"):
        press_choice(table.browser(who), table.at(code, "vote"), "agree")
    files = archive(table, code)
    export = read_export(
        {
            name: files[name]
            for name in ("votes.csv", "comments.csv", "summary.csv", "participants-votes.csv")
        }
    )
    assert len(export.votes) == 3
    assert {one % 3_600_000 for one in export.votes.times} == {0}
    everything = b"".join(files.values()).decode()
    with table.database.reading() as session:
        for key in session.scalars(select(Voter.key).where(Voter.key.is_not(None))):
            assert str(key) not in everything
    for name in ("Persona", "Asiento", "rosa"):
        assert name not in everything


def test_an_export_tells_no_small_group_and_no_author(table: Table) -> None:
    code = table.ask(lines=LINES[:1])
    press(table.browser("card"), table.at(code, "suggest"), words="Una mía", language="es")
    with table.changing() as (session, process):
        asked = table.find(session, code)
        community = session.get_one(Group, table.groups["community"])
        for _ in range(6):
            seat = new_seat(session, process, community, kind=SeatKind.TITULAR)
            vote(session, asked, seat, 1)
    press_choice(table.browser("card"), table.at(code, "vote"), "disagree")
    files = archive(table, code)
    groups = files["declared-groups.csv"].decode()
    assert "Empresa" not in groups
    authors = {line.split(",")[3] for line in files["comments.csv"].decode().splitlines()[1:]}
    assert authors == {"0"}


@pytest.mark.parametrize("who", ["rosa", "card", "auditor", "host-elsewhere", "stranger"])
def test_only_who_leads_takes_the_files_away(table: Table, who: str) -> None:
    code = table.ask()
    answer = table.browser(who).get(table.at(code, "export.zip"))
    assert answer.status_code in {303, 403, 404}


def test_numbers_of_voters_do_not_follow_their_coming(table: Table) -> None:
    code = table.ask(audience=Audience.PUBLIC)
    with table.database.changing() as session:
        asked = table.find(session, code)
        for number in range(12):
            vote(session, asked, f"browser {number}", 1)
        numbers = list(session.scalars(select(Voter.number).order_by(Voter.id)))
        assert numbers != sorted(numbers)


def test_the_command_line_brings_a_folder_once(app: Flask, table: Table) -> None:
    runner = app.test_cli_runner()
    folder = str(FOLDER / CONVERSATIONS[1])
    codes = {
        runner.invoke(args=["dialogue", "import-polis", table.process, folder]).output
        for _ in range(2)
    }
    assert len(codes) == 1
    assert next(iter(codes)).startswith("V-")
    missing = runner.invoke(args=["dialogue", "import-polis", "P-ZZZZZZ", folder])
    assert missing.exit_code == 1
    assert "no process" in missing.output
