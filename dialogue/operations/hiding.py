"""A table is read by its parties alone again: what it published goes with it."""

from sqlalchemy.orm import Session

from dialogue.models import Process
from dialogue.operations.agreements.publishing import hide_agreement
from dialogue.queries.agreements.published import published_by
from kernel.policy import Actor


def hide_what_was_published(session: Session, actor: Actor, process: Process) -> None:
    """Its agreements, with the commitments in them, are no longer for everybody."""
    for agreement in published_by(session, process):
        hide_agreement(session, actor, process, agreement, agreement.version)
