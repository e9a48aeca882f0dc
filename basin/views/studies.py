"""The list of studies."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from basin import words
from basin.kinds import StudyView
from basin.policy import HOSTS
from basin.queries.listing import how_many, studies_found, views_for
from basin.queries.studies import public_study
from basin.views.blueprint import bp
from kernel.errors import NotFound
from web.access import open_to_all
from web.actor import actor
from web.transaction import db


@bp.get("/")
@open_to_all
def studies_page() -> ResponseReturnValue:
    """The studies that the reader knows of; a code that is typed leads to its study."""
    sought, view = request.args.get("q", "").strip(), _view()
    if code := _code_called(sought):
        return redirect(url_for("basin.study_page", code=code), code=303)
    after = request.args.get("after", type=int)
    return render_template(
        "basin/studies.html",
        found=studies_found(db(), actor(), view, sought, after),
        view=view,
        sought=sought,
        after=after,
        views=_views(view, sought),
        visibilities=words.VISIBILITY,
        may_make=bool(actor().offices(*HOSTS)),
    )


def _view() -> StudyView:
    asked = request.args.get("view", "")
    return next((one for one in views_for(actor()) if one.value == asked), StudyView.OPEN)


def _views(current: StudyView, sought: str) -> list[dict[str, Any]]:
    return [
        {
            "words": words.STUDY_VIEW[one],
            "href": url_for("basin.studies_page", view=one.value, q=sought or None),
            "count": how_many(db(), actor(), one),
            "current": one is current,
        }
        for one in views_for(actor())
    ]


def _code_called(sought: str) -> str:
    try:
        return public_study(db(), actor(), sought).code if sought else ""
    except NotFound:
        return ""
