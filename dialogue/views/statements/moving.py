"""A conversation is opened to votes, closed, and opened again."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.kinds import ConversationVerb
from dialogue.operations.conversations import move_conversation
from dialogue.policy import Action
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from dialogue.views.statements.entrance import held, met_for
from kernel.errors import NotFound
from web.actor import actor
from web.forms import Form
from web.furniture import jobs
from web.locale import _l
from web.sending import once

DONE = {
    ConversationVerb.OPEN: _l("La votación está abierta."),
    ConversationVerb.CLOSE: _l("La votación está cerrada."),
    ConversationVerb.REOPEN: _l("La votación está abierta otra vez."),
}


@bp.post("/<code>/statements/<conversation>/do/<verb>")
@hosts_only
def move_conversation_now(code: str, conversation: str, verb: str) -> ResponseReturnValue:
    """Open, close or reopen it."""
    met_for(code, conversation, Action.CONVERSE)
    asked = _known(verb)
    refusal = once(Form(), lambda session: _move(session, code, conversation, asked))
    if refusal is not None:
        raise refusal
    flash(str(DONE[asked]), "good")
    address = url_for("dialogue.conversation_page", code=code, conversation=conversation)
    return redirect(address, code=303)


def _move(session: Session, code: str, conversation: str, verb: ConversationVerb) -> None:
    move_conversation(session, actor(), *held(session, code, conversation), verb, jobs())


def _known(verb: str) -> ConversationVerb:
    if verb not in set(ConversationVerb):
        raise NotFound("not-found")
    return ConversationVerb(verb)
