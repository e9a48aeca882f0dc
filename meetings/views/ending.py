"""How a meeting ends: the next one, observations, what its kind has, who signs."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import allowed
from kernel.text import number_in
from meetings.forms.ending import EndingForm, SignatoryForm
from meetings.forms.particulars import particulars_form
from meetings.models import Meeting
from meetings.operations.ending import note_ending, note_particulars
from meetings.operations.signatories import (
    add_signatory,
    move_signatory,
    remove_signatory,
)
from meetings.particulars import own_of
from meetings.policy import TABLE, Action
from meetings.queries.meetings import groups_known, groups_of
from meetings.queries.signatories import signatories_of
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    happens,
    meeting_at,
    meeting_to_change,
    readers_only,
    recorders_only,
)
from meetings.words import SIGNING
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, current
from web.transaction import db

STEPS = frozenset({"up", "down", "remove"})


@bp.get("/<reference>/ending")
@recorders_only
def ending_page(reference: str) -> ResponseReturnValue:
    """The next meeting, and the observations."""
    meeting = meeting_at(reference)
    form = EndingForm(obj=meeting, data={"of": str(meeting.version)})
    return render_template("meetings/ending.html", meeting=meeting, form=form)


@bp.post("/<reference>/ending")
@recorders_only
def ending_now(reference: str) -> ResponseReturnValue:
    """Keep both, unless somebody else changed the meeting meanwhile."""
    meeting_at(reference)
    form = EndingForm()
    if happens(form, lambda s: _end(s, reference, form)):
        flash(_("Guardamos la próxima reunión y las observaciones."), "good")
        return _to_meeting(reference)
    return show_again("meetings/ending.html", form=form, meeting=meeting_at(reference))


@bp.get("/<reference>/particulars")
@recorders_only
def particulars_page(reference: str) -> ResponseReturnValue:
    """The short template of this kind of meeting."""
    meeting = _with_own(reference)
    known = {**meeting.particulars, "of": str(meeting.version)}
    form = particulars_form(meeting.kind, known)
    return render_template("meetings/particulars.html", meeting=meeting, form=form)


@bp.post("/<reference>/particulars")
@recorders_only
def particulars_now(reference: str) -> ResponseReturnValue:
    """Keep what was written into it."""
    form = particulars_form(_with_own(reference).kind)
    if happens(form, lambda s: _note_own(s, reference, form)):
        flash(_("Guardamos lo propio de esta reunión."), "good")
        return _to_meeting(reference)
    return show_again("meetings/particulars.html", form=form, meeting=meeting_at(reference))


@bp.get("/<reference>/signatories")
@readers_only
def signatories_page(reference: str) -> ResponseReturnValue:
    """Who signs, in their order, and a form for one more."""
    meeting = meeting_at(reference)
    return render_template("meetings/signatories.html", **_signing(meeting, _empty(meeting)))


@bp.post("/<reference>/signatories")
@recorders_only
def add_signatory_now(reference: str) -> ResponseReturnValue:
    """One more who signs."""
    meeting = meeting_at(reference)
    form = SignatoryForm()
    form.offer(groups_of(db(), meeting.office_id), current())
    if happens(
        form, lambda s: add_signatory(s, actor(), meeting_to_change(s, reference), form.signer())
    ):
        return _to_signatories(reference)
    meeting = meeting_at(reference)
    form.offer(groups_of(db(), meeting.office_id), current())
    return show_again("meetings/signatories.html", **_signing(meeting, form))


@bp.post("/<reference>/signatories/<int:number>/<step>")
@recorders_only
def move_signatory_now(reference: str, number: int, step: str) -> ResponseReturnValue:
    """One place up or down, or off the list."""
    meeting_at(reference)
    if step not in STEPS:
        raise NotFound("not-found")
    form = Form()
    if happens(form, lambda s: _step(s, reference, number, step)):
        return _to_signatories(reference)
    meeting = meeting_at(reference)
    shown = _signing(meeting, _empty(meeting)) | {"step": form}
    return render_template("meetings/signatories.html", **shown), 422


def _end(session: Session, reference: str, form: EndingForm) -> None:
    meeting = meeting_to_change(session, reference)
    note_ending(session, actor(), meeting, form.ending(), number_in(form.of.data or "") or 0)


def _note_own(session: Session, reference: str, form: Any) -> None:
    meeting = meeting_to_change(session, reference)
    note_particulars(session, actor(), meeting, form.told(), number_in(form.of.data or "") or 0)


def _step(session: Session, reference: str, number: int, step: str) -> None:
    meeting = meeting_to_change(session, reference)
    if step == "remove":
        remove_signatory(session, actor(), meeting, number)
    else:
        move_signatory(session, actor(), meeting, number, up=step == "up")


def _with_own(reference: str) -> Meeting:
    """The meeting, when its kind has something of its own."""
    meeting = meeting_at(reference)
    if not own_of(meeting.kind):
        raise NotFound("not-found")
    return meeting


def _empty(meeting: Meeting) -> SignatoryForm:
    form = SignatoryForm(None)
    form.offer(groups_of(db(), meeting.office_id), current())
    return form


def _signing(meeting: Meeting, form: SignatoryForm) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "form": form,
        "step": Form(None),
        "signatories": signatories_of(db(), meeting),
        "groups": groups_known(db(), meeting.office_id),
        "signing": SIGNING,
        "records": allowed(TABLE, actor(), Action.RECORD, meeting),
    }


def _to_meeting(reference: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.meeting_page", reference=reference), code=303)


def _to_signatories(reference: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.signatories_page", reference=reference), code=303)
