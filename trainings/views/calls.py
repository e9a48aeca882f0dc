"""Convocatorias for everybody: the list, the page of each, the paper. No name ever stands here."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel.clock import now
from kernel.errors import NotFound, RuleBroken
from trainings.documents import calls as documents
from trainings.documents.calls import CallPaper
from trainings.kinds import Admission
from trainings.operations.registrations import expect_open, is_to_come
from trainings.queries.registrations import room_of
from trainings.queries.workshops import Found, calls_open, public_workshop, topics_treated
from trainings.words import QUOTA_OF
from web import formats, locale
from web.access import public
from web.actor import actor
from web.floods import Limit, wait_for_turn
from web.transaction import db, pause

bp = Blueprint("calls", __name__, url_prefix="/workshops")

PRINTED = Limit("workshops:call-printed", 60)
"""Papers for one address: whoever prints more leaves the presses to the others."""


@bp.get("/")
@public
def calls_page() -> ResponseReturnValue:
    """The workshops to come of every published programme."""
    yesterday = now().date() - timedelta(days=1)  # west of London the day is not over yet
    found = calls_open(db(), yesterday)
    rows = [_row(workshop) for workshop in found if is_to_come(workshop.meeting)]
    return render_template("trainings/public/calls.html", rows=rows)


def _row(workshop: Any) -> dict[str, Any]:
    meeting = workshop.meeting
    return {
        "title": meeting.called(locale.current()),
        "days": documents.days_of(meeting),
        "place": documents.place_of(meeting),
        "office": meeting.office.name,
        "href": url_for("calls.call_page", meeting=meeting.reference),
    }


@bp.get("/<meeting>")
@public
def call_page(meeting: str) -> ResponseReturnValue:
    """What, when, where, for whom, and how to register."""
    found = call_at(meeting)
    return render_template("trainings/public/call.html", **around(found))


@bp.get("/<meeting>/call-<language>.pdf")
@public
def call_pdf(meeting: str, language: str) -> ResponseReturnValue:
    """The convocatoria as a paper to hang up."""
    if language not in documents.LANGUAGES:
        raise NotFound("not-found")
    call_at(meeting)
    wait_for_turn(PRINTED)
    found = call_at(meeting)
    paper = paper_of(found, language)
    pause()
    answer = make_response(documents.call_paper(paper))
    answer.mimetype = "application/pdf"
    name = f"convocatoria-{found.workshop.meeting.reference}-{language}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def call_at(meeting: str) -> Found:
    """The workshop in this address, its page in the language and the time of its office."""
    found = public_workshop(db(), actor(), meeting)
    locale.prefer(found.programme.office.languages)
    formats.use_zone(found.programme.office.time_zone)
    return found


def around(found: Found) -> dict[str, Any]:
    """What the public pages of a workshop have in common: counts of places, and nobody's name."""
    workshop = found.workshop
    room = room_of(db(), workshop)
    topics = topics_treated(db(), workshop)
    return {
        "call": documents.call_of(found.programme, workshop, topics, locale.current()),
        "meeting": workshop.meeting,
        "workshop": workshop,
        "office": found.programme.office,
        "is_published": found.programme.is_public,
        "open": _is_open(found),
        "by_invitation": workshop.admission is Admission.INVITATION,
        "to_come": is_to_come(workshop.meeting),
        "free": room.free,
        "kept": [
            (QUOTA_OF[quota.of], quota.at_least) for quota in room.quotas if quota.group_id is None
        ],
        "keeps_for_groups": any(quota.group_id for quota in room.quotas),
    }


def _is_open(found: Found) -> bool:
    try:
        expect_open(found, invited=True)
    except RuleBroken:
        return False
    return found.programme.is_public


def paper_of(found: Found, language: str) -> CallPaper:
    """The convocatoria as it is printed in this language, or in both."""
    topics = topics_treated(db(), found.workshop)
    sides = tuple(
        documents.call_of(found.programme, found.workshop, topics, one)
        for one in documents.LANGUAGES[language]
    )
    address = address_of(found)
    return CallPaper(
        title=sides[0].title,
        office=found.programme.office,
        sides=sides,
        address=address,
        shown_address=address.partition("://")[2] or address,
        qr=documents.qr_of(address),
        open_to_all=found.workshop.admission is Admission.OPEN,
    )


def address_of(found: Found) -> str:
    """The whole address of the page of a convocatoria."""
    page = url_for("calls.call_page", meeting=found.workshop.meeting.reference)
    return f"{current_app.config['SETTINGS'].public_url}{page}"
