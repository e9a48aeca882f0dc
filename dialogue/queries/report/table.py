"""The table itself: who sits there, its stages, its meetings and what they brought together."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.contents.report import Gathering, Side, Sitter, Stage, Theme
from dialogue.models import Process, Seat
from dialogue.queries.parties import sides_of
from dialogue.queries.stages import course_of
from kernel.seals import fingerprint_of
from kernel.statistics import suppressed
from meetings import contents
from meetings.contents import Text
from meetings.kinds import ContributionKind, Sex
from meetings.models import Contribution, Meeting
from meetings.models import Theme as ThemeOfMeeting
from meetings.queries.attendance import totals_of
from meetings.queries.contents import newest_sealed
from meetings.queries.public_actas import told_publicly


def sides(session: Session, process: Process, *, public: bool) -> tuple[Side, ...]:
    """The groups of today."""
    return tuple(
        Side(
            name=Text(one.group.name, one.group.name_qu),
            kind=one.group.kind.value,
            decides=one.group.decides,
            seats=one.group.seats,
            sits=tuple(_sitter(seat, public=public) for seat in one.seated),
            sat=len(one.gone),
            signed=one.signed,
        )
        for one in sides_of(session, process)
    )


def stages(session: Session, process: Process) -> tuple[Stage, ...]:
    """The stages with their days."""
    course = course_of(session, process)
    return tuple(
        Stage(
            title=Text(one.title, one.title_qu),
            standing=clock.standing.value,
            planned_from=day(one.planned_from),
            planned_to=day(one.planned_to),
            begun_on=day(one.begun_on),
            ended_on=day(one.ended_on),
            legal_days=one.legal_days or 0,
            over=clock.over,
            name=one.name,
        )
        for one, clock in zip(course.stages, course.clocks, strict=True)
    )


def meetings_of(session: Session, process: Process, *, public: bool) -> Sequence[Meeting]:
    """The meetings that the report tells of, the oldest first."""
    wanted = [
        Meeting.belongs_to == process.subject,
        Meeting.office_id == process.office_id,
        Meeting.cancelled_at.is_(None),
    ]
    if public:
        wanted.append(Meeting.is_public.is_(True))
    query = select(Meeting).where(*wanted)
    return session.scalars(query.order_by(Meeting.begins_on, Meeting.id)).all()


def gatherings(
    session: Session, process: Process, found: Sequence[Meeting], *, public: bool
) -> tuple[Gathering, ...]:
    """Each of them with who came; in public small counts are hidden, and what betrays them, and
    it is called what its public copy says."""
    told = told_publicly(session, found) if public else {}
    return tuple(
        _gathering(session, process, one, told.get(one.id), public=public)
        for one in found
        if not public or one.id in told
    )


def themes(session: Session, found: Sequence[Meeting], *, public: bool) -> tuple[Theme, ...]:
    """What these meetings brought together, the heaviest first; in public as their actas say."""
    if public:
        return _published_themes(session, found)
    ids = [one.id for one in found]
    query = select(ThemeOfMeeting).where(
        ThemeOfMeeting.meeting_id.in_(ids), ThemeOfMeeting.withdrawn_at.is_(None)
    )
    rows = sorted(session.scalars(query), key=lambda one: (-one.weight, one.id))
    concerns = _concerns(session, [one.id for one in rows])
    return tuple(
        Theme(
            Text(one.title, one.title_qu), one.women, one.men, one.others,
            concerns.get(one.id, 0), one.weight,
        )
        for one in rows
    )  # fmt: skip


def _published_themes(session: Session, found: Sequence[Meeting]) -> tuple[Theme, ...]:
    """None that was taken back since."""
    query = select(ThemeOfMeeting).where(
        ThemeOfMeeting.meeting_id.in_([one.id for one in found]),
        ThemeOfMeeting.withdrawn_at.is_not(None),
    )
    gone = {Text(one.title, one.title_qu) for one in session.scalars(query)}
    told = [one for acta in told_publicly(session, found).values() for one in acta.themes]
    known = sorted((one for one in told if one.title not in gone), key=lambda one: -one.weight)
    return tuple(_published_theme(one) for one in known)


def _published_theme(one: contents.Theme) -> Theme:
    women, men, others = suppressed([[one.women, one.men, one.others]]).cells[0]
    return Theme(one.title, women, men, others, one.concerns, one.weight)


def day(value: date | None) -> str:
    """A day as a content writes it."""
    return value.isoformat() if value else ""


def _sitter(seat: Seat, *, public: bool) -> Sitter:
    return Sitter(
        post="" if public else seat.post,
        kind=seat.kind.value,
        since=day(seat.since),
        until=day(seat.ends_on),
        name="" if public else seat.name,
    )


def _gathering(
    session: Session, process: Process, one: Meeting, told: contents.Acta | None, *, public: bool
) -> Gathering:
    sealed = newest_sealed(session, one)
    totals = totals_of(session, one)
    sexes = totals.by_sex
    counts = [
        sexes.get(Sex.WOMAN, 0),
        sexes.get(Sex.MAN, 0),
        totals.came - sexes.get(Sex.WOMAN, 0) - sexes.get(Sex.MAN, 0),
    ]
    women, men, others = suppressed([counts]).cells[0] if public else counts
    digest = (sealed.public_hash if public else sealed.content_hash) if sealed else ""
    return Gathering(
        reference=one.reference,
        title=told.heading.title if told else Text(one.title, one.title_qu),
        on=day(one.begins_on),
        place=told.heading.place if told else one.place,
        people=totals.came,
        women=women,
        men=men,
        others=others,
        acta=sealed.number if sealed else 0,
        fingerprint=fingerprint_of(digest) if digest else "",
        expected=one.begins_on > today_at(process.office),
    )


def _concerns(session: Session, themes: Sequence[int]) -> dict[int, int]:
    query = select(Contribution.theme_id).where(
        Contribution.theme_id.in_(themes),
        Contribution.kind == ContributionKind.CONCERN,
        Contribution.withdrawn_at.is_(None),
    )
    found: dict[int, int] = {}
    for theme in session.scalars(query):
        if theme is not None:
            found[theme] = found.get(theme, 0) + 1
    return found
