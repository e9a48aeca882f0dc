"""Offices: what each says of itself, and opening new ones."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.forms import AboutForm, OpenOfficeForm
from accounts.models import Office
from accounts.policy import Seat
from accounts.roles import Role
from accounts.views.administering import ADMINISTRATORS, administered, is_saved
from accounts.views.blueprint import bp
from accounts.words import KINDS
from kernel.errors import RuleBroken
from territory.places import department_name
from territory.words import COUNTRIES
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import change, db


@bp.get("/office/")
@for_roles(Role.OFFICE_ADMIN)
def my_offices() -> ResponseReturnValue:
    """The offices that somebody administers; the only one opens at once."""
    mine = queries.offices_of(db(), actor(), Role.OFFICE_ADMIN)
    if len(mine) == 1:
        return redirect(url_for("accounts.people", slug=mine[0].slug), code=303)
    return render_template("accounts/my_offices.html", offices=mine, countries=COUNTRIES)


@bp.get("/office/<slug>/settings")
@for_roles(*ADMINISTRATORS)
def office_settings(slug: str) -> ResponseReturnValue:
    """What the office says of itself."""
    office = administered(slug)
    return render_template(
        "accounts/office_settings.html", form=AboutForm(office), **words_of(office)
    )


@bp.post("/office/<slug>/settings")
@for_roles(*ADMINISTRATORS)
def change_office(slug: str) -> ResponseReturnValue:
    """Let the office say something else of itself."""
    page = "accounts/office_settings.html"
    form = AboutForm(administered(slug))
    if not form.validate_on_submit():
        return show_again(page, form=form, **words_of(administered(slug)))
    said, seen = form.said(), form.seen
    if not is_saved(
        form, slug, lambda session, office: operations.change_office(
            session, actor(), office, said, seen
        ),
    ):  # fmt: skip
        return render_template(page, form=form, **words_of(administered(slug))), 409
    flash(_("Guardamos los datos de la oficina."), "good")
    return redirect(url_for("accounts.office_settings", slug=slug), code=303)


@bp.get("/admin/offices")
@for_roles(Role.PLATFORM_ADMIN)
def all_offices() -> ResponseReturnValue:
    """Every open office of the installation."""
    return render_template(
        "accounts/all_offices.html",
        offices=queries.offices_open(db()),
        kinds=KINDS,
        countries=COUNTRIES,
        department_name=department_name,
    )


@bp.get("/admin/offices/open")
@for_roles(Role.PLATFORM_ADMIN)
def open_office() -> ResponseReturnValue:
    """Ask what opens, and where."""
    return render_template("accounts/open_office.html", form=OpenOfficeForm())


@bp.post("/admin/offices/open")
@for_roles(Role.PLATFORM_ADMIN)
def open_office_now() -> ResponseReturnValue:
    """Open an office; its people come next."""
    form = OpenOfficeForm()
    if not form.validate_on_submit():
        return show_again("accounts/open_office.html", form=form)
    session = change()
    try:
        office = operations.open_office(session, vault(), actor(), form.place(), form.terms())
    except RuleBroken:
        form.refuse("slug", _("Ya hay una oficina con esa dirección."))
        return show_again("accounts/open_office.html", form=form)
    flash(_("Abrimos la oficina. Ahora agregue a quien la administra."), "good")
    return redirect(url_for("accounts.people", slug=office.slug), code=303)


def words_of(office: Office) -> dict[str, Any]:
    """What the head of every page of an office's administration shows."""
    return {"office": office, "seat": Seat(office.id)}
