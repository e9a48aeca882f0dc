"""The list of what is being taken down; beginning, handing over, discarding."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries import offices_of
from accounts.roles import OfficeKind
from grievances.answers import Answers, Sheet
from grievances.forms.filing import Press, tracks_of
from grievances.forms.intake import BeginForm, HandOverForm
from grievances.models import Case
from grievances.operations.notifying import tell_draft_handed
from grievances.operations.office_drafts import begin_draft, discard_draft, hand_draft_over
from grievances.policy import HELPERS, TABLE, Action
from grievances.queries.office_drafts import (
    JustTaken,
    Listed,
    colleagues_for,
    draft_for,
    drafts_listed,
    just_taken,
)
from grievances.views.desk.entrance import bp
from grievances.views.desk.intake.door import around, draft_at, draft_in, helpers_only, note_read
from grievances.views.desk.intake.handing import open_handing
from grievances.words import CHANNEL
from kernel import sends
from kernel.clock import now
from kernel.policy import allowed
from web.actor import actor
from web.formats import short_day, short_moment
from web.furniture import jobs, vault
from web.locale import _, current
from web.sending import once
from web.transaction import change, db

OLD = timedelta(days=2)
"""From then on a draft is pointed out: the person waits, and their clock runs."""


@bp.get("/intake")
@helpers_only
def intake_page() -> ResponseReturnValue:
    """What is being taken down, what was registered within a day, and how to begin."""
    return _page(_begin_form(None))


@bp.post("/intake")
@helpers_only
def begin() -> ResponseReturnValue:
    """Begin a draft. Pressed twice it is one."""
    form = _begin_form()
    if not form.validate():
        return _page(form)
    key, channel, wanted = form.key.data or "", form.channel.data, form.office.data

    def effect() -> str:
        (office,) = [one for one in _offices() if one.id == wanted]
        sheet = Sheet(answers=Answers(track=tracks_of(office)[0]), language=_language(office))
        return str(begin_draft(change(), vault(), actor(), office, channel, sheet).id)

    number = sends.once(change(), key, form.sent(), effect)
    return redirect(url_for("desk.sheet_page", number=int(number)), code=303)


@bp.get("/intake/<int:number>/hand-over")
@helpers_only
def hand_over_page(number: int) -> ResponseReturnValue:
    """Who of the office can go on, and a note for them."""
    return _hand_over(number, None)


@bp.post("/intake/<int:number>/hand-over")
@helpers_only
def hand_over(number: int) -> ResponseReturnValue:
    """Ask a colleague to go on; they get a mail that names nobody."""
    held, form = draft_at(number), HandOverForm()
    form.offer(colleagues_for(db(), held.draft, actor()))
    if not form.validate():
        return _hand_over(number, form)

    def act(session: Session) -> None:
        held = draft_in(session, number, for_change=True)
        hand_draft_over(session, actor(), held, form.person.data, form.note.data or "")
        tell_draft_handed(session, jobs(), held.draft, form.person.data)

    if refusal := once(form, act):
        raise refusal
    flash(_("Le avisamos a su colega que siga con el borrador."), "good")
    return redirect(url_for("desk.intake_page"), code=303)


@bp.post("/intake/<int:number>/discard")
@helpers_only
def discard(number: int) -> ResponseReturnValue:
    """Forget a draft for good."""
    form = Press()
    if form.validate():
        session = change()
        draft = draft_for(session, actor(), number, for_change=True)
        discard_draft(session, vault(), actor(), draft)
        flash(_("Borrador descartado: lo escrito y los archivos ya no existen."), "good")
    return redirect(url_for("desk.intake_page"), code=303)


def _page(form: BeginForm) -> ResponseReturnValue:
    handing = open_handing()
    several = len(actor().offices(*HELPERS)) > 1
    page = render_template(
        "desk/intake.html",
        form=form,
        offices=_offices(),
        drafts=[_draft(one, several) for one in drafts_listed(db(), vault(), actor())],
        taken=[_taken(one, several) for one in just_taken(db(), actor())],
        waiting=handing.case.reference if handing else "",
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _begin_form(*data: None) -> BeginForm:
    form = BeginForm(*data)
    form.offer(_offices())
    return form


def _offices() -> list[Office]:
    return [one for one in offices_of(db(), actor(), *HELPERS) if one.kind is OfficeKind.OMBUDSMAN]


def _language(office: Office) -> str:
    return current() if current() in office.languages or not office.languages else "es"


def _draft(one: Listed, several: bool) -> dict[str, Any]:
    zone = one.office.time_zone
    return {
        "number": one.draft.id,
        "channel": CHANNEL[one.draft.channel],
        "office": one.office.name if several else "",
        "begun_by": one.begun_by,
        "begun_at": short_moment(one.draft.started_at, zone),
        "changed_by": one.changed_by,
        "changed_at": short_moment(one.draft.changed_at, zone),
        "given_to": one.given_to,
        "for_me": one.given_to_id is not None and one.given_to_id == actor().person_id,
        "note": one.note,
        "files": one.files,
        "destroyed": one.destroyed,
        "days": (now() - one.draft.started_at).days,
        "old": now() - one.draft.started_at >= OLD,
    }


def _taken(one: JustTaken, several: bool) -> dict[str, Any]:
    zone = one.case.office.time_zone
    return {
        "reference": one.case.reference,
        "href": _link(one.case),
        "office": one.case.office.name if several else "",
        "channel": CHANNEL[one.case.channel],
        "received": short_day(one.case.received_at, zone),
        "at": short_moment(one.assistance.at, zone),
        "on_paper": one.assistance.receipt_handed,
    }


def _link(case: Case) -> str:
    """The page of the case, for who may read it; a monitor may not."""
    if not allowed(TABLE, actor(), Action.READ, case):
        return ""
    return url_for("desk.case_page", reference=case.reference)


def _hand_over(number: int, form: HandOverForm | None) -> ResponseReturnValue:
    held = draft_at(number)
    note_read(held)
    sent = form or HandOverForm(None, note=held.sheet.note)
    sent.offer(colleagues_for(db(), held.draft, actor()))
    page = render_template("desk/intake_hand_over.html", form=sent, **around(held))
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if sent.errors else HTTPStatus.OK
