"""The sheets of the paper kit are passed into the platform, in the order of their columns."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.errors import BadInput, NotFound, Refusal, RuleBroken
from kernel.text import number_in
from meetings import words
from meetings.documents.kit import LINES
from meetings.forms.grids import Row, rows_of
from meetings.forms.said import Noted
from meetings.kinds import SheetKind
from meetings.models import Meeting
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, meeting_to_change, once, recorders_only
from meetings.views.room.kinds import KINDS, Noting, offers_of
from web.locale import ngettext
from web.refusals import CODES
from web.transaction import db

MORE_ROWS, MOST_ROWS = 10, 60
ENTRY = {
    SheetKind.CONCERNS: "contribution",
    SheetKind.DECISIONS: "agreement",
    SheetKind.COMMITMENTS: "commitment",
}


class RowRefused(RuleBroken):
    """An operation refused one row; `facts` name it, and nothing of the sheet was written."""


@bp.get("/<reference>/said/grid/<sheet>")
@recorders_only
def said_grid(reference: str, sheet: str) -> ResponseReturnValue:
    """A grid with the columns of the paper, and blank rows."""
    meeting, kind = meeting_at(reference), _kind(sheet)
    rows = rows_of(kind, _asked(kind), offers_of(db(), meeting))
    return _page(meeting, kind, rows, Noted(None))


@bp.post("/<reference>/said/grid/<sheet>")
@recorders_only
def pass_sheet(reference: str, sheet: str) -> ResponseReturnValue:
    """Write every row that says something; when one lacks something, none is written yet."""
    meeting, kind, form = meeting_at(reference), _kind(sheet), Noted()
    rows = rows_of(kind, _asked(kind), offers_of(db(), meeting), request.form)
    filled = [row for row in rows if not row.is_blank]
    sound = [row.form.validate() for row in filled]
    if not form.validate_on_submit() or not all(sound):
        return _page(meeting, kind, rows, form), 422

    def act(session: Session) -> None:
        held = meeting_to_change(session, reference)
        for row in filled:
            _write(session, held, kind, row, form)

    refusal, _answer = once(_whole(form), act)
    if refusal:
        _show(rows, refusal)
        return _page(meeting_at(reference), kind, rows, form), refusal.status
    told = ngettext("Se guardó %(num)d fila.", "Se guardaron %(num)d filas.", len(filled))
    flash(told, "good")
    return redirect(url_for("meetings.said_page", reference=reference), code=303)


def _write(session: Session, meeting: Meeting, kind: SheetKind, row: Row, form: Noted) -> None:
    noting = Noting(session, meeting, f"{form.key.data}-{row.number}", now())
    try:
        KINDS[ENTRY[kind]].write(noting, row.form)
    except (BadInput, RuleBroken) as refusal:
        raise RowRefused(refusal.code, row=row.number) from refusal


def _whole(form: Noted) -> Noted:
    """The form, whose sending stands for all of its rows: another text is another sending."""
    typed = sorted((name, value) for name, value in request.form.items() if name != "csrf_token")
    form.sent = lambda: dict(typed)  # type: ignore[method-assign]
    return form


def _show(rows: list[Row], refusal: Refusal) -> None:
    said = CODES[refusal.code]
    row = rows[int(str(refusal.facts["row"])) - 1]
    row.form.form_errors.append(f"{said.title}. {said.why}")


def _kind(sheet: str) -> SheetKind:
    if sheet not in {kind.value for kind in SheetKind}:
        raise NotFound("not-found")
    return SheetKind(sheet)


def _asked(kind: SheetKind) -> int:
    """So many rows as the paper has, unless more are asked for."""
    return min(number_in(request.args.get("rows", "")) or LINES[kind], MOST_ROWS)


def _page(meeting: Meeting, kind: SheetKind, rows: list[Row], form: Noted) -> str:
    return render_template(
        "meetings/said_grid.html",
        meeting=meeting,
        kind=kind,
        kinds=SheetKind,
        rows=rows,
        form=form,
        faulty=[row for row in rows if row.form.errors],
        more=min(len(rows) + MORE_ROWS, MOST_ROWS),
        words=words,
    )
