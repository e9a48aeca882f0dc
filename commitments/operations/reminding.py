"""Who is named is reminded: 7 days before, on the day, once it has passed, and then every week.

It is looked at every hour, and told from seven in the morning on the clock of the office. Each
reminder has a key of its own, so it reaches each one once however often somebody looks, and one
that the night or a broken machine kept back still goes out that day.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from commitments.kinds import Reminder
from commitments.lifecycle import AT_REST
from commitments.models import Commitment, Named
from commitments.operations.notifying import recipient_of
from commitments.queries.commitments import today_in
from commitments.queries.following import told_of
from kernel.clock import now
from kernel.jobs import Jobs
from kernel.notices import notify

REMINDER = "commitments.reminder"
BEFORE = timedelta(days=7)
WEEK = 7
MORNING = 7
"""Nobody is woken by a promise."""
BATCH = 200


def remind(session: Session, jobs: Jobs, after: int) -> int:
    """Remind of the next commitments after this id; gives the last id looked at, 0 at the end."""
    found = _may_be_due(session, after)
    for commitment in found:
        if _is_day(commitment) and (said := occasion(commitment, today_in(commitment.office))):
            _remind_all(session, jobs, commitment, *said)
    return found[-1].id if len(found) == BATCH else 0


def occasion(commitment: Commitment, today: date) -> tuple[Reminder, int] | None:
    """What there is to remind of today, and for which week; None on all other days."""
    if commitment.status in AT_REST or commitment.due_on is None:
        return None
    if today > commitment.due_on:
        return Reminder.AFTER, ((today - commitment.due_on).days - 1) // WEEK
    if today == commitment.due_on:
        return Reminder.DUE, 0
    return (Reminder.BEFORE, 0) if commitment.due_on - today <= BEFORE else None


def _may_be_due(session: Session, after: int) -> Sequence[Commitment]:
    soon = now().date() + BEFORE + timedelta(days=1)  # the day is another further west
    query = select(Commitment).where(
        Commitment.id > after,
        Commitment.status.not_in(AT_REST),
        Commitment.due_on <= soon,
        exists().where(Named.commitment_id == Commitment.id, Named.ended_at.is_(None)),
    )
    return session.scalars(query.order_by(Commitment.id).limit(BATCH)).all()


def _is_day(commitment: Commitment) -> bool:
    return now().astimezone(ZoneInfo(commitment.office.time_zone)).hour >= MORNING


def _remind_all(
    session: Session, jobs: Jobs, commitment: Commitment, reminder: Reminder, week: int
) -> None:
    for named in told_of(session, commitment):
        notify(
            session,
            jobs,
            REMINDER,
            recipient_of(named),
            key=f"{REMINDER}:{commitment.id}:{commitment.due_on}:{reminder}:{week}:{named.id}",
            commitment=commitment.code,
            named=str(named.id),
            reminder=reminder.value,
        )
