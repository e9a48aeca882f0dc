"""The rooms of a table, and each with who came and who left."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import words
from dialogue.forms.room import PresentForm
from dialogue.operations.room import mark_presence
from dialogue.policy import Action
from dialogue.queries.processes import process_for
from dialogue.queries.room import meeting_at
from dialogue.queries.rooms import rooms_of
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action, recorders_only
from dialogue.views.room.shown import back_to_room, shown_of
from meetings.views.entrance import happens
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.transaction import db

ROOM = "dialogue/room/page.html"


@bp.get("/<code>/room/")
@recorders_only
def rooms_page(code: str) -> ResponseReturnValue:
    """The meetings of the process, each with its room: those of today and to come first."""
    process = process_for_action(code, Action.RECORD)
    after = request.args.get("after", type=int)
    return render_template(
        "dialogue/room/list.html",
        process=process,
        after=after,
        rooms=rooms_of(db(), actor(), process, after),
        gathered=words.GATHERED,
        today=today_at(process.office),
    )


@bp.get("/<code>/room/<reference>")
@recorders_only
def room_page(code: str, reference: str) -> ResponseReturnValue:
    """Who is here, whether there is quorum, the rounds that go on, and what came out."""
    process = process_for_action(code, Action.RECORD)
    return render_template(ROOM, **shown_of(process, reference, PresentForm(None)))


@bp.post("/<code>/room/<reference>/present")
@recorders_only
def mark_presence_now(code: str, reference: str) -> ResponseReturnValue:
    """Note who came and who left."""
    process_for_action(code, Action.RECORD)
    form = PresentForm()

    def act(session: Session) -> None:
        process = process_for(session, actor(), code, Action.RECORD)
        meeting = meeting_at(session, actor(), process, reference, for_change=True)
        mark_presence(session, actor(), process, meeting, form.came, form.left)

    if not happens(form, act):
        process = process_for_action(code, Action.RECORD)
        return show_again(ROOM, **shown_of(process, reference, form))
    flash(_("Guardamos quién está."), "good")
    return back_to_room(code, reference, "quorum")
