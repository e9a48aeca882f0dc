"""Which part of a meeting the room takes attendance of: the one whose hour it is, or a chosen one.

The page says from when on each part is the one at hand, so that a phone without a network knows it
by its own clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from flask import request
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.text import number_in
from meetings.models import Meeting, Sitting
from meetings.queries.meetings import sittings_of

EARLY = timedelta(minutes=30)
"""So long before its hour people begin to come to a part."""


@dataclass(frozen=True)
class Parts:
    """The parts of a meeting, from when on each is at hand, the one that is, the one shown."""

    all: Sequence[Sitting]
    hours: Mapping[int, datetime]
    due: Sitting | None
    shown: Sitting | None

    @property
    def chosen(self) -> int | None:
        """The number of the part shown where it is not the one at hand."""
        return self.shown.id if self.shown and self.shown is not self.due else None


def parts_of(session: Session, meeting: Meeting) -> Parts:
    """The parts of this meeting; the one that this request names is shown, else the one at hand."""
    sittings = sittings_of(session, meeting)
    hours = hours_of(sittings, ZoneInfo(meeting.office.time_zone))
    due, named = at_hand(sittings, hours, now()), number_in(request.values.get("sitting", ""))
    shown = next((one for one in sittings if one.id == named), due)
    return Parts(sittings, hours, due, shown)


def due_at(session: Session, meeting: Meeting, moment: datetime) -> Sitting | None:
    """The part of this meeting that is at hand at this moment."""
    sittings = sittings_of(session, meeting)
    return at_hand(sittings, hours_of(sittings, ZoneInfo(meeting.office.time_zone)), moment)


def hours_of(sittings: Sequence[Sitting], zone: tzinfo) -> dict[int, datetime]:
    """From when on each part is the one at hand: the first of a day from midnight on.

    A later one of which no hour is known is not among them: it is only ever chosen.
    """
    hours: dict[int, datetime] = {}
    days = set()
    for one in sittings:
        if one.on not in days:
            hours[one.id] = datetime.combine(one.on, time(), zone)
        elif one.begins_at:
            hours[one.id] = datetime.combine(one.on, one.begins_at, zone) - EARLY
        days.add(one.on)
    return hours


def at_hand(
    sittings: Sequence[Sitting], hours: Mapping[int, datetime], moment: datetime
) -> Sitting | None:
    """The last part that has begun; before all of them the first."""
    begun = [one for one in sittings if one.id in hours and hours[one.id] <= moment]
    return begun[-1] if begun else next(iter(sittings), None)
