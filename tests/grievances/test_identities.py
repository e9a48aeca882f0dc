"""S5: who a person is opens to the office's custodian alone, and each opening is in the trail."""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.roles import WHOLE_INSTALLATION, Role
from grievances.kinds import SafeContact, Standing, Tier
from grievances.models import Case, Contact, Identity
from grievances.operations.identities import (
    Named,
    _move_some,
    add_identities,
    move_contacts,
    open_identities,
)
from grievances.queries.identities import PAGE, identities_held, identities_of
from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import Forbidden, NotFound
from kernel.policy import STRANGER, SYSTEM, Actor
from kernel.vault import Unsealable, Vault
from tests.databases import rows
from tests.factories.accounts import new_person, signed_in
from tests.factories.cases import make_case, make_office, make_staff
from tests.grievances.people import press

NAME, PHONE, OTHER = "Rosa Secreta Quispe", "984 555 123", "Basilio Secreto Mamani"
OPENED = "grievances:identity:opened"


@dataclass
class House:
    """An office with its custodian, a named case, and a twin office beside it."""

    app: Flask
    database: Database
    custodian: Actor
    twin: Actor
    office_id: int
    case_id: int
    reference: str

    @property
    def address(self) -> str:
        return f"/desk/identities/{self.reference}"

    def page(self, who: Actor, address: str) -> TestResponse:
        return signed_in(self.app, who.person_id or 0).get(address)

    def opens(self, who: Actor) -> TestResponse:
        """Press the button, with the token of a page that this person can see."""
        browser = signed_in(self.app, who.person_id or 0)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/account").text)
        assert found
        return browser.post(self.address, data={"csrf_token": found[1]})

    def openings(self) -> list[Entry]:
        with self.database.reading() as session:
            found = session.scalars(select(Entry).where(Entry.event == OPENED))
            entries = list(found.all())
            session.expunge_all()
            return entries


@pytest.fixture
def house(app: Flask, database: Database, vault: Vault) -> House:
    with database.changing() as session:
        office = make_office(session, vault)
        case = make_case(
            session, vault, office, tier=Tier.RESERVED, name=NAME, phone=PHONE,
            others=(OTHER,), story="Se secó el manantial canario.",
            safe_contact=(SafeContact.SAY_HEALTH_POST,), safe_contact_note="martes y jueves",
        )  # fmt: skip
        custodian = make_staff(session, office, Role.CUSTODIAN, name="Custodia Quispe")
        twin = make_staff(session, make_office(session, vault), Role.CUSTODIAN)
        return House(app, database, custodian, twin, office.id, case.id, case.reference)


def test_the_custodian_opens_a_name_under_the_rules_and_stands_in_the_trail(house: House) -> None:
    before = house.page(house.custodian, house.address)
    assert before.status_code == 200
    for secret in (NAME, PHONE, OTHER, "canario", "martes y jueves"):
        assert secret not in before.text
    assert "Nadie la ha abierto todavía." in before.text
    opened = house.opens(house.custodian)
    assert opened.status_code == 200
    rules, _, names = opened.text.partition("martes y jueves")
    assert "diga que llama del puesto de salud" in rules
    assert NAME not in rules
    for words in (NAME, PHONE, OTHER, "Quien presentó el caso", "También reclama"):
        assert words in names
    assert "canario" not in opened.text
    assert "no-store" in opened.headers["Cache-Control"]
    [entry] = house.openings()
    assert (entry.actor, entry.facts) == (house.custodian.name, {})
    assert entry.subject == f"case:{house.case_id}"
    assert "Custodia Quispe" in house.page(house.custodian, house.address).text


def test_a_name_is_never_opened_by_a_link(house: House) -> None:
    assert NAME not in house.page(house.custodian, house.address).text
    assert house.openings() == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CUSTODIAN])
def test_nobody_else_of_the_office_opens_a_name(house: House, role: Role) -> None:
    with house.database.changing() as session:
        office = None if role in WHOLE_INSTALLATION else session.get_one(Case, house.case_id).office
        person = new_person(session, office, role)
        who = Actor(person.id)
    for address in ("/desk/identities", house.address):
        assert house.page(who, address).status_code in {303, 403}
    answer = house.opens(who)
    assert answer.status_code in {303, 403}
    assert NAME not in answer.text
    assert house.openings() == []


def test_the_custodian_of_another_office_meets_what_does_not_exist(house: House) -> None:
    strange, missing = house.page(house.twin, house.address), house.page(
        house.twin, "/desk/identities/ZZZZZ"
    )  # fmt: skip
    assert (strange.status_code, strange.data) == (404, missing.data)
    assert house.opens(house.twin).status_code == 404
    assert house.reference not in house.page(house.twin, "/desk/identities").text
    searched = house.page(house.twin, f"/desk/identities?q={house.reference}")
    assert "/desk/identities/" not in searched.text
    assert house.openings() == []


def test_a_custodian_who_declares_a_tie_opens_nothing(house: House) -> None:
    browser = signed_in(house.app, house.custodian.person_id or 0)
    assert f"{house.address}/tie" in browser.get(house.address).text
    assert press(browser, f"{house.address}/tie").location == "/desk/identities"
    assert house.page(house.custodian, house.address).status_code == 404
    assert house.opens(house.custodian).status_code == 404
    assert house.reference not in house.page(house.custodian, "/desk/identities").text


def test_the_custodian_reads_nothing_of_the_case(house: House) -> None:
    for address in ("/desk/", f"/desk/cases/{house.reference}"):
        assert house.page(house.custodian, address).status_code == 403


def test_the_list_shows_rules_and_no_word_of_any_case(
    house: House, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = session.get_one(Case, house.case_id).office
        nameless = make_case(session, vault, office, tier=Tier.ANONYMOUS).reference
    page = house.page(house.custodian, "/desk/identities").text
    for words in (house.reference, "Reservada", "puesto de salud", "condición en sus palabras"):
        assert words in page
    for secret in (NAME, PHONE, OTHER, "canario", "martes", nameless):
        assert secret not in page
    assert house.openings() == []


def test_the_list_is_paged_and_searched_by_reference(
    house: House, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = session.get_one(Case, house.case_id).office
        made = [
            make_case(session, vault, office, tier=Tier.NAMED, name=f"N{number}").reference
            for number in range(PAGE)
        ]
    first = house.page(house.custodian, "/desk/identities").text
    assert house.reference not in first
    further = re.search(r'href="(/desk/identities\?before=\d+)" rel="next"', first)
    assert further
    second = house.page(house.custodian, further[1]).text
    assert house.reference in second
    assert not any(reference in second for reference in made)
    found = house.page(house.custodian, f"/desk/identities?q={house.reference.lower()}").text
    assert house.reference in found
    none = house.page(house.custodian, "/desk/identities?q=%25").text
    assert "Ningún caso con nombre tiene esa referencia" in none


def test_an_office_without_names_says_so(house: House) -> None:
    assert "La oficina no guarda ningún nombre" in house.page(house.twin, "/desk/identities").text


def test_hostile_words_stay_words(house: House, database: Database, vault: Vault) -> None:
    """S15."""
    hostile = "<script>alert(1)</script>"
    with database.changing() as session:
        case = session.get_one(Case, house.case_id)
        add_identities(session, vault, case, [Named(Standing.WITNESS, hostile, hostile, hostile)])
    page = house.opens(house.custodian).text
    assert hostile not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


# --- the data layer, on both databases ---


def test_the_key_of_a_name_is_not_the_key_of_its_case(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = make_office(session, vault)
        case = make_case(session, vault, office, tier=Tier.NAMED, name=NAME)
        assert case.identity_key_id not in {None, case.data_key_id}
        with pytest.raises(NotFound):
            vault.data_key(session, case.identity_key_id or 0, office.holder)
        with pytest.raises(NotFound):
            vault.data_key(session, case.data_key_id, office.custodian_holder)
        row = session.scalars(select(Identity)).one()
        assert row.name
        with pytest.raises(Unsealable):
            vault.data_key(session, case.data_key_id, office.holder).open(
                row.name, "grievances_identity.name"
            )


@pytest.mark.parametrize("who", [STRANGER, SYSTEM, Actor(receipt_of="case:1")])
def test_operations_refuse_who_is_no_custodian(
    database: Database, vault: Vault, who: Actor
) -> None:
    with database.changing() as session:
        case = make_case(session, vault, make_office(session, vault), tier=Tier.NAMED, name=NAME)
        with pytest.raises(Forbidden):
            open_identities(session, vault, who, case)


def test_everybody_of_a_case_is_kept_with_what_they_are(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = make_office(session, vault)
        custodian = make_staff(session, office, Role.CUSTODIAN)
        case = make_case(
            session,
            vault,
            office,
            tier=Tier.NAMED,
            name=NAME,
            spokesperson="Vocera",
            others=(OTHER,),
        )
        add_identities(
            session, vault, case, [Named(Standing.WITNESS, "Testigo"), Named(Standing.WITNESS)]
        )
        known = identities_of(session, vault, custodian, case)
        assert [(one.standing, one.name) for one in known] == [
            (Standing.FILER, NAME), (Standing.SPOKESPERSON, "Vocera"),
            (Standing.COMPLAINANT, OTHER), (Standing.WITNESS, "Testigo"),
        ]  # fmt: skip
        assert identities_held(session, custodian).people == {case.id: 4}


def test_who_joins_a_nameless_case_gets_a_key(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office = make_office(session, vault)
        case = make_case(session, vault, office, tier=Tier.ANONYMOUS)
        assert case.identity_key_id is None
        add_identities(session, vault, case, [Named(Standing.FILER)])
        assert case.identity_key_id is None  # nothing said, nothing kept
        add_identities(session, vault, case, [Named(Standing.FILER, NAME)])
        custodian = make_staff(session, office, Role.CUSTODIAN)
        assert [one.name for one in identities_of(session, vault, custodian, case)] == [NAME]


def with_old_contact(session: Session, vault: Vault, case: Case, **words: str) -> None:
    """A contact as version 0.1 kept it, under the key of the case."""
    key = vault.data_key(session, case.data_key_id, case.office.holder)
    sealed = {name: key.seal(said, f"grievances_contact.{name}") for name, said in words.items()}
    session.add(Contact(case_id=case.id, **sealed))


def test_contacts_of_before_move_to_the_custodian_in_steps(
    any_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grievances.operations.identities.CONTACTS_A_BATCH", 3)
    with any_database.changing() as session:
        office = make_office(session, vault)
        custodian = make_staff(session, office, Role.CUSTODIAN)
        cases = [make_case(session, vault, office, tier=Tier.NAMED) for _ in range(7)]
        for number, case in enumerate(cases):
            with_old_contact(session, vault, case, name=f"{NAME} {number}", phone=PHONE)
        empty = make_case(session, vault, office, tier=Tier.RESERVED)
        session.add(Contact(case_id=empty.id))
        versions = {case.id: case.version for case in cases}
    assert _move_some(any_database, vault) == 3  # and then the machine dies
    assert len(rows(any_database, "SELECT 1 FROM grievances_contact")) == 5
    assert move_contacts(any_database, vault) == 5
    assert move_contacts(any_database, vault) == 0
    assert rows(any_database, "SELECT 1 FROM grievances_contact") == []
    with any_database.reading() as session:
        found = session.scalars(select(Case).order_by(Case.id)).all()
        assert {case.id: case.version for case in found[:-1]} == versions
        for number, case in enumerate(found[:-1]):
            [known] = identities_of(session, vault, custodian, case)
            assert (known.standing, known.name, known.phone, known.email) == (
                Standing.FILER, f"{NAME} {number}", PHONE, "",
            )  # fmt: skip
        assert found[-1].identity_key_id is None


def test_no_name_is_found_in_the_database(any_database: Database, vault: Vault) -> None:
    """S4."""
    with any_database.changing() as session:
        office = make_office(session, vault)
        make_case(session, vault, office, tier=Tier.NAMED, name=NAME, phone=PHONE, others=(OTHER,))
    dump = repr(rows(any_database, "SELECT * FROM grievances_identity"))
    assert "Secret" not in dump
    assert PHONE not in dump
