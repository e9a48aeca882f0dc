"""Carrying concerns of a meeting further, and what became of them."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.handovers import HandoverState
from kernel.policy import allowed
from meetings.forms.carrying import CarryForm
from meetings.models import Meeting
from meetings.operations.carrying import carry
from meetings.policy import TABLE, Action
from meetings.queries.carrying import Carried, carried_of, concern_of, concerns_of, ombudsmen
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    happens,
    meeting_at,
    meeting_to_change,
    planners_only,
    readers_only,
)
from meetings.words import CARRIED_TO
from web.actor import actor
from web.forms import show_again
from web.furniture import references
from web.locale import _, _l
from web.transaction import db

STATE = {
    HandoverState.OFFERED: _l("Espera respuesta"),
    HandoverState.ACCEPTED: _l("Aceptada"),
    HandoverState.DECLINED: _l("No aceptada"),
}
KIND = {
    HandoverState.OFFERED: "soon",
    HandoverState.ACCEPTED: "good",
    HandoverState.DECLINED: "hold",
}


@bp.get("/<reference>/carried")
@readers_only
def carried_page(reference: str) -> ResponseReturnValue:
    """Every concern and theme of the meeting, and where it was carried."""
    meeting = meeting_at(reference)
    carried = carried_of(db(), meeting)
    rows = [
        {"concern": one, "carried": [_shown(c) for c in carried.get(one.reference, [])]}
        for one in concerns_of(db(), meeting)
    ]
    return render_template(
        "meetings/carried.html",
        meeting=meeting,
        rows=rows,
        carries=allowed(TABLE, actor(), Action.CARRY, meeting),
    )


@bp.get("/<reference>/carried/<concern>")
@planners_only
def carry_page(reference: str, concern: str) -> ResponseReturnValue:
    """Offer one of them to an office."""
    meeting = meeting_at(reference)
    return render_template("meetings/carry.html", form=_form(meeting), **_words(meeting, concern))


@bp.post("/<reference>/carried/<concern>")
@planners_only
def carry_now(reference: str, concern: str) -> ResponseReturnValue:
    """The offer goes out, once."""
    meeting = meeting_at(reference)
    words, form = _words(meeting, concern), _form(meeting, sent=True)
    if happens(form, lambda session: _carry(session, reference, concern, form)):
        flash(_("La preocupación quedó ofrecida. Aquí verá qué se decidió."), "good")
        return redirect(url_for("meetings.carried_page", reference=reference), code=303)
    return show_again("meetings/carry.html", form=form, **words)


def _carry(session: Session, reference: str, concern: str, form: CarryForm) -> None:
    meeting = meeting_to_change(session, reference)
    office_id, reason = form.office.data or 0, form.reason.data or ""
    carry(session, actor(), meeting, concern, form.wanted.data, office_id, reason)


def _form(meeting: Meeting, *, sent: bool = False) -> CarryForm:
    form = CarryForm() if sent else CarryForm(None)
    form.offer(ombudsmen(db(), meeting))
    return form


def _words(meeting: Meeting, concern: str) -> dict[str, Any]:
    return {"meeting": meeting, "concern": concern_of(db(), meeting, concern)}


def _shown(one: Carried) -> dict[str, Any]:
    handover = one.handover
    result = references().resolve(db(), actor(), handover.result_ref)
    return {
        "to": CARRIED_TO[one.to],
        "office": one.office.name if one.office else "",
        "state": STATE[handover.state],
        "kind": KIND[handover.state],
        "at": handover.offered_at,
        "why_not": handover.decline_reason,
        "result": result,
    }
