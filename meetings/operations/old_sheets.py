"""A spreadsheet of old actas is brought, looked at, and confirmed or left."""

import json

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import today_at
from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from kernel.spreadsheets.books import Book, as_plain
from kernel.vault import Vault
from meetings import events
from meetings.kinds import ImportState, MeetingKind
from meetings.models import OldActaImport
from meetings.old_sheets import understood
from meetings.operations.old_actas import write_lines
from meetings.policy import TABLE, Action
from meetings.queries.old_actas import WORKBOOK_PLACE, book_of


def bring_sheet(
    session: Session,
    vault: Vault,
    actor: Actor,
    office: Office,
    book: Book,
    name: str,
    kind: MeetingKind,
    belongs_to: str,
) -> OldActaImport:
    """Keep what the cells say, so that somebody can look at it; nothing is written yet."""
    require(TABLE, actor, Action.IMPORT_OLD, office.id)
    key = vault.new_data_key(session, [office.holder])
    brought = OldActaImport(
        office_id=office.id,
        office=office,
        data_key_id=key.id,
        file_name=name,
        workbook=key.seal(json.dumps(as_plain(book)), WORKBOOK_PLACE),
        kind=kind,
        belongs_to=belongs_to,
        brought_by_id=actor.person_id,
    )
    session.add(brought)
    session.flush()  # its page is addressed by its number
    _note(session, actor, brought)
    return brought


def confirm_sheet(session: Session, vault: Vault, actor: Actor, brought: OldActaImport) -> None:
    """Write every row that was understood; what is there already stays as it is."""
    require(TABLE, actor, Action.IMPORT_OLD, brought.office_id)
    _expect_open(brought)
    office = brought.office
    found = understood(book_of(session, vault, brought), today_at(office))
    if not found.lines:
        raise RuleBroken("sheet-without-actas")
    brought.counts = write_lines(
        session, vault, actor, office, found.lines, brought.kind, brought.belongs_to
    )
    brought.state, brought.confirmed_at = ImportState.CONFIRMED, now()
    _note(session, actor, brought)


def leave_sheet(session: Session, actor: Actor, brought: OldActaImport) -> None:
    """Nothing of it shall be written."""
    require(TABLE, actor, Action.IMPORT_OLD, brought.office_id)
    _expect_open(brought)
    brought.state = ImportState.DISCARDED
    _note(session, actor, brought)


def _note(session: Session, actor: Actor, brought: OldActaImport) -> None:
    record(
        session, events.OLD_SHEET_MOVED, actor, brought.office.holder,
        import_id=brought.id, state=brought.state,
    )  # fmt: skip


def _expect_open(brought: OldActaImport) -> None:
    if brought.state is not ImportState.PREVIEW:
        raise RuleBroken("import-ended-already")
