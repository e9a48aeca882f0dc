"""The home of a process."""

from flask import render_template
from flask.typing import ResponseReturnValue

from commitments.views.quality import figures_of
from dialogue import words
from dialogue.queries.confirming import to_confirm_at
from dialogue.queries.gatherings import gatherings_of
from dialogue.queries.keeping import rates_at
from dialogue.queries.parties import sides_of
from dialogue.queries.spread import anchor_of
from dialogue.queries.stages import course_of
from dialogue.queries.waiting import waiting_for
from dialogue.views.blueprint import bp
from dialogue.views.courses import river_of, total_words, where_of
from dialogue.views.entrance import own_seat, process_to_read
from dialogue.views.next_steps import steps_for, waiting_steps
from dialogue.views.pointing import referred
from dialogue.views.taken_up import taken_up_shown
from meetings.words import MEETING_KIND
from web.access import open_to_all
from web.actor import actor
from web.transaction import db


@bp.get("/<code>")
@open_to_all
def process_page(code: str) -> ResponseReturnValue:
    """Where the process stands, and what the reader can do next."""
    process = process_to_read(code)
    course, sides = course_of(db(), process), sides_of(db(), process)
    rates = rates_at(db(), actor(), process)
    promises = sum(one.waits for one in to_confirm_at(db(), actor(), process))
    waiting = waiting_for(db(), actor(), process)
    return render_template(
        "dialogue/process.html",
        process=process,
        seat=own_seat(process),
        kinds=words.PROCESS_KIND,
        seat_kinds=words.SEAT_KIND,
        group_kinds=words.GROUP_KIND,
        course=course,
        river=river_of(course),
        where=where_of(course),
        total=total_words(course.total) if course.total else "",
        sides=sides,
        waits=waiting_steps(process, waiting, promises),
        steps=steps_for(process, sides),
        gatherings=gatherings_of(db(), actor(), process),
        meeting_kinds=MEETING_KIND,
        gathered=words.GATHERED,
        promises=rates.total,
        figures=figures_of(rates) if rates.total else [],
        taken_up=taken_up_shown(process),
        anchor=anchor_of(db(), actor(), process),
        study=referred(process.study),
        origin=referred(process.came_from),
    )
