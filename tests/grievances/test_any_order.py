"""Whatever people do in whatever order, as far as the buttons let them: what must hold, holds."""

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from grievances.kinds import ResolvedHow
from grievances.lifecycle import FILER_VERBS, State, Verb
from grievances.models import Severity, Step
from grievances.operations import answering, casework, messages, reprisals
from grievances.operations.casework import CASEWORK, Words
from grievances.policy import open_verbs
from kernel.audit import Entry
from kernel.audit_check import verify
from kernel.database import Database, begin_change
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.cases import Scene, make_scene

WORDS = Words(
    text="Un texto.", findings="Acta.", resolved_how=ResolvedHow.AGREEMENT, severity=(1, 2, 3)
)
Move = tuple[Actor, Verb]


def everybody(scene: Scene) -> list[Actor]:
    """The staff, somebody who is handler and supervisor at once, and the person who filed."""
    both = Actor(scene.handler.person_id, scene.handler.grants | scene.supervisor.grants)
    return [scene.intake, both, scene.supervisor, scene.second_supervisor, scene.filer]


def open_moves(scene: Scene) -> list[Move]:
    """Every button that anybody sees now."""
    return [(who, verb) for who in everybody(scene) for verb in open_verbs(who, scene.case)]


def make(scene: Scene, who: Actor, verb: Verb) -> None:
    """Press it."""
    session, key, case = scene.session, scene.key, scene.case
    if verb is Verb.CONFIRM:
        answering.confirm_outcome(session, who, case)
    elif verb is Verb.DISPUTE:
        answering.dispute_outcome(session, key, who, case, "No.", "qu")
    elif verb is Verb.REPRISAL and who.person_id is not None:
        reprisals.note_reprisal(session, key, who, case, "Manchachinku.")
    elif verb is Verb.REPRISAL:
        reprisals.report_reprisal(session, key, who, case, "Manchachiwanku.", "qu")
    elif verb is Verb.WITHDRAW:
        answering.withdraw(session, key, who, case, "", "qu")
    elif verb in FILER_VERBS:
        messages.write_as_filer(session, key, who, case, "Arí.", "qu")
    else:
        CASEWORK[verb](session, key, who, case, WORDS)


def by_whom(steps: list[Step], verb: Verb) -> int | None:
    """Who last made this move."""
    return next(step.person_id for step in reversed(steps) if step.verb is verb)


def check_four_eyes(scene: Scene, steps: list[Step]) -> None:
    """Nobody admits or communicates what they proposed, and two people rated the severity."""
    done = {step.verb for step in steps}
    last = steps[-1].verb
    if last is Verb.ADMIT:
        assert by_whom(steps, Verb.PROPOSE_ADMISSION) != steps[-1].person_id
        rated = select(Severity.person_id).where(Severity.case_id == scene.case.id)
        assert len(set(scene.session.scalars(rated))) >= 2
    if last is Verb.DECLINE:
        assert by_whom(steps, Verb.PROPOSE_NOT_ADMITTING) != steps[-1].person_id
    if last is Verb.COMMUNICATE:
        assert by_whom(steps, Verb.PROPOSE_OUTCOME) != steps[-1].person_id
    if last is Verb.UPHOLD and Verb.COMMUNICATE in done:
        assert steps[-1].person_id != by_whom(steps, Verb.COMMUNICATE)
    if scene.case.state is State.INVESTIGATING:
        assert done & {Verb.ADMIT, Verb.REOPEN, Verb.REPRISAL}
    assert (scene.case.asked_in is not None) == (scene.case.state is State.NEEDS_INFO)


@contextmanager
def a_world(database: Database, vault: Vault) -> Iterator[Scene]:
    """An office with a case that its handler took; it is gone afterwards."""
    with database.write_lock(), database.session() as session:
        begin_change(session)
        scene = make_scene(session, vault)
        casework.take(session, scene.handler, scene.case)
        yield scene


def steps_of(scene: Scene) -> list[Step]:
    """Every move so far, first to last."""
    return list(
        scene.session.scalars(select(Step).where(Step.case_id == scene.case.id).order_by(Step.id))
    )


@settings(max_examples=12, phases=[Phase.generate])  # a walk is too slow to be shrunk
@given(st.data())
def test_every_open_button_works_and_no_order_of_them_leads_past_four_eyes(
    database: Database, vault: Vault, data: st.DataObject
) -> None:
    with a_world(database, vault) as scene:
        done: set[Verb] = set()
        for _move in range(20):
            moves = open_moves(scene)
            if not moves:
                break
            new = [move for move in moves if move[1] not in done]  # the way on, not in circles
            who, verb = data.draw(st.sampled_from(new or moves))
            make(scene, who, verb)
            done.add(verb)
            check_four_eyes(scene, steps_of(scene))
        told = select(Entry.event).where(Entry.subject == scene.case.subject)
        moved = [one for one in scene.session.scalars(told) if one == "grievances:case:moved"]
        assert len(moved) == len(steps_of(scene)) - 1
        assert verify(scene.session).broken is None
