"""Suppliers and contractors that go the way of an anchor company, and how far each came."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.work import SpreadForm
from dialogue.operations.spread import spread_to
from dialogue.policy import Action
from dialogue.queries.processes import process_for
from dialogue.queries.spread import followers_of
from dialogue.views.blueprint import bp
from dialogue.views.courses import where_of
from dialogue.views.entrance import hosts_only, process_at, process_for_action
from meetings.views.entrance import once, tell
from web.access import open_to_all
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db

FORM = "dialogue/spread_form.html"


@bp.get("/<code>/spread")
@open_to_all
def spread_page(code: str) -> ResponseReturnValue:
    """The processes that follow this one, as far as the reader may read them."""
    process = process_at(code)
    followers = followers_of(db(), actor(), process)
    return render_template(
        "dialogue/spread.html",
        process=process,
        rows=[(one, where_of(one.course)) for one in followers],
        states=words.PROCESS_STATE,
        kinds=words.WORK_KIND,
    )


@bp.get("/<code>/spread/new")
@hosts_only
def new_spread_page(code: str) -> ResponseReturnValue:
    """Ask for whom."""
    process = process_for_action(code, Action.CHANGE)
    return render_template(FORM, form=SpreadForm(None), process=process)


@bp.post("/<code>/spread/new")
@hosts_only
def spread_now(code: str) -> ResponseReturnValue:
    """Make its process, once."""
    process_for_action(code, Action.CHANGE)
    form = SpreadForm()
    if form.validate_on_submit():
        refusal, made = once(form, lambda s: _spread(s, code, form))
        if refusal is None:
            flash(_("El proceso está en la lista. Nadie se sienta en él todavía."), "good")
            return redirect(url_for("dialogue.process_page", code=made), code=303)
        tell(form, refusal)
    return show_again(FORM, form=form, process=process_for_action(code, Action.CHANGE))


def _spread(session: Session, code: str, form: SpreadForm) -> str:
    process = process_for(session, actor(), code, for_change=True)
    return spread_to(session, actor(), vault(), process, form.follower()).code
