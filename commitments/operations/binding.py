"""What was written into an agreement binds from the day it is in force, until it counts no more.

Both follow from the agreement by themselves: nobody tells them of a commitment.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from commitments.lifecycle import COMMITMENT, ENDED, Status, Verb
from commitments.models import Commitment, Update
from commitments.operations.notifying import tell_moved
from commitments.operations.telling import put_update
from commitments.policy import TABLE, Action
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor, require


def bind(
    session: Session, jobs: Jobs, commitments: Sequence[Commitment], by: str, on: date
) -> None:
    """Let those that waited for it be in force; `by` is the reference of the act that does it.

    Their due dates stand as they were written.
    """
    for one in commitments:
        if one.status is Status.PROPOSED:
            _move(session, jobs, SYSTEM, one, Verb.ENTER, by, "", on)


def let_lapse(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    commitments: Sequence[Commitment],
    *,
    by: str,
    why: str,
    on: date,
) -> None:
    """Close those that nobody has kept yet: they have no effect any more.

    What had ended stays as it is, and is taken up no more.
    `by` is the reference of the act that took them with it, `why` its reason in words.
    """
    for one in commitments:
        one.released_on = one.released_on or on
        if one.status not in ENDED:
            _move(session, jobs, actor, one, Verb.LAPSE, by, why, on)


def _move(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    commitment: Commitment,
    verb: Verb,
    by: str,
    why: str,
    on: date,
) -> None:
    require(TABLE, actor, Action.CHANGE, commitment)
    update = Update(
        office_id=commitment.office_id,
        commitment_id=commitment.id,
        verb=verb,
        status=COMMITMENT.after(commitment.status, verb),
        progress=commitment.progress,
        happened_on=on,
        note=why,
        evidence=by,
        person_id=actor.person_id,
    )
    put_update(session, actor, commitment, update)
    tell_moved(session, jobs, actor, commitment, update)
