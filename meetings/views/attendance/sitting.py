"""How one person was at one sitting, and which line stays when two were one person."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.text import number_in
from meetings.forms.attendance import MarkForm, MergeForm, offer_lines
from meetings.kinds import Source
from meetings.models import Meeting, Participant
from meetings.operations.attendance import note_presence
from meetings.operations.attendance_lines import merge
from meetings.queries import attendance
from meetings.queries.attendance_numbers import same_document
from meetings.views.attendance.figures import sitting_name
from meetings.views.attendance.person import done
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, recorders_only
from web.actor import actor
from web.locale import _
from web.transaction import db

SITTING, MERGING = "meetings/attendance/sitting.html", "meetings/attendance/merge.html"


@bp.get("/<reference>/attendance/<int:who>/at/<int:sitting>")
@recorders_only
def presence_page(reference: str, who: int, sitting: int) -> ResponseReturnValue:
    """Ask how they were there."""
    meeting = meeting_at(reference)
    person = attendance.participant_of(db(), meeting, who)
    form = MarkForm(formdata=None)
    form.show(attendance.mark_of(db(), person.id, sitting))
    return render_template(SITTING, form=form, **_sitting(meeting, person, sitting))


@bp.post("/<reference>/attendance/<int:who>/at/<int:sitting>")
@recorders_only
def note_at_sitting(reference: str, who: int, sitting: int) -> ResponseReturnValue:
    """Write it down; what was written before stays in the trail of corrections."""
    form = MarkForm()

    def act(session: Session, meeting: Meeting, person: Participant) -> None:
        note_presence(
            session, actor(), meeting, person,
            attendance.sitting_of(session, meeting, sitting), form.mark(), source=Source.DESK,
            version=number_in(form.of.data or "") or 0, reason=form.reason.data or "",
        )  # fmt: skip

    return done(
        reference, who, form, act, _("Guardamos el cambio."), SITTING,
        lambda meeting, person: _sitting(meeting, person, sitting),
    )  # fmt: skip


@bp.get("/<reference>/attendance/<int:who>/merge")
@recorders_only
def merge_page(reference: str, who: int) -> ResponseReturnValue:
    """Ask which line stays."""
    meeting = meeting_at(reference)
    person, form = attendance.participant_of(db(), meeting, who), MergeForm(formdata=None)
    offer_lines(form.into, attendance.people_of(db(), meeting), person.id)
    alike = _alike(meeting, person)
    form.into.data = str(alike[0].id) if len(alike) == 1 else ""
    return render_template(MERGING, form=form, **_merging(meeting, person))


@bp.post("/<reference>/attendance/<int:who>/merge")
@recorders_only
def merge_participant(reference: str, who: int) -> ResponseReturnValue:
    """This line and another are one person; the other stays, and counts for both."""
    form = MergeForm()
    offer_lines(form.into, attendance.people_of(db(), meeting_at(reference)), who)

    def act(session: Session, meeting: Meeting, person: Participant) -> None:
        kept = attendance.participant_of(session, meeting, int(form.into.data))
        merge(session, actor(), meeting, kept, person, form.why.data or "")

    return done(
        reference, who, form, act, _("Unimos las dos líneas."), MERGING, _merging
    )  # fmt: skip


def _sitting(meeting: Meeting, person: Participant, sitting: int) -> dict[str, Any]:
    name = sitting_name(attendance.sitting_of(db(), meeting, sitting))
    line = attendance.mark_of(db(), person.id, sitting)
    return {"meeting": meeting, "person": person, "sitting": name, "line": line}


def _merging(meeting: Meeting, person: Participant) -> dict[str, Any]:
    return {"meeting": meeting, "person": person, "alike": _alike(meeting, person)}


def _alike(meeting: Meeting, person: Participant) -> list[Participant]:
    """Those who may be the same: the same number, or the same name."""
    named = attendance.namesakes_of(db(), meeting, person.folded, person.id)
    return list(dict.fromkeys([*same_document(db(), meeting, person), *named]))
