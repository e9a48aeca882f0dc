"""The register: every commitment that somebody may read, what is overdue first; and the matrix."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from commitments import words
from commitments.forms.filters import FilterForm
from commitments.kinds import Tab
from commitments.lifecycle import BINDING
from commitments.queries.commitments import commitment_for
from commitments.queries.registry import (
    Cursor,
    Filters,
    counts,
    matrix,
    offices_read_by,
    origins_known,
    parties_known,
    register,
)
from commitments.views.blueprint import bp
from commitments.views.entrance import offices_made_in, readers_only, referred
from commitments.views.rows import rows_of
from kernel.errors import NotFound
from web.actor import actor
from web.transaction import db


@bp.get("/")
@readers_only
def commitments_page() -> ResponseReturnValue:
    """One page of one view."""
    form, filters = asked()
    if code := _code_called(filters.words):
        return redirect(url_for("commitments.commitment_page", code=code), code=303)
    page = register(db(), actor(), filters, Cursor.parse(request.args.get("after", "")))
    totals, kept = counts(db(), actor(), filters), kept_of(form, filters)
    several = len(offices_read_by(db(), actor())) > 1
    return render_template(
        "commitments/registry.html",
        form=form,
        rows=rows_of(page.commitments, name_office=several),
        tabs=_tabs(totals, filters.tab, kept),
        tab=filters.tab,
        caption=words.TAB[filters.tab],
        kept=kept,
        chosen=form.chosen(),
        sought=filters.words,
        total=totals[filters.tab],
        may_make=bool(offices_made_in()),
        further=_address(filters.tab, kept, str(page.next)) if page.next else "",
        start=_address(filters.tab, kept) if "after" in request.args else "",
    )


@bp.get("/matrix")
@readers_only
def matrix_page() -> ResponseReturnValue:
    """Who promised × where it stands; every figure leads into the list."""
    form, filters = asked()
    kept = kept_of(form, filters)
    return render_template(
        "commitments/matrix.html",
        form=form,
        rows=[_matrix_row(one, kept) for one in matrix(db(), actor(), filters)],
        heads=[words.STATUS[status] for status in BINDING],
        kept=kept,
        chosen=form.chosen(),
        sought=filters.words,
    )


def asked() -> tuple[FilterForm, Filters]:
    """The filters in this address, and the form that shows them."""
    form = FilterForm(request.args)
    responsible, verifiers = parties_known(db(), actor())
    made_in, belongs_to = origins_known(db(), actor())
    form.offer("responsible", ((one, one) for one in responsible))
    form.offer("verifier", ((one, one) for one in verifiers))
    form.offer("made_in", _titled(made_in, form.made_in.data))
    form.offer("belongs_to", _titled(belongs_to, form.belongs_to.data))
    offices = offices_read_by(db(), actor())
    form.offer("office", ((str(one.id), one.name) for one in offices))
    tab = request.args.get("tab", "")
    return form, form.filters(Tab(tab) if tab in set(Tab) else Tab.OPEN, request.args.get("q", ""))


def kept_of(form: FilterForm, filters: Filters) -> dict[str, Any]:
    """What addresses of further pages, papers and sheets carry on."""
    return {**form.chosen(), **({"q": filters.words} if filters.words else {})}


def _titled(references: list[str], asked_for: str | None) -> list[tuple[str, str]]:
    """Each reference with the title that whoever asks may know of it, also an older one."""
    every = dict.fromkeys([*references, *([asked_for] if asked_for else [])])
    found = [(one, referred(one)) for one in every]
    return [(one, known.title) for one, known in found if known]


def _code_called(sought: str) -> str:
    try:
        return commitment_for(db(), actor(), sought).code if sought else ""
    except NotFound:
        return ""


def _tabs(totals: Any, current: Tab, kept: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "words": words.TAB[tab],
            "href": _address(tab, kept),
            "count": totals[tab],
            "current": tab is current,
            "hot": tab is Tab.OVERDUE and totals[tab] > 0,
        }
        for tab in Tab
    ]


def _address(tab: Tab, kept: dict[str, Any], after: str | None = None) -> str:
    return url_for("commitments.commitments_page", tab=tab.value, after=after, **kept)


def _matrix_row(row: Any, kept: dict[str, Any]) -> dict[str, Any]:
    mine = {**kept, "responsible": row.responsible}
    return {
        "responsible": row.responsible,
        "href": _address(Tab.ALL, mine),
        "overdue": row.overdue,
        "overdue_href": _address(Tab.OVERDUE, mine),
        "cells": [
            (words.STATUS[status], number, _address(Tab.ALL, {**mine, "status": status.value}))
            for status, number in row.by_status.items()
        ],
        "total": row.total,
    }
