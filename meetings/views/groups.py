"""The groups of an office: whom its meetings bring together."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.models import Office
from accounts.queries.offices import offices_of
from kernel.errors import NotFound
from kernel.text import number_in
from meetings.forms.groups import GroupForm
from meetings.operations.groups import (
    SENSIBLE,
    add_group,
    add_sensible_groups,
    group_of,
    name_group,
    offer_group,
)
from meetings.policy import PLANNERS
from meetings.queries.meetings import groups_of
from meetings.views.blueprint import bp
from meetings.views.entrance import happens, planners_only
from meetings.words import GROUP_KIND
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, ngettext
from web.transaction import db


@bp.get("/groups")
@planners_only
def groups_page() -> ResponseReturnValue:
    """The groups that the office offers, those that it retired, and a form for one more."""
    return render_template("meetings/groups.html", **_shown(_office(), _empty()))


@bp.post("/groups")
@planners_only
def add_group_now() -> ResponseReturnValue:
    """One more group."""
    office, form = _office(), GroupForm()
    if happens(form, lambda s: add_group(s, actor(), office.id, form.naming()), "name"):
        flash(_("Agregamos el grupo."), "good")
        return _to_groups(office)
    return show_again("meetings/groups.html", **_shown(_office(), form))


@bp.post("/groups/usual")
@planners_only
def add_sensible_groups_now() -> ResponseReturnValue:
    """All the usual groups with one press."""
    office, form = _office(), Form()
    if happens(form, lambda s: add_sensible_groups(s, actor(), office.id)):
        number = len(SENSIBLE)
        flash(ngettext("Agregamos %(num)d grupo.", "Agregamos %(num)d grupos.", number), "good")
        return _to_groups(office)
    return render_template("meetings/groups.html", **_shown(_office(), _empty(), form)), 422


@bp.get("/groups/<int:number>")
@planners_only
def group_page(number: int) -> ResponseReturnValue:
    """One group, to name it otherwise, retire it or bring it back."""
    office = _office()
    group = group_of(db(), office.id, number)
    return render_template(
        "meetings/group.html", office=office, group=group, form=GroupForm(obj=group)
    )


@bp.post("/groups/<int:number>")
@planners_only
def name_group_now(number: int) -> ResponseReturnValue:
    """Call it otherwise."""
    office, form = _office(), GroupForm()
    group_of(db(), office.id, number)
    if happens(form, lambda s: name_group(s, actor(), office.id, number, form.naming()), "name"):
        flash(_("Guardamos el grupo."), "good")
        return _to_groups(office)
    group = group_of(db(), _office().id, number)
    return show_again("meetings/group.html", office=_office(), group=group, form=form)


@bp.post("/groups/<int:number>/retire")
@planners_only
def retire_group(number: int) -> ResponseReturnValue:
    """Offer it no more."""
    return _offer(number, offered=False)


@bp.post("/groups/<int:number>/back")
@planners_only
def bring_group_back(number: int) -> ResponseReturnValue:
    """Offer it again."""
    return _offer(number, offered=True)


def _offer(number: int, *, offered: bool) -> ResponseReturnValue:
    office, form = _office(), Form()
    if happens(form, lambda s: offer_group(s, actor(), office.id, number, offered=offered)):
        said = _("El grupo se ofrece otra vez.") if offered else _("El grupo ya no se ofrece.")
        flash(said, "good")
        return _to_groups(office)
    return render_template("meetings/groups.html", **_shown(_office(), _empty(), form)), 422


def _empty() -> GroupForm:
    """A form for one more group, whatever this request sent."""
    return GroupForm(None)


def _office() -> Office:
    """The office that the address names, of those in which the actor plans; else the first."""
    offices = _offices()
    asked = number_in(request.args.get("office", ""))
    for office in offices:
        if asked in {None, office.id}:
            return office
    raise NotFound("not-found")


def _offices() -> list[Office]:
    return offices_of(db(), actor(), *PLANNERS)


def _shown(office: Office, form: GroupForm, step: Form | None = None) -> dict[str, Any]:
    return {
        "office": office,
        "offices": _offices(),
        "groups": groups_of(db(), office.id),
        "retired": groups_of(db(), office.id, retired=True),
        "usual": SENSIBLE,
        "kinds": GROUP_KIND,
        "form": form,
        "step": step or Form(None),
    }


def _to_groups(office: Office) -> ResponseReturnValue:
    return redirect(url_for("meetings.groups_page", office=office.id), code=303)
