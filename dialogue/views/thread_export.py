"""A thread to be taken along by its parties."""

from flask import make_response
from flask.typing import ResponseReturnValue

from dialogue.documents.thread_table import thread_csv as table_of
from dialogue.queries.threads import thread_for
from dialogue.queries.whole_threads import whole_thread
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_at
from dialogue.views.papers import SAVED
from dialogue.views.thread import PAGE
from kernel.clock import now
from web.access import open_to_all
from web.actor import actor
from web.floods import wait_for_turn
from web.locale import current
from web.transaction import db


@bp.get(f"{PAGE}/posts.csv")
@open_to_all
def thread_csv(code: str, thread: str) -> ResponseReturnValue:
    """Every post that is shown, for a spreadsheet."""
    wait_for_turn(SAVED)
    process = process_at(code)
    found = thread_for(db(), actor(), process, thread)
    whole = whole_thread(db(), process, found, now(), public=False)
    answer = make_response(table_of(whole, current()))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.code}.csv"'
    return answer
