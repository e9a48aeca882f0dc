"""Asking the model of a study: fill in, look over what is asked, propose it or start it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin.contract.canonical import canonical, digest
from basin.forms.input_words import helped as help_of
from basin.forms.input_words import is_technical, unit_of
from basin.forms.runs import RunForm, filled, form_for
from basin.lifecycle import RunState
from basin.models import Member, Process, Study
from basin.operations.runs import Ask, inputs_of, propose, start
from basin.policy import TABLE, Action
from basin.queries.providers import described, model_of
from basin.queries.studies import study_for
from basin.views.blueprint import bp
from basin.views.entrance import study_at
from basin.views.run_rows import inputs_shown
from basin.views.runs import of_study, run_at
from kernel.errors import NotFound, Refusal, RuleBroken
from kernel.policy import require
from web.access import can, for_staff
from web.actor import actor
from web.forms import show_again
from web.furniture import jobs
from web.locale import _
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import db

FORM = "basin/run_new.html"


@bp.get("/<code>/runs/new")
@for_staff
def ask_model_page(code: str) -> ResponseReturnValue:
    """What can be asked, every input with its usual value; or as a run asked it."""
    study = _study_to_ask(code)
    model = model_of(db(), study)
    form = _form(study, model, data=_as_before(model)) if model else None
    return render_template(FORM, form=form, **_around(study, form))


@bp.post("/<code>/runs/new")
@for_staff
def ask_model(code: str) -> ResponseReturnValue:
    """Show what would be asked, and once that was seen, propose it."""
    study = _study_to_ask(code)
    model = model_of(db(), study)
    if model is None:
        raise RuleBroken("run-without-model")
    form = _form(study, model)
    if not form.validate_on_submit():
        return show_again(FORM, form=form, **_around(study, form))
    inputs = inputs_of(model, form.values())
    seen = f"{model.version} {digest(canonical(inputs))}"
    if form.of.data != seen:
        return _look_over(study, form, inputs, seen)
    return _ask(study, form, model.version)


def _ask(study: Study, form: RunForm, seen: str) -> ResponseReturnValue:
    made: list[bool] = []

    def act(session: Session) -> str:
        found = study_for(session, actor(), study.code)
        wanted = Ask(form.values(), form.why.data or "", seen, _member(found, form))
        asked = propose(session, actor(), found, wanted)
        if "start" in request.form and asked.run.state is RunState.PROPOSED:
            start(session, jobs(), actor(), asked.run)
        made.append(asked.is_new)
        return asked.run.code

    code = answered_once(form, act)
    if isinstance(code, Refusal):
        study = study_at(study.code)
        page = render_template(FORM, form=form, refusal=CODES[code.code], **_around(study, form))
        return page, code.status
    flash(str(_said(made, "start" in request.form)), "good" if made != [False] else "warn")
    return redirect(url_for("basin.run_page", run=code), code=303)


def _said(made: list[bool], started: bool) -> Any:
    if made == [False]:
        return _("Esa pregunta ya está hecha. Aquí está, con lo que salió de ella.")
    if started:
        return _("La pregunta está en la fila del modelo.")
    return _("La propuesta está hecha. Alguien de la oficina la manda a calcular.")


def _look_over(
    study: Study, form: RunForm, inputs: dict[str, Any], seen: str
) -> ResponseReturnValue:
    """The same page with what was understood on top: nothing was asked yet."""
    form.of.data, form.of.raw_data = seen, None
    shown = [
        *inputs_shown(form.model, inputs, technical=False),
        *inputs_shown(form.model, inputs, technical=True),
    ]
    return render_template(FORM, form=form, shown=shown, **_around(study, form))


def _study_to_ask(code: str) -> Study:
    study = study_at(code)
    if not study.is_open:
        raise RuleBroken("study-closed")
    require(TABLE, actor(), Action.PROPOSE, study)
    return study


def _form(study: Study, model: Process, data: dict[str, Any] | None = None) -> RunForm:
    form = form_for(described(model))(data=data)
    form.offer(_without_account(study))
    return form


def _as_before(model: Process | None) -> dict[str, Any]:
    """What another run asked, where the address names one."""
    if model is None or "from" not in request.args:
        return {}
    before = run_at(request.args["from"])
    return {**filled(described(model), before.inputs), "why": before.why}


def _without_account(study: Study) -> list[Member]:
    return [one for one in study.members if one.person_id is None and one.left_on is None]


def _member(study: Study, form: RunForm) -> Member | None:
    if not form.for_member.data:
        return None
    found = (one for one in _without_account(study) if one.id == form.for_member.data)
    member = next(found, None)
    if member is None:
        raise NotFound("not-found")
    return member


def _around(study: Study, form: RunForm | None) -> dict[str, Any]:
    return {
        "study": study,
        "for_others": can("basin:evidence:add", study) and bool(_without_account(study)),
        "helped": help_of,
        "unit_of": unit_of,
        "is_technical": is_technical,
        **of_study(study),
    }
