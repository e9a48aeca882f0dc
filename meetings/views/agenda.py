"""The agenda: points added, changed, moved and taken off, without a script."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import allowed
from kernel.text import number_in
from meetings.forms.agenda import PointForm, as_told, called, day_of
from meetings.models import Meeting
from meetings.operations.agenda import add_point, change_point, move_point, remove_point
from meetings.policy import TABLE, Action
from meetings.queries.agenda import point_of
from meetings.queries.meetings import agenda_of, sittings_of
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    happens,
    meeting_at,
    meeting_to_change,
    planners_only,
    readers_only,
)
from meetings.views.meetings import known_as
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _
from web.transaction import db

WAYS = frozenset({"up", "down"})


@bp.get("/<reference>/agenda")
@readers_only
def agenda_page(reference: str) -> ResponseReturnValue:
    """The points in their order, with a form for one more."""
    meeting = meeting_at(reference)
    return render_template("meetings/agenda.html", **_shown(meeting, _offered(meeting)))


@bp.post("/<reference>/agenda")
@planners_only
def add_point_now(reference: str) -> ResponseReturnValue:
    """One more point, at the end."""
    form = _offered(meeting_at(reference))
    if happens(
        form,
        lambda s: add_point(s, actor(), meeting_to_change(s, reference), form.point()),
    ):
        flash(_("Agregamos el punto."), "good")
        return _to_agenda(reference)
    meeting = meeting_at(reference)
    form.offer(sittings_of(db(), meeting))
    return show_again("meetings/agenda.html", **_shown(meeting, form))


@bp.get("/<reference>/agenda/print")
@readers_only
def agenda_print(reference: str) -> ResponseReturnValue:
    """The agenda as a page that prints well, for the wall and for the hand."""
    meeting = meeting_at(reference)
    return render_template("meetings/agenda_print.html", **_listed(meeting))


@bp.get("/<reference>/agenda/<int:number>")
@planners_only
def point_page(reference: str, number: int) -> ResponseReturnValue:
    """One point, to change it."""
    meeting = meeting_at(reference)
    item = point_of(db(), meeting, number)
    form = PointForm(data=as_told(item))
    form.offer(sittings_of(db(), meeting))
    return render_template("meetings/point.html", form=form, meeting=meeting, item=item)


@bp.post("/<reference>/agenda/<int:number>")
@planners_only
def change_point_now(reference: str, number: int) -> ResponseReturnValue:
    """Tell the point anew, unless somebody else did meanwhile."""
    form = _offered(meeting_at(reference))
    if happens(form, lambda s: _change(s, reference, number, form)):
        flash(_("Guardamos el punto."), "good")
        return _to_agenda(reference)
    meeting = meeting_at(reference)
    form.offer(sittings_of(db(), meeting))
    item = point_of(db(), meeting, number)
    return show_again("meetings/point.html", form=form, meeting=meeting, item=item)


@bp.post("/<reference>/agenda/<int:number>/<way>")
@planners_only
def move_point_now(reference: str, number: int, way: str) -> ResponseReturnValue:
    """One place up or down."""
    if way not in WAYS:
        raise NotFound("not-found")
    return _step(
        reference,
        lambda session, meeting: move_point(session, actor(), meeting, number, up=way == "up"),
    )


@bp.post("/<reference>/agenda/<int:number>/remove")
@planners_only
def remove_point_now(reference: str, number: int) -> ResponseReturnValue:
    """Take the point off."""
    return _step(
        reference, lambda session, meeting: remove_point(session, actor(), meeting, number)
    )


def _step(reference: str, act: Any) -> ResponseReturnValue:
    """A press of a button beside a point."""
    meeting_at(reference)
    form = Form()
    if happens(form, lambda s: act(s, meeting_to_change(s, reference))):
        return _to_agenda(reference)
    meeting = meeting_at(reference)
    shown = _shown(meeting, _fresh(meeting)) | {"step": form}
    return render_template("meetings/agenda.html", **shown), 422


def _change(session: Session, reference: str, number: int, form: PointForm) -> None:
    meeting, seen = meeting_to_change(session, reference), number_in(form.of.data or "") or 0
    change_point(session, actor(), meeting, number, form.point(), seen)


def _offered(meeting: Meeting) -> PointForm:
    form = PointForm()
    form.offer(sittings_of(db(), meeting))
    return form


def _fresh(meeting: Meeting) -> PointForm:
    """An empty form, whatever this request sent."""
    form = PointForm(None)
    form.offer(sittings_of(db(), meeting))
    return form


def _listed(meeting: Meeting) -> dict[str, Any]:
    agenda = agenda_of(db(), meeting)
    parts = sittings_of(db(), meeting)
    sources = known_as(sorted({one.came_from for one in agenda} - {""}))
    return {
        "meeting": meeting,
        "agenda": agenda,
        "sittings": {one.id: called(one) for one in parts},
        "days": {one.id: day_of(one) for one in parts},
        "sources": sources,
        "minutes": sum(one.minutes or 0 for one in agenda),
    }


def _shown(meeting: Meeting, form: PointForm) -> dict[str, Any]:
    changes = allowed(TABLE, actor(), Action.CHANGE, meeting)
    records = allowed(TABLE, actor(), Action.RECORD, meeting)
    return {
        "form": form, "step": Form(None), "changes": changes, "records": records,
        **_listed(meeting),
    }  # fmt: skip


def _to_agenda(reference: str) -> ResponseReturnValue:
    return redirect(url_for("meetings.agenda_page", reference=reference), code=303)
