"""A form that changes something has its effect once, and a refusal comes back to its page."""

from collections.abc import Callable

from flask import request
from sqlalchemy.orm import Session

from kernel import sends
from kernel.errors import NotFound, Refusal, Unavailable
from web.forms import Form
from web.transaction import change, undo


def answered_once(form: Form, act: Callable[[Session], str | None]) -> str | Refusal:
    """Do `act` in this request's change, unless this very form was sent before; what it answers.

    What speaks against it is returned when the page itself can say so, with all that was typed.
    What no page can help (not found, database busy, another text under the same key) is raised.
    """

    def effect() -> str:
        return act(change()) or ""

    try:
        return sends.once(change(), form.key.data or "", {**form.sent(), "": request.path}, effect)
    except (NotFound, Unavailable, sends.SameKeyOtherBody):
        raise
    except Refusal as refusal:
        undo()
        return refusal


def once(form: Form, act: Callable[[Session], object]) -> Refusal | None:
    """The same where nothing is answered: None once it is done."""

    def effect(session: Session) -> None:
        act(session)

    answer = answered_once(form, effect)
    return answer if isinstance(answer, Refusal) else None
