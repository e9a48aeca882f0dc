"""The agreement in an address, and what its pages share."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.agreements import SeenForm
from dialogue.models import Agreement, Process
from dialogue.policy import Action
from dialogue.queries.agreements.finding import agreement_for
from dialogue.queries.processes import process_for
from dialogue.views.entrance import process_at
from kernel.errors import Refusal
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import Form
from web.transaction import db

Found = tuple[Process, Agreement]


def agreement_at(code: str, of: str) -> Found:
    """The table and its agreement in this address, for who reads what the parties say."""
    process = process_at(code)
    return process, agreement_for(db(), actor(), process, of)


def agreement_to_change(session: Session, code: str, of: str) -> Found:
    """The same, held until this change ends."""
    process = process_for(session, actor(), code, Action.READ)
    return process, agreement_for(session, actor(), process, of, for_change=True)


def to_agreement(code: str, of: str) -> ResponseReturnValue:
    """Back to its page."""
    return redirect(address_of(code, of), code=303)


def address_of(code: str, of: str) -> str:
    """Where an agreement is read by its table."""
    return url_for("dialogue.agreement_page", code=code, of=of)


def seen(row: Any) -> SeenForm:
    """An empty form that goes out with the version that the page shows."""
    form = SeenForm(None)
    form.of.data = str(getattr(row, "version", row))
    return form


Act = Callable[[Session, Process, Agreement], object]


def pressed(
    form: Form, code: str, of: str, act: Act, beside: Mapping[str, str] | None = None
) -> Refusal | None:
    """Do it once to the agreement in this address; what speaks against it, told on the form.

    `beside` says beside which field a refusal is told; on top of the form without one.
    """

    def effect(session: Session) -> str:
        process, agreement = agreement_to_change(session, code, of)
        act(session, process, agreement)
        return ""

    refusal, _answer = once(form, effect)
    if refusal is not None:
        tell(form, refusal, (beside or {}).get(refusal.code, ""))
    return refusal
