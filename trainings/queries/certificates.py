"""Who attended enough of a workshop for a certificate, and who has one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.seals import Seal
from meetings.models import Participant, Sitting
from meetings.queries.attendance import lines_of
from meetings.queries.meetings import sittings_of
from trainings.models import Certificate, Revocation, Topic, WorkshopTopic
from trainings.queries.learning import Course


@dataclass(frozen=True)
class Issued:
    """A certificate with its seal, and why it counts no more, if so."""

    certificate: Certificate
    seal: Seal
    revocation: Revocation | None

    @property
    def counts(self) -> bool:
        """Whether it says something that still holds."""
        return self.revocation is None


@dataclass(frozen=True)
class Candidate:
    """Somebody on the list: what they attended, whether it is enough, what they were given."""

    person: Participant
    attended: int
    sittings: int
    hours: int
    enough: bool
    issued: tuple[Issued, ...]

    @property
    def standing(self) -> Issued | None:
        """The certificate that counts; there is at most one."""
        return next((one for one in self.issued if one.counts), None)


def attended_enough(attended: int, sittings: int, percent: int) -> bool:
    """Whether somebody was at that share of the sittings; of none nobody was."""
    return attended > 0 and attended * 100 >= percent * sittings


def hours_of(sittings: Sequence[Sitting]) -> int:
    """How long these sittings took together, to the nearest hour; those without hours take none."""
    minutes = sum(_minutes(one.begins_at, one.ends_at) for one in sittings)
    return (minutes + 30) // 60


def _minutes(begins: time | None, ends: time | None) -> int:
    if begins is None or ends is None:
        return 0
    day = date(2000, 1, 1)
    length = datetime.combine(day, ends) - datetime.combine(day, begins)
    return max(int(length.total_seconds()) // 60, 0)


def candidates(session: Session, course: Course) -> list[Candidate]:
    """Everybody on the list of a workshop, in its order; who was given one stays, whatever came."""
    sittings = sittings_of(session, course.meeting)
    issued = issued_in(session, course)
    percent = course.programme.attendance_for_certificate
    rows = []
    for line in lines_of(session, course.meeting):
        there = [one for one in sittings if line.was_at(one.id)]
        rows.append(
            Candidate(
                line.person,
                len(there),
                len(sittings),
                hours_of(there),
                attended_enough(len(there), len(sittings), percent),
                tuple(one for one in issued if one.certificate.participant_id == line.person.id),
            )
        )
    return rows


def issued_in(session: Session, course: Course) -> list[Issued]:
    """Every certificate of a workshop, oldest first, those that count no more too."""
    query = (
        select(Certificate, Seal, Revocation)
        .join(Seal, Seal.id == Certificate.seal_id)
        .outerjoin(Revocation, Revocation.certificate_id == Certificate.id)
        .where(Certificate.workshop_id == course.workshop.id)
        .order_by(Certificate.id)
    )
    return [Issued(*row) for row in session.execute(query)]


def standing_in(session: Session, course: Course) -> list[Issued]:
    """The certificates of a workshop that count, by name."""
    standing = [one for one in issued_in(session, course) if one.counts]
    return sorted(standing, key=lambda one: (one.certificate.name.casefold(), one.certificate.id))


def certificate_in(session: Session, course: Course, number: int) -> Issued:
    """One certificate of this workshop by its id; NotFound for every other."""
    for one in issued_in(session, course):
        if one.certificate.id == number:
            return one
    raise NotFound("not-found")


def topics_treated(session: Session, course: Course) -> Sequence[Topic]:
    """What of the curriculum a workshop treated, in its order."""
    query = (
        select(Topic)
        .join(WorkshopTopic, WorkshopTopic.topic_id == Topic.id)
        .where(WorkshopTopic.workshop_id == course.workshop.id)
    )
    return session.scalars(query.order_by(Topic.position)).all()
