"""The round that an address names, and the ways back to it."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.models import Process, Proposal, Round
from dialogue.queries.processes import process_for
from dialogue.queries.proposals import proposal_for
from dialogue.queries.rounds import round_for
from web.actor import actor


def round_held(
    session: Session, code: str, proposal: str, number: int
) -> tuple[Process, Proposal, Round]:
    """The round in this address with what it belongs to, for its office and its parties."""
    process = process_for(session, actor(), code)
    found = proposal_for(session, actor(), process, proposal)
    return process, found, round_for(session, actor(), process, found, number)


def to_round(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Back to the page of the round."""
    here = url_for("dialogue.round_page", code=code, proposal=proposal, number=number)
    return redirect(here, code=303)


def to_where_it_began(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Back to the room that the address names, else to the page of the round."""
    room = request.args.get("room", "")
    if not room:
        return to_round(code, proposal, number)
    here = url_for("dialogue.room_page", code=code, reference=room, _anchor="rounds")
    return redirect(here, code=303)
