"""How what was promised at a table is kept."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.quality import Rate, Rates, rates_of
from commitments.queries.commitments import today_in
from commitments.queries.quality import facts_of
from dialogue.kinds import Extent
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process

STANDING = (AgreementState.FOR_SIGNATURE, AgreementState.IN_FORCE)


def rates_of_process(session: Session, process: Process, *, publicly: bool = False) -> Rates:
    """The quality rates of a table; `publicly` of what everybody may know alone.

    Counts tell nobody's words: whoever reads the table may read them.
    """
    wanted = [Commitment.belongs_to == process.subject]
    if publicly:
        wanted.append(Commitment.is_public.is_(True))
    unfollowed = None if publicly else agreements_without_commitment(session, process)
    return rates_of(
        facts_of(session, wanted),
        today_in(process.office),
        agreements_without_commitment=unfollowed,
    )


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
    followed = session.scalar(query.where(Commitment.made_in.in_(subjects))) or 0
    return Rate(len(codes) - followed, len(codes))


def commitments_by_agreement(
    session: Session, agreements: Sequence[Agreement]
) -> Mapping[str, Sequence[Commitment]]:
    """What was promised in each of these agreements, by their subject."""
    found: dict[str, list[Commitment]] = {one.subject: [] for one in agreements}
    query = select(Commitment).where(Commitment.made_in.in_([*found])).order_by(Commitment.id)
    for one in session.scalars(query):
        found[one.made_in].append(one)
    return found
