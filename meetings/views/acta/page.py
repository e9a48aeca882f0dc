"""The page of an acta: what it lacks, what comes next, every sealed version with its papers."""

from datetime import timedelta
from typing import Any

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from kernel.clock import now
from kernel.jobs.enqueue import RunState
from kernel.policy import allowed
from kernel.seals import grouped
from meetings.forms.acta import AmendForm, ReadBackForm
from meetings.kinds import Copy, PaperLanguage
from meetings.lifecycle import State
from meetings.models import Meeting, SealedMinutes
from meetings.operations.minutes import lacks_to_be_read, lacks_to_be_sealed
from meetings.operations.papers import run_of
from meetings.policy import TABLE, Action
from meetings.queries.contents import acta_of, readings_of
from meetings.queries.minutes import (
    book_entry_of,
    papers_of,
    scans_of,
    seals_of,
    versions_of,
)
from meetings.queries.signatories import signatories_of
from meetings.views.acta.sources import waiting_for
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, readers_only
from meetings.words import COPY, PAPER_LANGUAGE, STATE, TONGUE
from web.actor import actor
from web.forms import Form
from web.furniture import jobs, references
from web.refusals import CODES
from web.transaction import db

LOOK_AGAIN = "5"
"""So many seconds until the page is fetched again while its papers are being printed."""
PATIENCE = timedelta(minutes=5)
"""Longer than this no page comes again by itself: somebody may be writing in it."""


@bp.get("/<reference>/acta")
@readers_only
def acta_page(reference: str) -> ResponseReturnValue:
    """The acta as it stands. While papers are being printed the page comes again by itself."""
    meeting = meeting_at(reference)
    shown = shown_of(meeting)
    answer = make_response(render_template("meetings/acta.html", **shown))
    if shown["comes_again"]:
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


def shown_of(meeting: Meeting, form: Form | None = None) -> dict[str, Any]:
    """What the page shows; a form that was sent and refused comes along."""
    session, who = db(), actor()
    reading = form if isinstance(form, ReadBackForm) else ReadBackForm(data=_usual(meeting))
    acta = acta_of(session, references(), meeting)
    versions = [_version(one) for one in versions_of(session, meeting)]
    return {
        "meeting": meeting,
        "acta": acta,
        "form": form or Form(),
        "plain": Form(),
        "reading": reading,
        "amending": form if isinstance(form, AmendForm) else AmendForm(),
        "seals": allowed(TABLE, who, Action.SEAL, meeting),
        "lacks_reading": _said(lacks_to_be_read(meeting, acta)),
        "lacks_sealing": _said(lacks_to_be_sealed(session, meeting, acta)),
        "readings": readings_of(session, meeting),
        "signatories": signatories_of(session, meeting),
        "versions": versions,
        "comes_again": any(one["comes_again"] for one in versions),
        "entry": book_entry_of(session, meeting),
        "waiting": waiting_for(meeting) if _is_written(meeting) else [],
        "state_words": STATE,
        "copies": COPY,
        "languages_of_papers": PAPER_LANGUAGE,
        "tongues": TONGUE,
    }


def _is_written(meeting: Meeting) -> bool:
    """Whether the reader can still put something into the acta."""
    is_draft = meeting.state is State.DRAFT and meeting.cancelled_at is None
    return is_draft and allowed(TABLE, actor(), Action.RECORD, meeting)


def _usual(meeting: Meeting) -> dict[str, str]:
    """What is likely: the facilitator reads, in Quechua where the meeting spoke it."""
    language = "qu" if "qu" in meeting.languages else "es"
    return {"language": language, "reader": meeting.facilitator}


def _said(refusals: list[Any]) -> list[Any]:
    return [CODES[one.code] for one in refusals]


def _version(minutes: SealedMinutes) -> dict[str, Any]:
    session = db()
    papers, (full, public) = papers_of(session, minutes), seals_of(session, minutes)
    whole = len(papers) == len(Copy) * len(PaperLanguage)
    run = None if whole else jobs().run(run_of(minutes))
    failed = not whole and (run is None or run.state is RunState.FAILED)
    return {
        "minutes": minutes,
        "papers": papers,
        "full": grouped(full.fingerprint),
        "public": grouped(public.fingerprint),
        "full_fingerprint": full.fingerprint,
        "printing": not whole and not failed,
        "comes_again": not whole and not failed and now() - minutes.sealed_at < PATIENCE,
        "failed": failed,
        "scans": scans_of(session, minutes),
    }
