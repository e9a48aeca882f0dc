"""Printed cards: 16 digits that open one seat, until its mandate ends or the card is revoked.

The code is derived from the form that asked for it and stands on the paper alone; what is kept
finds the card again and tells nothing (`kernel.digit_codes`).
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.models import Card, Process, Seat
from dialogue.policy import TABLE, Action
from dialogue.queries.cards import card_of
from dialogue.queries.parties import seat_at
from kernel import digit_codes
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import Vault

PURPOSE = "dialogue-card"
MOST_AT_ONCE = 80
"""Ten pages; their codes take about four seconds to hash."""


def codes_for(vault: Vault, sending_key: str, seats: Sequence[int]) -> dict[int, str]:
    """The code of each of these seats, by its id: the same for the same form."""
    if not 0 < len(seats) <= MOST_AT_ONCE:
        raise BadInput("seats-for-cards-wrong")
    return {one: digit_codes.code_for(vault, PURPOSE, f"{sending_key}|{one}") for one in seats}


def lookup_of(vault: Vault, code: str) -> str:
    """What is kept of a code. Slow (about 50 ms): never while a transaction is open."""
    return digit_codes.lookup_of(vault, PURPOSE, code)


def give_cards(
    session: Session, actor: Actor, process: Process, lookups: Mapping[int, str]
) -> None:
    """Each seat gets its card; one that it had opens nothing any more. By id of the seat."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    today = today_at(process.office)
    for number, lookup in lookups.items():
        seat = seat_at(process, number)
        if seat.is_over(today):
            raise RuleBroken("seat-left")
        _revoke(session, actor, process, seat)
        card = Card(
            office_id=process.office_id, seat=seat, lookup=lookup, made_by_id=actor.person_id
        )
        session.add(card)
        session.flush()  # the trail names it
        record(session, events.CARD_GIVEN, actor, process.subject, seat_id=seat.id, card_id=card.id)


def revoke_card(session: Session, actor: Actor, process: Process, number: int) -> None:
    """The card of this seat opens nothing any more, from this moment on."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    _revoke(session, actor, process, seat_at(process, number))


def expect_open(session: Session, lookups: Mapping[int, str]) -> None:
    """RuleBroken when one of these cards was replaced meanwhile: its print opens nothing."""
    query = select(Card.lookup).where(Card.lookup.in_(lookups.values()), Card.revoked_at.is_(None))
    if set(session.scalars(query)) != set(lookups.values()):
        raise RuleBroken("cards-replaced")


def _revoke(session: Session, actor: Actor, process: Process, seat: Seat) -> None:
    card = card_of(session, seat)
    if card is not None:
        card.revoked_at = now()
        record(
            session, events.CARD_REVOKED, actor, process.subject, seat_id=seat.id, card_id=card.id
        )
