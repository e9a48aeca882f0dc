"""Where whoever has a seat stands in a round: said, changed, taken back, without a script."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.positions import Ballot, ballot
from dialogue.operations.positions import take_position, withdraw_position
from dialogue.policy import Action
from dialogue.queries.positions import own_position
from dialogue.queries.rounds import rules_of
from dialogue.sentences.words import POSITION_TOLD, PROTOCOL_EXPLAINED
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action
from dialogue.views.rounds.held import round_held, to_round
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, current
from web.transaction import db

PAGE = "dialogue/rounds/position.html"
BESIDE = {"position-without-reason": "reason"}


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/position")
@open_to_all
def position_page(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """The ballot, with what was answered before."""
    process_for_action(code, Action.DECIDE)
    shown = _shown(code, proposal, number)
    form = ballot(shown["round"], current())(None)
    form.show(shown["own"], current())
    return render_template(PAGE, form=form, **shown)


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/position")
@open_to_all
def take_position_now(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Keep what was answered."""
    process_for_action(code, Action.DECIDE)
    _process, found, asked = round_held(db(), code, proposal, number)
    form: Ballot = ballot(asked, current())()

    def act(session: Session) -> None:
        process, _proposal, one = round_held(session, code, proposal, number)
        take_position(session, actor(), process, one, form.answer())

    if not happens(form, act, beside=BESIDE):
        return show_again(PAGE, form=form, **_shown(code, proposal, number))
    flash(_("Guardamos su posición. Puede cambiarla mientras la ronda esté abierta."), "good")
    return redirect(url_for("dialogue.proposal_page", code=code, proposal=found.code), code=303)


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/position/withdraw")
@open_to_all
def withdraw_position_now(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Take it back."""
    process_for_action(code, Action.DECIDE)
    form = Form()

    def act(session: Session) -> None:
        process, _proposal, one = round_held(session, code, proposal, number)
        withdraw_position(session, actor(), process, one, form.key.data or "")

    if happens(form, act):
        flash(_("Retiramos su posición."), "good")
    else:
        flash(" ".join(map(str, form.form_errors)), "stop")
    return to_round(code, proposal, number)


def _shown(code: str, proposal: str, number: int) -> dict[str, Any]:
    process, found, one = round_held(db(), code, proposal, number)
    return {
        "process": process,
        "proposal": found,
        "round": one,
        "own": own_position(db(), actor(), process, one),
        "told": POSITION_TOLD,
        "protocol": words.PROTOCOL[one.protocol],
        "explained": PROTOCOL_EXPLAINED[one.protocol],
        "rules": rules_of(one),
        "language": current(),
        "plain": Form(None),
    }
