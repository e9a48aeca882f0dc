"""Actas for everybody: a list, one page for each, its papers without names."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kernel.seals import fingerprint_of, grouped
from meetings.documents.acta_formulas import place_of
from meetings.documents.acta_said import when_said
from meetings.kinds import Copy
from meetings.queries.minutes import papers_of
from meetings.queries.public_actas import published_acta, published_actas
from meetings.views.acta.papers import language_of, stored_paper
from meetings.words import EXTENT, MEETING_KIND, PAPER_LANGUAGE
from web.access import public
from web.actor import actor
from web.locale import prefer
from web.transaction import db

bp = Blueprint("actas", __name__, url_prefix="/actas")


@bp.get("/")
@public
def list_page() -> ResponseReturnValue:
    """Every published acta, the newest first."""
    search = request.args.get("q", "")[:100]
    found = published_actas(db(), search=search, after=request.args.get("after", ""))
    further = url_for("actas.list_page", q=search or None, after=found.further)
    return render_template(
        "meetings/public/actas.html",
        rows=found.rows,
        search=search,
        further=further if found.further else "",
        start=url_for("actas.list_page", q=search or None) if request.args.get("after") else "",
        place_of=place_of,
        kinds=MEETING_KIND,
    )


@bp.get("/<reference>")
@public
def acta_page(reference: str) -> ResponseReturnValue:
    """What was on the agenda and what was agreed, and the papers to keep."""
    found = published_acta(db(), actor(), reference)
    prefer(found.acta.heading.languages)
    papers = papers_of(db(), found.minutes)
    return render_template(
        "meetings/public/acta.html",
        acta=found.acta,
        office=found.meeting.office,
        place=place_of(found.acta),
        when=when_said(found.acta),
        fingerprint=grouped(fingerprint_of(found.minutes.public_hash)),
        address=url_for(
            "verification.standing_page", fingerprint=fingerprint_of(found.minutes.public_hash)
        ),
        papers=[one for one in PAPER_LANGUAGE if (Copy.PUBLIC, one) in papers],
        languages_of_papers=PAPER_LANGUAGE,
        kinds=MEETING_KIND,
        extents=EXTENT,
    )


@bp.get("/<reference>/<language>.pdf")
@public
def paper(reference: str, language: str) -> ResponseReturnValue:
    """A public paper, byte for byte as it was printed."""
    found = published_acta(db(), actor(), reference)
    return stored_paper(found.meeting, found.minutes, Copy.PUBLIC, language_of(language))
