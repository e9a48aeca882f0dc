"""The doors of dialogue, who enters with a card, and what all its pages share."""

from flask import g, request

from dialogue.models import Process, Seat
from dialogue.policy import HOSTS, READERS, RECORDERS, TABLE, Action, seat_of
from dialogue.queries.cards import Bearer, bearer_of
from dialogue.queries.processes import process_for
from dialogue.views import card_cookie
from kernel.policy import STRANGER, Actor, require
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.transaction import db

readers_only = for_roles(*READERS)
"""The door of those who read every process of their office."""

recorders_only = for_roles(*RECORDERS)
"""The door of those who write down what happens."""

hosts_only = for_roles(*HOSTS)
"""The door of those who look after processes."""


BEYOND = frozenset(
    {"actas", "agreements", "basin", "bulletins", "calls", "promises", "verification"}
)
"""The blueprints that a table leads to. Pages of cases are not among them: who files a case is not
told that this phone knows whose seat it is."""


def recognise_card() -> None:
    """Whoever is not signed in and holds a card is the seat that it opens: see `web.actor`."""
    found = _held()
    if found is not None:
        g.actor, g.bearer = Actor(receipt_of=found.seat.subject), found


def card_bearer() -> Bearer | None:
    """Whose card a page names above: at the table, and on pages that it leads to, where the card
    opens nothing."""
    if "bearer" not in g:
        g.bearer = _held() if request.blueprint in BEYOND else None
    found: Bearer | None = g.bearer
    return found


def _held() -> Bearer | None:
    card = card_cookie.held() if actor() == STRANGER else None
    return bearer_of(db(), card) if card is not None else None


def process_at(code: str) -> Process:
    """The process in this address for its office and its parties, by the clock of its office."""
    return _process(code, Action.READ)


def process_to_read(code: str) -> Process:
    """The same for pages that everybody may read once the process is public."""
    return _process(code, Action.READ_PUBLIC)


def process_for_action(code: str, action: Action) -> Process:
    """The same for who may do this there; who may read it and not do it is told so."""
    process = process_at(code)
    require(TABLE, actor(), action, process)
    return process


def own_seat(process: Process) -> Seat | None:
    """The seat that the reader has at this table today."""
    return seat_of(actor(), process)


def _process(code: str, action: Action) -> Process:
    process = process_for(db(), actor(), code, action)
    use_zone(process.office.time_zone)
    return process
