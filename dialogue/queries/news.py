"""The facts of a period of which a bulletin can tell: only what everybody may know already.

Meetings whose acta is published, agreements and commitments that are, rounds of public proposals,
evidence at public topics. Of a meeting to come only that it will be, and when.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.lifecycle import ENDED, Status
from commitments.models import Commitment
from commitments.queries.public import without_names
from dialogue.kinds import NewsKind, PostState, ThreadVisibility, Visibility
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Agreement, Exhibit, Post, Process, Proposal, Round, Thread
from dialogue.protocols import Outcome
from dialogue.queries.agreements.public import public_copies
from dialogue.queries.agreements.registry import published
from dialogue.queries.results import results_of
from kernel.covering import covering
from kernel.policy import STRANGER
from meetings.contents import Text
from meetings.models import Meeting
from meetings.queries.public_actas import told_publicly

AHEAD = timedelta(days=60)
"""Meetings so far after the period are told as coming."""


@dataclass(frozen=True)
class Period:
    """From one day to another, both included."""

    begins_on: date
    ends_on: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.begins_on <= day <= self.ends_on


@dataclass(frozen=True)
class News:
    """One fact. `figures` are what its sentence is made of; `key` is by what it is chosen."""

    key: str
    kind: NewsKind
    on: date
    title: Text
    address: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome | None = None
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def news_of(
    session: Session, office: Office, of: str, period: Period, process: Process | None
) -> list[News]:
    """The facts of a programme or process in a period, by kind and day."""
    found = [
        *_meetings(session, office, of, period),
        *_promises(session, office, of, period),
        *(_of_table(session, process, period) if process else ()),
    ]
    order = list(NewsKind)
    return sorted(found, key=lambda one: (order.index(one.kind), one.on, one.key))


def _of_table(session: Session, process: Process, period: Period) -> Iterator[News]:
    """What only a table has; nothing of one that is not public."""
    if process.visibility is not Visibility.PUBLIC:
        return
    yield from _agreements(session, process, period)
    yield from _rounds(session, process, period)
    yield from _evidence(session, process, period)


def _meetings(session: Session, office: Office, of: str, period: Period) -> Iterator[News]:
    query = select(Meeting).where(
        Meeting.belongs_to == of, Meeting.office_id == office.id, Meeting.cancelled_at.is_(None)
    )
    found = session.scalars(query.order_by(Meeting.begins_on, Meeting.id)).all()
    told = told_publicly(session, [one for one in found if period.holds(one.begins_on)])
    for one in found:
        if one.id in told:
            yield News(
                one.subject, NewsKind.MEETING, one.begins_on, told[one.id].heading.title,
                f"/actas/{one.reference}",
            )  # fmt: skip
        elif period.ends_on < one.begins_on <= period.ends_on + AHEAD:
            yield News(one.subject, NewsKind.COMING, one.begins_on, Text())


def _promises(session: Session, office: Office, of: str, period: Period) -> Iterator[News]:
    query = select(Commitment).where(
        Commitment.office_id == office.id,
        Commitment.belongs_to == of,
        Commitment.is_public.is_(True),
    )
    for one in session.scalars(query.order_by(Commitment.id)):
        cover = without_names(one)
        what, address = Text(cover(one.what), cover(one.what_qu)), f"/promises/{one.code}"
        figures = {"code": one.code, "who": one.responsible_group}
        if one.status is Status.VERIFIED and period.holds(one.ended_on):
            on = one.ended_on or period.ends_on
            yield News(one.subject, NewsKind.PROMISE_KEPT, on, what, address, figures)
        elif one.status not in ENDED and one.due_on and one.due_on <= period.ends_on:
            kind = NewsKind.PROMISE_OVERDUE
            yield News(one.subject, kind, one.due_on, what, address, figures)


def _agreements(session: Session, process: Process, period: Period) -> Iterator[News]:
    query = (
        select(Agreement)
        .join(Process, Agreement.process_id == Process.id)
        .where(Process.id == process.id, *published())
    )
    found = [
        one
        for one in session.scalars(query.order_by(Agreement.id))
        if period.holds(one.in_force_on)
    ]
    copies = public_copies(session, found)
    for one in found:
        yield News(
            one.subject, NewsKind.AGREEMENT, one.in_force_on or one.agreed_on, copies[one.id].title,
            f"/agreements/{one.code}", {"code": one.code, "extent": one.extent.value},
        )  # fmt: skip


def _rounds(session: Session, process: Process, period: Period) -> Iterator[News]:
    begins, ends = _moments(process, period)
    query = (
        select(Round)
        .join(Proposal, Round.proposal_id == Proposal.id)
        .where(
            Round.process_id == process.id,
            Proposal.is_public.is_(True),
            Round.state == RoundState.CLOSED,
            Round.closed_at >= begins,
            Round.closed_at < ends,
        )
    )
    rounds = session.scalars(query.order_by(Round.id)).all()
    results = results_of(session, STRANGER, process, rounds)
    for one in rounds:
        if one.id in results:
            yield News(
                one.subject, NewsKind.ROUND, _local(process, one.closed_at or begins),
                Text(one.proposal.title, one.proposal.title_qu),
                f"/dialogue/{process.code}/proposals/{one.proposal.code}",
                {"number": one.number}, results[one.id].outcome, results[one.id].names,
            )  # fmt: skip


def _evidence(session: Session, process: Process, period: Period) -> Iterator[News]:
    begins, ends = _moments(process, period)
    cover = covering(seat.name for seat in process.seats if seat.name)
    query = (
        select(Exhibit)
        .join(Post, Exhibit.post_id == Post.id)
        .join(Thread, Post.thread_id == Thread.id)
        .where(
            Thread.process_id == process.id,
            Thread.visibility == ThreadVisibility.PUBLIC,
            Post.state == PostState.SHOWN,
            Exhibit.at >= begins,
            Exhibit.at < ends,
        )
    )
    told = set()
    for one in session.scalars(query.order_by(Exhibit.id)):
        if one.sha256 not in told:
            told.add(one.sha256)
            yield News(
                f"sha256:{one.sha256}", NewsKind.EVIDENCE, _local(process, one.at),
                Text(cover(one.title)), "", {"kind": one.kind.value, "sha256": one.sha256},
            )  # fmt: skip


def _moments(process: Process, period: Period) -> tuple[datetime, datetime]:
    """The midnights between which the period lies, by the clock of the office."""
    zone = ZoneInfo(process.office.time_zone)
    after = period.ends_on + timedelta(days=1)
    return (
        datetime.combine(period.begins_on, time(), zone),
        datetime.combine(after, time(), zone),
    )


def _local(process: Process, at: datetime) -> date:
    return at.astimezone(ZoneInfo(process.office.time_zone)).date()
