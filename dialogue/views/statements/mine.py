"""What somebody voted, for themselves alone."""

from flask import render_template
from flask.typing import ResponseReturnValue

from dialogue.kinds import StatementState
from dialogue.queries.statements import statements_in
from dialogue.queries.turns import turn_of
from dialogue.queries.voting import choices_of, voter_of
from dialogue.views.blueprint import bp
from dialogue.views.statements.entrance import met, own_ballot
from dialogue.words import CHOICE
from web.access import open_to_all
from web.transaction import db


@bp.get("/<code>/statements/<conversation>/mine")
@open_to_all
def own_votes_page(code: str, conversation: str) -> ResponseReturnValue:
    """The own votes, each of which can be changed while the conversation is open."""
    found = met(code, conversation)
    ballot = own_ballot(found)
    voter = voter_of(db(), found.conversation, ballot)
    stands = choices_of(db(), found.conversation, voter) if voter else {}
    accepted = statements_in(db(), found.conversation, StatementState.ACCEPTED)
    return render_template(
        "dialogue/statements/mine.html",
        rows=[(one, stands[one.id]) for one in accepted if one.id in stands],
        turn=turn_of(db(), found.conversation, ballot),
        sides={one.side: said for one, said in CHOICE.items()},
        **found.words(),
    )
