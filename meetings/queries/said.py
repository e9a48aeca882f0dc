"""What was said, agreed and how long people spoke, for those who may read the meeting.

Whoever calls these has the meeting from `meeting_for`, so that it may be read.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from meetings.kinds import ContributionKind, Sex
from meetings.models import (
    AgendaItem,
    Agreement,
    Contribution,
    Meeting,
    SpeakingTurn,
    Theme,
)
from meetings.queries.meetings import agenda_of


@dataclass(frozen=True)
class Filters:
    """Which contributions are wanted; None: all."""

    kind: ContributionKind | None = None
    group_id: int | None = None


@dataclass(frozen=True)
class Point:
    """What was said at one point of the agenda; `item` is None where no point was noted."""

    item: AgendaItem | None
    contributions: Sequence[Contribution]


@dataclass(frozen=True)
class Gathered:
    """The concerns under one theme; `theme` is None for those that have none yet."""

    theme: Theme | None
    concerns: Sequence[Contribution]


@dataclass(frozen=True)
class Spoken:
    """How many seconds a group spoke, by sex; `group_id` is None where none was noted."""

    group_id: int | None
    seconds: dict[Sex, int]

    @property
    def total(self) -> int:
        """Everybody of the group together."""
        return sum(self.seconds.values())


def contributions_of(
    session: Session,
    meeting: Meeting,
    filters: Filters = Filters(),
    *,
    withdrawn: bool = False,
) -> Sequence[Contribution]:
    """What counts of what was said, or what was withdrawn, in the order in which it was said."""
    query = select(Contribution).where(Contribution.meeting_id == meeting.id)
    gone = Contribution.withdrawn_at
    query = query.where(gone.is_not(None) if withdrawn else gone.is_(None))
    if filters.kind:
        query = query.where(Contribution.kind == filters.kind)
    if filters.group_id:
        query = query.where(Contribution.group_id == filters.group_id)
    return session.scalars(query.order_by(Contribution.said_at, Contribution.id)).all()


def last_noted(session: Session, meeting: Meeting, most: int) -> Sequence[Contribution]:
    """At most so many of what counts of what was said: those noted last, in their order."""
    query = select(Contribution).where(
        Contribution.meeting_id == meeting.id, Contribution.withdrawn_at.is_(None)
    )
    return session.scalars(query.order_by(Contribution.id.desc()).limit(most)).all()[::-1]


def said_by_point(
    session: Session,
    meeting: Meeting,
    filters: Filters = Filters(),
) -> list[Point]:
    """What was said, point by point of the agenda; what belongs to no point comes last."""
    said: dict[int | None, list[Contribution]] = defaultdict(list)
    for one in contributions_of(session, meeting, filters):
        said[one.agenda_item_id].append(one)
    items: list[AgendaItem | None] = [*agenda_of(session, meeting), None]
    found = [(item, said[item.id if item else None]) for item in items]
    return [Point(item, words) for item, words in found if words]


def themes_of(session: Session, meeting: Meeting) -> Sequence[Theme]:
    """The themes of a meeting, the heaviest first."""
    weight = Theme.women + Theme.men + Theme.others
    query = select(Theme).where(Theme.meeting_id == meeting.id, Theme.withdrawn_at.is_(None))
    return session.scalars(query.order_by(weight.desc(), Theme.id)).all()


def concerns_by_theme(session: Session, meeting: Meeting) -> list[Gathered]:
    """The themes with their concerns, the heaviest first; those without a theme come last."""
    concerns: dict[int | None, list[Contribution]] = defaultdict(list)
    for one in contributions_of(session, meeting, Filters(kind=ContributionKind.CONCERN)):
        concerns[one.theme_id].append(one)
    gathered = [
        Gathered(theme, concerns.pop(theme.id, [])) for theme in themes_of(session, meeting)
    ]
    left = [one for others in concerns.values() for one in others]
    return [*gathered, Gathered(None, left)] if left else gathered


def agreements_of(
    session: Session, meeting: Meeting, *, withdrawn: bool = False
) -> Sequence[Agreement]:
    """What was agreed, by number; or what was withdrawn."""
    gone = Agreement.withdrawn_at
    query = select(Agreement).where(
        Agreement.meeting_id == meeting.id, gone.is_not(None) if withdrawn else gone.is_(None)
    )
    return session.scalars(query.order_by(Agreement.number)).all()


def turns_of(session: Session, meeting: Meeting) -> Sequence[SpeakingTurn]:
    """Every turn that counts, the newest first."""
    query = select(SpeakingTurn).where(
        SpeakingTurn.meeting_id == meeting.id, SpeakingTurn.withdrawn_at.is_(None)
    )
    return session.scalars(query.order_by(SpeakingTurn.id.desc())).all()


def speaking_of(session: Session, meeting: Meeting) -> list[Spoken]:
    """How long each group spoke, by sex; who spoke longest comes first."""
    query = (
        select(SpeakingTurn.group_id, SpeakingTurn.sex, func.sum(SpeakingTurn.seconds))
        .where(SpeakingTurn.meeting_id == meeting.id, SpeakingTurn.withdrawn_at.is_(None))
        .group_by(SpeakingTurn.group_id, SpeakingTurn.sex)
    )
    spoken: dict[int | None, dict[Sex, int]] = defaultdict(dict)
    for group_id, sex, seconds in session.execute(query):
        spoken[group_id][sex] = int(seconds)
    rows = [Spoken(group_id, seconds) for group_id, seconds in spoken.items()]
    return sorted(rows, key=lambda row: (-row.total, row.group_id or 0))
