"""How a case is carried from receipt to an outcome, verb by verb."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from accounts.roles import Role
from grievances.deadlines import FAR_OFF
from grievances.kinds import MessageKind, ResolvedHow
from grievances.lifecycle import CASE, NOT_YET_OPEN, State, Verb
from grievances.models import Case, Message, Note, Step
from grievances.operations import answering, casework, messages
from grievances.operations.casework import CASEWORK, Words
from grievances.operations.moves import expect_version
from grievances.policy import open_verbs
from grievances.queries import contents
from grievances.queries.clocks import deadline_of
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.errors import BadInput, Forbidden, Refusal, RuleBroken
from kernel.policy import Actor
from tests.factories.cases import Scene, make_office, make_staff

RATED = Words(text="Hay daño al agua de riego.", severity=(3, 2, 2))
OUTCOME = Words(
    text="La empresa abrirá el canal.",
    findings="Acta de visita.",
    resolved_how=ResolvedHow.AGREEMENT,
)


def do(scene: Scene, actor: Actor, verb: Verb, words: Words | None = None) -> None:
    CASEWORK[verb](scene.session, scene.key, actor, scene.case, words or Words(text="Un texto."))


def screened(scene: Scene) -> None:
    do(scene, scene.intake, Verb.SCREEN)
    casework.take(scene.session, scene.handler, scene.case)


def admitted(scene: Scene) -> None:
    screened(scene)
    do(scene, scene.handler, Verb.PROPOSE_ADMISSION, RATED)
    do(scene, scene.supervisor, Verb.ADMIT, RATED)


def proposed(scene: Scene) -> None:
    admitted(scene)
    do(scene, scene.handler, Verb.INVESTIGATE)
    do(scene, scene.handler, Verb.PROPOSE_OUTCOME, OUTCOME)


def communicated(scene: Scene) -> None:
    proposed(scene)
    do(scene, scene.supervisor, Verb.COMMUNICATE)


def state(scene: Scene) -> State:
    return scene.case.state


def said(scene: Scene) -> list[tuple[MessageKind, str]]:
    return [
        (one.kind, one.text) for one in contents.messages_of(scene.session, scene.key, scene.case)
    ]


def test_a_case_goes_from_receipt_to_a_confirmed_outcome(scene: Scene) -> None:
    communicated(scene)
    answering.confirm_outcome(scene.session, scene.filer, scene.case)
    do(scene, scene.handler, Verb.FOLLOW_UP)
    do(scene, scene.handler, Verb.CLOSE)
    assert state(scene) is State.CLOSED
    assert (MessageKind.OUTCOME, OUTCOME.text) in said(scene)
    assert scene.case.confirmed_at is not None


def test_every_move_leaves_a_step_and_a_line_in_the_trail(scene: Scene) -> None:
    admitted(scene)
    steps = list(scene.session.scalars(select(Step.verb).order_by(Step.id)))
    assert steps == [None, Verb.SCREEN, Verb.PROPOSE_ADMISSION, Verb.ADMIT]
    trail = scene.session.scalars(
        select(Entry.facts).where(Entry.event == "grievances:case:moved").order_by(Entry.id)
    )
    assert [facts["verb"] for facts in trail] == ["screen", "propose_admission", "admit"]


def test_the_first_words_of_the_office_are_its_acknowledgement(scene: Scene) -> None:
    do(scene, scene.intake, Verb.ACKNOWLEDGE)
    assert scene.case.acknowledged_at is not None
    assert Verb.ACKNOWLEDGE not in open_verbs(scene.intake, scene.case)


def test_admission_needs_two_people(scene: Scene) -> None:
    screened(scene)
    do(scene, scene.handler, Verb.PROPOSE_ADMISSION, RATED)
    both = Actor(
        scene.handler.person_id,
        scene.handler.grants | {next(iter(scene.supervisor.grants))},
    )
    with pytest.raises(Forbidden):
        do(scene, both, Verb.ADMIT, RATED)
    do(scene, scene.supervisor, Verb.ADMIT, RATED)
    rated = contents.severities_of(scene.session, scene.case)
    assert {severity.person_id for severity, _ in rated} == {
        scene.handler.person_id,
        scene.supervisor.person_id,
    }


def test_admission_without_a_proposal_is_refused(scene: Scene) -> None:
    screened(scene)
    with pytest.raises(Forbidden):
        do(scene, scene.supervisor, Verb.ADMIT, RATED)


def test_admission_needs_the_severity_of_both(scene: Scene) -> None:
    screened(scene)
    with pytest.raises(BadInput, match="severity-missing"):
        do(scene, scene.handler, Verb.PROPOSE_ADMISSION, Words(text="Motivo"))


def test_a_recommendation_not_to_admit_cannot_be_turned_into_an_admission(scene: Scene) -> None:
    screened(scene)
    do(scene, scene.handler, Verb.PROPOSE_NOT_ADMITTING)
    with pytest.raises(Forbidden):
        do(scene, scene.supervisor, Verb.ADMIT, RATED)
    do(scene, scene.supervisor, Verb.DECLINE)
    assert state(scene) is State.NOT_ADMITTED
    assert said(scene)[-1] == (MessageKind.DECISION, "Un texto.")


def test_not_admitting_without_a_written_reason_is_refused(scene: Scene) -> None:
    screened(scene)
    do(scene, scene.handler, Verb.PROPOSE_NOT_ADMITTING)
    with pytest.raises(BadInput, match="text-missing"):
        do(scene, scene.supervisor, Verb.DECLINE, Words(text="  "))


def test_a_returned_recommendation_can_be_made_anew(scene: Scene) -> None:
    screened(scene)
    do(scene, scene.handler, Verb.PROPOSE_ADMISSION, RATED)
    do(scene, scene.supervisor, Verb.RETURN_ADMISSION)
    assert Verb.PROPOSE_NOT_ADMITTING in open_verbs(scene.handler, scene.case)


def test_the_outcome_needs_two_people(scene: Scene) -> None:
    proposed(scene)
    own = Actor(scene.handler.person_id, scene.handler.grants | scene.supervisor.grants)
    with pytest.raises(Forbidden):
        do(scene, own, Verb.COMMUNICATE)
    assert MessageKind.OUTCOME not in {kind for kind, _ in said(scene)}


@pytest.mark.parametrize("missing", ["text", "findings", "resolved_how"])
def test_an_outcome_without_findings_or_plain_words_is_refused(scene: Scene, missing: str) -> None:
    admitted(scene)
    do(scene, scene.handler, Verb.INVESTIGATE)
    whole: dict[str, Any] = {"text": "a", "findings": "b", "resolved_how": ResolvedHow.AGREEMENT}
    whole[missing] = None if missing == "resolved_how" else ""
    with pytest.raises(BadInput, match="outcome-incomplete"):
        do(scene, scene.handler, Verb.PROPOSE_OUTCOME, Words(**whole))


def test_a_question_stops_the_clock_and_the_answer_brings_the_case_back(scene: Scene) -> None:
    screened(scene)
    do(scene, scene.handler, Verb.ASK, Words(text="¿Desde cuándo?"))
    assert state(scene) is State.NEEDS_INFO
    messages.write_as_filer(
        scene.session, scene.key, scene.filer, scene.case, "Siptiyimrimanta.", "qu"
    )
    assert state(scene) is State.SCREENING
    assert said(scene)[-1] == (MessageKind.ANSWER, "Siptiyimrimanta.")


def test_the_days_of_an_open_question_are_given_back_to_the_clock(scene: Scene) -> None:
    screened(scene)
    without = scene.case.due_on
    do(scene, scene.handler, Verb.ACKNOWLEDGE)
    do(scene, scene.handler, Verb.ASK)
    assert scene.case.due_on == FAR_OFF
    with at(now() + timedelta(days=14)):
        messages.write_as_filer(scene.session, scene.key, scene.filer, scene.case, "Sí", "es")
    clock = deadline_of(scene.case)
    assert clock is not None
    assert clock.paused == 14
    assert scene.case.due_on == clock.due > without + timedelta(days=14)


def test_a_question_in_the_investigation_brings_the_case_back_there(scene: Scene) -> None:
    admitted(scene)
    do(scene, scene.handler, Verb.INVESTIGATE)
    do(scene, scene.handler, Verb.ASK)
    messages.write_as_filer(scene.session, scene.key, scene.filer, scene.case, "Sí", "es")
    assert state(scene) is State.INVESTIGATING


def test_a_disputed_outcome_is_reviewed_by_somebody_else(scene: Scene) -> None:
    communicated(scene)
    answering.dispute_outcome(
        scene.session, scene.key, scene.filer, scene.case, "El agua no volvió.", "es"
    )
    assert state(scene) is State.UNDER_REVIEW
    with pytest.raises(Forbidden):
        do(scene, scene.supervisor, Verb.UPHOLD)
    do(scene, scene.second_supervisor, Verb.REOPEN)
    assert state(scene) is State.REOPENED
    do(scene, scene.handler, Verb.INVESTIGATE)
    assert state(scene) is State.INVESTIGATING


def test_who_confirmed_cannot_dispute_any_more(scene: Scene) -> None:
    communicated(scene)
    answering.confirm_outcome(scene.session, scene.filer, scene.case)
    with pytest.raises(Forbidden):
        answering.dispute_outcome(scene.session, scene.key, scene.filer, scene.case, "No", "es")


@pytest.mark.parametrize("verb", [Verb.CLOSE, Verb.FOLLOW_UP])
def test_nobody_ends_a_case_while_the_person_may_still_object(scene: Scene, verb: Verb) -> None:
    communicated(scene)
    with pytest.raises(Forbidden):
        do(scene, scene.handler, verb)
    assert Verb.DISPUTE in open_verbs(scene.filer, scene.case)
    with at(now() + timedelta(days=40)):
        do(scene, scene.handler, verb)


def test_who_has_a_tie_loses_the_case_at_once(scene: Scene) -> None:
    screened(scene)
    casework.declare_conflict(scene.session, scene.handler, scene.case, has_conflict=True)
    assert scene.case.handler_id is None
    assert open_verbs(scene.handler, scene.case) == []
    with pytest.raises(RuleBroken, match="handler-has-conflict"):
        casework.assign(
            scene.session, scene.key, scene.intake, scene.case, scene.handler.person_id or 0
        )


def test_a_case_is_given_only_to_a_handler_of_its_office(scene: Scene) -> None:
    other = make_staff(scene.session, make_office(scene.session, scene.vault), Role.HANDLER)
    with pytest.raises(BadInput, match="not-a-handler"):
        casework.assign(scene.session, scene.key, scene.intake, scene.case, other.person_id or 0)
    casework.assign(
        scene.session, scene.key, scene.intake, scene.case, scene.handler.person_id or 0
    )
    assert scene.case.handler_id == scene.handler.person_id


def test_a_case_that_has_ended_is_nobodys_to_take_or_give(scene: Scene) -> None:
    scene.case.state = State.CLOSED
    scene.session.flush()
    with pytest.raises(Forbidden):
        casework.take(scene.session, scene.handler, scene.case)
    with pytest.raises(Forbidden):
        casework.assign(
            scene.session, scene.key, scene.intake, scene.case, scene.handler.person_id or 0
        )


def test_the_office_sees_who_waits_for_an_answer(scene: Scene) -> None:
    messages.write_as_filer(scene.session, scene.key, scene.filer, scene.case, "¿Y?", "es")
    since = scene.case.waiting_since
    messages.write_as_filer(scene.session, scene.key, scene.filer, scene.case, "¿Y ahora?", "es")
    assert scene.case.waiting_since == since is not None
    messages.write_as_office(scene.session, scene.key, scene.handler, scene.case, "Ya", "es")
    assert scene.case.waiting_since is None


def test_notes_stay_among_staff(scene: Scene) -> None:
    messages.write_note(scene.session, scene.key, scene.handler, scene.case, "Cuidado.")
    assert said(scene) == []
    with pytest.raises(Forbidden):
        contents.notes_of(scene.session, scene.key, scene.filer, scene.case)


def test_an_older_page_cannot_overwrite_what_changed_meanwhile(scene: Scene) -> None:
    seen = scene.case.version
    do(scene, scene.intake, Verb.SCREEN)
    scene.session.flush()
    with pytest.raises(RuleBroken, match="changed-meanwhile"):
        expect_version(scene.case, seen)


def test_every_verb_of_staff_that_is_open_today_has_its_operation() -> None:
    from grievances.lifecycle import FILER_VERBS

    assert set(CASEWORK) == set(Verb) - NOT_YET_OPEN - FILER_VERBS


@pytest.mark.parametrize("state", State)
def test_a_verb_out_of_order_changes_nothing(scene: Scene, state: State) -> None:
    scene.case.state = state
    scene.session.flush()
    for verb in sorted(set(CASEWORK) - set(CASE.open_verbs(state))):
        with pytest.raises(Refusal), scene.session.begin_nested():
            do(scene, scene.handler, verb, OUTCOME)
    assert scene.session.get_one(Case, scene.case.id).state is state
    assert not scene.session.scalars(select(Message)).all()
    assert not scene.session.scalars(select(Note)).all()


def test_a_declared_tie_is_taken_back_by_nobody(scene: Scene) -> None:
    """Nor by beginning the review, which declares that there is none."""
    casework.declare_conflict(scene.session, scene.handler, scene.case, has_conflict=True)
    with pytest.raises(Forbidden):
        casework.screen(scene.session, scene.key, scene.handler, scene.case, Words())
    with pytest.raises(Forbidden):
        casework.declare_conflict(scene.session, scene.handler, scene.case, has_conflict=False)
    assert [one.has_conflict for one in scene.case.conflicts] == [True]
