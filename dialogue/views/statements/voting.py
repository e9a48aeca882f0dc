"""Voting: one statement a page, three buttons, no script, ten kilobytes."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.statements import VoteForm
from dialogue.kinds import Choice
from dialogue.models import Statement
from dialogue.operations.voting import cast_vote
from dialogue.queries.statements import accepted_statement
from dialogue.queries.turns import turn_of
from dialogue.queries.voting import stand_on, voter_of
from dialogue.views.blueprint import bp
from dialogue.views.statements.entrance import Met, held, met, own_ballot, slow_floods
from dialogue.words import CHOICE
from kernel.errors import RuleBroken
from meetings.views.entrance import happens
from web.access import open_to_all
from web.forms import show_again
from web.transaction import db

PAGE, DONE = "dialogue/statements/vote.html", "dialogue/statements/done.html"


@bp.get("/<code>/statements/<conversation>/vote")
@open_to_all
def vote_page(code: str, conversation: str) -> ResponseReturnValue:
    """The next statement for this voter, or that nothing is left."""
    found = met(code, conversation)
    ballot = own_ballot(found)
    turn = turn_of(db(), found.conversation, ballot)
    if turn.statement is None or not found.conversation.is_open:
        return render_template(DONE, turn=turn, **found.words())
    return render_template(PAGE, **_asked(found, turn.statement, VoteForm(None)), turn=turn)


@bp.get("/<code>/statements/<conversation>/vote/<int:number>")
@open_to_all
def vote_again_page(code: str, conversation: str, number: int) -> ResponseReturnValue:
    """A statement that the voter chose, with how they stand on it."""
    found = met(code, conversation)
    own_ballot(found)
    if not found.conversation.is_open:
        raise RuleBroken("conversation-not-open")
    statement = accepted_statement(db(), found.conversation, number)
    return render_template(PAGE, **_asked(found, statement, VoteForm(None)), turn=None)


@bp.post("/<code>/statements/<conversation>/vote/<int:number>")
@open_to_all
def vote_now(code: str, conversation: str, number: int) -> ResponseReturnValue:
    """Cast it, and go on to the next."""
    found, form = met(code, conversation), VoteForm()
    ballot = own_ballot(found)
    slow_floods(ballot, is_new=voter_of(db(), found.conversation, ballot) is None)
    form.spend()
    if happens(form, lambda session: _cast(session, code, conversation, number, form)):
        page = "own_votes_page" if request.args.get("from") == "mine" else "vote_page"
        address = url_for(f"dialogue.{page}", code=code, conversation=conversation)
        return redirect(address, code=303)
    found = met(code, conversation)
    statement = accepted_statement(db(), found.conversation, number)
    return show_again(PAGE, **_asked(found, statement, form), turn=None)


def _cast(session: Session, code: str, conversation: str, number: int, form: VoteForm) -> None:
    found = held(session, code, conversation)
    side = Choice(form.choice.data or "").side
    cast_vote(session, found.conversation, own_ballot(found), number, side)


def _asked(found: Met, statement: Statement, form: VoteForm) -> dict[str, Any]:
    ballot = own_ballot(found)
    stand = stand_on(db(), found.conversation, ballot, statement.number)
    return {
        **found.words(),
        "form": form,
        "statement": statement,
        "choices": CHOICE,
        "stands": next((words for one, words in CHOICE.items() if one.side == stand.choice), None),
        "is_new": stand.voter_id is None,
        "in_public": ballot.seat is None,
    }
