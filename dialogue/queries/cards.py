"""Cards that open a seat."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.models import Card, Process, Seat


@dataclass(frozen=True)
class Bearer:
    """Whoever holds a card that opens today: the seat, and the process at whose table it stands."""

    seat: Seat
    process: Process


def bearer_of(session: Session, card_id: int) -> Bearer | None:
    """Whom a card opens a seat for today; None once it opens nothing."""
    card = session.get(Card, card_id)
    return _opened(session, card) if card is not None else None


def card_found(session: Session, lookup: str) -> tuple[Card | None, Bearer | None]:
    """The card with this look-up, and whom it opens a seat for today, if it still does."""
    card = session.scalar(select(Card).where(Card.lookup == lookup))
    return card, _opened(session, card) if card is not None else None


def seat_opened(session: Session, card_id: int) -> str | None:
    """The subject (`seat:12`) of the seat that a card opens today; None once it opens nothing."""
    found = bearer_of(session, card_id)
    return found.seat.subject if found else None


def card_of(session: Session, seat: Seat) -> Card | None:
    """The card of a seat that was not revoked."""
    query = select(Card).where(Card.seat_id == seat.id, Card.revoked_at.is_(None))
    return session.scalars(query.order_by(Card.id.desc()).limit(1)).first()


def seats_with_cards(session: Session, seats: Iterable[Seat]) -> frozenset[int]:
    """The ids of those of these seats that have a card that was not revoked."""
    numbers = [one.id for one in seats]
    query = select(Card.seat_id).where(Card.seat_id.in_(numbers), Card.revoked_at.is_(None))
    return frozenset(session.scalars(query))


def _opened(session: Session, card: Card) -> Bearer | None:
    if card.revoked_at is not None:
        return None
    process = session.get_one(Process, card.seat.process_id)
    opens = card.seat.sits_on(today_at(process.office))
    return Bearer(card.seat, process) if opens else None
