"""An agreement comes in force with the signature of the last party that had to sign.

In the same transaction its commitments begin to bind, the agreement that it replaces gives way, and
what it adopts of a study is written into the ledger there. That is done by the platform: the party
that signs last may have no say in the study, and whoever sealed the text had, which was looked at
then.
"""

from sqlalchemy.orm import Session

from basin.operations.thresholds import adopt_threshold
from dialogue.lifecycle.agreements import AgreementState, AgreementVerb
from dialogue.models import Agreement, Process, SealedAgreement
from dialogue.operations.agreements.binding import bind_promises, release_promises
from dialogue.operations.agreements.sealing import count_no_more, move
from dialogue.operations.agreements.telling import tell_parties
from dialogue.queries.agreements.finding import instead_of, newest_sealed, signatures_of
from dialogue.queries.agreements.signatures import words_of
from dialogue.queries.agreements.thresholds import thresholds_chosen
from dialogue.signing import enters_on
from kernel.errors import Refusal
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor


def enter_if_signed(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    sealed: SealedAgreement,
) -> None:
    """Let it enter in force once every required group has a seat that signed."""
    if agreement.state is not AgreementState.FOR_SIGNATURE:
        return
    day = enters_on(agreement.required, words_of(process, signatures_of(session, sealed)))
    if day is None:
        return
    agreement.in_force_on = day
    move(session, actor, process, agreement, AgreementVerb.ENTER)
    session.flush()  # whoever looks at the study finds it in force
    bind_promises(session, jobs, process, agreement)
    _give_way(session, jobs, actor, process, agreement)
    _adopt(session, agreement)
    tell_parties(session, jobs, process, agreement, "in-force")


def _give_way(
    session: Session, jobs: Jobs, actor: Actor, process: Process, agreement: Agreement
) -> None:
    """The agreement whose place this one takes counts no more, if it did until now."""
    other = instead_of(session, agreement)
    if other is None or other.state is not AgreementState.IN_FORCE:
        return
    other.reason = agreement.code
    count_no_more(session, SYSTEM, newest_sealed(session, other))
    move(session, actor, process, other, AgreementVerb.SUPERSEDE)
    release_promises(session, jobs, process, other, by=agreement)
    tell_parties(session, jobs, process, other, "superseded")


def _adopt(session: Session, agreement: Agreement) -> None:
    """Write its thresholds into their studies.

    One that was withdrawn there meanwhile, or whose study closed, is not adopted: the signatures
    stand all the same, and the page of the agreement says so.
    """
    for one in thresholds_chosen(session, agreement):
        try:
            adopt_threshold(
                session, SYSTEM, one.study, one.history.now, agreed_in=agreement.subject
            )
        except Refusal:
            continue
