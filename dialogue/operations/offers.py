"""What is offered to a table: a process of its own, a point for one that there is, or a no."""

from sqlalchemy.orm import Session

from accounts.models import Office
from dialogue import events
from dialogue.kinds import WorkKind
from dialogue.models import Process
from dialogue.operations.processes import Outline, make_process
from dialogue.operations.work import WorkOutline, put_item
from dialogue.policy import TABLE, Action
from kernel import handovers
from kernel.audit import record
from kernel.errors import BadInput, NotFound
from kernel.handovers import Handover
from kernel.policy import Actor, require
from kernel.vault import Vault


def take_up_anew(
    session: Session,
    actor: Actor,
    vault: Vault,
    office: Office,
    handover: Handover,
    outline: Outline,
) -> Process:
    """Make a process of what was offered; whoever offered it sees which."""
    require(TABLE, actor, Action.ACCEPT, office.id)
    process = make_process(session, actor, vault, office, outline, came_from=handover.from_ref)
    _accept(session, actor, process, handover)
    return process


def take_up_at(session: Session, actor: Actor, process: Process, handover: Handover) -> None:
    """A table that there is takes it up: it stands on its work list, with where it came from.

    Only title and reason come along. What was said in a room stays with the office until whoever
    said it lets others read it.
    """
    require(TABLE, actor, Action.ACCEPT, process.office_id)
    require(TABLE, actor, Action.GIVE_SEATS, process)
    if process.office_id != handover.office_id:
        raise NotFound("not-found")
    outline = WorkOutline(WorkKind.PROBLEM, handover.title, details=handover.reason)
    put_item(session, actor, process, outline, handover.from_ref)
    _accept(session, actor, process, handover)


def decline(
    session: Session, actor: Actor, office: Office, handover: Handover, reason: str
) -> None:
    """It is nothing for a table; whoever offered it reads why."""
    require(TABLE, actor, Action.ACCEPT, office.id)
    if not reason.strip():
        raise BadInput("reason-missing")
    handovers.decline(session, actor, handover, reason.strip())
    record(
        session, events.OFFER_DECIDED, actor, office.holder,
        handover_id=handover.id, state=handover.state,
    )  # fmt: skip


def _accept(session: Session, actor: Actor, process: Process, handover: Handover) -> None:
    handovers.accept(session, actor, handover, process.subject)
    record(
        session, events.OFFER_DECIDED, actor, process.subject,
        handover_id=handover.id, state=handover.state,
    )  # fmt: skip
