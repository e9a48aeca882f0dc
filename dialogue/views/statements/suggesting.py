"""Whoever votes can add a statement of their own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.statements import SuggestForm
from dialogue.kinds import Moderation, Tongue
from dialogue.operations.statements import LETTERS, suggest_statement
from dialogue.queries.voting import voter_of
from dialogue.views.blueprint import bp
from dialogue.views.statements.entrance import SUGGESTED, Met, held, met, own_ballot, slow_floods
from kernel.errors import RuleBroken
from meetings.views.entrance import happens
from web.access import open_to_all
from web.floods import wait_for_turn
from web.forms import show_again
from web.locale import _, current
from web.transaction import db

PAGE = "dialogue/statements/suggest.html"


@bp.get("/<code>/statements/<conversation>/suggest")
@open_to_all
def suggest_page(code: str, conversation: str) -> ResponseReturnValue:
    """What a statement is, and where to write one."""
    found, form = _taking(code, conversation), SuggestForm(None)
    form.language.data = current() if current() == Tongue.QU else Tongue.ES.value
    return render_template(PAGE, form=form, most=LETTERS, **found.words())


@bp.post("/<code>/statements/<conversation>/suggest")
@open_to_all
def suggest_now(code: str, conversation: str) -> ResponseReturnValue:
    """Add it, or let it wait for moderation."""
    found, form = _taking(code, conversation), SuggestForm()
    before = found.conversation.moderation is Moderation.BEFORE
    ballot = own_ballot(found)
    if ballot.seat is None:
        wait_for_turn(SUGGESTED)
    slow_floods(ballot, is_new=voter_of(db(), found.conversation, ballot) is None)
    if happens(form, lambda session: _suggest(session, code, conversation, form), "words"):
        flash(_waits() if before else _("Gracias. Su afirmación ya se vota."), "good")
        address = url_for("dialogue.vote_page", code=code, conversation=conversation)
        return redirect(address, code=303)
    return show_again(PAGE, form=form, most=LETTERS, **_taking(code, conversation).words())


def _waits() -> str:
    return str(_("Gracias. Quien facilita la revisa antes de que se vote."))


def _suggest(session: Session, code: str, conversation: str, form: SuggestForm) -> None:
    found = held(session, code, conversation)
    said, tongue = form.words.data or "", Tongue(form.language.data)
    suggest_statement(session, *found, own_ballot(found), said, tongue)


def _taking(code: str, conversation: str) -> Met:
    found = met(code, conversation)
    own_ballot(found)
    if not (found.conversation.is_open and found.conversation.takes_statements):
        raise RuleBroken("conversation-takes-none")
    return found
