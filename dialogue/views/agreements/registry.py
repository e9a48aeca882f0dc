"""The register of agreements: of one table, and of every table that the reader knows."""

from typing import Any

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from commitments.policy import READERS as PROMISE_READERS
from commitments.quality import Rates
from commitments.views.quality import figures_of, rate_words
from dialogue import words
from dialogue.kinds import Extent
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Process
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.beginnings import beginnings_of
from dialogue.queries.agreements.registry import (
    MOST_EXPORTED,
    Registered,
    Sought,
    registered,
    registered_publicly,
)
from dialogue.queries.keeping import rates_at
from dialogue.views.agreements.public_rows import public_rows
from dialogue.views.agreements.rows import cells, heads, rows_of
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_to_read
from kernel.clock import now
from kernel.policy import allowed
from kernel.spreadsheets.writing import Page, as_csv
from web.access import open_to_all
from web.actor import actor
from web.locale import _
from web.transaction import db


@bp.get("/<code>/agreements")
@open_to_all
def agreements_page(code: str) -> ResponseReturnValue:
    """The agreements of one table; whoever is not of the table sees what is published."""
    process = process_to_read(code)
    inside = allowed(TABLE, actor(), Action.READ, process)
    sought = asked()
    found = _found(process, sought, inside=inside, after=request.args.get("after", type=int))
    rates = rates_at(db(), actor(), process)
    drafts = inside and allowed(TABLE, actor(), Action.AGREE, process)
    return render_template(
        "dialogue/agreements.html",
        process=process,
        inside=inside,
        rows=rows_of(found.rows) if inside else public_rows(found.rows),
        found=found,
        drafts=drafts,
        beginnings=beginnings_of(db(), process) if drafts else [],
        figures=figures_of(rates) if rates.of_anything else [],
        headline=_headline(rates),
        reads_promises=bool(actor().offices(*PROMISE_READERS) & {process.office_id}),
        **_filters(sought, found, "dialogue.agreements_page", code=process.code),
    )


def _headline(rates: Rates) -> list[tuple[Any, str]]:
    """What is looked at first: what was left open, and what became of it."""
    told = [
        (_("sin fecha"), rates.without_date),
        (_("sin quien compruebe"), rates.without_verifier),
        (_("comprobados"), rates.verified),
        (_("vencidos"), rates.overdue),
    ]
    return [(name, rate_words(rate)) for name, rate in told]


@bp.get("/<code>/agreements.csv")
@open_to_all
def agreements_csv(code: str) -> ResponseReturnValue:
    """The same for a spreadsheet."""
    process = process_to_read(code)
    inside = allowed(TABLE, actor(), Action.READ, process)
    found = _found(process, asked(), inside=inside, most=MOST_EXPORTED)
    return as_sheet(rows_of(found.rows) if inside else public_rows(found.rows))


@bp.get("/agreements/")
@open_to_all
def registry_page() -> ResponseReturnValue:
    """The agreements of every table that the reader knows."""
    sought = asked()
    found = registered(db(), actor(), sought, after=request.args.get("after", type=int))
    return render_template(
        "dialogue/registry.html",
        rows=rows_of(found.rows),
        found=found,
        **_filters(sought, found, "dialogue.registry_page"),
    )


@bp.get("/agreements/agreements.csv")
@open_to_all
def registry_csv() -> ResponseReturnValue:
    """The same for a spreadsheet."""
    return as_sheet(rows_of(registered(db(), actor(), asked(), most=MOST_EXPORTED).rows))


def asked() -> Sought:
    """What the address looks for; what it cannot mean is left out."""
    args = request.args
    state = next((one for one in AgreementState if one.value == args.get("state")), None)
    extent = next((one for one in Extent if one.value == args.get("extent")), None)
    return Sought(args.get("q", "").strip()[:200], state, extent)


def as_sheet(rows: Any) -> Response:
    """Rows of the register as a file."""
    answer = make_response(as_csv(Page("", heads(), [cells(one) for one in rows])))
    answer.mimetype = "text/csv"
    name = f"acuerdos-{now():%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _found(process: Process, sought: Sought, *, inside: bool, **page: Any) -> Registered:
    if inside:
        return registered(db(), actor(), sought, process=process, **page)
    return registered_publicly(db(), sought, process=process, **page)


def _filters(sought: Sought, found: Registered, endpoint: str, **where: Any) -> dict[str, Any]:
    """What the filters show, and where the pages lead with them."""
    chosen: dict[str, Any] = {
        "q": sought.words or None,
        "state": sought.state.value if sought.state else None,
        "extent": sought.extent.value if sought.extent else None,
    }
    return {
        "asked": sought,
        "states": words.AGREEMENT_STATE,
        "extents": words.EXTENT,
        "chosen": len([one for one in chosen.values() if one]),
        "here": url_for(endpoint, **where),
        "as_file": url_for(endpoint.replace("_page", "_csv"), **where, **chosen),
        "further": url_for(endpoint, after=found.next_after, **where, **chosen)
        if found.next_after
        else "",
        "start": url_for(endpoint, **where, **chosen) if "after" in request.args else "",
    }
