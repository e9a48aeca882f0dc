"""The convocatoria for the staff: its words in both languages, the paper, the text to send on."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import Refusal
from trainings.documents import calls as documents
from trainings.forms.programmes import vars_of
from trainings.forms.terms import CallForm
from trainings.operations.workshops import write_call
from trainings.queries.workshops import Found, topics_treated, workshop_for
from trainings.views.blueprint import bp
from trainings.views.calls import address_of
from trainings.views.entrance import managers_only, workshop_at
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import db

PAGE = "trainings/call_desk.html"


@bp.get("/<reference>/workshops/<meeting>/call")
@managers_only
def call_desk(reference: str, meeting: str) -> ResponseReturnValue:
    """What the convocatoria says, and the ways to spread it."""
    found = workshop_at(reference, meeting)
    form = CallForm(data=vars_of(found.workshop, "call", "call_qu", "version"))
    return render_template(PAGE, form=form, **_around(found))


@bp.post("/<reference>/workshops/<meeting>/call")
@managers_only
def write_call_now(reference: str, meeting: str) -> ResponseReturnValue:
    """Write it anew, unless somebody else did meanwhile."""
    form, found = CallForm(), workshop_at(reference, meeting)
    if not form.validate_on_submit():
        return show_again(PAGE, form=form, **_around(found))

    def act(session: Session) -> None:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        write_call(
            session, actor(), found.programme, found.workshop,
            form.call.data or "", form.call_qu.data or "", form.seen,
        )  # fmt: skip

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        found = workshop_at(reference, meeting)
        form.show(found.workshop.version)
        page = render_template(PAGE, form=form, **_around(found), refusal=CODES[done.code])
        return page, done.status
    flash(_("Guardamos la convocatoria."), "good")
    return redirect(url_for("trainings.call_desk", reference=reference, meeting=meeting), code=303)


def _around(found: Found) -> dict[str, Any]:
    return {
        **vars(found),
        "meeting": found.workshop.meeting,
        "address": address_of(found),
        "texts": _texts(found),
        "most": documents.SHORT,
    }


def _texts(found: Found) -> list[dict[str, str]]:
    """The short text in each language, as it is and as an SMS carries it cheaply."""
    topics, address = topics_treated(db(), found.workshop), address_of(found)
    names = {"es": _("En castellano"), "qu": _("En quechua")}
    rows = []
    for language, name in names.items():
        call = documents.call_of(found.programme, found.workshop, topics, language)
        for plain in (False, True):
            label = _("%(language)s, sin tildes, para SMS", language=name) if plain else name
            text = documents.short_text(call, address, plain=plain)
            rows.append(
                {"id": f"text-{language}{'-sms' * plain}", "label": label, "text": text,
                 "lang": call.lang}
            )  # fmt: skip
    return rows
