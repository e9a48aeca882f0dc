"""The declared groups of a table: taken in, changed, retired."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import GroupKind
from dialogue.models import Group, Process
from dialogue.policy import TABLE, Action
from dialogue.queries.parties import group_of
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require

MOST_SEATS = 999


@dataclass(frozen=True)
class GroupOutline:
    """What an office says of a group."""

    name: str
    kind: GroupKind
    name_qu: str = ""
    seats: int = 1
    decides: bool = True
    may_block: bool = False


def add_group(session: Session, actor: Actor, process: Process, outline: GroupOutline) -> Group:
    """One party more at the table, after the others."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    _expect_sound(outline)
    last = max((one.position for one in process.groups), default=0)
    group = Group(
        office_id=process.office_id, process_id=process.id, position=last + 1, **vars(outline)
    )
    process.groups.append(group)
    session.flush()  # the trail names it
    record(session, events.GROUP_CHANGED, actor, process.subject, group_id=group.id)
    return group


def change_group(
    session: Session,
    actor: Actor,
    process: Process,
    number: int,
    outline: GroupOutline,
    *,
    seen: int,
) -> None:
    """Write down anew what it is; what it said and decided stays as it was."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    group = group_of(process, number)
    if group.version != seen:
        raise RuleBroken("changed-meanwhile")
    _expect_sound(outline)
    for name, value in vars(outline).items():
        setattr(group, name, value)
    record(session, events.GROUP_CHANGED, actor, process.subject, group_id=group.id)


def retire_group(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It sits there no more; RuleBroken while somebody sits for it."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    group, today = group_of(process, number), today_at(process.office)
    if any(one.group_id == group.id and not one.is_over(today) for one in process.seats):
        raise RuleBroken("group-still-seated")
    if group.retired_on is None:
        group.retired_on = today
        record(session, events.GROUP_CHANGED, actor, process.subject, group_id=group.id)


def bring_back_group(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It sits at the table again."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    group = group_of(process, number)
    if group.retired_on is not None:
        group.retired_on = None
        record(session, events.GROUP_CHANGED, actor, process.subject, group_id=group.id)


def _expect_sound(outline: GroupOutline) -> None:
    if not outline.name.strip():
        raise BadInput("group-without-name")
    if outline.may_block and not outline.decides:
        raise BadInput("group-blocks-without-deciding")
    if not 0 <= outline.seats <= MOST_SEATS:
        raise BadInput("group-seats-wrong")
