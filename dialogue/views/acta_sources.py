"""Results of rounds that wait for the acta of a meeting, told where it is written."""

from collections.abc import Sequence

from flask import url_for

from dialogue.policy import Action
from dialogue.queries.processes import process_of
from dialogue.queries.unnoted import unnoted_for
from meetings.models import Meeting
from meetings.views.acta.sources import Waiting
from web.actor import actor
from web.locale import ngettext
from web.transaction import db


def results_waiting(meeting: Meeting) -> Sequence[Waiting]:
    """One line that leads to the results in the room of the table; none where none waits."""
    process = process_of(db(), actor(), meeting, Action.RECORD)
    if process is None:
        return []
    waits = len(unnoted_for(db(), actor(), process, meeting))
    if not waits:
        return []
    said = ngettext(
        "%(num)d resultado de una ronda de la mesa", "%(num)d resultados de rondas de la mesa",
        waits,
    )  # fmt: skip
    here = url_for("dialogue.room_page", code=process.code, reference=meeting.reference,
                   _anchor="results")  # fmt: skip
    return [Waiting(said, here)]
