"""In and out, and the first or forgotten password."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.forms import SignInForm, UseCodeForm
from accounts.views.blueprint import bp
from accounts.views.security import account_key, enter, hash_of, is_password
from kernel.errors import NotFound
from web import sessions
from web.access import public, safe_next
from web.actor import actor
from web.forms import show_again
from web.locale import _, ngettext
from web.transaction import afterwards, change, db, pause


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask who somebody is."""
    wanted = safe_next(request.args.get("next", ""))
    if actor().person_id is not None:
        return redirect(wanted or url_for("accounts.start"), code=303)
    return render_template("accounts/sign_in.html", form=SignInForm(next=wanted), wanted=wanted)


@bp.post("/sign-in")
@public
def sign_in_now() -> ResponseReturnValue:
    """Open the door, or say the same words whatever did not fit."""
    form = SignInForm()
    if not form.validate_on_submit():
        return show_again("accounts/sign_in.html", form=form)
    account = account_key(form.email.data or "")
    wait = queries.wait_before_sign_in(db(), account)
    if wait:
        form.refuse("", _too_often(wait))
        return render_template("accounts/sign_in.html", form=form), 429
    person = _person_who_knows(form.email.data or "", form.password.data or "")
    if person is None:
        afterwards(lambda session: operations.note_failure(session, account))
        form.refuse("", _("El correo o la contraseña no son correctos."))
        return show_again("accounts/sign_in.html", form=form)
    session = change()
    enter(session, operations.sign_in(session, *person, account))
    return redirect(safe_next(form.next.data or "") or url_for("accounts.start"), code=303)


def _person_who_knows(email: str, password: str) -> tuple[int, str] | None:
    """Id and kept hash of the active person with this address and password."""
    person = queries.person_by_email(db(), email)
    known = (person.id, person.password) if person and person.active else None
    pause()
    kept = known[1] if known else None
    if not is_password(password, kept) or known is None or kept is None:
        return None
    return known[0], kept


def _too_often(wait: timedelta) -> str:
    minutes = -(-int(wait.total_seconds()) // 60) or 1
    words: str = ngettext(
        "Hubo muchos intentos. Espere %(num)d minuto y pruebe otra vez.",
        "Hubo muchos intentos. Espere %(num)d minutos y pruebe otra vez.",
        minutes,
    )
    return words


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """Close the door behind somebody, by POST only."""
    sessions.end(change())
    flash(_("Cerró su sesión."), "good")
    return redirect(url_for("accounts.sign_in"), code=303)


@bp.get("/set-password")
@public
def set_password() -> ResponseReturnValue:
    """Ask for the code that an administrator handed over."""
    return render_template("accounts/set_password.html", form=UseCodeForm())


@bp.post("/set-password")
@public
def set_password_now() -> ResponseReturnValue:
    """Set a password with the code; then somebody is signed in."""
    form = UseCodeForm()
    if not form.validate_on_submit():
        return show_again("accounts/set_password.html", form=form)
    account = account_key(form.email.data or "")
    wait = queries.wait_before_sign_in(db(), account)
    if wait:
        form.refuse("", _too_often(wait))
        return render_template("accounts/set_password.html", form=form), 429
    pause()
    hashed = hash_of(form.password.data or "")
    try:
        _use_code(form, hashed, account)
    except NotFound:
        afterwards(lambda session: operations.note_failure(session, account))
        form.refuse("", _("La clave no sirve con ese correo, o ya venció. Pida otra."))
        return show_again("accounts/set_password.html", form=form)
    flash(_("Guardamos su contraseña nueva."), "good")
    return redirect(url_for("accounts.start"), code=303)


def _use_code(form: UseCodeForm, hashed: str, account: str) -> None:
    session = change()
    person = operations.use_reset_code(session, form.email.data or "", form.code.data or "", hashed)
    enter(session, operations.sign_in(session, person.id, hashed, account))
