"""The list of a country from a file: given, looked at, taken over, given back; and as a file."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kernel.policy import require
from territory import operations, queries
from territory.forms import SheetForm
from territory.places import departments
from territory.places.sheets import write
from territory.policy import PLATFORM_ADMIN, TABLE, Action
from territory.views.blueprint import bp, ground_of
from territory.views.browsing import words_of
from territory.words import PROBLEMS
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.transaction import change, db

FAULTS_SHOWN = 100
PLACES_SHOWN = 20


@bp.get("/places/<country>/import")
@for_roles(PLATFORM_ADMIN)
def import_page(country: str) -> ResponseReturnValue:
    """Ask for a file, and say how it must look."""
    ground = ground_of(country)
    return render_template(
        "territory/import.html",
        form=SheetForm(),
        former=queries.imports_of(db(), actor(), country),
        departments=departments(country),
        **words_of(ground),
    )


@bp.post("/places/<country>/import")
@for_roles(PLATFORM_ADMIN)
def give_sheet(country: str) -> ResponseReturnValue:
    """Take a file to be looked at. Nothing changes yet."""
    form, ground = SheetForm(), ground_of(country)
    if not form.validate_on_submit():
        former = queries.imports_of(db(), actor(), country)
        known = departments(country)
        return show_again(
            "territory/import.html",
            form=form, former=former, departments=known, **words_of(ground),
        )  # fmt: skip
    keep = form.keep_missing.data
    given = operations.give_sheet(change(), actor(), country, form.text, keep_missing=keep)
    return redirect(url_for(".preview", country=country, import_id=given.id), code=303)


@bp.get("/places/<country>/imports/<int:import_id>")
@for_roles(PLATFORM_ADMIN)
def preview(country: str, import_id: int) -> ResponseReturnValue:
    """What taking this file over would do, or what it did."""
    ground = ground_of(country)
    given = queries.import_coded(db(), actor(), country, import_id)
    plan = None if given.taken_over_at else queries.plan_for(db(), given)
    return render_template(
        "territory/preview.html",
        given=given,
        plan=plan,
        problems=PROBLEMS,
        most_faults=FAULTS_SHOWN,
        most=PLACES_SHOWN,
        **words_of(ground),
    )


@bp.post("/places/<country>/imports/<int:import_id>/take-over")
@for_roles(PLATFORM_ADMIN)
def take_over(country: str, import_id: int) -> ResponseReturnValue:
    """Let the list be as the file says."""
    session = change()
    given = queries.import_coded(session, actor(), country, import_id)
    operations.take_over(session, actor(), given)
    flash(_("Listo: la lista quedó como dice el archivo."), "good")
    return redirect(url_for(".preview", country=country, import_id=import_id), code=303)


@bp.post("/places/<country>/imports/<int:import_id>/give-back")
@for_roles(PLATFORM_ADMIN)
def give_back(country: str, import_id: int) -> ResponseReturnValue:
    """Look at the list as it was before this file, to take it over again."""
    session = change()
    given = queries.import_coded(session, actor(), country, import_id)
    earlier = operations.give_back(session, actor(), given)
    return redirect(url_for(".preview", country=country, import_id=earlier.id), code=303)


@bp.get("/places/<country>/places.csv")
@for_roles(PLATFORM_ADMIN)
def export(country: str) -> ResponseReturnValue:
    """The present list, as it can be imported again; with a mark, so that a spreadsheet sees ñ."""
    require(TABLE, actor(), Action.PLACES_IMPORT, ground_of(country))
    text = "\ufeff" + write(queries.listed(db(), country))
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="places-{country}.csv"'
    return answer
