"""The parts of a meeting for which attendance is taken."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel.errors import NotFound
from meetings.forms.agenda import called
from meetings.forms.ending import SittingForm
from meetings.models import Meeting, Sitting
from meetings.operations.sittings import (
    add_sitting,
    change_sitting,
    remove_sitting,
    with_attendance,
)
from meetings.queries.meetings import sittings_of
from meetings.views.blueprint import bp
from meetings.views.entrance import happens, meeting_at, meeting_to_change, planners_only
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _
from web.transaction import db


@bp.get("/<reference>/sittings")
@planners_only
def sittings_page(reference: str) -> ResponseReturnValue:
    """All parts, and a form for one more."""
    meeting = meeting_at(reference)
    form = SittingForm(None, data={"on": meeting.begins_on})
    return render_template("meetings/sittings.html", **_shown(meeting, form))


@bp.post("/<reference>/sittings")
@planners_only
def add_sitting_now(reference: str) -> ResponseReturnValue:
    """One more part: an afternoon, an evening."""
    meeting_at(reference)
    form = SittingForm()
    if happens(
        form, lambda s: add_sitting(s, actor(), meeting_to_change(s, reference), form.part())
    ):
        flash(_("Agregamos la parte."), "good")
        return _to_sittings(reference)
    return show_again("meetings/sittings.html", **_shown(meeting_at(reference), form))


@bp.get("/<reference>/sittings/<int:number>")
@planners_only
def sitting_page(reference: str, number: int) -> ResponseReturnValue:
    """One part, to change it or take it off."""
    meeting = meeting_at(reference)
    sitting = _sitting(meeting, number)
    return _page(meeting, sitting, SittingForm(obj=sitting))


@bp.post("/<reference>/sittings/<int:number>")
@planners_only
def change_sitting_now(reference: str, number: int) -> ResponseReturnValue:
    """Another title, day or hour."""
    _sitting(meeting_at(reference), number)
    form = SittingForm()
    if happens(
        form,
        lambda s: change_sitting(s, actor(), meeting_to_change(s, reference), number, form.part()),
    ):
        flash(_("Guardamos la parte."), "good")
        return _to_sittings(reference)
    meeting = meeting_at(reference)
    return _page(meeting, _sitting(meeting, number), form), 422


@bp.post("/<reference>/sittings/<int:number>/remove")
@planners_only
def remove_sitting_now(reference: str, number: int) -> ResponseReturnValue:
    """This part does not take place."""
    _sitting(meeting_at(reference), number)
    form = Form()
    if happens(form, lambda s: remove_sitting(s, actor(), meeting_to_change(s, reference), number)):
        flash(_("Quitamos la parte."), "good")
        return _to_sittings(reference)
    meeting = meeting_at(reference)
    shown = SittingForm(None, obj=_sitting(meeting, number))
    return _page(meeting, _sitting(meeting, number), shown, form), 422


def _page(meeting: Meeting, sitting: Sitting, form: SittingForm, step: Form | None = None) -> str:
    return render_template(
        "meetings/sitting.html",
        meeting=meeting,
        sitting=sitting,
        form=form,
        step=step or Form(None),
        noted=sitting.id in with_attendance(db(), meeting),
    )


def _sitting(meeting: Meeting, number: int) -> Sitting:
    for sitting in sittings_of(db(), meeting):
        if sitting.id == number:
            return sitting
    raise NotFound("not-found")


def _shown(meeting: Meeting, form: SittingForm) -> dict[str, Any]:
    noted = with_attendance(db(), meeting)
    listed = [(one, called(one), one.id in noted) for one in sittings_of(db(), meeting)]
    return {"meeting": meeting, "form": form, "sittings": listed}


def _to_sittings(reference: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.sittings_page", reference=reference), code=303)
