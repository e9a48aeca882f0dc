"""Published agreements, for everybody: always the public copy that was sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from dialogue.contents.agreement import Accord
from dialogue.contents.writing import read
from dialogue.models import Agreement, Process, SealedAgreement, Signature
from dialogue.queries.agreements.finding import newest_sealed, signatures_of
from dialogue.queries.agreements.registry import published
from kernel.errors import NotFound


@dataclass(frozen=True)
class Published:
    """One agreement that everybody may read."""

    agreement: Agreement
    process: Process
    sealed: SealedAgreement
    copy: Accord
    signatures: Sequence[Signature]
    promised: Sequence[Commitment]
    """Those of its commitments that are published."""


def public_copies(session: Session, agreements: Sequence[Agreement]) -> Mapping[int, Accord]:
    """The public copy of the newest sealed text of each."""
    ids = [one.id for one in agreements]
    query = select(SealedAgreement).where(SealedAgreement.agreement_id.in_(ids))
    return {
        one.agreement_id: read(one.public)
        for one in session.scalars(query.order_by(SealedAgreement.number))
    }


def published_agreement(session: Session, code: str) -> Published:
    """One of them; NotFound alike for what is not published and what does not exist."""
    row = session.execute(
        select(Agreement, Process)
        .join(Process, Agreement.process_id == Process.id)
        .where(Agreement.code == code.strip().upper(), *published())
    ).first()
    sealed = newest_sealed(session, row[0]) if row else None
    if row is None or sealed is None:
        raise NotFound("not-found")
    agreement, process = row
    promised = session.scalars(
        select(Commitment)
        .where(Commitment.made_in == agreement.subject, Commitment.is_public.is_(True))
        .order_by(Commitment.id)
    ).all()
    return Published(
        agreement,
        process,
        sealed,
        read(sealed.public),
        signatures_of(session, sealed),
        promised,
    )
