"""A table of dialogue at work: its office, its parties with accounts and cards, and outsiders."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts.queries.offices import today_at
from accounts.roles import Role
from dialogue.kinds import GroupKind, SeatKind
from dialogue.models import Group, Process, Seat
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.tables import browser_with, new_card, new_party, new_process, new_seat

COORDINATOR, FACILITATOR, NOTE_TAKER, AUDITOR = (
    "coordinator", "facilitator", "note-taker", "auditor",
)  # fmt: skip
COMMUNITY, COMPANY, OBSERVER, CARD, INVITED = (
    "community", "company", "observer", "card", "invited",
)  # fmt: skip
EXPIRED, EXPIRED_CARD, NEIGHBOUR, OTHER_CARD, ELSEWHERE, STRANGER = (
    "expired", "expired-card", "neighbour", "other-card", "elsewhere", "stranger",
)  # fmt: skip

HOSTS = (COORDINATOR, FACILITATOR)
STAFF = (*HOSTS, NOTE_TAKER, AUDITOR)
SEATED = (COMMUNITY, COMPANY, OBSERVER, CARD)
OUTSIDE = (EXPIRED, EXPIRED_CARD, NEIGHBOUR, OTHER_CARD, ELSEWHERE, STRANGER)
"""Whose mandate ended, who sits at another table of the office, another office, nobody."""

TITULARS_NAME, HOLDERS_NAME = "Zenobia Qanaripuy", "Tiburcio Llamoqa"


@dataclass(frozen=True)
class Seated:
    """A process, and the browsers of those who meet it."""

    app: Flask
    database: Database
    office_id: int
    code: str
    groups: dict[str, int]
    seats: dict[str, int]
    people: dict[str, int]
    cards: dict[str, int]
    browsers: dict[str, FlaskClient]

    def come_back(self, who: str) -> None:
        """Somebody signs in anew, or types their card anew: what was open meanwhile ended."""
        if who in self.people:
            self.browsers[who] = signed_in(self.app, self.people[who])
        elif who in self.cards:
            self.browsers[who] = browser_with(self.app, self.cards[who])

    @property
    def address(self) -> str:
        """The home of the process."""
        return f"/dialogue/{self.code}"

    def get(self, who: str, path: str = "") -> TestResponse:
        """What a page of the process answers somebody."""
        return self.browsers[who].get(self.address + path)

    def open(self, who: str, path: str = "") -> str:
        """The same where it must open."""
        answer = self.get(who, path)
        assert answer.status_code == 200, (who, path, answer.status_code)
        return answer.text

    def send(self, who: str, path: str, to: str = "", **fields: Any) -> TestResponse:
        """Fill in a form of the process and send it, to its own address or `to`."""
        there = self.address + to if to else ""
        return send(self.browsers[who], self.address + path, there, **fields)

    def be(self, **facts: Any) -> None:
        """Let the process be otherwise."""
        with self.database.changing() as session:
            process = session.query(Process).filter_by(code=self.code).one()
            for name, value in facts.items():
                setattr(process, name, value)

    def seat_is(self, who: str, **facts: Any) -> None:
        """Let a seat be otherwise."""
        with self.database.changing() as session:
            seat = session.get_one(Seat, self.seats[who])
            for name, value in facts.items():
                setattr(seat, name, value)


def sit_down(app: Flask, database: Database, vault: Vault, **facts: Any) -> Seated:
    """A mesa that goes on, of a community and a company, and everybody who meets it."""
    with database.changing() as session:
        here, there = new_office(session, vault), new_office(session, vault)
        people = {
            COORDINATOR: new_person(session, here, Role.COORDINATOR),
            FACILITATOR: new_person(session, here, Role.FACILITATOR),
            NOTE_TAKER: new_person(session, here, Role.NOTE_TAKER),
            AUDITOR: new_person(session, here, Role.AUDITOR),
            COMMUNITY: new_person(session, None, name=TITULARS_NAME),
            COMPANY: new_person(session, None),
            OBSERVER: new_person(session, None),
            EXPIRED: new_person(session, None),
            NEIGHBOUR: new_person(session, None),
            ELSEWHERE: new_person(session, there, Role.COORDINATOR),
        }
        process = new_process(session, vault, here, **facts)
        groups = {
            COMMUNITY: new_party(session, process, "Comunidad Qollpa"),
            COMPANY: new_party(session, process, "Litio Andino", kind=GroupKind.COMPANY, seats=1),
        }
        seats = _seats(session, process, groups, people)
        other = new_process(session, vault, here)
        party = new_party(session, other)
        seats[NEIGHBOUR] = new_seat(session, other, party, people[NEIGHBOUR])
        seats[OTHER_CARD] = new_seat(session, other, party)
        cards = {
            who: new_card(session, seats[who]).id
            for who in (CARD, INVITED, EXPIRED_CARD, OTHER_CARD)
        }
        made = Seated(
            app, database, here.id, process.code,
            {who: group.id for who, group in groups.items()},
            {who: seat.id for who, seat in seats.items()},
            {who: person.id for who, person in people.items()},
            cards,
            {STRANGER: app.test_client()},
        )  # fmt: skip
    for who in (*people, *cards):
        made.come_back(who)
    return made


def _seats(
    session: Any, process: Process, groups: dict[str, Group], people: dict[str, Any]
) -> dict[str, Seat]:
    community, company = groups[COMMUNITY], groups[COMPANY]
    over = today_at(process.office) - timedelta(days=1)
    return {
        COMMUNITY: new_seat(session, process, community, people[COMMUNITY]),
        CARD: new_seat(session, process, community, name=HOLDERS_NAME),
        COMPANY: new_seat(session, process, company, people[COMPANY]),
        OBSERVER: new_seat(
            session, process, company, people[OBSERVER], kind=SeatKind.OBSERVER
        ),
        INVITED: new_seat(session, process, community, kind=SeatKind.INVITED),
        EXPIRED: new_seat(session, process, community, people[EXPIRED], ends_on=over),
        EXPIRED_CARD: new_seat(session, process, community, ends_on=over),
    }  # fmt: skip
