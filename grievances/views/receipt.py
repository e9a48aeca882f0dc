"""The receipt: the code, what happens next and by when. Only the browser that sent it sees it."""

import hmac
from typing import Any

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grievances import documents, words
from grievances.documents import Paper, Step
from grievances.forms.follow import LastFourForm
from grievances.models import Case
from grievances.operations.sending import receipt_of
from grievances.queries.cases import case_of_receipt
from grievances.queries.clocks import promised_to
from grievances.queries.replacements import code_was_replaced
from grievances.receipts import code_for, grouped
from grievances.views import draft_cookie
from grievances.views.filing import pressed
from grievances.views.office import at
from kernel.policy import Actor
from web import formats
from web.access import public
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db, pause

bp = Blueprint("receipt", __name__, url_prefix="/o/<slug>/receipt")


@bp.get("")
@public
def show(slug: str) -> ResponseReturnValue:
    """The receipt of what was just sent."""
    found = _receipt(slug)
    if found is None:
        return redirect(url_for("follow.ask"), code=303)
    return render_template("grievances/public/receipt.html", form=LastFourForm(), **found)


@bp.post("/check")
@public
def check(slug: str) -> ResponseReturnValue:
    """Whether the code was written down: its last four digits, typed from the paper."""
    found = _receipt(slug)
    if found is None:
        return redirect(url_for("follow.ask"), code=303)
    form = LastFourForm()
    if form.validate_on_submit() and not _ends(found["paper"].code, form.last_four.data or ""):
        form.refuse("last_four", _("No son los últimos 4 números. Compare su papel con el código."))
    if form.errors:
        return show_again("grievances/public/receipt.html", form=form, **found)
    flash(_("Muy bien: su código está bien apuntado."), "good")
    return redirect(url_for("receipt.show", slug=slug), code=303)


@bp.get("/pdf")
@public
def as_pdf(slug: str) -> ResponseReturnValue:
    """The same receipt as a paper to keep."""
    found = _receipt(slug)
    if found is None:
        return redirect(url_for("follow.ask"), code=303)
    pause()
    answer = make_response(documents.receipt(found["paper"]))
    answer.mimetype = "application/pdf"
    # A name that says nothing about a grievance to who looks through the phone.
    answer.headers["Content-Disposition"] = 'attachment; filename="recibo.pdf"'
    return answer


@bp.post("/leave")
@public
def leave(slug: str) -> ResponseReturnValue:
    """The code is written down: this browser forgets it."""
    pressed()
    draft_cookie.drop()
    flash(_("Cerramos su recibo. Con sus 16 números puede seguir su caso cuando quiera."), "good")
    return redirect(url_for("home.of_office", slug=slug), code=303)


def _receipt(slug: str) -> dict[str, Any] | None:
    """What the page shows, or None when this browser holds no open receipt of this office."""
    held = draft_cookie.held()
    receipt = receipt_of(db(), held.sending_key) if held and held.is_open else None
    if receipt is None:
        return None
    case = case_of_receipt(db(), Actor(receipt_of=receipt.subject))
    if case.office.slug != slug:
        return None
    if code_was_replaced(db(), case):  # the one that this browser got opens nothing any more
        return None
    at(case.office)
    code = code_for(vault(), receipt.sending_key, receipt.counter)
    return {"paper": paper_of(case, code), "office": case.office}


def paper_of(case: Case, code: str) -> Paper:
    """The receipt of a case, in the language of this request; "" for a code that is on a card."""
    first, second = promised_to(case)
    return Paper(
        code=grouped(code),
        office=case.office,
        received=formats.moment(case.received_at),
        name=str(words.TIER[case.tier]),
        steps=(
            Step(formats.day(first.start), _("Su caso está registrado."), "done"),
            Step(
                _("Hasta el %(day)s", day=formats.day(first.due)),
                _("Una persona lo lee y le escribe. Verá el mensaje con su código."),
                "now",
            ),
            Step(
                _("Hasta el %(day)s", day=formats.day(second.due)),
                _("Le decimos si podemos atender su caso y por qué."),
                "next",
            ),
        ),
        unverified=not (first.verified and second.verified),
        follow_at=current_app.config["SETTINGS"].public_url + url_for("follow.ask"),
    )


def _ends(code: str, typed: str) -> bool:
    digits = "".join(sign for sign in typed if sign in "0123456789")
    return hmac.compare_digest(digits, code[-4:])
