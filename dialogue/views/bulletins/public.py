"""Bulletins for everybody: a list, a page for each, and the same on paper."""

from flask import Blueprint, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialogue.contents.bulletin import read_issue
from dialogue.documents.bulletin import LANGUAGES, groups_of, paper, told
from dialogue.documents.report.parts import called, on
from dialogue.queries.bulletins import MOST_SHOWN, published_bulletin, published_bulletins
from dialogue.queries.still_public import shown_today
from kernel.errors import NotFound
from kernel.seals import grouped
from web.access import public
from web.floods import Limit, wait_for_turn
from web.furniture import public_url
from web.headers import SANDBOXED
from web.locale import current, tag_of
from web.transaction import db, pause

bp = Blueprint("bulletins", __name__, url_prefix="/bulletins")

PRINTED = Limit("dialogue:bulletins", 30)


@bp.get("/")
@public
def published_bulletins_page() -> ResponseReturnValue:
    """Every published bulletin, the newest first."""
    after = request.args.get("after", type=int)
    found = published_bulletins(db(), after)
    rows = found[:MOST_SHOWN]
    here = "bulletins.published_bulletins_page"
    return render_template(
        "dialogue/public/bulletins.html",
        rows=[(one.code, read_issue(one.content)) for one in rows],
        called=called,
        on=on,
        further=url_for(here, after=rows[-1].id) if len(found) > MOST_SHOWN else "",
        start=url_for(here) if after else "",
    )


@bp.get("/<code>")
@public
def bulletin_page(code: str) -> ResponseReturnValue:
    """One bulletin, as it was frozen, without what is public no more."""
    shown = shown_today(db(), published_bulletin(db(), code), told)
    issue = shown.issue
    return render_template(
        "dialogue/public/bulletin.html",
        issue=issue,
        gone=shown.gone,
        called=called,
        on=on,
        groups=groups_of(issue.facts),
        tag=tag_of(current()),
        head=grouped(issue.head),
    )


@bp.get("/<code>/<language>.pdf")
@public
def bulletin_pdf(code: str, language: str) -> ResponseReturnValue:
    """The same on paper: the same bytes for the same facts.

    NotFound once something in it is public no more: a paper goes on from hand to hand.
    """
    if language not in LANGUAGES:
        raise NotFound("not-found")
    wait_for_turn(PRINTED)
    shown = shown_today(db(), published_bulletin(db(), code), told)
    if shown.gone:
        raise NotFound("not-found")
    pause()
    answer = make_response(paper(shown.issue, language, public_url()).data)
    answer.mimetype = "application/pdf"
    name = f"boletin-{shown.issue.code}-{language}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = SANDBOXED
    return answer
