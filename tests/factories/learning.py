"""Workshops of a programme with their questionnaires and sheets, for tests."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.kinds import Sex
from tests.factories.meetings import new_meeting, new_programme
from trainings.kinds import AnsweredOn, Moment, Purpose, QuestionKind
from trainings.models import AnswerSheet, Phase, Programme, Question, Questionnaire, Workshop
from trainings.operations.answering import pair_of
from trainings.operations.learning import Wording, add_question, open_moment, questionnaire_at
from trainings.queries.learning import Course, course_for

DAY = date(2026, 8, 23)


def new_course(
    session: Session, vault: Vault, office: Office, programme: Programme | None = None, **facts: Any
) -> Course:
    """A workshop of a programme; `facts` are those of its meeting."""
    programme = programme or new_programme(session, office)
    phase = Phase(
        office_id=office.id, programme_id=programme.id, title="Fase",
        position=session.query(Phase).filter_by(programme_id=programme.id).count() + 1,
    )  # fmt: skip
    session.add(phase)
    session.flush()
    meeting = new_meeting(session, vault, office, **({"belongs_to": programme.subject} | facts))
    session.add(Workshop(office_id=office.id, phase_id=phase.id, meeting_id=meeting.id))
    session.flush()
    return course_for(session, SYSTEM, meeting.reference)


def ask(
    session: Session, course: Course, *wordings: Wording, is_open: bool = True
) -> Questionnaire:
    """These questions, open at both moments."""
    questionnaire = questionnaire_at(session, SYSTEM, course)
    for wording in wordings:
        session.flush()
        add_question(session, SYSTEM, course, wording, questionnaire.version)
    session.flush()
    for moment in Moment if is_open else ():
        open_moment(session, SYSTEM, course, moment, is_open=True)
    session.flush()
    return questionnaire


THREE = (
    Wording(
        QuestionKind.LIKERT, "Sé adónde llevar un reclamo", "Yachani maymanmi reclamota apana"
    ),
    Wording(
        QuestionKind.CHOICE, "¿Quién vigila el agua?", choices=("La ANA", "El banco", "Nadie"),
        right=1,
    ),
    Wording(QuestionKind.OPEN, "¿Qué le preocupa más?"),
)  # fmt: skip
LIKED = Wording(QuestionKind.LIKERT, "El taller fue útil", purpose=Purpose.SATISFACTION)


def fill_in(
    session: Session, vault: Vault, questionnaire: Questionnaire, moment: Moment,
    answers: Mapping[int, Any], code: str = "", group_id: int | None = None, sex: Sex = Sex.UNSAID,
) -> None:  # fmt: skip
    """One sheet, as it lies in the table."""
    session.add(
        AnswerSheet(
            office_id=questionnaire.office_id,
            questionnaire_id=questionnaire.id,
            moment=moment,
            pair=pair_of(vault, questionnaire, code),
            group_id=group_id,
            sex=sex,
            answered_on=AnsweredOn.PAPER,
            answers={str(place): said for place, said in answers.items()},
            on=DAY,
        )
    )
    session.flush()


def places(questions: Iterable[Question]) -> list[int]:
    """The positions of questions."""
    return [question.position for question in questions]
