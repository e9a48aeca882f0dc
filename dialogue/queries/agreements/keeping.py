"""How what was promised at a table is kept."""

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.lifecycle import Status
from commitments.models import Commitment
from commitments.quality import Rate
from commitments.queries.quality import Teller
from dialogue.kinds import Extent
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process

STANDING = (AgreementState.FOR_SIGNATURE, AgreementState.IN_FORCE)
KIND = "process"
"""Of the reference of a process."""


def agreements_without_commitment(session: Session, process: Process) -> Rate:
    """Of the agreements that stand, those that nobody promised anything for.

    Where nothing was agreed nothing follows: those are not counted.
    """
    return _unfollowed(session, Agreement.process_id == process.id)


def agreements_unfollowed(session: Session, office: Office, belongs_to: str = "") -> Rate:
    """The same of every process of an office, or of the one whose reference this is."""
    of = Process.office_id == office.id
    kind, _colon, code = belongs_to.partition(":")
    if belongs_to:
        of &= (Process.code == code) if kind == KIND else false()
    return _unfollowed(session, Agreement.process_id.in_(select(Process.id).where(of)))


def _origins(session: Session, office: Office) -> list[str]:
    """The processes of an office that have an agreement."""
    query = select(Process.code).where(
        Process.office_id == office.id, Process.id.in_(select(Agreement.process_id))
    )
    return [f"{KIND}:{code}" for code in session.scalars(query)]


TELLER = Teller(_origins, agreements=agreements_unfollowed)


def _unfollowed(session: Session, of: ColumnElement[bool]) -> Rate:
    stands = of, Agreement.state.in_(STANDING)
    codes = session.scalars(
        select(Agreement.code).where(*stands, Agreement.extent != Extent.NONE)
    ).all()
    subjects = [f"agreement:{code}" for code in codes]
    query = select(func.count(func.distinct(Commitment.made_in)))
    written = Commitment.made_in.in_(subjects), Commitment.status != Status.WITHDRAWN
    followed = session.scalar(query.where(*written)) or 0
    return Rate(len(codes) - followed, len(codes))
