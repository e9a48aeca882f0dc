"""The list of a meeting: who was expected, who came to which sitting, how many of whom."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kernel.text import number_in
from meetings import words
from meetings.forms.attendance import QuickForm, chosen, offer_groups
from meetings.kinds import AttendanceView
from meetings.models import Meeting
from meetings.operations.attendance import add_person
from meetings.queries import attendance
from meetings.queries.meetings import groups_known, groups_of, sittings_of
from meetings.views.attendance.figures import figures_of, sitting_name
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    meeting_at,
    meeting_to_change,
    once,
    readers_only,
    recorders_only,
    tell,
)
from web.actor import actor
from web.forms import show_again
from web.locale import _, current
from web.transaction import db

PAGE = "meetings/attendance/list.html"


@bp.get("/<reference>/attendance")
@readers_only
def attendance_page(reference: str) -> ResponseReturnValue:
    """Who is on the list, with sittings as columns."""
    return render_template(PAGE, **_list(meeting_at(reference), QuickForm(formdata=None)))


@bp.post("/<reference>/attendance")
@recorders_only
def add_to_attendance(reference: str) -> ResponseReturnValue:
    """Somebody more."""
    form = _offering(QuickForm(), meeting_at(reference))
    if not form.validate_on_submit():
        return show_again(PAGE, **_list(meeting_at(reference), form))

    def add(session: Any) -> None:
        meeting = meeting_to_change(session, reference)
        add_person(session, actor(), meeting, form.who(), another=bool(form.another.data))

    refusal, _answer = once(form, add)
    if refusal is not None:
        tell(form, refusal, "name")
        meeting = meeting_at(reference)
        return show_again(PAGE, **_list(meeting, form, refusal.code == "on-the-list-already"))
    flash(_("Agregamos a la persona a la lista."), "good")
    return redirect(url_for("meetings.attendance_page", reference=reference), code=303)


def _offering(form: QuickForm, meeting: Meeting) -> QuickForm:
    offer_groups(form.group, groups_of(db(), meeting.office_id))
    return form


def _list(meeting: Meeting, form: QuickForm, namesake: bool = False) -> dict[str, Any]:
    asked, start = request.args.get("view", ""), number_in(request.args.get("from", "")) or 0
    view, sought = chosen(AttendanceView, asked, AttendanceView.ALL), request.args.get("q", "")
    sittings, counted = sittings_of(db(), meeting), attendance.counts_by_view(db(), meeting)
    groups = groups_known(db(), meeting.office_id)
    return {
        "meeting": meeting,
        "form": _offering(form, meeting),
        "namesake": namesake,
        "view": view,
        "sought": sought,
        "start": start,
        "sittings": sittings,
        "heads": [sitting_name(one) for one in sittings],
        "found": attendance.page_of(db(), meeting, view=view, words=sought, start=start),
        "totals": figures_of(attendance.totals_of(db(), meeting), sittings, groups),
        "group_names": {one.id: one.called(current()) for one in groups.values()},
        "signing": words.SIGNING,
        "shelves": [
            {
                "words": words.ATTENDANCE_VIEW[one],
                "href": url_for(
                    "meetings.attendance_page",
                    reference=meeting.reference,
                    view=None if one is AttendanceView.ALL else one.value,
                ),
                "count": counted[one],
                "current": one is view,
            }
            for one in AttendanceView
            if counted[one] or one is not AttendanceView.REMOVED
        ],
    }
