"""Who was expected at a meeting, who came, and how many of whom.

A line counts when it stands on the list (neither taken off it nor merged into another) and somebody
of the staff confirmed that the person was there. Who checked in alone waits, see `check_in`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.text import fold
from meetings.kinds import AgeBand, AttendanceView, Sex, Source
from meetings.models import Attendance, Correction, Meeting, Participant, Sitting
from meetings.queries.meetings import sittings_of

PAGE = 200
"""So many people stand on one page."""


@dataclass(frozen=True)
class Line:
    """One person of the list, with what is known of each sitting by its id."""

    person: Participant
    marks: Mapping[int, Attendance]

    def was_at(self, sitting_id: int) -> bool:
        """Whether they were at this sitting, and somebody confirmed it."""
        mark = self.marks.get(sitting_id)
        return mark is not None and counts(mark)

    @property
    def sittings(self) -> list[int]:
        """The sittings that they were at."""
        return sorted(sitting for sitting, mark in self.marks.items() if counts(mark))

    @property
    def came(self) -> bool:
        """Whether they were at any sitting."""
        return bool(self.sittings)


@dataclass(frozen=True)
class Page:
    """A part of the list, and how many lines it has altogether."""

    lines: Sequence[Line]
    total: int
    further: int
    """Where the next part begins; 0 when there is none."""


@dataclass(frozen=True)
class Coverage:
    """How many of an expected group are on the list, and how many of them came."""

    listed: int
    came: int


@dataclass(frozen=True)
class Totals:
    """How many people came, and who they were. Each person counts once, in a sitting once in it.

    Groups are named by their id, None for nobody's; communities as they are written first.
    """

    listed: int
    came: int
    by_sex: Mapping[Sex, int]
    by_age: Mapping[AgeBand, int]
    by_group: Mapping[int | None, Mapping[Sex, int]]
    by_community: Mapping[str, int]
    by_sitting: Mapping[int, Mapping[Sex, int]]
    to_all: int
    """Who came to every sitting."""
    coverage: Mapping[int | None, Coverage]

    @property
    def expected_groups(self) -> int:
        """How many groups were invited or have somebody on the list."""
        return sum(group is not None for group in self.coverage)

    @property
    def absent_groups(self) -> list[int]:
        """The groups that were expected and of which nobody came."""
        return [group for group, one in self.coverage.items() if group is not None and not one.came]


def counts(mark: Attendance) -> bool:
    """Whether this line says that somebody was there, and somebody of the staff stands for it."""
    return mark.present and mark.confirmed_at is not None


def on_the_list(meeting: Meeting) -> ColumnElement[bool]:
    """The lines of a meeting that count as people."""
    confirmed = exists().where(
        Attendance.participant_id == Participant.id, Attendance.confirmed_at.is_not(None)
    )
    return (
        (Participant.meeting_id == meeting.id)
        & Participant.merged_into_id.is_(None)
        & Participant.removed_at.is_(None)
        & or_(Participant.source != Source.CHECK_IN, confirmed)
    )


def people_of(session: Session, meeting: Meeting) -> Sequence[Participant]:
    """Everybody on the list, in the order of the printed sheet."""
    return session.scalars(_in_order(select(Participant).where(on_the_list(meeting)))).all()


def lines_of(session: Session, meeting: Meeting) -> list[Line]:
    """Everybody on the list with their sittings, in the order of the printed sheet."""
    return _lines(session, meeting, people_of(session, meeting))


def page_of(
    session: Session,
    meeting: Meeting,
    *,
    view: AttendanceView = AttendanceView.ALL,
    words: str = "",
    start: int = 0,
) -> Page:
    """A part of the list: those whose name holds all of these words, however they are spelled."""
    found = select(Participant).where(_seen(meeting, view))
    for word in fold(words.replace(",", " ")).split():
        found = found.where(Participant.folded.contains(word, autoescape=True))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    people = session.scalars(_in_order(found).offset(start).limit(PAGE)).all()
    end = start + len(people)
    return Page(_lines(session, meeting, people), total, end if end < total else 0)


def counts_by_view(session: Session, meeting: Meeting) -> dict[AttendanceView, int]:
    """How many lines each view of the list has."""
    return {
        view: session.scalar(select(func.count(Participant.id)).where(_seen(meeting, view))) or 0
        for view in AttendanceView
    }


def participant_of(session: Session, meeting: Meeting, participant_id: int) -> Participant:
    """One person of this meeting, whatever became of the line; NotFound for those of others."""
    person = session.get(Participant, participant_id)
    if person is None or person.meeting_id != meeting.id:
        raise NotFound("not-found")
    return person


def participant_of_entry(session: Session, meeting: Meeting, entry: str) -> Participant | None:
    """The line of the list that this entry made before."""
    query = select(Participant).where(Participant.meeting_id == meeting.id)
    return session.scalar(query.where(Participant.entry == entry))


def sitting_of(session: Session, meeting: Meeting, sitting_id: int) -> Sitting:
    """One sitting of this meeting; NotFound for those of others."""
    sitting = session.get(Sitting, sitting_id)
    if sitting is None or sitting.meeting_id != meeting.id:
        raise NotFound("not-found")
    return sitting


def mark_of(session: Session, participant_id: int, sitting_id: int) -> Attendance | None:
    """What is known of one person at one sitting."""
    query = select(Attendance).where(
        Attendance.participant_id == participant_id, Attendance.sitting_id == sitting_id
    )
    return session.scalar(query)


def marks_of(session: Session, meeting: Meeting) -> dict[tuple[int, int], Attendance]:
    """What is known of everybody, by the ids of the person and of the sitting."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return {(one.participant_id, one.sitting_id): one for one in session.scalars(query)}


def corrections_of(session: Session, person: Participant) -> Sequence[Correction]:
    """What was corrected in the lines of one person, the last one first."""
    query = select(Correction).where(Correction.participant_id == person.id)
    return session.scalars(query.order_by(Correction.id.desc())).all()


def namesakes_of(
    session: Session, meeting: Meeting, folded: str, besides: int = 0
) -> Sequence[Participant]:
    """Those on the list who are called so, however it is spelled and in whatever order."""
    query = select(Participant).where(
        on_the_list(meeting), Participant.folded == folded, Participant.id != besides
    )
    return session.scalars(_in_order(query)).all()


def sittings_attended(session: Session, meeting: Meeting) -> dict[int, int]:
    """At how many sittings each person on the list was, by their id; 0 for who did not come."""
    return {
        line.person.id: sum(counts(mark) for mark in line.marks.values())
        for line in lines_of(session, meeting)
    }


def totals_of(session: Session, meeting: Meeting) -> Totals:
    """The figures of a meeting, over all that count."""
    sittings = [one.id for one in sittings_of(session, meeting)]
    return totals(lines_of(session, meeting), sittings, meeting.invited_groups)


def totals(lines: Sequence[Line], sittings: Sequence[int], invited: Sequence[int] = ()) -> Totals:
    """The figures of these lines at these sittings; `invited` groups are expected in any case."""
    came = [line.person for line in lines if line.came]
    listed = Counter(line.person.group_id for line in lines)
    of_group = Counter(person.group_id for person in came)
    return Totals(
        listed=len(lines),
        came=len(came),
        by_sex=Counter(person.sex for person in came),
        by_age=Counter(person.age for person in came),
        by_group=_sexes((person.group_id, person.sex) for person in came),
        by_community=_communities(came),
        by_sitting={
            sitting: Counter(line.person.sex for line in lines if line.was_at(sitting))
            for sitting in sittings
        },
        to_all=sum(bool(sittings) and all(map(line.was_at, sittings)) for line in lines),
        coverage={
            group: Coverage(listed[group], of_group[group])
            for group in dict.fromkeys((*listed, *invited))
        },
    )


def _seen(meeting: Meeting, view: AttendanceView) -> ColumnElement[bool]:
    if view is AttendanceView.REMOVED:
        return (Participant.meeting_id == meeting.id) & or_(
            Participant.removed_at.is_not(None), Participant.merged_into_id.is_not(None)
        )
    came = exists().where(
        Attendance.participant_id == Participant.id,
        Attendance.present,
        Attendance.confirmed_at.is_not(None),
    )
    seen = {
        AttendanceView.ALL: on_the_list(meeting),
        AttendanceView.CAME: on_the_list(meeting) & came,
    }
    return seen.get(view, on_the_list(meeting) & ~came)


def _in_order(query: "Select[Participant]") -> "Select[Participant]":
    return query.order_by(Participant.position, Participant.id)


def _lines(session: Session, meeting: Meeting, people: Sequence[Participant]) -> list[Line]:
    marks: dict[int, dict[int, Attendance]] = {person.id: {} for person in people}
    for (person_id, sitting_id), mark in marks_of(session, meeting).items():
        if person_id in marks:
            marks[person_id][sitting_id] = mark
    return [Line(person, marks[person.id]) for person in people]


def _sexes(pairs: Iterable[tuple[int | None, Sex]]) -> dict[int | None, Counter[Sex]]:
    found: dict[int | None, Counter[Sex]] = {}
    for group, sex in pairs:
        found.setdefault(group, Counter())[sex] += 1
    return found


def _communities(people: Iterable[Participant]) -> dict[str, int]:
    written: dict[str, str] = {}
    found: Counter[str] = Counter()
    for person in people:
        found[written.setdefault(fold(person.community), person.community)] += 1
    return dict(found)
