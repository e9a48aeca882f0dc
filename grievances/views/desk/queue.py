"""The queue: what waits for whom. And the search: cases by the words in them."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries import entities_of
from accounts.roles import Role
from grievances.forms.desk import FilterForm
from grievances.models import Case
from grievances.operations.reading import note_queue_read
from grievances.policy import READERS
from grievances.queries.cases import case_for, keys_of
from grievances.queries.finding import found, says_something
from grievances.queries.offered import how_many_offered
from grievances.queries.queue import CAP, Cursor, View, counts, queue, tasks_of
from grievances.views.desk.entrance import bp, readers_only
from grievances.views.desk.rows import Row, rows_of, tabs_of
from grievances.views.desk.several import several_form
from grievances.views.desk.words import EMPTY, VIEW
from kernel.errors import NotFound
from kernel.text import number_in
from web.access import here
from web.actor import actor
from web.furniture import vault
from web.transaction import afterwards, db

LONGEST_SEARCH = 200


@bp.get("/")
@readers_only
def queue_page() -> ResponseReturnValue:
    """One page of one view."""
    if wanted := request.args.get("q", "").strip():
        return redirect(url_for("desk.search_page", q=wanted), code=303)
    view, form = _view(request.args.get("view", "")), _filters()
    page = queue(db(), actor(), form.filters(view), Cursor.parse(request.args.get("after", "")))
    totals, chosen = counts(db(), actor()), form.chosen()
    title, why = EMPTY[view]
    return render_template(
        "desk/queue.html",
        form=form,
        view=view,
        offered=how_many_offered(db(), actor()),
        caption=VIEW[view],
        **_listed(page.cases),
        tabs=tabs_of(totals, view, chosen),
        chosen=chosen,
        total=totals[view] if not chosen and totals[view] <= CAP else None,
        empty_title=title,
        empty_why=why,
        further=_address(view, chosen, str(page.next)) if page.next else "",
        start=_address(view, chosen) if "after" in request.args else "",
    )


@bp.get("/search")
@readers_only
def search_page() -> ResponseReturnValue:
    """Cases by reference, place, subject, one complained of, or any words that were written."""
    words, form = request.args.get("q", "").strip()[:LONGEST_SEARCH], _filters()
    if case := _case_called(words):
        return redirect(url_for("desk.case_page", reference=case.reference), code=303)
    before = number_in(request.args.get("after", ""))
    page = found(db(), vault(), actor(), words, form.filters(View.OPEN), before)
    chosen = form.chosen()
    return render_template(
        "desk/search.html",
        form=form,
        words=words,
        says_something=says_something(words),
        **_listed(page.cases),
        chosen=chosen,
        further=_search(words, chosen, page.next) if page.next else "",
        start=_search(words, chosen) if before else "",
    )


def _filters() -> FilterForm:
    form = FilterForm(request.args)
    entities = (one for office in _offices() for one in entities_of(db(), office))
    form.offer({one.id: one.name for one in entities})
    return form


def _offices() -> list[int]:
    return sorted(actor().offices(*READERS))


def _view(asked: str) -> View:
    return View(asked) if asked in set(View) else View.OPEN


def _address(view: View, chosen: dict[str, Any], after: str | None = None) -> str:
    return url_for("desk.queue_page", view=view.value, after=after, **chosen)


def _search(words: str, chosen: dict[str, Any], after: int | None = None) -> str:
    return url_for("desk.search_page", q=words, after=after, **chosen)


def _listed(cases: list[tuple[Case, str | None]]) -> dict[str, Any]:
    """The rows of a page, and what can be done to several of them."""
    rows = _rows(cases)
    gives = bool(actor().offices(Role.INTAKE, Role.SUPERVISOR))
    return {
        "rows": rows,
        "unverified": any(not row.clock.verified for row in rows),
        "several": several_form() if gives and rows else None,
        "here": here(),
    }


def _rows(cases: list[tuple[Case, str | None]]) -> list[Row]:
    shown = [case for case, _handler in cases]
    _note_read(shown)
    keys = keys_of(db(), vault(), shown)
    tasks = tasks_of(db(), shown) if shown else {}
    return rows_of(cases, keys, tasks, name_office=len(_offices()) > 1)


def _note_read(cases: list[Case]) -> None:
    """Each office's own trail tells of its own cases only."""
    who, seen = actor(), [(case.office.holder, case.id) for case in cases]

    def remember(session: Session) -> None:
        for office in sorted({holder for holder, _id in seen}):
            ids = [number for holder, number in seen if holder == office]
            note_queue_read(session, who, office, ids)

    if seen:
        afterwards(remember)


def _case_called(reference: str) -> Case | None:
    try:
        return case_for(db(), actor(), reference.upper())
    except NotFound:
        return None
