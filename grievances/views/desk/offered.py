"""Concerns of meetings that are offered to the office: it opens a case of them, or says why not."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.roles import Track
from grievances.forms.offered import DeclineForm, TakeUpForm
from grievances.models import Case
from grievances.operations.ex_officio import Opening, decline, take_up
from grievances.queries.offered import concern_offered, concerns_offered, origin_of
from grievances.views.desk.entrance import bp, readers_only
from kernel.handovers import Handover, HandoverState
from kernel.references import References, Referred
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.furniture import references, vault
from web.locale import _, tag_of
from web.refusals import CODES
from web.sending import once
from web.transaction import db

UNPROCESSABLE = 422


@bp.get("/offered")
@readers_only
def offered_page() -> ResponseReturnValue:
    """What waits to be decided, the oldest first."""
    return render_template("desk/offered.html", rows=concerns_offered(db(), actor()))


@bp.get("/offered/<int:number>")
@readers_only
def offered_concern(number: int) -> ResponseReturnValue:
    """What was said in the room, and what the office can do with it."""
    handover, _office = concern_offered(db(), actor(), number)
    opening = TakeUpForm(
        None, track=Track.QUEJA, place=handover.place, story=_story(handover), topic=None
    )
    return _page(number, opening, DeclineForm(None))


@bp.post("/offered/<int:number>/take-up")
@readers_only
def take_concern_up(number: int) -> ResponseReturnValue:
    """Open a case of it."""
    form, opened = TakeUpForm(), []

    def act(session: Any) -> None:
        handover, office = concern_offered(session, actor(), number)
        opening = Opening(
            form.track.data or Track.QUEJA, form.topic.data, form.place.data or "",
            form.story.data or "",
        )  # fmt: skip
        opened.append(take_up(session, vault(), actor(), office, handover, opening).reference)

    if not form.validate_on_submit():
        return _page(number, form, DeclineForm(None), UNPROCESSABLE)
    if refusal := once(form, act):
        form.refuse("", str(CODES[refusal.code].why))
        return _page(number, form, DeclineForm(None), refusal.status)
    flash(_("El caso quedó abierto de oficio. La reunión ya lo sabe."), "good")
    if opened:
        return redirect(url_for("desk.case_page", reference=opened[0]), code=303)
    return redirect(url_for("desk.offered_concern", number=number), code=303)


@bp.post("/offered/<int:number>/decline")
@readers_only
def decline_concern(number: int) -> ResponseReturnValue:
    """Say why no case is opened."""
    form = DeclineForm()

    def act(session: Any) -> None:
        handover, office = concern_offered(session, actor(), number)
        decline(session, actor(), office, handover, form.reason.data or "")

    if not form.validate_on_submit():
        return _page(number, TakeUpForm(None), form, UNPROCESSABLE)
    if refusal := once(form, act):
        form.refuse("", str(CODES[refusal.code].why))
        return _page(number, TakeUpForm(None), form, refusal.status)
    flash(_("Quedó anotado que no se abre un caso. La reunión lee el motivo."), "good")
    return redirect(url_for("desk.offered_page"), code=303)


def origin_shown(case: Case) -> tuple[Handover, Referred | None] | None:
    """Where a case of the office's own initiative came from, as far as the reader may see it."""
    handover = origin_of(db(), case)
    return (handover, _resolved(handover.from_ref)) if handover else None


def _page(
    number: int, opening: TakeUpForm, refusing: DeclineForm, status: int = 200
) -> ResponseReturnValue:
    handover, office = concern_offered(db(), actor(), number)
    use_zone(office.time_zone)
    sent: Form = refusing if refusing.errors else opening
    page = render_template(
        "desk/offered_concern.html",
        handover=handover,
        office=office,
        opening=opening,
        refusing=refusing,
        sent=sent,
        undecided=handover.state is HandoverState.OFFERED,
        accepted=handover.state is HandoverState.ACCEPTED,
        lang=tag_of(handover.language) if handover.language in {"es", "qu", "en"} else "",
        came_from=_resolved(handover.from_ref),
        result=_resolved(handover.result_ref) if handover.result_ref else None,
    )
    return page, status


def _resolved(reference: str) -> Referred | None:
    registry: References = references()
    return registry.resolve(db(), actor(), reference)


def _story(handover: Handover) -> str:
    parts = (handover.words or handover.title, handover.translation)
    return "\n\n".join(part for part in parts if part)
