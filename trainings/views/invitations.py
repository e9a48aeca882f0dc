"""Inviting people to a workshop, and giving another code to who lost theirs."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import Refusal
from meetings.queries.meetings import groups_of
from trainings.documents import calls as documents
from trainings.forms.editing import StepForm
from trainings.forms.registering import InvitationsForm
from trainings.operations.invitations import MOST_AT_ONCE, Guest, give_new_code, invite
from trainings.queries.registrations import registration_of
from trainings.queries.workshops import Found, topics_treated, workshop_for
from trainings.receipts import code_for, grouped, lookup_of
from trainings.views.blueprint import bp
from trainings.views.calls import address_of
from trainings.views.entrance import managers_only, workshop_at
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import db

FORM, MADE = "trainings/invitations.html", "trainings/invitations_made.html"


@bp.get("/<reference>/workshops/<meeting>/invitations")
@managers_only
def invitations_page(reference: str, meeting: str) -> ResponseReturnValue:
    """Ask whom to invite."""
    found = workshop_at(reference, meeting)
    return render_template(FORM, form=_form(found), **vars(found))


@bp.post("/<reference>/workshops/<meeting>/invitations")
@managers_only
def make_invitations(reference: str, meeting: str) -> ResponseReturnValue:
    """Make a code for each, once, and show them: nobody can look them up later."""
    found = workshop_at(reference, meeting)
    form = _form(found)
    if form.validate_on_submit() and len(form.guests()) > MOST_AT_ONCE:
        form.refuse("names", _("Se hacen hasta 200 invitaciones a la vez."))
    if form.errors:
        return show_again(FORM, form=form, **vars(found))
    codes = [_code(form.key.data, number) for number, _name in enumerate(form.guests())]

    def act(session: Session) -> None:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        guests = [
            Guest(name, lookup_of(vault(), code), form.group.data or None)
            for name, code in zip(form.guests(), codes, strict=True)
        ]
        invite(session, actor(), found, guests)

    done = answered_once(form, act)
    found = workshop_at(reference, meeting)
    if isinstance(done, Refusal):
        page = render_template(FORM, form=form, **vars(found), refusal=CODES[done.code])
        return page, done.status
    return _shown(found, list(zip(form.guests(), codes, strict=True)))


@bp.post("/<reference>/workshops/<meeting>/registrations/<registration>/new-code")
@managers_only
def new_code_for(reference: str, meeting: str, registration: str) -> ResponseReturnValue:
    """Another code for somebody who lost theirs; the old one opens nothing any more."""
    form, found = StepForm(), workshop_at(reference, meeting)
    form.validate_on_submit()
    code = _code(form.key.data, 0)

    def act(session: Session) -> None:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        one = registration_of(session, found.workshop, registration)
        give_new_code(session, actor(), found, one, lookup_of(vault(), code))

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        raise done
    found = workshop_at(reference, meeting)
    one = registration_of(db(), found.workshop, registration)
    return _shown(found, [(one.name, code)])


def _form(found: Found) -> InvitationsForm:
    form = InvitationsForm()
    form.offer(groups_of(db(), found.workshop.office_id))
    return form


def _code(key: str | None, number: int) -> str:
    """The same send gives the same codes: a page that is loaded again shows them again."""
    return code_for(vault(), f"staff|{key or ''}", number)


def _shown(found: Found, made: list[tuple[str, str]]) -> ResponseReturnValue:
    """The codes, and a text to send on for each."""
    topics = topics_treated(db(), found.workshop)
    call = documents.call_of(found.programme, found.workshop, topics, "es")
    address = address_of(found)
    rows: list[dict[str, Any]] = [
        {"name": name, "code": grouped(code), "text": _said(call, name, grouped(code), address)}
        for name, code in made
    ]
    return render_template(
        MADE, **vars(found), rows=rows, call=call, address=address, qr=documents.qr_of(address)
    )


def _said(call: documents.Call, name: str, code: str, address: str) -> str:
    words: str = _(
        "%(name)s: le invitamos a «%(title)s». %(days)s. Inscríbase en %(address)s con su "
        "código %(code)s. Sirve una sola vez.",
        name=name, title=call.title, days=call.short_days, address=address, code=code,
    )  # fmt: skip
    return words
