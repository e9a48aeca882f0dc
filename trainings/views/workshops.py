"""A workshop in its programme: planned, placed in a phase, tied to topics."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import Refusal
from trainings.forms.workshops import AdoptForm, PlacedForm, WorkshopForm, like
from trainings.operations.workshops import adopt_meeting, place_workshop, plan_workshop
from trainings.queries.outline import phase_of, phases_of, topics_of
from trainings.queries.programmes import programme_for
from trainings.queries.workshops import meetings_without_phase, topics_treated, workshop_for
from trainings.views.blueprint import bp
from trainings.views.entrance import managers_only, programme_at, workshop_at
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import change, db

FORM, PLACED = "trainings/workshop_form.html", "trainings/workshop_placed.html"


@bp.get("/<reference>/workshops/new")
@managers_only
def new_workshop(reference: str) -> ResponseReturnValue:
    """Ask what the workshop is; without a phase there is nowhere to put it."""
    programme = programme_at(reference)
    if not phases_of(db(), programme):
        flash(_("Agregue primero una fase: cada taller pertenece a una."), "warn")
        return redirect(
            url_for("trainings.parts_page", reference=reference, part="phases"), code=303
        )
    form = _offered(
        WorkshopForm(data={**like(programme), "phase": request.args.get("phase", type=int)}),
        reference,
    )
    return render_template(FORM, form=form, programme=programme)


@bp.post("/<reference>/workshops/new")
@managers_only
def plan(reference: str) -> ResponseReturnValue:
    """Plan the meeting as part of the programme, once."""
    form = _offered(WorkshopForm(), reference)
    if not form.validate_on_submit():
        return show_again(FORM, form=form, programme=programme_at(reference))

    def act(session: Session) -> str:
        programme = programme_for(session, actor(), reference, for_change=True)
        phase = phase_of(session, programme, form.phase.data)
        workshop = plan_workshop(
            session, vault(), actor(), programme, phase, form.plan(programme),
            form.topics.data or (),
        )  # fmt: skip
        return workshop.meeting.reference

    made = answered_once(form, act)
    if isinstance(made, Refusal):
        return _again(FORM, form, made, programme=programme_at(reference))
    flash(_("El taller está planificado. Ahora diga quién puede inscribirse."), "good")
    return redirect(url_for("trainings.terms_page", reference=reference, meeting=made), code=303)


@bp.post("/<reference>/workshops/adopt")
@managers_only
def adopt(reference: str) -> ResponseReturnValue:
    """Put a meeting that was planned elsewhere into a phase; a stale page changes nothing."""
    form, programme = AdoptForm(), programme_at(reference)
    form.offer(phases_of(db(), programme), meetings_without_phase(db(), programme))
    here = url_for("trainings.programme_page", reference=reference)
    if not form.validate_on_submit():
        flash(_("Esa reunión o esa fase ya no está. Mire la página otra vez."), "warn")
        return redirect(here, code=303)
    session = change()
    programme = programme_for(session, actor(), reference, for_change=True)
    loose = {one.reference: one for one in meetings_without_phase(session, programme)}
    if chosen := loose.get(form.meeting.data):
        phase = phase_of(session, programme, form.phase.data)
        adopt_meeting(session, actor(), programme, phase, chosen)
    flash(_("La reunión está en su fase."), "good")
    return redirect(here, code=303)


@bp.get("/<reference>/workshops/<meeting>/place")
@managers_only
def placed_page(reference: str, meeting: str) -> ResponseReturnValue:
    """In which phase it stands and what it treats."""
    found = workshop_at(reference, meeting)
    treated = [topic.id for topic in topics_treated(db(), found.workshop)]
    known = {
        "phase": found.workshop.phase_id, "topics": treated, "version": found.workshop.version
    }  # fmt: skip
    form = _offered(PlacedForm(data=known), reference)
    return render_template(PLACED, form=form, **vars(found))


@bp.post("/<reference>/workshops/<meeting>/place")
@managers_only
def place_now(reference: str, meeting: str) -> ResponseReturnValue:
    """Let it stand elsewhere, or treat other topics."""
    form, found = _offered(PlacedForm(), reference), workshop_at(reference, meeting)
    if not form.validate_on_submit():
        return show_again(PLACED, form=form, **vars(found))

    def act(session: Session) -> None:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        phase = phase_of(session, found.programme, form.phase.data)
        place_workshop(
            session, actor(), found.programme, found.workshop, phase,
            form.topics.data or (), form.seen,
        )  # fmt: skip

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        found = workshop_at(reference, meeting)
        form.show(found.workshop.version)
        return _again(PLACED, form, done, **vars(found))
    flash(_("Guardamos el cambio."), "good")
    return redirect(url_for("trainings.programme_page", reference=reference), code=303)


def _offered(form: Any, reference: str) -> Any:
    programme = programme_at(reference)
    form.offer(phases_of(db(), programme), topics_of(db(), programme))
    return form


def _again(template: str, form: Any, why: Refusal, **around: Any) -> ResponseReturnValue:
    page = render_template(template, form=form, **around, refusal=CODES[why.code])
    return page, why.status
