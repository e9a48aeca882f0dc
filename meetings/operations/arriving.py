"""When somebody came, where it can be known without asking: on the day, before the part ended."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from meetings.models import Meeting, Sitting


def hour_of_arrival(meeting: Meeting, sitting: Sitting, moment: datetime) -> time | None:
    """The hour on the clock of the office, to the minute.

    None on another day or after the end: then somebody makes up for what was not noted.
    """
    there = moment.astimezone(ZoneInfo(meeting.office.time_zone))
    hour = there.time().replace(second=0, microsecond=0)
    over = sitting.ends_at is not None and hour > sitting.ends_at
    return None if over or there.date() != sitting.on else hour
