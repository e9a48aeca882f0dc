"""The agenda: without one, no meeting is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from kernel.audit import record
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.policy import Actor, require
from meetings import events
from meetings.models import AgendaItem, Meeting
from meetings.policy import TABLE, Action
from meetings.queries.agenda import point_of, what_hangs_on
from meetings.queries.meetings import agenda_of, sittings_of

MOST_POINTS = 100
MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Point:
    """One point as somebody plans it."""

    title: str
    title_qu: str = ""
    sitting_id: int | None = None
    begins_at: time | None = None
    minutes: int | None = None
    topic: str = ""
    method: str = ""
    facilitator: str = ""
    materials: str = ""
    came_from: str = ""


@dataclass(frozen=True)
class Summary:
    """What the acta tells of a point."""

    words: str = ""
    words_qu: str = ""


def add_point(session: Session, actor: Actor, meeting: Meeting, point: Point) -> AgendaItem:
    """One more point, at the end."""
    require(TABLE, actor, Action.CHANGE, meeting)
    _expect_sound(session, meeting, point)
    listed = agenda_of(session, meeting)
    if len(listed) >= MOST_POINTS:
        raise RuleBroken("points-too-many", most=MOST_POINTS)
    made = AgendaItem(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        position=len(listed) + 1,
        **vars(point),
    )
    session.add(made)
    _changed(session, actor, meeting, [*listed, made])
    return made


def change_point(
    session: Session, actor: Actor, meeting: Meeting, item_id: int, point: Point, seen: int
) -> None:
    """Tell a point anew. What was said at it, and where it came from, stays."""
    require(TABLE, actor, Action.CHANGE, meeting)
    item = point_of(session, meeting, item_id)
    if item.version != seen:
        raise RuleBroken("changed-meanwhile")
    _expect_sound(session, meeting, point)
    for name, value in vars(point).items():
        if name != "came_from":
            setattr(item, name, value)
    _changed(session, actor, meeting, agenda_of(session, meeting))


def sum_up(
    session: Session, actor: Actor, meeting: Meeting, item_id: int, told: Summary, seen: int
) -> None:
    """Write what was said at a point, as the acta tells it, in one language or both."""
    require(TABLE, actor, Action.RECORD, meeting)
    item = point_of(session, meeting, item_id)
    if item.version != seen:
        raise RuleBroken("changed-meanwhile")
    item.summary, item.summary_qu = told.words.strip(), told.words_qu.strip()
    record(session, events.ITEM_SUMMED_UP, actor, meeting.subject, item_id=item.id)


def move_point(session: Session, actor: Actor, meeting: Meeting, item_id: int, *, up: bool) -> None:
    """One place up or down; the first stays first and the last stays last."""
    require(TABLE, actor, Action.CHANGE, meeting)
    listed = list(agenda_of(session, meeting))
    here = next((n for n, item in enumerate(listed) if item.id == item_id), None)
    if here is None:
        raise NotFound("not-found")
    there = here - 1 if up else here + 1
    if 0 <= there < len(listed):
        listed[here], listed[there] = listed[there], listed[here]
    _changed(session, actor, meeting, listed)


def remove_point(session: Session, actor: Actor, meeting: Meeting, item_id: int) -> None:
    """Take a point off; never one at which something was said or decided."""
    require(TABLE, actor, Action.CHANGE, meeting)
    item = point_of(session, meeting, item_id)
    if what_hangs_on(session, item):
        raise RuleBroken("point-in-use")
    listed = [one for one in agenda_of(session, meeting) if one is not item]
    if not listed and meeting.opened_at is not None:
        raise RuleBroken("agenda-missing")
    session.delete(item)
    _changed(session, actor, meeting, listed)


def _expect_sound(session: Session, meeting: Meeting, point: Point) -> None:
    if not point.title.strip():
        raise BadInput("title-missing")
    if point.minutes is not None and not 0 < point.minutes <= MOST_MINUTES:
        raise BadInput("minutes-impossible", most=MOST_MINUTES)
    known = {sitting.id for sitting in sittings_of(session, meeting)}
    if point.sitting_id is not None and point.sitting_id not in known:
        raise NotFound("not-found")


def _changed(
    session: Session, actor: Actor, meeting: Meeting, listed: Sequence[AgendaItem]
) -> None:
    """Number the points as they stand now, and say so in the trail."""
    for number, item in enumerate(listed, 1):
        if item.position != number:
            item.position = number
    flag_modified(meeting, "begins_on")  # whoever plans the meeting at this moment is told
    session.flush()  # whoever plans reads them at once
    record(session, events.AGENDA_CHANGED, actor, meeting.subject, items=len(listed))
