"""The stages of a process: planned and actual days, legal limits, what is overdue."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.stages import StageForm, as_planned
from dialogue.models import Process
from dialogue.operations import stages as verbs
from dialogue.policy import Action
from dialogue.queries.processes import process_for
from dialogue.queries.stages import course_of, stage_of
from dialogue.views.blueprint import bp
from dialogue.views.courses import rows_of, total_words
from dialogue.views.entrance import hosts_only, process_for_action, process_to_read
from kernel.errors import NotFound
from kernel.text import number_in
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, _l
from web.transaction import db

FORM = "dialogue/stage_form.html"
STEPS = {
    "begin": (verbs.begin_stage, _l("La etapa empezó hoy.")),
    "end": (verbs.end_stage, _l("La etapa terminó hoy.")),
    "drop": (verbs.drop_stage, _l("Quitamos la etapa de este proceso.")),
}


@bp.get("/<code>/stages")
@open_to_all
def stages_page(code: str) -> ResponseReturnValue:
    """Every stage with its days; notes are for the office and the parties."""
    return _page(process_to_read(code), Form(None))


@bp.post("/<code>/stages/<int:number>/<step>")
@hosts_only
def move_stage(code: str, number: int, step: str) -> ResponseReturnValue:
    """It begins, ends, or is not needed."""
    if step not in STEPS:
        raise NotFound("not-found")
    process, form, (act, done) = process_for_action(code, Action.CHANGE), Form(), STEPS[step]
    stage_of(db(), process, number)
    if not happens(form, lambda s: act(s, actor(), _held(s, code), number)):
        return _page(process_for_action(code, Action.CHANGE), form), 422
    flash(done, "good")
    return _to_stages(code)


@bp.get("/<code>/stages/new")
@hosts_only
def new_stage_page(code: str) -> ResponseReturnValue:
    """Ask for a stage more."""
    process = process_for_action(code, Action.CHANGE)
    return render_template(FORM, form=StageForm(None), process=process, stage=None)


@bp.post("/<code>/stages/new")
@hosts_only
def add_stage_now(code: str) -> ResponseReturnValue:
    """Put it after the others."""
    process_for_action(code, Action.CHANGE)
    form = StageForm()
    if happens(form, lambda s: verbs.add_stage(s, actor(), _held(s, code), form.outline())):
        flash(_("Agregamos la etapa."), "good")
        return _to_stages(code)
    process = process_for_action(code, Action.CHANGE)
    return show_again(FORM, form=form, process=process, stage=None)


@bp.get("/<code>/stages/<int:number>")
@hosts_only
def stage_page(code: str, number: int) -> ResponseReturnValue:
    """One stage, to be planned anew or to say when it began and ended."""
    process = process_for_action(code, Action.CHANGE)
    stage = stage_of(db(), process, number)
    form = StageForm(None, data=as_planned(stage))
    return render_template(FORM, form=form, process=process, stage=stage)


@bp.post("/<code>/stages/<int:number>")
@hosts_only
def change_stage_now(code: str, number: int) -> ResponseReturnValue:
    """Keep its days, unless somebody else changed them meanwhile."""
    stage_of(db(), process_for_action(code, Action.CHANGE), number)
    form = StageForm()
    if happens(form, lambda s: _change(s, code, number, form)):
        flash(_("Guardamos la etapa."), "good")
        return _to_stages(code)
    process = process_for_action(code, Action.CHANGE)
    return show_again(FORM, form=form, process=process, stage=stage_of(db(), process, number))


def _held(session: Session, code: str) -> Process:
    return process_for(session, actor(), code, for_change=True)


def _change(session: Session, code: str, number: int, form: StageForm) -> None:
    seen = number_in(form.of.data or "") or 0
    process = _held(session, code)
    verbs.change_stage(session, actor(), process, number, form.outline(), seen=seen)


def _page(process: Process, form: Form) -> str:
    course = course_of(db(), process)
    return render_template(
        "dialogue/stages.html",
        process=process,
        course=course,
        rows=rows_of(course),
        total=total_words(course.total) if course.total else "",
        form=form,
    )


def _to_stages(code: str) -> ResponseReturnValue:
    return redirect(url_for("dialogue.stages_page", code=code), code=303)
