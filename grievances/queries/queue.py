"""The queue of an office: which cases wait for whom. Paged by key, so depth costs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from accounts.roles import Role, Track
from grievances.kinds import Topic
from grievances.lifecycle import ENDED, State
from grievances.models import Case, CaseTopic, ConflictStatement
from grievances.policy import TABLE, Action
from kernel.policy import Actor, allowed

PAGE = 25


class View(StrEnum):
    """The tabs of the queue."""

    OPEN = "open"
    NEW = "new"
    MINE = "mine"
    WAITING = "waiting"
    TO_DECIDE = "to-decide"
    RISK = "risk"
    ENDED = "ended"


@dataclass(frozen=True)
class Filters:
    """What the address of the queue asks for."""

    view: View = View.OPEN
    state: State | None = None
    track: Track | None = None
    topic: Topic | None = None
    language: str = ""


@dataclass(frozen=True)
class Cursor:
    """After which case the page begins, in the order of the queue."""

    urgent: bool
    due_on: date
    id: int

    def __str__(self) -> str:
        return f"{int(self.urgent)}_{self.due_on.isoformat()}_{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor of an address; None when it is not one."""
        try:
            urgent, due_on, number = text.split("_")
            return cls(urgent == "1", date.fromisoformat(due_on), int(number))
        except ValueError:
            return None


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue, the name of each case's handler, and where the next page begins."""

    cases: list[tuple[Case, str | None]]
    next: Cursor | None


def queue(
    session: Session, actor: Actor, filters: Filters, after: Cursor | None = None
) -> QueuePage:
    """The cases that the actor may read, the urgent first, then by who must move soonest."""
    query = (
        select(Case, Person.name)
        .outerjoin(Person, Person.id == Case.handler_id)
        .where(readable_by(actor), _in_view(actor, filters.view), *_chosen(filters))
        .order_by(Case.urgent.desc(), Case.due_on, Case.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(_comes_after(after))
    rows: list[tuple[Case, str | None]] = [(one, name) for one, name in session.execute(query)]
    last = rows[PAGE - 1][0] if len(rows) > PAGE else None
    return QueuePage(
        cases=rows[:PAGE],
        next=Cursor(last.urgent, last.due_on, last.id) if last else None,
    )


def counts(session: Session, actor: Actor) -> Mapping[View, int]:
    """How many cases each tab holds."""
    row = session.execute(
        select(
            *(func.count(case((_in_view(actor, view), 1))).label(view.value) for view in View)
        ).where(readable_by(actor))
    ).one()
    return {view: row[place] for place, view in enumerate(View)}


def states_in(session: Session, office: Office) -> Mapping[State, int]:
    """How many cases of an office are in each state, for whoever keeps the machine: no content."""
    rows = session.execute(
        select(Case.state, func.count())
        .where(Case.office_id == office.id)
        .group_by(Case.state)
        .order_by(Case.state)
    )
    return {row[0]: row[1] for row in rows}


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """The rows of the offices where the actor reads cases, without those of declared ties."""
    offices = [one for one in actor.offices(*Role) if allowed(TABLE, actor, Action.READ_QUEUE, one)]
    if not offices:
        return false()
    tied = exists().where(
        ConflictStatement.case_id == Case.id,
        ConflictStatement.person_id == actor.person_id,
        ConflictStatement.has_conflict.is_(True),
    )
    return and_(Case.office_id.in_(offices), ~tied)


def _in_view(actor: Actor, view: View) -> ColumnElement[bool]:
    still_open = Case.state.not_in(ENDED)
    if view is View.OPEN:
        return still_open
    if view is View.NEW:
        return Case.state == State.RECEIVED
    if view is View.MINE:
        return and_(Case.handler_id == actor.person_id, still_open)
    if view is View.WAITING:
        return Case.waiting_since.is_not(None)
    if view is View.TO_DECIDE:
        return and_(Case.office_id.in_(actor.offices(Role.SUPERVISOR)), _awaits_decision(actor))
    if view is View.RISK:
        return and_(Case.urgent.is_(True), still_open)
    return Case.state.in_(ENDED)


def _awaits_decision(actor: Actor) -> ColumnElement[bool]:
    me = actor.person_id
    return or_(
        and_(
            Case.state == State.SCREENING,
            Case.recommendation.is_not(None),
            Case.proposed_by_id != me,
        ),
        and_(Case.state == State.PROPOSED, Case.outcome_by_id != me),
        Case.state == State.UNDER_REVIEW,
    )


def _chosen(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [true()]
    if filters.state is not None:
        wanted.append(Case.state == filters.state)
    if filters.track is not None:
        wanted.append(Case.track == filters.track)
    if filters.topic is not None:
        about = CaseTopic.case_id == Case.id
        wanted.append(exists().where(about, CaseTopic.topic == filters.topic))
    if filters.language:
        wanted.append(Case.language == filters.language)
    return wanted


def _comes_after(cursor: Cursor) -> ColumnElement[bool]:
    later = or_(
        Case.due_on > cursor.due_on,
        and_(Case.due_on == cursor.due_on, Case.id > cursor.id),
    )
    if cursor.urgent:
        return or_(Case.urgent.is_(False), later)
    return and_(Case.urgent.is_(False), later)
