"""The viewer: scenarios beside each other, their series as a table and as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from basin import words
from basin.documents.tables import csv_of, table_of
from basin.queries.council import reviews_of_model
from basin.queries.showing import collection_of_evidence, disputes_of, newer_of, shown_of
from basin.views.blueprint import bp
from basin.views.downloads import TAKEN
from basin.views.series_table import table_asked
from basin.views.viewing import evidence_to_show, sight_of
from web.access import open_to_all
from web.floods import Limit, wait_for_turn
from web.transaction import db

CHOSEN = Limit("basin:chosen", 240)
"""Choices of what to see from one address: each may be drawn anew. A room of forty is below it."""


@bp.get("/evidence/<code>/scenarios")
@open_to_all
def scenarios_page(code: str) -> ResponseReturnValue:
    """Scenarios on the same axes, and what changes in plain words."""
    _expect_turn()
    evidence = evidence_to_show(code)
    sight = sight_of(evidence)
    study = evidence.study
    return render_template(
        "basin/scenarios.html",
        study=study, evidence=evidence, sight=sight, scene=sight.scene,
        reviews=reviews_of_model(db(), study, evidence.model_sha256), verdicts=words.VERDICT,
        disputes=disputes_of(db(), evidence), newer=newer_of(db(), evidence),
        origins=words.ORIGIN,
    )  # fmt: skip


@bp.get("/evidence/<code>/series")
@open_to_all
def series_page(code: str) -> ResponseReturnValue:
    """One variable of all scenarios as a table, a year at a time."""
    _expect_turn()
    evidence = evidence_to_show(code)
    found = table_asked(shown_of(db(), evidence), request.args)
    return render_template(
        "basin/series.html", study=evidence.study, evidence=evidence, found=found
    )


@bp.get("/evidence/<code>/series.csv")
@open_to_all
def series_csv(code: str) -> ResponseReturnValue:
    """All series for a spreadsheet: the same file as in the archive."""
    wait_for_turn(TAKEN)
    evidence = evidence_to_show(code)
    data = csv_of(table_of(collection_of_evidence(db(), evidence)))
    answer = Response(data, mimetype="text/csv")
    name = f"{evidence.code}-{evidence.fingerprint}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _expect_turn() -> None:
    """What everybody sees first is drawn already; what somebody chooses may cost a second."""
    if request.args:
        wait_for_turn(CHOSEN)
