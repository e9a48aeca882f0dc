"""A meeting like another one, and the meeting that takes up what another left open."""

from collections import defaultdict
from datetime import date

from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.policy import Actor
from kernel.vault import Vault
from meetings.models import AgendaItem, Meeting, Sitting
from meetings.operations.agenda import Point, add_point
from meetings.operations.planning import Plan, plan_meeting
from meetings.operations.sittings import Part, add_sitting
from meetings.queries.following import promises_open
from meetings.queries.meetings import agenda_of, sittings_of

LONGEST_TITLE = 200


def plan_like(
    session: Session, vault: Vault, actor: Actor, office: Office, plan: Plan, source: Meeting
) -> Meeting:
    """Plan a meeting with the sittings and the agenda of another one, as far as its days go."""
    meeting = plan_meeting(session, vault, actor, office, plan)
    _invite_the_same(source, meeting)
    twins = _copy_sittings(session, actor, source, meeting)
    for item in agenda_of(session, source):
        add_point(session, actor, meeting, _like(item, twins))
    return meeting


def plan_following(
    session: Session, vault: Vault, actor: Actor, office: Office, plan: Plan, source: Meeting
) -> Meeting:
    """Plan the meeting after another: what was agreed for its agenda, and each open promise."""
    meeting = plan_meeting(session, vault, actor, office, plan)
    meeting.follows_id = source.id
    _invite_the_same(source, meeting)
    for words in filter(None, map(str.strip, source.next_agenda.splitlines())):
        add_point(session, actor, meeting, Point(words[:LONGEST_TITLE]))
    for promise in promises_open(session, actor, source):
        point = Point(
            title=promise.what[:LONGEST_TITLE],
            title_qu=promise.what_qu[:LONGEST_TITLE],
            facilitator=promise.responsible[:LONGEST_TITLE],
            came_from=promise.subject,
        )
        add_point(session, actor, meeting, point)
    return meeting


def _invite_the_same(source: Meeting, meeting: Meeting) -> None:
    """The groups of one office mean nothing to another."""
    if source.office_id == meeting.office_id:
        meeting.invited_groups = list(source.invited_groups)


def _copy_sittings(
    session: Session, actor: Actor, source: Meeting, meeting: Meeting
) -> dict[int, int]:
    """Give the days the parts that they had; which sitting became which."""
    waiting: dict[date, list[Sitting]] = defaultdict(list)
    for made in sittings_of(session, meeting):
        waiting[made.on].append(made)
    shift, twins = meeting.begins_on - source.begins_on, {}
    for sitting in sittings_of(session, source):
        day = sitting.on + shift
        if day > meeting.ends_on:
            continue
        if waiting[day]:  # the one that each day has from the start
            twin = waiting[day].pop()
            twin.title = sitting.title
            twin.begins_at, twin.ends_at = sitting.begins_at, sitting.ends_at
        else:
            part = Part(day, sitting.title, sitting.begins_at, sitting.ends_at)
            twin = add_sitting(session, actor, meeting, part)
        twins[sitting.id] = twin.id
    return twins


def _like(item: AgendaItem, twins: dict[int, int]) -> Point:
    """The point as it was planned, without what was said at it."""
    return Point(
        title=item.title,
        title_qu=item.title_qu,
        sitting_id=twins.get(item.sitting_id or 0),
        begins_at=item.begins_at,
        minutes=item.minutes,
        topic=item.topic,
        method=item.method,
        facilitator=item.facilitator,
        materials=item.materials,
    )
