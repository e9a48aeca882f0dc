"""Questions to those who made the model: open ones first, and no word is ever lost."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Person
from basin.kinds import Visibility
from basin.models import Question, Study
from basin.operations.questions import answer, ask, take_up_again
from basin.queries.questions import QUESTIONS_A_PAGE, Cursor, open_questions, questions_of
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.studies import (
    AUDITOR,
    COMPANY,
    COORDINATOR,
    ELSEWHERE,
    EXPERT,
    MEMBER,
    MEMBERS_NAME,
    MODELLER,
    NEIGHBOUR,
    STRANGER,
    Table,
    make_table,
)

CANARY = "Marcelina Wiraqucha"
WORDS = "¿De dónde sale la recarga? <b>ñan</b>"


@pytest.fixture
def table(app: Flask, database: Database, vault: Vault) -> Table:
    return make_table(app, database, vault)


def asked(table: Table, who: str = MEMBER, **facts: Any) -> str:
    """Somebody asks; the address of the question."""
    sent = table.send(who, "/questions/new", **({"words": WORDS} | facts))
    assert sent.status_code == 303, sent.text
    with table.database.reading() as session:
        number = session.scalars(select(Question.id).order_by(Question.id.desc())).first()
    return f"/questions/{number}"


def test_a_member_asks_a_modeller_answers_and_the_table_reads_both(table: Table) -> None:
    page = asked(table)
    assert "1 pregunta espera una respuesta" in table.open(MODELLER, "/questions")
    sent = table.send(MODELLER, page, f"{page}/answer", words="De la nieve.", closes="y")
    assert sent.status_code == 303
    shown = table.open(EXPERT, page)
    assert "¿De dónde sale la recarga? &lt;b&gt;ñan&lt;/b&gt;" in shown
    assert "De la nieve." in shown
    assert "Comité de agua" in shown
    assert "modelo 1.0.0" in shown
    assert "Cerrada" in shown


def test_who_is_not_satisfied_opens_it_again_and_says_why(table: Table) -> None:
    page = asked(table)
    table.send(MODELLER, page, f"{page}/answer", words="De la nieve.", closes="y")
    sent = table.send(MEMBER, page, f"{page}/again", words="¿Y en años secos?")
    assert sent.status_code == 303
    shown = table.open(MEMBER, page)
    assert "¿Y en años secos?" in shown
    assert "De la nieve." in shown
    assert "Abierta" in shown


def test_staff_say_who_asks(table: Table) -> None:
    refused = table.send(COORDINATOR, "/questions/new", words=WORDS)
    assert refused.status_code == 422
    assert "Falta decir quién lo dice" in refused.text
    page = asked(table, COORDINATOR, group="Pastores de la vega")
    assert "Pastores de la vega" in table.open(MEMBER, page)


def test_a_member_never_asks_in_the_name_of_others(table: Table) -> None:
    page = asked(table, group="La empresa")
    assert "La empresa" not in table.open(COORDINATOR, page)
    assert "Comité de agua" in table.open(COORDINATOR, page)


def test_an_empty_question_is_refused(table: Table) -> None:
    refused = table.send(MEMBER, "/questions/new", words="  ")
    assert refused.status_code == 422
    assert "Escriba la pregunta." in refused.text


def test_who_may_ask_and_who_may_answer(table: Table) -> None:
    page = asked(table)
    assert "/questions/new" not in table.open(AUDITOR, "/questions")
    assert f"{page}/answer" not in table.open(MEMBER, page)
    for who in (MEMBER, EXPERT, AUDITOR):
        sent = table.send(who, "/questions" if who == AUDITOR else "/questions/new",
                          f"{page}/answer", words="No")  # fmt: skip
        assert sent.status_code == 403
    for who in (ELSEWHERE, NEIGHBOUR):
        assert table.get(who, page).status_code == 404
        assert table.get(who, "/questions/new").status_code == 404


def test_everybody_reads_questions_of_a_published_study_without_names(table: Table) -> None:
    page = asked(table)
    table.send(MODELLER, page, f"{page}/answer", words="De la nieve.")
    with table.database.changing() as session:
        study = session.query(Study).filter_by(code=table.code).one()
        seat = next(one for one in study.members if one.person_id == table.people[COMPANY])
        seat.name, seat.group = MEMBERS_NAME, ""  # who sits there for nobody but themselves
        modeller = session.get_one(Person, table.people[MODELLER])
        modeller.name = CANARY
    other = asked(table, COMPANY)
    table.send(MODELLER, other, f"{other}/answer", words="De la lluvia.")
    assert CANARY in table.open(MEMBER, other)
    table.be(visibility=Visibility.PUBLIC)
    for path in ("/questions", page, other):
        shown = table.open(STRANGER, path)
        assert MEMBERS_NAME not in shown
        assert CANARY not in shown
        assert "De dónde sale la recarga" in shown
    assert "Alguien de la empresa" in table.open(STRANGER, other)
    assert "Comité de agua" in table.open(STRANGER, page)


def test_in_a_closed_study_nobody_asks(table: Table) -> None:
    page = asked(table)
    table.be(is_open=False)
    assert "/questions/new" not in table.open(MEMBER, "/questions")
    assert table.send(MEMBER, "/questions/new", words=WORDS).status_code == 403
    assert f"{page}/answer" not in table.open(MODELLER, page)


def test_open_questions_come_first_through_all_pages(
    any_database: Database, app: Flask, database: Database, vault: Vault
) -> None:
    from tests.factories.accounts import new_office
    from tests.factories.basin import new_study

    with any_database.changing() as session:
        study = new_study(session, new_office(session, Vault(b"k" * 32, any_database)))
        made = [ask(session, SYSTEM, study, f"p{n}", group="G") for n in range(45)]
        for question in made[::2]:
            answer(session, SYSTEM, study, question, "sí", closes=True)
        take_up_again(session, SYSTEM, study, made[0], "¿seguro?", "G")
        with pytest.raises(RuleBroken, match="question-open-already"):
            take_up_again(session, SYSTEM, study, made[0], "otra vez", "G")
        assert open_questions(session, study) == 23
        shown, after = [], None
        while True:
            found = questions_of(session, study, after)
            shown += [one.words for one in found.rows]
            if found.next is None:
                break
            assert len(found.rows) == QUESTIONS_A_PAGE
            after = Cursor.parse(str(found.next))
        open_ones = [f"p{n}" for n in range(44, -1, -1) if n % 2 or n == 0]
        closed = [f"p{n}" for n in range(44, 0, -1) if n % 2 == 0]
        assert shown == open_ones + closed
        assert session.query(Study).count() == 1
