"""The days on which an office works: every deadline is counted by them."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import operations, queries
from accounts.forms import ClosureForm, WhereForm
from accounts.models import Office
from accounts.views.administering import ADMINISTRATORS, administered, is_saved
from accounts.views.blueprint import bp
from accounts.views.offices import words_of
from kernel.errors import BadInput, NotFound
from kernel.workdays import public_holidays
from territory.words import COUNTRIES
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.furniture import jobs
from web.locale import _, ngettext
from web.transaction import change

PAGE = "accounts/office_calendar.html"


@bp.get("/office/<slug>/calendar")
@for_roles(*ADMINISTRATORS)
def office_calendar(slug: str) -> ResponseReturnValue:
    """Where the office counts its days, its own closed days and the public holidays."""
    return render_template(PAGE, **_page(administered(slug)))


@bp.post("/office/<slug>/calendar")
@for_roles(*ADMINISTRATORS)
def move_calendar(slug: str) -> ResponseReturnValue:
    """Count the days elsewhere in the country."""
    office = administered(slug)
    form = WhereForm(office)
    if not form.validate_on_submit():
        return show_again(PAGE, **_page(office, where=form))
    region, zone, seen = form.region.data, form.time_zone.data, form.seen
    if not is_saved(
        form, slug, lambda session, mine: operations.move_calendar(
            session, jobs(), actor(), mine, region, zone, seen
        ),
    ):  # fmt: skip
        return render_template(PAGE, **_page(administered(slug), where=form)), 409
    flash(_("Guardamos el lugar. Los plazos de los casos abiertos se calculan de nuevo."), "good")
    return redirect(url_for("accounts.office_calendar", slug=slug), code=303)


@bp.post("/office/<slug>/calendar/closed")
@for_roles(*ADMINISTRATORS)
def close_days(slug: str) -> ResponseReturnValue:
    """Close the office on some days to come."""
    form = ClosureForm()
    if not form.validate_on_submit():
        return show_again(PAGE, **_page(administered(slug), form=form))
    session, first = change(), form.first.data
    try:
        new = operations.close_days(
            session, jobs(), actor(), administered(slug), first, form.last.data or first
        )
    except BadInput as refusal:
        form.refuse("first", _PROBLEMS[refusal.code]())
        return show_again(PAGE, **_page(administered(slug), form=form))
    flash(
        ngettext(
            "Cerramos %(num)d día. Los plazos de los casos abiertos se calculan de nuevo.",
            "Cerramos %(num)d días. Los plazos de los casos abiertos se calculan de nuevo.",
            new,
        ),
        "good",
    )
    return redirect(url_for("accounts.office_calendar", slug=slug), code=303)


_PROBLEMS = {
    "closure-too-long": lambda: _("Cierre hasta 60 días de una vez."),
    "day-is-past": lambda: _("Ese día ya pasó. Solo se cierran días que vienen."),
}


@bp.post("/office/<slug>/calendar/open")
@for_roles(*ADMINISTRATORS)
def work_again_on(slug: str) -> ResponseReturnValue:
    """Take a closed day back."""
    session = change()
    operations.work_again_on(session, jobs(), actor(), administered(slug), _day_sent())
    flash(_("La oficina atiende ese día. Los plazos se calculan de nuevo."), "good")
    return redirect(url_for("accounts.office_calendar", slug=slug), code=303)


def _day_sent() -> date:
    try:
        return date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise NotFound("not-found") from None


def _page(
    office: Office, form: ClosureForm | None = None, where: WhereForm | None = None
) -> dict[str, Any]:
    today = queries.today_at(office)
    year = min(max(request.args.get("year", today.year, type=int), today.year - 1), today.year + 2)
    return {
        **words_of(office),
        "form": form or ClosureForm(formdata=None),
        "where": where or WhereForm(office),
        "country": COUNTRIES[office.country],
        "year": year,
        "years": range(today.year - 1, today.year + 3),
        "holidays": public_holidays(office.country, office.region, year),
        "closures": queries.closures_of(office, year),
        "today": today,
    }
