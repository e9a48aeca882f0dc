"""What the people of the fictional workshop answered before and after it, without their names."""

import random
from collections.abc import Mapping
from datetime import time
from typing import Any

from demo import programme_story as told
from demo import workshop_story
from demo.programme import Opened
from demo.stage import LAST_DAY, Stage
from trainings.kinds import Moment
from trainings.models import Questionnaire
from trainings.operations.answering import Told, note_sheets
from trainings.operations.certificates import issue_certificates
from trainings.operations.learning import (
    add_question,
    introduce,
    open_moment,
    questionnaire_at,
)
from trainings.queries.learning import Course

INTRODUCTION = (
    "Esta hoja no lleva nombre. Invente un código que recuerde y escríbalo las dos veces.",
    "Kay raphipi manan sutiyki kanchu. Huk chimpuyuq simita yuyaspa iskay kutipi qillqay.",
)


def course_of(opened: Opened) -> Course:
    """The first workshop as something that people learn in."""
    return Course(opened.programme, opened.phases[0], opened.workshop)


def ask_before(stage: Stage, opened: Opened) -> None:
    """Write the questions; on the first morning people answer them on paper."""
    course = course_of(opened)
    with stage.on(stage.day(-5)):
        introduce(stage.session, stage.coordinator, course, *INTRODUCTION, seen=0)
        for wording in told.QUESTIONS:
            stage.session.flush()  # each question is written on what was asked before
            asked = questionnaire_at(stage.session, stage.coordinator, course)
            add_question(stage.session, stage.coordinator, course, wording, asked.version)
    _answer(stage, opened, Moment.BEFORE)


def ask_after(stage: Stage, opened: Opened) -> None:
    """The same questions on the last evening, and how it was."""
    _answer(stage, opened, Moment.AFTER)


def certify(stage: Stage, opened: Opened) -> None:
    """A certificate for everybody who was there on at least three of the four days."""
    with stage.on(stage.after(12)):
        issue_certificates(stage.session, stage.coordinator, course_of(opened))


def _answer(stage: Stage, opened: Opened, moment: Moment) -> None:
    """On paper, passed by the note-taker the same evening."""
    course, before = course_of(opened), moment is Moment.BEFORE
    day = stage.day(1 if before else LAST_DAY)
    with stage.on(day, time(8, 55) if before else time(16, 30)):
        open_moment(stage.session, stage.facilitator, course, moment, is_open=True)
        asked = questionnaire_at(stage.session, stage.facilitator, course)
    with stage.on(day, time(18, 0)):
        _pass(stage, opened, course, asked, moment)
        open_moment(stage.session, stage.facilitator, course, moment, is_open=False)


def _pass(
    stage: Stage, opened: Opened, course: Course, asked: Questionnaire, moment: Moment
) -> None:
    before = moment is Moment.BEFORE
    alone = told.ONLY_BEFORE if before else told.ONLY_AFTER
    codes = [f"qantu{number:02}" for number in range(told.PAIRED)]
    codes += [f"{moment.value}{number:02}" for number in range(alone)] + [""] * told.WITHOUT_CODE
    writers = workshop_story.PEOPLE[: len(codes)]
    chance = random.Random(moment.value)  # noqa: S311 - chooses fictional answers, no secrets
    sheets = [
        Told(_answers(chance, moment), code, opened.groups[writer.group], writer.sex)
        for code, writer in zip(codes, writers, strict=True)
    ]
    note_sheets(
        stage.session, stage.vault, stage.note_taker, course, asked, moment, sheets
    )  # fmt: skip


def _answers(chance: random.Random, moment: Moment) -> Mapping[int, Any]:
    """Afterwards most people know more; some do not, and some leave a question out."""
    before = moment is Moment.BEFORE
    steps = (1, 2, 2, 3, 3, 4) if before else (2, 3, 4, 4, 5, 5)
    answers: dict[int, Any] = {place: chance.choice(steps) for place in told.LIKERT}
    answers[told.CHOICE] = chance.choice((1, 1, 2, 3) if before else (2, 2, 2, 1))
    if not before:
        answers[told.LIKED] = chance.choice((3, 4, 4, 5, 5))
        if chance.random() < 0.3:
            answers[told.OPEN] = chance.choice(told.OPINIONS)
    return answers
