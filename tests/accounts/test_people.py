"""The people of an office: added, given roles, helped with a password, closed; S3 throughout."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts import operations, queries
from accounts.models import Membership, Person
from accounts.operations import in_fours
from accounts.operations.telling import CODE_HANDED_OUT
from accounts.queries import PEOPLE_A_PAGE
from accounts.roles import Role
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Forbidden, NotFound, RuleBroken
from kernel.notices.notify import Notice
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.accounts.conftest import House
from tests.factories.accounts import PASSWORD, actor_of, give, new_person, send, signed_in
from web.locale import LANGUAGES

PEOPLE = "/office/cusco/people"


def _events(database: Database, person_id: int) -> list[tuple[str, dict[str, object]]]:
    with database.reading() as session:
        found = session.scalars(
            select(Entry).where(Entry.subject == f"person:{person_id}").order_by(Entry.seq)
        )
        return [(one.event, dict(one.facts)) for one in found]


def _roles(database: Database, person_id: int) -> set[tuple[str, int | None]]:
    with database.reading() as session:
        _person, grants = queries.person_with_grants(session, person_id)
        return set(grants)


def _add(browser: FlaskClient, **fields: Any) -> str:
    known: dict[str, Any] = {
        "name": "Rosa Quispe",
        "email": "rosa@cusco.example",
        "roles": ["intake", "handler"],
    }
    answer = send(browser, f"{PEOPLE}/add", **(known | fields))
    assert answer.status_code == 303, answer.text
    return answer.location


def test_an_added_person_is_listed_with_their_roles(admin: FlaskClient) -> None:
    where = _add(admin)
    assert "Rosa Quispe" in admin.get(where).text
    row = admin.get(PEOPLE).text.partition("Rosa Quispe")[2].partition("</tr>")[0]
    assert "Recepción, Comisionado o comisionada" in row


def test_from_a_name_on_a_list_to_a_first_sign_in(
    app: Flask, admin: FlaskClient, database: Database
) -> None:
    where = _add(admin)
    shown = send(admin, where, f"{where}/code")
    code = re.search(r'<p class="code">(.*?)</p>', shown.text)
    assert code
    typed = re.sub(r"<[^>]+>|\s", "", code[1])
    assert f"{app.config['SETTINGS'].public_url}/set-password" in shown.text  # whatever the Host
    assert typed not in admin.get(where).text

    rosa = app.test_client()
    answer = send(
        rosa, "/set-password", email="Rosa@cusco.example", code=f" {typed.lower()} ",
        password=PASSWORD, password_again=PASSWORD,
    )  # fmt: skip
    assert (answer.status_code, answer.location) == (303, "/start")
    assert rosa.get("/start").location == "/account/second-step"  # a handler sets it up first
    person_id = int(where.rsplit("/", 1)[1])
    assert [event for event, _facts in _events(database, person_id)] == [
        "accounts:person:added",
        "accounts:person:roles-changed",
        "accounts:person:reset-code-made",
        "accounts:person:password-set",
        "accounts:person:signed-in",
    ]


def _use(browser: FlaskClient, code: str, email: str = "hugo@cusco.example") -> int:
    return send(
        browser, "/set-password", email=email, code=code, password=PASSWORD, password_again=PASSWORD
    ).status_code


@pytest.fixture
def code(app: Flask, database: Database, house: House) -> str:
    """A code for the handler of the first office."""
    with database.changing() as session:
        return operations.make_reset_code(
            session, app.extensions["jobs"], SYSTEM, house.here.office_id, house.here.handler
        )


def test_who_gets_a_code_made_for_them_is_told_by_mail_and_not_the_code(
    app: Flask, vault: Vault, database: Database, house: House, code: str
) -> None:
    """Whoever made it could come in with it: the mail is what the person has against that."""
    with app.app_context(), database.reading() as session:
        (told,) = session.scalars(select(Notice).where(Notice.kind == CODE_HANDED_OUT))
        assert told.recipient == f"person:{house.here.handler}"
        letters = [
            app.extensions["post"].letter(session, vault, told, one.code) for one in LANGUAGES
        ]
    for letter in letters:
        for sign in (code, in_fours(code), "%("):
            assert sign not in letter.subject + letter.body
        assert "/account/sign-ins" in letter.body
    assert len({letter.body for letter in letters}) == len(LANGUAGES)


def test_a_code_works_once(page: FlaskClient, app: Flask, code: str) -> None:
    assert _use(page, code) == 303
    assert _use(app.test_client(), code) == 422


def test_a_code_works_for_a_day(page: FlaskClient, code: str) -> None:
    with at(now() + timedelta(days=1, minutes=1)):
        assert _use(page, code) == 422


def test_a_code_works_for_its_person_only(page: FlaskClient, code: str) -> None:
    assert _use(page, code, email="ada@cusco.example") == 422
    assert _use(page, code) == 303


def test_a_newer_code_replaces_the_older(
    app: Flask, page: FlaskClient, code: str, database: Database, house: House
) -> None:
    with database.changing() as session:
        newer = operations.make_reset_code(
            session, app.extensions["jobs"], SYSTEM, house.here.office_id, house.here.handler
        )
    assert _use(page, code) == 422
    assert _use(page, newer) == 303


def test_codes_cannot_be_guessed_for_long(page: FlaskClient, code: str) -> None:
    assert [_use(page, "no") for _ in range(10)] == [422] * 10
    assert _use(page, code) == 429


def test_a_code_stands_nowhere_in_the_database(database: Database, code: str) -> None:
    raw = b"".join(file.read_bytes() for file in _files(database))
    assert code.encode() not in raw


def _files(database: Database) -> list[Path]:
    file = Path(str(database.url.database))
    return [one for one in (file, Path(f"{file}-wal")) if one.exists()]


@pytest.mark.parametrize(
    ("password", "again", "problem"),
    [
        ("corta", "corta", "Use al menos 12"),
        ("aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "Use más letras diferentes."),
        (PASSWORD, "otra", "no son iguales"),
        ("hugo-es-mi-nombre", "hugo-es-mi-nombre", "No use su correo"),
        ("", "", "Escriba una contraseña nueva."),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(
    page: FlaskClient, code: str, password: str, again: str, problem: str
) -> None:
    answer = send(
        page, "/set-password", email="hugo@cusco.example", code=code, password=password,
        password_again=again,
    )  # fmt: skip
    assert answer.status_code == 422
    assert problem in answer.text
    assert password not in answer.text or not password


def test_new_roles_end_the_sessions_of_the_person(
    app: Flask, admin: FlaskClient, house: House, database: Database
) -> None:
    hugo = signed_in(app, house.here.handler)
    assert hugo.get("/account").status_code == 200
    where = f"{PEOPLE}/{house.here.handler}"
    send(admin, where, f"{where}/roles", roles=["supervisor"])
    assert _roles(database, house.here.handler) == {("supervisor", house.here.office_id)}
    assert hugo.get("/account").status_code == 303
    assert _events(database, house.here.handler) == [
        (
            "accounts:person:roles-changed",
            {"office": house.here.office_id, "given": "supervisor", "taken": "handler"},
        )
    ]


def test_nobody_gives_themselves_a_role(
    admin: FlaskClient, house: House, database: Database
) -> None:
    where = f"{PEOPLE}/{house.here.admin}"
    token_page = f"{PEOPLE}/{house.here.handler}"
    answer = send(admin, token_page, f"{where}/roles", roles=["office_admin", "handler"])
    assert answer.status_code == 403
    assert _roles(database, house.here.admin) == {("office_admin", house.here.office_id)}


def test_the_platform_appoints_administrators_only(
    platform: FlaskClient, house: House, database: Database
) -> None:
    where = f"{PEOPLE}/{house.here.handler}"
    page = platform.get(where).text
    assert 'value="office_admin"' in page
    assert 'value="supervisor"' not in page
    send(platform, where, f"{where}/roles", roles=["supervisor"])
    assert _roles(database, house.here.handler) == {("handler", house.here.office_id)}
    send(platform, where, f"{where}/roles", roles=["office_admin"])
    assert _roles(database, house.here.handler) == {
        ("handler", house.here.office_id),
        ("office_admin", house.here.office_id),
    }


def test_closing_an_account_shuts_it_out_and_reopening_lets_it_in(
    app: Flask, admin: FlaskClient, house: House, database: Database
) -> None:
    hugo = signed_in(app, house.here.handler)
    where = f"{PEOPLE}/{house.here.handler}"
    send(admin, where, f"{where}/close")
    assert hugo.get("/account").status_code == 303
    assert "No puede entrar" in admin.get(PEOPLE).text
    send(admin, where, f"{where}/reopen")
    assert signed_in(app, house.here.handler).get("/account").status_code == 200
    assert [event for event, _ in _events(database, house.here.handler)] == [
        "accounts:person:closed",
        "accounts:person:reopened",
    ]


def test_whoever_lost_every_role_may_be_taken_on_again(
    admin: FlaskClient, house: House, database: Database
) -> None:
    where = f"{PEOPLE}/{house.here.handler}"
    answer = send(admin, where, f"{where}/roles")
    assert answer.location == PEOPLE
    assert admin.get(where).status_code == 404
    _add(admin, name="Hugo otra vez", email="hugo@cusco.example", roles=["intake"])
    assert _roles(database, house.here.handler) == {("intake", house.here.office_id)}


def test_the_office_of_before_cannot_enter_the_next_one_as_somebody_it_let_go(
    app: Flask, admin: FlaskClient, house: House, database: Database
) -> None:
    """S3, S11: neither the password it may know, nor a session, nor a code that it kept."""
    hugo, where = house.here.handler, f"{PEOPLE}/{house.here.handler}"
    with database.changing() as session:
        session.get_one(Person, hugo).password = "known to the office of before"
    send(admin, where, f"{where}/roles")
    open_still = signed_in(app, hugo)
    there = signed_in(app, house.there.admin)
    send(
        there, "/office/salta/people/add", name="Hugo", email="hugo@cusco.example", roles="handler"
    )
    assert _roles(database, hugo) == {("handler", house.there.office_id)}
    with database.reading() as session:
        assert session.get_one(Person, hugo).password is None
    assert open_still.get("/account").status_code == 303


def test_a_code_that_was_kept_opens_no_role_given_later(
    page: FlaskClient, code: str, admin: FlaskClient, house: House
) -> None:
    """S11: whoever made the code could not have read what the new role reads."""
    where = f"{PEOPLE}/{house.here.handler}"
    send(admin, where, f"{where}/roles", roles=["supervisor"])
    assert _use(page, code) == 422


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "problem": "Escriba el nombre."},
        {"email": "rosa", "problem": "Escriba un correo completo."},
        {"roles": [], "problem": "Elija al menos un rol."},
        {"roles": ["platform_admin"], "problem": ""},
        {"email": "hugo@cusco.example", "problem": "No podemos agregar este correo."},
        {"email": "HUGO@salta.example", "problem": "No podemos agregar este correo."},
    ],
)
def test_a_form_that_cannot_be_kept_comes_back_filled(
    admin: FlaskClient, database: Database, fields: dict[str, Any]
) -> None:
    problem = str(fields.pop("problem"))
    known: dict[str, Any] = {
        "name": "Rosa Ñahui",
        "email": "rosa@cusco.example",
        "roles": ["intake"],
    }
    answer = send(admin, f"{PEOPLE}/add", **(known | fields))
    assert answer.status_code == 422
    assert problem in answer.text
    assert "name" in fields or "Rosa Ñahui" in answer.text
    with database.reading() as session:
        assert session.scalar(select(Person).where(Person.name == "Rosa Ñahui")) is None


def test_a_long_list_comes_in_pages_without_gap_or_double(
    admin: FlaskClient, house: House, database: Database
) -> None:
    with database.changing() as session:
        office = queries.office_by_slug(session, "cusco")
        for number in range(PEOPLE_A_PAGE + 20):
            new_person(session, office, Role.HANDLER, name=f"Ñusta {number:03}")
    seen: list[str] = []
    address: str | None = PEOPLE
    while address:
        text = admin.get(address).text
        seen += re.findall(r"Ñusta \d{3}", text)
        further = re.search(r'href="([^"]+)" rel="next"', text)
        address = further[1].replace("&amp;", "&") if further else None
    assert seen == [f"Ñusta {number:03}" for number in range(PEOPLE_A_PAGE + 20)]


@pytest.mark.parametrize("words", ["hugo", "HÚGO", "hugo@cusco", "ugo c"])
def test_a_search_finds_by_name_and_address_in_any_spelling(admin: FlaskClient, words: str) -> None:
    text = admin.get(PEOPLE, query_string={"q": words}).text
    assert "hugo@cusco.example" in text
    assert "ada@cusco.example" not in text


def test_a_search_without_a_hit_says_so(admin: FlaskClient) -> None:
    assert "No hay nadie así." in admin.get(f"{PEOPLE}?q=zzz").text


# --- S3: two offices with twin data ---


def test_an_administrator_never_reads_of_the_other_office(admin: FlaskClient) -> None:
    for address in (PEOPLE, f"{PEOPLE}?q=salta", f"{PEOPLE}?q=ada", "/account", "/office/"):
        answer = admin.get(address, follow_redirects=True)
        assert "Salta" not in answer.text.replace('value="salta"', "")
        assert "salta.example" not in answer.text


def test_the_twin_offices_read_alike(app: Flask, house: House) -> None:
    """Same pages, other names: nothing of one office changes what the other sees."""
    here, there = signed_in(app, house.here.admin), signed_in(app, house.there.admin)
    ours = here.get("/office/cusco/people").text
    theirs = there.get("/office/salta/people").text
    assert _plain(ours) == _plain(theirs)


def _plain(text: str) -> str:
    text = re.sub(r'name="csrf_token" [^>]*>', "", text)
    text = re.sub(r"(?i)cusco|salta", "OFFICE", text)
    return re.sub(r"/people/\d+", "/people/N", text)


@pytest.mark.parametrize("rest", ["", "/add", "/{handler}", "/99999"])
def test_pages_of_the_other_office_are_like_pages_of_none(
    admin: FlaskClient, house: House, rest: str
) -> None:
    rest = rest.format(handler=house.there.handler)
    other = admin.get(f"/office/salta/people{rest}")
    none = admin.get(f"/office/nowhere/people{rest}")
    assert (other.status_code, _plain(other.text)) == (404, _plain(none.text))


def test_a_person_of_the_other_office_is_like_nobody(admin: FlaskClient, house: House) -> None:
    other = admin.get(f"{PEOPLE}/{house.there.handler}")
    nobody = admin.get(f"{PEOPLE}/99999")
    assert (other.status_code, _plain(other.text)) == (404, _plain(nobody.text))


@pytest.mark.parametrize("verb", ["roles", "code", "close", "reopen"])
@pytest.mark.parametrize("door", ["/office/cusco", "/office/salta"])
def test_nothing_can_be_done_to_a_person_of_the_other_office(
    admin: FlaskClient, house: House, database: Database, verb: str, door: str
) -> None:
    answer = send(
        admin, f"{PEOPLE}/add", f"{door}/people/{house.there.handler}/{verb}", roles=["intake"]
    )
    assert answer.status_code == 404
    assert _roles(database, house.there.handler) == {("handler", house.there.office_id)}
    assert _events(database, house.there.handler) == []


@pytest.fixture
def shared(database: Database, house: House) -> int:
    """The handler of the first office also works in the second."""
    with database.changing() as session:
        person = session.get_one(Person, house.here.handler)
        give(session, person, queries.office_by_slug(session, "salta"), Role.HANDLER)
        return person.id


def test_an_account_of_two_offices_is_taken_over_by_neither(
    app: Flask, admin: FlaskClient, house: House, database: Database, shared: int
) -> None:
    page = admin.get(f"{PEOPLE}/{shared}").text
    assert "Hacer una clave" not in page
    assert "No dejar entrar más" not in page
    with database.changing() as session:
        ada = actor_of(session, session.get_one(Person, house.here.admin))
        with pytest.raises(Forbidden):
            operations.make_reset_code(
                session, app.extensions["jobs"], ada, house.here.office_id, shared
            )


def test_a_shared_account_shows_each_office_its_own_roles(
    admin: FlaskClient, database: Database, house: House, shared: int
) -> None:
    where = f"{PEOPLE}/{shared}"
    send(admin, where, f"{where}/roles", roles=["auditor"])
    assert _roles(database, shared) == {
        ("auditor", house.here.office_id),
        ("handler", house.there.office_id),
    }


def test_operations_ask_the_policy_whoever_calls_them(
    app: Flask, database: Database, house: House
) -> None:
    with database.changing() as session:
        hugo = actor_of(session, session.get_one(Person, house.here.handler))
        office = queries.office_by_slug(session, "cusco")
        for attempt in (
            lambda: operations.add_person(session, hugo, office, "X", "x@y.z", {Role.INTAKE}),
            lambda: operations.set_roles(session, hugo, office, house.here.admin, set()),
            lambda: operations.close_person(session, hugo, office, house.here.admin),
            lambda: operations.make_reset_code(
                session, app.extensions["jobs"], hugo, office.id, house.here.admin
            ),
        ):
            with pytest.raises(Forbidden):
                attempt()
        with pytest.raises(NotFound):
            queries.colleagues(session, hugo, office)


def test_one_address_is_one_person_also_when_two_come_at_once(
    database: Database, house: House
) -> None:
    with database.changing() as session:
        operations.add_person(session, SYSTEM, None, "A", "A@b.example", {Role.FEDERATION})
    with database.changing() as session, pytest.raises(RuleBroken, match="email-taken"):
        operations.add_person(session, SYSTEM, None, "A", " a@B.example ", {Role.FEDERATION})


def test_a_role_belongs_to_an_office_or_to_the_installation_never_both(
    database: Database, house: House
) -> None:
    for role, office_id in ((Role.PLATFORM_ADMIN, house.here.office_id), (Role.HANDLER, None)):
        with pytest.raises(IntegrityError), database.changing() as session:
            session.add(Membership(person_id=house.here.admin, office_id=office_id, role=role))
