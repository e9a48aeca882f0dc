"""A room where people speak, for tests: an office, a meeting with an agenda, a note-taker."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.roles import Role
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from meetings.kinds import ContributionKind, Extent, GroupKind
from meetings.models import AgendaItem, Agreement, Contribution, Group, Meeting, SpeakingTurn, Theme
from meetings.operations.agreements import Accord, note_agreement
from meetings.operations.said import Remark, note_contribution
from meetings.operations.themes import Heading, make_theme
from meetings.operations.turns import Turn, note_turn
from tests.factories.accounts import actor_of, new_office, new_person
from tests.factories.meetings import new_agenda_item, new_group, new_meeting

_number = count(1)


@dataclass
class Room:
    """A meeting in an open change, with somebody who takes notes and somebody who does not."""

    session: Session
    office: Office
    meeting: Meeting
    item: AgendaItem
    group: Group
    women: Group
    note_taker: Actor
    others: dict[Role, Actor] = field(default_factory=dict)

    def says(self, text: str = "El agua llega sucia", **facts: Any) -> Contribution:
        """Somebody says something."""
        known: dict[str, Any] = {
            "entry": f"entry-{next(_number)}",
            "kind": ContributionKind.CONCERN,
            "group_id": self.group.id,
            "agenda_item_id": self.item.id,
        }
        remark = Remark(text=text, **(known | facts))
        return note_contribution(self.session, self.note_taker, self.meeting, remark)

    def themed(self, title: str = "Agua", **facts: Any) -> Theme:
        """Somebody opens a theme."""
        heading = Heading(**({"entry": f"entry-{next(_number)}", "title": title} | facts))
        return make_theme(self.session, self.note_taker, self.meeting, heading)

    def spoke(self, seconds: int, **facts: Any) -> SpeakingTurn:
        """Somebody spoke for so long."""
        known: dict[str, Any] = {"entry": f"entry-{next(_number)}"}
        turn = Turn(seconds=seconds, **(known | facts))
        return note_turn(self.session, self.note_taker, self.meeting, turn)

    def agrees(self, text: str = "Limpiar el canal", **facts: Any) -> Agreement:
        """The meeting agrees on something."""
        known: dict[str, Any] = {"entry": f"entry-{next(_number)}", "extent": Extent.TOTAL}
        accord = Accord(text=text, **(known | facts))
        return note_agreement(self.session, self.note_taker, self.meeting, accord)


def make_room(session: Session, vault: Vault, **facts: Any) -> Room:
    """A workshop with one point of the agenda and two groups."""
    office = new_office(session, vault)
    meeting = new_meeting(session, vault, office, **facts)
    taker = new_person(session, office, Role.NOTE_TAKER)
    return Room(
        session=session,
        office=office,
        meeting=meeting,
        item=new_agenda_item(session, meeting, "El agua del canal Qollpa", minutes=40),
        group=new_group(session, office),
        women=new_group(session, office, kind=GroupKind.WOMEN),
        note_taker=actor_of(session, taker),
    )


@pytest.fixture
def room(any_database: Database, vault: Vault) -> Iterator[Room]:
    """A room at work in an open change, on both databases."""
    with any_database.changing() as session:
        yield make_room(session, vault)
