"""What the people of an office, and monitors, are taking down or have just taken down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from accounts.queries import people_in_role
from accounts.roles import Role
from grievances.answers import Sheet
from grievances.models import Assistance, Attachment, Case, OfficeDraft
from grievances.policy import HELPERS, TABLE, Action
from grievances.queries.cases import names_of
from grievances.queries.ties import not_tied
from kernel import sends
from kernel.clock import now
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.vault import DataKey, Vault

PLACE = "grievances_office_draft.answers"
SEEN_FOR = timedelta(hours=24)
"""So long does who took a case down see that it is registered."""
RECEIPT_OPEN = timedelta(minutes=30)
REGISTERED = "taken-down"


@dataclass(frozen=True)
class Opened:
    """A draft of an office, opened."""

    draft: OfficeDraft
    office: Office
    key: DataKey
    sheet: Sheet


@dataclass(frozen=True)
class Listed:
    """One line of the list of drafts: who works on it, never what it says."""

    draft: OfficeDraft
    office: Office
    begun_by: str
    changed_by: str
    given_to: str
    given_to_id: int | None
    note: str
    files: int
    destroyed: bool
    """Its key is gone (a restore may bring only the row back): it can but be discarded."""


@dataclass(frozen=True)
class JustTaken:
    """A case that the actor took down a short while ago."""

    case: Case
    assistance: Assistance


@dataclass(frozen=True)
class Handing:
    """A receipt that waits to be handed over. `counter` is None when the code is on a card."""

    case: Case
    sending_key: str
    counter: int | None


def draft_for(
    session: Session, actor: Actor, number: int, *, for_change: bool = False
) -> OfficeDraft:
    """The draft for who may go on with it; any other is not found. Locked for a change."""
    query = select(OfficeDraft).where(OfficeDraft.id == number)
    draft = session.scalar(query.with_for_update() if for_change else query)
    if draft is None or not allowed(TABLE, actor, Action.WRITE_DRAFT, draft):
        raise NotFound("not-found")
    return draft


def opened(session: Session, vault: Vault, draft: OfficeDraft) -> Opened:
    """A draft that a query of this room returned, with what it says."""
    office = session.get_one(Office, draft.office_id)
    key = vault.data_key(session, draft.data_key_id, office.holder)
    return Opened(draft, office, key, Sheet.from_json(key.open(draft.answers, PLACE)))


def drafts_listed(session: Session, vault: Vault, actor: Actor) -> list[Listed]:
    """The drafts that the actor may go on with, the oldest first. A monitor has only their own."""
    offices = actor.offices(*HELPERS)
    rows = session.execute(
        select(OfficeDraft, Office)
        .join(Office, Office.id == OfficeDraft.office_id)
        .where(OfficeDraft.office_id.in_(offices))
        .order_by(OfficeDraft.id)
    ).all()
    mine = [row for row in rows if allowed(TABLE, actor, Action.WRITE_DRAFT, row[0])]
    keys = vault.data_keys(session, {draft.data_key_id: office.holder for draft, office in mine})
    sheets = {
        draft.id: Sheet.from_json(keys[draft.data_key_id].open(draft.answers, PLACE))
        for draft, _office in mine
        if draft.data_key_id in keys
    }
    nothing = Sheet()
    names = _names(session, [row[0] for row in mine], sheets.values())
    files = _files(session, [row[0].id for row in mine])
    return [
        Listed(
            draft=draft,
            office=office,
            begun_by=names.get(draft.started_by_id, ""),
            changed_by=names.get(draft.changed_by_id, ""),
            given_to=names.get(sheet.given_to or 0, ""),
            given_to_id=sheet.given_to,
            note=sheet.note,
            files=files.get(draft.id, 0),
            destroyed=draft.id not in sheets,
        )
        for draft, office in mine
        for sheet in (sheets.get(draft.id, nothing),)
    ]


def just_taken(session: Session, actor: Actor) -> list[JustTaken]:
    """What the actor took down within a day, the last first; never one that they are tied to."""
    rows = session.execute(
        select(Case, Assistance)
        .join(Assistance, Assistance.case_id == Case.id)
        .where(
            Assistance.person_id == actor.person_id,
            Assistance.at > now() - SEEN_FOR,
            Case.office_id.in_(actor.offices(*HELPERS)),
            not_tied(actor),
        )
        .order_by(Assistance.at.desc(), Case.id.desc())
    )
    return [JustTaken(case, assistance) for case, assistance in rows]


def rows_of_office_draft(session: Session, draft: OfficeDraft) -> Sequence[Attachment]:
    """The files of a draft that a query of this room returned, as they came."""
    query = select(Attachment).where(Attachment.desk_draft_id == draft.id)
    return session.scalars(query.order_by(Attachment.id)).all()


def file_of_draft(session: Session, draft: OfficeDraft, number: int) -> Attachment:
    """One file of a draft that a query of this room returned; of another draft is none."""
    found = session.get(Attachment, number)
    if found is None or found.desk_draft_id != draft.id:
        raise NotFound("not-found")
    return found


def colleagues_for(session: Session, draft: OfficeDraft, actor: Actor) -> list[Person]:
    """Who of the office may go on with a draft, but for who asks, by name."""
    people = {
        one.id: one
        for role in (Role.INTAKE, Role.HANDLER)
        for one in people_in_role(session, role, draft.office_id)
        if one.id != actor.person_id
    }
    return sorted(people.values(), key=lambda one: (one.name.casefold(), one.id))


def handing_of(session: Session, actor: Actor, sending_key: str) -> Handing | None:
    """The receipt of what was registered under this key, for who did it, while it is open.

    It closes when it was handed over, and by itself after half an hour: then nobody of the office
    sees the code again, whatever their browser still holds.
    """
    subject, _, counter = (sends.answer_to(session, sending_key) or "").partition(" ")
    kind, _, number = subject.partition(":")
    if kind != REGISTERED or not number.isdecimal():
        return None
    row = session.execute(
        select(Case, Assistance)
        .join(Assistance, Assistance.case_id == Case.id)
        .where(Case.id == int(number))
    ).first()
    if row is None or not _is_open(row[1], actor):
        return None
    return Handing(row[0], sending_key, int(counter) if counter.isdecimal() else None)


def assistance_of(session: Session, case: Case) -> Assistance:
    """How a case came that was taken down; locked for a change."""
    query = select(Assistance).where(Assistance.case_id == case.id)
    return session.scalars(query.with_for_update()).one()


def _is_open(assistance: Assistance, actor: Actor) -> bool:
    mine = actor.person_id is not None and assistance.person_id == actor.person_id
    return mine and assistance.receipt_closed_at is None and now() - assistance.at < RECEIPT_OPEN


def _names(
    session: Session, drafts: Sequence[OfficeDraft], sheets: Iterable[Sheet]
) -> dict[int, str]:
    people = [one for draft in drafts for one in (draft.started_by_id, draft.changed_by_id)]
    return names_of(session, [*people, *(sheet.given_to for sheet in sheets)])


def _files(session: Session, drafts: list[int]) -> dict[int, int]:
    rows = session.execute(
        select(Attachment.desk_draft_id, func.count())
        .where(Attachment.desk_draft_id.in_(drafts))
        .group_by(Attachment.desk_draft_id)
    )
    return {number: count for number, count in rows if number is not None}
