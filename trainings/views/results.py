"""What the sheets of a workshop show: of each question, by group and sex, and the open answers."""

import random
from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from meetings.queries.meetings import groups_known
from trainings import learning, words
from trainings.documents import figures
from trainings.kinds import Moment, QuestionKind
from trainings.models import Question
from trainings.queries.learning import (
    asked,
    questionnaire_of,
    questions_of,
    said_in,
    sheets_of,
)
from trainings.views.blueprint import bp
from trainings.views.courses import course_at, readers_only
from trainings.views.evaluation import PAGE
from web.locale import current
from web.transaction import db


@bp.get(f"{PAGE}/results")
@readers_only
def results_page(reference: str) -> ResponseReturnValue:
    """The figures. Sheets that found no twin are counted by themselves and compared with none."""
    course = course_at(reference)
    questionnaire = questionnaire_of(db(), course.workshop)
    questions = questions_of(db(), questionnaire)
    sheets = sheets_of(db(), questionnaire) if questionnaire else []
    name = figures.group_names(groups_known(db(), course.workshop.office_id))
    return render_template(
        "trainings/evaluation/results.html",
        course=course,
        matching=learning.matching(sheets),
        shown=figures_of(questions, sheets, name),
        said=_open_answers(questions, sheets),
    )


def figures_of(
    questions: Sequence[Question], sheets: Sequence[learning.Sheet], name: figures.Names
) -> list[figures.Figure]:
    """The figure of each question that is not answered in words."""
    people = learning.matched(sheets)
    return [
        figures.learned(question, learning.learned(asked(question), people), name)
        if asked(question).compares
        else figures.liked(question, learning.liked(asked(question), sheets), name)
        for question in figures.order_of(questions)
    ]


def _open_answers(
    questions: Sequence[Question], sheets: Sequence[learning.Sheet]
) -> list[dict[str, Any]]:
    """What was written, mixed anew each time: no order leads to a person."""
    rows = []
    for question in questions:
        if question.kind is not QuestionKind.OPEN:
            continue
        for moment in Moment:
            answers = learning.words_said(asked(question), sheets, moment)
            random.SystemRandom().shuffle(answers)
            if answers:
                rows.append(
                    {
                        "question": said_in(question, current()),
                        "moment": words.MOMENT[moment],
                        "answers": answers,
                    }
                )
    return rows
