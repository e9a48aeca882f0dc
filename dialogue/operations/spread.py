"""A process of an anchor company spreads: its suppliers and contractors go the same way."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialogue.kinds import WorkKind
from dialogue.models import Group, Process, Stage
from dialogue.operations.processes import Outline, make_process
from dialogue.operations.work import WorkOutline, put_item
from dialogue.policy import TABLE, Action
from dialogue.queries.stages import stages_of
from dialogue.queries.work import WAITING, items_of
from kernel.errors import BadInput
from kernel.policy import Actor, require
from kernel.vault import Vault


@dataclass(frozen=True)
class Follower:
    """The supplier or contractor, and how its process is called."""

    organisation: str
    title: str


def spread_to(
    session: Session, actor: Actor, vault: Vault, anchor: Process, follower: Follower
) -> Process:
    """A process of its own with the stages, groups and open problems of the anchor's.

    Nobody sits there yet, and nothing that was said, promised or decided comes along.
    """
    require(TABLE, actor, Action.CHANGE, anchor)
    if not follower.organisation.strip():
        raise BadInput("organisation-missing")
    child = make_process(
        session, actor, vault, anchor.office, _outline(anchor, follower), came_from=anchor.subject
    )
    child.spreads_from_id = anchor.id
    _copy_stages(session, anchor, child)
    _copy_groups(session, anchor, child)
    for item in items_of(session, anchor):
        if item.kind is WorkKind.PROBLEM and item.state in WAITING:
            told = WorkOutline(WorkKind.PROBLEM, item.title, item.title_qu, item.details)
            put_item(session, actor, child, told, anchor.subject)
    return child


def _outline(anchor: Process, follower: Follower) -> Outline:
    return Outline(
        kind=anchor.kind,
        title=follower.title.strip() or f"{anchor.title}: {follower.organisation.strip()}",
        basin=anchor.basin,
        place=anchor.place,
        ground_rules=anchor.ground_rules,
        ground_rules_qu=anchor.ground_rules_qu,
        moderation=anchor.moderation,
        organisation=follower.organisation,
    )


def _copy_stages(session: Session, anchor: Process, child: Process) -> None:
    """The stages as the anchor has them, without their days."""
    for laid in stages_of(session, child):
        session.delete(laid)
    session.flush()  # their places are free
    for stage in stages_of(session, anchor):
        session.add(
            Stage(
                office_id=child.office_id,
                process_id=child.id,
                position=stage.position,
                name=stage.name,
                title=stage.title,
                title_qu=stage.title_qu,
                legal_days=stage.legal_days,
            )
        )
    session.flush()  # they are read in this transaction


def _copy_groups(session: Session, anchor: Process, child: Process) -> None:
    for group in anchor.groups:
        if group.retired_on is None:
            copied = Group(
                office_id=child.office_id,
                process_id=child.id,
                position=group.position,
                name=group.name,
                name_qu=group.name_qu,
                kind=group.kind,
                seats=group.seats,
                decides=group.decides,
                may_block=group.may_block,
            )
            child.groups.append(copied)
    session.flush()  # they are read in this transaction
