"""The facilitator writes statements, many at once."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.statements import SeedForm
from dialogue.operations.statements import LETTERS, seed_statements
from dialogue.policy import Action
from dialogue.queries.conversations import turnout_of
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from dialogue.views.statements.entrance import held, met_for
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import show_again
from web.locale import ngettext
from web.transaction import db

PAGE = "dialogue/statements/seed.html"


@bp.get("/<code>/statements/<conversation>/seed")
@hosts_only
def seed_page(code: str, conversation: str) -> ResponseReturnValue:
    """One statement a line, in Quechua beside."""
    found = met_for(code, conversation, Action.CONVERSE)
    turnout = turnout_of(db(), found.conversation)
    return render_template(
        PAGE, form=SeedForm(None), turnout=turnout, most=LETTERS, **found.words()
    )


@bp.post("/<code>/statements/<conversation>/seed")
@hosts_only
def seed_now(code: str, conversation: str) -> ResponseReturnValue:
    """Add those that do not stand there yet."""
    met_for(code, conversation, Action.CONVERSE)
    form = SeedForm()
    if form.validate_on_submit():
        refusal, many = once(form, lambda session: _seed(session, code, conversation, form))
        if refusal is None:
            flash(_added(int(many)), "good")
            address = url_for("dialogue.conversation_page", code=code, conversation=conversation)
            return redirect(address, code=303)
        tell(form, refusal)
    found = met_for(code, conversation, Action.CONVERSE)
    turnout = turnout_of(db(), found.conversation)
    return show_again(PAGE, form=form, turnout=turnout, most=LETTERS, **found.words())


def _seed(session: Session, code: str, conversation: str, form: SeedForm) -> str:
    found = held(session, code, conversation)
    about_itself = bool(form.about_itself.data)
    return str(seed_statements(session, actor(), *found, form.lines(), about_itself=about_itself))


def _added(many: int) -> str:
    return str(
        ngettext("Se agregó %(num)d afirmación.", "Se agregaron %(num)d afirmaciones.", many)
    )
