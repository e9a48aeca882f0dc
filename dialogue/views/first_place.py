"""Where somebody whose work is at tables of dialogue begins after signing in."""

from flask import url_for

from dialogue.policy import HOSTS
from dialogue.queries.listing import tables_at_work
from web.actor import actor
from web.transaction import db


def first_place() -> str | None:
    """The list for who looks after tables or sits at several; else the one table, where it says
    what waits."""
    found = tables_at_work(db(), actor())
    if not found:
        return None
    if actor().offices(*HOSTS) or len(found) > 1:
        return url_for("dialogue.processes_page")
    return url_for("dialogue.process_page", code=found[0].code)
