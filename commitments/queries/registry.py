"""The register of commitments: filters, tabs with counts, the matrix; what is overdue comes first.

Overdue is computed: open, and its day has passed on the clock of its office. Paged by key.
What is not in force stands in it only for who asks for just that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.kinds import Tab
from commitments.lifecycle import AT_REST, BINDING, ENDED, UNBOUND, Status
from commitments.models import Commitment
from commitments.policy import READERS
from commitments.queries.commitments import today_in
from kernel.policy import Actor
from kernel.text import fold

PAGE = 25
SOON = timedelta(days=7)
MOST_ORIGINS = 60
"""So many meetings and programmes a filter offers; an older one is reached from its own page."""
NEVER = date(9999, 12, 31)
"""Where what has no due date stands in the order."""


@dataclass(frozen=True)
class Filters:
    """What the address of the register asks for."""

    tab: Tab = Tab.OPEN
    words: str = ""
    responsible: str = ""
    verifier: str = ""
    due_from: date | None = None
    due_to: date | None = None
    status: Status | None = None
    made_in: str = ""
    belongs_to: str = ""
    office_id: int | None = None


@dataclass(frozen=True)
class Cursor:
    """After which commitment the page begins, in the order of the register."""

    rank: int
    due_on: date
    id: int

    def __str__(self) -> str:
        return f"{self.rank}_{self.due_on.isoformat()}_{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor of an address; None when it is not one."""
        try:
            rank, due_on, number = text.split("_")
            return cls(int(rank), date.fromisoformat(due_on), int(number))
        except ValueError:
            return None


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register, and where the next begins."""

    commitments: Sequence[Commitment]
    next: Cursor | None


Today = Mapping[int, date]
"""The day that the clock of each office shows, by its id."""


def offices_read_by(session: Session, actor: Actor) -> Sequence[Office]:
    """The offices whose commitments the actor reads, by name."""
    query = select(Office).order_by(Office.name)
    if not actor.system:
        query = query.where(Office.id.in_(actor.offices(*READERS)))
    return session.scalars(query).all()


def register(
    session: Session, actor: Actor, filters: Filters, after: Cursor | None = None
) -> RegisterPage:
    """A page of what the actor reads: the overdue first, then the open, then the ended, by date."""
    today = today_of(offices_read_by(session, actor))
    return page_of(session, today, wanted(filters, today), after)


def all_of(session: Session, actor: Actor, filters: Filters) -> Sequence[Commitment]:
    """Everything that the filters let through, in the same order: for papers and sheets."""
    today = today_of(offices_read_by(session, actor))
    return in_order(session, today, wanted(filters, today))


def page_of(
    session: Session, today: Today, conditions: Sequence[ColumnElement[bool]], after: Cursor | None
) -> RegisterPage:
    """The next page of what these conditions hold for, and where the one after it begins."""
    rank, due_on = _rank(today), _due_on()
    query = select(Commitment, rank).where(*conditions)
    if after:
        place = tuple_(literal(after.rank), literal(after.due_on, Date), literal(after.id))
        query = query.where(tuple_(rank, due_on, Commitment.id) > place)
    rows = session.execute(query.order_by(rank, due_on, Commitment.id).limit(PAGE + 1)).all()
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    following = Cursor(last[1], last[0].due_on or NEVER, last[0].id) if last else None
    return RegisterPage([row[0] for row in rows[:PAGE]], following)


def in_order(
    session: Session, today: Today, conditions: Sequence[ColumnElement[bool]]
) -> Sequence[Commitment]:
    """All that these conditions hold for, in the order of the register."""
    query = select(Commitment).where(*conditions)
    return session.scalars(query.order_by(_rank(today), _due_on(), Commitment.id)).all()


def counts(session: Session, actor: Actor, filters: Filters) -> Mapping[Tab, int]:
    """How many each tab holds with the filters in use."""
    today = today_of(offices_read_by(session, actor))
    columns = [func.count(case((_in_tab(tab, today), 1))) for tab in Tab]
    row = session.execute(select(*columns).where(*_chosen(filters, today))).one()
    return dict(zip(Tab, row, strict=True))


@dataclass(frozen=True)
class MatrixRow:
    """How many commitments of one who promised stand where, and how many of them are overdue."""

    responsible: str
    by_status: Mapping[Status, int]
    overdue: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_status.values())


def matrix(session: Session, actor: Actor, filters: Filters) -> list[MatrixRow]:
    """Who promised × where it stands, those with most overdue first."""
    today = today_of(offices_read_by(session, actor))
    who = promised_by()
    by_status = [func.count(case((Commitment.status == status, 1))) for status in BINDING]
    overdue = func.count(case((is_late(today), 1)))
    rows = session.execute(
        select(who, overdue, *by_status)
        .where(*_chosen(filters, today))
        .group_by(who)
        .order_by(overdue.desc(), who)
    )
    return [MatrixRow(row[0], dict(zip(BINDING, row[2:], strict=True)), row[1]) for row in rows]


def parties_known(session: Session, actor: Actor) -> tuple[list[str], list[str]]:
    """Who promised and who verifies, as they were written: what the filters offer."""
    mine = _chosen(Filters(), today_of(offices_read_by(session, actor)))
    found = [
        session.scalars(select(who).where(*mine, who != "").distinct().order_by(who)).all()
        for who in (promised_by(), verified_by())
    ]
    return list(found[0]), list(found[1])


def origins_known(session: Session, actor: Actor) -> tuple[list[str], list[str]]:
    """The references of where they were made, and of what they belong to: the newest of them."""
    mine = _chosen(Filters(), today_of(offices_read_by(session, actor)))
    newest = func.max(Commitment.id).desc()
    found = [
        session.scalars(
            select(of).where(*mine, of != "").group_by(of).order_by(newest).limit(MOST_ORIGINS)
        ).all()
        for of in (Commitment.made_in, Commitment.belongs_to)
    ]
    return list(found[0]), list(found[1])


def promised_by() -> ColumnElement[str]:
    """Who promised, in one name: the group, or the person where there is none."""
    return case(
        (Commitment.responsible_group != "", Commitment.responsible_group),
        else_=Commitment.responsible_person,
    )


def verified_by() -> ColumnElement[str]:
    """Who verifies, in one name."""
    return case(
        (Commitment.verifier_group != "", Commitment.verifier_group),
        else_=Commitment.verifier_person,
    )


def is_late(today: Today) -> ColumnElement[bool]:
    """Open, and its day has passed where its office is."""
    days: dict[date, list[int]] = {}
    for office_id, day in today.items():
        days.setdefault(day, []).append(office_id)
    passed = [
        and_(Commitment.office_id.in_(ids), Commitment.due_on < day) for day, ids in days.items()
    ]
    return and_(Commitment.status.not_in(AT_REST), or_(false(), *passed))


def wanted(filters: Filters, today: Today) -> list[ColumnElement[bool]]:
    """What tab and filters let through, of the offices in `today` alone."""
    return [*_chosen(filters, today), _in_tab(filters.tab, today)]


def today_of(offices: Sequence[Office]) -> Today:
    """The day that the clock of each of these offices shows."""
    return {office.id: today_in(office) for office in offices}


def _chosen(filters: Filters, today: Today) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [Commitment.office_id.in_(list(today))]
    exact: list[tuple[Any, Any]] = [
        (Commitment.office_id, filters.office_id),
        (Commitment.status, filters.status),
        (Commitment.made_in, filters.made_in),
        (Commitment.belongs_to, filters.belongs_to),
        (promised_by(), filters.responsible),
        (verified_by(), filters.verifier),
    ]
    chosen += [column == value for column, value in exact if value]
    if filters.status not in UNBOUND:
        chosen.append(Commitment.status.not_in(UNBOUND))
    if filters.due_from:
        chosen.append(Commitment.due_on >= filters.due_from)
    if filters.due_to:
        chosen.append(Commitment.due_on <= filters.due_to)
    chosen += [
        Commitment.folded.contains(word, autoescape=True) for word in fold(filters.words).split()
    ]
    return chosen


def _in_tab(tab: Tab, today: Today) -> ColumnElement[bool]:
    is_open = Commitment.status.not_in(AT_REST)
    held: Mapping[Tab, ColumnElement[bool]] = {
        Tab.OPEN: is_open,
        Tab.OVERDUE: is_late(today),
        Tab.SOON: and_(is_open, _falls_due_soon(today)),
        Tab.TO_VERIFY: Commitment.status == Status.REPORTED_DONE,
        Tab.BLOCKED: Commitment.status == Status.BLOCKED,
        Tab.UNDATED: and_(is_open, Commitment.due_on.is_(None)),
        Tab.ENDED: Commitment.status.in_(ENDED),
        Tab.ALL: true(),
    }
    return held[tab]


def _falls_due_soon(today: Today) -> ColumnElement[bool]:
    of_offices = [
        and_(Commitment.office_id == office_id, Commitment.due_on.between(day, day + SOON))
        for office_id, day in today.items()
    ]
    return or_(false(), *of_offices)


def _rank(today: Today) -> ColumnElement[int]:
    return case((is_late(today), 0), (Commitment.status.in_(ENDED), 2), else_=1)


def _due_on() -> ColumnElement[date]:
    return func.coalesce(Commitment.due_on, literal(NEVER, Date))
