"""The work list of a process: what was found, what is recommended, what is to be done by when."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.models import Commitment
from commitments.operations.making import Promise, make_commitment
from dialogue import events
from dialogue.kinds import WorkKind, WorkState
from dialogue.models import Process, WorkItem
from dialogue.operations.verifiers import expect_another_verifies
from dialogue.policy import TABLE, Action
from dialogue.queries.parties import group_of
from dialogue.queries.work import item_of, items_of
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from meetings.operations.agenda import Point, add_point
from meetings.queries.meetings import meeting_for

MOST_WEIGHT = 9_999


@dataclass(frozen=True)
class WorkOutline:
    """What the table says of a point. `raised_by_id` is the group that brought it."""

    kind: WorkKind
    title: str
    title_qu: str = ""
    details: str = ""
    raised_by_id: int | None = None
    weight: int = 0
    due_on: date | None = None


def add_item(
    session: Session, actor: Actor, process: Process, outline: WorkOutline, came_from: str = ""
) -> WorkItem:
    """One point more, after the others of its kind."""
    require(TABLE, actor, Action.RECORD, process)
    _expect_sound(process, outline)
    return put_item(session, actor, process, outline, came_from)


def put_item(
    session: Session, actor: Actor, process: Process, outline: WorkOutline, came_from: str
) -> WorkItem:
    """The same where another verb has asked already whether this may be done."""
    places = [one.position for one in items_of(session, process) if one.kind is outline.kind]
    item = WorkItem(
        office_id=process.office_id,
        process_id=process.id,
        position=max(places, default=0) + 1,
        came_from=came_from,
        **vars(outline),
    )
    session.add(item)
    session.flush()  # the trail names it
    _note(session, actor, process, item)
    return item


def change_item(
    session: Session,
    actor: Actor,
    process: Process,
    number: int,
    outline: WorkOutline,
    *,
    seen: int,
) -> None:
    """Write a point anew; of what kind it is stays."""
    require(TABLE, actor, Action.RECORD, process)
    item = item_of(session, process, number)
    if item.version != seen:
        raise RuleBroken("changed-meanwhile")
    _expect_sound(process, outline)
    for name, value in vars(replace(outline, kind=item.kind)).items():
        setattr(item, name, value)
    _note(session, actor, process, item)


def finish_item(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It is done, as the table sees it."""
    item = _held(session, actor, process, number)
    item.state, item.done_on = WorkState.DONE, today_at(process.office)
    _note(session, actor, process, item)


def drop_item(session: Session, actor: Actor, process: Process, number: int) -> None:
    """The table leaves it aside; it stays on the list as what it was."""
    item = _held(session, actor, process, number)
    item.state, item.done_on = WorkState.DROPPED, None
    _note(session, actor, process, item)


def reopen_item(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It is not done after all, or is taken up again."""
    item = _held(session, actor, process, number)
    item.state = WorkState.PLANNED if item.commitment else WorkState.OPEN
    item.done_on = None
    _note(session, actor, process, item)


def raise_item(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It stands one place further up among those of its kind; the first one stays."""
    item = _held(session, actor, process, number)
    before = [
        one
        for one in items_of(session, process)
        if one.kind is item.kind and one.position < item.position
    ]
    if before:
        neighbour = before[-1]
        neighbour.position, item.position = item.position, neighbour.position
        _note(session, actor, process, item)


def promise_for(
    session: Session, actor: Actor, process: Process, number: int, promise: Promise
) -> Commitment:
    """What was promised about a point: a commitment of the process, that somebody verifies."""
    item = _held(session, actor, process, number)
    if item.commitment:
        raise RuleBroken("work-promised-already")
    expect_another_verifies(process, promise)
    made = make_commitment(
        session, actor, process.office, replace(promise, belongs_to=process.subject)
    )
    item.commitment = made.subject
    item.state = WorkState.PLANNED
    _note(session, actor, process, item)
    return made


def put_on_agenda(
    session: Session, actor: Actor, process: Process, number: int, meeting_reference: str
) -> None:
    """A meeting of this process takes the point up: it stands on its agenda, with its origin."""
    item = _held(session, actor, process, number)
    meeting = meeting_for(session, actor, meeting_reference, for_change=True)
    if meeting.belongs_to != process.subject or meeting.office_id != process.office_id:
        raise BadInput("meeting-of-another-process")
    point = Point(item.title, item.title_qu, came_from=item.came_from or process.subject)
    add_point(session, actor, meeting, point)


def _held(session: Session, actor: Actor, process: Process, number: int) -> WorkItem:
    require(TABLE, actor, Action.RECORD, process)
    return item_of(session, process, number)


def _note(session: Session, actor: Actor, process: Process, item: WorkItem) -> None:
    record(session, events.WORK_CHANGED, actor, process.subject, item_id=item.id, state=item.state)


def _expect_sound(process: Process, outline: WorkOutline) -> None:
    if not outline.title.strip():
        raise BadInput("title-missing")
    if not 0 <= outline.weight <= MOST_WEIGHT:
        raise BadInput("work-weight-wrong")
    if outline.raised_by_id is not None:
        group_of(process, outline.raised_by_id)
