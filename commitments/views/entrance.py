"""What all pages of commitments for staff share."""

from flask import current_app

from accounts.models import Office
from commitments.models import Commitment
from commitments.policy import JUDGES, MAKERS, READERS
from commitments.queries.commitments import commitment_for
from commitments.queries.registry import offices_read_by
from kernel.errors import BadInput, NotFound, Refusal
from kernel.references import References, Referred
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.refusals import CODES
from web.transaction import db

readers_only = for_roles(*READERS)
"""The door of the register."""

makers_only = for_roles(*MAKERS)
"""The door of those who write down what was promised and what became of it."""

judges_only = for_roles(*JUDGES)
"""The door of those who write down what both parties decided."""


def commitment_at(code: str) -> Commitment:
    """The commitment in this address, its times shown as the clock of its office."""
    commitment = commitment_for(db(), actor(), code)
    use_zone(commitment.office.time_zone)
    return commitment


def offices_made_in() -> list[Office]:
    """The offices in which this person writes commitments down."""
    mine = actor().offices(*MAKERS)
    return [office for office in offices_read_by(db(), actor()) if office.id in mine]


def referred(reference: str) -> Referred | None:
    """What a public reference is to whoever asks."""
    known: References = current_app.extensions["references"]
    return known.resolve(db(), actor(), reference) if reference else None


def neighbour(code: str, office_id: int) -> int | None:
    """The id of the commitment of this office that another one names; BadInput for no such one."""
    if not code.strip():
        return None
    try:
        found = commitment_for(db(), actor(), code)
    except NotFound:
        raise BadInput("depends-on-unknown") from None
    if found.office_id != office_id:
        raise BadInput("depends-on-unknown")
    return found.id


def told_beside(form: Form, refusal: Refusal, beside: dict[str, str]) -> bool:
    """Tell a refusal beside its field; False when no field of this form is to blame."""
    name = beside.get(refusal.code, "")
    if name not in form:
        return False
    form.refuse(name, f"{CODES[refusal.code].title}. {CODES[refusal.code].remedy}")
    return True
