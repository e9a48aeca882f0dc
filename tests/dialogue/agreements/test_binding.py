"""What an agreement promises binds from the day it is in force, and no longer than it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.models import Office
from accounts.roles import Role
from commitments.kinds import Side, Tab
from commitments.lifecycle import Status, Verb
from commitments.models import Commitment, Update
from commitments.operations.naming import Naming, name_person
from commitments.operations.publishing import publish
from commitments.operations.reminding import REMINDER, remind
from commitments.operations.telling import News, tell
from commitments.queries.quality import rates_for
from commitments.queries.registry import Filters, all_of
from dialogue.kinds import Visibility
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement
from dialogue.queries.keeping import rates_at
from dialogue.queries.report.decided import promised
from kernel.clock import at
from kernel.errors import RuleBroken
from kernel.notices import Notice
from kernel.policy import SYSTEM
from tests.dialogue.agreements.at_signing import (
    act,
    draft_at,
    jobs_of,
    page_of,
    press,
    sealed_at,
    sign_as,
)
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import send
from tests.factories.agreements import new_promise_in

LATE = datetime(2026, 12, 20, 15, tzinfo=UTC)
"""Past the day on which what the tests promise falls due."""


def written_at(table: AtTable) -> str:
    """A draft that promises something; its code."""
    code = draft_at(table)
    act(table, code, lambda s, p, a: new_promise_in(s, p, a))
    return code


def in_force_at(table: AtTable, **facts: Any) -> str:
    code = sealed_at(table, **facts)
    for who in ("community", "company"):
        sign_as(table, who, code)
    return code


def made_in(session: Session, code: str) -> Commitment:
    return session.query(Commitment).filter_by(made_in=f"agreement:{code}").one()


def status_in(table: AtTable, code: str) -> Status:
    with table.reading() as session:
        return made_in(session, code).status


def reminded(table: AtTable) -> int:
    """So many reminders somebody who is named gets once the day has passed."""
    with table.changing() as session:
        for one in session.query(Commitment):
            named = Naming(Side.AFFECTED, "Rosa", email="rosa@example.org")
            name_person(session, table.vault, SYSTEM, one, named)
    with at(LATE), table.changing() as session:
        remind(session, jobs_of(table), 0)
        return session.query(Notice).filter_by(kind=REMINDER).count()


def counted(table: AtTable) -> tuple[int, int, int, int]:
    """In how many places it counts: register, rates of office and table, report of the table."""
    with table.reading() as session:
        process, office = table.process(session), session.get_one(Office, table.office_id)
        return (
            len(all_of(session, SYSTEM, Filters(tab=Tab.ALL))),
            rates_for(session, SYSTEM, office).total,
            rates_at(session, SYSTEM, process).total,
            len(promised(session, process, public=False)),
        )


@pytest.mark.parametrize("written", [written_at, sealed_at])
def test_what_nobody_finished_signing_binds_nobody(table: AtTable, written: Any) -> None:
    code = written(table)
    assert status_in(table, code) is Status.PROPOSED
    assert counted(table) == (0, 0, 0, 0)
    assert reminded(table) == 0
    assert "Aún no vigente" in table.seat().get(page_of(table, code)).text


def test_what_is_not_in_force_is_shown_to_nobody(table: AtTable) -> None:
    code = written_at(table)
    with table.changing() as session:
        one = made_in(session, code)
        with pytest.raises(RuleBroken, match="promise-not-in-force"):
            publish(session, SYSTEM, one, is_public=True, seen=one.version)
    with table.reading() as session:
        address = f"/promises/{made_in(session, code).code}"
    assert table.nobody().get(address).status_code == 404


def test_the_last_signature_lets_it_bind_and_its_date_stands(table: AtTable) -> None:
    code = in_force_at(table)
    with table.reading() as session:
        one = made_in(session, code)
        assert (one.status, str(one.due_on)) == (Status.NOT_STARTED, "2026-12-01")
        entered = session.query(Update).one()
        agreement = session.query(Agreement).one()
        assert (entered.verb, entered.evidence) == (Verb.ENTER, agreement.subject)
        assert entered.happened_on == agreement.in_force_on
    assert counted(table) == (1, 1, 1, 1)
    assert reminded(table) == 1


def test_nobody_tells_of_a_promise_before_it_binds(table: AtTable) -> None:
    code = sealed_at(table)
    with table.reading() as session:
        address = f"/commitments/{made_in(session, code).code}"
    page = table.browser(Role.COORDINATOR).get(address).text
    for verb in Verb:
        assert f"{address}/do/{verb.value}" not in page
    assert f"{address}/new-date" not in page
    answer = table.browser(Role.COORDINATOR).get(f"{address}/do/start")
    assert answer.status_code == 409


def test_what_a_void_agreement_promised_has_no_effect_and_its_page_says_why(
    table: AtTable,
) -> None:
    code = in_force_at(table)
    press(table, code, "/end/void", reason="La mina se vendió")
    assert status_in(table, code) is Status.LAPSED
    assert reminded(table) == 0
    with table.reading() as session:
        address = f"/commitments/{made_in(session, code).code}"
    page = table.browser(Role.COORDINATOR).get(address).text
    assert "Quedó sin efecto" in page
    assert "La mina se vendió" in page
    assert page_of(table, code) in page
    assert "/do/reopen" not in page


def test_what_was_kept_before_stays_kept(table: AtTable) -> None:
    code = in_force_at(table)
    with table.changing() as session:
        made_in(session, code).status = Status.VERIFIED
    press(table, code, "/end/void", reason="La mina se vendió")
    assert status_in(table, code) is Status.VERIFIED


@pytest.mark.parametrize("status", [Status.VERIFIED, Status.REFORMULATED, Status.CANCELLED])
def test_nothing_of_a_void_agreement_is_taken_up_again(table: AtTable, status: Status) -> None:
    code = in_force_at(table)
    with table.changing() as session:
        made_in(session, code).status = status
    with table.reading() as session:
        address = f"/commitments/{made_in(session, code).code}"
    by, page = table.browser(Role.COORDINATOR), f"{address}/do/reopen"
    assert page in by.get(address).text
    press(table, code, "/end/void", reason="La mina se vendió")
    assert page not in by.get(address).text
    asked = by.get(page)
    assert asked.status_code == 409
    assert "El acuerdo de este compromiso ya no vale" in asked.text
    with table.reading() as session:
        seen = made_in(session, code).version
    on = {"happened_on-day": "1", "happened_on-month": "3", "happened_on-year": "2026"}
    told = {"version": str(seen), "note": "Falló otra vez"}
    answer = send(by, "/commitments/new", page, **told, **on)
    assert answer.status_code == 409
    assert "las partes lo prometen otra vez" in answer.text
    assert status_in(table, code) is status


def test_what_another_agreement_replaced_is_not_taken_up_either(table: AtTable) -> None:
    old = in_force_at(table)
    with table.changing() as session:
        made_in(session, old).status = Status.VERIFIED
        number = session.query(Agreement).one().id
    in_force_at(table, title="Agua, otra vez", replaces_id=number)
    with table.changing() as session:
        one = made_in(session, old)
        news = News(happened_on=one.made_on, note="Falló otra vez")
        with pytest.raises(RuleBroken, match="promise-counts-no-more"):
            tell(session, table.vault, SYSTEM, one, Verb.REOPEN, news, seen=one.version)


def test_a_void_draft_never_counts(table: AtTable) -> None:
    code = written_at(table)
    press(table, code, "/end/void", reason="Nadie lo quiso")
    assert status_in(table, code) is Status.WITHDRAWN
    assert counted(table) == (0, 0, 0, 0)


def test_what_a_replaced_agreement_promised_points_to_the_one_that_stands(table: AtTable) -> None:
    old = in_force_at(table)
    with table.reading() as session:
        number = session.query(Agreement).one().id
    new = in_force_at(table, title="Agua, otra vez", replaces_id=number)
    assert (status_in(table, old), status_in(table, new)) == (Status.LAPSED, Status.NOT_STARTED)
    with table.reading() as session:
        last = session.query(Update).filter_by(verb=Verb.LAPSE).one()
        assert last.evidence == f"agreement:{new}"
        address = f"/commitments/{made_in(session, old).code}"
    assert page_of(table, new) in table.browser(Role.COORDINATOR).get(address).text


def test_a_sealed_act_takes_no_promise_that_nobody_signed(table: AtTable) -> None:
    code = in_force_at(table)
    with table.changing() as session:
        process, agreement = table.process(session), session.query(Agreement).one()
        with pytest.raises(RuleBroken, match="agreement-signed-as-it-is"):
            new_promise_in(session, process, agreement)
    assert "/commitments/new" not in table.browser().get(page_of(table, code)).text


def test_every_promise_of_a_published_agreement_is_public(table: AtTable) -> None:
    table.becomes(visibility=Visibility.PUBLIC)
    code = in_force_at(table)
    press(table, code, "/publish/publish")
    with table.reading() as session:
        one = made_in(session, code).code
    assert table.nobody().get(f"/promises/{one}").status_code == 200
    press(table, code, "/end/void", reason="La mina se vendió")
    assert "Sin efecto" in table.nobody().get(f"/promises/{one}").text


def drop(table: AtTable, code: str) -> TestResponse:
    with table.reading() as session:
        one = made_in(session, code)
        page, seen = page_of(table, code, f"/commitments/{one.code}"), str(one.version)
    return send(table.browser(), page, f"{page}/drop", of=seen)


def test_a_promise_is_taken_out_of_a_draft_and_not_out_of_what_is_signed(table: AtTable) -> None:
    code = sealed_at(table)
    assert drop(table, code).status_code == 422
    assert status_in(table, code) is Status.PROPOSED
    press(table, code, "/end/withdraw", reason="Sobra un compromiso")
    assert drop(table, code).status_code == 303
    press(table, code, "/seal")
    for who in ("community", "company"):
        sign_as(table, who, code, of="2")
    assert status_in(table, code) is Status.WITHDRAWN
    with table.reading() as session:
        assert session.query(Agreement).one().state is AgreementState.IN_FORCE
        withdrawn = made_in(session, code).code
    assert withdrawn not in table.seat("community").get(f"{table.home}/confirmations").text
