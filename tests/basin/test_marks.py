"""What is said of evidence and of thresholds stands beside them for ever, with who said it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from accounts.roles import Role
from basin.kinds import Comparison, MarkKind, ThresholdState, Visibility
from basin.models import Entry, Evidence, Mark, Study, Threshold
from basin.operations.marks import dispute, endorse, supersede
from basin.operations.thresholds import (
    Limit,
    adopt_threshold,
    propose_threshold,
    withdraw_threshold,
)
from basin.queries.evidence import marks_of, thresholds_of
from basin.queries.rows import mark_row, threshold_row
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import SYSTEM, Actor
from kernel.vault import Vault
from tests.factories.accounts import actor_of, new_office, new_person
from tests.factories.basin import new_evidence, new_expert, new_member, new_study

LEVEL = Limit("lagoon_level", Comparison.BELOW, 1.45, "m")


@dataclass
class Table:
    """A study at work in one open change."""

    session: Session
    study: Study
    evidence: Evidence
    member: Actor
    expert: Actor
    facilitator: Actor
    stranger: Actor


@pytest.fixture
def at(any_database: Database, vault: Vault) -> Iterator[Table]:
    with any_database.changing() as session:
        office = new_office(session, vault)
        study = new_study(session, office, visibility=Visibility.MEMBERS)
        seated = new_person(session, office, name="Rosa Quispe")
        learned = new_person(session, office, name="Dra. Mamani")
        new_member(session, study, seated, group="Comunidad Qollpa")
        new_expert(session, study, learned, institution="Universidad de Jujuy")
        staff = new_person(session, office, Role.FACILITATOR)
        other = new_person(session, new_office(session, vault), Role.FACILITATOR)
        evidence = new_evidence(session, study)
        actors = [actor_of(session, one) for one in (seated, learned, staff, other)]
        yield Table(session, study, evidence, *actors)


def test_who_sits_at_the_table_disputes_with_reasons_for_their_group(at: Table) -> None:
    mark = dispute(at.session, at.member, at.evidence, " La estación estaba caída. ", group="X")
    assert mark.kind is MarkKind.DISPUTES
    assert mark.said_by == "Comunidad Qollpa"
    assert mark.reasons == "La estación estaba caída."
    assert mark.person_id == at.member.person_id
    assert list(marks_of(at.session, at.evidence)) == [mark]
    said = json.loads(mark.entry.document)
    ids = {at.study.code: at.study.id, at.evidence.code: at.evidence.id}
    row = mark_row(mark.entry_id, said, ids)
    assert {name: getattr(mark, name) for name in row} == row
    assert row.keys() == set(Mark.__mapper__.columns.keys())


def test_staff_write_down_what_a_group_that_they_name_disputes(at: Table) -> None:
    with pytest.raises(BadInput, match="said-by-nobody"):
        dispute(at.session, at.facilitator, at.evidence, "No medimos eso.")
    mark = dispute(at.session, at.facilitator, at.evidence, "No medimos eso.", group="Comunidad T")
    assert (mark.said_by, mark.person_id) == ("Comunidad T", at.facilitator.person_id)
    with pytest.raises(BadInput, match="dispute-without-reasons"):
        dispute(at.session, at.member, at.evidence, "  ")
    with pytest.raises(Forbidden):
        dispute(at.session, at.stranger, at.evidence, "No es mi mesa.", group="Otra")


def test_an_expert_of_the_council_endorses_once_and_nobody_else_does(at: Table) -> None:
    mark = endorse(at.session, at.expert, at.evidence)
    assert mark.said_by == "Dra. Mamani (Universidad de Jujuy)"
    assert mark.expert_id == at.study.experts[0].id
    with pytest.raises(RuleBroken, match="evidence-endorsed-already"):
        endorse(at.session, at.expert, at.evidence)
    for actor in (at.member, at.facilitator, SYSTEM):
        with pytest.raises(Forbidden):
            endorse(at.session, actor, at.evidence)


def test_only_newer_evidence_of_the_same_study_takes_the_place_of_another_and_once(
    at: Table, vault: Vault
) -> None:
    newer = new_evidence(at.session, at.study)
    foreign = new_evidence(at.session, new_study(at.session, at.study.office))
    with pytest.raises(RuleBroken, match="evidence-not-newer"):
        supersede(at.session, at.facilitator, newer, at.evidence)
    with pytest.raises(RuleBroken, match="evidence-not-newer"):
        supersede(at.session, at.facilitator, newer, newer)
    with pytest.raises(RuleBroken, match="evidence-of-another-study"):
        supersede(at.session, at.facilitator, at.evidence, foreign)
    with pytest.raises(Forbidden):
        supersede(at.session, at.member, at.evidence, newer)
    mark = supersede(at.session, at.facilitator, at.evidence, newer, "Datos corregidos")
    assert (mark.kind, mark.newer_id) == (MarkKind.SUPERSEDES, newer.id)
    with pytest.raises(RuleBroken, match="evidence-superseded-already"):
        supersede(at.session, at.facilitator, at.evidence, newer)


def test_a_threshold_is_proposed_agreed_somewhere_and_withdrawn(at: Table) -> None:
    proposed = propose_threshold(at.session, at.member, at.study, LEVEL, basis="Nunca bajó de ahí")
    assert (proposed.state, proposed.said_by) == (
        ThresholdState.PROPOSED, "Comunidad Qollpa",
    )  # fmt: skip
    row = threshold_row(proposed.entry_id, _said(at, proposed), {at.study.code: at.study.id})
    assert {name: getattr(proposed, name) for name in row} == row
    assert row.keys() == set(Threshold.__mapper__.columns.keys())
    with pytest.raises(RuleBroken, match="threshold-stands-already"):
        propose_threshold(at.session, at.expert, at.study, LEVEL, basis="Igual")
    with pytest.raises(Forbidden):
        adopt_threshold(at.session, at.member, at.study, proposed, agreed_in="meeting:M-1")
    with pytest.raises(BadInput, match="threshold-agreed-nowhere"):
        adopt_threshold(at.session, at.facilitator, at.study, proposed, agreed_in=" ")
    agreed = adopt_threshold(
        at.session, at.facilitator, at.study, proposed, agreed_in="meeting:M-ABC234"
    )
    assert list(thresholds_of(at.session, at.study)) == [agreed]
    with pytest.raises(RuleBroken, match="threshold-not-proposed"):
        adopt_threshold(at.session, at.facilitator, at.study, agreed, agreed_in="meeting:M-1")
    with pytest.raises(BadInput, match="threshold-agreed-nowhere"):
        withdraw_threshold(at.session, at.facilitator, at.study, agreed)
    gone = withdraw_threshold(
        at.session, at.facilitator, at.study, agreed, agreed_in="meeting:M-DEF567"
    )
    assert [one.state for one in thresholds_of(at.session, at.study)] == [ThresholdState.WITHDRAWN]
    with pytest.raises(RuleBroken, match="threshold-not-standing"):
        withdraw_threshold(at.session, at.facilitator, at.study, gone, agreed_in="meeting:M-1")
    again = propose_threshold(at.session, at.member, at.study, LEVEL, basis="Otra vez")
    assert list(thresholds_of(at.session, at.study)) == [again]


def test_a_new_agreement_on_a_variable_takes_the_place_of_the_old_one(at: Table) -> None:
    higher = Limit("lagoon_level", Comparison.BELOW, 1.6, "m")
    other = Limit("streamflow", Comparison.BELOW, 170.0, "L/s")
    for limit in (LEVEL, other, higher):
        row = propose_threshold(at.session, SYSTEM, at.study, limit, basis="Medido", group="Mesa")
        adopt_threshold(at.session, SYSTEM, at.study, row, agreed_in="meeting:M-ABC234")
    states = {one.value: one.state for one in thresholds_of(at.session, at.study)}
    assert states == {
        1.45: ThresholdState.WITHDRAWN, 170.0: ThresholdState.AGREED, 1.6: ThresholdState.AGREED,
    }  # fmt: skip


def test_who_sits_without_a_group_is_never_named_by_what_they_say(at: Table) -> None:
    person = new_person(at.session, None, name="Zenobia Qanaripuy")
    new_member(at.session, at.study, person, group="")
    zenobia = actor_of(at.session, person)
    marked = dispute(at.session, zenobia, at.evidence, "No vimos esa agua.")
    proposed = propose_threshold(at.session, zenobia, at.study, LEVEL, basis="Lo que vemos")
    assert marked.said_by == proposed.said_by == "Alguien de la comunidad"
    for row in (marked, proposed):
        assert "Zenobia" not in at.session.get_one(Entry, row.entry_id).document


@pytest.mark.parametrize(
    ("limit", "basis", "code"),
    [
        (Limit("lagoon_level", Comparison.BELOW, 145.0, "cm"), "x", "threshold-wrong-unit"),
        (Limit("lagoon_level", Comparison.BELOW, float("nan"), "m"), "x", "threshold-incomplete"),
        (Limit("", Comparison.BELOW, 1.0, "m"), "x", "threshold-incomplete"),
        (LEVEL, " ", "threshold-without-basis"),
    ],
)
def test_a_threshold_that_cannot_be_understood_is_not_proposed(
    at: Table, limit: Limit, basis: str, code: str
) -> None:
    with pytest.raises(BadInput, match=code):
        propose_threshold(at.session, at.member, at.study, limit, basis=basis)


def _said(at: Table, row: Threshold) -> dict[str, object]:
    said: dict[str, object] = json.loads(at.session.get_one(Entry, row.entry_id).document)
    return said
