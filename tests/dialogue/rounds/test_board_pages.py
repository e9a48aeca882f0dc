"""The board: every thing beside every group, in numbers and words, small groups never in public."""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from dialogue.kinds import Audience, GroupKind, StatementState, Visibility
from dialogue.models import Conversation, Group, Process, Statement, StatementCount
from kernel.clock import now
from tests.dialogue.rounds.at_work import Working, at_table
from tests.factories.conversations import cast_by
from tests.factories.rounds import closed, new_proposal, new_round, says, speaks_as_one
from tests.factories.tables import new_party

TOGETHER, APART, QUIET = "Medir la laguna", "Ampliar los pozos", "Esperar un año"


def asked(session: Session, process: Process, code: str = "V-AAAA22", **facts: Any) -> Conversation:
    """A conversation in which three groups voted on three statements."""
    known = {"title": "El agua", "audience": Audience.SEATS, "opened_at": now()}
    one = Conversation(
        office_id=process.office_id, process_id=process.id, code=code, **(known | facts)
    )
    session.add(one)
    session.flush()
    return one


def voted(
    session: Session, conversation: Conversation, number: int, words: str,
    counts: Mapping[Group, tuple[int, int, int]], **facts: Any,
) -> None:  # fmt: skip
    """A statement with its votes: agree, disagree, passed, group by group."""
    known: dict[str, Any] = {"state": StatementState.ACCEPTED}
    office, of = conversation.office_id, conversation.id
    statement = Statement(
        office_id=office, conversation_id=of, number=number, words=words, **(known | facts)
    )
    session.add(statement)
    session.flush()
    cast_by(session, statement)
    for group, (agree, disagree, passed) in counts.items():
        session.add(
            StatementCount(
                office_id=office, conversation_id=of, statement_id=statement.id,
                group_key=group.id, agree=agree, disagree=disagree, passed=passed,
            )
        )  # fmt: skip


def filled(app: Flask, small: int = 2, **facts: Any) -> Working:
    """A board with three statements and one proposal; a third group of so many people."""
    working = at_table(app, **facts)
    with working.changing() as session:
        process, proposal = working.found(session)
        community, company = process.groups
        youth = new_party(session, process, "Jóvenes", kind=GroupKind.YOUTH)
        conversation = asked(session, process, is_public=True)
        for number, (words, counts) in enumerate({
            APART: {community: (1, 19, 0), company: (15, 0, 0), youth: (small, 0, 0)},
            TOGETHER: {community: (19, 1, 0), company: (14, 1, 0), youth: (small, 0, 0)},
            QUIET: {community: (4, 4, 12), company: (5, 5, 5), youth: (0, 0, small)},
        }.items(), 1):  # fmt: skip
            voted(session, conversation, number, words, counts)
        proposal.is_public, proposal.title = True, "Bombear menos"
        one = new_round(session, process, proposal)
        says(session, process, one, working.seat(session, "rosa"), "consent")
        speaks_as_one(session, process, one, company, "objection")
        closed(session, process, one)
    return working


def titles(text: str) -> list[str]:
    """The rows of the board, in their order."""
    heads = re.findall(r'<th role="rowheader".*?</th>', text, re.DOTALL)
    plain = (re.sub(r"<small>.*", "", head, flags=re.DOTALL) for head in heads)
    return [re.sub(r"<[^>]+>", "", head).strip() for head in plain]


def test_statements_and_proposals_stand_beside_the_groups(app: Flask) -> None:
    working = filled(app)
    page = working.browser("rosa").get(f"/dialogue/{working.code}/board").text
    assert set(titles(page)) == {TOGETHER, APART, QUIET, "Bombear menos"}
    cell = r'class="p2" data-l="Comunidad Pastos"><b>91 %</b><span>muy a favor: 19 de 20</span>'
    assert re.search(cell.replace(" %", r"\s%"), page)
    assert "una voz, en contra" in page
    assert "nadie participó" in page
    assert "Terreno común" in page
    assert "Divide" in page


def test_the_colour_of_a_cell_says_no_more_than_its_counts(app: Flask) -> None:
    working = filled(app)
    page = working.browser("rosa").get(f"/dialogue/{working.code}/board").text
    cell = (
        r'class="p0" data-l="Comunidad Pastos"><b>23\s%</b><span>no toma partido: 12 de 20</span>'
    )
    assert re.search(cell, page)
    assert "por eso 1 de 1 da 67" in page


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("weakest", TOGETHER, "Bombear menos"),
        ("gci", TOGETHER, "Bombear menos"),
        ("spread", QUIET, "Bombear menos"),
        ("divisive", APART, "Bombear menos"),
    ],
)
def test_the_board_is_sorted_by_what_is_asked_for(
    app: Flask, order: str, first: str, last: str
) -> None:
    working = filled(app)
    page = working.browser().get(f"/dialogue/{working.code}/board?order={order}").text
    found = titles(page)
    assert (found[0], found[-1]) == (first, last)


def test_what_the_rows_are_sorted_by_is_said_beside_the_choice(app: Flask) -> None:
    working = filled(app)
    page = working.browser().get(f"/dialogue/{working.code}/board").text
    assert ">Ordenar por</span>" in page


def test_what_the_address_does_not_know_is_not_asked(app: Flask) -> None:
    working = filled(app)
    address = f"/dialogue/{working.code}/board?order=x&kind=y&show=z"
    assert len(titles(working.browser().get(address).text)) == 4


def test_the_board_shows_one_class_or_one_sort_of_thing(app: Flask) -> None:
    working = filled(app)
    staff, at = working.browser(), f"/dialogue/{working.code}/board"
    assert titles(staff.get(f"{at}?kind=divisive").text) == [APART]
    assert titles(staff.get(f"{at}?show=proposals").text) == ["Bombear menos"]
    assert len(titles(staff.get(f"{at}?show=statements").text)) == 3
    assert "Nada con esos filtros" in staff.get(f"{at}?show=proposals&kind=bridge").text


def test_the_public_sees_no_small_group_and_no_count_while_people_vote(app: Flask) -> None:
    working = filled(app, visibility=Visibility.PUBLIC)
    stranger, at = working.browser("stranger"), f"/dialogue/{working.code}/board"
    assert titles(stranger.get(at).text) == ["Bombear menos"]
    with working.changing() as session:
        process = working.process(session)
        session.scalars(
            select(Conversation).where(Conversation.process_id == process.id)
        ).one().closed_at = now()
    page = stranger.get(at).text
    assert "menos de 5 personas" in page
    rows = list(csv.DictReader(io.StringIO(stranger.get(f"{at}.csv").text.lstrip("\ufeff"))))
    small = [
        row for row in rows if row["Grupo"] == "Jóvenes" and row["De dónde viene"] == "El agua"
    ]
    assert len(small) == 3
    assert all(
        row["A favor"] == row["Índice de apoyo"] == row["Consenso entre grupos"] == ""
        for row in small
    )


def test_a_spreadsheet_calls_the_index_of_support_what_its_page_calls_it(app: Flask) -> None:
    working = filled(app)
    at, rosa = f"/dialogue/{working.code}", working.browser("rosa")
    page = rosa.get(f"{at}/board").text
    for sheet in (f"{at}/board.csv", f"{at}/statements/V-AAAA22/results.csv",
                  f"{working.address}/rounds.csv"):  # fmt: skip
        heads = next(csv.reader(io.StringIO(rosa.get(sheet).text.lstrip("\ufeff"))))
        said = [head for head in heads if head.lower().endswith("apoyo")]
        assert said == ["Índice de apoyo"]
        assert said[0].lower() in page


def test_a_survey_that_was_repeated_shows_how_each_group_moved(app: Flask) -> None:
    working = at_table(app)
    with working.changing() as session:
        process = working.process(session)
        community, company = process.groups
        before = asked(session, process, "V-AAAA22", closed_at=now())
        voted(session, before, 1, TOGETHER, {community: (5, 15, 0), company: (6, 6, 0)})
        again = asked(session, process, "V-BBBB22", repeats_id=before.id)
        voted(session, again, 1, TOGETHER, {community: (18, 2, 0), company: (7, 5, 0)})
    page = working.browser().get(f"/dialogue/{working.code}/board").text
    assert titles(page) == [TOGETHER]
    assert page.count("▲ ") == 2  # of the community, and in the words that explain the sign
    assert "Subió 59 puntos" in page


def test_the_board_asks_for_its_statements_and_their_counts_once(app: Flask) -> None:
    working, asked = filled(app), []
    browser = working.browser()
    engine = app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert len(titles(browser.get(f"/dialogue/{working.code}/board").text)) == 4
    for table in ("dialogue_statement", "dialogue_count"):
        assert len([one for one in asked if f"FROM {table} " in one.replace("\n", " ")]) == 1


def test_cells_that_look_like_formulas_stay_text(app: Flask) -> None:
    working = at_table(app)
    with working.changing() as session:
        process = working.process(session)
        conversation = asked(session, process)
        counts = {process.groups[0]: (6, 0, 0), process.groups[1]: (6, 0, 0)}
        voted(session, conversation, 1, "=HYPERLINK(1)", counts)
    text = working.browser().get(f"/dialogue/{working.code}/board.csv").text
    assert "'=HYPERLINK(1)" in text


def test_an_empty_board_says_what_will_stand_there(working: Working) -> None:
    page = working.browser("rosa").get(f"/dialogue/{working.code}/board").text
    assert "Todavía no hay nada que comparar." in page


@pytest.mark.parametrize("name", ["stranger", "vecina", "outside"])
def test_the_board_of_a_table_is_not_there_for_who_is_no_party(working: Working, name: str) -> None:
    browser = working.browser(name)
    there = browser.get(f"/dialogue/{working.code}/board")
    assert there.status_code == 404
    assert there.data == browser.get("/dialogue/P-AAAAAA/board").data


def test_a_proposal_with_no_closed_round_is_not_on_the_board(working: Working) -> None:
    with working.changing() as session:
        process, _proposal = working.found(session)
        new_round(session, process, new_proposal(session, process))
    assert "Todavía no hay nada" in working.browser().get(f"/dialogue/{working.code}/board").text
