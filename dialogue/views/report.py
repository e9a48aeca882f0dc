"""The report of a process, as it stands today: for the parties, or for everybody."""

from flask import render_template
from flask.typing import ResponseReturnValue

from dialogue.documents.report import sections_of
from dialogue.documents.report.parts import called
from dialogue.documents.report.sections import facts_of, made_of, nature_of
from dialogue.kinds import Visibility
from dialogue.policy import TABLE, Action
from dialogue.queries.report import report_of
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_to_read
from kernel.policy import allowed
from web.access import open_to_all
from web.actor import actor
from web.transaction import db


@bp.get("/<code>/report")
@open_to_all
def report_page(code: str) -> ResponseReturnValue:
    """All that is known, section by section, with what is missing; and its papers."""
    process = process_to_read(code)
    inside = allowed(TABLE, actor(), Action.READ, process)
    report = report_of(db(), process, public=not inside)
    return render_template(
        "dialogue/report.html",
        process=process,
        inside=inside,
        is_public=process.visibility is Visibility.PUBLIC,
        summary=called(report.summary),
        facts=facts_of(report),
        nature=nature_of(report),
        made=made_of(report),
        sections=sections_of(report),
    )
