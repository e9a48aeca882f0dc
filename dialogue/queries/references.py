"""What our things are to somebody who meets their public reference elsewhere.

`process:P-7K2M9Q`, `proposal:PR-4HT6BX`, `round:PR-4HT6BX.2`.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Process, Proposal
from dialogue.policy import READERS, TABLE, Action
from dialogue.queries.processes import process_for
from dialogue.queries.proposals import proposal_for
from dialogue.queries.rounds import round_for
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.references import Referred

PROCESS = "process"
PROPOSAL = "proposal"
ROUND = "round"


def referred_process(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The process as this actor may know of it; None as for one that does not exist."""
    try:
        found = process_for(session, actor, reference, Action.READ_PUBLIC)
    except NotFound:
        return None
    roles = frozenset(role for role in READERS if actor.holds(role, found.office_id))
    return Referred(found.title, f"/dialogue/{found.code}", roles, title_qu=found.title_qu)


def referred_proposal(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The proposal as this actor may know of it, with its words as they were put last."""
    found = _proposal(session, actor, reference)
    if found is None:
        return None
    process, proposal = found
    roles = frozenset(role for role in READERS if actor.holds(role, process.office_id))
    address = f"/dialogue/{process.code}/proposals/{proposal.code}"
    return Referred(proposal.title, address, roles, proposal.versions[-1].words, "es")


def referred_round(session: Session, actor: Actor, reference: str) -> Referred | None:
    """A round (`PR-4HT6BX.2`) as this actor may know of it."""
    code, _dot, number = reference.rpartition(".")
    found = _proposal(session, actor, code)
    if found is None or not number.isdecimal():
        return None
    process, proposal = found
    try:
        one = round_for(session, actor, process, proposal, int(number))
    except NotFound:
        return None
    roles = frozenset(role for role in READERS if actor.holds(role, process.office_id))
    address = f"/dialogue/{process.code}/proposals/{proposal.code}/rounds/{one.number}"
    return Referred(proposal.title, address, roles)


def _proposal(session: Session, actor: Actor, code: str) -> tuple[Process, Proposal] | None:
    query = select(Process).join(Proposal, Proposal.process_id == Process.id)
    process = session.scalar(query.where(Proposal.code == code.upper()))
    if process is None or not allowed(TABLE, actor, Action.READ_PUBLIC, process):
        return None
    try:
        return process, proposal_for(session, actor, process, code)
    except NotFound:
        return None
