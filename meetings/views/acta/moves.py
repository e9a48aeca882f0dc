"""What is done to an acta: read back, returned, sealed, corrected in another version, published."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from meetings.forms.acta import AmendForm, ReadBackForm
from meetings.operations.minutes import amend, read_back, return_to_draft, seal_acta
from meetings.operations.papers import order_again
from meetings.operations.publishing import publish_acta, withdraw_acta
from meetings.queries.minutes import version_of
from meetings.views.acta.page import shown_of
from meetings.views.blueprint import bp
from meetings.views.entrance import happens, meeting_at, meeting_to_change, planners_only
from web.actor import actor
from web.forms import Form, show_again
from web.furniture import jobs, references
from web.locale import _

PAGE = "meetings/acta.html"


@bp.post("/<reference>/acta/read-back")
@planners_only
def read_acta_back(reference: str) -> ResponseReturnValue:
    """Note that the draft was read to the room."""
    meeting_at(reference)
    form = ReadBackForm()
    if happens(
        form,
        lambda session: read_back(
            session, references(), actor(), meeting_to_change(session, reference), form.read_out()
        ),
    ):
        flash(_("Anotamos la lectura. Si la sala está conforme, selle el acta."), "good")
        return _back(reference)
    return _again(reference, form)


@bp.post("/<reference>/acta/return")
@planners_only
def return_acta(reference: str) -> ResponseReturnValue:
    """Let the acta be written on."""
    meeting_at(reference)
    form = Form()
    if happens(
        form,
        lambda session: return_to_draft(session, actor(), meeting_to_change(session, reference)),
    ):
        flash(_("El acta es otra vez un borrador. Corríjala y léala de nuevo."), "good")
        return _back(reference)
    return _again(reference, form)


@bp.post("/<reference>/acta/seal")
@planners_only
def seal_now(reference: str) -> ResponseReturnValue:
    """Seal what was read back, for ever."""
    meeting_at(reference)
    form = Form()
    if happens(
        form,
        lambda session: seal_acta(
            session, references(), jobs(), actor(), meeting_to_change(session, reference)
        ),
    ):
        flash(_("El acta está sellada. Sus papeles se están imprimiendo."), "good")
        return _back(reference)
    return _again(reference, form)


@bp.post("/<reference>/acta/amend")
@planners_only
def amend_acta(reference: str) -> ResponseReturnValue:
    """Begin another version; the sealed one stays."""
    meeting_at(reference)
    form = AmendForm()
    if happens(
        form,
        lambda session: amend(
            session, actor(), meeting_to_change(session, reference), form.reason.data or ""
        ),
    ):
        flash(_("Empezó otra versión. La anterior se conserva como está."), "good")
        return _back(reference)
    return _again(reference, form)


@bp.post("/<reference>/acta/<int:number>/print-again")
@planners_only
def print_again(reference: str, number: int) -> ResponseReturnValue:
    """Order again the papers that could not be printed."""
    meeting_at(reference)
    form = Form()

    def order(session: Session) -> None:
        meeting = meeting_to_change(session, reference)
        order_again(session, jobs(), actor(), meeting, version_of(session, meeting, number))

    if happens(form, order):
        flash(_("Los papeles se están imprimiendo otra vez."), "good")
        return _back(reference)
    return _again(reference, form)


PUBLISHING = {"publish": publish_acta, "withdraw": withdraw_acta}


@bp.post("/<reference>/acta/public/<step>")
@planners_only
def publish_now(reference: str, step: str) -> ResponseReturnValue:
    """Let everybody read the public copy, or only the office again."""
    meeting_at(reference)
    if step not in PUBLISHING:
        raise NotFound("not-found")
    form = Form()
    if happens(
        form,
        lambda session: PUBLISHING[step](session, actor(), meeting_to_change(session, reference)),
    ):
        words = {
            "publish": _("Cualquier persona puede leer ahora la copia pública."),
            "withdraw": _("La copia pública ya no está a la vista."),
        }
        flash(words[step], "good")
        return _back(reference)
    return _again(reference, form)


def _back(reference: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.acta_page", reference=reference), code=303)


def _again(reference: str, form: Form) -> ResponseReturnValue:
    """The page with what speaks against it."""
    return show_again(PAGE, **shown_of(meeting_at(reference), form))
