"""An agreement is drafted, from a closed round, a meeting or nothing, and changed."""

from collections.abc import Callable
from http import HTTPStatus

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.forms.agreements import DraftForm, draft_as_it_stands
from dialogue.models import Agreement, Process
from dialogue.operations.agreements.drafting import change_draft, draft_agreement
from dialogue.policy import Action
from dialogue.queries.agreements.beginnings import begun
from dialogue.queries.agreements.finding import may_be_replaced
from dialogue.queries.agreements.thresholds import that_may_be_adopted, thresholds_chosen
from dialogue.queries.processes import process_for
from dialogue.views.agreements.beginning import filled_in
from dialogue.views.agreements.entrance import (
    address_of,
    agreement_at,
    agreement_to_change,
    to_agreement,
)
from dialogue.views.agreements.naming import references_of, threshold_words
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from kernel.errors import BadInput, Refusal
from meetings.views.entrance import once, tell
from web.actor import actor
from web.furniture import references
from web.locale import _, current
from web.transaction import db

BESIDE = {
    "title-missing": "title",
    "text-missing": "words",
    "dissent-missing": "dissent",
    "agreed-in-future": "agreed_on",
    "group-of-another-table": "required",
    "threshold-not-adoptable": "thresholds",
    "agreement-not-in-force": "replaces",
    "reference-unknown": "about",
}


@bp.get("/<code>/agreements/new")
@hosts_only
def new_agreement_page(code: str) -> ResponseReturnValue:
    """A draft, filled in from what it begins with."""
    process, form = process_for_action(code, Action.AGREE), DraftForm(None)
    form.show(filled_in(begun(db(), process, _key(), today_at(process.office))))
    return _page(process, form)


@bp.post("/<code>/agreements/new")
@hosts_only
def draft_now(code: str) -> ResponseReturnValue:
    """Write the draft, once."""
    form, key = DraftForm(), _key()
    _offered(process_for_action(code, Action.AGREE), form)

    def write(session: Session) -> str:
        process = process_for(session, actor(), code, Action.READ)
        start = begun(session, process, key, today_at(process.office)).draft
        draft = form.draft(
            references_of(session, form.codes()),
            version_id=start.version_id,
            round_id=start.round_id,
            meeting=start.meeting,
            came_from=start.came_from,
        )
        return draft_agreement(session, references(), actor(), process, draft).code

    refusal, made = _written(form, write)
    if made:
        flash(_("El borrador quedó escrito. Todavía nadie lo firma."), "good")
        return redirect(address_of(code, made), code=303)
    return _page(process_for_action(code, Action.AGREE), form), _status(refusal)


@bp.get("/<code>/agreements/<of>/change")
@hosts_only
def change_agreement_page(code: str, of: str) -> ResponseReturnValue:
    """The draft as it stands, to be written on."""
    process, agreement = agreement_at(code, of)
    form = DraftForm(None)
    form.show(draft_as_it_stands(agreement))
    form.seen(agreement.version)
    return _page(process, form, agreement)


@bp.post("/<code>/agreements/<of>/change")
@hosts_only
def change_agreement_now(code: str, of: str) -> ResponseReturnValue:
    """Write it anew, if nobody else did meanwhile."""
    form = DraftForm()
    process, agreement = agreement_at(code, of)
    _offered(process, form, agreement)

    def write(session: Session) -> str:
        process, agreement = agreement_to_change(session, code, of)
        draft = form.draft(references_of(session, form.codes(), agreement.about))
        seen = form.version.data or 0
        change_draft(session, references(), actor(), process, agreement, draft, seen)
        return agreement.code

    refusal, made = _written(form, write)
    if made:
        flash(_("El borrador quedó corregido."), "good")
        return to_agreement(code, of)
    process, agreement = agreement_at(code, of)
    if refusal is not None:
        form.seen(agreement.version)
    return _page(process, form, agreement), _status(refusal)


def _key() -> str:
    return request.args.get("from", "")


def _written(form: DraftForm, write: Callable[[Session], str]) -> tuple[Refusal | None, str]:
    """What speaks against it, told beside its field, or the code of what was written."""
    if not form.validate_on_submit():
        return None, ""
    refusal, made = once(form, write)
    if refusal is not None:
        tell(form, refusal, BESIDE.get(refusal.code, ""))
    return refusal, made


def _status(refusal: Refusal | None) -> int:
    if refusal is None or isinstance(refusal, BadInput):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return refusal.status


def _offered(process: Process, form: DraftForm, agreement: Agreement | None = None) -> DraftForm:
    chosen = thresholds_chosen(db(), agreement) if agreement else []
    open_ones = that_may_be_adopted(db(), actor(), process)
    known = {one.key: threshold_words(one) for one in [*open_ones, *chosen]}
    required = set(agreement.required) if agreement else set()
    form.offer(
        [
            (one.id, one.called(current()))
            for one in process.groups
            if not one.retired_on or one.id in required
        ],
        known.items(),
        [(one.id, f"{one.code} {one.called(current())}") for one in may_be_replaced(db(), process)],
    )
    return form


def _page(process: Process, form: DraftForm, agreement: Agreement | None = None) -> str:
    _offered(process, form, agreement)
    return render_template(
        "dialogue/agreement_form.html", process=process, form=form, agreement=agreement
    )
