"""One's own second step: set up, renew, take away. Until it stands, nothing else opens."""

from datetime import timedelta

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import queries
from accounts.documents import app_address, qr_code, spelled
from accounts.forms.second_step import NewPasskeyForm, PressForm, SecondStepForm
from accounts.models import Person
from accounts.operations import passkeys, second_step
from accounts.queries.second_step import app_being_set_up, passkeys_of, second_step_of
from accounts.views.blueprint import bp
from accounts.views.passkeys import challenge, site, to_register
from accounts.views.security import (
    Standing,
    enter,
    enter_anew,
    is_needed,
    lacks_second_step,
    proved_within,
)
from kernel.errors import BadInput, Forbidden, NotFound
from web.access import for_staff, rule_of
from web.actor import actor
from web.forms import Form
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import change, db, undo

FRESH = timedelta(minutes=15)
"""So long a password counts as just shown."""

SETTING_UP = {
    "accounts.own_second_step", "accounts.begin_app", "accounts.set_up_app", "accounts.confirm_app",
    "accounts.add_passkey", "accounts.add_passkey_now", "accounts.prove", "accounts.prove_now",
}  # fmt: skip


def lead_to_set_up() -> ResponseReturnValue | None:
    """Who needs a second step and has none can set one up, and nothing else before.

    Runs before the doors are opened, so that no rule of a view decides about it.
    """
    endpoint = request.endpoint
    if not endpoint or endpoint in SETTING_UP or rule_of(current_app, endpoint).public:
        return None
    if not lacks_second_step():
        return None
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("accounts.own_second_step"), code=303)
    raise Forbidden("second-step-first")


@bp.get("/account/second-step")
@for_staff
def own_second_step() -> ResponseReturnValue:
    """What one has to show besides the password, and what can be added."""
    me = _me()
    return render_template(
        "accounts/own_second_step.html",
        form=PressForm(),
        have=second_step_of(db(), me.id),
        passkeys=passkeys_of(db(), me.id),
        passkeys_possible=site() is not None,
        first=lacks_second_step(),
        needed=is_needed(current_user.grants),
    )


@bp.post("/account/second-step/app/begin")
@for_staff
def begin_app() -> ResponseReturnValue:
    """Make a secret for the app; the next page shows it."""
    if not proved_within(FRESH):
        return _prove_first()
    second_step.begin_app(change(), vault(), actor())
    return redirect(url_for("accounts.set_up_app"), code=303)


@bp.get("/account/second-step/app")
@for_staff
def set_up_app() -> ResponseReturnValue:
    """Show the secret as a picture and as letters, until a code confirms it."""
    if not proved_within(FRESH):
        return _prove_first()
    return _app_page(SecondStepForm())


@bp.post("/account/second-step/app")
@for_staff
def confirm_app() -> ResponseReturnValue:
    """The app shows its first code: it counts from now on, under a new session."""
    form = SecondStepForm()
    if not form.validate_on_submit():
        return _app_page(form), 422
    session = change()
    try:
        codes = second_step.confirm_app(session, vault(), jobs(), actor(), form.code.data or "")
    except BadInput:
        undo()
        form.refuse("code", _("El código no es correcto. Escriba el que la aplicación muestra."))
        return _app_page(form), 422
    enter(session, _me(), Standing.PASSED)
    return _done(codes, _("La aplicación de códigos quedó activa."))


@bp.post("/account/second-step/app/remove")
@for_staff
def remove_app() -> ResponseReturnValue:
    """Ask for codes of the app no more."""
    if not proved_within(FRESH):
        return _prove_first()
    session = change()
    needed = is_needed(current_user.grants)
    person = second_step.remove_app(session, vault(), jobs(), actor(), needed)
    return _taken_away(person, _("Quitamos la aplicación de códigos."))


@bp.get("/account/second-step/passkeys/add")
@for_staff
def add_passkey() -> ResponseReturnValue:
    """Ask the device for a passkey. Needs a script."""
    if not proved_within(FRESH):
        return _prove_first()
    return _passkey_page(NewPasskeyForm())


@bp.post("/account/second-step/passkeys/add")
@for_staff
def add_passkey_now() -> ResponseReturnValue:
    """The device has answered: it counts from now on, under a new session."""
    here, form = site(), NewPasskeyForm()
    if here is None:
        raise NotFound("not-found")
    if not form.validate_on_submit():
        return _passkey_page(form), 422
    session = change()
    try:
        codes = passkeys.add_passkey(
            session, jobs(), actor(), here, challenge(),
            form.credential.data or "", form.name.data or "",
        )  # fmt: skip
    except BadInput:
        undo()
        form.refuse("", _("No pudimos guardar la llave de acceso. Pruebe otra vez."))
        return _passkey_page(form), 422
    enter(session, _me(), Standing.PASSED)
    return _done(codes, _("La llave de acceso quedó guardada."))


@bp.post("/account/second-step/passkeys/<int:passkey_id>/remove")
@for_staff
def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    """Let a device be a second step no more."""
    if not proved_within(FRESH):
        return _prove_first()
    session = change()
    needed = is_needed(current_user.grants)
    person = passkeys.remove_passkey(session, jobs(), actor(), passkey_id, needed)
    return _taken_away(person, _("Quitamos la llave de acceso."))


@bp.post("/account/second-step/recovery-codes")
@for_staff
def new_recovery_codes() -> ResponseReturnValue:
    """A new set of codes for paper, shown this once; the old ones are void."""
    if not proved_within(FRESH):
        return _prove_first()
    return _done(second_step.make_recovery_codes(change(), jobs(), actor()), "")


def _done(codes: list[str], words: str) -> ResponseReturnValue:
    if codes:
        return render_template("accounts/recovery_codes.html", codes=codes, done=words)
    flash(words, "good")
    return redirect(url_for("accounts.own_second_step"), code=303)


def _taken_away(person: Person, words: str) -> ResponseReturnValue:
    enter_anew(change(), person)
    flash(words, "good")
    return redirect(url_for("accounts.own_second_step"), code=303)


def _app_page(form: Form) -> str:
    secret = app_being_set_up(db(), vault(), actor())
    address = app_address(secret, _me().email)
    return render_template(
        "accounts/own_second_step_app.html", form=form, picture=qr_code(address),
        key=spelled(secret), address=address,
    )  # fmt: skip


def _passkey_page(form: Form) -> str:
    here, me = site(), _me()
    if here is None:
        raise NotFound("not-found")
    return render_template(
        "accounts/own_passkey.html", form=form,
        options=to_register(here, me, passkeys_of(db(), me.id)),
    )  # fmt: skip


def _prove_first() -> ResponseReturnValue:
    back = request.path if request.method == "GET" else url_for("accounts.own_second_step")
    return redirect(url_for("accounts.prove", next=back), code=303)


def _me() -> Person:
    return queries.person_named(db(), actor().person_id or 0)
