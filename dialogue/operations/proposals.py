"""What is put to the table: a proposal, its versions, and what becomes of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.models import Process, Proposal, ProposalVersion, Seat, Thread
from dialogue.operations.holding import hold_anew
from dialogue.policy import DECIDERS, RECORDERS, TABLE, Action, seat_of
from dialogue.queries.proposals import expect_no_round_going_on
from kernel.audit import record
from kernel.clock import now
from kernel.codes import free_code
from kernel.errors import BadInput, Forbidden, NotFound, RuleBroken
from kernel.policy import Actor, require
from meetings.operations.seeing import expect_seen

CODE_SIGNS = 6
MOST_OPTIONS = 12


@dataclass(frozen=True)
class Wording:
    """The words of one version. `options` are (Spanish, Quechua), for a ranked round."""

    words: str
    words_qu: str = ""
    options: tuple[tuple[str, str], ...] = ()
    changed: str = ""


@dataclass(frozen=True)
class Outline:
    """What is said of a proposal besides its words."""

    title: str
    title_qu: str = ""
    group_id: int | None = None
    """Who brings it; None: the office. Who sits there brings it for their own group."""
    thread_id: int | None = None
    is_public: bool = False


def make_proposal(
    session: Session, actor: Actor, process: Process, outline: Outline, wording: Wording
) -> Proposal:
    """Put something to the table, in its first version."""
    require(TABLE, actor, Action.PROPOSE, process)
    seat = _seat(actor, process)
    proposal = Proposal(
        office_id=process.office_id,
        process_id=process.id,
        code=free_code(session, Proposal.code, "PR", CODE_SIGNS),
        brought_by_id=seat.group_id if seat else _group_of(process, outline.group_id),
        is_public=outline.is_public and seat is None,
        versions=[],
    )
    _describe(session, process, proposal, outline)
    session.add(proposal)
    _add(session, actor, process, proposal, wording)
    record(session, events.PROPOSAL_MADE, actor, process.subject, proposal=proposal.code)
    return proposal


def add_version(
    session: Session,
    actor: Actor,
    process: Process,
    proposal: Proposal,
    wording: Wording,
    seen: int,
) -> ProposalVersion:
    """Put other words to the table, and say what changed. Not while positions are taken.

    `seen` is how many versions there were on the page.
    """
    _expect_ours(actor, process, proposal)
    hold_anew(session, proposal)
    if len(proposal.versions) != seen:
        raise RuleBroken("changed-meanwhile")
    expect_no_round_going_on(session, proposal)
    if not wording.changed.strip():
        raise BadInput("change-not-told")
    made = _add(session, actor, process, proposal, wording)
    record(
        session, events.PROPOSAL_CHANGED, actor, process.subject,
        proposal=proposal.code, number=made.number,
    )  # fmt: skip
    return made


def change_proposal(
    session: Session,
    actor: Actor,
    process: Process,
    proposal: Proposal,
    outline: Outline,
    seen: int,
) -> None:
    """Call it otherwise, tie it to a thread, let everybody read it or not."""
    require(TABLE, actor, Action.RUN, process)
    expect_seen(proposal, seen)
    _describe(session, process, proposal, outline)
    proposal.brought_by_id = _group_of(process, outline.group_id)
    proposal.is_public = outline.is_public
    record(
        session, events.PROPOSAL_CHANGED, actor, process.subject,
        proposal=proposal.code, number=len(proposal.versions),
    )  # fmt: skip


def withdraw_proposal(session: Session, actor: Actor, process: Process, proposal: Proposal) -> None:
    """Take it from the table; what was said of it stays."""
    _expect_ours(actor, process, proposal)
    hold_anew(session, proposal)
    expect_no_round_going_on(session, proposal)
    proposal.withdrawn_at = now()
    record(
        session, events.PROPOSAL_CHANGED, actor, process.subject,
        proposal=proposal.code, number=len(proposal.versions),
    )  # fmt: skip


def may_reword(actor: Actor, process: Process, proposal: Proposal) -> bool:
    """Whether it is theirs to put other words: of the office, or of the group that brought it."""
    seat = _seat(actor, process)
    return seat is None or seat.group_id == proposal.brought_by_id


def _expect_ours(actor: Actor, process: Process, proposal: Proposal) -> None:
    require(TABLE, actor, Action.PROPOSE, process)
    if not may_reword(actor, process, proposal):
        raise Forbidden("not-allowed")
    if proposal.withdrawn_at is not None:
        raise RuleBroken("proposal-withdrawn")


def _seat(actor: Actor, process: Process) -> Seat | None:
    """The seat of whoever does not act for the office."""
    if actor.system or process.office_id in actor.offices(*RECORDERS):
        return None
    return seat_of(actor, process, DECIDERS)


def _describe(session: Session, process: Process, proposal: Proposal, outline: Outline) -> None:
    if not outline.title.strip():
        raise BadInput("title-missing")
    if outline.thread_id is not None:
        thread = session.get(Thread, outline.thread_id)
        if thread is None or thread.process_id != process.id:
            raise NotFound("not-found")
    proposal.title = outline.title.strip()
    proposal.title_qu = outline.title_qu.strip()
    proposal.thread_id = outline.thread_id


def _group_of(process: Process, group_id: int | None) -> int | None:
    if group_id is not None and group_id not in {one.id for one in process.groups}:
        raise NotFound("not-found")
    return group_id


def _add(
    session: Session, actor: Actor, process: Process, proposal: Proposal, wording: Wording
) -> ProposalVersion:
    if not wording.words.strip():
        raise BadInput("text-missing")
    seat = _seat(actor, process)
    options = [{"es": es.strip(), "qu": qu.strip()} for es, qu in wording.options if es.strip()]
    if len(options) > MOST_OPTIONS:
        raise BadInput("options-too-many", most=MOST_OPTIONS)
    made = ProposalVersion(
        office_id=process.office_id,
        number=len(proposal.versions) + 1,
        words=wording.words.strip(),
        words_qu=wording.words_qu.strip(),
        options=options,
        changed=wording.changed.strip(),
        seat_id=seat.id if seat else None,
        person_id=actor.person_id,
    )
    proposal.versions.append(made)
    session.flush()  # its number is its own, and rounds refer to it
    return made
