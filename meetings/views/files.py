"""The files of a meeting: brought, seen, saved, and taken away after asking once more."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.files import Taken
from kernel.policy import allowed
from meetings.forms.files import FileForm
from meetings.kinds import FilePurpose
from meetings.models import Meeting
from meetings.operations.files import add_file, is_named, remove_file
from meetings.policy import TABLE, Action
from meetings.queries.contents import newest_sealed
from meetings.queries.files import file_of, files_of
from meetings.queries.meetings import agenda_of, key_of
from meetings.queries.photos import PHOTOGRAPHED
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    happens,
    meeting_at,
    meeting_to_change,
    readers_only,
    recorders_only,
)
from meetings.views.filed import part_of, row_of, taken_from, unwanted
from web.actor import actor
from web.forms import Form, show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db
from web.uploads import takes_files

NAMED_BY_THE_ACTA = (
    FilePurpose.SHOWN, FilePurpose.PHOTO, FilePurpose.DELEGATION, FilePurpose.ATTENDANCE_SHEET,
)  # fmt: skip


@bp.get("/<reference>/files")
@readers_only
def files_page(reference: str) -> ResponseReturnValue:
    """Every file of the meeting, and a form for one more."""
    meeting = meeting_at(reference)
    return render_template("meetings/files.html", **_shown(meeting, FileForm(None)))


@bp.post("/<reference>/files")
@takes_files
@recorders_only
def add_file_now(reference: str) -> ResponseReturnValue:
    """Keep one more. The slow work is done before anything is changed."""
    form = _offered(meeting_at(reference), FileForm())
    if form.validate_on_submit():
        taken, digest = taken_from(form, FilePurpose(form.purpose.data))
        if not form.errors:
            if happens(form, lambda s: _add(s, reference, form, taken, digest), "file"):
                flash(_("Guardamos el archivo."), "good")
                return _to_files(reference)
            unwanted(taken)
    if form.file.data and "file" not in form.errors:
        form.refuse("file", _("Elija otra vez el archivo: el navegador lo olvida."))
    return show_again("meetings/files.html", **_shown(meeting_at(reference), form))


@bp.get("/<reference>/files/<int:number>/<part>")
@readers_only
def file_part(reference: str, number: int, part: str) -> Response:
    """A file to be seen or saved."""
    meeting = meeting_at(reference)
    return part_of(file_of(db(), meeting, number), key_of(db(), vault(), meeting), part)


@bp.get("/<reference>/files/<int:number>/remove")
@recorders_only
def remove_file_page(reference: str, number: int) -> ResponseReturnValue:
    """The file once more, and the question whether it shall go."""
    return _remove_page(meeting_at(reference), number, Form(None))


@bp.post("/<reference>/files/<int:number>/remove")
@recorders_only
def remove_file_now(reference: str, number: int) -> ResponseReturnValue:
    """It goes for good."""
    file_of(db(), meeting_at(reference), number)
    form = Form()
    if happens(form, lambda s: _remove(s, reference, number)):
        flash(_("Quitamos el archivo."), "good")
        return _to_files(reference)
    return _remove_page(meeting_at(reference), number, form), 422


def _add(
    session: Session, reference: str, form: FileForm, taken: Taken | None, digest: str
) -> None:
    meeting = meeting_to_change(session, reference)
    key = key_of(session, vault(), meeting)
    add_file(session, key, actor(), meeting, form.brought(taken, digest))


def _remove(session: Session, reference: str, number: int) -> None:
    meeting = meeting_to_change(session, reference)
    remove_file(session, actor(), meeting, file_of(session, meeting, number))


def _remove_page(meeting: Meeting, number: int, form: Form) -> str:
    row = row_of(meeting, file_of(db(), meeting, number), key_of(db(), vault(), meeting))
    return render_template("meetings/file_remove.html", meeting=meeting, form=form, file=row)


def _purposes(meeting: Meeting) -> list[FilePurpose]:
    """What can be brought now; an old acta has only its scan and what hangs on it."""
    own = FilePurpose.OLD_ACTA if meeting.imported else FilePurpose.SIGNED_SCAN
    if allowed(TABLE, actor(), Action.RECORD, meeting):
        return [*NAMED_BY_THE_ACTA, own]
    return [own] if allowed(TABLE, actor(), Action.ATTACH, meeting) else []


def _offered(meeting: Meeting, form: FileForm) -> FileForm:
    form.offer(_purposes(meeting), agenda_of(db(), meeting))
    return form


def _shown(meeting: Meeting, form: FileForm) -> dict[str, Any]:
    key, purposes = key_of(db(), vault(), meeting), _purposes(meeting)
    held, sealed = files_of(db(), meeting), newest_sealed(db(), meeting)
    seals = allowed(TABLE, actor(), Action.SEAL, meeting)
    goes = {
        one.id: one.purpose in purposes
        and (seals or not one.minutes_id)
        and not is_named(one, sealed)
        for one in held
    }
    return {
        "meeting": meeting,
        "form": _offered(meeting, form),
        "brings": bool(purposes),
        "prints_photos": meeting.kind in PHOTOGRAPHED,
        "rows": [(row_of(meeting, one, key), goes[one.id]) for one in held],
    }


def _to_files(reference: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.files_page", reference=reference), code=303)
