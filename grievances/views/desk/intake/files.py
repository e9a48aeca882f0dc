"""Files of a draft: the letter as a scan, the recording of what was told, what shows it."""

from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from grievances.forms.intake import FilesForm
from grievances.kinds import Channel, Purpose
from grievances.operations.attachments import Bringing
from grievances.operations.office_drafts import add_files, take_file_away
from grievances.queries.attachments import described
from grievances.queries.office_drafts import Opened, draft_for, file_of_draft, rows_of_office_draft
from grievances.views.attached import part_of, rows
from grievances.views.bringing import once_each, taken_from, unwanted
from grievances.views.desk.entrance import bp
from grievances.views.desk.intake.door import (
    around,
    draft_at,
    draft_in,
    helpers_only,
    note_read,
    status_of,
    to_draft,
)
from grievances.words import PURPOSE
from kernel.errors import Refusal
from web.actor import actor
from web.locale import _
from web.transaction import change, db
from web.uploads import takes_files


@bp.get("/intake/<int:number>/files")
@helpers_only
def draft_files(number: int) -> ResponseReturnValue:
    """What the person brought so far, and where to add more."""
    held = draft_at(number)
    guess = Purpose.LETTER if held.draft.channel is Channel.LETTER else Purpose.STORY_SOUND
    return _page(number, FilesForm(None, purpose=guess))


@bp.post("/intake/<int:number>/files")
@helpers_only
@takes_files
def bring(number: int) -> ResponseReturnValue:
    """Add files, or take one away."""
    draft_at(number)
    form = FilesForm()
    if form.remove.data:
        session = change()
        draft = draft_for(session, actor(), number, for_change=True)
        take_file_away(session, actor(), draft, form.remove.data)
        flash(_("Archivo quitado."), "good")
        return to_draft(number, "desk.draft_files")
    if not form.validate():
        return _page(number, form)
    came = taken_from(form, "files")
    if form.errors:
        unwanted(came)
        return _page(number, form)
    if not came:
        form.refuse("files", _("Elija uno o más archivos."))
        return _page(number, form)
    try:
        session = change()
        held = draft_in(session, number, for_change=True)
        fresh = [
            Bringing(one.taken, form.purpose.data) for one in once_each(form.key.data or "", came)
        ]
        add_files(session, actor(), held, fresh)
    except Refusal:
        unwanted(came)
        raise
    flash(_("Archivos agregados."), "good")
    return to_draft(number, "desk.draft_files")


@bp.get("/intake/<int:number>/files/<int:file>/<part>")
@helpers_only
def draft_file(number: int, file: int, part: str) -> ResponseReturnValue:
    """A file of the draft, to type from it."""
    held = draft_at(number)
    return part_of(file_of_draft(db(), held.draft, file), held.key, part)


def listed(held: Opened) -> list[dict[str, Any]]:
    """The files of a draft, each with what it is to the case."""

    def address(file: int, part: str) -> str:
        return url_for("desk.draft_file", number=held.draft.id, file=file, part=part)

    kept = rows_of_office_draft(db(), held.draft)
    shown = rows(described(kept, held.key), address, named=True)
    return [
        {"row": row, "purpose": PURPOSE[one.purpose]} for row, one in zip(shown, kept, strict=True)
    ]


def _page(number: int, form: FilesForm) -> ResponseReturnValue:
    held = draft_at(number)
    note_read(held)
    page = render_template("desk/intake_files.html", form=form, listed=listed(held), **around(held))
    return page, status_of(form)
