"""A workshop of two days with people on its list, for tests of attendance."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Office
from accounts.roles import Role
from kernel.policy import Actor
from meetings.models import Meeting, Participant, Sitting
from meetings.queries.meetings import sittings_of
from tests.factories.accounts import actor_of, new_office, new_person, signed_in
from tests.factories.meetings import new_group, new_meeting

PEOPLE = ("Rosa Quispe Mamani", "Ciriaco Huamaní", "Saturnina Ccama")


@dataclass
class Hall:
    """A meeting in the application's database, and who may come in."""

    app: Flask
    reference: str
    meeting_id: int
    sittings: list[int]
    people: list[int]
    group_id: int
    office_id: int
    note_taker: Actor
    facilitator: Actor

    @property
    def address(self) -> str:
        """Where the attendance is."""
        return f"/meetings/{self.reference}/attendance"

    def browser(self, actor: Actor | None = None) -> FlaskClient:
        """The browser of the note-taker, or of another."""
        who = (actor or self.note_taker).person_id
        assert who is not None
        return signed_in(self.app, who)

    def everything(self, model: Any) -> list[Any]:
        """All rows of a table, loaded."""
        with self.app.extensions["database"].reading() as session:
            rows = list(session.scalars(select(model).order_by(model.id)))
            session.expunge_all()
            return rows


def open_hall(app: Flask, people: tuple[str, ...] = PEOPLE, **facts: Any) -> Hall:
    """A workshop of two days; each person belongs to the same group."""
    vault = app.extensions["vault"]
    with app.extensions["database"].changing() as session:
        office = new_office(session, vault)
        _noise(session, vault)
        known: dict[str, Any] = {"ends_on": date(2026, 8, 24)}
        meeting = new_meeting(session, vault, office, **(known | facts))
        group = new_group(session, office, "Comunidad Ccapacmarca")
        lines = [_line(meeting, group.id, name, at) for at, name in enumerate(people, start=1)]
        session.add_all(lines)
        session.flush()
        staff = [new_person(session, office, role) for role in (Role.NOTE_TAKER, Role.FACILITATOR)]
        note_taker, facilitator = (actor_of(session, one) for one in staff)
        meeting = session.get_one(Meeting, meeting.id)
        return Hall(
            app,
            meeting.reference,
            meeting.id,
            [one.id for one in sittings_of(session, meeting)],
            [line.id for line in lines],
            group.id,
            office.id,
            note_taker,
            facilitator,
        )


def _line(meeting: Meeting, group_id: int, name: str, position: int) -> Participant:
    return Participant(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        position=position,
        name=name,
        group_id=group_id,
    )


def _noise(session: Any, vault: Any) -> None:
    """A meeting of another office with somebody of the same name."""
    other: Office = new_office(session, vault)
    meeting = new_meeting(session, vault, other)
    session.add(_line(meeting, new_group(session, other).id, PEOPLE[0], 1))
    session.flush()
    sitting = session.scalars(select(Sitting).where(Sitting.meeting_id == meeting.id)).one()
    assert sitting.id
