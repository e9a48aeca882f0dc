"""What the office does about a threat: it stands red on the case until somebody acted on it."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.replacing import ActedForm
from grievances.models import Case
from grievances.operations.reprisals import act_on_reprisal
from grievances.queries.afterwards import reprisal_of, reprisals_of
from grievances.queries.cases import case_for, key_of, names_of
from grievances.views.desk.entrance import bp, case_at, once, readers_only
from web.actor import actor
from web.formats import short_moment
from web.furniture import vault
from web.locale import _
from web.transaction import db


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
    """What `desk/threat_band.html` shows on the page of a case."""
    threats = reprisals_of(db(), actor(), case)
    names = names_of(db(), [one.acted_by_id for one in threats])
    return {
        "threats": [
            {
                "id": one.id,
                "at": short_moment(one.at),
                "acted": short_moment(one.acted_at) if one.acted_at else "",
                "by": names.get(one.acted_by_id or 0, ""),
                "form": ActedForm(None),
            }
            for one in threats
        ]
    }
