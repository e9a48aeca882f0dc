"""One change after the other: a proposal or a round is held and read as it stands now."""

from sqlalchemy.orm import Session

from dialogue.models import Proposal, Round
from kernel.database import hold


def hold_anew(session: Session, one: Proposal | Round) -> None:
    """Let nobody else change it until this transaction ends, and see what others changed."""
    hold(session, one.subject)
    session.flush()  # what was changed here so far is not to be read over
    session.refresh(one)
