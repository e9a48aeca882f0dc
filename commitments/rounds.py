"""When what recurs is due again. Plain arithmetic; months keep the day where they have it."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from commitments.kinds import Recurrence

MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.YEARLY: 12}
SHORTEST_MONTH = 28


def next_due(every: Recurrence, due_on: date, first_due_on: date | None = None) -> date:
    """The due date of the round after `due_on`.

    The day of the month is that of the first round: what was due on 31 January is due on the last
    of February and again on 31 March.
    """
    if every is Recurrence.WEEKLY:
        return due_on + timedelta(weeks=1)
    month = due_on.month - 1 + MONTHS[every]
    year, month = due_on.year + month // 12, month % 12 + 1
    wanted = (first_due_on or due_on).day
    return date(year, month, min(wanted, monthrange(year, month)[1]))


def next_round(every: Recurrence, due_on: date, first_due_on: date | None, done_on: date) -> date:
    """The due date of the first round that begins after `done_on`: rounds missed are not owed."""
    following = next_due(every, due_on, first_due_on)
    while following <= done_on:
        following = next_due(every, following, first_due_on)
    return following


def calendar_rule(every: Recurrence, due_on: date, first_due_on: date | None) -> dict[str, Any]:
    """The rounds from `due_on` on as an RRULE says them, on the same days as `next_due`.

    Where a month may lack the day, its last one before it is meant.
    """
    if every is Recurrence.WEEKLY:
        return {"freq": "WEEKLY"}
    wanted = (first_due_on or due_on).day
    rule: dict[str, Any] = {"freq": "MONTHLY", "interval": MONTHS[every]}
    if wanted <= SHORTEST_MONTH:
        return rule | {"bymonthday": wanted}
    return rule | {"bymonthday": [*range(SHORTEST_MONTH, wanted + 1)], "bysetpos": -1}
