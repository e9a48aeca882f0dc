"""Programmes: the list, the page of each, making and changing one."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries import offices_of
from commitments.views.quality import figures_of
from commitments.views.rows import rows_of
from kernel.errors import NotFound, Refusal
from meetings import words as meeting_words
from trainings import words
from trainings.forms.editing import StepForm
from trainings.forms.programmes import ProgrammeForm, of_programme
from trainings.forms.workshops import AdoptForm
from trainings.models import Programme
from trainings.operations.programmes import (
    change_programme,
    end_programme,
    make_programme,
    publish_programme,
)
from trainings.policy import MANAGERS
from trainings.queries.outline import topics_of
from trainings.queries.programmes import how_many, programme_for, programmes_found
from trainings.queries.quality import open_promises, programme_rates
from trainings.queries.workshops import meetings_without_phase, stages_of
from trainings.views.blueprint import bp
from trainings.views.entrance import managers_only, programme_at, readers_only
from web.access import can
from web.actor import actor
from web.forms import show_again
from web.locale import _, _l
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import change, db

FORM = "trainings/programme_form.html"
MOST_PROMISES = 8
"""So many open commitments stand on the page of a programme."""


@bp.get("/")
@readers_only
def programmes_page() -> ResponseReturnValue:
    """The programmes that go on, or those that are over."""
    said, ended = request.args.get("q", ""), "ended" in request.args
    after = request.args.get("after", type=int)
    found = programmes_found(db(), actor(), said, ended=ended, after=after)
    views = [_view(False, ended), _view(True, ended)]
    return render_template(
        "trainings/programmes.html",
        found=found, words=said, ended=ended, after=after, views=views,
        may_make=bool(actor().offices(*MANAGERS)),
    )  # fmt: skip


def _view(ended: bool, current: bool) -> dict[str, Any]:
    return {
        "words": _("Terminados") if ended else _("En marcha"),
        "href": url_for("trainings.programmes_page", ended=1 if ended else None),
        "count": how_many(db(), actor(), ended=ended),
        "current": ended == current,
    }


@bp.get("/new")
@managers_only
def new_programme() -> ResponseReturnValue:
    """Ask what the new programme is."""
    form = ProgrammeForm(data={"languages": ["es", "qu"]})
    form.offer(offices_of(db(), actor(), *MANAGERS))
    return render_template(FORM, form=form, programme=None)


@bp.post("/new")
@managers_only
def make() -> ResponseReturnValue:
    """Put it on the list, once."""
    form, offices = ProgrammeForm(), offices_of(db(), actor(), *MANAGERS)
    form.offer(offices)
    if len(offices) == 1:
        form.keep_office(offices[0])
    if not form.validate_on_submit():
        return show_again(FORM, form=form, programme=None)

    def act(session: Session) -> str:
        office = next(
            o for o in offices_of(session, actor(), *MANAGERS) if o.id == form.office.data
        )
        return make_programme(session, actor(), office, form.outline()).reference

    made = answered_once(form, act)
    if isinstance(made, Refusal):
        return _again(form, None, made)
    flash(_("El programa está en la lista. Ahora agregue sus fases."), "good")
    return redirect(url_for("trainings.programme_page", reference=made), code=303)


@bp.get("/<reference>")
@readers_only
def programme_page(reference: str) -> ResponseReturnValue:
    """All of a programme: what it is, its phases with their workshops, what it teaches."""
    programme = programme_at(reference)
    return render_template("trainings/programme.html", **_whole(programme))


def _whole(programme: Programme) -> dict[str, Any]:
    session = db()
    stages = stages_of(session, programme)
    loose, adopting = meetings_without_phase(session, programme), AdoptForm(formdata=None)
    adopting.offer([stage.phase for stage in stages], loose)
    return {
        "programme": programme,
        "stages": stages,
        "loose": loose,
        "adopting": adopting,
        "topics": topics_of(session, programme),
        "kinds": meeting_words.MEETING_KIND,
        "states": meeting_words.STATE,
        "tongues": meeting_words.TONGUE,
        "admissions": words.ADMISSION,
        "may_manage": can("trainings:programme:manage", programme),
        "step": StepForm(),
        **_promises(programme),
    }


def _promises(programme: Programme) -> dict[str, Any]:
    """What was promised in it: the first that are open, and the rates."""
    rates = programme_rates(db(), actor(), programme)
    promises = open_promises(db(), actor(), programme)
    return {
        "promised": rates.total,
        "promises": rows_of(promises[:MOST_PROMISES], name_office=False),
        "more_promises": max(len(promises) - MOST_PROMISES, 0),
        "figures": figures_of(rates),
    }


@bp.get("/<reference>/change")
@managers_only
def change_page(reference: str) -> ResponseReturnValue:
    """What the programme says of itself, to be written anew."""
    programme = programme_at(reference)
    form = ProgrammeForm(data=of_programme(programme))
    form.keep_office(programme.office)
    return render_template(FORM, form=form, programme=programme)


@bp.post("/<reference>/change")
@managers_only
def change_now(reference: str) -> ResponseReturnValue:
    """Write it anew, unless somebody else did meanwhile."""
    form, programme = ProgrammeForm(), programme_at(reference)
    form.keep_office(programme.office)
    if not form.validate_on_submit():
        return show_again(FORM, form=form, programme=programme)

    def act(session: Session) -> None:
        found = programme_for(session, actor(), reference, for_change=True)
        change_programme(session, actor(), found, form.outline(), form.seen)

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        return _again(form, programme_at(reference), done)
    flash(_("Guardamos los cambios del programa."), "good")
    return redirect(url_for("trainings.programme_page", reference=reference), code=303)


def _again(form: ProgrammeForm, programme: Programme | None, why: Refusal) -> ResponseReturnValue:
    """What was typed, below what speaks against it and what stands now."""
    if programme:
        form.show(programme.version)
    page = render_template(FORM, form=form, programme=programme, refusal=CODES[why.code])
    return page, why.status


@bp.post("/<reference>/do/<verb>")
@managers_only
def do(reference: str, verb: str) -> ResponseReturnValue:
    """Publish it or not, end it or go on."""
    if verb not in STEPS:
        raise NotFound("not-found")
    form = StepForm()
    form.validate_on_submit()
    step, how, said = STEPS[verb]
    step(change(), actor(), programme_for(change(), actor(), reference, for_change=True), **how)
    flash(str(said), "good")
    return redirect(url_for("trainings.programme_page", reference=reference), code=303)


STEPS: dict[str, tuple[Callable[..., None], dict[str, bool], Any]] = {
    "publish": (
        publish_programme, {"is_public": True},
        _l("El programa está publicado: todos ven sus convocatorias."),
    ),
    "withdraw": (
        publish_programme, {"is_public": False}, _l("El programa ya no está publicado."),
    ),
    "end": (end_programme, {"ended": True}, _l("El programa terminó. Nadie se inscribe más.")),
    "reopen": (end_programme, {"ended": False}, _l("El programa sigue en marcha.")),
}  # fmt: skip
