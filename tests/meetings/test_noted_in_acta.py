"""What was noted in the room stands in the acta, tied together; what was withdrawn does not."""

import pytest

from commitments.operations.making import Promise, make_commitment
from kernel.errors import Forbidden, RuleBroken
from kernel.handovers import Offered, Wanted, offer
from kernel.policy import STRANGER
from kernel.references import References
from meetings.contents import Acta, Text
from meetings.kinds import CarriedTo, Counting, Extent, Sex
from meetings.models import Carrying
from meetings.operations.agenda import Summary, sum_up
from meetings.operations.agreements import withdraw_agreement
from meetings.operations.themes import Weight, gather_concern, weigh_theme, withdraw_theme
from meetings.operations.turns import withdraw_turn
from meetings.queries.contents import acta_of
from tests.meetings.room_at_work import Room

SAID = Summary("Desde julio llega menos agua.", "Julio killamanta pacha pisi unu.")


def acta(room: Room) -> Acta:
    return acta_of(room.session, References(), room.meeting)


def test_a_promise_stands_under_the_agreement_that_it_follows(room: Room) -> None:
    room.agrees("Medir el agua")
    second = room.agrees("Limpiar el canal")
    promise = Promise(
        "Limpiar 3 km", room.meeting.begins_on, responsible_group="Municipalidad",
        verifier_group="Comité de riego", condition="Antes de la siembra",
        made_in=room.meeting.subject, agreement=second.reference,
    )  # fmt: skip
    make_commitment(room.session, room.note_taker, room.office, promise)
    assert [one.agreement for one in acta(room).promises] == [2]


def test_a_concern_says_where_it_was_carried(room: Room) -> None:
    water = room.themed("El agua")
    gather_concern(room.session, room.note_taker, room.meeting, room.says(), water)
    weigh_theme(
        room.session, room.note_taker, room.meeting, water, Weight(Counting.DOTS, 9, 7), 1
    )  # fmt: skip
    handover = offer(
        room.session, room.note_taker, from_ref=water.reference, wanted=Wanted.CASE,
        office_id=room.office.id, offered=Offered("El agua", "Enferma"),
    )  # fmt: skip
    room.session.add(
        Carrying(
            office_id=room.office.id, meeting_id=room.meeting.id, what=water.reference,
            to=CarriedTo.CASE, handover_id=handover.id,
        )
    )  # fmt: skip
    (theme,) = acta(room).themes
    assert (theme.weight, theme.concerns, theme.carried_to) == (16, 1, ("case",))


def test_what_was_withdrawn_counts_no_more(room: Room) -> None:
    does = (room.session, room.note_taker, room.meeting)
    room.spoke(90, group_id=room.group.id, sex=Sex.WOMAN)
    withdraw_turn(*does, room.spoke(3600, group_id=room.women.id))
    withdraw_theme(*does, room.themed("Otra cosa"))
    withdraw_agreement(*does, room.agrees("Nada", extent=Extent.TOTAL))
    found = acta(room)
    assert [one.seconds for one in found.turns] == [90]
    assert (found.themes, found.agreements) == ((), ())


def test_a_point_tells_what_was_said_at_it(room: Room) -> None:
    does = (room.session, room.note_taker, room.meeting)
    sum_up(*does, room.item.id, SAID, seen=1)
    assert acta(room).points[0].summary == Text(SAID.words, SAID.words_qu)
    room.session.flush()
    with pytest.raises(RuleBroken, match="changed-meanwhile"):
        sum_up(*does, room.item.id, Summary("Otra cosa"), seen=1)
    with pytest.raises(Forbidden):
        sum_up(room.session, STRANGER, room.meeting, room.item.id, SAID, seen=2)
