"""The list of studies: those at whose table somebody sits, and those that everybody may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from basin.kinds import StudyView, Visibility
from basin.models import Expert, Member, Study
from basin.policy import READERS
from kernel.policy import Actor
from kernel.text import fold

STUDIES_A_PAGE = 25


@dataclass(frozen=True)
class Studies:
    """A page of the list; `next_after` leads to the next one."""

    rows: Sequence[Study]
    next_after: int | None
    total: int


def views_for(actor: Actor) -> tuple[StudyView, ...]:
    """What the list offers: strangers know of nothing but what is published."""
    return (
        tuple(StudyView) if actor.person_id or actor.system else (StudyView.OPEN, StudyView.CLOSED)
    )


def studies_found(
    session: Session, actor: Actor, view: StudyView, words: str = "", after: int | None = None
) -> Studies:
    """A page of one view, the newest first; every word stands in title, basin or host."""
    wanted = _in_view(actor, view)
    wanted += [Study.folded.contains(word, autoescape=True) for word in fold(words).split()]
    total = _counted(session, wanted)
    if after is not None:
        wanted.append(Study.id < after)
    query = select(Study).where(*wanted).order_by(Study.id.desc()).limit(STUDIES_A_PAGE + 1)
    rows = session.scalars(query).all()
    more = len(rows) > STUDIES_A_PAGE
    page = rows[:STUDIES_A_PAGE]
    return Studies(page, page[-1].id if more else None, total)


def how_many(session: Session, actor: Actor, view: StudyView) -> int:
    """How many studies a view holds."""
    return _counted(session, _in_view(actor, view))


def _counted(session: Session, wanted: list[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count(Study.id)).where(*wanted)) or 0


def _in_view(actor: Actor, view: StudyView) -> list[ColumnElement[bool]]:
    published = Study.visibility == Visibility.PUBLIC
    if view is StudyView.PUBLISHED:
        return [published]
    mine = _readable(actor) if actor.person_id or actor.system else published
    return [mine, Study.is_open.is_(view is StudyView.OPEN)]


def _readable(actor: Actor) -> ColumnElement[bool]:
    """What the row of READ in the policy says, as a condition."""
    if actor.system:
        return true()
    seats = select(Member.study_id).where(
        Member.person_id == actor.person_id, Member.left_on.is_(None)
    )
    council = select(Expert.study_id).where(
        Expert.person_id == actor.person_id, Expert.left_on.is_(None)
    )
    at_the_table = or_(Study.id.in_(seats), Study.id.in_(council))
    return or_(
        Study.office_id.in_(actor.offices(*READERS)),
        at_the_table & (Study.visibility != Visibility.OFFICE),
    )
