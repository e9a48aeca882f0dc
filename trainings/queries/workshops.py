"""The workshops of a programme, and what belongs to each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from meetings.models import Meeting
from trainings.kinds import RegistrationState
from trainings.models import Phase, Programme, Quota, Registration, Topic, Workshop, WorkshopTopic
from trainings.policy import TABLE, Action
from trainings.queries.outline import phases_of
from trainings.queries.programmes import programme_for

MOST_CALLS = 100


@dataclass(frozen=True)
class Row:
    """A workshop as the page of its programme shows it."""

    workshop: Workshop
    with_place: int
    waiting: int
    topics: list[Topic]


@dataclass(frozen=True)
class Stage:
    """A phase with its workshops by day."""

    phase: Phase
    rows: list[Row]


@dataclass(frozen=True)
class Found:
    """A workshop and the programme that it belongs to."""

    programme: Programme
    workshop: Workshop


def workshop_for(
    session: Session, actor: Actor, programme: str, meeting: str, *, for_change: bool = False
) -> Found:
    """The workshop of these references for who may read its programme; NotFound for all others.

    `for_change` holds it: whoever else wants a place in it waits until this transaction ends.
    """
    of = programme_for(session, actor, programme)
    found = _by_meeting(session, meeting, for_change=for_change)
    if found is None or found.programme.id != of.id:
        raise NotFound("not-found")
    return found


def public_workshop(
    session: Session, actor: Actor, meeting: str, *, for_change: bool = False
) -> Found:
    """The workshop of this meeting as everybody may see it; NotFound while it is not published."""
    found = _by_meeting(session, meeting, for_change=for_change)
    if found is None or not allowed(TABLE, actor, Action.READ_PUBLIC, found.programme):
        raise NotFound("not-found")
    return found


def calls_open(session: Session, since: date) -> Sequence[Workshop]:
    """The workshops of all published programmes that end on `since` or later, the next first."""
    query = (
        select(Workshop)
        .join(Workshop.meeting)
        .join(Phase, Phase.id == Workshop.phase_id)
        .join(Programme, Programme.id == Phase.programme_id)
        .where(
            Programme.is_public,
            Programme.ended_at.is_(None),
            Meeting.cancelled_at.is_(None),
            Meeting.ends_on >= since,
        )
    )
    return session.scalars(query.order_by(Meeting.begins_on, Meeting.id).limit(MOST_CALLS)).all()


def stages_of(session: Session, programme: Programme) -> list[Stage]:
    """The phases of a programme with their workshops."""
    phases = phases_of(session, programme)
    workshops = session.scalars(
        select(Workshop)
        .join(Workshop.meeting)
        .where(Workshop.phase_id.in_([phase.id for phase in phases]))
        .order_by(Meeting.begins_on, Meeting.id)
    ).all()
    ids = [workshop.id for workshop in workshops]
    counts, topics = counts_of(session, ids), _topics_of(session, ids)
    rows: dict[int, list[Row]] = defaultdict(list)
    for workshop in workshops:
        rows[workshop.phase_id].append(
            Row(
                workshop,
                counts[workshop.id, RegistrationState.REGISTERED],
                counts[workshop.id, RegistrationState.WAITING],
                topics[workshop.id],
            )
        )
    return [Stage(phase, rows[phase.id]) for phase in phases]


def meetings_without_phase(session: Session, programme: Programme) -> Sequence[Meeting]:
    """What was planned as part of the programme elsewhere and stands in no phase yet."""
    placed = select(Workshop.meeting_id).where(Workshop.office_id == programme.office_id)
    query = select(Meeting).where(
        Meeting.belongs_to == programme.subject,
        Meeting.office_id == programme.office_id,
        Meeting.id.not_in(placed),
    )
    return session.scalars(query.order_by(Meeting.begins_on, Meeting.id)).all()


def counts_of(
    session: Session, workshop_ids: Iterable[int]
) -> dict[tuple[int, RegistrationState], int]:
    """How many people are in each state, by workshop."""
    rows = session.execute(
        select(Registration.workshop_id, Registration.state, func.count())
        .where(Registration.workshop_id.in_(list(workshop_ids)))
        .group_by(Registration.workshop_id, Registration.state)
    )
    counts: dict[tuple[int, RegistrationState], int] = defaultdict(int)
    counts.update({(workshop_id, state): count for workshop_id, state, count in rows})
    return counts


def topics_treated(session: Session, workshop: Workshop) -> list[Topic]:
    """The topics of a workshop, in the order of the programme."""
    return _topics_of(session, [workshop.id])[workshop.id]


def quotas_of(session: Session, workshop: Workshop) -> Sequence[Quota]:
    """The quotas of a workshop, as they were set."""
    query = select(Quota).where(Quota.workshop_id == workshop.id)
    return session.scalars(query.order_by(Quota.id)).all()


def phase_has_workshops(session: Session, phase: Phase) -> bool:
    """Whether a phase has any."""
    query = select(Workshop.id).where(Workshop.phase_id == phase.id).limit(1)
    return session.scalar(query) is not None


def _by_meeting(session: Session, meeting: str, *, for_change: bool) -> Found | None:
    query = (
        select(Workshop, Programme)
        .join(Workshop.meeting)
        .join(Phase, Phase.id == Workshop.phase_id)
        .join(Programme, Programme.id == Phase.programme_id)
        .where(Meeting.reference == meeting.strip().upper())
    )
    row = session.execute(query.with_for_update(of=Workshop) if for_change else query).first()
    return Found(row[1], row[0]) if row else None


def _topics_of(session: Session, workshop_ids: Iterable[int]) -> dict[int, list[Topic]]:
    rows = session.execute(
        select(WorkshopTopic.workshop_id, Topic)
        .join(Topic, Topic.id == WorkshopTopic.topic_id)
        .where(WorkshopTopic.workshop_id.in_(list(workshop_ids)))
        .order_by(Topic.position)
    )
    topics: dict[int, list[Topic]] = defaultdict(list)
    for workshop_id, topic in rows:
        topics[workshop_id].append(topic)
    return topics
