"""A meeting becomes part of a programme: in a phase, on topics, with its own admission."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from kernel.audit import record
from kernel.errors import BadInput
from kernel.policy import Actor, require
from kernel.vault import Vault
from meetings.models import Meeting
from meetings.operations.planning import Plan, plan_meeting
from trainings import events
from trainings.kinds import Admission, QuotaOf
from trainings.models import Phase, Programme, Quota, Workshop, WorkshopTopic
from trainings.operations.programmes import expect_going_on, expect_version
from trainings.operations.registrations import fill
from trainings.policy import TABLE, Action
from trainings.queries.outline import topics_of
from trainings.queries.workshops import Found

MOST_PLACES = 5000


@dataclass(frozen=True)
class Share:
    """At least so many percent of the people: women, the young, a group."""

    of: QuotaOf
    at_least: int
    group_id: int | None = None


@dataclass(frozen=True)
class Terms:
    """Who may register for a workshop, how many, until when."""

    admission: Admission = Admission.CLOSED
    capacity: int | None = None
    registers_until: date | None = None
    shares: tuple[Share, ...] = ()


def plan_workshop(
    session: Session,
    vault: Vault,
    actor: Actor,
    programme: Programme,
    phase: Phase,
    plan: Plan,
    topic_ids: Collection[int] = (),
) -> Workshop:
    """Plan a meeting of any kind as part of a phase. `plan.belongs_to` is the programme."""
    require(TABLE, actor, Action.MANAGE, programme)
    expect_going_on(programme)
    meeting = plan_meeting(session, vault, actor, programme.office, plan)
    workshop = Workshop(
        office_id=programme.office_id, phase_id=phase.id, meeting_id=meeting.id, meeting=meeting
    )
    session.add(workshop)
    session.flush()  # its topics and the trail refer to it
    _treat(session, programme, workshop, topic_ids)
    record(session, events.WORKSHOP_PLANNED, actor, programme.subject, workshop_id=workshop.id)
    return workshop


def adopt_meeting(
    session: Session, actor: Actor, programme: Programme, phase: Phase, meeting: Meeting
) -> Workshop:
    """Put a meeting of the programme that was planned elsewhere into a phase."""
    require(TABLE, actor, Action.MANAGE, programme)
    expect_going_on(programme)
    workshop = Workshop(
        office_id=programme.office_id, phase_id=phase.id, meeting_id=meeting.id, meeting=meeting
    )
    session.add(workshop)
    session.flush()  # the trail refers to it
    record(session, events.WORKSHOP_PLANNED, actor, programme.subject, workshop_id=workshop.id)
    return workshop


def place_workshop(
    session: Session,
    actor: Actor,
    programme: Programme,
    workshop: Workshop,
    phase: Phase,
    topic_ids: Collection[int],
    seen: int,
) -> None:
    """Let it belong to another phase, or treat other topics."""
    require(TABLE, actor, Action.MANAGE, programme)
    expect_version(workshop.version, seen)
    workshop.phase_id = phase.id
    session.execute(delete(WorkshopTopic).where(WorkshopTopic.workshop_id == workshop.id))
    _treat(session, programme, workshop, topic_ids)
    _note_change(session, actor, programme, workshop)


def set_terms(
    session: Session,
    actor: Actor,
    programme: Programme,
    workshop: Workshop,
    terms: Terms,
    seen: int,
) -> None:
    """Open, restrict or close the registration; RuleBroken when it changed since `seen`.

    Nobody loses a place by it: with fewer places than people, nobody else gets one. Where there
    is more room now, those who wait longest move up.
    """
    require(TABLE, actor, Action.MANAGE, programme)
    expect_version(workshop.version, seen)
    _expect_sound(terms)
    workshop.admission = terms.admission
    workshop.capacity = terms.capacity
    workshop.registers_until = terms.registers_until
    session.execute(delete(Quota).where(Quota.workshop_id == workshop.id))
    session.add_all(Quota(workshop_id=workshop.id, **vars(share)) for share in terms.shares)
    _note_change(session, actor, programme, workshop)
    fill(session, actor, Found(programme, workshop))


def write_call(
    session: Session,
    actor: Actor,
    programme: Programme,
    workshop: Workshop,
    call: str,
    call_qu: str,
    seen: int,
) -> None:
    """Write the convocatoria; RuleBroken when somebody else did since version `seen`."""
    require(TABLE, actor, Action.MANAGE, programme)
    expect_version(workshop.version, seen)
    workshop.call, workshop.call_qu = call, call_qu
    _note_change(session, actor, programme, workshop)


def _treat(
    session: Session, programme: Programme, workshop: Workshop, topic_ids: Collection[int]
) -> None:
    """Only topics of this very programme; others are as if they did not exist."""
    known = {topic.id for topic in topics_of(session, programme)}
    session.add_all(
        WorkshopTopic(workshop_id=workshop.id, topic_id=one)
        for one in sorted(known.intersection(topic_ids))
    )


def _note_change(session: Session, actor: Actor, programme: Programme, workshop: Workshop) -> None:
    """Raise the version even where only quotas or topics changed, and tell the trail."""
    flag_modified(workshop, "admission")
    record(session, events.WORKSHOP_CHANGED, actor, programme.subject, workshop_id=workshop.id)


def _expect_sound(terms: Terms) -> None:
    if terms.capacity is not None and not 1 <= terms.capacity <= MOST_PLACES:
        raise BadInput("capacity-out-of-bounds", most=MOST_PLACES)
    if any(not 1 <= share.at_least <= 100 for share in terms.shares):
        raise BadInput("share-out-of-bounds")
    groups = [share.at_least for share in terms.shares if share.of is QuotaOf.GROUP]
    if sum(groups) > 100:
        raise BadInput("shares-above-all")
    kinds = [(share.of, share.group_id) for share in terms.shares]
    if len(set(kinds)) < len(kinds):
        raise BadInput("share-twice")
