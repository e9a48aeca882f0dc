"""The queue of an office: which cases wait for whom. Paged by key, so depth costs nothing.

Every view reads an index in its own order (see `Case`), office by office and the urgent first, and
its count stops at CAP: neither costs more with the size of the office.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from accounts.roles import Role, Track
from grievances.kinds import RenderingKind, RenderingState, Topic
from grievances.lifecycle import State
from grievances.models import Case, CaseEntity, CaseTopic, Rendering, Reprisal
from grievances.models.case import AWAITS_DECISION, HAS_ENDED, SOMEBODY_WAITS, STILL_OPEN
from grievances.models.renderings import UNDONE
from grievances.policy import TABLE, Action
from grievances.queries.clocks import today_at
from grievances.queries.ties import not_tied
from kernel.policy import Actor, allowed

PAGE = 25
CAP = 499
"""Nobody counts further: a tab that holds more says so with a plus."""


class View(StrEnum):
    """The tabs of the queue."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    NEW = "new"
    RISK = "risk"
    OVERDUE = "overdue"
    SOON = "soon"
    WAITING = "waiting"
    TO_DECIDE = "to-decide"
    PERSON = "person"
    COMPANY = "company"
    TASKS = "tasks"
    ENDED = "ended"


@dataclass(frozen=True)
class Filters:
    """What the address of the queue asks for."""

    view: View = View.OPEN
    state: State | None = None
    track: Track | None = None
    topic: Topic | None = None
    language: str = ""
    entity_id: int | None = None


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
    rows = [
        row
        for office in offices_read_by(session, actor)
        for row in _of_office(session, actor, office, filters, after)
    ]
    rows.sort(key=lambda row: (not row[0].urgent, row[0].due_on, row[0].id))
    last = rows[PAGE - 1][0] if len(rows) > PAGE else None
    return QueuePage(
        cases=rows[:PAGE],
        next=Cursor(last.urgent, last.due_on, last.id) if last else None,
    )


def counts(session: Session, actor: Actor) -> Mapping[View, int]:
    """How many cases each tab holds; CAP + 1 when it holds more than CAP."""
    offices = offices_read_by(session, actor)
    wanted = [
        select(func.count())
        .select_from(
            select(Case.id).where(_readable(actor, office), walk).limit(CAP + 1).subquery()
        )
        .scalar_subquery()
        for office in offices
        for view in View
        for walk in _walks(actor, view, office)
    ]
    held = iter(session.execute(select(*wanted)).one() if wanted else ())
    found = dict.fromkeys(View, 0)
    for office in offices:
        for view in View:
            found[view] += sum(next(held) for _ in _walks(actor, view, office))
    return {view: min(CAP + 1, number) for view, number in found.items()}


def offices_read_by(session: Session, actor: Actor) -> list[Office]:
    """The offices whose cases the actor may read."""
    ids = [one for one in actor.offices(*Role) if allowed(TABLE, actor, Action.READ_QUEUE, one)]
    if not ids:
        return []
    return list(session.scalars(select(Office).where(Office.id.in_(ids)).order_by(Office.id)))


def states_in(session: Session, office: Office) -> Mapping[State, int]:
    """How many cases of an office are in each state, for whoever keeps the machine: no content."""
    rows = session.execute(
        select(Case.state, func.count())
        .where(Case.office_id == office.id)
        .group_by(Case.state)
        .order_by(Case.state)
    )
    return {row[0]: row[1] for row in rows}


def tasks_of(session: Session, cases: Sequence[Case]) -> dict[int, set[RenderingKind]]:
    """What waits to be written down or translated in these cases, by case."""
    rows = session.execute(
        select(Rendering.case_id, Rendering.kind).where(
            Rendering.case_id.in_([case.id for case in cases]),
            Rendering.state != RenderingState.REVIEWED,
        )
    )
    found: dict[int, set[RenderingKind]] = {}
    for case_id, kind in rows:
        found.setdefault(case_id, set()).add(kind)
    return found


def chosen(filters: Filters) -> list[ColumnElement[bool]]:
    """What the filters let through."""
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
    if filters.entity_id is not None:
        against = CaseEntity.case_id == Case.id
        wanted.append(exists().where(against, CaseEntity.entity_id == filters.entity_id))
    return wanted


def _of_office(
    session: Session, actor: Actor, office: Office, filters: Filters, after: Cursor | None
) -> list[tuple[Case, str | None]]:
    """The next cases of one office, one more than a page: first the urgent, then the others."""
    ids: list[int] = []
    for part in _stretches(after):
        met: list[tuple[date, int]] = []
        for walk in _walks(actor, filters.view, office):
            query = (
                select(Case.due_on, Case.id)
                .where(_readable(actor, office), walk, *chosen(filters), part)
                .order_by(Case.due_on, Case.id)
                .limit(PAGE + 1 - len(ids))
            )
            met += [(due_on, number) for due_on, number in session.execute(query)]
        ids += [number for _due_on, number in sorted(met)]
        if len(ids) > PAGE:
            break
    return with_handlers(session, ids[: PAGE + 1])


def with_handlers(session: Session, ids: Sequence[int]) -> list[tuple[Case, str | None]]:
    """These cases with the names of their handlers, in any order.

    Apart from the query that finds them: a join there would cost it the order of its index.
    """
    query = (
        select(Case, Person.name)
        .outerjoin(Person, Person.id == Case.handler_id)
        .where(Case.id.in_(ids))
    )
    return [(case, name) for case, name in session.execute(query)] if ids else []


def _stretches(after: Cursor | None) -> Iterator[ColumnElement[bool]]:
    """The urgent and the others, each from the cursor on: either is one walk along an index."""
    for urgent in (True, False):
        if after is None or (after.urgent and not urgent):
            yield Case.urgent.is_(urgent)
        elif after.urgent is urgent:
            here: tuple[Any, ...] = (after.due_on, after.id)
            yield and_(Case.urgent.is_(urgent), tuple_(Case.due_on, Case.id) > tuple_(*here))


def _readable(actor: Actor, office: Office) -> ColumnElement[bool]:
    return and_(Case.office_id == office.id, not_tied(actor))


def _said(condition: str) -> ColumnElement[bool]:
    """A condition in the very words of a partial index, which is used for no others."""
    return literal_column(f"({condition})")


def _walks(actor: Actor, view: View, office: Office) -> list[ColumnElement[bool]]:
    """What a tab holds, in parts without a case in common: each is one walk along an index."""
    walks = [_VIEWS[view](actor, office)]
    if view is View.RISK:  # a threat is acted on, also where the office took no case or ended it
        walks.append(and_(_said(HAS_ENDED), Case.id.in_(_threats_waiting())))
    return walks


def _threats_waiting() -> Select[int]:
    return select(Reprisal.case_id).where(Reprisal.acted_at.is_(None))


def _still(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(_said(STILL_OPEN), *more)


def _to_decide(actor: Actor, office: Office) -> ColumnElement[bool]:
    """Something that another proposed and this actor may approve, and reviews."""
    if not actor.holds(Role.SUPERVISOR, office.id):
        return false()
    me = actor.person_id
    by_another = or_(
        and_(Case.state == State.SCREENING, Case.proposed_by_id != me),
        and_(Case.state == State.PROPOSED, Case.outcome_by_id != me),
        Case.state == State.UNDER_REVIEW,
    )
    return and_(_said(AWAITS_DECISION), by_another)


_VIEWS: Mapping[View, Callable[[Actor, Office], ColumnElement[bool]]] = {
    View.OPEN: lambda _actor, _office: _still(),
    View.MINE: lambda actor, _office: _still(Case.handler_id == actor.person_id),
    View.UNASSIGNED: lambda _actor, _office: _still(Case.handler_id.is_(None)),
    View.NEW: lambda _actor, _office: Case.state == State.RECEIVED,
    View.RISK: lambda _actor, _office: _still(Case.urgent.is_(True)),
    View.OVERDUE: lambda _actor, office: _still(Case.due_on < today_at(office)),
    View.SOON: lambda _actor, office: _still(
        Case.due_on >= today_at(office), Case.amber_on <= today_at(office)
    ),
    View.WAITING: lambda _actor, _office: _said(SOMEBODY_WAITS),
    View.TO_DECIDE: _to_decide,
    View.PERSON: lambda _actor, _office: Case.state == State.NEEDS_INFO,
    View.COMPANY: lambda _actor, _office: Case.state == State.AWAITING_RESPONDENT,
    View.TASKS: lambda _actor, _office: Case.id.in_(
        select(Rendering.case_id).where(literal_column(f"({UNDONE})"))
    ),
    View.ENDED: lambda _actor, _office: _said(HAS_ENDED),
}
