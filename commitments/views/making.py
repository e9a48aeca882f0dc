"""Writing a promise down, changing it before anything was told, changing it into another one."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments.forms.making import BESIDE, PromiseForm
from commitments.models import Commitment
from commitments.operations.making import change_commitment, make_commitment
from commitments.policy import Action
from commitments.queries.commitments import commitment_for, commitment_numbered, today_in
from commitments.queries.registry import parties_known
from commitments.views.blueprint import bp
from commitments.views.entrance import (
    commitment_at,
    makers_only,
    neighbour,
    offices_made_in,
    referred,
    told_beside,
)
from kernel.errors import NotFound, Refusal
from web.access import can
from web.actor import actor
from web.locale import _
from web.refusals import CODES
from web.sending import once
from web.transaction import db


@bp.get("/new")
@makers_only
def new_page() -> ResponseReturnValue:
    """An empty promise, for one of the offices in which this person writes them down."""
    form = PromiseForm(None)
    form.made_on.process_data(today_in(_office()))
    return _page(form)


@bp.post("/new")
@makers_only
def make() -> ResponseReturnValue:
    """Write it down, once."""
    form, made = PromiseForm(), list[str]()

    def write(session: Session) -> None:
        promise = form.promise(
            depends_on_id=neighbour(form.depends_on.data or "", _office().id),
            belongs_to=_belongs_to(),
        )
        made.append(make_commitment(session, actor(), _office(), promise).code)

    if answer := attempted(form, write, lambda said: _page(form, said)):
        return answer
    flash(_("El compromiso quedó escrito."), "good")
    address = url_for("commitments.commitment_page", code=made[0]) if made else _list()
    return redirect(address, code=303)


@bp.get("/<code>/change")
@makers_only
def change_page(code: str) -> ResponseReturnValue:
    """The promise as it stands, to be corrected."""
    commitment, form = commitment_at(code), PromiseForm(None)
    before = commitment_numbered(db(), commitment.depends_on_id)
    form.show(commitment, before.code if before else "")
    return _page(form, commitment=commitment)


@bp.post("/<code>/change")
@makers_only
def change_it(code: str) -> ResponseReturnValue:
    """Correct it, as long as nothing was told of it."""
    form = PromiseForm()
    commitment_at(code)

    def write(session: Session) -> None:
        commitment = commitment_for(session, actor(), code, for_change=True)
        waits_for = neighbour(form.depends_on.data or "", commitment.office_id)
        promise = form.promise(depends_on_id=waits_for)
        change_commitment(session, actor(), commitment, promise, seen=form.version.data or 0, at="")

    def again(said: Refusal | None) -> ResponseReturnValue:
        return _page(form, said, commitment_at(code))

    if answer := attempted(form, write, again):
        return answer
    flash(_("El compromiso quedó corregido."), "good")
    return redirect(url_for("commitments.commitment_page", code=code), code=303)


def attempted(
    form: PromiseForm,
    write: Callable[[Session], object],
    again: Callable[[Refusal | None], ResponseReturnValue],
) -> ResponseReturnValue | None:
    """Write it down once; None when that went well, else the same page with what speaks against."""
    if not form.validate():
        return again(None)
    refusal = once(form, write)
    if refusal is None:
        return None
    return again(None if told_beside(form, refusal, BESIDE) else refusal)


def _page(
    form: PromiseForm, refusal: Refusal | None = None, commitment: Commitment | None = None
) -> ResponseReturnValue:
    if refusal and commitment:
        form.seen(commitment.version)
    known = sorted({name for names in parties_known(db(), actor()) for name in names})
    page = render_template(
        "commitments/promise.html",
        form=form,
        commitment=commitment,
        groups=known,
        offices=offices_made_in(),
        office=None if commitment else _office(),
        belongs_to=referred(_belongs_to()),
        refusal=CODES[refusal.code] if refusal else None,
    )
    return page, _status(form, refusal)


def _status(form: PromiseForm, refusal: Refusal | None) -> int:
    if refusal:
        return refusal.status
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _office() -> Any:
    """The office in the address, or the first of those where this person writes."""
    mine, slug = offices_made_in(), request.args.get("office", "")
    found = [office for office in mine if slug in {"", office.slug}]
    if not found or not can(Action.MAKE, found[0].id):
        raise NotFound("not-found")
    return found[0]


def _belongs_to() -> str:
    """The programme or process in the address, if it is one that this person knows."""
    reference = request.args.get("belongs_to", "")
    return reference if referred(reference) else ""


def _list() -> str:
    return url_for("commitments.commitments_page")
