"""Somebody forgot their password. The answer is the same whoever asks."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts import operations
from accounts.forms import ForgottenForm
from accounts.views.administering import mail_works
from accounts.views.blueprint import bp
from kernel import attempts
from web.access import public
from web.forms import show_again
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import change, db

ASKED_FROM = "accounts:reset-from"
MOST_FROM_ONE_PLACE = 30
"""Requests an hour from behind one router: a whole office may have forgotten."""


@bp.get("/forgotten-password")
@public
def forgotten_password() -> ResponseReturnValue:
    """Ask for the address, or say who helps where no mail is sent."""
    return _page(ForgottenForm())


@bp.post("/forgotten-password")
@public
def ask_for_reset() -> ResponseReturnValue:
    """Order the mail; whether the address is anybody's is found out by the worker alone."""
    form = ForgottenForm()
    if not form.validate_on_submit() or not mail_works():
        return show_again("accounts/forgotten.html", form=form, mails=mail_works())
    here = attempts.names_of(vault(), request.remote_addr or "")
    if attempts.lately(db(), ASKED_FROM, here, operations.HOUR) >= MOST_FROM_ONE_PLACE:
        form.refuse("", _("Desde aquí se pidieron muchas claves. Espere una hora."))
        return _page(form), 429
    session = change()
    attempts.note(session, ASKED_FROM, here[0])
    operations.ask_for_reset(session, vault(), jobs(), form.email.data or "")
    return render_template("accounts/forgotten_asked.html")


def _page(form: ForgottenForm) -> str:
    return render_template("accounts/forgotten.html", form=form, mails=mail_works())
