"""What was destroyed closes no page: the desk goes on, and says of a row that it is gone.

A restore of a backup brings rows back whose keys were destroyed since.
"""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.roles import Role
from grievances.answers import Answers, Sheet
from grievances.kinds import Channel, ReplacementState, Tier
from grievances.models import Case, OfficeDraft, Replacement
from grievances.operations.messages import keep_note
from grievances.operations.office_drafts import begin_draft
from grievances.operations.replacing import (
    Facts,
    NewCode,
    ask_for_code,
    propose_replacement,
)
from grievances.queries.cases import key_of
from grievances.queries.replacements import pending_of_code
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import make_case, make_office, make_staff
from tests.grievances.people import file_a_case, follow, open_office, unquoted
from tests.house.test_routes import STAFF_DOORS
from web.locale import LANGUAGES

GONE = "Ya no se puede abrir: se destruyó."
ROLES = (Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.CUSTODIAN, Role.OFFICE_ADMIN)
PARTS = {"verb": "screen", "kind": "translation", "of": "story", "part": "clean"}


@dataclass(frozen=True)
class Place:
    """An office with one of each that has a key, and somebody there who may do everything."""

    browser: FlaskClient
    slug: str
    reference: str
    draft: int
    wish: int

    def pages(self) -> list[str]:
        """Every page that staff may open, of these very rows."""
        return [self._address(line[1]) for line in STAFF_DOORS if line[0] == "GET"]

    def _address(self, address: str) -> str:
        number = self.draft if address.startswith("/desk/intake") else self.wish
        known = PARTS | {"reference": self.reference, "slug": self.slug, "number": str(number)}
        return re.sub(r"<(\w+)>", lambda found: known.get(found[1], "1"), address)


@pytest.fixture
def place(app: Flask, database: Database, vault: Vault) -> Place:
    with database.changing() as session:
        office = make_office(session, vault)
        who = make_staff(session, office, *ROLES)
        case = make_case(session, vault, office, tier=Tier.RESERVED, name="Rosa Quispe")
        keep_note(session, key_of(session, vault, case), who, case, "Una nota.")
        sheet = Sheet(answers=Answers(story="El agua"), note="Falta el lugar")
        draft = begin_draft(session, vault, who, office, Channel.VISIT, sheet)
        wish = ask_for_code(
            session, vault, office=office, facts=Facts("ayer", "Qollpa", "agua"), language="qu",
            new_code=NewCode("x" * 22, 0), code_lookup="zz",
        )  # fmt: skip
        assert wish is not None
        known = (office.slug, case.reference, draft.id, wish.id)
    assert who.person_id is not None
    return Place(signed_in(app, who.person_id), *known)


def _destroy_all(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        for case in session.scalars(select(Case)):
            vault.destroy(session, case.data_key_id)
            if case.identity_key_id is not None:
                vault.destroy(session, case.identity_key_id)
        for row in [*session.scalars(select(OfficeDraft)), *session.scalars(select(Replacement))]:
            vault.destroy(session, row.data_key_id)


def test_every_page_of_staff_answers_though_all_keys_are_destroyed(
    place: Place, database: Database, vault: Vault
) -> None:
    before = {one: place.browser.get(one).status_code for one in place.pages()}
    assert list(before.values()).count(200) > 30
    _destroy_all(database, vault)
    after = {one: place.browser.get(one).status_code for one in place.pages()}
    assert {one: code for one, code in after.items() if code >= 500} == {}
    gone = {one for one in after if after[one] == 410}
    assert f"/desk/cases/{place.reference}" in gone
    assert {one: after[one] for one in after if one not in gone} == {
        one: before[one] for one in before if one not in gone
    }


def test_the_lists_say_of_a_row_that_nobody_can_open_it(
    place: Place, database: Database, vault: Vault
) -> None:
    _destroy_all(database, vault)
    queue = unquoted(place.browser.get("/desk/").text)
    assert GONE in queue
    assert place.reference in queue
    assert GONE in unquoted(place.browser.get("/desk/intake").text)
    codes = place.browser.get("/desk/lost-codes")
    assert f"/desk/lost-codes/{place.wish}" not in codes.text


def test_a_draft_that_nobody_can_open_can_be_discarded(
    place: Place, database: Database, vault: Vault
) -> None:
    _destroy_all(database, vault)
    listed = place.browser.get("/desk/intake").text
    address = f"/desk/intake/{place.draft}/discard"
    form = next(one for one in re.findall(r"<form.*?</form>", listed, re.S) if address in one)
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', form)
    assert token
    sent = place.browser.post(address, data={"csrf_token": token[1]})
    assert sent.status_code == 303
    assert GONE not in unquoted(place.browser.get("/desk/intake").text)
    with database.reading() as session:
        assert session.get(OfficeDraft, place.draft) is None


def test_nobody_else_learns_that_something_was_destroyed(
    app: Flask, place: Place, database: Database, vault: Vault
) -> None:
    _destroy_all(database, vault)
    with database.changing() as session:
        stranger = make_staff(session, make_office(session, vault), *ROLES)
    browser = signed_in(app, stranger.person_id or 0)
    assert browser.get(f"/desk/cases/{place.reference}").status_code == 404
    assert browser.get(f"/desk/intake/{place.draft}").status_code == 404


def test_who_follows_a_destroyed_case_reads_so_in_their_language(
    app: Flask, page: FlaskClient, database: Database, vault: Vault
) -> None:
    code = file_a_case(FlaskClient(app), open_office(app))
    assert follow(page, code).status_code in {200, 303}
    assert page.get("/my-case").status_code == 200
    _destroy_all(database, vault)
    titles = set()
    for language in LANGUAGES:
        told = page.get("/my-case", query_string={"lang": language.code})
        assert told.status_code == 410
        titles |= set(re.findall("<h1>(.*?)</h1>", told.text))
    assert len(titles) == len(LANGUAGES)


def test_a_refused_wish_whose_words_are_destroyed_is_still_known_to_be_refused(
    app: Flask, page: FlaskClient, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = make_office(session, vault)
        wish = ask_for_code(
            session, vault, office=office, facts=Facts("ayer", "Qollpa", "agua"), language="qu",
            new_code=NewCode("x" * 22, 0), code_lookup="zz",
        )  # fmt: skip
        assert wish is not None
        wish.state = ReplacementState.REFUSED
        wish.reason = wish.what
        vault.destroy(session, wish.data_key_id)
    with database.reading() as session:
        pending = pending_of_code(session, vault, "zz")
    assert pending is not None
    assert (pending.state, pending.reason) == (ReplacementState.REFUSED, "")


def test_a_wish_for_a_destroyed_case_can_still_be_decided(
    app: Flask, place: Place, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        case, wish = session.scalars(select(Case)).one(), session.get_one(Replacement, place.wish)
        handler = make_staff(session, case.office, Role.HANDLER)
        propose_replacement(session, vault, handler, wish, case, "Coincide")
        vault.destroy(session, case.data_key_id)
    told = place.browser.get(f"/desk/lost-codes/{place.wish}")
    assert told.status_code == 200
    assert GONE in unquoted(told.text)
    assert f"/desk/lost-codes/{place.wish}/refuse" in told.text
