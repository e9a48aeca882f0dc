"""How a mandate stands today, in a few words."""

from dataclasses import dataclass
from datetime import date

from dialogue.models import Seat
from dialogue.queries.parties import ends_soon
from web.formats import short_day
from web.locale import _


@dataclass(frozen=True)
class SeatStanding:
    """What is said of a seat; `kind` is that of a badge, empty for one without an end in sight."""

    words: str
    kind: str


def standing_of(seat: Seat, today: date) -> SeatStanding:
    """Whether somebody left, the mandate ended, ends soon, holds, or is still to begin."""
    if seat.left_on is not None and seat.left_on <= today:
        return SeatStanding(_("Se fue el %(day)s", day=short_day(seat.left_on)), "hold")
    if seat.ends_on is not None and seat.ends_on < today:
        return SeatStanding(_("Mandato vencido el %(day)s", day=short_day(seat.ends_on)), "late")
    if seat.since > today:
        return SeatStanding(_("Desde el %(day)s", day=short_day(seat.since)), "hold")
    if seat.ends_on is None:
        return SeatStanding("", "")
    words = _("Hasta el %(day)s", day=short_day(seat.ends_on))
    return SeatStanding(words, "soon" if ends_soon(seat, today) else "")
