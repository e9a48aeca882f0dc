"""The meetings of an actor's offices, view by view. Paged by key, so depth costs nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, tuple_
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_of, today_at
from kernel.policy import Actor
from kernel.text import fold
from meetings.kinds import MeetingKind
from meetings.lifecycle import State
from meetings.models import Meeting
from meetings.policy import READERS

PAGE = 25


class View(StrEnum):
    """The tabs of the list: each meeting stands in just one."""

    UPCOMING = "upcoming"
    OPEN = "open"
    WAITING = "waiting"
    SEALED = "sealed"
    CANCELLED = "cancelled"
    OLD = "old"


@dataclass(frozen=True)
class Filters:
    """What the address of the list asks for."""

    words: str = ""
    kind: MeetingKind | None = None
    belongs_to: str = ""


@dataclass(frozen=True)
class Cursor:
    """After which meeting the page begins."""

    begins_on: date
    id: int

    def __str__(self) -> str:
        return f"{self.begins_on.isoformat()}_{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor of an address; None when it is not one."""
        try:
            day, number = text.split("_")
            return cls(date.fromisoformat(day), int(number))
        except ValueError:
            return None


@dataclass(frozen=True)
class MeetingsPage:
    """One page of the list, and where the next one begins."""

    meetings: Sequence[Meeting]
    next: Cursor | None


def meetings_listed(
    session: Session, actor: Actor, view: View, filters: Filters, after: Cursor | None = None
) -> MeetingsPage:
    """The meetings of one view: what comes next stands first, what was, the newest first."""
    offices = offices_of(session, actor, *READERS)
    query = select(Meeting).where(_held_by(offices), _of_view(view, offices), *_chosen(filters))
    found = session.scalars(_ordered(query, view, after).limit(PAGE + 1)).all()
    last = found[PAGE - 1] if len(found) > PAGE else None
    return MeetingsPage(
        meetings=found[:PAGE],
        next=Cursor(last.begins_on, last.id) if last else None,
    )


def counts(session: Session, actor: Actor) -> Mapping[View, int]:
    """How many meetings each tab holds."""
    offices = offices_of(session, actor, *READERS)
    figures = [func.count(Meeting.id).filter(_of_view(view, offices)) for view in View]
    found = session.execute(select(*figures).where(_held_by(offices))).one()
    return dict(zip(View, found, strict=True))


def belonging(session: Session, actor: Actor) -> Sequence[str]:
    """The programmes and processes that the meetings of these offices are part of."""
    query = select(Meeting.belongs_to).where(
        Meeting.office_id.in_(actor.offices(*READERS)), Meeting.belongs_to != ""
    )
    return session.scalars(query.distinct().order_by(Meeting.belongs_to)).all()


def meetings_of(session: Session, actor: Actor, belongs_to: str = "") -> Sequence[Meeting]:
    """The meetings that the actor reads, of a programme or process or all; the first one first."""
    query = select(Meeting)
    if belongs_to:
        query = query.where(Meeting.belongs_to == belongs_to)
    if not actor.system:
        query = query.where(Meeting.office_id.in_(actor.offices(*READERS)))
    return session.scalars(query.order_by(Meeting.begins_on, Meeting.id)).all()


def _held_by(offices: Sequence[Office]) -> ColumnElement[bool]:
    return Meeting.office_id.in_([office.id for office in offices])


def _ordered(query: Select[Meeting], view: View, after: Cursor | None) -> Select[Meeting]:
    here = tuple_(Meeting.begins_on, Meeting.id)
    forward = view is View.UPCOMING
    if after is not None:
        there = tuple_(after.begins_on, after.id)
        query = query.where(here > there if forward else here < there)
    if forward:
        return query.order_by(Meeting.begins_on, Meeting.id)
    return query.order_by(Meeting.begins_on.desc(), Meeting.id.desc())


def _chosen(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [
        Meeting.folded.contains(word, autoescape=True) for word in fold(filters.words).split()
    ]
    if filters.kind is not None:
        wanted.append(Meeting.kind == filters.kind)
    if filters.belongs_to:
        wanted.append(Meeting.belongs_to == filters.belongs_to)
    return wanted


def _is_past(offices: Sequence[Office]) -> ColumnElement[bool]:
    """Its last day is over where its office is."""
    return or_(
        *(
            and_(Meeting.office_id == office.id, Meeting.ends_on < today_at(office))
            for office in offices
        ),
        ~true(),
    )


def _of_view(view: View, offices: Sequence[Office]) -> ColumnElement[bool]:
    takes_place = and_(Meeting.cancelled_at.is_(None), Meeting.imported.is_(False))
    unsealed = and_(takes_place, Meeting.state != State.SEALED)
    unopened, closed = Meeting.opened_at.is_(None), Meeting.closed_at.is_not(None)
    return {
        View.UPCOMING: and_(unsealed, unopened, ~closed, ~_is_past(offices)),
        View.OPEN: and_(unsealed, ~unopened, ~closed),
        View.WAITING: and_(unsealed, or_(closed, and_(unopened, _is_past(offices)))),
        View.SEALED: and_(takes_place, Meeting.state == State.SEALED),
        View.CANCELLED: and_(Meeting.cancelled_at.is_not(None), Meeting.imported.is_(False)),
        View.OLD: Meeting.imported.is_(True),
    }[view]
