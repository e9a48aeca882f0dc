"""What an agreement promises: tied to it and to its table, counted, and seen from both ends."""

from typing import Any

import pytest

from accounts.roles import Role
from commitments.lifecycle import Status
from commitments.models import Commitment
from commitments.quality import Rate
from dialogue.queries.keeping import rates_at
from kernel.clock import now
from kernel.policy import STRANGER, SYSTEM
from tests.dialogue.agreements.at_signing import draft_at, page_of, sealed_at, sign_as
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import send
from tests.factories.actas import agreed
from tests.factories.meetings import new_meeting

WRITTEN = {
    "what": "Cerrar el pozo 4", "responsible_group": "Minera Cobre Alto",
    "verifier_group": "Comunidad de Qollpa", "priority": "normal", "recurrence": "",
    "due_on-day": "1", "due_on-month": "12", "due_on-year": "2026",
    "made_on-day": "2", "made_on-month": "3", "made_on-year": "2026",
}  # fmt: skip


def promise(table: AtTable, code: str, **fields: Any) -> Any:
    page = page_of(table, code, "/commitments/new")
    return send(table.browser(), page, **(WRITTEN | fields))


def only(table: AtTable) -> Commitment:
    with table.reading() as session:
        found = session.query(Commitment).one()
        session.expunge_all()
        return found


def test_a_commitment_belongs_to_its_agreement_and_to_the_table(table: AtTable) -> None:
    code = draft_at(table)
    assert promise(table, code).status_code == 303
    made = only(table)
    assert made.made_in == made.agreement == f"agreement:{code}"
    assert made.belongs_to == f"process:{table.code}"
    assert made.code in table.seat("company").get(page_of(table, code)).text


def test_its_own_page_leads_back_to_the_agreement(table: AtTable) -> None:
    code = sealed_at(table)
    page = table.browser(Role.COORDINATOR).get(f"/commitments/{only(table).code}").text
    assert page_of(table, code) in page
    assert table.home in page


def test_nobody_promises_without_who_verifies(table: AtTable) -> None:
    answer = promise(table, draft_at(table), verifier_group="")
    assert answer.status_code == 400
    with table.reading() as session:
        assert session.query(Commitment).count() == 0


@pytest.mark.parametrize("silent", [True, False])
def test_a_verifier_that_nobody_speaks_for_is_warned_of_and_not_refused(
    table: AtTable, silent: bool
) -> None:
    code, said = draft_at(table), "nadie se sienta por ese grupo"
    fields = {"verifier_group": "Observatorio del Agua"} if silent else {}
    assert promise(table, code, **fields).status_code == 303
    page = table.browser(Role.FACILITATOR).get(page_of(table, code)).text
    assert (said in page) is silent
    assert "Sellar el texto" in page


def test_nothing_is_promised_while_people_sign_what_they_read(table: AtTable) -> None:
    code = sealed_at(table)
    assert promise(table, code).status_code == 409
    for who in ("community", "company"):
        sign_as(table, who, code)
    assert promise(table, code, what="Avisar antes de sacar agua").status_code == 409


def test_a_promise_is_corrected_as_long_as_the_agreement_is_a_draft(table: AtTable) -> None:
    code = draft_at(table)
    promise(table, code)
    page = page_of(table, code, f"/commitments/{only(table).code}")
    mended = send(table.browser(), page, **(WRITTEN | {"what": "Cerrar los pozos"}), version="1")
    assert mended.status_code == 303
    assert only(table).what == "Cerrar los pozos"


def test_a_sealed_promise_is_not_corrected(table: AtTable) -> None:
    code = sealed_at(table)
    page = page_of(table, code, f"/commitments/{only(table).code}")
    assert send(table.browser(), page, **WRITTEN, version="1").status_code == 409


def test_the_rates_of_the_table_count_its_commitments_and_no_other(table: AtTable) -> None:
    sealed_at(table)
    draft_at(table, title="Sin compromiso")
    with table.changing() as session:
        session.query(Commitment).one().status = Status.VERIFIED
        process = table.process(session)
        held = new_meeting(
            session, table.vault, process.office, belongs_to=process.subject, opened_at=now()
        )
        agreed(session, held, 1, "Avisar antes de sacar agua")
    with table.reading() as session:
        rates = rates_at(session, SYSTEM, table.process(session))
        strange = rates_at(session, STRANGER, table.process(session))
    assert (rates.verified, rates.agreements_without_commitment) == (Rate(1, 1), Rate(1, 2))
    assert rates.actas_without_agenda == Rate(1, 1)
    assert strange.actas_without_agenda is strange.agreements_without_commitment is None
    assert "Comprobados" in table.seat().get(f"{table.home}/agreements").text


@pytest.mark.parametrize("who", ["community", "company", "observer"])
def test_who_sits_there_reads_the_promises_and_writes_none(table: AtTable, who: str) -> None:
    code = sealed_at(table)
    page = table.seat(who).get(page_of(table, code))
    assert "Cerrar el pozo 4" in page.text
    assert "/commitments/new" not in page.text
    answer = table.seat(who).get(page_of(table, code, "/commitments/new"))
    assert answer.status_code in {302, 303, 403}
