"""The second step of signing in, and the whole way in with a passkey."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask import session as flask_session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import queries
from accounts.forms.second_step import PasskeyForm, SecondStepForm
from accounts.kinds import Way
from accounts.models import Person
from accounts.operations.passkeys import answer_with_passkey
from accounts.operations.second_step import pass_with_code
from accounts.queries.second_step import passkeys_of, second_step_of
from accounts.views.blueprint import bp
from accounts.views.entering import WANTED, come_in, door_of, too_often
from accounts.views.passkeys import challenge, site, to_prove
from accounts.views.security import Standing, is_signed_in, proved_within, standing
from kernel.errors import BadInput, NotFound
from web import sessions
from web.access import public
from web.forms import Form
from web.furniture import vault
from web.locale import _
from web.transaction import change, db, undo

PATIENCE = timedelta(minutes=10)


@bp.get("/sign-in/second-step")
@public
def second_step() -> ResponseReturnValue:
    """Ask for a code or a passkey of whoever knew the password."""
    person = _who_owes()
    return _page(person) if person else _begin_again()


@bp.post("/sign-in/second-step")
@public
def second_step_now() -> ResponseReturnValue:
    """Let somebody in whose code is good, or say why not."""
    person = _who_owes()
    if person is None:
        return _begin_again()
    form = SecondStepForm()
    if not form.validate_on_submit():
        return _page(person, form), 422
    door = door_of(person.email)
    if wait := door.wait:
        form.refuse("", too_often(wait))
        return _page(person, form), 429
    return _with_code(form, person.id)


def _with_code(form: SecondStepForm, person_id: int) -> ResponseReturnValue:
    session = change()
    person = queries.person_named(session, person_id)
    way = pass_with_code(session, vault(), person.id, form.code.data or "")
    if way is None:
        door_of(person.email).note_failure(Way.CODE)
        form.refuse("code", _("El código no es correcto, ya se usó o ya pasó. Espere el próximo."))
        return _page(person, form), 422
    return redirect(come_in(session, person, way, flask_session.get(WANTED, "")), code=303)


@bp.post("/sign-in/second-step/passkey")
@public
def second_step_with_passkey() -> ResponseReturnValue:
    """Let somebody in who knew the password and holds one of their passkeys."""
    person = _who_owes()
    if person is None:
        return _begin_again()
    proven = _proven(person.id)
    if proven is None:
        return redirect(url_for("accounts.second_step"), code=303)
    wanted = flask_session.get(WANTED, "")
    return redirect(come_in(change(), proven, Way.PASSWORD_AND_PASSKEY, wanted), code=303)


@bp.get("/sign-in/passkey")
@public
def sign_in_with_passkey() -> ResponseReturnValue:
    """Ask for a passkey instead of address and password. Needs a script: the device answers."""
    here = site()
    if here is None:
        raise NotFound("not-found")
    return render_template(
        "accounts/passkey_sign_in.html", form=PasskeyForm(), options=to_prove(here, [])
    )


@bp.post("/sign-in/passkey")
@public
def sign_in_with_passkey_now() -> ResponseReturnValue:
    """Let somebody in who holds a passkey and unlocked it."""
    proven = _proven()
    if proven is None:
        return redirect(url_for("accounts.sign_in_with_passkey"), code=303)
    return redirect(come_in(change(), proven, Way.PASSKEY), code=303)


def _proven(person_id: int | None = None) -> Person | None:
    """Who has just proven themselves with a passkey; None, and words for it, when nobody has."""
    here, form = site(), PasskeyForm()
    if here is None:
        raise NotFound("not-found")
    try:
        asked = challenge()
        if not form.validate_on_submit():
            raise BadInput("passkey-refused")
        return answer_with_passkey(change(), here, asked, form.credential.data or "", person_id)
    except BadInput:
        undo()
        flash(_("No pudimos comprobar su llave de acceso. Pruebe otra vez."), "stop")
        return None


def _who_owes() -> Person | None:
    """Who has shown the password here a moment ago and owes the second step."""
    if not is_signed_in() or standing() is not Standing.OWES or not proved_within(PATIENCE):
        return None
    return queries.person_named(db(), current_user.id)


def _begin_again() -> ResponseReturnValue:
    if is_signed_in() and standing() is Standing.OWES:
        sessions.end(change())
        flash(_("Pasó mucho tiempo. Escriba otra vez su correo y su contraseña."), "warn")
    return redirect(url_for("accounts.sign_in"), code=303)


def _page(person: Person, form: Form | None = None) -> str:
    here, keys = site(), passkeys_of(db(), person.id)
    return render_template(
        "accounts/second_step.html",
        form=form or SecondStepForm(),
        passkey_form=PasskeyForm(),
        have=second_step_of(db(), person.id),
        options=to_prove(here, keys) if here and keys else "",
    )
