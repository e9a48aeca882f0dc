"""What the person has seen of what the office wrote. When they looked is kept nowhere."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from grievances.models import Case


def mark_seen(session: Session, case_id: int, message_id: int) -> None:
    """Everything up to this message stood on a page that the person opened.

    Past the mapper: a visit is no change of the case, and disturbs nobody who works on it.
    """
    session.execute(
        update(Case)
        .where(Case.id == case_id, Case.seen_message_id < message_id)
        .values(seen_message_id=message_id),
        execution_options={"synchronize_session": False},
    )
