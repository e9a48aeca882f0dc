"""What a programme reached: people, hours, concerns, agreements, promises, learning.

A person is counted once in a programme: by the number of their document, or by their name where
they gave no number. See `reached`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.quality import Rates
from kernel.clock import now
from kernel.policy import Actor
from kernel.vault import Vault
from meetings.kinds import Extent, Sex
from meetings.models import Group, Meeting, Participant
from meetings.queries.attendance import lines_of
from meetings.queries.attendance_numbers import DOCUMENT
from meetings.queries.meetings import groups_known, key_of, sittings_of
from meetings.queries.said import agreements_of, concerns_by_theme
from trainings import learning
from trainings.models import Certificate, Phase, Programme, Question, Revocation, Workshop
from trainings.queries.certificates import hours_of
from trainings.queries.learning import questionnaire_of, questions_of, sheets_of
from trainings.queries.quality import programme_rates


@dataclass(frozen=True)
class Presence:
    """Somebody at one meeting: who they are, as far as two lists can tell, and what they said."""

    document: str
    name: str
    group_id: int | None
    sex: Sex
    community: str


@dataclass(frozen=True)
class Person:
    """Somebody whom the programme reached, as the last list that says so has them."""

    group_id: int | None
    sex: Sex
    community: str


@dataclass(frozen=True)
class Held:
    """A meeting of the programme that took place, or an old acta of one."""

    meeting: Meeting
    is_workshop: bool
    sittings: int
    hours: int
    listed: int
    came: int
    came_to_all: int
    women: int
    men: int
    person_sittings: int


@dataclass(frozen=True)
class Concern:
    """A theme of a meeting, or what stands in none: how many spoke of it, how much it weighs."""

    meeting: Meeting
    title: str
    title_qu: str
    concerns: int
    women: int
    men: int
    others: int

    @property
    def weight(self) -> int:
        """How many hands or dots it got."""
        return self.women + self.men + self.others


@dataclass(frozen=True)
class Agreed:
    """An agreement, how far it went; None where an old acta does not say."""

    meeting: Meeting
    number: int
    text: str
    text_qu: str
    extent: Extent | None


@dataclass(frozen=True)
class Learned:
    """The sheets of one workshop."""

    meeting: Meeting
    questions: Sequence[Question]
    sheets: Sequence[learning.Sheet]


@dataclass(frozen=True)
class Report:
    """All that the report says, before it has words."""

    programme: Programme
    on: date
    groups: dict[int, Group]
    held: Sequence[Held]
    people: Sequence[Person]
    concerns: Sequence[Concern]
    agreements: Sequence[Agreed]
    commitments: Sequence[Commitment]
    rates: Rates
    learned: Sequence[Learned]
    certificates: int

    @property
    def hours(self) -> int:
        """Of all meetings together."""
        return sum(one.hours for one in self.held)

    @property
    def sittings(self) -> int:
        """Of all meetings together."""
        return sum(one.sittings for one in self.held)


def report_of(session: Session, vault: Vault, actor: Actor, programme: Programme) -> Report:
    """The report of a programme that the actor may read, as of today."""
    today = now().astimezone(ZoneInfo(programme.office.time_zone)).date()
    meetings = _meetings(session, programme, today)
    workshops = _workshops(session, programme)
    presences: list[Presence] = []
    held = [
        _held(session, vault, meeting, presences, is_workshop=meeting.id in workshops)
        for meeting in meetings
    ]
    agreed = [(meeting, one) for meeting in meetings for one in agreements_of(session, meeting)]
    return Report(
        programme=programme,
        on=today,
        groups=groups_known(session, programme.office_id),
        held=held,
        people=reached(presences),
        concerns=[one for meeting in meetings for one in _concerns(session, meeting)],
        agreements=[
            Agreed(meeting, one.number, one.text, one.text_qu, one.extent)
            for meeting, one in agreed
        ],
        commitments=_commitments(session, programme),
        rates=programme_rates(session, actor, programme),
        learned=_learned(session, meetings, workshops),
        certificates=_certificates(session, workshops.values()),
    )


def reached(presences: Iterable[Presence]) -> list[Person]:
    """Each person once, with what the last list says of them.

    One number is one person, whatever the names. Whoever gave no number is the person of that name
    who did, or else one person of that name.
    """
    seen = list(presences)
    number_of = {one.name: one.document for one in reversed(seen) if one.document}
    found: dict[str, Person] = {}
    for one in seen:
        who = one.document or number_of.get(one.name) or f"name:{one.name}"
        before = found.get(who)
        found[who] = Person(
            one.group_id or (before.group_id if before else None),
            before.sex if before and one.sex is Sex.UNSAID else one.sex,
            one.community or (before.community if before else ""),
        )
    return list(found.values())


def _meetings(session: Session, programme: Programme, today: date) -> list[Meeting]:
    """What took place as part of the programme, old actas too, the first one first."""
    of_workshops = (
        select(Workshop.meeting_id)
        .join(Phase, Phase.id == Workshop.phase_id)
        .where(Phase.programme_id == programme.id)
    )
    query = select(Meeting).where(
        or_(Meeting.belongs_to == programme.subject, Meeting.id.in_(of_workshops)),
        Meeting.office_id == programme.office_id,
        Meeting.cancelled_at.is_(None),
        Meeting.begins_on <= today,
    )
    return list(session.scalars(query.order_by(Meeting.begins_on, Meeting.id)))


def _workshops(session: Session, programme: Programme) -> dict[int, Workshop]:
    query = (
        select(Workshop)
        .join(Phase, Phase.id == Workshop.phase_id)
        .where(Phase.programme_id == programme.id)
    )
    return {workshop.meeting_id: workshop for workshop in session.scalars(query)}


def _held(
    session: Session, vault: Vault, meeting: Meeting, presences: list[Presence], *,
    is_workshop: bool,
) -> Held:  # fmt: skip
    sittings = sittings_of(session, meeting)
    lines = lines_of(session, meeting)
    came = [line for line in lines if line.came]
    document_of = _documents(session, vault, meeting, [line.person for line in came])
    presences += [
        Presence(
            document_of(line.person),
            line.person.folded,
            line.person.group_id,
            line.person.sex,
            line.person.community,
        )
        for line in came
    ]
    attended = [sum(line.was_at(one.id) for one in sittings) for line in came]
    return Held(
        meeting,
        is_workshop,
        len(sittings),
        hours_of(sittings),
        len(lines),
        len(came),
        sum(count == len(sittings) for count in attended),
        sum(line.person.sex is Sex.WOMAN for line in came),
        sum(line.person.sex is Sex.MAN for line in came),
        sum(attended),
    )


def _documents(
    session: Session, vault: Vault, meeting: Meeting, people: Iterable[Participant]
) -> Callable[[Participant], str]:
    """The number that a person gave, to find them in another list; it is kept nowhere."""
    if not any(one.document_number for one in people):
        return lambda _person: ""
    key = key_of(session, vault, meeting)

    def number(person: Participant) -> str:
        return key.open(person.document_number, DOCUMENT) if person.document_number else ""

    return number


def _concerns(session: Session, meeting: Meeting) -> list[Concern]:
    return [
        Concern(
            meeting,
            one.theme.title if one.theme else "",
            one.theme.title_qu if one.theme else "",
            len(one.concerns),
            one.theme.women if one.theme else 0,
            one.theme.men if one.theme else 0,
            one.theme.others if one.theme else 0,
        )
        for one in concerns_by_theme(session, meeting)
    ]


def _commitments(session: Session, programme: Programme) -> Sequence[Commitment]:
    query = select(Commitment).where(
        Commitment.belongs_to == programme.subject, Commitment.office_id == programme.office_id
    )
    return session.scalars(query.order_by(Commitment.made_on, Commitment.id)).all()


def _learned(
    session: Session, meetings: Sequence[Meeting], workshops: dict[int, Workshop]
) -> list[Learned]:
    found = []
    for meeting in meetings:
        workshop = workshops.get(meeting.id)
        questionnaire = questionnaire_of(session, workshop) if workshop else None
        if questionnaire is None:
            continue
        sheets = sheets_of(session, questionnaire)
        if sheets:
            found.append(Learned(meeting, questions_of(session, questionnaire), sheets))
    return found


def _certificates(session: Session, workshops: Iterable[Workshop]) -> int:
    """How many count."""
    query = (
        select(func.count(Certificate.id))
        .outerjoin(Revocation, Revocation.certificate_id == Certificate.id)
        .where(Certificate.workshop_id.in_([one.id for one in workshops]), Revocation.id.is_(None))
    )
    return session.scalar(query) or 0
