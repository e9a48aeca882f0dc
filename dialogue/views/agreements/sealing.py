"""The text is sealed for signature, taken back, made void; published or hidden."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.agreements import ReasonForm, SeenForm
from dialogue.models import Agreement, Process
from dialogue.operations.agreements.publishing import hide_agreement, publish_agreement
from dialogue.operations.agreements.sealing import make_void, seal_agreement, withdraw
from dialogue.views.agreements.entrance import Act, agreement_at, pressed, to_agreement
from dialogue.views.agreements.page import contents
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from kernel.errors import NotFound
from web.actor import actor
from web.furniture import jobs
from web.locale import _


@bp.post("/<code>/agreements/<of>/seal")
@hosts_only
def seal_agreement_now(code: str, of: str) -> ResponseReturnValue:
    """Seal it: from now on its text does not change, and it can be signed."""
    form = SeenForm()

    def act(session: Session, process: Process, agreement: Agreement) -> None:
        seal_agreement(session, jobs(), actor(), process, agreement, form.seen)

    return _done(form, code, of, act, _("El texto quedó sellado. Ya se puede firmar."))


@bp.post("/<code>/agreements/<of>/end/<step>")
@hosts_only
def end_agreement_now(code: str, of: str, step: str) -> ResponseReturnValue:
    """Take the sealed text back to be written on, or let it count no more."""
    form = ReasonForm()

    def act(session: Session, process: Process, agreement: Agreement) -> None:
        reason, seen = form.reason.data or "", form.seen
        if step == "withdraw":
            withdraw(session, jobs(), actor(), process, agreement, reason, seen)
        elif step == "void":
            make_void(session, jobs(), actor(), process, agreement, reason, seen)
        else:
            raise NotFound("not-found")

    said = _("Volvió a borrador.") if step == "withdraw" else _("El acuerdo quedó sin efecto.")
    return _done(form, code, of, act, said)


@bp.post("/<code>/agreements/<of>/publish/<step>")
@hosts_only
def publish_agreement_now(code: str, of: str, step: str) -> ResponseReturnValue:
    """Let everybody read the public copy, or nobody but the table."""
    form = SeenForm()

    def act(session: Session, process: Process, agreement: Agreement) -> None:
        if step == "publish":
            publish_agreement(session, actor(), process, agreement, form.seen)
        elif step == "hide":
            hide_agreement(session, actor(), process, agreement, form.seen)
        else:
            raise NotFound("not-found")

    said = (
        _("Ya lo puede leer cualquier persona.")
        if step == "publish"
        else _("Ya no está a la vista de todos.")
    )
    return _done(form, code, of, act, said)


def _done(form: SeenForm, code: str, of: str, act: Act, said: str) -> ResponseReturnValue:
    if form.validate_on_submit():
        refusal = pressed(form, code, of, act)
        if refusal is None:
            flash(said, "good")
            return to_agreement(code, of)
    page = contents(*agreement_at(code, of), ending=form if isinstance(form, ReasonForm) else None)
    return render_template("dialogue/agreement.html", form=form, **page), 422
