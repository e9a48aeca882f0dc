"""What an agreement adopts of a study is agreed there once the last party signed, not before."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.roles import Role
from basin.kinds import Comparison, ThresholdState
from basin.models import Study
from basin.operations.thresholds import Limit, propose_threshold, withdraw_threshold
from basin.queries.evidence import thresholds_of
from basin.queries.thresholds import histories_of, numbers_of
from dialogue.models import Agreement
from kernel.policy import SYSTEM
from tests.dialogue.agreements.at_signing import (
    draft_at,
    page_of,
    press,
    sealed_at,
    sign_as,
    state_of,
)
from tests.dialogue.at_table import AtTable
from tests.factories.basin import new_study

LEVEL = Limit("lagoon_level", Comparison.BELOW, 1.45, "m")


@pytest.fixture
def proposed(table: AtTable) -> dict[str, Any]:
    """A threshold that is proposed in the study of the table, as an agreement names it."""
    with table.changing() as session:
        process = table.process(session)
        study = new_study(session, process.office)
        process.study = study.subject
        propose_threshold(session, SYSTEM, study, LEVEL, basis="Nunca bajó de ahí", group="Mesa")
        session.flush()
        number = next(iter(numbers_of(session, histories_of(session, study)).values()))
        return {"study": study.code, "threshold": number}


def standing(table: AtTable) -> tuple[ThresholdState, str]:
    """How the threshold stands in its study, and where that was agreed."""
    with table.reading() as session:
        (found,) = thresholds_of(session, _study(session))
        return found.state, found.agreed_in


def _study(session: Session) -> Study:
    return session.query(Study).one()


def test_the_last_signature_adopts_it_and_says_where(
    table: AtTable, proposed: dict[str, Any]
) -> None:
    code = sealed_at(table, thresholds=(proposed,))
    sign_as(table, "community", code)
    assert standing(table)[0] is ThresholdState.PROPOSED
    sign_as(table, "company", code)
    assert standing(table) == (ThresholdState.AGREED, f"agreement:{code}")
    assert "Adoptado en el estudio" in table.seat().get(page_of(table, code)).text


def test_the_study_leads_to_the_agreement(table: AtTable, proposed: dict[str, Any]) -> None:
    code = sealed_at(table, thresholds=(proposed,))
    for who in ("community", "company"):
        sign_as(table, who, code)
    page = table.browser(Role.COORDINATOR).get(f"/studies/{proposed['study']}/thresholds").text
    assert page_of(table, code) in page


def test_signatures_stand_also_where_the_threshold_was_withdrawn_meanwhile(
    table: AtTable, proposed: dict[str, Any]
) -> None:
    code = sealed_at(table, thresholds=(proposed,))
    sign_as(table, "community", code)
    with table.changing() as session:
        study = _study(session)
        withdraw_threshold(session, SYSTEM, study, thresholds_of(session, study)[0])
    sign_as(table, "company", code)
    assert state_of(table, code) == "in_force"
    assert standing(table)[0] is ThresholdState.WITHDRAWN
    assert "No se pudo adoptar en el estudio" in table.seat().get(page_of(table, code)).text


def test_what_an_agreement_adopted_is_agreed_no_more_once_it_is_void(
    table: AtTable, proposed: dict[str, Any]
) -> None:
    code = sealed_at(table, thresholds=(proposed,))
    for who in ("community", "company"):
        sign_as(table, who, code)
    assert press(table, code, "/end/void", reason="La mina se vendió").status_code == 303
    assert standing(table)[0] is ThresholdState.WITHDRAWN


def test_nothing_is_sealed_that_could_not_be_adopted(
    table: AtTable, proposed: dict[str, Any]
) -> None:
    with table.changing() as session:
        study = _study(session)
        withdraw_threshold(session, SYSTEM, study, thresholds_of(session, study)[0])
    code = draft_at(table, thresholds=(proposed,))
    page = table.browser().get(page_of(table, code)).text
    assert "Un umbral ya no se puede adoptar" in page
    assert press(table, code, "/seal").status_code == 422
    assert state_of(table, code) == "draft"


def test_a_threshold_of_a_study_that_the_writer_may_not_read_is_not_named(
    table: AtTable, proposed: dict[str, Any]
) -> None:
    page = f"{table.home}/agreements/new"
    assert f"{proposed['study']}:{proposed['threshold']}" in table.browser().get(page).text
    with table.changing() as session:
        _study(session).office_id = table.other_id
    assert proposed["study"] not in table.browser().get(page).text
    with table.reading() as session:
        assert session.query(Agreement).count() == 0
