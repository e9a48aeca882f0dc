"""Letting everybody know of a commitment, or no longer."""

from sqlalchemy.orm import Session

from commitments import events
from commitments.lifecycle import UNBOUND
from commitments.models import Commitment
from commitments.operations.making import expect_version
from commitments.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.policy import Actor, require


def publish(
    session: Session, actor: Actor, commitment: Commitment, *, is_public: bool, seen: int
) -> None:
    """Show it to everybody, without the name of any person, or show it no longer.

    What is not in force is nobody's promise yet, and shown to nobody.
    """
    require(TABLE, actor, Action.PUBLISH, commitment)
    expect_version(commitment, seen)
    if is_public and commitment.status in UNBOUND:
        raise RuleBroken("promise-not-in-force")
    commitment.is_public = is_public
    record(session, events.COMMITMENT_PUBLISHED, actor, commitment.subject, is_public=is_public)
