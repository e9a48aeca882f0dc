"""Who registered for a workshop, and how its quotas stand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.text import fold
from meetings.kinds import AgeBand, Sex
from trainings.kinds import QuotaOf, RegistrationState
from trainings.models import Phase, Programme, Quota, Registration, Workshop
from trainings.places import Asked, Counts, Shown, shown
from trainings.queries.workshops import Found, quotas_of

YOUNG = frozenset({AgeBand.UNDER_18, AgeBand.FROM_18})
ORDER = (
    RegistrationState.REGISTERED, RegistrationState.WAITING, RegistrationState.INVITED,
    RegistrationState.CANCELLED, RegistrationState.DECLINED,
)  # fmt: skip
"""In which order lists show the states."""
STANDING = (
    RegistrationState.REGISTERED, RegistrationState.WAITING, RegistrationState.INVITED,
)  # fmt: skip


@dataclass(frozen=True)
class QuotaShown:
    """A quota and how it stands."""

    quota: Quota
    shown: Shown


@dataclass(frozen=True)
class Room:
    """The places of a workshop as the pure rules see them (`trainings.places`)."""

    capacity: int | None
    shares: list[Asked]
    taken: list[Counts]
    quotas: Sequence[Quota]

    def counts_of(self, person: Registration) -> Counts:
        """The quotas that somebody counts for."""
        return frozenset(quota.id for quota in self.quotas if _counts_for(quota, person))

    @property
    def free(self) -> int | None:
        """How many places are left; None where there is no limit."""
        return None if self.capacity is None else max(self.capacity - len(self.taken), 0)


def room_of(session: Session, workshop: Workshop) -> Room:
    """Its places, and who has one."""
    quotas = quotas_of(session, workshop)
    shares = [Asked(one.id, one.at_least, one.of is QuotaOf.GROUP) for one in quotas]
    room = Room(workshop.capacity, shares, [], quotas)
    seated = in_state(session, workshop, RegistrationState.REGISTERED)
    room.taken.extend(room.counts_of(person) for person in seated)
    return room


def quotas_shown(room: Room) -> list[QuotaShown]:
    """How each quota stands among those who have a place."""
    return [
        QuotaShown(quota, shown(room.capacity, share, room.taken))
        for quota, share in zip(room.quotas, room.shares, strict=True)
    ]


def in_state(
    session: Session, workshop: Workshop, state: RegistrationState
) -> Sequence[Registration]:
    """Those in a state, who came to it first stands first."""
    query = select(Registration).where(
        Registration.workshop_id == workshop.id, Registration.state == state
    )
    return session.scalars(query.order_by(Registration.changed_at, Registration.id)).all()


def registrations_found(
    session: Session,
    workshop: Workshop,
    words: str = "",
    state: RegistrationState | None = None,
) -> Sequence[Registration]:
    """The people of a workshop whose name holds every one of `words`, in the order of states."""
    query = select(Registration).where(Registration.workshop_id == workshop.id)
    if state is not None:
        query = query.where(Registration.state == state)
    for word in fold(words).split():
        query = query.where(Registration.folded.contains(word, autoescape=True))
    rows = session.scalars(query.order_by(Registration.changed_at, Registration.id)).all()
    return sorted(rows, key=lambda row: ORDER.index(row.state))


def namesakes(rows: Iterable[Registration]) -> set[int]:
    """Whose name stands twice among those who come: perhaps one person who registered twice."""
    coming = [row for row in rows if row.state in STANDING and row.folded]
    often = Counter(row.folded for row in coming)
    return {row.id for row in coming if often[row.folded] > 1}


def registration_of(session: Session, workshop: Workshop, reference: str) -> Registration:
    """One registration of this very workshop; NotFound for others."""
    found = session.scalar(
        select(Registration).where(
            Registration.workshop_id == workshop.id,
            Registration.reference == reference.strip().upper(),
        )
    )
    if found is None:
        raise NotFound("not-found")
    return found


def subject_of_code(session: Session, code_lookup: str) -> str | None:
    """The registration or invitation that this code opens; None when there is none."""
    found = session.scalar(select(Registration).where(Registration.code_lookup == code_lookup))
    return found.subject if found else None


def invitation_of(session: Session, workshop: Workshop, code_lookup: str) -> Registration | None:
    """The invitation to this workshop that this code accepts; used ones are found too."""
    return session.scalar(
        select(Registration).where(
            Registration.workshop_id == workshop.id, Registration.code_lookup == code_lookup
        )
    )


@dataclass(frozen=True)
class Followed(Found):
    """A registration with its workshop and programme."""

    registration: Registration


def followed(session: Session, actor: Actor, *, for_change: bool = False) -> Followed:
    """The registration whose code the actor holds; NotFound when there is none any more.

    `for_change` holds the workshop: whoever else wants a place in it waits.
    """
    _kind, _colon, reference = (actor.receipt_of or "").partition(":")
    query = (
        select(Registration, Workshop, Programme)
        .join(Workshop, Workshop.id == Registration.workshop_id)
        .join(Phase, Phase.id == Workshop.phase_id)
        .join(Programme, Programme.id == Phase.programme_id)
        .where(Registration.reference == reference)
    )
    row = session.execute(query.with_for_update(of=Workshop) if for_change else query).first()
    if row is None or row[0].subject != actor.receipt_of:
        raise NotFound("not-found")
    if for_change:
        session.refresh(row[0])  # as it stands now that nobody else can change it
    return Followed(row[2], row[1], row[0])


def _counts_for(quota: Quota, person: Registration) -> bool:
    """Only what somebody said of themselves counts."""
    if quota.of is QuotaOf.WOMEN:
        return person.sex is Sex.WOMAN
    if quota.of is QuotaOf.YOUTH:
        return person.age in YOUNG
    return person.group_id is not None and person.group_id == quota.group_id
