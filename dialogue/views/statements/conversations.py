"""The conversations of a process, and one of them."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from dialogue import words
from dialogue.models import Conversation
from dialogue.operations.conversations import open_verbs
from dialogue.policy import Action
from dialogue.queries.conversations import (
    conversations_of,
    is_known,
    repeated_by,
    turnout_of,
)
from dialogue.queries.statement_results import may_see_results
from dialogue.queries.turns import turn_of
from dialogue.views.blueprint import bp
from dialogue.views.statements.entrance import Met, ballot_for, met, table_at
from web.access import can, open_to_all
from web.actor import actor
from web.forms import Form
from web.transaction import db


@bp.get("/<code>/statements")
@open_to_all
def conversations_page(code: str) -> ResponseReturnValue:
    """Where people vote on statements, and where they did."""
    process = table_at(code)
    return render_template(
        "dialogue/statements/conversations.html",
        process=process,
        found=conversations_of(db(), actor(), process),
        states=words.CONVERSATION_STATE,
        audiences=words.AUDIENCE,
    )


@bp.get("/<code>/statements/<conversation>")
@open_to_all
def conversation_page(code: str, conversation: str) -> ResponseReturnValue:
    """What it asks, how far it is, and what the reader can do there."""
    found = met(code, conversation)
    return render_template(
        "dialogue/statements/conversation.html",
        **found.words(),
        **_about(found),
        states=words.CONVERSATION_STATE,
        audiences=words.AUDIENCE,
    )


def _about(found: Met) -> dict[str, Any]:
    leads = can(Action.CONVERSE, found.process)
    ballot = ballot_for(found)
    return {
        "turnout": turnout_of(db(), found.conversation),
        "turn": turn_of(db(), found.conversation, ballot) if ballot else None,
        "leads": leads,
        "records": can(Action.RECORD, found.process),
        "verbs": open_verbs(found.conversation) if leads else (),
        "verb_words": words.CONVERSATION_VERB,
        "moves": Form(None),
        "sees_results": may_see_results(db(), actor(), found.process, found.conversation),
        "repeated": _repeated(found),
    }


def _repeated(found: Met) -> Conversation | None:
    """The survey that this one asks again, for who may know of it."""
    earlier = repeated_by(db(), found.conversation)
    known = earlier is not None and is_known(actor(), found.process, earlier)
    return earlier if known else None
