"""How what was promised at a table is kept."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from commitments.lifecycle import Status
from commitments.models import Commitment
from commitments.quality import Rate
from dialogue.kinds import Extent
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process

STANDING = (AgreementState.FOR_SIGNATURE, AgreementState.IN_FORCE)


def agreements_without_commitment(session: Session, process: Process) -> Rate:
    """Of the agreements that stand, those that nobody promised anything for.

    Where nothing was agreed nothing follows: those are not counted.
    """
    stands = Agreement.process_id == process.id, Agreement.state.in_(STANDING)
    codes = session.scalars(
        select(Agreement.code).where(*stands, Agreement.extent != Extent.NONE)
    ).all()
    subjects = [f"agreement:{code}" for code in codes]
    query = select(func.count(func.distinct(Commitment.made_in)))
    written = Commitment.made_in.in_(subjects), Commitment.status != Status.WITHDRAWN
    followed = session.scalar(query.where(*written)) or 0
    return Rate(len(codes) - followed, len(codes))
