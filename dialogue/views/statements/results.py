"""The results of a conversation by declared group, and beside those of the earlier survey."""

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialogue.consensus.kinds import BoardOrder
from dialogue.documents.statement_results import results_sheet
from dialogue.queries.conversations import repeated_by
from dialogue.queries.statement_results import Results, compared, results_of
from dialogue.sentences import (
    class_told,
    index_explained,
    index_of_one,
    movement_sign,
    movement_told,
    share_explained,
    share_told,
)
from dialogue.sentences.words import BOARD_ORDER, STATEMENT_CLASS
from dialogue.views.blueprint import bp
from dialogue.views.statements.entrance import Met, met
from web.access import open_to_all
from web.actor import actor
from web.locale import _, current
from web.transaction import db

SPOKEN = {
    "share_told": share_told,
    "share_explained": share_explained,
    "class_told": class_told,
    "classes": STATEMENT_CLASS,
}


@bp.get("/<code>/statements/<conversation>/results")
@open_to_all
def results_page(code: str, conversation: str) -> ResponseReturnValue:
    """Each statement by group: how many, which share, and where the groups stand together."""
    found = met(code, conversation)
    results = _results(found)
    return render_template(
        "dialogue/statements/results.html",
        **found.words(),
        **SPOKEN,
        results=results,
        names=names_of(results),
        of_one=index_of_one(),
        explained=index_explained(),
        orders=_orders(found),
    )


@bp.get("/<code>/statements/<conversation>/results.csv")
@open_to_all
def results_csv(code: str, conversation: str) -> Response:
    """The same for a spreadsheet."""
    found = met(code, conversation)
    results = _results(found)
    answer = make_response(results_sheet(results, names_of(results)))
    answer.mimetype = "text/csv"
    name = f"resultados-{found.conversation.code}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/<code>/statements/<conversation>/compared")
@open_to_all
def compared_page(code: str, conversation: str) -> ResponseReturnValue:
    """The same statements in two surveys: who moved, and what may be chance."""
    found = met(code, conversation)
    rows = compared(db(), actor(), found.process, found.conversation)
    return render_template(
        "dialogue/statements/compared.html",
        **found.words(),
        **SPOKEN,
        rows=rows,
        earlier=repeated_by(db(), found.conversation),
        names={str(one.id): one.called(current()) for one in found.process.groups}
        | {"0": _without_group()},
        movement_sign=movement_sign,
        movement_told=movement_told,
    )


def names_of(results: Results) -> Mapping[str, str]:
    """What each group is called."""
    return {
        key: group.called(current()) if group else _without_group()
        for key, group in results.groups.items()
    }


def _without_group() -> str:
    return str(_("Sin grupo declarado"))


def _results(found: Met) -> Results:
    return results_of(db(), actor(), found.process, found.conversation, _order())


def _order() -> BoardOrder:
    asked = request.args.get("order", "")
    return BoardOrder(asked) if asked in set(BoardOrder) else BoardOrder.WEAKEST


def _orders(found: Met) -> list[dict[str, Any]]:
    return [
        {
            "words": words,
            "href": url_for(
                "dialogue.results_page",
                code=found.process.code,
                conversation=found.conversation.code,
                order=str(one),
            ),
            "current": one is _order(),
        }
        for one, words in BOARD_ORDER.items()
    ]
