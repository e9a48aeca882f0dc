"""Codes by mail: for somebody new and for who forgot; nothing tells whether an address is known."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from accounts import operations, queries
from accounts.models import Membership, Person, ResetCode
from accounts.operations.invitations import INVITATION, MAIL_RESET, MOST_AN_HOUR, RESET
from accounts.roles import Role
from kernel.attempts import Attempt
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Forbidden, NotFound, RuleBroken
from kernel.jobs.enqueue import RunState
from kernel.notices import Notice
from kernel.policy import STRANGER
from kernel.vault import Vault
from tests.accounts.conftest import House
from tests.factories.accounts import PASSWORD, new_code_app, new_person, send, signed_in
from tests.working import wait_until, working

FORGOTTEN = "/forgotten-password"
HUGO = "hugo@cusco.example"


@pytest.fixture
def mailing(app: Flask) -> Flask:
    """The application as if a mail server were set; nothing leaves it."""
    settings = app.config["SETTINGS"]
    object.__setattr__(settings, "mail_url", "smtp://localhost:1")
    return app


def letters(app: Flask, database: Database, vault: Vault, kind: str) -> list[str]:
    """The words of every notice of a kind, as they would be written now."""
    with database.reading() as session:
        found = session.scalars(select(Notice.id).where(Notice.kind == kind).order_by(Notice.id))
        return [
            queries.letter_of(session, vault, app.extensions["post"], one)[1].body for one in found
        ]


def code_in(letter: str) -> str:
    found = re.search(r"((?:[2-9A-Z]{4} ){4}[2-9A-Z]{4})", letter)
    assert found
    return found[1]


def orders(app: Flask) -> list[str]:
    """Under which names a reset was ordered."""
    jobs = app.extensions["jobs"]
    return [str(run.references[0]) for run in jobs.runs() if run.duty == MAIL_RESET]


def carry_out(app: Flask, database: Database, vault: Vault) -> None:
    """What the worker does for each order."""
    with database.changing() as session:
        for account in orders(app):
            operations.mail_reset(session, vault, app.extensions["jobs"], account)


def use(client: FlaskClient, code: str, email: str = HUGO) -> int:
    return send(
        client, "/set-password", email=email, code=code, password=PASSWORD, password_again=PASSWORD
    ).status_code


def test_who_is_added_gets_a_mail_with_a_code_and_comes_in_with_it(
    mailing: Flask, admin: FlaskClient, database: Database, vault: Vault
) -> None:
    answer = send(
        admin, "/office/cusco/people/add", name="Rosa", email="rosa@cusco.example",
        roles=["auditor"],
    )  # fmt: skip
    page = admin.get(answer.location).text
    assert "le enviamos una invitación por correo" in page
    assert "Tiene una clave y todavía no entró" in page
    (letter,) = letters(mailing, database, vault, INVITATION)
    assert f"{mailing.config['SETTINGS'].public_url}/set-password" in letter
    assert use(mailing.test_client(), code_in(letter), "rosa@cusco.example") == 303
    assert "Puede entrar" in admin.get(answer.location).text


def test_no_code_stands_in_an_address_or_in_the_database(
    mailing: Flask, admin: FlaskClient, database: Database, vault: Vault, house: House
) -> None:
    where = f"/office/cusco/people/{house.here.handler}"
    send(admin, where, f"{where}/invite")
    (letter,) = letters(mailing, database, vault, INVITATION)
    code = code_in(letter)
    assert all(code.replace(" ", "") not in line and code not in line for line in _links(letter))
    with database.reading() as session:
        row = session.scalars(select(ResetCode)).one()
        notice = session.scalars(select(Notice)).one()
        kept = f"{row.code_hash} {row.salt} {notice.key} {notice.about}"
    assert code.replace(" ", "") not in kept
    assert code not in kept


def _links(letter: str) -> list[str]:
    return re.findall(r"https?://\S+", letter)


def test_a_mailed_code_works_once_and_for_a_day(
    mailing: Flask, admin: FlaskClient, database: Database, vault: Vault, house: House
) -> None:
    where = f"/office/cusco/people/{house.here.handler}"
    send(admin, where, f"{where}/invite")
    code = code_in(letters(mailing, database, vault, INVITATION)[0])
    assert use(mailing.test_client(), code) == 303
    assert use(mailing.test_client(), code) == 422
    send(admin, where, f"{where}/invite")
    (late,) = letters(mailing, database, vault, RESET)
    with at(now() + timedelta(hours=25)):
        assert use(mailing.test_client(), code_in(late)) == 422


def test_a_used_code_is_written_in_no_letter_any_more(
    mailing: Flask, admin: FlaskClient, database: Database, vault: Vault, house: House
) -> None:
    where = f"/office/cusco/people/{house.here.handler}"
    send(admin, where, f"{where}/invite")
    use(mailing.test_client(), code_in(letters(mailing, database, vault, INVITATION)[0]))
    with pytest.raises(NotFound):
        letters(mailing, database, vault, INVITATION)


def test_a_known_and_an_unknown_address_get_the_same_answer_and_leave_the_same_trace(
    mailing: Flask, client: FlaskClient, database: Database
) -> None:
    """S9: what is done in the request does not depend on whether somebody signs in with it."""
    known = send(client, FORGOTTEN, email=HUGO)
    unknown = send(mailing.test_client(), FORGOTTEN, email="nobody@cusco.example")
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert len(orders(mailing)) == 2
    assert not any("@" in one for one in orders(mailing))
    with database.reading() as session:
        assert session.scalars(select(Notice)).all() == []
        assert "hugo" not in str([one.who for one in session.scalars(select(Attempt))])


def test_only_who_has_an_account_gets_a_mail(
    mailing: Flask, client: FlaskClient, database: Database, vault: Vault, house: House
) -> None:
    for email in (" HUGO@cusco.example", "nobody@cusco.example"):
        send(client, FORGOTTEN, email=email)
    carry_out(mailing, database, vault)
    with database.reading() as session:
        told = list(session.scalars(select(Notice.recipient)))
    assert told == [f"person:{house.here.handler}"]


@pytest.mark.parametrize("lost", ["closed", "without a role"])
def test_who_may_not_sign_in_gets_no_mail(
    mailing: Flask, client: FlaskClient, database: Database, vault: Vault, house: House, lost: str
) -> None:
    with database.changing() as session:
        if lost == "closed":
            session.get_one(Person, house.here.handler).active = False
        else:
            mine = Membership.person_id == house.here.handler
            session.execute(delete(Membership).where(mine))
    send(client, FORGOTTEN, email=HUGO)
    carry_out(mailing, database, vault)
    with database.reading() as session:
        assert session.scalars(select(Notice)).all() == []


def test_at_most_three_mails_an_hour_for_one_account(
    mailing: Flask, client: FlaskClient, database: Database
) -> None:
    answers = [send(client, FORGOTTEN, email=HUGO) for _ in range(MOST_AN_HOUR + 2)]
    assert {answer.status_code for answer in answers} == {200}, "nobody learns of the limit"
    assert len(orders(mailing)) == MOST_AN_HOUR
    with at(now() + timedelta(minutes=61)):
        send(client, FORGOTTEN, email=HUGO)
    assert len(orders(mailing)) == MOST_AN_HOUR + 1


def test_a_flood_from_one_place_is_stopped(mailing: Flask, client: FlaskClient) -> None:
    answers = [
        send(client, FORGOTTEN, email=f"p{number}@cusco.example").status_code
        for number in range(31)
    ]
    assert answers == [200] * 30 + [429]


def test_the_code_of_a_reset_ends_sessions_and_leaves_the_second_step(
    mailing: Flask, client: FlaskClient, database: Database, vault: Vault, house: House
) -> None:
    with database.changing() as session:
        new_code_app(session, vault, house.here.handler)
    desk = signed_in(mailing, house.here.handler)
    assert desk.get("/desk/").status_code == 200
    send(client, FORGOTTEN, email=HUGO)
    carry_out(mailing, database, vault)
    (letter,) = letters(mailing, database, vault, RESET)
    browser = mailing.test_client()
    answer = send(
        browser, "/set-password", email=HUGO, code=code_in(letter), password=PASSWORD,
        password_again=PASSWORD,
    )  # fmt: skip
    assert answer.status_code == 303
    assert desk.get("/desk/").status_code == 303, "the session of before is over"
    assert browser.get("/desk/").status_code in {303, 403}, "the code alone opens no case"


def test_the_worker_mails_the_code(
    mailing: Flask, client: FlaskClient, database: Database, house: House
) -> None:
    jobs = mailing.extensions["jobs"]
    send(client, FORGOTTEN, email=HUGO)
    with working(jobs, mailing.extensions["vault"]):
        wait_until(lambda: jobs.runs([RunState.DONE]) != [] and _noticed(database))
    with database.reading() as session:
        assert session.scalars(select(Notice.kind)).all() == [RESET]


def _noticed(database: Database) -> bool:
    with database.reading() as session:
        return session.scalar(select(Notice.id)) is not None


def test_where_no_mail_is_sent_the_pages_say_so_and_the_code_is_handed_over(
    app: Flask, admin: FlaskClient, client: FlaskClient, house: House
) -> None:
    assert "Esta instalación no envía correos" in client.get(FORGOTTEN).text
    assert client.post(FORGOTTEN).status_code == 400  # no form there to send
    answer = send(
        admin, "/office/cusco/people/add", name="Rosa", email="rosa@cusco.example",
        roles=["auditor"],
    )  # fmt: skip
    page = admin.get(answer.location).text
    assert "Esta instalación no envía correos" in page
    assert "/invite" not in page
    assert send(admin, answer.location, f"{answer.location}/invite").status_code == 404
    assert 'class="code"' in send(admin, answer.location, f"{answer.location}/code").text


def test_nobody_invites_people_of_another_office(
    mailing: Flask, admin: FlaskClient, database: Database, vault: Vault, house: House
) -> None:
    theirs = f"/office/salta/people/{house.there.handler}/invite"
    assert send(admin, "/account", theirs).status_code == 404
    with database.changing() as session, pytest.raises(Forbidden):
        operations.invite(
            session, vault, mailing.extensions["jobs"], STRANGER, house.here.office_id,
            house.here.handler,
        )  # fmt: skip


def test_a_closed_account_is_not_invited(
    mailing: Flask, admin: FlaskClient, database: Database, vault: Vault, house: House
) -> None:
    with database.changing() as session:
        session.get_one(Person, house.here.handler).active = False
    where = f"/office/cusco/people/{house.here.handler}"
    assert send(admin, where, f"{where}/invite").status_code == 409
    with database.reading() as session:
        assert session.scalars(select(Notice)).all() == []
    assert RuleBroken("account-closed").status == 409


@pytest.mark.parametrize("language", ["es", "qu", "en"])
def test_every_letter_of_ours_leaves_no_gap_in_any_language(
    mailing: Flask, admin: FlaskClient, database: Database, vault: Vault, house: House,
    language: str,
) -> None:  # fmt: skip
    """S24, with real arguments."""
    with database.changing() as session:
        session.get_one(Person, house.here.handler).language = language
    where = f"/office/cusco/people/{house.here.handler}"
    send(admin, where, f"{where}/invite")
    (letter,) = letters(mailing, database, vault, INVITATION)
    assert "%" not in letter
    assert code_in(letter)


def test_the_list_is_filtered_by_role_and_by_state_of_the_account(
    admin: FlaskClient, database: Database, house: House
) -> None:
    with database.changing() as session:
        office = queries.office_by_slug(session, "cusco")
        new_person(session, office, Role.AUDITOR, name="Aurora", password="x", active=False)
    people = "/office/cusco/people"
    assert "Aurora" in admin.get(f"{people}?role=auditor").text
    assert "Aurora" not in admin.get(f"{people}?role=handler").text
    assert "Aurora" in admin.get(f"{people}?state=closed").text
    assert "Hugo Cusco" in admin.get(f"{people}?state=not_invited").text
    assert "Aurora" not in admin.get(f"{people}?state=not_invited").text
    assert "Aurora" in admin.get(f"{people}?role=nonsense").text
