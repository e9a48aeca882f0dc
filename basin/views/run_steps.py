"""What is done with a run: start it, decline it, cancel it, ask the same again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin.forms.runs import DeclineForm, StepForm
from basin.lifecycle import RunState
from basin.operations.runs import ask_again, cancel, decline, start
from basin.queries.runs import run_for
from basin.views.blueprint import bp
from basin.views.entrance import runners_only
from basin.views.runs import run_at, whole
from kernel.errors import Refusal
from web.access import can, for_staff
from web.actor import actor
from web.forms import Form, show_again
from web.furniture import jobs
from web.locale import _
from web.refusals import CODES
from web.sending import answered_once, once

PAGE = "basin/run.html"


@bp.post("/runs/<run>/start")
@runners_only
def start_run(run: str) -> ResponseReturnValue:
    """Let the model compute it."""

    def act(session: Session) -> None:
        start(session, jobs(), actor(), run_for(session, actor(), run, for_change=True))

    form = StepForm()
    refused = once(form, act) if form.validate_on_submit() else None
    return _back(run, refused, _("La pregunta está en la fila del modelo."))


@bp.post("/runs/<run>/decline")
@runners_only
def decline_run(run: str) -> ResponseReturnValue:
    """Say no to a proposal, and why."""
    form = DeclineForm()
    if not form.validate_on_submit():
        return show_again(PAGE, form=form, decline=form, **whole(run_at(run)))

    def act(session: Session) -> None:
        found = run_for(session, actor(), run, for_change=True)
        decline(session, actor(), found, form.reason.data or "")

    return _back(run, once(form, act), _("La propuesta no se aceptó, y queda dicho por qué."))


@bp.post("/runs/<run>/cancel")
@runners_only
def cancel_run(run: str) -> ResponseReturnValue:
    """Stop it."""

    def act(session: Session) -> None:
        cancel(session, jobs(), actor(), run_for(session, actor(), run, for_change=True))

    form = StepForm()
    refused = once(form, act) if form.validate_on_submit() else None
    return _back(run, refused, _("La corrida está cancelada."))


@bp.post("/runs/<run>/again")
@for_staff
def ask_run_again(run: str) -> ResponseReturnValue:
    """Ask the same once more: a new run, started at once by who may start runs."""

    def act(session: Session) -> str:
        asked = ask_again(session, actor(), run_for(session, actor(), run, for_change=True))
        if can("basin:run:start", asked.run.study) and asked.run.state is RunState.PROPOSED:
            start(session, jobs(), actor(), asked.run)
        return asked.run.code

    form: Form = StepForm()
    made = answered_once(form, act) if form.validate_on_submit() else run
    if isinstance(made, Refusal):
        return _back(run, made, "")
    return _back(made, None, _("La misma pregunta está hecha otra vez."))


def _back(run: str, refused: Refusal | None, done: object) -> ResponseReturnValue:
    """To the page of the run, or to the same page with what speaks against it."""
    if refused is None:
        flash(str(done), "good")
        return redirect(url_for("basin.run_page", run=run), code=303)
    shown = {**whole(run_at(run)), "refusal": CODES[refused.code]}
    return render_template(PAGE, decline=DeclineForm(formdata=None), **shown), refused.status
