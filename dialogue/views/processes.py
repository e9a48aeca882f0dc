"""The list of processes."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialogue import words
from dialogue.kinds import ProcessView
from dialogue.policy import HOSTS
from dialogue.queries.listing import how_many, processes_found, views_for
from dialogue.queries.offers import how_many_offered
from dialogue.views.blueprint import bp
from web.access import open_to_all
from web.actor import actor
from web.transaction import db


@bp.get("/")
@open_to_all
def processes_page() -> ResponseReturnValue:
    """The processes that the reader knows of."""
    sought, view = request.args.get("q", "").strip(), _view()
    after = request.args.get("after", type=int)
    return render_template(
        "dialogue/processes.html",
        found=processes_found(db(), actor(), view, sought, after),
        view=view,
        sought=sought,
        after=after,
        views=_views(view, sought),
        kinds=words.PROCESS_KIND,
        states=words.PROCESS_STATE,
        may_make=bool(actor().offices(*HOSTS)),
        offered=how_many_offered(db(), actor()),
    )


def _view() -> ProcessView:
    asked = request.args.get("view", "")
    return next((one for one in views_for(actor()) if one.value == asked), ProcessView.GOING_ON)


def _views(current: ProcessView, sought: str) -> list[dict[str, Any]]:
    return [
        {
            "words": words.PROCESS_VIEW[one],
            "href": url_for("dialogue.processes_page", view=one.value, q=sought or None),
            "count": how_many(db(), actor(), one),
            "current": one is current,
        }
        for one in views_for(actor())
    ]
