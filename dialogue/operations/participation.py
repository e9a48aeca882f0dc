"""Agreements by which a party takes part in a process, and what data it shares."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.models import Participation, Process
from dialogue.policy import TABLE, Action
from dialogue.queries.parties import group_of, participation_of
from kernel.audit import record
from kernel.errors import BadInput
from kernel.files import Taken, attach
from kernel.policy import Actor, require
from kernel.vault import Sealer


@dataclass(frozen=True)
class ParticipationOutline:
    """What was signed: when, by whom, which data are shared, until when it holds."""

    signed_on: date
    signatories: tuple[str, ...] = ()
    shared: str = ""
    valid_until: date | None = None


def sign_participation(
    session: Session,
    key: Sealer,
    actor: Actor,
    process: Process,
    group_id: int,
    outline: ParticipationOutline,
    document: Taken | None = None,
) -> Participation:
    """Write down that a party signed to take part, with its paper where there is one."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    group = group_of(process, group_id)
    if not outline.signatories:
        raise BadInput("participation-without-signatories")
    if outline.signed_on > today_at(process.office):
        raise BadInput("participation-days-wrong")
    if outline.valid_until is not None and outline.valid_until < outline.signed_on:
        raise BadInput("participation-days-wrong")
    made = Participation(
        office_id=process.office_id,
        process_id=process.id,
        group=group,
        signed_on=outline.signed_on,
        signatories=list(outline.signatories),
        shared=outline.shared,
        valid_until=outline.valid_until,
        file=attach(session, key, document) if document else None,
    )
    session.add(made)
    session.flush()  # the trail names it
    record(
        session, events.PARTICIPATION_SIGNED, actor, process.subject,
        participation_id=made.id, group_id=group.id,
    )  # fmt: skip
    return made


def end_participation(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It holds no more from today on: the party withdrew, or a new one takes its place."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    one = participation_of(session, process, number)
    if one.ended_on is None:
        one.ended_on = today_at(process.office)
        record(
            session, events.PARTICIPATION_ENDED, actor, process.subject,
            participation_id=one.id, group_id=one.group_id,
        )  # fmt: skip
