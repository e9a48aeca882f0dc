"""What somebody with a code sees of their registration: whether they have a place, and leaving."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel import sends
from kernel.errors import NotFound, RuleBroken
from kernel.policy import Actor
from trainings.forms.editing import StepForm
from trainings.forms.registering import LookForm
from trainings.operations.registrations import is_to_come, leave
from trainings.queries.registrations import Followed, followed, subject_of_code
from trainings.receipts import grouped, lookup_of, typed
from trainings.views import limits, place_cookie
from trainings.views.calls import around
from trainings.words import REGISTRATION
from web import formats, locale
from web.access import public
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import change, db

bp = Blueprint("my_place", __name__, url_prefix="/workshops/mine")

LOOK = "trainings/public/look.html"


@bp.get("")
@public
def show() -> ResponseReturnValue:
    """The registration that this browser looks at, else the question for its code."""
    code = place_cookie.held()
    bearer = _bearer(code) if code else None
    if code is None or bearer is None:
        return render_template(LOOK, form=LookForm())
    return render_template("trainings/public/place.html", **_page(followed(db(), bearer), code))


def _bearer(code: str) -> Actor | None:
    """Whoever holds this code, as the policy sees them."""
    subject = subject_of_code(db(), lookup_of(vault(), code))
    return Actor(receipt_of=subject) if subject else None


def _page(found: Followed, code: str) -> dict[str, Any]:
    office = found.programme.office
    locale.prefer(office.languages)
    formats.use_zone(office.time_zone)
    state = found.registration.state
    return {
        **around(found),
        "code": grouped(code).replace("-", " "),
        "one": found.registration,
        "state": state.value,
        "state_words": REGISTRATION[state],
        "may_leave": state in {"registered", "waiting"} and is_to_come(found.workshop.meeting),
        "step": StepForm(),
    }


@bp.post("")
@public
def look() -> ResponseReturnValue:
    """Open the registration of a code in this browser for half an hour."""
    form = LookForm()
    if not form.validate_on_submit():
        return show_again(LOOK, form=form)
    if not limits.may_try_a_code():
        form.code.data = ""
        form.refuse(
            "code", _("Hubo demasiados códigos equivocados desde este lugar. Espere una hora.")
        )
        return render_template(LOOK, form=form), 429
    code = typed(form.code.data or "")
    if code is None or subject_of_code(db(), lookup_of(vault(), code)) is None:
        limits.note_failure()
        form.refuse("code", _("No encontramos ese código. Compárelo con su papel."))
        return show_again(LOOK, form=form)
    place_cookie.keep(code)
    return redirect(url_for("my_place.show"), code=303)


@bp.post("/cancel")
@public
def cancel() -> ResponseReturnValue:
    """The person does not come: somebody who waits may."""
    form, code = StepForm(), place_cookie.held()
    if code is None or not form.validate_on_submit():
        return redirect(url_for("my_place.show"), code=303)

    def effect() -> str:
        bearer = _bearer(code)
        if bearer is None:
            raise NotFound("not-found")
        session = change()
        found = followed(session, bearer, for_change=True)
        leave(session, bearer, found, found.registration)
        return "done"

    try:
        sends.once(change(), form.key.data or "", {"": f"leave {lookup_of(vault(), code)}"}, effect)
    except RuleBroken:
        return redirect(url_for("my_place.show"), code=303)
    flash(_("Anotamos que ya no viene. Gracias por avisar: otra persona puede venir."), "good")
    return redirect(url_for("my_place.show"), code=303)


@bp.post("/leave")
@public
def close() -> ResponseReturnValue:
    """This browser forgets the code."""
    StepForm().validate_on_submit()
    place_cookie.drop()
    flash(_("Cerramos su inscripción en este teléfono."), "good")
    return redirect(url_for("my_place.show"), code=303)
