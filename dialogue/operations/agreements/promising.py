"""What is promised in an agreement: written before it is sealed, or after it is in force."""

from dataclasses import replace

from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.operations.making import Promise, change_commitment, make_commitment
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process
from dialogue.operations.agreements.drafting import expect_draft
from dialogue.policy import TABLE, Action
from kernel.errors import NotFound, RuleBroken
from kernel.policy import Actor, require

WRITABLE = frozenset({AgreementState.DRAFT, AgreementState.IN_FORCE})


def promise_in(
    session: Session, actor: Actor, process: Process, agreement: Agreement, promise: Promise
) -> Commitment:
    """Write down what was promised; it belongs to the process and to this agreement.

    Not while the text is being signed: people sign what they read.
    """
    require(TABLE, actor, Action.AGREE, process)
    if agreement.state not in WRITABLE:
        raise RuleBroken("agreement-being-signed")
    made_here = replace(
        promise,
        made_in=agreement.subject,
        agreement=agreement.subject,
        belongs_to=process.subject,
    )
    return make_commitment(session, actor, process.office, made_here)


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
    require(TABLE, actor, Action.AGREE, process)
    if commitment.made_in != agreement.subject:
        raise NotFound("not-found")
    expect_draft(agreement)
    change_commitment(session, actor, commitment, promise, seen=seen, at=agreement.subject)
