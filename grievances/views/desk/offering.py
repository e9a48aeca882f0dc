"""Offering a case to a table of dialogue, and what became of it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments.words import STATUS
from grievances.forms.offering import OfferForm
from grievances.models import Case
from grievances.operations.offering import offer_to_table
from grievances.policy import TABLE, Action
from grievances.queries.cases import case_for
from grievances.queries.offering import offers_made, tables_for
from grievances.views.desk.entrance import bp, case_at, closed, readers_only
from kernel.errors import Refusal
from kernel.policy import require
from web.actor import actor
from web.furniture import references
from web.locale import _
from web.refusals import CODES
from web.sending import once
from web.transaction import db

PAGE, UNPROCESSABLE = "desk/offer.html", 422


@bp.get("/cases/<reference>/offer")
@readers_only
def offer_page(reference: str) -> ResponseReturnValue:
    """Ask to whom, and in which words; nothing of the case is filled in."""
    case = case_at(reference)
    try:
        require(TABLE, actor(), Action.OFFER, case)
    except Refusal as refusal:
        return closed(case, refusal)
    return _page(case, OfferForm(None))


@bp.post("/cases/<reference>/offer")
@readers_only
def offer_now(reference: str) -> ResponseReturnValue:
    """Offer it, once."""
    case, form = case_at(reference), OfferForm()
    require(TABLE, actor(), Action.OFFER, case)
    form.offer(tables_for(db(), case))

    def act(session: Session) -> None:
        held = case_for(session, actor(), reference, for_change=True)
        offer_to_table(session, actor(), held, form.telling())

    if not form.validate():
        return _page(case, form, UNPROCESSABLE)
    if refusal := once(form, act):
        form.refuse("", str(CODES[refusal.code].why))
        return _page(case_at(reference), form, refusal.status)
    flash(_("Quedó ofrecido. Aquí verá si la mesa lo toma."), "good")
    return redirect(url_for("desk.case_page", reference=reference), code=303)


def offers_shown(case: Case) -> list[dict[str, Any]]:
    """Every offer of a case to a table, as its page shows them."""
    return [
        {
            "handover": one.handover,
            "office": one.office.name if one.office else "",
            "result": references().resolve(db(), actor(), one.handover.result_ref),
            "promises": [(each, STATUS[each.status]) for each in one.promises],
        }
        for one in offers_made(db(), actor(), case)
    ]


def _page(case: Case, form: OfferForm, status: int = 200) -> ResponseReturnValue:
    form.offer(tables_for(db(), case))
    return render_template(PAGE, case=case, form=form), status
