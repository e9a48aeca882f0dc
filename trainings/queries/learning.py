"""Questionnaires of workshops: their questions, and the sheets without a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.codes import same_secret
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from meetings.models import Meeting
from trainings import learning
from trainings.kinds import AnsweredOn, Moment, Purpose, QuestionKind
from trainings.models import AnswerSheet, Phase, Programme, Question, Questionnaire, Workshop
from trainings.policy import TABLE, Action


@dataclass(frozen=True)
class Course:
    """A workshop with the meeting that it is and the programme that it belongs to."""

    programme: Programme
    phase: Phase
    workshop: Workshop

    @property
    def meeting(self) -> Meeting:
        """The meeting that this workshop is."""
        return self.workshop.meeting


@dataclass(frozen=True)
class Elsewhere:
    """Another workshop whose questions can be taken over."""

    reference: str
    title: str
    questions: int


def course_for(
    session: Session, actor: Actor, reference: str, *, for_change: bool = False
) -> Course:
    """The workshop that this meeting is, for who may read its programme; else NotFound."""
    course = _course(session, reference, for_change=for_change)
    if course is None or not allowed(TABLE, actor, Action.READ, course.programme):
        raise NotFound("not-found")
    return course


def _course(session: Session, reference: str, *, for_change: bool = False) -> Course | None:
    query = (
        select(Programme, Phase, Workshop)
        .join(Phase, Phase.programme_id == Programme.id)
        .join(Workshop, Workshop.phase_id == Phase.id)
        .join(Meeting, Meeting.id == Workshop.meeting_id)
        .where(Meeting.reference == reference.strip().upper())
    )
    row = session.execute(query.with_for_update(of=Workshop) if for_change else query).first()
    return Course(*row) if row else None


def questionnaire_of(
    session: Session, workshop: Workshop, *, for_change: bool = False
) -> Questionnaire | None:
    """The questionnaire of a workshop, or None while nobody has begun one."""
    query = select(Questionnaire).where(Questionnaire.workshop_id == workshop.id)
    return session.scalar(query.with_for_update() if for_change else query)


def questionnaire_behind(
    session: Session, reference: str, secret: str
) -> tuple[Course, Questionnaire]:
    """What the address on the sheet leads to, for everybody who has it; else NotFound."""
    course = _course(session, reference)
    found = questionnaire_of(session, course.workshop) if course else None
    if course is None or found is None or not same_secret(found.secret, secret):
        raise NotFound("not-found")
    return course, found


def questions_of(session: Session, questionnaire: Questionnaire | None) -> Sequence[Question]:
    """Its questions in their order."""
    if questionnaire is None:
        return []
    query = select(Question).where(Question.questionnaire_id == questionnaire.id)
    return session.scalars(query.order_by(Question.position)).all()


def asked_at(questions: Sequence[Question], moment: Moment) -> list[Question]:
    """The questions of one moment: how it was liked is asked afterwards only."""
    if moment is Moment.AFTER:
        return list(questions)
    return [one for one in questions if one.purpose is Purpose.LEARNING]


def question_in(
    session: Session, questionnaire: Questionnaire | None, number: int, *, for_change: bool = False
) -> Question:
    """One question of a questionnaire by its id; NotFound for every other."""
    query = select(Question).where(Question.id == number)
    found = session.scalar(query.with_for_update() if for_change else query)
    if found is None or questionnaire is None or found.questionnaire_id != questionnaire.id:
        raise NotFound("not-found")
    return found


def sheets_received(session: Session, questionnaire: Questionnaire | None) -> dict[Moment, int]:
    """How many sheets came in at each moment."""
    counts = dict.fromkeys(Moment, 0)
    if questionnaire is not None:
        query = (
            select(AnswerSheet.moment, func.count())
            .where(AnswerSheet.questionnaire_id == questionnaire.id)
            .group_by(AnswerSheet.moment)
        )
        counts.update((moment, count) for moment, count in session.execute(query))
    return counts


def is_answered(session: Session, questionnaire: Questionnaire) -> bool:
    """Whether somebody answered: from then on the questions stay as they are."""
    query = select(AnswerSheet.id).where(AnswerSheet.questionnaire_id == questionnaire.id)
    return session.scalar(query.limit(1)) is not None


def codes_taken(session: Session, questionnaire: Questionnaire, moment: Moment) -> set[str]:
    """The HMACs of the codes that stand on the sheets of a moment."""
    query = select(AnswerSheet.pair).where(
        AnswerSheet.questionnaire_id == questionnaire.id,
        AnswerSheet.moment == moment,
        AnswerSheet.pair.is_not(None),
    )
    return {pair for pair in session.scalars(query) if pair}


def sheet_of_entry(session: Session, entry: str) -> AnswerSheet | None:
    """The sheet that came with this form, if it came."""
    return session.scalar(select(AnswerSheet).where(AnswerSheet.entry == entry))


def paper_sheet_of(
    session: Session, questionnaire: Questionnaire, moment: Moment, pair: str | None
) -> AnswerSheet | None:
    """The sheet with this code that was typed from paper; what came from a phone stays."""
    if pair is None:
        return None
    query = select(AnswerSheet).where(
        AnswerSheet.questionnaire_id == questionnaire.id,
        AnswerSheet.moment == moment,
        AnswerSheet.pair == pair,
        AnswerSheet.answered_on == AnsweredOn.PAPER,
    )
    return session.scalar(query)


def sheets_of(session: Session, questionnaire: Questionnaire) -> list[learning.Sheet]:
    """All sheets of a questionnaire as the figures need them, in no telling order."""
    query = select(AnswerSheet).where(AnswerSheet.questionnaire_id == questionnaire.id)
    return [
        learning.Sheet(
            sheet.moment,
            {int(position): answer for position, answer in sheet.answers.items()},
            sheet.pair,
            sheet.group_id,
            sheet.sex,
        )
        for sheet in session.scalars(query.order_by(AnswerSheet.id))
    ]


def said_in(question: Question, language: str) -> str:
    """The words of a question: in Quechua where there are some, else in Spanish."""
    return (question.text_qu if language == "qu" else "") or question.text


def choices_in(question: Question, language: str) -> Sequence[str]:
    """Its answers in a language."""
    return (question.choices_qu if language == "qu" else None) or question.choices


def asked(question: Question) -> learning.Asked:
    """A question as the figures need it."""
    choices = len(question.choices) if question.kind is QuestionKind.CHOICE else 0
    return learning.Asked(
        question.position, question.kind, question.purpose, choices, question.right
    )


def questionnaires_elsewhere(
    session: Session, actor: Actor, office_id: int, but: Workshop
) -> list[Elsewhere]:
    """Other workshops of an office with questions to take over, newest first."""
    if not allowed(TABLE, actor, Action.LIST, office_id):
        return []
    query = (
        select(Meeting.reference, Meeting.title, func.count(Question.id))
        .join(Workshop, Workshop.meeting_id == Meeting.id)
        .join(Questionnaire, Questionnaire.workshop_id == Workshop.id)
        .join(Question, Question.questionnaire_id == Questionnaire.id)
        .where(Workshop.office_id == office_id, Workshop.id != but.id)
        .group_by(Meeting.id, Meeting.reference, Meeting.title, Meeting.begins_on)
        .order_by(Meeting.begins_on.desc(), Meeting.id.desc())
    )
    return [Elsewhere(*row) for row in session.execute(query)]
