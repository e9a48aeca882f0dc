"""Old actas that were brought, and the spreadsheets they came in."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.spreadsheets.books import Book, of_plain
from kernel.text import folded
from kernel.vault import Vault
from meetings.models import Agreement, Meeting, OldActaImport
from meetings.policy import TABLE, Action

WORKBOOK_PLACE = "meetings_old_acta_import.workbook"


def acta_like(session: Session, office_id: int, held_on: date, title: str) -> Meeting | None:
    """The old acta of this office with this day and this title, however it is spelt."""
    query = select(Meeting).where(
        Meeting.office_id == office_id,
        Meeting.imported.is_(True),
        Meeting.begins_on == held_on,
    )
    wanted = folded(title)
    for meeting in session.scalars(query.order_by(Meeting.id)):
        if folded(meeting.title) == wanted:
            return meeting
    return None


def promise_noted(session: Session, entry: str) -> bool:
    """Whether the commitment of this entry was brought before."""
    query = select(Commitment.id).where(Commitment.entry == entry)
    return session.scalar(query) is not None


def agreements_of(session: Session, meeting: Meeting) -> Sequence[Agreement]:
    """What a meeting agreed on and did not take back, in its order."""
    query = select(Agreement).where(
        Agreement.meeting_id == meeting.id, Agreement.withdrawn_at.is_(None)
    )
    return session.scalars(query.order_by(Agreement.number)).all()


def import_for(
    session: Session, actor: Actor, number: int, *, for_change: bool = False
) -> OldActaImport:
    """A spreadsheet that was brought, for who may bring some; NotFound for everybody else."""
    query = select(OldActaImport).where(OldActaImport.id == number)
    found = session.scalar(query.with_for_update(of=OldActaImport) if for_change else query)
    if found is None or not allowed(TABLE, actor, Action.IMPORT_OLD, found.office_id):
        raise NotFound("not-found")
    return found


def book_of(session: Session, vault: Vault, brought: OldActaImport) -> Book:
    """What its cells said."""
    key = vault.data_key(session, brought.data_key_id, brought.office.holder)
    return of_plain(json.loads(key.open(brought.workbook, WORKBOOK_PLACE)))
