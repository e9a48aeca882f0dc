"""The list of meetings: what comes, what is going on, what waits for its acta."""

from collections.abc import Iterable
from typing import Any

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.queries.offices import offices_of
from kernel.references import References, Referred
from meetings.kinds import MeetingKind
from meetings.policy import PLANNERS, READERS
from meetings.queries.listing import (
    Cursor,
    Filters,
    View,
    belonging,
    counts,
    meetings_listed,
)
from meetings.views.blueprint import bp
from meetings.views.entrance import readers_only
from meetings.views.words import EMPTY_VIEW, VIEW
from meetings.words import MEETING_KIND
from web.actor import actor
from web.transaction import db

LONGEST_SEARCH = 200


@bp.get("/")
@readers_only
def meetings_page() -> ResponseReturnValue:
    """One page of one view."""
    view, filters = _view(), _filters()
    after = Cursor.parse(request.args.get("after", ""))
    page = meetings_listed(db(), actor(), view, filters, after)
    chosen = _chosen(filters)
    return render_template(
        "meetings/meetings.html",
        tabs=_tabs(view, chosen),
        view=view,
        words=VIEW,
        empty=EMPTY_VIEW[view],
        found=page,
        filters=filters,
        chosen=chosen,
        kinds=MEETING_KIND,
        wholes=titles_of(belonging(db(), actor())),
        many_offices=len(offices_of(db(), actor(), *READERS)) > 1,
        plans=bool(actor().offices(*PLANNERS)),
        further=_address(view, chosen, str(page.next)) if page.next else "",
        start=_address(view, chosen) if after else "",
    )


def titles_of(wanted: Iterable[str]) -> dict[str, str]:
    """What each of these public references is called, as far as the actor may know it."""
    return {one: referred.title for one, referred in known_as(wanted).items()}


def known_as(wanted: Iterable[str]) -> dict[str, Referred]:
    """What each of these public references is to the actor; those that are not theirs are left."""
    found = {one: registry().resolve(db(), actor(), one) for one in wanted}
    return {one: referred for one, referred in found.items() if referred}


def registry() -> References:
    """Who answers for public references."""
    known: References = current_app.extensions["references"]
    return known


def _view() -> View:
    asked = request.args.get("view", "")
    return View(asked) if asked in set(View) else View.UPCOMING


def _filters() -> Filters:
    kind = request.args.get("kind", "")
    return Filters(
        words=request.args.get("q", "").strip()[:LONGEST_SEARCH],
        kind=MeetingKind(kind) if kind in set(MeetingKind) else None,
        belongs_to=request.args.get("part_of", "").strip(),
    )


def _chosen(filters: Filters) -> dict[str, str]:
    """The filters in use, as the address says them."""
    said = {
        "q": filters.words,
        "kind": filters.kind.value if filters.kind else "",
        "part_of": filters.belongs_to,
    }
    return {name: value for name, value in said.items() if value}


def _tabs(view: View, chosen: dict[str, str]) -> list[dict[str, Any]]:
    held = counts(db(), actor())
    return [
        {
            "words": VIEW[one],
            "href": _address(one, chosen),
            "count": held[one],
            "current": one is view,
            "hot": one is View.OPEN and held[one] > 0,
        }
        for one in View
    ]


def _address(view: View, chosen: dict[str, Any], after: str | None = None) -> str:
    return url_for("meetings.meetings_page", view=view.value, after=after, **chosen)
