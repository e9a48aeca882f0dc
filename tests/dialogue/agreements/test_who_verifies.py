"""No group proves its own promise, nor one that it helps to keep; whoever writes it is told so."""

from typing import Any

import pytest

from commitments.lifecycle import Status
from commitments.models import Commitment
from dialogue.kinds import WorkKind
from dialogue.models import Group
from dialogue.operations.work import WorkOutline, add_item
from kernel.policy import SYSTEM
from tests.dialogue.agreements.at_signing import draft_at
from tests.dialogue.agreements.test_confirming import (
    BY_ACCOUNT,
    BY_CARD,
    GROUPS,
    ledger,
    now,
    promised,
    waiting,
)
from tests.dialogue.agreements.test_promises import WRITTEN, promise
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import send

REFUSED = "El grupo que comprueba también se compromete"
ON_BOTH_SIDES: list[dict[str, Any]] = [
    {"responsible_group": GROUPS[BY_CARD]},
    {"co_responsibles": ["Otra", "minera  cobre alto"]},
]


def stands_on_both_sides(table: AtTable, code: str, facts: dict[str, Any]) -> None:
    """As it could be written before that was refused."""
    with table.changing() as session:
        one = session.query(Commitment).filter_by(code=code).one()
        for name, value in facts.items():
            setattr(one, name, value)


@pytest.mark.parametrize("facts", ON_BOTH_SIDES)
def test_a_group_does_not_prove_what_it_promised_or_helps_to_keep(
    table: AtTable, facts: dict[str, Any]
) -> None:
    code = waiting(table)
    browser, page = table.seat(BY_CARD), f"{table.home}/confirmations/{code}"
    version = str(now(table, code).version)
    assert browser.get(page).status_code == 200
    stands_on_both_sides(table, code, facts)
    assert code not in browser.get(f"{table.home}/confirmations").text
    assert "Decir si se cumplió 1" not in browser.get(table.home).text
    shown = browser.get(page)
    assert shown.status_code == 409
    assert REFUSED in shown.text
    before = ledger(table, code)
    said = send(
        browser, f"{table.home}/confirmations", page, fulfilment="fulfilled", version=version
    )
    assert said.status_code == 409
    assert REFUSED in said.text
    assert ledger(table, code) == before
    assert now(table, code).status is Status.REPORTED_DONE


def test_no_other_group_learns_that_one_stands_on_both_sides(table: AtTable) -> None:
    code = waiting(table)
    stands_on_both_sides(table, code, {"co_responsibles": [GROUPS[BY_CARD]]})
    assert table.seat(BY_ACCOUNT).get(f"{table.home}/confirmations/{code}").status_code == 404


def test_the_office_does_not_write_for_who_helps_that_it_was_kept(table: AtTable) -> None:
    code = waiting(table)
    stands_on_both_sides(table, code, {"co_responsibles": ["La asamblea"]})
    on = {"happened_on-day": "1", "happened_on-month": "3", "happened_on-year": "2026"}
    page = f"/commitments/{code}/do/verify"
    send(table.browser(), page, told_by="la asamblea", version="3", **on)
    assert now(table, code).status is Status.REPORTED_DONE


@pytest.mark.parametrize(
    "fields",
    [
        {"responsible_group": "Comunidad de Qollpa", "responsible_person": "Ana"},
        {"co_responsibles": "Otra\nComunidad de Qollpa"},
        {"co_responsibles": "Qollpa ayllu"},
    ],
)
def test_who_writes_it_into_an_agreement_is_told_beside_the_verifier(
    table: AtTable, fields: dict[str, str]
) -> None:
    with table.changing() as session:
        session.get_one(Group, table.groups["community"]).name_qu = "Qollpa ayllu"
    answer = promise(table, draft_at(table), **fields)
    assert answer.status_code == 400
    assert REFUSED in answer.text
    assert 'id="verifier_group-error"' in answer.text


def test_who_writes_it_for_a_point_of_the_work_list_is_told_too(table: AtTable) -> None:
    with table.changing() as session:
        process = table.process(session)
        item = add_item(session, SYSTEM, process, WorkOutline(WorkKind.MILESTONE, "Punto"))
        page = f"{table.home}/work/{item.id}/commitment"
    helped = {"co_responsibles": GROUPS[BY_ACCOUNT]}
    answer = send(table.browser(), page, **(WRITTEN | helped))
    assert answer.status_code == 422
    assert REFUSED in answer.text


def test_another_group_verifies_and_is_not_refused(table: AtTable) -> None:
    assert now(table, promised(table, co_responsibles=("Otra",))).verifier_group == GROUPS[BY_CARD]
