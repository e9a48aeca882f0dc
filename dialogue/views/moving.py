"""A process is opened, put to rest, resumed, closed with what came of it, opened again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.process import MoveForm
from dialogue.lifecycle.processes import PROCESS, ProcessVerb
from dialogue.operations.processes import move_process
from dialogue.policy import Action
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from kernel.errors import NotFound
from meetings.views.entrance import happens
from web.actor import actor
from web.locale import _l

DONE = {
    ProcessVerb.OPEN: _l("El proceso está en marcha."),
    ProcessVerb.SUSPEND: _l("El proceso está en pausa: las partes leen y no escriben."),
    ProcessVerb.RESUME: _l("El proceso sigue."),
    ProcessVerb.CLOSE: _l("El proceso está cerrado."),
    ProcessVerb.REOPEN: _l("El proceso está otra vez en marcha."),
}
MEANS = {
    ProcessVerb.OPEN: _l("Las partes pueden escribir, votar y decidir desde ahora."),
    ProcessVerb.SUSPEND: _l("Las partes siguen leyendo; nadie escribe, vota ni decide."),
    ProcessVerb.RESUME: _l("Las partes pueden escribir, votar y decidir otra vez."),
    ProcessVerb.CLOSE: _l("Todo se sigue leyendo. Escriba en qué quedó: lo leen las partes."),
    ProcessVerb.REOPEN: _l("Las partes pueden escribir, votar y decidir otra vez."),
}
"""What each step does, said before it is taken."""


@bp.get("/<code>/moving")
@hosts_only
def moving_page(code: str) -> ResponseReturnValue:
    """The steps that can be taken now."""
    return _page(code, MoveForm(None))


@bp.post("/<code>/do/<verb>")
@hosts_only
def move_process_now(code: str, verb: str) -> ResponseReturnValue:
    """Take one of them."""
    process_for_action(code, Action.CHANGE)
    form, step = MoveForm(), _verb(verb)

    def act(session: Session) -> None:
        process = process_for(session, actor(), code, for_change=True)
        move_process(session, actor(), process, step, form.closure.data or "")

    if not happens(form, act, "closure" if step is ProcessVerb.CLOSE else ""):
        return _page(code, form), 422
    flash(DONE[step], "good")
    return redirect(url_for("dialogue.process_page", code=code), code=303)


def _verb(name: str) -> ProcessVerb:
    if name not in set(ProcessVerb):
        raise NotFound("not-found")
    return ProcessVerb(name)


def _page(code: str, form: MoveForm) -> str:
    process = process_for_action(code, Action.CHANGE)
    return render_template(
        "dialogue/moving.html",
        process=process,
        form=form,
        verbs=PROCESS.open_verbs(process.state),
        words=words.PROCESS_VERB,
        means=MEANS,
        states=words.PROCESS_STATE,
    )
