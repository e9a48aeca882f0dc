"""A spreadsheet is brought, shown, mapped, asked about, and confirmed by its number."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import BadInput
from kernel.spreadsheets import reading
from kernel.spreadsheets.books import Book
from kernel.text import number_in
from meetings import words
from meetings.forms.importing import BringForm, ChoosingForm
from meetings.kinds import ImportState
from meetings.models import AttendanceImport, Meeting
from meetings.operations import attendance_imports as bringing
from meetings.queries.attendance_imports import (
    import_of,
    imports_of,
    numbers_in,
    preview_of,
)
from meetings.queries.meetings import key_of
from meetings.queries.names import staff_names
from meetings.views.attendance.previewing import preview_shown
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    meeting_at,
    meeting_to_change,
    once,
    recorders_only,
    tell,
)
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _, ngettext
from web.transaction import change, db, pause, undo
from web.uploads import takes_files

LIST, ONE = "meetings/attendance/imports.html", "meetings/attendance/import.html"


@bp.get("/<reference>/attendance/import")
@recorders_only
def imports_page(reference: str) -> ResponseReturnValue:
    """Ask for a file; what was brought before."""
    return render_template(LIST, **_list(meeting_at(reference), BringForm(formdata=None)))


@bp.post("/<reference>/attendance/import")
@recorders_only
@takes_files
def bring_sheet(reference: str) -> ResponseReturnValue:
    """Read the file in a process of its own, and keep how it is understood."""
    form = BringForm()
    meeting_at(reference)
    if (sent := _read(form)) is not None:
        refusal, number = once(form, lambda session: _keep(session, reference, sent))
        if refusal is None:
            return redirect(_here(reference, int(number)), code=303)
        tell(form, refusal)
    return show_again(LIST, **_list(meeting_at(reference), form))


@bp.get("/<reference>/attendance/import/<int:number>")
@recorders_only
def import_page(reference: str, number: int) -> ResponseReturnValue:
    """What would be written, row by row, and what must be decided before."""
    meeting = meeting_at(reference)
    brought = import_of(db(), actor(), meeting, number)
    return render_template(ONE, **_one(meeting, brought, ChoosingForm(formdata=None)))


@bp.post("/<reference>/attendance/import/<int:number>")
@recorders_only
def choose_import(reference: str, number: int) -> ResponseReturnValue:
    """Read it as somebody says."""
    form = ChoosingForm()

    def act(session: Session, meeting: Meeting, brought: AttendanceImport, version: int) -> str:
        key = key_of(session, vault(), meeting)
        shown = preview_of(key, brought)
        bringing.choose(
            session, key, actor(), meeting, brought, form.choices(shown),
            sittings=form.sittings(shown, numbers_in(brought, "sittings")),
            groups=form.groups(shown, numbers_in(brought, "groups")),
            version=version,
        )  # fmt: skip
        return str(_("Leímos la hoja otra vez, como usted dijo."))

    return _done(reference, number, form, act)


@bp.post("/<reference>/attendance/import/<int:number>/confirm")
@recorders_only
def confirm_import(reference: str, number: int) -> ResponseReturnValue:
    """Write what was shown."""

    def act(session: Session, meeting: Meeting, brought: AttendanceImport, version: int) -> str:
        key = key_of(session, vault(), meeting)
        written = bringing.confirm(session, key, actor(), meeting, brought, version)
        new = ngettext("%(num)d persona nueva", "%(num)d personas nuevas", written.new)
        changed = ngettext("%(num)d cambiada", "%(num)d cambiadas", written.changed)
        return str(_("Guardamos la hoja: %(new)s, %(changed)s.", new=new, changed=changed))

    return _done(reference, number, ChoosingForm(), act)


@bp.post("/<reference>/attendance/import/<int:number>/discard")
@recorders_only
def discard_import(reference: str, number: int) -> ResponseReturnValue:
    """Nothing of it is wanted."""

    def act(session: Session, meeting: Meeting, brought: AttendanceImport, version: int) -> str:
        key = key_of(session, vault(), meeting)
        bringing.discard(session, key, actor(), meeting, brought, version)
        return str(_("Descartamos la hoja. No se guardó nada de ella."))

    return _done(reference, number, ChoosingForm(), act)


@dataclass(frozen=True)
class _Sent:
    """A file that could be read."""

    name: str
    digest: str
    book: Book


def _read(form: BringForm) -> _Sent | None:
    """The file of the form, read with no transaction open; None when the form says why not."""
    if form.validate_on_submit() and not form.file.data:
        form.refuse("file", _("Elija un archivo."))
    if form.errors:
        return None
    file = form.file.data
    name, data = file.filename or "", file.stream.read()
    file.stream.seek(0)
    pause()
    try:
        return _Sent(name, bringing.digest_of(data), reading.read(file.stream, name))
    except BadInput as unreadable:
        tell(form, unreadable, "file")
        return None


def _keep(session: Session, reference: str, sent: _Sent) -> str:
    meeting = meeting_to_change(session, reference)
    key = key_of(session, vault(), meeting)
    brought = bringing.bring(session, key, actor(), meeting, sent.name, sent.digest, sent.book)
    return str(brought.id)


def _done(reference: str, number: int, form: ChoosingForm, act: Any) -> ResponseReturnValue:
    """Do it and show the sheet; or show it again with what speaks against it."""

    def effect(session: Session) -> str:
        meeting = meeting_to_change(session, reference)
        brought = import_of(session, actor(), meeting, number)
        told: str = act(session, meeting, brought, number_in(form.of.data or "") or 0)
        return told

    import_of(db(), actor(), meeting_at(reference), number)
    if form.validate_on_submit():
        refusal, told = once(form, effect)
        if refusal is None:
            flash(told, "good")
            return redirect(_here(reference, number), code=303)
        if refusal.code == "sheet-list-changed":
            _read_anew(reference, number)
            flash(_("La lista cambió mientras tanto. Mire otra vez la hoja y confirme."), "warn")
            return redirect(_here(reference, number), code=303)
        tell(form, refusal)
    meeting = meeting_at(reference)
    return show_again(ONE, **_one(meeting, import_of(db(), actor(), meeting, number), form))


def _read_anew(reference: str, number: int) -> None:
    undo()
    session = change()
    meeting = meeting_to_change(session, reference)
    key, brought = key_of(session, vault(), meeting), import_of(session, actor(), meeting, number)
    bringing.read_anew(session, key, actor(), meeting, brought)


def _here(reference: str, number: int) -> str:
    return url_for("meetings.import_page", reference=reference, number=number)


def _list(meeting: Meeting, form: BringForm) -> dict[str, Any]:
    brought = imports_of(db(), meeting)
    return {
        "meeting": meeting,
        "form": form,
        "brought": brought,
        "states": words.IMPORT_STATE,
        "staff": staff_names(db(), [one.brought_by_id for one in brought]),
    }


def _one(meeting: Meeting, brought: AttendanceImport, form: ChoosingForm) -> dict[str, Any]:
    form.of.data = str(brought.version)
    shown: dict[str, Any] = {
        "meeting": meeting,
        "form": form,
        "brought": brought,
        "open": brought.state is ImportState.PREVIEW,
        "state": words.IMPORT_STATE[brought.state],
    }
    if brought.preview is None:
        return shown | {"preview": None}
    return shown | preview_shown(db(), key_of(db(), vault(), meeting), meeting, brought)
