"""Many old actas at once: a spreadsheet is brought, shown as it was understood, confirmed."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from kernel.errors import BadInput
from kernel.spreadsheets.books import Book
from kernel.spreadsheets.reading import read
from kernel.spreadsheets.writing import Page, as_xlsx
from meetings.forms.old import OldSheetForm
from meetings.kinds import MeetingKind
from meetings.models import OldActaImport
from meetings.old_sheets import HEADS, understood
from meetings.operations.old_sheets import bring_sheet, confirm_sheet, leave_sheet
from meetings.queries.old_actas import book_of, import_for
from meetings.views.blueprint import bp
from meetings.views.entrance import happens, once, planners_only, tell
from meetings.views.old import chosen_office, offered
from meetings.views.words import COLUMN_HELP
from meetings.words import MEETING_KIND, OLD_TROUBLE
from web.actor import actor
from web.forms import Form, show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db, pause
from web.uploads import takes_files

SHOWN = 200
"""So many rows stand on the page; the file may have more."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/old/many")
@planners_only
def old_sheet_page() -> ResponseReturnValue:
    """Which columns a spreadsheet has, and where to bring it."""
    form = OldSheetForm(None, data={"kind": MeetingKind.DIALOGUE_SESSION.value})
    return render_template("meetings/old_many.html", form=offered(form), **_columns())


@bp.get("/old/many/columns.xlsx")
@planners_only
def old_sheet_columns() -> Response:
    """A spreadsheet with our columns and nothing else, to be filled in."""
    heads = [asked for asked, *_others in HEADS.values()]
    answer = Response(as_xlsx([Page("Actas", heads, [])]), mimetype=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="actas.xlsx"'
    return answer


@bp.post("/old/many")
@takes_files
@planners_only
def bring_old_sheet() -> ResponseReturnValue:
    """Read it; the next page shows how it was understood."""
    form = offered(OldSheetForm())
    if form.validate_on_submit():
        book = _read(form)
        if book is not None:
            refusal, number = once(form, lambda s: _bring(s, form, book))
            if refusal is None:
                return _to_preview(int(number))
            tell(form, refusal)
    return show_again("meetings/old_many.html", form=offered(form), **_columns())


@bp.get("/old/many/<int:number>")
@planners_only
def old_sheet_preview(number: int) -> ResponseReturnValue:
    """What would be written, and which rows nobody could understand."""
    return _preview(import_for(db(), actor(), number), Form(None))


@bp.post("/old/many/<int:number>")
@planners_only
def confirm_old_sheet(number: int) -> ResponseReturnValue:
    """Write it."""
    import_for(db(), actor(), number)
    form = Form()
    if happens(form, lambda s: confirm_sheet(s, vault(), actor(), _held(s, number))):
        flash(_("Las actas están en la lista."), "good")
        return _to_preview(number)
    return _preview(import_for(db(), actor(), number), form), 422


@bp.post("/old/many/<int:number>/leave")
@planners_only
def leave_old_sheet(number: int) -> ResponseReturnValue:
    """Write nothing of it."""
    import_for(db(), actor(), number)
    form = Form()
    if happens(form, lambda s: leave_sheet(s, actor(), _held(s, number))):
        flash(_("No se guardó nada de esa hoja."), "good")
        return redirect(url_for("meetings.old_sheet_page"), code=303)
    return _preview(import_for(db(), actor(), number), form), 422


def _read(form: OldSheetForm) -> Book | None:
    """The cells of the file; what is wrong with it is said beside the field. Slow."""
    pause()
    try:
        return read(form.file.data.stream, form.file.data.filename or "")
    except BadInput as refusal:
        tell(form, refusal, "file")
        return None


def _bring(session: Session, form: OldSheetForm, book: Book) -> str:
    office, kind = chosen_office(session, form), MeetingKind(form.kind.data)
    name = (form.file.data.filename or "")[:120]
    belongs_to = form.belongs_to.data or ""
    brought = bring_sheet(session, vault(), actor(), office, book, name, kind, belongs_to)
    return str(brought.id)


def _held(session: Session, number: int) -> OldActaImport:
    return import_for(session, actor(), number, for_change=True)


def _preview(brought: OldActaImport, form: Form) -> str:
    found = understood(book_of(db(), vault(), brought), today_at(brought.office))
    return render_template(
        "meetings/old_preview.html",
        brought=brought,
        form=form,
        found=found,
        shown=found.lines[:SHOWN],
        actas=len({line.acta for line in found.lines}),
        agreements=sum(bool(line.agreement) for line in found.lines),
        commitments=sum(bool(line.commitment) for line in found.lines),
        kinds=MEETING_KIND,
        troubles=OLD_TROUBLE,
    )


def _columns() -> dict[str, Any]:
    return {"columns": [(heads[0], COLUMN_HELP[one]) for one, heads in HEADS.items()]}


def _to_preview(number: int) -> ResponseReturnValue:
    return redirect(url_for("meetings.old_sheet_preview", number=number), code=303)
