"""A form of a study that is sent: done once, or back on its page with what speaks against it."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import Refusal
from web.forms import Form
from web.refusals import CODES
from web.sending import once

Again = Callable[[Refusal | None], ResponseReturnValue]
NOWHERE: Mapping[str, str] = {}


def attempted(
    form: Form,
    act: Callable[[Session], object],
    again: Again,
    beside: Mapping[str, str] = NOWHERE,
) -> ResponseReturnValue | None:
    """None once `act` is done; else the page `again`, all that was typed in it.

    `beside` names the field beside which a refusal of a code is told; others are told on top.
    """
    if not form.validate():
        return again(None)
    refusal = once(form, act)
    if refusal is None:
        return None
    return again(None if told_beside(form, refusal, beside) else refusal)


def shown(
    template: str, form: Form, refusal: Refusal | None = None, **words: object
) -> ResponseReturnValue:
    """A page with a form; its status says whether it is a refusal."""
    said = CODES[refusal.code] if refusal else None
    page = render_template(template, form=form, refusal=said, **words)
    if refusal:
        return page, refusal.status
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def told_beside(form: Form, refusal: Refusal, beside: Mapping[str, str]) -> bool:
    """Tell a refusal beside its field; False when no field of this form is to blame."""
    name = beside.get(refusal.code, "")
    if name not in form:
        return False
    form.refuse(name, f"{CODES[refusal.code].title}. {CODES[refusal.code].remedy}")
    return True
