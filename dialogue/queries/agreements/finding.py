"""One agreement, its sealed versions and its signatures, for whoever may read the table."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process, SealedAgreement, Signature
from dialogue.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import Actor, allowed


def agreement_for(
    session: Session, actor: Actor, process: Process, code: str, *, for_change: bool = False
) -> Agreement:
    """The agreement of this table with this code, for who reads what is said among its parties."""
    query = select(Agreement).where(
        Agreement.process_id == process.id, Agreement.code == code.strip().upper()
    )
    found = session.scalar(query.with_for_update() if for_change else query)
    if found is None or not allowed(TABLE, actor, Action.READ, process):
        raise NotFound("not-found")
    return found


def agreement_called(session: Session, code: str) -> tuple[Agreement, Process]:
    """An agreement and its table, for the platform itself."""
    agreement = session.scalars(select(Agreement).where(Agreement.code == code)).one()
    return agreement, session.get_one(Process, agreement.process_id)


def sealed_versions(session: Session, agreement: Agreement) -> Sequence[SealedAgreement]:
    """Every text of it that was sealed, the newest first."""
    query = select(SealedAgreement).where(SealedAgreement.agreement_id == agreement.id)
    return session.scalars(query.order_by(SealedAgreement.number.desc())).all()


def newest_sealed(session: Session, agreement: Agreement) -> SealedAgreement | None:
    """The newest text of it that was sealed; None while none was."""
    return next(iter(sealed_versions(session, agreement)), None)


def standing_text(session: Session, agreement: Agreement) -> SealedAgreement | None:
    """The sealed text that stands: None of a draft, also of one that was withdrawn."""
    if agreement.state is AgreementState.DRAFT:
        return None
    return newest_sealed(session, agreement)


def signatures_of(session: Session, sealed: SealedAgreement) -> Sequence[Signature]:
    """Every signature, refusal and absence that was noted of a text, the first one first."""
    query = select(Signature).where(Signature.sealed_id == sealed.id)
    return session.scalars(query.order_by(Signature.id)).all()


def signature_called(session: Session, sealed: SealedAgreement, number: int) -> Signature:
    """One of them, with its scan; NotFound for one of another text."""
    query = select(Signature).where(Signature.sealed_id == sealed.id, Signature.id == number)
    found = session.scalar(query.options(joinedload(Signature.file)))
    if found is None or found.file is None:
        raise NotFound("not-found")
    return found


def replaced_by(session: Session, agreement: Agreement) -> Agreement | None:
    """The agreement that took the place of this one, once it is in force."""
    query = select(Agreement).where(
        Agreement.replaces_id == agreement.id,
        Agreement.state.in_([AgreementState.IN_FORCE, AgreementState.SUPERSEDED]),
    )
    return session.scalar(query.order_by(Agreement.id.desc()).limit(1))


def instead_of(session: Session, agreement: Agreement) -> Agreement | None:
    """The agreement whose place this one takes."""
    return session.get(Agreement, agreement.replaces_id) if agreement.replaces_id else None


def may_be_replaced(session: Session, process: Process) -> Sequence[Agreement]:
    """What is in force at this table: another agreement can take its place."""
    query = select(Agreement).where(
        Agreement.process_id == process.id, Agreement.state == AgreementState.IN_FORCE
    )
    return session.scalars(query.order_by(Agreement.id.desc())).all()
