"""The closing of rounds by the clock."""

from sqlalchemy.orm import Session

from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Round
from dialogue.operations.holding import hold_anew
from dialogue.operations.results import Telling
from dialogue.operations.rounds import close_round
from dialogue.queries.rounds import rounds_due
from kernel.clock import now
from kernel.policy import SYSTEM


def close_next_due(session: Session, telling: Telling, after: int = 0) -> int:
    """Close one round whose time is over, with an id above `after`; its id, 0 when there is none.

    Somebody who closed it by hand at this moment is not in the way.
    """
    found = rounds_due(session, now(), after, 1)
    if not found:
        return 0
    one = session.get_one(Round, found[0])
    hold_anew(session, one)
    if one.state is RoundState.OPEN:
        close_round(session, SYSTEM, session.get_one(Process, one.process_id), one, telling)
    return found[0]
