"""The home of a process."""

from flask import render_template
from flask.typing import ResponseReturnValue

from dialogue import words
from dialogue.views.blueprint import bp
from dialogue.views.entrance import own_seat, process_to_read
from web.access import open_to_all


@bp.get("/<code>")
@open_to_all
def process_page(code: str) -> ResponseReturnValue:
    """Where the process stands, and what the reader can do next."""
    process = process_to_read(code)
    return render_template(
        "dialogue/process.html",
        process=process,
        seat=own_seat(process),
        kinds=words.PROCESS_KIND,
        group_kinds=words.GROUP_KIND,
    )
