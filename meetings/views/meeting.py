"""The page of a meeting, from which all the others are reached."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel.errors import NotFound
from kernel.policy import allowed
from meetings.kinds import Tongue
from meetings.lifecycle import State
from meetings.models import Meeting
from meetings.operations import running
from meetings.particulars import has_quorum, own_of
from meetings.policy import TABLE, Action
from meetings.queries.checklist import Need, checklist
from meetings.queries.following import followed, followed_by
from meetings.queries.meetings import agenda_of, sittings_of
from meetings.queries.signatories import signatories_of
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    happens,
    meeting_at,
    meeting_to_change,
    planners_only,
    readers_only,
)
from meetings.views.meetings import known_as
from meetings.views.words import NEED
from meetings.words import MEETING_KIND, PARTICULAR, TONGUE
from web.actor import actor
from web.formats import short_day, short_moment
from web.forms import Form
from web.locale import _, _l
from web.transaction import db

STEPS = {
    "open": (running.open_meeting, _l("La reunión está abierta.")),
    "close": (running.close_meeting, _l("La reunión está cerrada. Falta su acta.")),
    "open-again": (running.open_again, _l("La reunión está abierta otra vez.")),
    "cancel": (running.cancel_meeting, _l("La reunión está cancelada.")),
}


NEED_PAGE: Mapping[Need, str] = {
    Need.AGENDA: "meetings.agenda_page",
    Need.PLACE: "meetings.change_page",
    Need.ATTENDANCE: "meetings.attendance_page",
    Need.SUMMARIES: "meetings.agenda_page",
    Need.SIGNATORIES: "meetings.signatories_page",
    Need.READ_BACK: "meetings.acta_page",
}
"""Where each is done; opening and closing are done on the page of the meeting itself."""


@bp.get("/<reference>")
@readers_only
def meeting_page(reference: str) -> ResponseReturnValue:
    """What the meeting is, how far it came, and what it lacks."""
    return _page(meeting_at(reference), Form())


@bp.post("/<reference>/do/<step>")
@planners_only
def move_meeting(reference: str, step: str) -> ResponseReturnValue:
    """Open it, close it, open it again, or say that it does not take place."""
    meeting_at(reference)
    if step not in STEPS:
        raise NotFound("not-found")
    form, (act, done) = Form(), STEPS[step]
    if happens(form, lambda s: act(s, actor(), meeting_to_change(s, reference))):
        flash(done, "good")
        return redirect(url_for("meetings.meeting_page", reference=reference), code=303)
    return _page(meeting_at(reference), form), 422


def _page(meeting: Meeting, form: Form) -> str:
    session = db()
    checks = [] if meeting.imported else checklist(session, meeting)
    return render_template(
        "meetings/meeting.html",
        meeting=meeting,
        form=form,
        changes=allowed(TABLE, actor(), Action.CHANGE, meeting),
        records=allowed(TABLE, actor(), Action.RECORD, meeting),
        quorum=has_quorum(meeting.particulars),
        whole=known_as([meeting.belongs_to]).get(meeting.belongs_to),
        river=river_of(meeting),
        facts=_facts(meeting),
        own=[(PARTICULAR[one], meeting.particulars.get(one)) for one in own_of(meeting.kind)],
        checks=checks,
        need_words=NEED,
        need_pages=NEED_PAGE,
        agenda=agenda_of(session, meeting),
        sittings=sittings_of(session, meeting),
        signatories=signatories_of(session, meeting),
        before=followed(session, meeting),
        after=followed_by(session, meeting),
    )


def river_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The way of a meeting from its plan to its sealed acta."""
    reached = _reached(meeting)
    stages = [
        (_("Planeada"), short_day(meeting.begins_on)),
        (_("Abierta"), short_moment(meeting.opened_at) if meeting.opened_at else ""),
        (_("Acta en borrador"), short_moment(meeting.closed_at) if meeting.closed_at else ""),
        (_("Leída a la sala"), ""),
        (_("Sellada"), ""),
    ]
    return [
        {"words": words, "small": small, "state": _state(number, reached)}
        for number, (words, small) in enumerate(stages)
    ]


def _reached(meeting: Meeting) -> int:
    if meeting.state is State.SEALED:
        return 5
    if meeting.state is State.READ_BACK:
        return 3
    if meeting.closed_at is not None:
        return 2
    return 1 if meeting.opened_at is not None else 0


def _state(number: int, reached: int) -> str:
    if number < reached:
        return "done"
    return "now" if number == reached else "next"


def _facts(meeting: Meeting) -> list[tuple[Any, Any]]:
    """What was planned, in words."""
    call = _("Segunda convocatoria") if meeting.second_call else _("Primera convocatoria")
    return [
        (_("Clase"), MEETING_KIND[meeting.kind]),
        (_("Objetivo"), meeting.objective),
        (_("Lugar"), place_of(meeting)),
        (_("Lenguas"), ", ".join(str(TONGUE[Tongue(one)]) for one in meeting.languages)),
        (_("Convoca"), meeting.convened_by),
        (_("Cómo se convocó"), meeting.convocation),
        (_("Convocatoria"), call),
        (_("Facilita"), meeting.facilitator),
        (_("Toma nota"), meeting.note_taker),
    ]


def place_of(meeting: Meeting) -> str:
    """Where it takes place, from the hall to the department."""
    names = (
        meeting.place, meeting.community, meeting.district, meeting.province, meeting.department,
    )  # fmt: skip
    return ", ".join(filter(None, names))
