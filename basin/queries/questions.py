"""Questions to those who made the model: open ones first, the newest before the older."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from basin.models import Answer, Question, Study
from kernel.errors import NotFound
from kernel.text import number_in

QUESTIONS_A_PAGE = 20


@dataclass(frozen=True)
class Cursor:
    """After which question a page begins: closed ones stand behind the open."""

    is_closed: int
    id: int

    def __str__(self) -> str:
        return f"{self.is_closed}_{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor of an address; None when it is not one."""
        rank, _, number = text.partition("_")
        found = number_in(rank), number_in(number)
        return cls(found[0], found[1]) if found[0] is not None and found[1] is not None else None


@dataclass(frozen=True)
class Questions:
    """A page of questions, and where the next begins."""

    rows: Sequence[Question]
    next: Cursor | None
    total: int


def questions_of(session: Session, study: Study, after: Cursor | None = None) -> Questions:
    """A page of what was asked in this study."""
    here, rank = Question.study_id == study.id, _is_closed()
    query = select(Question, rank).where(here)
    if after:
        further = and_(rank == after.is_closed, Question.id < after.id)
        query = query.where(or_(rank > after.is_closed, further))
    query = query.order_by(rank, Question.id.desc()).limit(QUESTIONS_A_PAGE + 1)
    rows = session.execute(query).all()
    last = rows[QUESTIONS_A_PAGE - 1] if len(rows) > QUESTIONS_A_PAGE else None
    return Questions(
        [row[0] for row in rows[:QUESTIONS_A_PAGE]],
        Cursor(last[1], last[0].id) if last else None,
        session.scalar(select(func.count(Question.id)).where(here)) or 0,
    )


def open_questions(session: Session, study: Study) -> int:
    """How many wait for an answer that ends the matter."""
    query = select(func.count(Question.id)).where(Question.study_id == study.id, _is_closed() == 0)
    return session.scalar(query) or 0


def question_of(session: Session, study: Study, number: int) -> Question:
    """The question of this study with this id; NotFound for any other."""
    query = select(Question).where(Question.id == number, Question.study_id == study.id)
    found = session.scalar(query)
    if found is None:
        raise NotFound("not-found")
    return found


def _is_closed() -> ColumnElement[int]:
    newest = (
        select(Answer.closes)
        .where(Answer.question_id == Question.id)
        .order_by(Answer.id.desc())
        .limit(1)
        .correlate(Question)
        .scalar_subquery()
    )
    return case((newest.is_(True), 1), else_=0)
