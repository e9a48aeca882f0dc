"""What became of a commitment: news, how each side sees it, who is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from accounts.models import Membership, Person
from accounts.queries import reached as reached_as_staff
from commitments.kinds import Side
from commitments.lifecycle import Status
from commitments.models import Assessment, Commitment, Named, Update
from commitments.policy import READERS
from kernel.errors import NotFound
from kernel.notices import Recipient
from kernel.text import number_in
from kernel.vault import Vault

EMAIL_PLACE = "commitments_named.email"


def anything_told(session: Session, commitment: Commitment) -> bool:
    """Whether news or a view of one side hangs on it: then its words stay as they are."""
    told = select(exists().where(Update.commitment_id == commitment.id))
    seen = select(exists().where(Assessment.commitment_id == commitment.id))
    return bool(session.scalar(told) or session.scalar(seen))


def updates_of(session: Session, commitment: Commitment) -> Sequence[Update]:
    """Everything that was told of it, the newest first."""
    query = select(Update).where(Update.commitment_id == commitment.id)
    return session.scalars(query.order_by(Update.id.desc())).all()


def update_of(session: Session, commitment: Commitment, number: int) -> Update:
    """One piece of news of this commitment; NotFound for any other."""
    query = select(Update).where(Update.id == number, Update.commitment_id == commitment.id)
    found = session.scalar(query)
    if found is None:
        raise NotFound("not-found")
    return found


@dataclass(frozen=True)
class Views:
    """How one side sees the fulfilment: now, and before that."""

    side: Side
    now: Assessment | None
    before: Sequence[Assessment]


def views_of(session: Session, commitment: Commitment) -> list[Views]:
    """How every side sees it, whether it spoke or not: they stand side by side."""
    query = select(Assessment).where(Assessment.commitment_id == commitment.id)
    told = session.scalars(query.order_by(Assessment.id.desc())).all()
    by_side = {side: [one for one in told if one.side is side] for side in Side}
    return [Views(side, said[0] if said else None, said[1:]) for side, said in by_side.items()]


def spoken_on(commitment: Commitment, said: Assessment | None) -> date | None:
    """The day, by the clock of the office, of something that a side said; None for nothing.

    What was said of an earlier round of what recurs is not said of this one.
    """
    if said is None or (commitment.recurrence and commitment.status is Status.NOT_STARTED):
        return None
    return said.at.astimezone(ZoneInfo(commitment.office.time_zone)).date()


def told_of(session: Session, commitment: Commitment) -> Sequence[Named]:
    """Who is told when it moves or falls due."""
    query = select(Named).where(Named.commitment_id == commitment.id, Named.ended_at.is_(None))
    return session.scalars(query.order_by(Named.id)).all()


def writers_of(session: Session, ids: set[int | None]) -> Mapping[int, str]:
    """The names of those who wrote something down, by their id."""
    known = [number for number in ids if number is not None]
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(known)))
    return {row[0]: row[1] for row in rows}


def readers_of(session: Session, office_id: int) -> Sequence[Person]:
    """Who works in an office and reads its commitments: they can be told of one."""
    reads = select(Membership.person_id).where(
        Membership.office_id == office_id, Membership.role.in_(READERS)
    )
    query = select(Person).where(Person.id.in_(reads), Person.active.is_(True))
    return session.scalars(query.order_by(Person.name)).all()


def reached(session: Session, vault: Vault, key: str) -> Recipient | None:
    """Where somebody who is named gets notices; nowhere once they wish none.

    Staff get them as long as they read the commitments of the office.
    """
    named = session.get(Named, number_in(key) or 0)
    if named is None or named.ended_at is not None:
        return None
    if named.person_id is not None:
        still = {person.id for person in readers_of(session, named.office_id)}
        there = named.person_id in still
        return reached_as_staff(session, vault, str(named.person_id)) if there else None
    if named.email is None or named.data_key_id is None:
        return None
    office = session.get_one(Commitment, named.commitment_id).office
    opened = vault.data_key(session, named.data_key_id, office.holder)
    return Recipient(opened.open(named.email, EMAIL_PLACE), named.language)


def last_views(
    session: Session, commitments: Sequence[Commitment]
) -> Mapping[tuple[int, Side], Assessment]:
    """How each side sees each of these now, by commitment and side."""
    ids = [one.id for one in commitments]
    query = select(Assessment).where(Assessment.commitment_id.in_(ids)).order_by(Assessment.id)
    return {(one.commitment_id, one.side): one for one in session.scalars(query)}


def last_updates(session: Session, commitments: Sequence[Commitment]) -> Mapping[int, Update]:
    """The newest piece of news of each of these, by commitment."""
    ids = [one.id for one in commitments]
    query = select(Update).where(Update.commitment_id.in_(ids)).order_by(Update.id)
    return {one.commitment_id: one for one in session.scalars(query)}
