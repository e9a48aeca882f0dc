"""What the tests of meetings may ask for."""

from tests.meetings.at_work import work

__all__ = ["work"]
