"""Votes on paper: a fast grid for the staff, 1, 2 or 3 in each line."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.voting_sheets import SheetForm, cells_in, faulty_in
from dialogue.kinds import Audience, SheetNumber, StatementState
from dialogue.operations.voting_sheets import record_sheet
from dialogue.policy import Action
from dialogue.queries.statements import statements_in
from dialogue.views.blueprint import bp
from dialogue.views.entrance import recorders_only
from dialogue.views.statements.entrance import Met, held, met_for
from kernel.errors import RuleBroken
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import show_again
from web.locale import _, current, ngettext
from web.transaction import db

PAGE = "dialogue/statements/paper.html"


@bp.get("/<code>/statements/<conversation>/paper")
@recorders_only
def paper_votes_page(code: str, conversation: str) -> ResponseReturnValue:
    """An empty sheet."""
    found, form = _open(code, conversation), SheetForm(None)
    public = found.conversation.audience is Audience.PUBLIC
    form.kind.data = (SheetNumber.PAPER if public else SheetNumber.SEAT).value
    return render_template(PAGE, **_sheet(found, form))


@bp.post("/<code>/statements/<conversation>/paper")
@recorders_only
def paper_votes_now(code: str, conversation: str) -> ResponseReturnValue:
    """Add its votes, and offer the next sheet."""
    found, form = _open(code, conversation), SheetForm()
    form.offer(found.process.groups, current())
    cells = cells_in(request.form, statements_in(db(), found.conversation, StatementState.ACCEPTED))
    faulty = faulty_in(cells)
    if form.validate_on_submit() and not faulty:
        body = request.form.to_dict()
        form.key.data = f"{form.key.data}:{sorted(body.items())!r}"
        refusal, many = once(form, lambda s: _record(s, code, conversation, form, cells))
        if refusal is None:
            flash(_recorded(int(many)), "good")
            address = url_for("dialogue.paper_votes_page", code=code, conversation=conversation)
            return redirect(address, code=303)
        tell(form, refusal, "again" if refusal.code == "sheet-entered-before" else "number")
    if faulty:
        form.refuse("", _("Hay líneas con otro signo que 1, 2 o 3."))
    found = _open(code, conversation)
    return show_again(PAGE, **_sheet(found, form, cells, faulty))


def _record(
    session: Session, code: str, conversation: str, form: SheetForm, cells: dict[int, str]
) -> str:
    return str(
        record_sheet(session, actor(), *held(session, code, conversation), form.sheet(cells))
    )


def _recorded(many: int) -> str:
    return str(ngettext("Se anotó %(num)d voto.", "Se anotaron %(num)d votos.", many))


def _open(code: str, conversation: str) -> Met:
    found = met_for(code, conversation, Action.RECORD)
    if not found.conversation.is_open:
        raise RuleBroken("conversation-not-open")
    return found


def _sheet(
    found: Met, form: SheetForm, cells: dict[int, str] | None = None, faulty: Any = ()
) -> dict[str, Any]:
    form.offer(found.process.groups, current())
    return {
        **found.words(),
        "form": form,
        "cells": cells or {},
        "faulty": faulty,
        "statements": statements_in(db(), found.conversation, StatementState.ACCEPTED),
    }
