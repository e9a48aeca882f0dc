"""When and how one's own account was entered, and one's password once more before a grave step."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import queries
from accounts.forms.second_step import PressForm, ProveForm
from accounts.kinds import Way
from accounts.operations.signing_in import forget_devices
from accounts.queries.second_step import own_sign_ins
from accounts.views.blueprint import bp
from accounts.views.entering import door_of, too_often
from accounts.views.security import is_password
from accounts.views.security import prove as prove_again
from accounts.words import OUTCOMES, WAYS
from web.access import for_staff, safe_next
from web.actor import actor
from web.formats import use_zone
from web.forms import show_again
from web.locale import _
from web.transaction import change, db, pause


@bp.get("/account/sign-ins")
@for_staff
def sign_ins() -> ResponseReturnValue:
    """When and how this account was entered or tried."""
    for office, _roles in queries.seats_of(db(), actor())[:1]:
        if office:
            use_zone(office.time_zone)
    return render_template(
        "accounts/own_sign_ins.html", form=PressForm(), rows=own_sign_ins(db(), actor()),
        ways=WAYS, outcomes=OUTCOMES,
    )  # fmt: skip


@bp.post("/account/forget-devices")
@for_staff
def forget_own_devices() -> ResponseReturnValue:
    """Let the next sign-in from every browser count as new."""
    forget_devices(change(), actor())
    flash(_("Olvidamos los navegadores conocidos. El próximo ingreso contará como nuevo."), "good")
    return redirect(url_for("accounts.sign_ins"), code=303)


@bp.get("/account/prove")
@for_staff
def prove() -> ResponseReturnValue:
    """Ask for the password once more."""
    return render_template("accounts/own_prove.html", form=ProveForm(), wanted=_wanted())


@bp.post("/account/prove")
@for_staff
def prove_now() -> ResponseReturnValue:
    """Go on to what was wanted, for a quarter of an hour."""
    form = ProveForm()
    if not form.validate_on_submit():
        return show_again("accounts/own_prove.html", form=form, wanted=_wanted())
    me = queries.person_named(db(), actor().person_id or 0)
    door, kept = door_of(me.email), me.password
    if wait := door.wait:
        form.refuse("", too_often(wait))
        return render_template("accounts/own_prove.html", form=form, wanted=_wanted()), 429
    pause()
    if not is_password(form.password.data or "", kept):
        door.note_failure(Way.PASSWORD)
        form.refuse("password", _("Esa no es su contraseña."))
        return show_again("accounts/own_prove.html", form=form, wanted=_wanted())
    prove_again()
    return redirect(_wanted(), code=303)


def _wanted() -> str:
    return safe_next(request.args.get("next", "")) or url_for("accounts.own_second_step")
