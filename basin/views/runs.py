"""The runs of a study: the list, the page of each, and how far it is."""

from typing import Any

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from basin.forms.runs import DeclineForm, StepForm
from basin.lifecycle import ENDED, RunState, RunView
from basin.models import Run, Study
from basin.queries.providers import described, model_of, trouble_of
from basin.queries.running import model_asked
from basin.queries.runs import (
    RUNS_A_PAGE,
    asked_again_by,
    counts_of,
    evidence_of,
    run_for,
    runs_of,
)
from basin.views.blueprint import bp
from basin.views.entrance import study_at
from basin.views.run_rows import RunRow, inputs_shown, model_title, rows_of
from basin.words import RUN_VIEW
from kernel.errors import NotFound
from web.access import for_staff
from web.actor import actor
from web.formats import short_moment, use_zone
from web.locale import _
from web.transaction import db

REPEATED = ENDED - {RunState.STORED}


@bp.get("/<code>/runs")
@for_staff
def runs_page(code: str) -> ResponseReturnValue:
    """What was asked of the model of this study, newest first."""
    study, view = study_at(code), _view()
    mine, before = "mine" in request.args, request.args.get("before", type=int)
    found = runs_of(db(), actor(), study, view, mine=mine, before=before)
    shown = found[:RUNS_A_PAGE]
    return render_template(
        "basin/runs.html",
        study=study, view=view, mine=mine, before=before,
        rows=rows_of(db(), shown), views=_views(study, view, mine=mine),
        further=shown[-1].id if len(found) > RUNS_A_PAGE else None,
        **of_study(study),
    )  # fmt: skip


@bp.get("/runs/<run>")
@for_staff
def run_page(run: str) -> ResponseReturnValue:
    """Who asked what and why, how far it is, and what came of it."""
    found = run_at(run)
    return render_template("basin/run.html", **whole(found), decline=DeclineForm(formdata=None))


@bp.get("/runs/<run>/state")
@for_staff
def run_state(run: str) -> ResponseReturnValue:
    """How far it is, for the script of its page."""
    found = run_at(run)
    return jsonify(
        state=found.state.value,
        progress=found.progress,
        news=news_of(found),
        message=found.message,
        trouble=str(rows_of(db(), [found])[0].problem),
    )


def run_at(code: str) -> Run:
    """The run in this address, its times shown as the clock of its office."""
    found = run_for(db(), actor(), code)
    use_zone(found.study.office.time_zone)
    return found


def whole(run: Run) -> dict[str, Any]:
    """Everything that the page of a run shows."""
    session = db()
    process = model_asked(session, run)
    model = described(process) if process else None
    row: RunRow = rows_of(session, [run])[0]
    return {
        "study": run.study,
        "row": row,
        "run": run,
        "model": model_title(process) if process else run.process,
        "inputs": inputs_shown(model, run.inputs, technical=False),
        "technical": inputs_shown(model, run.inputs, technical=True),
        "news": news_of(run),
        "given": evidence_of(session, run),
        "again": asked_again_by(session, run),
        "step": StepForm(formdata=None),
        "may_repeat": run.state in REPEATED,
        **of_study(run.study),
    }


def of_study(study: Study) -> dict[str, Any]:
    """What every page about runs says of the model and its service."""
    model = model_of(db(), study)
    return {
        "offered": model,
        "offered_title": model_title(model) if model else "",
        "trouble": trouble_of(db(), study),
    }


def news_of(run: Run) -> str:
    """When the service last said something of a run."""
    if run.heard_at is None:
        return str(_("El servicio todavía no dijo nada."))
    return str(_("Última noticia del servicio: %(moment)s", moment=short_moment(run.heard_at)))


def _view() -> RunView:
    asked = request.args.get("show", RunView.ALL)
    if asked not in list(RunView):
        raise NotFound("not-found")
    return RunView(asked)


def _views(study: Study, current: RunView, *, mine: bool) -> list[dict[str, Any]]:
    counts, kept = counts_of(db(), actor(), study, mine=mine), 1 if mine else None
    return [
        {
            "words": said,
            "href": url_for("basin.runs_page", code=study.code, show=one.value, mine=kept),
            "count": counts[RunView(one)],
            "current": one is current,
        }
        for one, said in RUN_VIEW.items()
    ]
