"""What of a meeting can be carried further: what was said and still stands."""

import pytest

from accounts.roles import Role
from kernel.errors import NotFound
from meetings.kinds import CarriedTo
from meetings.operations.carrying import carry
from meetings.operations.said import withdraw_contribution
from meetings.operations.themes import gather_concern, withdraw_theme
from meetings.queries.carrying import concerns_of
from tests.factories.accounts import actor_of, new_person
from tests.meetings.room_at_work import Room


def carried(room: Room, reference: str) -> None:
    who = actor_of(room.session, new_person(room.session, room.office, Role.FACILITATOR))
    carry(room.session, who, room.meeting, reference, CarriedTo.PROCESS, 0, "Es de muchos.")


def test_what_was_withdrawn_is_not_carried_and_what_was_carried_before_is_still_told(
    room: Room,
) -> None:
    does = (room.session, room.note_taker, room.meeting)
    gone, kept, said = room.themed("Se quitó"), room.themed("Ya se llevó"), room.says()
    gather_concern(*does, said, kept)
    carried(room, kept.reference)
    for theme in (gone, kept):
        withdraw_theme(*does, theme)
    withdraw_contribution(*does, said)
    room.session.flush()
    (found,) = concerns_of(room.session, room.meeting)
    assert (found.title, found.withdrawn) == ("Ya se llevó", True)
    assert found.words == "Ya se llevó", "nothing of what was taken back is carried with it"
    for reference in (gone.reference, kept.reference, said.reference):
        with pytest.raises(NotFound):
            carried(room, reference)
