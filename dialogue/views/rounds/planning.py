"""How the next round of a proposal is to be held."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.rounds import RoundForm
from dialogue.models import Process
from dialogue.operations.rounds import plan_round
from dialogue.policy import Action
from dialogue.queries.processes import process_for
from dialogue.queries.proposals import proposal_for
from dialogue.sentences.words import PROTOCOL_EXPLAINED
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action
from dialogue.views.rounds.held import to_round
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.transaction import db

PLAN = "dialogue/rounds/plan.html"


@bp.get("/<code>/proposals/<proposal>/rounds/new")
@open_to_all
def new_round_page(code: str, proposal: str) -> ResponseReturnValue:
    """How the next round is to be held."""
    process = process_for_action(code, Action.RUN)
    form = RoundForm(None)
    form.begin()
    return render_template(PLAN, **_planning(process, proposal, form))


@bp.post("/<code>/proposals/<proposal>/rounds/new")
@open_to_all
def plan_round_now(code: str, proposal: str) -> ResponseReturnValue:
    """Prepare it."""
    process_for_action(code, Action.RUN)
    form, made = RoundForm(), list[int]()

    def act(session: Session) -> None:
        process = process_for(session, actor(), code)
        found = proposal_for(session, actor(), process, proposal)
        plan = form.plan(process.office.time_zone)
        made.append(plan_round(session, actor(), process, found, plan).number)

    if not happens(form, act):
        process = process_for_action(code, Action.RUN)
        return show_again(PLAN, **_planning(process, proposal, form))
    flash(_("La ronda está preparada. Ábrala cuando la mesa esté lista."), "good")
    if not made:
        return redirect(url_for("dialogue.proposal_page", code=code, proposal=proposal), code=303)
    return to_round(code, proposal, made[0])


def _planning(process: Process, proposal: str, form: RoundForm) -> dict[str, Any]:
    found = proposal_for(db(), actor(), process, proposal)
    explained = {one.value: said for one, said in PROTOCOL_EXPLAINED.items()}
    return {"process": process, "proposal": found, "form": form, "explained": explained}
