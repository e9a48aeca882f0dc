"""A threat that the office learned of, and what it does about each: red until somebody acted."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.replacing import ActedForm, NotedThreatForm
from grievances.lifecycle import FINAL
from grievances.models import Case
from grievances.operations.notifying import tell_of_threat
from grievances.operations.reprisals import act_on_reprisal, note_reprisal
from grievances.policy import TABLE, Action
from grievances.queries.afterwards import reprisal_of, reprisals_of
from grievances.queries.cases import case_for, key_of, names_of
from grievances.views.desk.entrance import bp, case_at, readers_only
from kernel.policy import allowed
from web.actor import actor
from web.formats import short_moment
from web.furniture import jobs, vault
from web.locale import _
from web.sending import once
from web.transaction import db


@bp.post("/cases/<reference>/threats")
@readers_only
def note_threat(reference: str) -> ResponseReturnValue:
    """Keep what a colleague learned: the case goes first, and comes back when it was over."""
    form = NotedThreatForm()
    case_at(reference)
    if not form.validate():
        flash(_("Escriba qué pasó y cómo lo supo."), "stop")
        return redirect(url_for("desk.case_page", reference=reference), code=303)

    def act(session: Session) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        key = key_of(session, vault(), case)
        threat = note_reprisal(session, key, actor(), case, form.learned.data or "")
        tell_of_threat(session, jobs(), case, threat)

    if refusal := once(form, act):
        raise refusal
    flash(_("Anotado: el caso va primero y ya se avisó a quien lo lleva y a supervisión."), "good")
    return redirect(url_for("desk.case_page", reference=reference), code=303)


@bp.post("/cases/<reference>/threats/<int:number>/acted")
@readers_only
def acted(reference: str, number: int) -> ResponseReturnValue:
    """Write down what was done about a threat."""
    form = ActedForm()
    case_at(reference)
    if not form.validate():
        flash(_("Escriba qué se hizo y con quién."), "stop")
        return redirect(url_for("desk.case_page", reference=reference), code=303)

    def act(session: Session) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        threat = reprisal_of(session, case, number, for_change=True)
        act_on_reprisal(
            session, key_of(session, vault(), case), actor(), case, threat, form.done.data or ""
        )

    if refusal := once(form, act):
        raise refusal
    flash(_("Anotado: se atendió la amenaza."), "good")
    return redirect(url_for("desk.case_page", reference=reference), code=303)


def threats_of(case: Case) -> dict[str, Any]:
    """What `desk/threat_band.html` and `desk/threat_note.html` show on the page of a case."""
    threats = reprisals_of(db(), actor(), case)
    names = names_of(db(), [one.acted_by_id for one in threats])
    may_note = case.state not in FINAL and allowed(TABLE, actor(), Action.NOTE, case)
    return {
        "noting": NotedThreatForm(None) if may_note else None,
        "threats": [
            {
                "id": one.id,
                "told": one.message_id is not None,
                "at": short_moment(one.at),
                "acted": short_moment(one.acted_at) if one.acted_at else "",
                "by": names.get(one.acted_by_id or 0, ""),
                "form": ActedForm(None),
            }
            for one in threats
        ],
    }
