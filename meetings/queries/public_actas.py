"""What everybody may read: the public copies of actas that an office publishes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.text import fold, number_in
from meetings import contents
from meetings.contents import Acta
from meetings.models import Meeting, SealedMinutes
from meetings.policy import TABLE, Action

ON_A_PAGE = 20


@dataclass(frozen=True)
class Published:
    """One acta that everybody may read: the public copy of its newest sealed version."""

    meeting: Meeting
    minutes: SealedMinutes
    acta: Acta


@dataclass(frozen=True)
class Page:
    """Some of them, the newest meeting first, and where the next page begins."""

    rows: Sequence[Published]
    further: str


def published_actas(session: Session, *, search: str = "", after: str = "") -> Page:
    """Published actas whose title holds the words of `search`, a page at a time.

    What is covered in the public copy is not found by it.
    """
    newest = (
        select(SealedMinutes.meeting_id, func.max(SealedMinutes.number).label("number"))
        .group_by(SealedMinutes.meeting_id)
        .subquery()
    )
    query = (
        select(Meeting, SealedMinutes)
        .join(newest, newest.c.meeting_id == Meeting.id)
        .join(
            SealedMinutes,
            and_(SealedMinutes.meeting_id == Meeting.id, SealedMinutes.number == newest.c.number),
        )
        .where(Meeting.is_public.is_(True))
        .order_by(Meeting.begins_on.desc(), Meeting.id.desc())
        .limit(ON_A_PAGE + 1)
    )
    for word in fold(search).split():
        query = query.where(Meeting.folded.contains(word, autoescape=True))
    start = session.get(Meeting, number_in(after) or 0)
    if start is not None:
        query = query.where(
            or_(
                Meeting.begins_on < start.begins_on,
                and_(Meeting.begins_on == start.begins_on, Meeting.id < start.id),
            )
        )
    found = [
        Published(meeting, minutes, contents.read(minutes.public))
        for meeting, minutes in session.execute(query)
    ]
    more = len(found) > ON_A_PAGE
    rows = found[:ON_A_PAGE]
    further = str(rows[-1].meeting.id) if more else ""
    return Page([one for one in rows if _says(one, fold(search).split())], further)


def _says(found: Published, words: Sequence[str]) -> bool:
    """Whether its public copy holds these words in what a meeting is found by."""
    heading = found.acta.heading
    where = (heading.place, heading.community, heading.district, heading.province)
    said = fold(" ".join((heading.title.es, heading.title.qu, *where, found.meeting.reference)))
    return all(word in said for word in words)


def published_acta(session: Session, actor: Actor, reference: str) -> Published:
    """One of them; NotFound alike for what is not published and what does not exist."""
    meeting = session.scalar(select(Meeting).where(Meeting.reference == reference.strip().upper()))
    if meeting is None or not allowed(TABLE, actor, Action.READ_PUBLIC, meeting):
        raise NotFound("not-found")
    query = select(SealedMinutes).where(SealedMinutes.meeting_id == meeting.id)
    minutes = session.scalar(query.order_by(SealedMinutes.number.desc()).limit(1))
    if minutes is None:
        raise NotFound("not-found")
    return Published(meeting, minutes, contents.read(minutes.public))


def told_publicly(session: Session, meetings: Sequence[Meeting]) -> dict[int, Acta]:
    """What everybody may know of these, by their id: the public copy of their newest version.

    What a meeting is called today may name somebody, or wait for its next version.
    """
    wanted = [one.id for one in meetings if one.is_public]
    in_order = SealedMinutes.meeting_id, SealedMinutes.number
    query = select(SealedMinutes).where(SealedMinutes.meeting_id.in_(wanted))
    newest = {one.meeting_id: one for one in session.scalars(query.order_by(*in_order))}
    return {meeting_id: contents.read(one.public) for meeting_id, one in newest.items()}
