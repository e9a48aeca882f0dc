"""Processes of dialogue, their groups, seats and cards, for tests."""

from datetime import date
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from dialogue.kinds import GroupKind, ProcessKind, SeatKind
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Card, Group, Process, Seat
from dialogue.operations.processes import Outline, make_process
from dialogue.views import card_cookie
from kernel.policy import SYSTEM
from kernel.vault import Vault

SINCE = date(2026, 1, 5)
_number = count(1)


def new_process(session: Session, vault: Vault, office: Office, **facts: Any) -> Process:
    """A table that goes on and that its parties may read, unless told otherwise; nobody sits."""
    known: dict[str, Any] = {
        "kind": ProcessKind.MESA,
        "title": f"Mesa {next(_number)}",
        "basin": "Salar de prueba",
    }
    later = {name: facts.pop(name) for name in [*facts] if name not in Outline.__dataclass_fields__}
    process = make_process(session, SYSTEM, vault, office, Outline(**(known | facts)))
    for name, value in ({"state": ProcessState.GOING_ON} | later).items():
        setattr(process, name, value)
    session.flush()
    return process


def new_party(session: Session, process: Process, name: str = "", **facts: Any) -> Group:
    """A declared group of a process that decides, with five seats unless told otherwise."""
    number = next(_number)
    known: dict[str, Any] = {
        "name": name or f"Parte {number}",
        "kind": GroupKind.COMMUNITY,
        "position": len(process.groups) + 1,
        "seats": 5,
    }
    group = Group(office_id=process.office_id, process_id=process.id, **(known | facts))
    process.groups.append(group)
    session.flush()
    return group


def new_seat(
    session: Session, process: Process, group: Group, person: Person | None = None, **facts: Any
) -> Seat:
    """A titular of a group since January 2026, with the account of `person` if any."""
    known: dict[str, Any] = {
        "kind": SeatKind.TITULAR,
        "name": person.name if person else f"Asiento {next(_number)}",
        "person_id": person.id if person else None,
        "since": SINCE,
    }
    seat = Seat(office_id=process.office_id, group=group, **(known | facts))
    process.seats.append(seat)
    session.flush()
    return seat


def new_card(session: Session, seat: Seat, **facts: Any) -> Card:
    """A card that opens this seat; its code is known to nobody."""
    card = Card(
        office_id=seat.office_id, seat=seat, **({"lookup": f"lookup-{next(_number)}"} | facts)
    )
    session.add(card)
    session.flush()
    return card


def browser_with(app: Flask, card: Card | int) -> FlaskClient:
    """A browser in which this card was typed just now."""
    number = card if isinstance(card, int) else card.id
    client = app.test_client()
    with app.test_request_context():
        value = card_cookie.signed(number)
    client.set_cookie(card_cookie.NAME, value)
    return client
