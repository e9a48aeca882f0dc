"""What people say of evidence: each on its page, once, and for ever."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin.forms.marks import DisputeForm, EndorseForm, SupersedeForm
from basin.models import Evidence
from basin.operations.marks import dispute, endorse, supersede
from basin.operations.speaking import expert_of, seat_of
from basin.policy import TABLE, Action
from basin.queries.evidence import evidence_for
from basin.queries.exhibits import newer_than
from basin.views.blueprint import bp
from basin.views.entrance import evidence_at
from kernel.errors import Refusal
from kernel.policy import require
from web.access import for_staff
from web.actor import actor
from web.forms import Form
from web.locale import _
from web.refusals import CODES
from web.sending import once
from web.transaction import db

Act = Callable[[Session, Evidence], object]


@bp.get("/evidence/<code>/dispute")
@for_staff
def dispute_page(code: str) -> ResponseReturnValue:
    """Why somebody does not rely on it."""
    return _page(_evidence(code, Action.DISPUTE), DisputeForm(None), "dispute")


@bp.post("/evidence/<code>/dispute")
@for_staff
def dispute_it(code: str) -> ResponseReturnValue:
    """Keep that it is disputed, with the reasons."""
    form, evidence = DisputeForm(), _evidence(code, Action.DISPUTE)
    if not _speaks_for_themselves(evidence) and not form.group.data:
        form.validate()
        form.refuse("group", _("Escriba qué grupo la cuestiona."))
        return _page(evidence, form, "dispute")

    def act(session: Session, here: Evidence) -> object:
        said = form.reasons.data or ""
        return dispute(session, actor(), here, said, group=form.group.data or "")

    return _done(evidence, form, "dispute", act)


@bp.get("/evidence/<code>/endorse")
@for_staff
def endorse_page(code: str) -> ResponseReturnValue:
    """An expert stands for it."""
    return _page(_evidence(code, Action.ENDORSE), EndorseForm(None), "endorse")


@bp.post("/evidence/<code>/endorse")
@for_staff
def endorse_it(code: str) -> ResponseReturnValue:
    """Keep that an expert stands for it."""
    form, evidence = EndorseForm(), _evidence(code, Action.ENDORSE)
    return _done(
        evidence, form, "endorse",
        lambda session, here: endorse(session, actor(), here, form.reasons.data or ""),
    )  # fmt: skip


@bp.get("/evidence/<code>/supersede")
@for_staff
def supersede_page(code: str) -> ResponseReturnValue:
    """Which newer evidence takes its place."""
    return _page(_evidence(code, Action.SUPERSEDE), SupersedeForm(None), "supersede")


@bp.post("/evidence/<code>/supersede")
@for_staff
def supersede_it(code: str) -> ResponseReturnValue:
    """Keep that a newer one takes its place."""
    form, evidence = SupersedeForm(), _evidence(code, Action.SUPERSEDE)

    def act(session: Session, here: Evidence) -> object:
        newer = evidence_for(session, actor(), form.newer.data or "")
        return supersede(session, actor(), here, newer, form.reasons.data or "")

    return _done(evidence, form, "supersede", act)


def _evidence(code: str, action: Action) -> Evidence:
    evidence = evidence_at(code)
    require(TABLE, actor(), action, evidence.study)
    return evidence


def _done(evidence: Evidence, form: Form, verb: str, act: Act) -> ResponseReturnValue:
    code = evidence.code
    if isinstance(form, SupersedeForm):
        form.offer(newer_than(db(), evidence))
    if not form.validate():
        return _page(evidence, form, verb)
    refusal = once(form, lambda session: act(session, evidence_for(session, actor(), code)))
    if refusal:
        return _page(evidence_at(code), form, verb, refusal)
    flash(_("Quedó anotado para siempre, con su fecha y su lugar en la cadena."), "good")
    return redirect(url_for("basin.evidence_page", code=code), code=303)


def _page(
    evidence: Evidence, form: Any, verb: str, refusal: Refusal | None = None
) -> ResponseReturnValue:
    if isinstance(form, SupersedeForm):
        form.offer(newer_than(db(), evidence))
    page = render_template(
        "basin/evidence_mark.html",
        evidence=evidence, study=evidence.study, form=form, verb=verb,
        speaks=_speaks_for_themselves(evidence),
        refusal=CODES[refusal.code] if refusal else None,
    )  # fmt: skip
    return page, _status(form, refusal)


def _speaks_for_themselves(evidence: Evidence) -> bool:
    """Whether the reader sits at the table or in the council, so that no group has to be named."""
    study, who = evidence.study, actor()
    return seat_of(who, study) is not None or expert_of(who, study) is not None


def _status(form: Form, refusal: Refusal | None) -> int:
    if refusal:
        return refusal.status
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
