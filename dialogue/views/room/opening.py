"""A round that is opened in the room, for those who are accredited on that day."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.rounds import RoundForm
from dialogue.models import Process
from dialogue.operations.room import expect_open
from dialogue.operations.rounds import open_round, plan_round
from dialogue.policy import Action
from dialogue.queries.processes import process_for
from dialogue.queries.proposals import proposal_for
from dialogue.queries.room import meeting_at
from dialogue.sentences.words import PROTOCOL_EXPLAINED
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from dialogue.views.room.shown import back_to_room
from meetings.views.entrance import happens
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.transaction import db

OPENING = "dialogue/room/opening.html"


@bp.get("/<code>/room/<reference>/rounds/new")
@hosts_only
def open_in_room_page(code: str, reference: str) -> ResponseReturnValue:
    """How the round that is opened here and now is held; the address names the proposal."""
    process = process_for_action(code, Action.RUN)
    form = RoundForm(None)
    form.begin()
    return render_template(OPENING, form=form, **_opening(process, reference))


@bp.post("/<code>/room/<reference>/rounds/new")
@hosts_only
def open_in_room_now(code: str, reference: str) -> ResponseReturnValue:
    """Open it: those who are accredited today are its quorum."""
    process_for_action(code, Action.RUN)
    form = RoundForm()

    def act(session: Session) -> None:
        process = process_for(session, actor(), code, Action.RUN)
        meeting = meeting_at(session, actor(), process, reference, for_change=True)
        expect_open(meeting)
        found = proposal_for(session, actor(), process, request.args.get("proposal", ""))
        plan = form.plan(process.office.time_zone, meeting.subject)
        open_round(session, actor(), process, plan_round(session, actor(), process, found, plan))

    if not happens(form, act):
        process = process_for_action(code, Action.RUN)
        return show_again(OPENING, form=form, **_opening(process, reference))
    flash(_("La ronda está abierta."), "good")
    return back_to_room(code, reference, "rounds")


def _opening(process: Process, reference: str) -> dict[str, Any]:
    return {
        "process": process,
        "meeting": meeting_at(db(), actor(), process, reference),
        "proposal": proposal_for(db(), actor(), process, request.args.get("proposal", "")),
        "explained": {one.value: said for one, said in PROTOCOL_EXPLAINED.items()},
    }
