"""What the tests of meetings may ask for."""

from tests.meetings.at_work import work
from tests.meetings.room_at_work import room

__all__ = ["room", "work"]
