"""The text of an agreement is sealed for signature, taken back, or made void."""

import secrets
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.kinds import ThresholdState
from basin.operations.thresholds import withdraw_threshold
from basin.policy import TABLE as BASIN
from basin.policy import Action as BasinAction
from dialogue import events
from dialogue.contents.agreement import Accord
from dialogue.contents.public import public_copy
from dialogue.contents.writing import canonical
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.lifecycle.agreements import AGREEMENT, AgreementVerb
from dialogue.models import Agreement, Process, SealedAgreement
from dialogue.operations.agreements.binding import release_promises
from dialogue.operations.agreements.drafting import expect_seen
from dialogue.operations.agreements.telling import tell_parties
from dialogue.operations.papers import order_paper
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.content import accord_of, names_known
from dialogue.queries.agreements.finding import newest_sealed
from dialogue.queries.agreements.thresholds import thresholds_chosen
from kernel.audit import record
from kernel.audit_anchors import write_anchor
from kernel.clock import now
from kernel.database import hold
from kernel.errors import BadInput, Refusal, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor, allowed, require
from kernel.seals import Seal, SealKind, SealRevocation, revoke, seal
from meetings.queries.contents import moment_of

SALT_BYTES = 16
PUBLIC_KEY = ".PUBLIC"
"""Behind its code a paper of the public copy is asked for."""


def seal_agreement(
    session: Session, jobs: Jobs, actor: Actor, process: Process, agreement: Agreement, seen: int
) -> SealedAgreement:
    """Seal the text for ever, with its public copy: from now on it can be signed."""
    require(TABLE, actor, Action.SEAL, process)
    hold(session, agreement.subject)
    session.refresh(agreement)  # somebody else may have been first
    expect_seen(agreement, seen)
    AGREEMENT.after(agreement.state, AgreementVerb.SEAL)  # the move itself comes first
    for lacking in lacks_to_be_sealed(session, actor, process, agreement):
        raise lacking
    at = now()
    accord = replace(
        accord_of(session, process, agreement),
        sealed_at=moment_of(at, process.office.time_zone),
        salt=secrets.token_hex(SALT_BYTES),
    )
    sealed = _enter(session, actor, process, agreement, accord)
    sealed.at = at
    session.add(sealed)
    agreement.reason = ""
    move(session, actor, process, agreement, AgreementVerb.SEAL)
    session.flush()  # signatures and papers name it
    write_anchor(session)
    _order_papers(session, jobs, process, agreement, sealed)
    tell_parties(session, jobs, process, agreement, f"sealed-{sealed.number}")
    return sealed


def withdraw(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    reason: str,
    seen: int,
) -> None:
    """Take a sealed text back to be written on; it counts no more, and its signatures with it.

    Whoever sits there learns it: who signed has to sign anew.
    """
    require(TABLE, actor, Action.SEAL, process)
    _end(session, actor, process, agreement, AgreementVerb.WITHDRAW, reason, seen)
    sealed = newest_sealed(session, agreement)
    number = sealed.number if sealed else 0
    tell_parties(session, jobs, process, agreement, f"withdrawn-{number}")


def make_void(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    reason: str,
    seen: int,
) -> None:
    """Let it count no more, nor what it promised; it stays to be read, with the reason."""
    require(TABLE, actor, Action.SEAL, process)
    _end(session, actor, process, agreement, AgreementVerb.VOID, reason, seen)
    release_promises(session, jobs, process, agreement, by=agreement, why=agreement.reason)
    _withdraw_thresholds(session, agreement)
    tell_parties(session, jobs, process, agreement, "void")


def _withdraw_thresholds(session: Session, agreement: Agreement) -> None:
    """What it adopted of a study is agreed no more, unless another agreement adopted it since."""
    for one in thresholds_chosen(session, agreement):
        standing = one.history.now
        if standing.state is not ThresholdState.AGREED or standing.agreed_in != agreement.subject:
            continue
        with suppress(Refusal):
            withdraw_threshold(session, SYSTEM, one.study, standing, agreed_in=agreement.subject)


def lacks_to_be_sealed(
    session: Session, actor: Actor, process: Process, agreement: Agreement
) -> list[RuleBroken]:
    """What is missing before it can be sealed, in the order to mend it."""
    sitting = {one.id for one in process.groups if not one.retired_on}
    found = [
        (RuleBroken("agreement-without-groups"), not agreement.required),
        (RuleBroken("agreement-group-left"), not set(agreement.required) <= sitting),
        (
            RuleBroken("threshold-not-adoptable"),
            not _adoptable(session, actor, agreement),
        ),
    ]
    return [refusal for refusal, missing in found if missing]


def move(
    session: Session, actor: Actor, process: Process, agreement: Agreement, verb: AgreementVerb
) -> None:
    """Let it go where the table of moves says, and say so in the trail."""
    agreement.state = AGREEMENT.after(agreement.state, verb)
    record(
        session, events.AGREEMENT_MOVED, actor, process.subject,
        agreement=agreement.code, verb=verb, state=agreement.state,
    )  # fmt: skip


def count_no_more(session: Session, actor: Actor, sealed: SealedAgreement | None) -> None:
    """Both seals of a text stay in the register and count no more."""
    if sealed is None:
        return
    for seal_id in (sealed.seal_id, sealed.public_seal_id):
        query = select(SealRevocation.id).where(SealRevocation.seal_id == seal_id)
        if session.scalar(query) is None:
            revoke(session, actor, seal_id)


def _order_papers(
    session: Session,
    jobs: Jobs,
    process: Process,
    agreement: Agreement,
    sealed: SealedAgreement,
) -> None:
    """Let the worker print what is signed, and its public copy, in every language."""
    for language in PaperLanguage:
        for of, stamp in (
            (agreement.subject, sealed.content_hash),
            (f"{agreement.subject}{PUBLIC_KEY}", sealed.public_hash),
        ):
            order_paper(session, jobs, process, PaperKind.AGREEMENT, of, language, stamp)


def _end(
    session: Session,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    verb: AgreementVerb,
    reason: str,
    seen: int,
) -> None:
    hold(session, agreement.subject)
    session.refresh(agreement)  # somebody else may have been first
    expect_seen(agreement, seen)
    AGREEMENT.after(agreement.state, verb)
    if not reason.strip():
        raise BadInput("agreement-reason-missing")
    agreement.reason = reason.strip()
    count_no_more(session, actor, newest_sealed(session, agreement))
    move(session, actor, process, agreement, verb)


def _adoptable(session: Session, actor: Actor, agreement: Agreement) -> bool:
    """Whoever seals may adopt in those studies, and what is chosen is still proposed there.

    When the last party signs, the platform adopts them on behalf of whoever sealed.
    """
    found = thresholds_chosen(session, agreement)
    return len(found) == len(agreement.thresholds) and all(
        one.state is ThresholdState.PROPOSED and allowed(BASIN, actor, BasinAction.ADOPT, one.study)
        for one in found
    )


def _enter(
    session: Session, actor: Actor, process: Process, agreement: Agreement, accord: Accord
) -> SealedAgreement:
    """The full text and its public copy in the register of seals."""
    before = newest_sealed(session, agreement)
    public = public_copy(accord, names_known(session, process))
    seals = (before.seal_id, before.public_seal_id) if before else (None, None)
    full = _sealed(session, actor, process, agreement, accord, seals[0], None)
    copy = _sealed(session, actor, process, agreement, public, seals[1], full.id)
    return SealedAgreement(
        office_id=agreement.office_id,
        agreement_id=agreement.id,
        number=accord.number,
        content=canonical(accord),
        content_hash=full.content_hash,
        public=canonical(public),
        public_hash=copy.content_hash,
        seal_id=full.id,
        public_seal_id=copy.id,
        sealed_by_id=actor.person_id,
    )


def _sealed(
    session: Session,
    actor: Actor,
    process: Process,
    agreement: Agreement,
    accord: Accord,
    replaces_id: int | None,
    copy_of_id: int | None,
) -> Seal:
    return seal(
        session,
        actor,
        kind=SealKind.AGREEMENT,
        reference=agreement.subject,
        number=accord.number,
        canonical=canonical(accord),
        office_id=agreement.office_id,
        issuer=accord.issuer,
        time_zone=process.office.time_zone,
        replaces_id=replaces_id,
        copy_of_id=copy_of_id,
    )
