"""The queue: what waits for whom."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.desk import FilterForm
from grievances.models import Case
from grievances.operations.reading import note_queue_read
from grievances.policy import READERS
from grievances.queries.cases import case_for, keys_of
from grievances.queries.queue import Cursor, View, counts, queue
from grievances.views.desk.entrance import bp, readers_only
from grievances.views.desk.rows import Row, rows_of, tabs_of
from grievances.views.desk.words import EMPTY, VIEW
from kernel.errors import NotFound
from web.actor import actor
from web.furniture import vault
from web.locale import _
from web.transaction import afterwards, db


@bp.get("/")
@readers_only
def queue_page() -> ResponseReturnValue:
    """One page of one view. A reference in the search box leads straight to its case."""
    if wanted := request.args.get("q", "").strip():
        return _found(wanted.upper())
    view = _view(request.args.get("view", ""))
    form = FilterForm(request.args)
    found = queue(db(), actor(), form.filters(view), Cursor.parse(request.args.get("after", "")))
    totals, chosen = counts(db(), actor()), form.chosen()
    title, why = EMPTY[view]
    return render_template(
        "desk/queue.html",
        form=form,
        view=view,
        caption=VIEW[view],
        rows=(rows := _rows(found.cases)),
        unverified=any(not row.clock.verified for row in rows),
        tabs=tabs_of(totals, view, chosen),
        chosen=chosen,
        total=totals[view] if not chosen else None,
        empty_title=title,
        empty_why=why,
        further=_address(view, chosen, str(found.next)) if found.next else "",
        start=_address(view, chosen) if "after" in request.args else "",
    )


def _view(asked: str) -> View:
    return View(asked) if asked in set(View) else View.OPEN


def _address(view: View, chosen: dict[str, Any], after: str | None = None) -> str:
    return url_for("desk.queue_page", view=view.value, after=after, **chosen)


def _rows(cases: list[tuple[Case, str | None]]) -> list[Row]:
    several = len(actor().offices(*READERS)) > 1
    _note_read([case for case, _handler in cases])
    keys = keys_of(db(), vault(), [case for case, _handler in cases])
    return rows_of(cases, keys, name_office=several)


def _note_read(cases: list[Case]) -> None:
    """Each office's own trail tells of its own cases only."""
    who, seen = actor(), [(case.office.holder, case.id) for case in cases]

    def remember(session: Session) -> None:
        for office in sorted({holder for holder, _id in seen}):
            ids = [number for holder, number in seen if holder == office]
            note_queue_read(session, who, office, ids)

    if seen:
        afterwards(remember)


def _found(reference: str) -> ResponseReturnValue:
    try:
        case = case_for(db(), actor(), reference)
    except NotFound:
        flash(_("No hay ningún caso con esa referencia."), "warn")
        return redirect(url_for("desk.queue_page"), code=303)
    return redirect(url_for("desk.case_page", reference=case.reference), code=303)
