"""What a room needs to know of itself while people are in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from meetings.models import AgendaItem, Meeting
from meetings.queries.meetings import agenda_of


@dataclass(frozen=True)
class Standing:
    """Where a meeting is in its agenda: the point it is at, and the one that follows."""

    items: Sequence[AgendaItem]
    now: AgendaItem | None
    next: AgendaItem | None

    @property
    def number(self) -> int:
        """Which point it is at, counted from 1; 0 before the first."""
        return self.items.index(self.now) + 1 if self.now else 0


def standing_of(session: Session, meeting: Meeting) -> Standing:
    """Where this meeting is in its agenda."""
    items = agenda_of(session, meeting)
    going_on = [one for one in items if one.begun_at and not one.ended_at]
    to_come = [one for one in items if not one.begun_at]
    return Standing(items, going_on[0] if going_on else None, to_come[0] if to_come else None)
