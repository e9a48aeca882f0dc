"""The attendance sheet to be printed before the meeting."""

from collections.abc import Sequence

from flask import make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.text import number_in
from meetings import words
from meetings.documents.attendance_sheet import (
    AttendanceSheet,
    Expected,
    Part,
    attendance_sheet,
)
from meetings.kinds import AgeBand, Sex
from meetings.models import Group, Meeting, Participant, Sitting
from meetings.queries.attendance import people_of, sitting_of
from meetings.queries.meetings import groups_known, sittings_of
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, recorders_only
from web.formats import day, hour
from web.locale import in_language
from web.transaction import db, pause

BLANK, MOST_BLANK = 20, 200


@bp.get("/<reference>/attendance/sheet.pdf")
@recorders_only
def sheet_paper(reference: str) -> ResponseReturnValue:
    """The people known and blank rows; of one sitting, or of each on pages of its own."""
    meeting = meeting_at(reference)
    chosen, blank = (number_in(request.args.get(name, "")) for name in ("sitting", "blank"))
    sittings = [sitting_of(db(), meeting, chosen)] if chosen else sittings_of(db(), meeting)
    with in_language("es"):  # the paper has both languages, whoever prints it
        sheet = sheet_of(
            db(), meeting, sittings, BLANK if blank is None else min(blank, MOST_BLANK)
        )
    pause()
    answer = make_response(attendance_sheet(sheet))
    answer.mimetype = "application/pdf"
    name = f"asistencia-{sheet.reference}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def sheet_of(
    session: Session, meeting: Meeting, sittings: Sequence[Sitting], blank: int
) -> AttendanceSheet:
    """What the paper says; call it in the language of its days."""
    groups = groups_known(session, meeting.office_id)
    where = (meeting.place, meeting.community, meeting.district, meeting.province)
    return AttendanceSheet(
        office=meeting.office,
        reference=meeting.reference,
        kind=str(words.MEETING_KIND[meeting.kind]),
        title=meeting.title,
        title_qu=meeting.title_qu,
        place=", ".join(filter(None, where)),
        parts=[Part(one.title, day(one.on), _hours(one)) for one in sittings],
        people=[
            _expected(one, groups.get(one.group_id or 0)) for one in people_of(session, meeting)
        ],
        blank=blank,
    )


def _hours(sitting: Sitting) -> str:
    return "–".join(hour(one) for one in (sitting.begins_at, sitting.ends_at) if one)


def _expected(person: Participant, group: Group | None) -> Expected:
    belongs = (group.name if group else "", person.organization, person.role)
    return Expected(
        number=person.position,
        name=person.name,
        belongs=" · ".join(filter(None, belongs)),
        community=person.community,
        sex="" if person.sex is Sex.UNSAID else str(words.SEX[person.sex]),
        age="" if person.age is AgeBand.UNSAID else str(words.AGE[person.age]),
    )
