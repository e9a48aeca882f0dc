"""The phases and topics of a programme: adding, changing, ordering, removing them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound, Refusal
from trainings.forms.editing import EditForm, StepForm
from trainings.forms.programmes import PhaseForm, TopicForm, vars_of
from trainings.models import Phase, Programme, Topic
from trainings.operations import outline
from trainings.queries.outline import phase_of, phases_of, topic_of, topics_of
from trainings.queries.programmes import programme_for
from trainings.views.blueprint import bp
from trainings.views.entrance import managers_only, programme_at
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import db


@dataclass(frozen=True)
class Part:
    """What phases and topics have in common: where each is found and what is done to it."""

    page: str
    form: type[EditForm]
    fields: tuple[str, ...]
    all_of: Callable[[Session, Programme], Any]
    one_of: Callable[[Session, Programme, int], Any]
    add: Callable[[Session, Programme, Any], Any]
    rewrite: Callable[[Session, Programme, Any, Any], None]
    move: Callable[..., None]
    remove: Callable[..., None]


def _add_phase(session: Session, programme: Programme, form: PhaseForm) -> Phase:
    return outline.add_phase(session, actor(), programme, form.plan())


def _write_phase(session: Session, programme: Programme, phase: Phase, form: PhaseForm) -> None:
    outline.change_phase(session, actor(), programme, phase, form.plan(), form.seen)


def _add_topic(session: Session, programme: Programme, form: TopicForm) -> Topic:
    return outline.add_topic(session, actor(), programme, form.lesson())


def _write_topic(session: Session, programme: Programme, topic: Topic, form: TopicForm) -> None:
    outline.change_topic(session, actor(), programme, topic, form.lesson(), form.seen)


PARTS = {
    "phases": Part(
        "trainings/phases.html", PhaseForm, ("title", "title_qu", "begins_on", "ends_on"),
        phases_of, phase_of, _add_phase, _write_phase, outline.move_phase, outline.remove_phase,
    ),
    "topics": Part(
        "trainings/topics.html", TopicForm, ("title", "title_qu", "learning_goal"),
        topics_of, topic_of, _add_topic, _write_topic, outline.move_topic, outline.remove_topic,
    ),
}  # fmt: skip
WAYS = ("up", "down", "remove")


def _part(name: str) -> Part:
    if name not in PARTS:
        raise NotFound("not-found")
    return PARTS[name]


@bp.get("/<reference>/outline/<part>")
@managers_only
def parts_page(reference: str, part: str) -> ResponseReturnValue:
    """The list in its order, and a form for one more."""
    return render_template(_part(part).page, **_around(reference, part, _part(part).form()))


@bp.post("/<reference>/outline/<part>")
@managers_only
def add_part(reference: str, part: str) -> ResponseReturnValue:
    """Put one more behind the last, once."""
    form = _part(part).form()
    if not form.validate_on_submit():
        return show_again(_part(part).page, **_around(reference, part, form))

    def act(session: Session) -> None:
        programme = programme_for(session, actor(), reference, for_change=True)
        _part(part).add(session, programme, form)

    return _after(reference, part, form, answered_once(form, act), _("Está en la lista."))


@bp.get("/<reference>/outline/<part>/<int:number>")
@managers_only
def part_page(reference: str, part: str, number: int) -> ResponseReturnValue:
    """One of them, to be written anew."""
    row = _part(part).one_of(db(), programme_at(reference), number)
    form = _part(part).form(data=vars_of(row, *_part(part).fields, "version"))
    return render_template(_part(part).page, **_around(reference, part, form, row))


@bp.post("/<reference>/outline/<part>/<int:number>")
@managers_only
def write_part(reference: str, part: str, number: int) -> ResponseReturnValue:
    """Write it anew, unless somebody else did meanwhile."""
    form = _part(part).form()
    row = _part(part).one_of(db(), programme_at(reference), number)
    if not form.validate_on_submit():
        return show_again(_part(part).page, **_around(reference, part, form, row))

    def act(session: Session) -> None:
        programme = programme_for(session, actor(), reference, for_change=True)
        row = _part(part).one_of(session, programme, number)
        _part(part).rewrite(session, programme, row, form)

    return _after(
        reference, part, form, answered_once(form, act), _("Guardamos el cambio."), number
    )


@bp.post("/<reference>/outline/<part>/<int:number>/<way>")
@managers_only
def move_part(reference: str, part: str, number: int, way: str) -> ResponseReturnValue:
    """One step earlier or later, or away when nothing stands in it."""
    form = StepForm()
    if way not in WAYS or not form.validate_on_submit():
        raise NotFound("not-found")

    def act(session: Session) -> None:
        programme = programme_for(session, actor(), reference, for_change=True)
        row = _part(part).one_of(session, programme, number)
        if way == "remove":
            _part(part).remove(session, actor(), programme, row)
        else:
            _part(part).move(session, actor(), programme, row, up=way == "up")

    said = _("Ya no está en la lista.") if way == "remove" else _("Cambiamos el orden.")
    return _after(reference, part, _part(part).form(formdata=None), answered_once(form, act), said)


def _after(
    reference: str, part: str, form: EditForm, done: str | Refusal, said: str, number: int = 0
) -> ResponseReturnValue:
    """Back to the list; or the page again with what speaks against it."""
    if isinstance(done, str):
        flash(said, "good")
        return redirect(url_for("trainings.parts_page", reference=reference, part=part), code=303)
    row = _part(part).one_of(db(), programme_at(reference), number) if number else None
    if row:
        form.show(row.version)
    around = _around(reference, part, form, row)
    return render_template(_part(part).page, **around, refusal=CODES[done.code]), done.status


def _around(reference: str, part: str, form: EditForm, row: Any = None) -> dict[str, Any]:
    programme = programme_at(reference)
    rows = _part(part).all_of(db(), programme)
    return {
        "programme": programme, "form": form, "row": row, "rows": rows, "part": part,
        "step": StepForm(formdata=None),
    }  # fmt: skip
