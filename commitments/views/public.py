"""What everybody may read: published commitments by group, never by person, and how they are kept.

And the link by which somebody who is told of a commitment stops being told, without signing in.
"""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from accounts.models import Office
from commitments import documents, words
from commitments.forms.filters import PublicFilterForm
from commitments.forms.following import BareForm
from commitments.kinds import Tab
from commitments.models import Commitment
from commitments.operations.naming import named_by_link, stop_telling
from commitments.queries.commitments import is_overdue, today_in
from commitments.queries.following import updates_of, views_of
from commitments.queries.public import (
    all_published,
    groups_published,
    offices_that_publish,
    published,
    published_called,
    without_names,
)
from commitments.queries.quality import published_rates
from commitments.queries.registry import Cursor, Filters
from commitments.views.quality import figures_of
from commitments.views.rows import BADGES, FULFILMENT_BADGES, due_words, late_words
from kernel.clock import now
from kernel.spreadsheets.writing import Page, Value
from web.access import public
from web.formats import short_day, use_zone
from web.furniture import vault
from web.locale import _
from web.transaction import change, db

bp = Blueprint("promises", __name__, url_prefix="/promises")


@bp.get("/")
@public
def promises_page() -> ResponseReturnValue:
    """What was promised in public, the overdue first."""
    form, filters, offices = _asked()
    page = published(db(), filters, Cursor.parse(request.args.get("after", "")))
    chosen = form.chosen()
    rated = [one for one in offices if filters.office_id in {None, one.id}]
    alone = len(rated) == 1
    return render_template(
        "commitments/public/promises.html",
        form=form,
        chosen=chosen,
        rows=[_row(one) for one in page.commitments],
        rates=[(one.name, figures_of(published_rates(db(), one))) for one in rated if alone],
        offices=[] if alone else rated,
        further=_address(chosen, str(page.next)) if page.next else "",
        start=_address(chosen) if "after" in request.args else "",
    )


@bp.get("/promises.csv")
@public
def as_csv() -> ResponseReturnValue:
    """The same for a spreadsheet."""
    _form, filters, _offices = _asked()
    rows = [_cells(one) for one in all_published(db(), filters)]
    answer = make_response(documents.sheet(Page("", [str(head) for head in _heads()], rows)))
    answer.mimetype = "text/csv"
    name = f"compromisos-{now():%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/<code>")
@public
def promise_page(code: str) -> ResponseReturnValue:
    """One published commitment: the groups, the dates, how each side sees it."""
    one = published_called(db(), code)
    use_zone(one.office.time_zone)
    return render_template(
        "commitments/public/promise.html",
        one=one,
        row=_row(one),
        facts=_facts(one),
        seen_by=[_view(view) for view in views_of(db(), one)],
        steps=[_step(update) for update in updates_of(db(), one)],
    )


@bp.get("/stop/<int:number>/<token>")
@public
def stop_page(number: int, token: str) -> ResponseReturnValue:
    """Whoever holds the link of a mail is asked once more."""
    named = named_by_link(db(), vault(), number, token)
    return render_template(
        "commitments/public/stop.html", form=BareForm(None), ended=named.ended_at is not None
    )


@bp.post("/stop/<int:number>/<token>")
@public
def stop(number: int, token: str) -> Response:
    """No more notices of this commitment. A second press changes nothing."""
    stop_telling(change(), vault(), number, token)
    return redirect(url_for("promises.stop_page", number=number, token=token), code=303)


def _asked() -> tuple[PublicFilterForm, Filters, list[Office]]:
    form, offices = PublicFilterForm(request.args), list(offices_that_publish(db()))
    form.offer("office", ((one.slug, one.name) for one in offices))
    form.offer("responsible", ((one, one) for one in groups_published(db())))
    office = next((one.id for one in offices if one.slug == form.known("office")), None)
    late = form.known("late") == "yes"
    return form, form.filters(Tab.OVERDUE if late else Tab.ALL, office), offices


def _address(chosen: dict[str, Any], after: str | None = None) -> str:
    return url_for("promises.promises_page", after=after, **chosen)


def _row(one: Commitment) -> dict[str, Any]:
    unnamed = without_names(one)
    return {
        "code": one.code,
        "href": url_for("promises.promise_page", code=one.code),
        "what": unnamed(one.what),
        "what_qu": unnamed(one.what_qu),
        "responsible": one.responsible_group or _("Una persona"),
        "verifier": one.verifier_group or _("Una persona"),
        "due": unnamed(due_words(one)),
        "late": late_words(one, today_in(one.office)),
        "status": words.STATUS[one.status],
        "kind": BADGES[one.status],
        "office": one.office.name,
    }


def _facts(one: Commitment) -> list[tuple[Any, Any]]:
    unnamed = without_names(one)
    moved = one.first_due_on if one.first_due_on != one.due_on else None
    return [
        (_("Se comprometió"), one.responsible_group or _("Una persona")),
        (_("Comprueba"), one.verifier_group or _("Una persona")),
        (_("Vence"), unnamed(due_words(one))),
        (_("Fecha que se prometió primero"), short_day(moved) if moved else ""),
        (_("Se sabrá que se cumplió por"), unnamed(one.indicator)),
        (_("Lugar"), unnamed(one.place)),
        (_("Se prometió el"), short_day(one.made_on)),
        (_("Oficina"), one.office.name),
    ]


def _view(view: Any) -> dict[str, Any]:
    """How a side sees it, without who said so and without their words."""
    said = view.now
    return {
        "side": words.SIDE[view.side],
        "said": words.FULFILMENT[said.fulfilment] if said else "",
        "kind": FULFILMENT_BADGES[said.fulfilment.value] if said else "",
        "at": said.at if said else None,
    }


def _step(update: Any) -> dict[str, Any]:
    """What happened and when; notes stay inside, for they may name people."""
    moved = ""
    if update.old_due_on and update.new_due_on:
        old, new = short_day(update.old_due_on), short_day(update.new_due_on)
        moved = _("La fecha pasa del %(old)s al %(new)s", old=old, new=new)
    delay = words.DELAY[update.delay] if update.delay else ""
    return {
        "title": moved or words.STATUS[update.status],
        "words": delay,
        "small": short_day(update.happened_on),
    }


def _heads() -> list[Any]:
    return [
        _("Código"), _("Compromiso"), _("En quechua"), _("Se comprometió"), _("Comprueba"),
        _("Se prometió el"), _("Primera fecha"), _("Vence"), _("Estado"), _("Vencido"),
        _("Terminó el"), _("Oficina"),
    ]  # fmt: skip


def _cells(one: Commitment) -> list[Value]:
    late, unnamed = is_overdue(one, today_in(one.office)), without_names(one)
    return [
        one.code, unnamed(one.what), unnamed(one.what_qu),
        one.responsible_group, one.verifier_group, one.made_on,
        one.first_due_on, one.due_on, str(words.STATUS[one.status]),
        str(_("Sí") if late else _("No")), one.ended_on, one.office.name,
    ]  # fmt: skip
