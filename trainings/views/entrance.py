"""The doors of this feature, and what all its pages for staff share."""

from collections.abc import Callable

from flask import request
from sqlalchemy.orm import Session

from kernel import sends
from kernel.errors import NotFound, Refusal, Unavailable
from trainings.models import Programme
from trainings.policy import MANAGERS, READERS, RECORDERS
from trainings.queries.programmes import programme_for
from trainings.queries.workshops import Found, workshop_for
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.transaction import change, db, undo

readers_only = for_roles(*READERS)
managers_only = for_roles(*MANAGERS)
recorders_only = for_roles(*RECORDERS)


def programme_at(reference: str) -> Programme:
    """The programme in this address, its times shown as the clock of its office."""
    programme = programme_for(db(), actor(), reference)
    use_zone(programme.office.time_zone)
    return programme


def workshop_at(reference: str, meeting: str) -> Found:
    """The workshop in this address, its times shown as the clock of its office."""
    found = workshop_for(db(), actor(), reference, meeting)
    use_zone(found.programme.office.time_zone)
    return found


def once(form: Form, act: Callable[[Session], str | None]) -> str | Refusal:
    """Do `act` in this request's change, unless this very form was sent before; what it answers.

    What speaks against it and the page itself can say, with all that was typed, is returned. What
    no page can help (not found, database busy, another text under the same key) is raised.
    """

    def effect() -> str:
        return act(change()) or "done"

    try:
        return sends.once(change(), form.key.data or "", {**form.sent(), "": request.path}, effect)
    except (NotFound, Unavailable, sends.SameKeyOtherBody):
        raise
    except Refusal as refusal:
        undo()
        return refusal
