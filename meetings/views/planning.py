"""Planning a meeting, from nothing, like another, or to follow another up; and planning it anew."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_of
from kernel.errors import Forbidden
from kernel.policy import require
from kernel.text import number_in
from meetings.attendance_sheets.above import fills
from meetings.attendance_sheets.values import Above
from meetings.forms.planning import PlanForm, as_follow_up, as_planned, as_template
from meetings.models import Meeting
from meetings.operations.planning import change_meeting, plan_meeting
from meetings.operations.repeating import plan_following, plan_like
from meetings.policy import PLANNERS, TABLE, Action
from meetings.queries.attendance_imports import import_of, preview_of
from meetings.queries.following import is_unsealed, promises_open
from meetings.queries.listing import belonging
from meetings.queries.meetings import key_of, meeting_for
from meetings.queries.places import Nearby, places_near
from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, meeting_to_change, once, planners_only, tell
from meetings.views.meetings import titles_of
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db


@bp.get("/new")
@planners_only
def plan_page() -> ResponseReturnValue:
    """An empty form, or one filled from the meeting that it repeats or follows."""
    form = PlanForm(data=_beforehand())
    return render_template(
        "meetings/plan.html", form=_offered(form), near=_near(), **_about_source()
    )


@bp.post("/new")
@planners_only
def plan_now() -> ResponseReturnValue:
    """Put the meeting on the list."""
    form = _offered(PlanForm())
    if form.validate_on_submit():
        refusal, reference = once(form, lambda session: _plan(session, form))
        if refusal is None:
            flash(_("La reunión está en la lista. Escriba ahora su agenda."), "good")
            return redirect(url_for("meetings.agenda_page", reference=reference), code=303)
        tell(form, refusal)
    return show_again("meetings/plan.html", form=_offered(form), near=_near(), **_about_source())


@bp.get("/<reference>/plan")
@planners_only
def change_page(reference: str) -> ResponseReturnValue:
    """What was planned, to change it."""
    meeting = meeting_at(reference)
    require(TABLE, actor(), Action.CHANGE, meeting)
    known = as_planned(meeting)
    form = PlanForm(data=known | fills(_above(meeting), known))
    return render_template(
        "meetings/change.html", form=_offered(form), meeting=meeting, near=_near()
    )


@bp.post("/<reference>/plan")
@planners_only
def change_now(reference: str) -> ResponseReturnValue:
    """Plan it anew, unless somebody else changed it meanwhile."""
    meeting_at(reference)
    form = _offered(PlanForm())
    if form.validate_on_submit():
        refusal, _answer = once(form, lambda session: _change(session, reference, form))
        if refusal is None:
            flash(_("Guardamos el plan de la reunión."), "good")
            return redirect(url_for("meetings.meeting_page", reference=reference), code=303)
        tell(form, refusal)
    meeting = meeting_at(reference)
    return show_again("meetings/change.html", form=_offered(form), meeting=meeting, near=_near())


def _above(meeting: Meeting) -> Sequence[Above]:
    """What stands above the list of the sheet that the address names."""
    if (number := number_in(request.args.get("sheet", ""))) is None:
        return ()
    brought = import_of(db(), actor(), meeting, number)
    return preview_of(key_of(db(), vault(), meeting), brought).above


def _change(session: Session, reference: str, form: PlanForm) -> None:
    meeting = meeting_to_change(session, reference)
    plan = form.plan(dict(meeting.particulars))
    change_meeting(session, actor(), meeting, plan, number_in(form.of.data or "") or 0)


def _plan(session: Session, form: PlanForm) -> str:
    office, source, plan = _chosen_office(session, form), _source(), form.plan({})
    if source is None:
        return plan_meeting(session, vault(), actor(), office, plan).reference
    how = plan_following if _follows() else plan_like
    return how(session, vault(), actor(), office, plan, source).reference


def _near() -> Nearby:
    return places_near(db(), offices_of(db(), actor(), *PLANNERS))


def _follows() -> bool:
    return bool(request.args.get("follows"))


def _source() -> Meeting | None:
    """The meeting that the new one repeats (`like`) or follows (`follows`)."""
    asked = request.args.get("follows") or request.args.get("like")
    return meeting_for(db(), actor(), asked) if asked else None


def _beforehand() -> dict[str, Any]:
    """What is known before anybody typed."""
    known: dict[str, Any] = {"languages": ["es", "qu"], "names_withheld": True}
    if source := _source():
        known |= as_follow_up(source) if _follows() else as_template(source)
        known["office"] = str(source.office_id)
    if asked := request.args.get("programme", "").strip():
        known["belongs_to"] = asked if ":" in asked else f"programme:{asked}"
    return known


def _about_source() -> dict[str, Any]:
    source = _source()
    follows = source is not None and _follows()
    promises = promises_open(db(), actor(), source) if source and follows else []
    return {
        "source": source,
        "follows": follows,
        "promises": promises,
        "unsealed": follows and source is not None and is_unsealed(source),
    }


def _offered(form: PlanForm) -> PlanForm:
    """With the offices and programmes that can be chosen; a chosen one that is theirs to know."""
    offices = offices_of(db(), actor(), *PLANNERS)
    wanted = form.belongs_to.data or ""
    titles = titles_of(sorted({*belonging(db(), actor()), wanted} - {""}))
    form.offer({one.id: one.name for one in offices}, titles)
    if wanted not in titles:
        form.belongs_to.data = ""
    return form


def _chosen_office(session: Session, form: PlanForm) -> Office:
    offices = offices_of(session, actor(), *PLANNERS)
    for office in offices:
        if len(offices) == 1 or str(office.id) == form.office.data:
            return office
    raise Forbidden("not-allowed")
