"""Asking before and after a workshop: the questions, and the moments at which they are open."""

import secrets
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from kernel.audit import record
from kernel.database import hold
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from trainings import events
from trainings.kinds import Moment, Purpose, QuestionKind
from trainings.models import Question, Questionnaire
from trainings.policy import TABLE, Action
from trainings.queries.learning import (
    Course,
    is_answered,
    question_in,
    questionnaire_of,
    questions_of,
)

SECRET_BYTES = 16
MOST_QUESTIONS = 40
FEWEST_CHOICES, MOST_CHOICES = 2, 9


@dataclass(frozen=True)
class Wording:
    """What a question says and how it is answered. `right` counts from one."""

    kind: QuestionKind
    text: str
    text_qu: str = ""
    purpose: Purpose = Purpose.LEARNING
    choices: tuple[str, ...] = ()
    choices_qu: tuple[str, ...] = ()
    right: int | None = None


def questionnaire_at(session: Session, actor: Actor, course: Course) -> Questionnaire:
    """The questionnaire of a workshop to be changed; it begins here when there is none."""
    require(TABLE, actor, Action.MANAGE, course.programme)
    hold(session, f"questionnaire-of:{course.workshop.id}")
    found = questionnaire_of(session, course.workshop, for_change=True)
    if found is None:
        found = Questionnaire(
            office_id=course.workshop.office_id,
            workshop_id=course.workshop.id,
            secret=secrets.token_urlsafe(SECRET_BYTES),
        )
        session.add(found)
        session.flush()  # questions refer to it
    return found


def add_question(
    session: Session, actor: Actor, course: Course, wording: Wording, seen: int
) -> Question:
    """Ask one more thing, at the end."""
    questionnaire = _open_to_change(session, actor, course, seen)
    questions = questions_of(session, questionnaire)
    if len(questions) >= MOST_QUESTIONS:
        raise BadInput("questions-too-many", most=MOST_QUESTIONS)
    question = Question(
        questionnaire_id=questionnaire.id,
        position=max((one.position for one in questions), default=0) + 1,
    )
    _word(question, wording)
    session.add(question)
    _changed(session, actor, course, questionnaire, len(questions) + 1)
    return question


def change_question(
    session: Session, actor: Actor, course: Course, number: int, wording: Wording, seen: int
) -> None:
    """Let a question say something else."""
    questionnaire = _open_to_change(session, actor, course, seen)
    _word(question_in(session, questionnaire, number, for_change=True), wording)
    _changed(session, actor, course, questionnaire, len(questions_of(session, questionnaire)))


def remove_question(session: Session, actor: Actor, course: Course, number: int, seen: int) -> None:
    """Ask a thing no more; the others keep their order."""
    questionnaire = _open_to_change(session, actor, course, seen)
    session.delete(question_in(session, questionnaire, number, for_change=True))
    session.flush()  # its place is free now
    left = questions_of(session, questionnaire)
    _number(session, list(left))
    _changed(session, actor, course, questionnaire, len(left))


def move_question(
    session: Session, actor: Actor, course: Course, number: int, seen: int, *, up: bool
) -> None:
    """Ask a thing earlier or later; the first and the last stay where they cannot move."""
    questionnaire = _open_to_change(session, actor, course, seen)
    order = list(questions_of(session, questionnaire))
    here = order.index(question_in(session, questionnaire, number))
    there = here + (-1 if up else 1)
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    _number(session, order)
    _changed(session, actor, course, questionnaire, len(order))


def copy_questions(
    session: Session, actor: Actor, course: Course, source: Course, seen: int
) -> None:
    """Take over what another workshop asks, in place of what was asked here."""
    require(TABLE, actor, Action.READ, source.programme)
    asked_there = questionnaire_of(session, source.workshop)
    questions = questions_of(session, asked_there)
    if asked_there is None or not questions:
        raise RuleBroken("questions-missing")
    questionnaire = _open_to_change(session, actor, course, seen)
    session.execute(delete(Question).where(Question.questionnaire_id == questionnaire.id))
    kept = ("kind", "purpose", "text", "text_qu", "choices", "choices_qu", "right")
    session.add_all(
        Question(
            questionnaire_id=questionnaire.id,
            position=place,
            **{name: getattr(question, name) for name in kept},
        )
        for place, question in enumerate(questions, start=1)
    )
    questionnaire.introduction = asked_there.introduction
    questionnaire.introduction_qu = asked_there.introduction_qu
    _changed(session, actor, course, questionnaire, len(questions))


def introduce(
    session: Session, actor: Actor, course: Course, words: str, words_qu: str, seen: int
) -> None:
    """Say on top of the sheet what it is for; this may change at any time."""
    questionnaire = questionnaire_at(session, actor, course)
    _expect_version(questionnaire, seen)
    questionnaire.introduction, questionnaire.introduction_qu = words, words_qu
    _changed(session, actor, course, questionnaire, len(questions_of(session, questionnaire)))


def open_moment(
    session: Session, actor: Actor, course: Course, moment: Moment, *, is_open: bool
) -> None:
    """Let people answer at one moment, or no longer. Both may be open: some come late."""
    questionnaire = questionnaire_at(session, actor, course)
    if is_open and not questions_of(session, questionnaire):
        raise RuleBroken("questions-missing")
    setattr(questionnaire, f"open_{moment.value}", is_open)
    record(
        session, events.QUESTIONNAIRE_OPENED, actor, course.programme.subject,
        questionnaire_id=questionnaire.id, moment=moment, is_open=is_open,
    )  # fmt: skip


def _open_to_change(session: Session, actor: Actor, course: Course, seen: int) -> Questionnaire:
    """The questionnaire while nobody has answered it. Whoever answers holds the same name."""
    questionnaire = questionnaire_at(session, actor, course)
    _expect_version(questionnaire, seen)
    hold(session, f"questionnaire:{questionnaire.id}")
    if is_answered(session, questionnaire):
        raise RuleBroken("questions-answered")
    return questionnaire


def _expect_version(questionnaire: Questionnaire, seen: int) -> None:
    """A page that saw no questionnaire has seen version 0, or the one that begins now."""
    if seen not in {questionnaire.version, 0} or (seen == 0 and questionnaire.version > 1):
        raise RuleBroken("changed-meanwhile")


def _word(question: Question, wording: Wording) -> None:
    _expect_sound(wording)
    for name, value in vars(wording).items():
        setattr(question, name, list(value) if isinstance(value, tuple) else value)


def _expect_sound(wording: Wording) -> None:
    if not wording.text.strip():
        raise BadInput("question-without-words")
    if wording.kind is not QuestionKind.CHOICE:
        if wording.choices or wording.right is not None:
            raise BadInput("choices-without-choice")
        return
    if not FEWEST_CHOICES <= len(wording.choices) <= MOST_CHOICES:
        raise BadInput("choices-too-few", fewest=FEWEST_CHOICES, most=MOST_CHOICES)
    if wording.choices_qu and len(wording.choices_qu) != len(wording.choices):
        raise BadInput("choices-in-other-number")
    if wording.right is not None and not 1 <= wording.right <= len(wording.choices):
        raise BadInput("right-choice-unknown")


def _number(session: Session, order: list[Question]) -> None:
    """Number questions anew; by way of numbers that none of them has."""
    for place, question in enumerate(order, start=1):
        question.position = -place
    session.flush()  # no two share a place on the way
    for place, question in enumerate(order, start=1):
        question.position = place


def _changed(
    session: Session, actor: Actor, course: Course, questionnaire: Questionnaire, questions: int
) -> None:
    """Whoever saw the questions before this change has not seen them now."""
    flag_modified(questionnaire, "introduction")
    record(
        session, events.QUESTIONNAIRE_CHANGED, actor, course.programme.subject,
        questionnaire_id=questionnaire.id, questions=questions,
    )  # fmt: skip
