"""The page of the room, and its forms where no script takes them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments.queries.commitments import made_in
from kernel.clock import now
from kernel.errors import NotFound
from kernel.policy import allowed
from meetings import words
from meetings.forms.said import Noted
from meetings.kinds import Sex
from meetings.models import Meeting
from meetings.policy import TABLE, Action
from meetings.queries.attendance import lines_of
from meetings.queries.meetings import groups_known
from meetings.queries.room import standing_of
from meetings.queries.said import concerns_by_theme, last_noted, speaking_of
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    meeting_at,
    meeting_to_change,
    once,
    recorders_only,
    tell,
)
from meetings.views.room.kinds import KINDS, Noting, figures, offers_of
from meetings.views.room.sittings import parts_of
from meetings.views.said import clock
from web.actor import actor
from web.formats import machine
from web.locale import _, current
from web.transaction import db

SPEAKERS = (Sex.WOMAN, Sex.MAN, Sex.OTHER)
STANDING = ("agreement", "commitment", "contribution", "newcomer", "theme", "turn")
"""The kinds whose forms stand on the page once."""

IN_SIGHT = 10
"""So many notes stay in sight; all of them have a page of their own."""


@bp.get("/<reference>/room/")
@recorders_only
def room_page(reference: str) -> ResponseReturnValue:
    """Everything that a facilitator writes down while people are in the room."""
    meeting = meeting_at(reference)
    return _page(meeting, {})


@bp.post("/<reference>/room/<kind>")
@recorders_only
def note_in_room(reference: str, kind: str) -> ResponseReturnValue:
    """Write one entry down, as the form of its kind sends it."""
    meeting = meeting_at(reference)
    if kind not in KINDS:
        raise NotFound("not-found")
    chosen = KINDS[kind]
    form = chosen.form(name=kind, offers=offers_of(db(), meeting))
    if form.validate_on_submit():

        def act(session: Session) -> None:
            held = meeting_to_change(session, reference)
            chosen.write(Noting(session, held, form.key.data or "", now()), form)

        refusal, _answer = once(form, act)
        if refusal is None:
            flash(_("Anotado."), "good")
            return redirect(_here(meeting, chosen.section), code=303)
        tell(form, refusal)
    return _page(meeting_at(reference), {kind: form}, opened=chosen.section), 422


def _here(meeting: Meeting, section: str) -> str:
    """The address of this part of the page; who chose a sitting stays at it."""
    chosen = parts_of(db(), meeting).chosen
    return url_for(
        "meetings.room_page", reference=meeting.reference, sitting=chosen, _anchor=section
    )


def _page(meeting: Meeting, sent: dict[str, Noted], opened: str = "") -> str:
    session, offers = db(), offers_of(db(), meeting)
    known = {kind: KINDS[kind].form(None, name=kind, offers=offers) for kind in STANDING}
    standing = standing_of(session, meeting)
    for form in known.values():
        if "item" in form and standing.now:
            form["item"].data = str(standing.now.id)
    spoken = {one.group_id: one.seconds for one in speaking_of(session, meeting)}
    return render_template(
        "meetings/room.html",
        meeting=meeting,
        standing=standing,
        parts=parts_of(session, meeting),
        lines=lines_of(session, meeting),
        noted=last_noted(session, meeting, IN_SIGHT),
        gathered=concerns_by_theme(session, meeting),
        agreements=offers.agreements,
        promises=made_in(session, actor(), meeting.subject),
        offers=offers,
        groups=groups_known(session, meeting.office_id),
        spoken=spoken,
        forms=known | sent,
        plain=Noted(None),
        opened=opened,
        problems=next(iter(sent.values())) if sent else None,
        person_id=actor().person_id,
        writable=allowed(TABLE, actor(), Action.RECORD, meeting),
        speakers=SPEAKERS,
        words=words,
        language=current(),
        clock=clock,
        figures=figures,
        machine=machine,
    )
