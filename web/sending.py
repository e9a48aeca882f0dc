"""A form that changes something has its effect once, and a refusal comes back to its page."""

from collections.abc import Callable

from flask import request
from sqlalchemy.orm import Session

from kernel import sends
from kernel.errors import NotFound, Refusal, Unavailable
from web.forms import Form
from web.transaction import change, undo


def once(form: Form, act: Callable[[Session], object]) -> Refusal | None:
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
