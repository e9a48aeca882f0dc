"""Cards that open a seat."""

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.models import Card, Process


def seat_opened(session: Session, card_id: int) -> str | None:
    """The subject (`seat:12`) of the seat that a card opens today; None once it opens nothing."""
    card = session.get(Card, card_id)
    if card is None or card.revoked_at is not None:
        return None
    process = session.get_one(Process, card.seat.process_id)
    return card.seat.subject if card.seat.sits_on(today_at(process.office)) else None
