"""What a table shows to everybody of its agreements."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Agreement, Process


def published_by(session: Session, process: Process) -> Sequence[Agreement]:
    """The agreements of a process that everybody may read."""
    query = select(Agreement).where(
        Agreement.process_id == process.id, Agreement.is_public.is_(True)
    )
    return session.scalars(query.order_by(Agreement.id)).all()
