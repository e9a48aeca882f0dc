"""S3: what one office does changes no page of another: not a word, a count or an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.roles import Role
from grievances.answers import Sheet
from grievances.kinds import Channel, Danger, Tier
from grievances.operations.messages import write_as_filer, write_note
from grievances.operations.office_drafts import begin_draft
from grievances.operations.replacing import Facts, NewCode, ask_for_code
from grievances.operations.reprisals import report_reprisal
from grievances.queries.cases import key_of
from grievances.queries.queue import View
from kernel.database import Database
from kernel.policy import Actor
from kernel.sends import new_key
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import ANSWERS, make_case, make_office, make_staff

ROLES = (
    Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.CUSTODIAN, Role.MONITOR,
    Role.OFFICE_ADMIN,
)  # fmt: skip
WALKED = ("/desk", "/office")


@dataclass
class Full:
    """An office in which everything happened, and how its things are called."""

    office_id: int
    people: dict[Role, Actor]
    named: dict[str, str]


def fill(session: Session, vault: Vault, name: str) -> Full:
    office = make_office(session, vault, name=name)
    people = {role: make_staff(session, office, role, name=f"{role} de {name}") for role in ROLES}
    case = make_case(
        session, vault, office, tier=Tier.NAMED, name=f"Rosa {name}", phone="984 555 123",
        dangers=(Danger.LIFE,), story=f"El manantial de {name} se secó.",
    )  # fmt: skip
    key, filer = key_of(session, vault, case), Actor(receipt_of=case.subject)
    write_as_filer(session, key, filer, case, f"¿Y {name}?", "es")
    report_reprisal(session, key, filer, case, f"Amenazan en {name}.", "es")
    write_note(session, key, people[Role.HANDLER], case, f"Nota de {name}.")
    drafts = [
        begin_draft(session, vault, people[role], office, Channel.VISIT, Sheet(answers=ANSWERS))
        for role in (Role.INTAKE, Role.MONITOR)
    ]
    wish = ask_for_code(
        session, vault, office=office, facts=Facts("setiembre", name, "El agua."), language="es",
        new_code=NewCode(new_key(), 0), code_lookup=new_key(),
    )  # fmt: skip
    assert wish is not None
    session.flush()
    named = {
        "slug": office.slug,
        "reference": case.reference,
        "draft": str(drafts[-1].id),
        "wish": str(wish.id),
        "person_id": str(people[Role.HANDLER].person_id),
    }
    return Full(office.id, people, named)


@pytest.fixture
def ours(database: Database, vault: Vault) -> Full:
    with database.changing() as session:
        return fill(session, vault, "Acopia")


def pages(app: Flask, named: dict[str, str]) -> dict[str, str]:
    """Every page of staff that these names lead to, by its rule."""
    found = {}
    for rule in app.url_map.iter_rules():
        number = "wish" if rule.rule.startswith("/desk/lost-codes") else "draft"
        known = named | {"number": named[number]}
        walked = "GET" in (rule.methods or ()) and rule.rule.startswith(WALKED)
        if walked and set(rule.arguments) <= set(known):
            found[rule.rule] = app.url_map.bind("localhost").build(
                rule.endpoint, {name: known[name] for name in rule.arguments}
            )
    return found


def addresses(app: Flask, named: dict[str, str]) -> Iterator[str]:
    """Those pages, each view of the queue and a search; no page that changes with each look."""
    changing = ("/trail", "/receipt")
    yield from (one for one in pages(app, named).values() if not one.endswith(changing))
    yield from (f"/desk/?view={view}" for view in View)
    yield from (f"/desk/search?q={word}" for word in ("manantial", "Marcona", "agua"))
    yield from ("/desk/?topic=water", "/desk/?state=received")


def seen(app: Flask, browser: FlaskClient, named: dict[str, str]) -> dict[str, tuple[int, str]]:
    """What somebody gets at each of them."""
    return {address: told(browser.get(address)) for address in sorted(addresses(app, named))}


def told(answer: TestResponse) -> tuple[int, str]:
    """An answer without what differs each time."""
    if answer.mimetype != "text/html":
        answer.close()
        return answer.status_code, answer.mimetype or ""
    page = re.sub(r'<input[^>]*name="(?:key|csrf_token)"[^>]*>', "", answer.text)
    page = re.sub(r'value="[^"]{60,}"', "", page)
    page = re.sub(r'(?s)<select id="office".*?</select>', "", page)  # which offices there are
    return answer.status_code, re.sub(r"\b\d\d:\d\d(:\d\d)?\b", "", page)


def _each_role() -> list[Any]:
    """Who works on cases and who runs the office; everybody else in `make test-full`."""
    quick = Role.HANDLER, Role.OFFICE_ADMIN
    others = [pytest.param(one, marks=pytest.mark.full) for one in ROLES if one not in quick]
    return [*quick, *others]


@pytest.mark.parametrize("role", _each_role())
def test_no_page_of_an_office_changes_with_what_its_twin_does(
    app: Flask, database: Database, vault: Vault, ours: Full, role: Role
) -> None:
    browser = signed_in(app, ours.people[role].person_id or 0)
    before = seen(app, browser, ours.named)
    assert sum(status == 200 for status, _page in before.values()) >= 2
    with database.changing() as session:
        twin = fill(session, vault, "Marcona")
    after = seen(app, browser, ours.named)
    assert {one for one in before if before[one] != after[one]} == set()
    assert "Marcona" not in "".join(
        page for address, (_status, page) in after.items() if "q=Marcona" not in address
    )
    assert twin.office_id != ours.office_id


@pytest.mark.parametrize("role", ROLES)
def test_what_a_twin_has_answers_like_what_nobody_has(
    app: Flask, database: Database, vault: Vault, ours: Full, role: Role
) -> None:
    with database.changing() as session:
        twin = fill(session, vault, "Marcona")
    nowhere = {
        "slug": "no-office", "reference": "ZZZZZ", "draft": "999983", "wish": "999983",
        "person_id": "999983",
    }  # fmt: skip
    theirs, nothing = pages(app, twin.named), pages(app, nowhere)
    browser = signed_in(app, ours.people[role].person_id or 0)
    for rule, address in theirs.items():
        if address == nothing[rule]:  # about nothing
            continue
        strange, missing = browser.get(address), browser.get(nothing[rule])
        assert strange.status_code in {303, 403, 404}, address
        assert strange.status_code == missing.status_code, address
        assert told(strange)[1].replace(address, "") == told(missing)[1].replace(
            nothing[rule], ""
        ), address
