"""The blueprint of the desk and what all its pages share."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from grievances.models import Case
from grievances.operations.reading import note_case_read
from grievances.policy import READERS
from grievances.queries.cases import case_for
from kernel.errors import Refusal
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.refusals import CODES
from web.transaction import afterwards, db

bp = Blueprint("desk", __name__, url_prefix="/desk")

readers_only = for_roles(*READERS)
"""The door of the desk. Auditors and administrators have no business with what people confided."""


def case_at(reference: str) -> Case:
    """The case in this address, its times shown as the clock of its office."""
    case = case_for(db(), actor(), reference)
    use_zone(case.office.time_zone)
    return case


def note_read(case: Case) -> None:
    """Let the trail tell that this page shows words of the case, whichever page it is."""
    who, subject = actor(), case.subject
    afterwards(lambda session: note_case_read(session, who, subject))


def closed(case: Case, refusal: Refusal) -> ResponseReturnValue:
    """Why this cannot be done to the case, by this person or now, and the way back to it."""
    said = CODES[refusal.code]
    return render_template("desk/closed.html", case=case, said=said), refusal.status
