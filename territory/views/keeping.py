"""Communities that no list has: added, renamed, retired and offered again by hand."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel.errors import RuleBroken
from territory import operations, queries
from territory.forms import CommunityForm
from territory.policy import OFFICE_ADMIN, PLATFORM_ADMIN
from territory.views.blueprint import bp, ground_of
from territory.views.browsing import surroundings, words_of
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.transaction import change, db, undo


@bp.post("/places/<country>/at/<code>/communities")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def add_community(country: str, code: str) -> ResponseReturnValue:
    """Add a community that lies in this place."""
    form, ground = CommunityForm(), ground_of(country)
    if not form.validate_on_submit():
        return _again("territory/place.html", country, code, form)
    try:
        operations.add_community(change(), actor(), ground, code, *form.names())
    except RuleBroken:
        return _twin("territory/place.html", country, code, form)
    flash(_("Agregamos la comunidad."), "good")
    return redirect(url_for(".place", country=country, code=code), code=303)


@bp.get("/places/<country>/at/<code>/change")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def change_community(country: str, code: str) -> ResponseReturnValue:
    """A community that was added by hand: its name, and whether it is offered."""
    here = queries.place_open_to(db(), actor(), country, code)
    return render_template(
        "territory/community.html",
        form=CommunityForm(obj=here),
        **words_of(ground_of(country)),
        **surroundings(here),
    )


@bp.post("/places/<country>/at/<code>/change")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def rename_community(country: str, code: str) -> ResponseReturnValue:
    """Call a community otherwise."""
    form, ground = CommunityForm(), ground_of(country)
    if not form.validate_on_submit():
        return _again("territory/community.html", country, code, form)
    try:
        operations.rename_community(change(), actor(), ground, code, *form.names())
    except RuleBroken as refusal:
        if refusal.code != "community-there":
            raise
        return _twin("territory/community.html", country, code, form)
    flash(_("Guardamos el nombre."), "good")
    return redirect(url_for(".place", country=country, code=code), code=303)


@bp.post("/places/<country>/at/<code>/retire")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def retire_community(country: str, code: str) -> ResponseReturnValue:
    """Offer a community no longer."""
    ground = ground_of(country)
    operations.retire_community(change(), actor(), ground, code)
    flash(_("La comunidad ya no se ofrece. Los casos que la nombran no cambian."), "good")
    return redirect(url_for(".place", country=country, code=code), code=303)


@bp.post("/places/<country>/at/<code>/restore")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def restore_community(country: str, code: str) -> ResponseReturnValue:
    """Offer a retired community again."""
    ground = ground_of(country)
    operations.restore_community(change(), actor(), ground, code)
    flash(_("La comunidad se ofrece otra vez."), "good")
    return redirect(url_for(".place", country=country, code=code), code=303)


def _twin(template: str, country: str, code: str, form: CommunityForm) -> ResponseReturnValue:
    undo()
    form.refuse("name", _("Ya hay una comunidad con ese nombre aquí."))
    return _again(template, country, code, form)


def _again(template: str, country: str, code: str, form: CommunityForm) -> ResponseReturnValue:
    here = queries.place_open_to(db(), actor(), country, code)
    ground = ground_of(country)
    return show_again(template, form=form, **words_of(ground), **surroundings(here))
