"""What a round came to: read to the room, and put into the acta of the meeting."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.documents.acta_words import spoken_of
from dialogue.models import Process, Round
from dialogue.operations.room import Spoken, put_into_acta
from dialogue.policy import Action
from dialogue.queries.positions import tallied
from dialogue.queries.results import result_for
from dialogue.queries.room import meeting_at
from dialogue.sentences.words import POSITION_TOLD
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action, recorders_only
from dialogue.views.room.shown import back_to_room
from dialogue.views.rounds.held import round_held
from kernel.seals import grouped
from meetings.views.entrance import happens
from web.actor import actor
from web.forms import Form
from web.locale import _, current, tag_of
from web.transaction import db

TONGUES = ("es", "qu")


@bp.get("/<code>/room/<reference>/read/<proposal>/<int:number>")
@recorders_only
def read_result_page(code: str, reference: str, proposal: str, number: int) -> ResponseReturnValue:
    """What a round came to, in large letters, to be read to the room in either language."""
    process_for_action(code, Action.RECORD)
    process, found, one = round_held(db(), code, proposal, number)
    asked = request.args.get("in", current())
    return render_template(
        "dialogue/room/reading.html",
        process=process,
        meeting=meeting_at(db(), actor(), process, reference),
        proposal=found,
        sealed=(sealed := result_for(db(), actor(), process, one)),
        shown_print=grouped(sealed.fingerprint),
        tongue=asked if asked in TONGUES else TONGUES[0],
        told=POSITION_TOLD,
        lang_of=tag_of,
    )


@bp.post("/<code>/room/<reference>/acta/<proposal>/<int:number>")
@recorders_only
def put_into_acta_now(code: str, reference: str, proposal: str, number: int) -> ResponseReturnValue:
    """The result becomes an agreement of the acta, once."""
    process_for_action(code, Action.RECORD)
    process, _found, one = round_held(db(), code, proposal, number)
    spoken, form = _spoken(process, one), Form()

    def act(session: Session) -> None:
        process, _proposal, one = round_held(session, code, proposal, number)
        meeting = meeting_at(session, actor(), process, reference, for_change=True)
        outcome = result_for(session, actor(), process, one).outcome
        put_into_acta(session, actor(), process, one, meeting, outcome, spoken)

    if happens(form, act):
        flash(_("El resultado está en el acta."), "good")
    else:
        flash(" ".join(map(str, form.form_errors)), "stop")
    return back_to_room(code, reference, "results")


def _spoken(process: Process, one: Round) -> Spoken:
    sealed = result_for(db(), actor(), process, one)
    return spoken_of(sealed, tallied(db(), process, one))
