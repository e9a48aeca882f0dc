"""What was said at a point, as the acta tells it: written beside what was noted in the room."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.policy import require
from kernel.text import number_in
from meetings import words
from meetings.forms.agenda import SummaryForm
from meetings.models import AgendaItem, Meeting
from meetings.operations.agenda import sum_up
from meetings.policy import TABLE, Action
from meetings.queries.agenda import next_untold, point_of
from meetings.queries.meetings import groups_known
from meetings.queries.said import said_by_point
from meetings.views.blueprint import bp
from meetings.views.entrance import happens, meeting_at, meeting_to_change, recorders_only
from web.actor import actor
from web.forms import show_again
from web.locale import _, current
from web.transaction import db


@bp.get("/<reference>/agenda/<int:number>/told")
@recorders_only
def summary_page(reference: str, number: int) -> ResponseReturnValue:
    """One point, what was noted at it, and what the acta will tell."""
    meeting = meeting_at(reference)
    require(TABLE, actor(), Action.RECORD, meeting)
    item = point_of(db(), meeting, number)
    form = SummaryForm(
        data={"of": str(item.version), "words": item.summary, "words_qu": item.summary_qu}
    )
    return render_template("meetings/summary.html", **_shown(meeting, item, form))


@bp.post("/<reference>/agenda/<int:number>/told")
@recorders_only
def sum_up_now(reference: str, number: int) -> ResponseReturnValue:
    """Write it down, unless somebody else did meanwhile; then to the next point without words."""
    meeting_at(reference)
    form = SummaryForm()
    if happens(form, lambda s: _write(s, reference, number, form)):
        flash(_("Guardamos lo que se habló."), "good")
        following = next_untold(db(), meeting_at(reference), after=number)
        if following is None:
            return redirect(url_for("meetings.agenda_page", reference=reference), code=303)
        address = url_for("meetings.summary_page", reference=reference, number=following)
        return redirect(address, code=303)
    meeting = meeting_at(reference)
    item = point_of(db(), meeting, number)
    return show_again("meetings/summary.html", **_shown(meeting, item, form))


def _write(session: Session, reference: str, number: int, form: SummaryForm) -> None:
    meeting, seen = meeting_to_change(session, reference), number_in(form.of.data or "") or 0
    sum_up(session, actor(), meeting, number, form.summary(), seen)


def _shown(meeting: Meeting, item: AgendaItem, form: SummaryForm) -> dict[str, Any]:
    said = [one for one in said_by_point(db(), meeting) if one.item and one.item.id == item.id]
    return {
        "meeting": meeting,
        "item": item,
        "form": form,
        "said": said[0].contributions if said else [],
        "groups": groups_known(db(), meeting.office_id),
        "words": words,
        "language": current(),
    }
