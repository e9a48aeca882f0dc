"""Who sits at the table says for their group whether a promise that it verifies was kept."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.kinds import Fulfilment
from commitments.models import Commitment
from commitments.operations.confirming import confirm
from commitments.operations.notifying import tell_moved
from commitments.operations.telling import News
from dialogue import events
from dialogue.models import Process, Seat
from dialogue.queries.confirming import to_confirm_for, vouched_for
from kernel.audit import record
from kernel.files import Taken
from kernel.jobs import Jobs
from kernel.policy import Actor
from kernel.vault import Vault


@dataclass(frozen=True)
class GroupWord:
    """What a group says of a promise. `note` is its reason, `evidence` where the proof is."""

    fulfilment: Fulfilment | None
    note: str = ""
    evidence: str = ""
    file: Taken | None = None


def confirm_kept(
    session: Session,
    vault: Vault,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    code: str,
    word: GroupWord,
    *,
    seen: int,
) -> Commitment:
    """Keep the word of the actor's group, told by their seat; a later word counts instead.

    NotFound for what their group does not verify, and for who takes no decisions there. It stays
    possible when the table is closed: what was promised falls due afterwards.
    """
    found = to_confirm_for(session, actor, process, code, for_change=True)
    seat, commitment = found.seat, found.commitment
    news = News(
        happened_on=today_at(process.office),
        note=word.note,
        told_by=said_by(actor, seat),
        evidence=word.evidence,
        view=word.fulfilment,
        file=word.file,
    )
    vouched = vouched_for(actor, seat, commitment)
    update = confirm(session, vault, vouched, news, seen=seen)
    record(
        session, events.COMMITMENT_CONFIRMED, actor, process.subject,
        commitment=commitment.code, fulfilment=word.fulfilment, group_id=seat.group_id,
        seat_id=seat.id, by_card=actor.person_id is None,
    )  # fmt: skip
    tell_moved(session, jobs, actor, commitment, update)
    return commitment


def said_by(actor: Actor, seat: Seat) -> str:
    """Who said it, as the ledger keeps it: the person, for which group, and how they entered."""
    person = f"{seat.name} ({seat.post})" if seat.post else seat.name
    way = "su tarjeta" if actor.person_id is None else "su cuenta"
    return f"{person}, por {seat.group.name}, con {way}"
