"""The receipt on its way to the person: shown to who took the case down, until it is handed over.

The browser holds what the code is made from; the server shows it no more once the receipt was
closed, or after half an hour (see `queries.office_drafts.handing_of`).
"""

from typing import Any

from flask import (
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from grievances import documents
from grievances.forms.filing import Press
from grievances.operations.registering import close_receipt
from grievances.queries.office_drafts import Handing, handing_of
from grievances.receipts import code_for
from grievances.views.desk.entrance import bp
from grievances.views.desk.intake.door import helpers_only
from grievances.views.receipt import paper_of
from web import cookies, formats
from web.actor import actor
from web.furniture import vault
from web.locale import _, in_language
from web.transaction import change, db, pause

NAME = "handing"
PATH = "/desk/intake"


@bp.get("/intake/receipt")
@helpers_only
def receipt_page() -> ResponseReturnValue:
    """The receipt to read out, to print, to hand over."""
    handing = open_handing()
    if handing is None:
        flash(_("No hay ningún recibo abierto."))
        return redirect(url_for("desk.intake_page"), code=303)
    return render_template("desk/intake_receipt.html", form=Press(), **_shown(handing))


@bp.get("/intake/receipt.pdf")
@helpers_only
def receipt_pdf() -> ResponseReturnValue:
    """The same as a paper, in the language of the person."""
    handing = open_handing()
    if handing is None or handing.counter is None:
        return redirect(url_for("desk.intake_page"), code=303)
    with in_language(handing.case.language):
        paper = paper_of(handing.case, _code(handing))
        pause()
        answer = make_response(documents.receipt(paper))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'attachment; filename="recibo.pdf"'
    return answer


@bp.post("/intake/receipt")
@helpers_only
def close_handing() -> ResponseReturnValue:
    """The person has it: from now on nobody of the office sees the code."""
    form, handing = Press(), open_handing()
    if handing is not None and form.validate():
        session = change()
        again = handing_of(session, actor(), handing.sending_key)
        if again is not None:
            close_receipt(session, actor(), again, on_paper="on-paper" in request.form)
        said = _("Registrado: %(reference)s", reference=handing.case.reference)
        flash(said, "good")
        drop()
    return redirect(url_for("desk.intake_page"), code=303)


def open_handing() -> Handing | None:
    """The receipt that this browser may still show."""
    key = cookies.held(NAME, PATH)
    return handing_of(db(), actor(), key) if key else None


def hold(sending_key: str) -> None:
    """Let this browser show the receipt, until it is closed."""
    cookies.send(NAME, sending_key, path=PATH, samesite="Strict")


def drop() -> None:
    """Take the cookie back with the answer."""
    cookies.send(NAME, "", max_age=0, path=PATH, samesite="Strict")


def _shown(handing: Handing) -> dict[str, Any]:
    formats.use_zone(handing.case.office.time_zone)
    paper = paper_of(handing.case, _code(handing))
    return {
        "paper": paper,
        "office": handing.case.office,
        "case": handing.case,
        "on_card": handing.counter is None,
    }


def _code(handing: Handing) -> str:
    if handing.counter is None:
        return ""
    return code_for(vault(), handing.sending_key, handing.counter)
