"""What people say of themselves is counted, and nobody can tell whose it is."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import DateTime, select
from sqlalchemy.orm import Session

from grievances.kinds import AgeBand, Disability, Gender
from grievances.models import AboutYou, Case, Message
from grievances.operations.about_you import OfOneself, link_to, mix_rows, tell_about_oneself
from kernel.audit import Entry
from kernel.database import Base, Database
from kernel.errors import Forbidden
from kernel.policy import STRANGER
from kernel.sends import Send
from kernel.vault import Vault
from tests.factories.cases import Scene, make_case, make_scene
from tests.grievances.people import file_a_case, follow, open_office, press, unquoted

COLUMNS = {
    "id", "office_id", "month", "link", "gender", "gender_words", "age", "language",
    "self_identification", "disability",
}  # fmt: skip
TOLD = OfOneself(Gender.WOMAN, age=AgeBand.FROM_30, disability=Disability.NO)


@pytest.fixture
def slug(app: Flask) -> str:
    """An office that takes everything."""
    return open_office(app)


@pytest.fixture
def both(any_database: Database, vault: Vault) -> Iterator[Scene]:
    """An office and a case on either database."""
    with any_database.changing() as session:
        yield make_scene(session, vault)


def rows(app: Flask) -> list[AboutYou]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(AboutYou)))


def counted(app: Flask, *tables: type[Base]) -> list[int]:
    with app.extensions["database"].reading() as session:
        return [len(session.scalars(select(table)).all()) for table in tables]


def test_the_questions_come_after_the_receipt_and_nothing_is_ticked(
    page: FlaskClient, slug: str
) -> None:
    address = f"/o/{slug}/receipt/about-you"
    assert page.get(address).location == "/follow"
    file_a_case(page, slug)
    assert address in page.get(f"/o/{slug}/receipt").get_data(as_text=True)
    html = page.get(address).get_data(as_text=True)
    assert " checked" not in html
    assert html.count("Prefiero no decir") == 5


def test_what_is_said_is_kept_and_the_last_word_counts(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    file_a_case(page, slug)
    address = f"/o/{slug}/receipt/about-you"
    press(page, address, gender="own_words", gender_words="Qharimanta", age="from_30")
    press(page, address, gender="woman", gender_words="Qharimanta", language="quechua")
    (row,) = rows(app)
    assert (row.gender, row.age, row.language) == ("woman", None, "quechua")
    assert row.gender_words is None
    assert re.fullmatch(r"\d{4}-\d{2}", row.month)


def test_who_prefers_not_to_say_leaves_no_row(app: Flask, page: FlaskClient, slug: str) -> None:
    file_a_case(page, slug)
    address = f"/o/{slug}/receipt/about-you"
    press(page, address, gender="man")
    questions = ("gender", "age", "language", "self_identification", "disability")
    press(page, address, **dict.fromkeys(questions, "untold"))
    assert rows(app) == []


def test_an_answer_that_was_not_offered_is_refused(page: FlaskClient, slug: str) -> None:
    file_a_case(page, slug)
    assert press(page, f"/o/{slug}/receipt/about-you", age="17").status_code == 422


def test_own_words_are_sealed_under_no_key_of_a_case(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    file_a_case(page, slug)
    press(page, f"/o/{slug}/receipt/about-you", gender="own_words", gender_words="Canario Uno")
    sealed = rows(app)[0].gender_words
    assert sealed is not None
    assert b"Canario Uno" not in sealed.ciphertext


def test_no_other_row_is_written_when_somebody_answers(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    file_a_case(page, slug)
    before = counted(app, Entry, Send, Message, Case)
    with app.extensions["database"].reading() as session:
        version = session.scalars(select(Case.version)).one()
    press(page, f"/o/{slug}/receipt/about-you", gender="woman")
    assert counted(app, Entry, Send, Message, Case) == before
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Case.version)).one() == version


def test_the_table_has_no_way_to_a_case_a_person_or_a_moment(database: Database) -> None:
    table = Base.metadata.tables["grievances_about_you"]
    assert set(table.columns.keys()) == COLUMNS
    assert {key.target_fullname for key in table.foreign_keys} == {"accounts_office.id"}
    assert not [one for one in table.columns if isinstance(one.type, DateTime)]
    pointing = [
        key for other in Base.metadata.tables.values() for key in other.foreign_keys
        if key.column.table is table
    ]  # fmt: skip
    assert pointing == []
    with database.engine.connect() as connection:
        made = connection.exec_driver_sql(
            "select sql from sqlite_master where name = 'grievances_about_you'"
        ).scalar_one()
    assert "WITHOUT ROWID" in made


def every_value(session: Session, *, but: str) -> set[str]:
    """Every value that the database holds, outside one table, as text."""
    return {
        str(value)
        for name, table in Base.metadata.tables.items()
        if name != but
        for row in session.execute(select(table))
        for value in row
    }


def test_after_twenty_cases_nothing_of_a_row_stands_anywhere_else(scene: Scene) -> None:
    for number in range(20):
        case = make_case(scene.session, scene.vault, scene.office, story=f"Caso {number}")
        who = scene.filer.__class__(receipt_of=case.subject)
        tell_about_oneself(scene.session, scene.vault, who, case, TOLD)
    scene.session.flush()
    found = scene.session.scalars(select(AboutYou)).all()
    elsewhere = every_value(scene.session, but="grievances_about_you")
    assert len(found) == 20
    assert {row.month for row in found} == {found[0].month}
    assert not {row.id for row in found} & elsewhere
    assert not {row.link for row in found} & elsewhere
    assert [row.id for row in found] == sorted(row.id for row in found), "the order of no arrival"


def test_only_the_key_of_the_statistics_finds_the_row(scene: Scene) -> None:
    tell_about_oneself(scene.session, scene.vault, scene.filer, scene.case, TOLD)
    row = scene.session.scalars(select(AboutYou)).one()
    assert row.link == link_to(scene.vault, scene.case)
    assert row.link != link_to(Vault(bytes(32)), scene.case)


def test_nobody_answers_for_another(scene: Scene) -> None:
    for actor in (STRANGER, scene.handler):
        with pytest.raises(Forbidden):
            tell_about_oneself(scene.session, scene.vault, actor, scene.case, TOLD)


def test_at_night_the_rows_are_written_anew_in_the_order_of_no_arrival(both: Scene) -> None:
    session = both.session
    for _number in range(5):
        case = make_case(session, both.vault, both.office)
        who = both.filer.__class__(receipt_of=case.subject)
        tell_about_oneself(session, both.vault, who, case, TOLD)
    session.flush()
    before = {row.id: row.link for row in session.scalars(select(AboutYou))}
    session.expire_all()
    assert mix_rows(session) == 5
    if session.get_bind().dialect.name == "postgresql":
        table = AboutYou.__table__
        placed = session.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
        from_disk = session.connection().exec_driver_sql(
            "select id from grievances_about_you order by ctid"
        )
        assert [row[0] for row in from_disk] == list(placed)
    assert {row.id: row.link for row in session.scalars(select(AboutYou))} == before


def test_what_the_person_hopes_for_is_a_message_of_the_case(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    address = f"/o/{slug}/receipt/hope"
    assert page.get(address).location == "/follow"
    code = file_a_case(page, slug)
    assert press(page, address).status_code == 422
    warned = press(page, address, hope="Llamen al 984 111 222")
    assert "984 111 222" in warned.get_data(as_text=True)
    assert warned.status_code == 422
    sent = press(page, address, hope="Que arreglen el canal")
    assert sent.location == f"/o/{slug}/receipt"
    assert counted(app, Message) == [1]
    follow(page, code)
    assert "Que arreglen el canal" in unquoted(page.get("/my-case").get_data(as_text=True))


def test_the_receipt_of_one_office_asks_nothing_at_another(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    file_a_case(page, slug)
    other = open_office(app)
    for name in ("hope", "about-you"):
        assert page.get(f"/o/{other}/receipt/{name}").location == "/follow"
