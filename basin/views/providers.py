"""How the model services stand, for whoever looks after the installation."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.roles import Role
from basin import words
from basin.forms.runs import StepForm
from basin.jobs.installed import services
from basin.lifecycle import RunState
from basin.models import Provider
from basin.operations.providers import order_look
from basin.queries.providers import (
    described,
    last_stored,
    processes_of,
    providers_kept,
    runs_by_state,
)
from basin.views.run_rows import model_title
from kernel.clock import now
from web.access import for_roles
from web.actor import actor
from web.furniture import jobs
from web.locale import _
from web.transaction import change, db

bp = Blueprint("basin_service", __name__, url_prefix="/admin/basin")
COUNTED = timedelta(days=30)


@bp.get("")
@for_roles(Role.PLATFORM_ADMIN)
def service_page() -> ResponseReturnValue:
    """Whether each service answers and what it offers; of runs, only how many there are."""
    session, kept = db(), providers_kept(db(), actor())
    counts = runs_by_state(session, actor(), now() - COUNTED)
    return render_template(
        "basin/service.html",
        providers=[_shown(one) for one in kept if one.url in services().urls],
        unasked=[url for url in services().urls if url not in {one.url for one in kept}],
        former=[one for one in kept if one.url not in services().urls],
        counts=[(words.RUN_STATE[state], counts.get(state, 0)) for state in RunState],
        last=last_stored(session, actor()),
        step=StepForm(formdata=None),
    )


@bp.post("/look")
@for_roles(Role.PLATFORM_ADMIN)
def look_now() -> ResponseReturnValue:
    """Ask every service again, as soon as the worker can."""
    order_look(change(), jobs(), actor())
    flash(_("Se pregunta ahora. Abra otra vez esta página en unos segundos."), "good")
    return redirect(url_for(".service_page"), code=303)


def _shown(provider: Provider) -> dict[str, Any]:
    models = [
        {"row": row, "title": model_title(row), "said": described(row)}
        for row in processes_of(db(), provider)
    ]
    return {
        "row": provider,
        "models": models,
        "problem": words.PROBLEM[provider.problem] if provider.problem else "",
    }
