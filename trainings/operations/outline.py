"""The parts of a programme in time, and what it teaches."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from trainings import events
from trainings.models import Phase, Programme, Topic
from trainings.operations.ordering import next_position, step
from trainings.operations.programmes import expect_version
from trainings.policy import TABLE, Action
from trainings.queries.outline import phases_of, topic_is_treated, topics_of
from trainings.queries.workshops import phase_has_workshops


@dataclass(frozen=True)
class PhasePlan:
    """What is known of a phase."""

    title: str
    title_qu: str = ""
    begins_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Lesson:
    """Something to teach, and what somebody can do who learned it."""

    title: str
    title_qu: str = ""
    learning_goal: str = ""


def add_phase(session: Session, actor: Actor, programme: Programme, plan: PhasePlan) -> Phase:
    """Put a phase behind the last."""
    require(TABLE, actor, Action.MANAGE, programme)
    _expect_sound(plan)
    phase = Phase(
        office_id=programme.office_id,
        programme_id=programme.id,
        position=next_position(phases_of(session, programme)),
        **vars(plan),
    )
    session.add(phase)
    session.flush()  # the trail names it
    record(session, events.PHASE_CHANGED, actor, programme.subject, phase_id=phase.id)
    return phase


def change_phase(
    session: Session, actor: Actor, programme: Programme, phase: Phase, plan: PhasePlan, seen: int
) -> None:
    """Write it anew; RuleBroken when somebody else did since version `seen`."""
    require(TABLE, actor, Action.MANAGE, programme)
    expect_version(phase.version, seen)
    _expect_sound(plan)
    for name, value in vars(plan).items():
        setattr(phase, name, value)
    record(session, events.PHASE_CHANGED, actor, programme.subject, phase_id=phase.id)


def move_phase(
    session: Session, actor: Actor, programme: Programme, phase: Phase, *, up: bool
) -> None:
    """One step earlier or later."""
    require(TABLE, actor, Action.MANAGE, programme)
    if step(session, phases_of(session, programme), phase, up=up):
        record(session, events.PHASE_CHANGED, actor, programme.subject, phase_id=phase.id)


def remove_phase(session: Session, actor: Actor, programme: Programme, phase: Phase) -> None:
    """Take an empty phase away; RuleBroken while it has workshops."""
    require(TABLE, actor, Action.MANAGE, programme)
    if phase_has_workshops(session, phase):
        raise RuleBroken("phase-in-use")
    session.delete(phase)
    record(session, events.PHASE_REMOVED, actor, programme.subject, phase_id=phase.id)


def add_topic(session: Session, actor: Actor, programme: Programme, lesson: Lesson) -> Topic:
    """Put a topic behind the last."""
    require(TABLE, actor, Action.MANAGE, programme)
    _expect_title(lesson.title)
    topic = Topic(
        office_id=programme.office_id,
        programme_id=programme.id,
        position=next_position(topics_of(session, programme)),
        **vars(lesson),
    )
    session.add(topic)
    session.flush()  # the trail names it
    record(session, events.TOPIC_CHANGED, actor, programme.subject, topic_id=topic.id)
    return topic


def change_topic(
    session: Session, actor: Actor, programme: Programme, topic: Topic, lesson: Lesson, seen: int
) -> None:
    """Write it anew; RuleBroken when somebody else did since version `seen`."""
    require(TABLE, actor, Action.MANAGE, programme)
    expect_version(topic.version, seen)
    _expect_title(lesson.title)
    for name, value in vars(lesson).items():
        setattr(topic, name, value)
    record(session, events.TOPIC_CHANGED, actor, programme.subject, topic_id=topic.id)


def move_topic(
    session: Session, actor: Actor, programme: Programme, topic: Topic, *, up: bool
) -> None:
    """One step earlier or later."""
    require(TABLE, actor, Action.MANAGE, programme)
    if step(session, topics_of(session, programme), topic, up=up):
        record(session, events.TOPIC_CHANGED, actor, programme.subject, topic_id=topic.id)


def remove_topic(session: Session, actor: Actor, programme: Programme, topic: Topic) -> None:
    """Take a topic away that no workshop treats; else RuleBroken."""
    require(TABLE, actor, Action.MANAGE, programme)
    if topic_is_treated(session, topic):
        raise RuleBroken("topic-in-use")
    session.delete(topic)
    record(session, events.TOPIC_REMOVED, actor, programme.subject, topic_id=topic.id)


def _expect_sound(plan: PhasePlan) -> None:
    _expect_title(plan.title)
    if plan.begins_on and plan.ends_on and plan.ends_on < plan.begins_on:
        raise BadInput("ends-before-it-begins")


def _expect_title(title: str) -> None:
    if not title.strip():
        raise BadInput("title-missing")
