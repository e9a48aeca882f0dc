"""What is promised in an agreement: who, what, until when, verified by whom."""

from collections.abc import Callable
from http import HTTPStatus

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments.forms.making import BESIDE, PromiseForm
from commitments.lifecycle import Status
from commitments.models import Commitment
from commitments.queries.commitments import commitment_for, commitment_numbered
from commitments.views.entrance import neighbour
from dialogue.forms.agreements import SeenForm
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process
from dialogue.operations.agreements.promising import correct_promise, drop_promise, promise_in
from dialogue.policy import TABLE, Action
from dialogue.queries.confirming import nobody_speaks_for
from dialogue.views.agreements.entrance import (
    agreement_at,
    agreement_to_change,
    pressed,
    seen,
    to_agreement,
)
from dialogue.views.agreements.page import contents, unheard
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from kernel.errors import NotFound
from kernel.policy import require
from meetings.views.entrance import once, tell
from web.actor import actor
from web.furniture import jobs
from web.locale import _
from web.transaction import db


@bp.get("/<code>/agreements/<of>/commitments/new")
@hosts_only
def new_promise_page(code: str, of: str) -> ResponseReturnValue:
    """An empty promise."""
    process, agreement = agreement_at(code, of)
    form = PromiseForm(None)
    form.made_on.process_data(agreement.agreed_on)
    return _page(process, agreement, form)


@bp.post("/<code>/agreements/<of>/commitments/new")
@hosts_only
def promise_now(code: str, of: str) -> ResponseReturnValue:
    """Write it down, once."""
    form = PromiseForm()
    agreement_at(code, of)

    def write(session: Session) -> str:
        process, agreement = agreement_to_change(session, code, of)
        waits_for = neighbour(form.depends_on.data or "", process.office_id)
        promise = form.promise(depends_on_id=waits_for)
        return promise_in(session, actor(), process, agreement, promise).code

    return _written(code, of, form, write)


@bp.get("/<code>/agreements/<of>/commitments/<promise>")
@hosts_only
def promise_page(code: str, of: str, promise: str) -> ResponseReturnValue:
    """The promise as it stands, to be corrected while the agreement is a draft."""
    process, agreement = agreement_at(code, of)
    commitment = _made_here(agreement, promise)
    form, before = PromiseForm(None), commitment_numbered(db(), commitment.depends_on_id)
    form.show(commitment, before.code if before else "")
    return _page(process, agreement, form, commitment)


@bp.post("/<code>/agreements/<of>/commitments/<promise>")
@hosts_only
def correct_promise_now(code: str, of: str, promise: str) -> ResponseReturnValue:
    """Correct it."""
    form = PromiseForm()
    _made_here(agreement_at(code, of)[1], promise)

    def write(session: Session) -> str:
        process, agreement = agreement_to_change(session, code, of)
        commitment = commitment_for(session, actor(), promise, for_change=True)
        waits_for = neighbour(form.depends_on.data or "", process.office_id)
        said, seen = form.promise(depends_on_id=waits_for), form.version.data or 0
        correct_promise(session, actor(), process, agreement, commitment, said, seen=seen)
        return promise

    return _written(code, of, form, write, promise)


@bp.post("/<code>/agreements/<of>/commitments/<promise>/drop")
@hosts_only
def drop_promise_now(code: str, of: str, promise: str) -> ResponseReturnValue:
    """Take it out of the draft, once."""
    form = SeenForm()
    _made_here(agreement_at(code, of)[1], promise)

    def write(session: Session, process: Process, agreement: Agreement) -> None:
        commitment = commitment_for(session, actor(), promise, for_change=True)
        drop_promise(session, jobs(), actor(), process, agreement, commitment, seen=form.seen)

    if form.validate_on_submit() and pressed(form, code, of, write) is None:
        flash(_("El compromiso ya no está en el acuerdo."), "good")
        return to_agreement(code, of)
    page = contents(*agreement_at(code, of))
    return render_template("dialogue/agreement.html", form=form, **page), 422


def _written(
    code: str, of: str, form: PromiseForm, write: Callable[[Session], str], promise: str = ""
) -> ResponseReturnValue:
    refusal = None
    if form.validate_on_submit():
        refusal, written = once(form, write)
        if refusal is None:
            flash(_("El compromiso quedó escrito."), "good")
            _warn_of_silence(agreement_at(code, of)[0], commitment_for(db(), actor(), written))
            return to_agreement(code, of)
        name = BESIDE.get(refusal.code, "")
        tell(form, refusal, name if name in form else "")
    process, agreement = agreement_at(code, of)
    commitment = _made_here(agreement, promise) if promise else None
    if commitment and refusal:
        form.seen(commitment.version)
    page = _page(process, agreement, form, commitment)
    return page, refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY


def _warn_of_silence(process: Process, commitment: Commitment) -> None:
    if nobody_speaks_for(process, commitment):
        flash(unheard(commitment.verifier_group), "warn")


def _made_here(agreement: Agreement, promise: str) -> Commitment:
    commitment = commitment_for(db(), actor(), promise)
    if commitment.made_in != agreement.subject:
        raise NotFound("not-found")
    return commitment


def _droppable(agreement: Agreement, commitment: Commitment) -> bool:
    return agreement.state is AgreementState.DRAFT and commitment.status is Status.PROPOSED


def _page(
    process: Process,
    agreement: Agreement,
    form: PromiseForm,
    commitment: Commitment | None = None,
) -> str:
    require(TABLE, actor(), Action.AGREE, process)
    return render_template(
        "dialogue/agreement_promise.html",
        process=process,
        agreement=agreement,
        form=form,
        commitment=commitment,
        dropping=seen(commitment) if commitment and _droppable(agreement, commitment) else None,
        groups=[one.name for one in process.groups if not one.retired_on],
    )
