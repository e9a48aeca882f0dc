"""The case that this browser follows: its pages, its guards, one change a form."""

import hmac
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import TypeVar

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.follow import CodeForm, OfCase
from grievances.models import Case
from grievances.queries.cases import case_of_receipt
from grievances.views.office import at
from kernel import sends
from web.actor import actor
from web.furniture import vault
from web.locale import _
from web.transaction import change, db

bp = Blueprint("my_case", __name__, url_prefix="/my-case")

View = Callable[..., ResponseReturnValue]
FormT = TypeVar("FormT", bound=OfCase)


def followers_only(view: View) -> View:
    """Who follows no case (any more) is asked for the code. For pages that are only read."""

    @wraps(view)
    def run(**path: object) -> ResponseReturnValue:
        if not actor().receipt_of:
            return redirect(url_for("follow.ask"), code=303)
        return view(**path)

    return run


def followed_case() -> Case:
    """The case, its page in the language and the time of its office."""
    case = case_of_receipt(db(), actor())
    at(case.office)
    return case


def marked(form: FormT, case: Case) -> FormT:
    """The form, bound to the case on whose page it stands."""
    form.of.data = mark_of(case.subject)
    return form


def is_of_this_case(form: OfCase) -> bool:
    """Whether the page that this form stood on was of the case that this browser follows now.

    On one phone two people follow one after the other: what was written for the case in an older
    tab must not reach the one that was opened since.
    """
    followed = actor().receipt_of
    return followed is not None and form.of.data in {None, "", mark_of(followed)}


def once(form: OfCase, effect: Callable[[Session, Case], object], act: str) -> None:
    """Do it to the case of this receipt, unless this very form was sent before."""
    session = change()
    case = case_of_receipt(session, actor(), for_change=True)

    def answered() -> str:
        effect(session, case)
        return "done"

    sends.once(session, form.key.data or "", form.sent() | {"of": "", "": act}, answered)


def mark_of(subject: str) -> str:
    """What the pages of a case carry; it tells nobody which case it is."""
    key = vault().derived("mark of a followed case")
    return hmac.new(key, subject.encode(), sha256).hexdigest()[:16]


def ask_for_the_code(text: str) -> ResponseReturnValue:
    """The half hour is over: the text waits beside the question for the code."""
    form = CodeForm(formdata=None, text=text)
    why = _("Pasó media hora y cerramos su caso. Escriba su código: su texto sigue aquí.")
    return render_template("grievances/public/follow.html", form=form, why=why), 403
