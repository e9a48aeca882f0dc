"""A conversation as an archive, for the office that leads it."""

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from dialogue.documents.conversation_files import archive_of
from dialogue.policy import Action
from dialogue.queries.exporting import given_out
from dialogue.queries.opinions import COMPUTED, last_run, opinions_in
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from dialogue.views.statements.entrance import met_for
from web.actor import actor
from web.transaction import db, pause


@bp.get("/<code>/statements/<conversation>/export.zip")
@hosts_only
def export_conversation(code: str, conversation: str) -> ResponseReturnValue:
    """The files of Polis and ours; voters by number."""
    found = met_for(code, conversation, Action.REPORT)
    given = given_out(db(), actor(), *found)
    run = last_run(db(), found.conversation, *COMPUTED)
    groups = opinions_in(run).found.membership if run else {}
    name = found.conversation.code
    pause()
    answer: Response = make_response(archive_of(given, groups))
    answer.mimetype = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer
