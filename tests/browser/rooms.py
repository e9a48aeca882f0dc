"""The pages of a room and of what was said in it, as a coordinator of Cusco meets them."""

from collections.abc import Callable

from sqlalchemy import select

from accounts.queries import office_by_slug
from kernel.clock import now
from kernel.policy import SYSTEM
from meetings.kinds import Counting, Extent, Sex, Tongue
from meetings.models import Contribution, Meeting
from meetings.operations.themes import Weight, gather_concern, weigh_theme
from meetings.operations.turns import begin_item
from tests.browser.house import CUSCO, House
from tests.browser.promises import COORDINATOR
from tests.factories.meetings import new_agenda_item, new_group, new_meeting, new_participant
from tests.meetings.room_at_work import Room

TITLE = "Taller de la sala"


def spoken_in(house: House) -> tuple[str, str]:
    """The references of a meeting where things were said, and of a concern of it."""
    with house.database.changing() as session:
        meeting = session.scalar(select(Meeting).where(Meeting.title == TITLE))
        if meeting is None:
            office = office_by_slug(session, CUSCO)
            meeting = new_meeting(session, house.app.extensions["vault"], office, title=TITLE)
            item = new_agenda_item(session, meeting, "El agua del canal Qollpa", minutes=40)
            groups = [new_group(session, office, f"Sala, grupo {number}") for number in (1, 2)]
            room = Room(session, office, meeting, item, groups[0], groups[1], SYSTEM)
            _speak(room)
        concern = select(Contribution.reference).where(Contribution.meeting_id == meeting.id)
        found = session.scalars(concern.order_by(Contribution.id)).first() or ""
        return meeting.reference, found.removeprefix("concern:")


def _speak(room: Room) -> None:
    """Somebody speaks in Quechua, a theme is weighed, an agreement is partial."""
    begin_item(room.session, SYSTEM, room.meeting, room.item, now())
    new_participant(room.session, room.meeting, "Ñawi Quispe", group_id=room.group.id)
    said = room.says("Yaku millay", language=Tongue.QU, translation="El agua viene sucia")
    water = room.themed("El agua del canal", title_qu="Yarqha yaku")
    gather_concern(room.session, SYSTEM, room.meeting, said, water)
    weight = Weight(Counting.DOTS, women=12, men=9, others=1)
    weigh_theme(room.session, SYSTEM, room.meeting, water, weight, water.version)
    room.agrees(extent=Extent.PARTIAL, dissent="La empresa pide más plazo", women_for=13)
    room.spoke(125, group_id=room.group.id, sex=Sex.WOMAN)


def _at(end: str) -> Callable[[House], tuple[str, str]]:
    def scene(house: House) -> tuple[str, str]:
        reference, concern = spoken_in(house)
        return COORDINATOR, f"/meetings/{reference}/{end.format(concern=concern)}"

    return scene


PAGES = {
    "room": ("meetings.room_page", _at("room/")),
    "room, who speaks": ("meetings.room_page", _at("room/#turns")),
    "room, a commitment": ("meetings.room_page", _at("room/#commitment")),
    "room, themes": ("meetings.room_page", _at("room/#themes")),
    "room, read aloud": ("meetings.room_reading", _at("room/read")),
    "said": ("meetings.said_page", _at("said")),
    "said, one thing": ("meetings.noted_page", _at("said/concern/{concern}")),
    "said, from paper": ("meetings.said_grid", _at("said/grid/commitments")),
}
