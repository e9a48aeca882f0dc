"""Those who follow a commitment: how each side sees it, who is told, whether all may read it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments import words
from commitments.forms.following import BareForm, NameForm, SeenForm, ViewForm
from commitments.models import Commitment
from commitments.operations.assessing import assess
from commitments.operations.naming import name_no_more, name_person
from commitments.operations.publishing import publish
from commitments.policy import TABLE, Action
from commitments.queries.commitments import commitment_for
from commitments.queries.following import readers_of, told_of, update_of, views_of
from commitments.views.blueprint import bp
from commitments.views.entrance import (
    commitment_at,
    judges_only,
    makers_only,
    readers_only,
    told_beside,
)
from commitments.views.rows import sides_of
from kernel.errors import NotFound, Refusal
from kernel.files import open_clean
from kernel.policy import require
from web.actor import actor
from web.downloads import attachment
from web.forms import Form
from web.furniture import files, vault
from web.locale import _
from web.refusals import CODES
from web.sending import once
from web.transaction import db


@bp.get("/<code>/views")
@makers_only
def views_page(code: str) -> ResponseReturnValue:
    """What every side said so far, and a form for what one of them says now."""
    commitment = commitment_at(code)
    require(TABLE, actor(), Action.ASSESS, commitment)
    return _views(commitment, ViewForm(None))


@bp.post("/<code>/views")
@makers_only
def add_view(code: str) -> ResponseReturnValue:
    """Keep how one side sees it, once."""
    form = ViewForm()
    commitment_at(code)
    if not form.validate():
        return _views(commitment_at(code), form)
    return _done(
        code, form, lambda session, here: assess(session, actor(), here, form.view()), _views
    )


@bp.get("/<code>/named")
@makers_only
def named_page(code: str) -> ResponseReturnValue:
    """Who is told when it moves or falls due."""
    commitment = commitment_at(code)
    require(TABLE, actor(), Action.NAME, commitment)
    return _named(commitment, NameForm(None))


@bp.post("/<code>/named")
@makers_only
def add_named(code: str) -> ResponseReturnValue:
    """Let somebody be told, once."""
    form = NameForm()
    commitment_at(code)
    if not form.validate():
        return _named(commitment_at(code), form)
    return _done(
        code,
        form,
        lambda session, here: name_person(session, vault(), actor(), here, form.naming()),
        _named,
    )


@bp.post("/<code>/named/<int:number>/end")
@makers_only
def end_named(code: str, number: int) -> ResponseReturnValue:
    """Tell somebody no more."""
    commitment_at(code)

    def end(session: Session, commitment: Commitment) -> None:
        name_no_more(session, vault(), actor(), commitment, number)

    return _done(code, BareForm(), end, _named, "commitments.named_page")


@bp.post("/<code>/publish/<state>")
@judges_only
def publish_it(code: str, state: str) -> ResponseReturnValue:
    """Show it to everybody, or no longer."""
    commitment_at(code)
    if state not in {"yes", "no"}:
        raise NotFound("not-found")
    form = SeenForm()

    def change(session: Session, commitment: Commitment) -> None:
        seen = form.version.data or 0
        publish(session, actor(), commitment, is_public=state == "yes", seen=seen)

    return _done(code, form, change, None)


@bp.get("/<code>/files/<int:number>")
@readers_only
def evidence(code: str, number: int) -> ResponseReturnValue:
    """The file that came with a piece of news, as its clean copy."""
    commitment = commitment_at(code)
    update = update_of(db(), commitment, number)
    if update.file is None or update.data_key_id is None:
        raise NotFound("not-found")
    key = vault().data_key(db(), update.data_key_id, commitment.office.holder)
    return attachment(open_clean(files(), update.file, key))


Show = Callable[[Commitment, Any, Refusal | None], ResponseReturnValue]
BESIDE = {"view-of-nobody": "said_by", "named-unreachable": "email"}


def _done(
    code: str,
    form: Form,
    act: Callable[[Session, Commitment], object],
    show: Show | None,
    back: str = "commitments.commitment_page",
) -> ResponseReturnValue:
    def change(session: Session) -> None:
        act(session, commitment_for(session, actor(), code, for_change=True))

    refusal = once(form, change)
    if refusal and show:
        beside = told_beside(form, refusal, BESIDE)
        return show(commitment_at(code), form, None if beside else refusal)
    if refusal:
        raise refusal
    flash(_("Quedó registrado."), "good")
    return redirect(url_for(back, code=code), code=303)


def _views(
    commitment: Commitment, form: ViewForm, refusal: Refusal | None = None
) -> ResponseReturnValue:
    page = render_template(
        "commitments/views.html",
        commitment=commitment,
        form=form,
        seen_by=sides_of(views_of(db(), commitment)),
        refusal=CODES[refusal.code] if refusal else None,
    )
    return page, _status(form, refusal)


def _named(
    commitment: Commitment, form: Form, refusal: Refusal | None = None
) -> ResponseReturnValue:
    shown = form if isinstance(form, NameForm) else NameForm(None)
    people = readers_of(db(), commitment.office_id)
    shown.offer((person.id, person.name) for person in people)
    page = render_template(
        "commitments/named.html",
        commitment=commitment,
        form=shown,
        bare=BareForm(None),
        named=told_of(db(), commitment),
        sides_words=words.SIDE,
        refusal=CODES[refusal.code] if refusal else None,
    )
    return page, _status(shown, refusal)


def _status(form: Form, refusal: Refusal | None) -> int:
    if refusal:
        return refusal.status
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
