"""The paper kit for whoever holds only a telephone: the same PDF as `flask meetings kit`."""

from flask import make_response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from meetings.documents.kit import Kit, kit
from meetings.models import Meeting
from meetings.queries.meetings import agenda_of, groups_of, sittings_of
from meetings.views.attendance.sheet import BLANK, sheet_of
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, recorders_only
from web.locale import in_language
from web.transaction import db, pause

BOTH = ("es", "qu")


@bp.get("/<reference>/kit.pdf")
@recorders_only
def kit_paper(reference: str) -> ResponseReturnValue:
    """Attendance, concerns, decisions and promises, to write on by hand."""
    meeting = meeting_at(reference)
    with in_language(BOTH[0]):  # the paper has both languages, whoever prints it
        papers = papers_of(db(), meeting, BOTH[0], BLANK)
    pause()
    answer = make_response(kit(papers, BOTH))
    answer.mimetype = "application/pdf"
    name = f"paquete-{papers.attendance.reference}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def papers_of(session: Session, meeting: Meeting, language: str, blank: int) -> Kit:
    """What the sheets say; call it in the language of their days."""
    attendance = sheet_of(session, meeting, sittings_of(session, meeting), blank)
    points = [one.called(language) for one in agenda_of(session, meeting)]
    groups = [one.called(language) for one in groups_of(session, meeting.office_id)]
    return Kit(attendance, points, groups)
