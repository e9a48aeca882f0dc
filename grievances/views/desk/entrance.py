"""The blueprint of the desk and what all its pages share."""

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.models import Case
from grievances.operations.reading import note_case_read
from grievances.policy import READERS
from grievances.queries.cases import case_for
from kernel import sends
from kernel.errors import NotFound, Refusal, Unavailable
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.refusals import CODES
from web.transaction import afterwards, change, db, undo

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


def once(form: Form, act: Callable[[Session], None]) -> Refusal | None:
    """Do `act` in this request's change, unless this very form was sent before.

    Returns what speaks against it when the page itself can say so, with all that was typed. What
    no page can help (not found, database busy, another text under the same key) is raised.
    """

    def effect() -> str:
        act(change())
        return "done"

    try:
        sends.once(change(), form.key.data or "", {**form.sent(), "": request.path}, effect)
    except (NotFound, Unavailable, sends.SameKeyOtherBody):
        raise
    except Refusal as refusal:
        undo()
        return refusal
    return None
