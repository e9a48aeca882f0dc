"""The people of an office, for whoever administers it."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.forms import PersonForm, RolesForm
from accounts.models import Office
from accounts.policy import Action, Seat
from accounts.queries import Colleague
from accounts.roles import Role, roles_in
from accounts.views.blueprint import bp
from accounts.words import ROLE_MEANINGS, ROLES
from kernel.errors import RuleBroken
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.forms import show_again
from web.locale import _
from web.transaction import change, db

ADMINISTRATORS = (Role.OFFICE_ADMIN, Role.PLATFORM_ADMIN)


@bp.get("/office/<slug>/people")
@for_roles(*ADMINISTRATORS)
def people(slug: str) -> ResponseReturnValue:
    """The people of an office, by name."""
    office = _office(slug)
    words = request.args.get("q", "")
    after = request.args.get("after", type=int)
    found = queries.colleagues(db(), actor(), office, words, after)
    return render_template(
        "accounts/people.html", office=office, seat=Seat(office.id), found=found, words=words,
        after=after, role_words=ROLES,
    )  # fmt: skip


@bp.get("/office/<slug>/people/add")
@for_roles(*ADMINISTRATORS)
def add_person(slug: str) -> ResponseReturnValue:
    """Ask who comes."""
    office = _office(slug)
    return render_template(
        "accounts/add_person.html", form=PersonForm(_offered(office)), **_words(office)
    )


@bp.post("/office/<slug>/people/add")
@for_roles(*ADMINISTRATORS)
def add_person_now(slug: str) -> ResponseReturnValue:
    """Add somebody; the next page offers the code for their first password."""
    office = _office(slug)
    form = PersonForm(_offered(office))
    if not form.validate_on_submit():
        return show_again("accounts/add_person.html", form=form, **_words(office))
    session = change()
    office = _office(slug)
    try:
        person = operations.add_person(
            session, actor(), office, form.name.data or "", form.email.data or "", form.chosen()
        )
    except RuleBroken:
        form.refuse(
            "email",
            _("No podemos agregar este correo. Consulte a la administración de la plataforma."),
        )
        return show_again("accounts/add_person.html", form=form, **_words(office))
    flash(_("Agregamos a la persona. Ahora entréguele una clave para entrar."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person.id), code=303)


@bp.get("/office/<slug>/people/<int:person_id>")
@for_roles(*ADMINISTRATORS)
def person(slug: str, person_id: int) -> ResponseReturnValue:
    """One person of the office: roles, password code, leaving."""
    office, one = _colleague(slug, person_id)
    return _person_page(office, one)


@bp.post("/office/<slug>/people/<int:person_id>/roles")
@for_roles(*ADMINISTRATORS)
def set_roles(slug: str, person_id: int) -> ResponseReturnValue:
    """Let a person have exactly the ticked roles, of those that the actor may give."""
    session = change()
    office, one = _colleague(slug, person_id)
    offered = _offered(office)
    form = RolesForm(offered)
    if not form.validate_on_submit():
        return _person_page(office, one, form), 422
    untouched = one.roles.difference(offered)
    operations.set_roles(session, actor(), office, person_id, form.chosen() | untouched)
    flash(_("Guardamos los roles. La persona debe entrar otra vez."), "good")
    if not form.chosen() | untouched:
        return redirect(url_for("accounts.people", slug=slug), code=303)
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


@bp.post("/office/<slug>/people/<int:person_id>/code")
@for_roles(*ADMINISTRATORS)
def make_code(slug: str, person_id: int) -> ResponseReturnValue:
    """Show, this once, a code with which the person sets a password."""
    session = change()
    office, one = _colleague(slug, person_id)
    code = operations.make_reset_code(session, actor(), office.id, person_id)
    fours = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    where = current_app.config["SETTINGS"].public_url + url_for("accounts.set_password")
    return render_template(
        "accounts/reset_code.html", office=office, one=one, code=fours, where=where
    )


@bp.post("/office/<slug>/people/<int:person_id>/close")
@for_roles(*ADMINISTRATORS)
def close_person(slug: str, person_id: int) -> ResponseReturnValue:
    """Let a person no longer sign in."""
    session = change()
    office, _one = _colleague(slug, person_id)
    operations.close_person(session, actor(), office, person_id)
    flash(_("La persona ya no puede entrar."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


@bp.post("/office/<slug>/people/<int:person_id>/reopen")
@for_roles(*ADMINISTRATORS)
def reopen_person(slug: str, person_id: int) -> ResponseReturnValue:
    """Let a person sign in again."""
    session = change()
    office, _one = _colleague(slug, person_id)
    operations.reopen_person(session, actor(), office, person_id)
    flash(_("La persona puede entrar otra vez."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


def _office(slug: str) -> Office:
    office = queries.office_administered(db(), actor(), slug, Action.OFFICE_PEOPLE)
    use_zone(office.time_zone)
    return office


def _colleague(slug: str, person_id: int) -> tuple[Office, Colleague]:
    office = _office(slug)
    return office, queries.colleague(db(), actor(), office, person_id)


def _offered(office: Office) -> list[Role]:
    return queries.roles_to_give(actor(), office)


def _words(office: Office) -> dict[str, Any]:
    return {"office": office, "meanings": ROLE_MEANINGS}


def _person_page(office: Office, one: Colleague, form: RolesForm | None = None) -> str:
    offered = _offered(office)
    return render_template(
        "accounts/person.html",
        form=form or RolesForm(offered, data={"roles": [role.value for role in one.roles]}),
        one=one,
        other_roles=[
            ROLES[role] for role in roles_in(office.kind) if role in one.roles - set(offered)
        ],
        **_words(office),
    )
