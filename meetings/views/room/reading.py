"""What was noted, in large letters, to be read to the room in its languages."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from commitments.queries.commitments import made_in
from meetings import words
from meetings.queries.attendance import totals_of
from meetings.queries.meetings import groups_known
from meetings.queries.said import agreements_of, concerns_by_theme, said_by_point
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, recorders_only
from web.actor import actor
from web.locale import current, in_language
from web.transaction import db

LANGUAGES = ("es", "qu")


@bp.get("/<reference>/room/read")
@recorders_only
def room_reading(reference: str) -> ResponseReturnValue:
    """Everything that was noted, in Spanish or in Quechua, as `?in=` asks or the reader does."""
    meeting, session = meeting_at(reference), db()
    asked = request.args.get("in", current())
    language = asked if asked in LANGUAGES else "es"
    with in_language(language):
        return render_template(
            "meetings/room_reading.html",
            meeting=meeting,
            totals=totals_of(session, meeting),
            points=said_by_point(session, meeting),
            gathered=concerns_by_theme(session, meeting),
            agreements=agreements_of(session, meeting),
            promises=made_in(session, actor(), meeting.subject),
            groups=groups_known(session, meeting.office_id),
            person_id=actor().person_id,
            words=words,
            language=language,
        )
