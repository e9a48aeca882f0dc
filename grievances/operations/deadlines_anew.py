"""What a change of an office's calendar does to the cases whose clock runs."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grievances.deadlines import CLOCKLESS, FAR_OFF
from grievances.models import Case
from grievances.queries.clocks import deadline_of

BATCH = 200


def set_deadlines_anew(session: Session, office_id: int, after: int) -> int:
    """Write down anew by when somebody must move in the next cases of an office.

    Every case whose clock runs, also one that was declined: the person may still ask for a review.

    Says the last case looked at, to go on after it; 0 when there are no more. No version of a case
    goes up: whoever writes in one now has seen nothing that is wrong.
    """
    batch = (
        select(Case)
        .where(Case.office_id == office_id, Case.id > after, Case.state.not_in(CLOCKLESS))
        .order_by(Case.id)
        .limit(BATCH)
    )
    last = 0
    for case in session.scalars(batch):
        last = case.id
        deadline = deadline_of(case)
        due_on = deadline.due if deadline else FAR_OFF
        amber_on = deadline.amber() if deadline else FAR_OFF
        if (due_on, amber_on) != (case.due_on, case.amber_on):
            anew = update(Case).where(Case.id == case.id)
            session.execute(anew.values(due_on=due_on, amber_on=amber_on))
    return last
