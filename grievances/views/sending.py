"""The draft becomes a case. However often it is sent, there is one case and one receipt."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.models import Office
from grievances.answers import Answers, Page
from grievances.forms.filing import Press, SendForm
from grievances.operations import drafts
from grievances.operations.sending import Receipt, receipt_of, send, sent_before
from grievances.queries.cases import code_is_taken
from grievances.receipts import code_for, lookup_of
from grievances.views import draft_cookie
from grievances.views.draft_cookie import Held
from grievances.views.filing import around
from grievances.views.office import receiving_office
from grievances.views.reviewing import around_review, lacking
from kernel.errors import Unavailable
from kernel.policy import STRANGER
from kernel.sends import Overtaken, SameKeyOtherBody
from kernel.vault import Vault
from web.access import public
from web.forms import show_again
from web.furniture import jobs, vault
from web.locale import current
from web.transaction import change, db, pause, undo

bp = Blueprint("sending", __name__, url_prefix="/o/<slug>/file")


@bp.post("/send")
@public
def send_now(slug: str) -> ResponseReturnValue:
    """Send what was answered, or show the receipt of what was sent before."""
    office = receiving_office(slug)
    form = SendForm()
    held = draft_cookie.held()
    if held is None:
        return redirect(url_for("filing.start", slug=slug), code=303)
    answers = drafts.opened(db(), held.token, office)
    if answers is None:
        return _sent_or_gone(office, held)
    if lacking(office, answers):
        return redirect(url_for("filing.review", slug=slug), code=303)
    if not form.validate_on_submit():
        return show_again(
            "grievances/public/review.html",
            form=form,
            **around_review(office, answers),
            **around(office, Page.REVIEW, answers),
        )
    if "as-another" in request.form:
        held = draft_cookie.with_new_key(held)
    try:
        _file(office, held, answers)
    except SameKeyOtherBody:
        return render_template("grievances/public/sent_before.html", office=office, form=Press())
    draft_cookie.keep(held)
    return redirect(url_for("receipt.show", slug=slug), code=303)


def _file(office: Office, held: Held, answers: Answers) -> None:
    if sent_before(db(), held.sending_key, office, answers):
        return
    receipt, code_lookup = _fresh_receipt(vault(), held)
    session = change()
    try:
        send(
            session,
            vault(),
            jobs(),
            STRANGER,  # also somebody of the staff: the trail must not say who stays nameless
            office=receiving_office(office.slug),
            answers=answers,
            language=current(),
            token=held.token,
            receipt=receipt,
            code_lookup=code_lookup,
        )
    except Overtaken:
        undo()
        if receipt_of(db(), held.sending_key) is None:  # not by a twin, whose receipt is ours too
            raise Unavailable("unavailable", reason="busy") from None


def _fresh_receipt(vault: Vault, held: Held) -> tuple[Receipt, str]:
    """A code that no case has. The slow hash is made while no transaction is open."""
    counter = 0
    while True:
        pause()
        code_lookup = lookup_of(vault, code_for(vault, held.sending_key, counter))
        taken = code_is_taken(db(), code_lookup)
        if not taken or receipt_of(db(), held.sending_key):
            return Receipt(held.sending_key, counter), code_lookup
        counter += 1


def _sent_or_gone(office: Office, held: Held) -> ResponseReturnValue:
    """The draft is gone: it was sent, and there is the receipt; or a day has passed."""
    if receipt_of(db(), held.sending_key) is None:
        return redirect(url_for("filing.start", slug=office.slug), code=303)
    draft_cookie.keep(held)
    return redirect(url_for("receipt.show", slug=office.slug), code=303)
