"""What all pages of taking a case down share: the door, and the draft in the address."""

from http import HTTPStatus
from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.answers import Answers
from grievances.operations.office_drafts import note_draft_read
from grievances.operations.registering import told_in_files
from grievances.policy import HELPERS
from grievances.queries.cases import names_of
from grievances.queries.office_drafts import Opened, draft_for, opened, rows_of_office_draft
from grievances.words import CHANNEL
from web.access import for_roles
from web.actor import actor
from web.formats import short_moment, use_zone
from web.furniture import vault
from web.transaction import afterwards, db

helpers_only = for_roles(*HELPERS)
"""The door of those who take cases down. A monitor enters here and nowhere else."""


def draft_at(number: int) -> Opened:
    """The draft in this address, its times shown as the clock of its office."""
    return draft_in(db(), number)


def draft_in(session: Session, number: int, *, for_change: bool = False) -> Opened:
    """The same in a session; locked for a change."""
    draft = draft_for(session, actor(), number, for_change=for_change)
    held = opened(session, vault(), draft)
    use_zone(held.office.time_zone)
    return held


def note_read(held: Opened) -> None:
    """Let the trail tell who looked at a draft: names may stand in it."""
    who, number = actor(), held.draft.id
    afterwards(lambda session: note_draft_read(session, who, number))


def answers_of(held: Opened) -> Answers:
    """What was answered, with the files that wait."""
    return told_in_files(held.sheet.answers, list(rows_of_office_draft(db(), held.draft)))


def around(held: Opened) -> dict[str, Any]:
    """What every page of a draft shows: which it is, who wrote in it last."""
    draft = held.draft
    names = names_of(db(), [draft.started_by_id, draft.changed_by_id, held.sheet.given_to])
    return {
        "held": held,
        "draft": draft,
        "office": held.office,
        "channel": CHANNEL[draft.channel],
        "begun_by": names.get(draft.started_by_id, ""),
        "begun_at": short_moment(draft.started_at),
        "changed_by": names.get(draft.changed_by_id, ""),
        "changed_at": short_moment(draft.changed_at),
        "given_to": names.get(held.sheet.given_to or 0, ""),
        "files": len(rows_of_office_draft(db(), draft)),
    }


def to_draft(number: int, page: str = "desk.sheet_page", **more: Any) -> ResponseReturnValue:
    """On to a page of the draft."""
    return redirect(url_for(page, number=number, **more), code=303)


def status_of(form: Any) -> int:
    """422 for a form that must be mended."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
