"""What is promised in an agreement: written, corrected and taken out while it is a draft.

The sealed text says what was promised, and that is what the parties sign: nothing is added to it
afterwards. It binds from the day on which the agreement is in force.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.models import Commitment
from commitments.operations.binding import let_lapse
from commitments.operations.making import (
    Promise,
    change_commitment,
    expect_version,
    make_commitment,
)
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process
from dialogue.operations.agreements.drafting import expect_draft
from dialogue.operations.verifiers import expect_another_verifies
from dialogue.policy import TABLE, Action
from kernel.errors import NotFound, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require


def promise_in(
    session: Session, actor: Actor, process: Process, agreement: Agreement, promise: Promise
) -> Commitment:
    """Write down what this draft promises; it belongs to the process and to this agreement."""
    require(TABLE, actor, Action.AGREE, process)
    if agreement.state is AgreementState.FOR_SIGNATURE:
        raise RuleBroken("agreement-being-signed")
    if agreement.state is not AgreementState.DRAFT:
        raise RuleBroken("agreement-signed-as-it-is")
    expect_another_verifies(process, promise)
    made_here = replace(
        promise,
        made_in=agreement.subject,
        agreement=agreement.subject,
        belongs_to=process.subject,
    )
    return make_commitment(session, actor, process.office, made_here, proposed=True)


def correct_promise(
    session: Session,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    commitment: Commitment,
    promise: Promise,
    *,
    seen: int,
) -> None:
    """Correct what was promised here, as long as the agreement is a draft."""
    _expect_here(actor, process, agreement, commitment)
    expect_another_verifies(process, promise)
    change_commitment(session, actor, commitment, promise, seen=seen, at=agreement.subject)


def drop_promise(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    commitment: Commitment,
    *,
    seen: int,
) -> None:
    """Take it out of the draft; a draft that was sealed once keeps what became of it."""
    _expect_here(actor, process, agreement, commitment)
    expect_version(commitment, seen)
    let_lapse(
        session, jobs, actor, [commitment],
        by=agreement.subject, why="", on=today_at(process.office),
    )  # fmt: skip


def _expect_here(
    actor: Actor, process: Process, agreement: Agreement, commitment: Commitment
) -> None:
    require(TABLE, actor, Action.AGREE, process)
    if commitment.made_in != agreement.subject:
        raise NotFound("not-found")
    expect_draft(agreement)
