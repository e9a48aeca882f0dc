"""The parties change a commitment into another one, which names it."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments.forms.making import ReformulateForm
from commitments.lifecycle import COMMITMENT, Verb
from commitments.models import Commitment
from commitments.operations.notifying import tell_moved
from commitments.operations.telling import reformulate
from commitments.policy import TABLE, Action
from commitments.queries.commitments import commitment_for, commitment_numbered, today_in
from commitments.queries.following import updates_of
from commitments.queries.registry import parties_known
from commitments.views.blueprint import bp
from commitments.views.entrance import commitment_at, judges_only, neighbour
from commitments.views.making import attempted
from kernel.errors import Refusal
from kernel.policy import require
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _
from web.refusals import CODES
from web.transaction import db


@bp.get("/<code>/reformulate")
@judges_only
def reformulate_page(code: str) -> ResponseReturnValue:
    """The old promise as a draft of the new one."""
    commitment, form = commitment_at(code), ReformulateForm(None)
    require(TABLE, actor(), Action.JUDGE, commitment)
    COMMITMENT.after(commitment.status, Verb.REFORMULATE)
    before = commitment_numbered(db(), commitment.depends_on_id)
    form.show(commitment, before.code if before else "")
    form.made_on.process_data(today_in(commitment.office))
    form.due_on.process_data(None)
    return _page(form, commitment)


@bp.post("/<code>/reformulate")
@judges_only
def reformulate_it(code: str) -> ResponseReturnValue:
    """Change it into the other one, once."""
    form, made = ReformulateForm(), list[str]()
    commitment_at(code)

    def write(session: Session) -> None:
        commitment = commitment_for(session, actor(), code, for_change=True)
        promise = form.promise(
            depends_on_id=neighbour(form.depends_on.data or "", commitment.office_id),
            replaces_id=commitment.id,
            belongs_to=commitment.belongs_to,
        )
        news = form.news(today_in(commitment.office))
        new = reformulate(
            session, vault(), actor(), commitment, promise, news, seen=form.version.data or 0
        )
        tell_moved(session, jobs(), actor(), commitment, updates_of(session, commitment)[0])
        made.append(new.code)

    if answer := attempted(form, write, lambda said: _page(form, commitment_at(code), said)):
        return answer
    flash(_("El compromiso se cambió por este otro."), "good")
    return redirect(
        url_for("commitments.commitment_page", code=made[0] if made else code), code=303
    )


def _page(
    form: ReformulateForm, commitment: Commitment, refusal: Refusal | None = None
) -> ResponseReturnValue:
    if refusal:
        form.seen(commitment.version)
    known = sorted({name for names in parties_known(db(), actor()) for name in names})
    page = render_template(
        "commitments/reformulate.html",
        form=form,
        commitment=commitment,
        groups=known,
        refusal=CODES[refusal.code] if refusal else None,
    )
    if refusal:
        return page, refusal.status
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
