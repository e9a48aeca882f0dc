"""What somebody does with their own account."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.forms import OwnAccountForm, OwnPasswordForm
from accounts.kinds import Way
from accounts.models import Person
from accounts.queries.second_step import second_step_of
from accounts.views.blueprint import bp
from accounts.views.entering import door_of, too_often
from accounts.views.security import enter_anew, hash_of, is_password
from accounts.words import ROLES
from web import sessions
from web.access import for_staff
from web.actor import actor
from web.formats import use_zone
from web.forms import Form, show_again
from web.locale import _, choose
from web.transaction import change, db, pause


@bp.get("/account")
@for_staff
def own_account() -> ResponseReturnValue:
    """One's own account: name, language, roles, sessions."""
    me = _me()
    return _account_page(OwnAccountForm(obj=me), me)


@bp.post("/account")
@for_staff
def change_own_account() -> ResponseReturnValue:
    """Change name and language."""
    form = OwnAccountForm()
    if not form.validate_on_submit():
        return _account_page(form, _me()), 422
    operations.change_own_account(change(), actor(), form.name.data or "", form.language.data)
    choose(form.language.data)
    flash(_("Guardamos los cambios."), "good")
    return redirect(url_for("accounts.own_account"), code=303)


@bp.post("/account/end-other-sessions")
@for_staff
def end_other_sessions() -> ResponseReturnValue:
    """End every session of one's own but this one."""
    session = change()
    operations.note_sessions_ended(session, actor())
    sessions.end_others(session, _me().fs_uniquifier)
    flash(_("Cerramos sus otras sesiones."), "good")
    return redirect(url_for("accounts.own_account"), code=303)


@bp.get("/account/password")
@for_staff
def own_password() -> ResponseReturnValue:
    """Ask for the old and the new password."""
    return render_template("accounts/own_password.html", form=OwnPasswordForm())


@bp.post("/account/password")
@for_staff
def change_own_password() -> ResponseReturnValue:
    """Change one's own password; the other sessions end, this one goes on under a new id."""
    form = OwnPasswordForm()
    if not form.validate_on_submit():
        return show_again("accounts/own_password.html", form=form)
    me = _me()
    door, kept = door_of(me.email), me.password
    if wait := door.wait:
        form.refuse("", too_often(wait))
        return render_template("accounts/own_password.html", form=form), 429
    pause()
    if not is_password(form.current_password.data or "", kept):
        door.note_failure(Way.PASSWORD)
        form.refuse("current_password", _("Esa no es su contraseña de ahora."))
        return show_again("accounts/own_password.html", form=form)
    hashed = hash_of(form.password.data or "")
    session = change()
    enter_anew(session, operations.set_own_password(session, actor(), hashed))
    flash(_("Guardamos su contraseña nueva y cerramos sus otras sesiones."), "good")
    return redirect(url_for("accounts.own_account"), code=303)


def _me() -> Person:
    return queries.person_named(db(), actor().person_id or 0)


def _account_page(form: Form, me: Person) -> str:
    seats = queries.seats_of(db(), actor())
    for office, _roles in seats[:1]:
        if office:
            use_zone(office.time_zone)
    return render_template(
        "accounts/own_account.html",
        form=form,
        me=me,
        seats=seats,
        role_words=ROLES,
        open_sessions=sessions.open_ones(db(), me.fs_uniquifier),
        second_step=second_step_of(db(), me.id),
    )
