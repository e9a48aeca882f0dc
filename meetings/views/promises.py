"""What a meeting agreed and promised: one list; promises are written while the acta is a draft."""

from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments.forms.making import BESIDE
from commitments.models import Commitment
from commitments.queries.commitments import commitment_for, commitment_numbered
from commitments.views.entrance import neighbour
from commitments.views.rows import rows_of
from kernel.errors import NotFound
from kernel.policy import allowed, require
from meetings import words
from meetings.forms.promises import MeetingPromiseForm
from meetings.models import Meeting
from meetings.operations.promises import correct_promise, promise_in
from meetings.policy import TABLE, Action
from meetings.queries.contents import promises_of
from meetings.queries.meetings import groups_of
from meetings.queries.said import agreements_of
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    meeting_at,
    meeting_to_change,
    once,
    readers_only,
    recorders_only,
    tell,
)
from web.actor import actor
from web.locale import _
from web.transaction import db


@bp.get("/<reference>/commitments")
@readers_only
def promises_page(reference: str) -> ResponseReturnValue:
    """Agreements and commitments of a meeting."""
    meeting, session = meeting_at(reference), db()
    agreements = agreements_of(session, meeting)
    promises = promises_of(session, meeting, agreements)
    return render_template(
        "meetings/promises.html",
        meeting=meeting,
        agreements=agreements,
        rows=rows_of(promises, name_office=False),
        written_here=[one.code for one in promises if one.made_in == meeting.subject],
        words=words,
        records=allowed(TABLE, actor(), Action.RECORD, meeting),
    )


@bp.get("/<reference>/commitments/new")
@recorders_only
def new_promise_page(reference: str) -> ResponseReturnValue:
    """An empty promise of this meeting."""
    meeting = meeting_at(reference)
    require(TABLE, actor(), Action.RECORD, meeting)
    form = MeetingPromiseForm(None)
    form.made_on.process_data(meeting.ends_on)
    return _page(meeting, form)


@bp.post("/<reference>/commitments/new")
@recorders_only
def new_promise_now(reference: str) -> ResponseReturnValue:
    """Write it down, once."""
    meeting, form = meeting_at(reference), MeetingPromiseForm()
    _offer(meeting, form)

    def write(session: Session) -> str:
        meeting = meeting_to_change(session, reference)
        waits_for = neighbour(form.depends_on.data or "", meeting.office_id)
        agreement = form.agreement.data or ""
        promise = form.promise(depends_on_id=waits_for, agreement=agreement)
        return promise_in(session, actor(), meeting, promise).code

    return _written(reference, form, write)


@bp.get("/<reference>/commitments/<code>")
@recorders_only
def promise_page(reference: str, code: str) -> ResponseReturnValue:
    """A promise of this meeting, to be corrected."""
    meeting = meeting_at(reference)
    commitment = _made_here(meeting, code)
    require(TABLE, actor(), Action.RECORD, meeting)
    form, before = MeetingPromiseForm(None), commitment_numbered(db(), commitment.depends_on_id)
    form.show(commitment, before.code if before else "")
    form.agreement.data = commitment.agreement
    return _page(meeting, form, commitment)


@bp.post("/<reference>/commitments/<code>")
@recorders_only
def promise_now(reference: str, code: str) -> ResponseReturnValue:
    """Correct it, as long as the acta is a draft and nothing was told of it."""
    meeting, form = meeting_at(reference), MeetingPromiseForm()
    _made_here(meeting, code)
    _offer(meeting, form)

    def write(session: Session) -> str:
        meeting = meeting_to_change(session, reference)
        commitment = commitment_for(session, actor(), code, for_change=True)
        waits_for = neighbour(form.depends_on.data or "", meeting.office_id)
        promise = form.promise(depends_on_id=waits_for, agreement=form.agreement.data or "")
        seen = form.version.data or 0
        correct_promise(session, actor(), meeting, commitment, promise, seen=seen)
        return code

    return _written(reference, form, write, code)


def _written(
    reference: str, form: MeetingPromiseForm, write: Any, code: str = ""
) -> ResponseReturnValue:
    """Write it once; a no shows the same page again, with all that was typed."""
    refusal = None
    if form.validate_on_submit():
        refusal, _code = once(form, write)
        if refusal is None:
            flash(_("El compromiso quedó escrito."), "good")
            return redirect(url_for("meetings.promises_page", reference=reference), code=303)
        name = BESIDE.get(refusal.code, "")
        tell(form, refusal, name if name in form else "")
    meeting = meeting_at(reference)
    commitment = _made_here(meeting, code) if code else None
    if commitment and refusal:
        form.seen(commitment.version)
    page = _page(meeting, form, commitment)
    return page, refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY


def _made_here(meeting: Meeting, code: str) -> Commitment:
    commitment = commitment_for(db(), actor(), code)
    if commitment.made_in != meeting.subject:
        raise NotFound("not-found")
    return commitment


def _offer(meeting: Meeting, form: MeetingPromiseForm) -> None:
    form.offer((one.reference, f"{one.number}. {one.text}") for one in agreements_of(db(), meeting))


def _page(meeting: Meeting, form: MeetingPromiseForm, commitment: Commitment | None = None) -> str:
    _offer(meeting, form)
    return render_template(
        "meetings/promise.html",
        meeting=meeting,
        form=form,
        commitment=commitment,
        groups=[group.name for group in groups_of(db(), meeting.office_id)],
        tab="meetings.promises_page",
    )
