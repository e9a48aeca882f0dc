"""In and out, and the first or forgotten password."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.forms import SignInForm, UseCodeForm
from accounts.kinds import Way
from accounts.views.blueprint import bp
from accounts.views.entering import after_password, door_of, too_often
from accounts.views.passkeys import site
from accounts.views.security import Standing, hash_of, is_password, is_signed_in, standing
from kernel.errors import NotFound
from web import sessions
from web.access import public, safe_next
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.transaction import change, db, pause


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask who somebody is; who has already said it and owes the second step goes on to that."""
    wanted = safe_next(request.args.get("next", ""))
    if actor().person_id is not None:
        return redirect(wanted or url_for("accounts.start"), code=303)
    if is_signed_in() and standing() is Standing.OWES:
        return redirect(url_for("accounts.second_step"), code=303)
    return render_template("accounts/sign_in.html", form=SignInForm(next=wanted), **_words(wanted))


@bp.post("/sign-in")
@public
def sign_in_now() -> ResponseReturnValue:
    """Open the door, or say the same words whatever did not fit."""
    form = SignInForm()
    if not form.validate_on_submit():
        return show_again("accounts/sign_in.html", form=form, **_words())
    door = door_of(form.email.data or "")
    if wait := door.wait:
        form.refuse("", too_often(wait))
        return render_template("accounts/sign_in.html", form=form, **_words()), 429
    known = _person_who_knows(form.email.data or "", form.password.data or "")
    if known is None:
        door.note_failure(Way.PASSWORD)
        form.refuse("", _("El correo o la contraseña no son correctos."))
        return show_again("accounts/sign_in.html", form=form, **_words())
    session = change()
    person = operations.check_unchanged(session, *known)
    return redirect(after_password(session, person, form.next.data or ""), code=303)


def _words(wanted: str | None = None) -> dict[str, object]:
    return {"wanted": wanted, "passkeys": site() is not None}


def _person_who_knows(email: str, password: str) -> tuple[int, str] | None:
    """Id and kept hash of the active person with this address and password."""
    person = queries.person_by_email(db(), email)
    known = (person.id, person.password) if person and person.active else None
    pause()
    kept = known[1] if known else None
    if not is_password(password, kept) or known is None or kept is None:
        return None
    return known[0], kept


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
    door = door_of(form.email.data or "")
    if wait := door.wait:
        form.refuse("", too_often(wait))
        return render_template("accounts/set_password.html", form=form), 429
    pause()
    hashed = hash_of(form.password.data or "")
    try:
        where = _use_code(form, hashed)
    except NotFound:
        door.note_failure(Way.PASSWORD)
        form.refuse("", _("La clave no sirve con ese correo, o ya venció. Pida otra."))
        return show_again("accounts/set_password.html", form=form)
    flash(_("Guardamos su contraseña nueva."), "good")
    return redirect(where, code=303)


def _use_code(form: UseCodeForm, hashed: str) -> str:
    session = change()
    person = operations.use_reset_code(session, form.email.data or "", form.code.data or "", hashed)
    return after_password(session, person, "")
