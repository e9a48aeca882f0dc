"""The pages of the workshop that the demonstration held, and of the meeting that follows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.roles import Role
from kernel.handovers import Handover, HandoverState
from kernel.policy import SYSTEM, Actor, Grant
from kernel.seals import Seal, SealKind
from kernel.spreadsheets.books import Book, Kind, Sheet
from meetings.models import AttendanceImport, Meeting, Participant, Theme
from meetings.operations.attendance import Who, add_person
from meetings.operations.attendance_imports import bring, digest_of
from meetings.operations.check_in import check_in, open_check_in
from meetings.queries.meetings import key_of, sittings_of
from tests.browser.house import House
from tests.browser.promises import COORDINATOR
from trainings.kinds import Moment
from trainings.models import Certificate, Programme, Question
from trainings.operations.learning import open_moment
from trainings.queries.learning import course_for, questionnaire_of

HELD = "Territorio en diálogo: taller de Santo Tomás"
NEXT = "Reunión de seguimiento del taller de Santo Tomás"
SUPERVISOR = "supervisor@cusco.example"
SHEET = (
    ("Nombre completo", "DNI", "Comunidad", "Sexo", "Firma"),
    ("Rosa Inventada", "1234567", "CC. Qollpa", "M", "X"),
    ("Inventada Rosa", "", "Qollpa", "M", "X"),
    ("", "", "", "", "X"),
)
"""A list as people write it: somebody twice, a letter with two meanings, a row without a name."""

Scene = Callable[[House], tuple[str, str]]


@contextmanager
def _change(house: House) -> Iterator[Session]:
    with house.database.changing() as session:
        yield session


def _meeting(session: Session, title: str) -> Meeting:
    return session.scalars(select(Meeting).where(Meeting.title == title)).one()


def _of(title: str, end: str) -> Scene:
    """A page of a meeting; `{who}` is somebody on its list, `{theme}` one of its themes."""

    def scene(house: House) -> tuple[str, str]:
        with _change(house) as session:
            meeting = _meeting(session, title)
            here = f"/meetings/{meeting.reference}"
            return COORDINATOR, here + end.format(**_known(session, meeting))

    return scene


def _known(session: Session, meeting: Meeting) -> dict[str, object]:
    listed = select(Participant.id).where(Participant.meeting_id == meeting.id)
    theme = select(Theme.reference).where(Theme.meeting_id == meeting.id)
    return {
        "who": session.scalars(listed.order_by(Participant.id)).first() or _somebody(session),
        "sitting": sittings_of(session, meeting)[0].id,
        "theme": (session.scalars(theme).first() or "").removeprefix("theme:"),
    }


def _somebody(session: Session) -> int:
    """Two lines of the next meeting that may be one person."""
    meeting = _meeting(session, NEXT)
    first = add_person(session, SYSTEM, meeting, Who("Saturnina Inventada"))
    session.flush()  # the next one stands after her
    add_person(session, SYSTEM, meeting, Who("Inventada Saturnina"), another=True)
    return first.id


def _preview(house: House) -> tuple[str, str]:
    with _change(house) as session:
        meeting = _meeting(session, NEXT)
        brought = session.scalars(
            select(AttendanceImport).where(AttendanceImport.meeting_id == meeting.id)
        ).first()
        if brought is None:
            key = key_of(session, house.app.extensions["vault"], meeting)
            book = Book(Kind.XLSX, (Sheet("Asistencia", SHEET),))
            who = Actor(
                house.people[COORDINATOR], frozenset({Grant(Role.COORDINATOR, meeting.office_id)})
            )
            brought = bring(session, key, who, meeting, "lista.xlsx", digest_of(b"lista"), book)
            session.flush()  # its number
        return COORDINATOR, f"/meetings/{meeting.reference}/attendance/import/{brought.id}"


def _opened(house: House) -> tuple[str, str]:
    """The reference of a meeting whose door is open, and the secret of the door."""
    with _change(house) as session:
        meeting = _meeting(session, NEXT)
        if not meeting.check_in_secret:
            open_check_in(session, SYSTEM, meeting, sittings_of(session, meeting)[0])
            check_in(session, meeting.reference, meeting.check_in_secret, Who("Rosa Inventada"))
        return meeting.reference, meeting.check_in_secret


def _at_the_door(end: str) -> Scene:
    return lambda house: (COORDINATOR, f"/meetings/{_opened(house)[0]}/attendance/check-in{end}")


def _door(end: str = "") -> Callable[[House], str]:
    return lambda house: f"/check-in/{'/'.join(_opened(house))}{end}"


def _learning(end: str) -> Scene:
    """A page about learning; `{question}` and `{certificate}` are those that the workshop has."""

    def scene(house: House) -> tuple[str, str]:
        with house.database.reading() as session:
            known = {
                "question": session.scalars(select(Question.id).order_by(Question.id)).first(),
                "certificate": session.scalars(select(Certificate.id)).first(),
            }
            reference = _meeting(session, HELD).reference
            return COORDINATOR, f"/trainings/workshops/{reference}{end.format(**known)}"

    return scene


def _report(house: House) -> tuple[str, str]:
    with house.database.reading() as session:
        reference = session.scalars(select(Programme.reference).order_by(Programme.id)).first()
        return COORDINATOR, f"/trainings/{reference}/report"


def _sheet(end: str = "") -> Callable[[House], str]:
    """The questions before the workshop, open once more."""

    def address(house: House) -> str:
        with _change(house) as session:
            meeting = _meeting(session, HELD)
            course = course_for(session, SYSTEM, meeting.reference, for_change=True)
            open_moment(session, SYSTEM, course, Moment.BEFORE, is_open=True)
            asked = questionnaire_of(session, course.workshop)
            assert asked is not None
            return f"/evaluation/{meeting.reference}/{asked.secret}/before{end}"

    return address


def _offered(house: House) -> tuple[str, str]:
    with house.database.reading() as session:
        waiting = select(Handover.id).where(Handover.state == HandoverState.OFFERED)
        return SUPERVISOR, f"/desk/offered/{session.scalars(waiting).first()}"


def _acta(house: House) -> str:
    with house.database.reading() as session:
        return f"/actas/{_meeting(session, HELD).reference}"


def _standing(kind: SealKind, which: int = 0) -> Callable[[House], str]:
    def address(house: House) -> str:
        with house.database.reading() as session:
            query = select(Seal.fingerprint).where(Seal.kind == kind).order_by(Seal.id)
            return f"/v/{session.scalars(query).all()[which]}"

    return address


PAGES: dict[str, tuple[str, Scene]] = {
    "attendance": ("meetings.attendance_page", _of(HELD, "/attendance")),
    "attendance, a person": ("meetings.person_page", _of(HELD, "/attendance/{who}")),
    "attendance, a part of the meeting": (
        "meetings.presence_page", _of(NEXT, "/attendance/{who}/at/{sitting}"),
    ),
    "attendance, two lines for one": ("meetings.merge_page", _of(NEXT, "/attendance/{who}/merge")),
    "attendance, from paper": ("meetings.grid_page", _of(NEXT, "/attendance/grid")),
    "attendance, from a sheet": ("meetings.imports_page", _of(NEXT, "/attendance/import")),
    "attendance, a sheet as understood": ("meetings.import_page", _preview),
    "attendance, groups invited": ("meetings.invited_page", _of(NEXT, "/attendance/groups")),
    "attendance, the door": ("meetings.check_in_page", _at_the_door("")),
    "attendance, the poster": ("meetings.poster_page", _at_the_door("/poster")),
    "acta, sealed": ("meetings.acta_page", _of(HELD, "/acta")),
    "acta, not yet": ("meetings.acta_page", _of(NEXT, "/acta")),
    "acta, for the book": ("meetings.book_page", _of(HELD, "/acta/book")),
    "concerns of a meeting": ("meetings.carried_page", _of(HELD, "/carried")),
    "carry a concern": ("meetings.carry_page", _of(HELD, "/carried/theme:{theme}")),
    "concerns offered": ("desk.offered_page", lambda _house: (SUPERVISOR, "/desk/offered")),
    "a concern offered": ("desk.offered_concern", _offered),
    "before and after": ("trainings.evaluation_page", _learning("/evaluation")),
    "questions": ("trainings.questions_page", _learning("/evaluation/questions")),
    "a question": ("trainings.question_page", _learning("/evaluation/questions/{question}")),
    "a new question": ("trainings.new_question", _learning("/evaluation/questions/new")),
    "questions of another workshop": ("trainings.copy_page", _learning("/evaluation/copy")),
    "a sheet as it is shown": ("trainings.preview", _learning("/evaluation/preview/after")),
    "sheets from paper": ("trainings.entry_page", _learning("/evaluation/entry/after")),
    "what was learned": ("trainings.results_page", _learning("/evaluation/results")),
    "certificates": ("trainings.certificates_page", _learning("/certificates")),
    "take a certificate back": (
        "trainings.revoke_page", _learning("/certificates/{certificate}/revoke"),
    ),
    "report of a programme": ("trainings.report_page", _report),
}  # fmt: skip

PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "check in": ("check_in.door_page", _door()),
    "checked in": ("check_in.done_page", _door("/done")),
    "sheet of a workshop": ("evaluation.sheet", _sheet()),
    "sheet of a workshop, sent": ("evaluation.thanks", _sheet("/thanks")),
    "published actas": ("actas.list_page", lambda _house: "/actas/"),
    "published acta": ("actas.acta_page", _acta),
    "compare a paper": ("verification.ask", lambda _house: "/v"),
    "an acta that was replaced": ("verification.standing_page", _standing(SealKind.ACTA)),
    "a certificate that counts": ("verification.standing_page", _standing(SealKind.CERTIFICATE)),
    "a paper that nobody knows": (
        "verification.standing_page", lambda _house: "/v/0000000000000000",
    ),
}  # fmt: skip

NOT_PAGES = {
    "actas.paper": "a file",
    "meetings.attendance_export": "a file",
    "meetings.draft_paper": "a file",
    "meetings.sealed_paper": "a file",
    "meetings.sheet_paper": "a file",
    "trainings.all_certificates": "a file",
    "trainings.certificate_paper": "a file",
    "trainings.evaluation_paper": "a file",
    "trainings.evaluation_poster": "a file",
    "trainings.report_file": "a file",
}
