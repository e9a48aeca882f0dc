"""Registering for a workshop: by oneself, with or without an invitation."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel import sends
from kernel.errors import NotFound, Refusal, RuleBroken, Unavailable
from kernel.policy import STRANGER
from meetings.queries.meetings import groups_of, key_of
from trainings.forms.registering import InvitationCodeForm, RegistrationForm
from trainings.operations.registrations import expect_open, register
from trainings.queries.registrations import invitation_of
from trainings.queries.workshops import Found, public_workshop
from trainings.receipts import code_for, lookup_of, typed
from trainings.views import limits, place_cookie
from trainings.views.calls import around, call_at
from web.access import public
from web.forms import show_again
from web.furniture import vault
from web.locale import _, current
from web.refusals import CODES
from web.transaction import change, db, undo

bp = Blueprint("registering", __name__, url_prefix="/workshops")

FORM = "trainings/public/register.html"


@bp.get("/<meeting>/register")
@public
def form_page(meeting: str) -> ResponseReturnValue:
    """Ask who wants to take part; nothing but the name must be told."""
    found = _open_at(meeting)
    return render_template(FORM, form=_form(found), **around(found))


@bp.post("/<meeting>/register")
@public
def send(meeting: str) -> ResponseReturnValue:
    """Give a place, or put on the waiting list; once, however often the phone sends it."""
    found = _open_at(meeting)
    form = _form(found)
    if not form.validate_on_submit():
        return show_again(FORM, form=form, **around(found))
    code = _code(form, found)
    if code is None:
        return show_again(FORM, form=form, **around(found))
    try:
        sends.once(
            change(), form.key.data or "", {**form.sent(), "": request.path},
            lambda: _register(change(), meeting, form, code),
        )  # fmt: skip
    except (NotFound, Unavailable, sends.SameKeyOtherBody):
        raise
    except Refusal as refusal:
        undo()
        found = call_at(meeting)
        page = render_template(FORM, form=form, **around(found), refusal=CODES[refusal.code])
        return page, refusal.status
    place_cookie.keep(code)
    return redirect(url_for("my_place.show"), code=303)


def _register(session: Session, meeting: str, form: RegistrationForm, code: str) -> str:
    """In the trail it is a stranger who registers, also when somebody of the staff does."""
    found = public_workshop(session, STRANGER, meeting, for_change=True)
    lookup = lookup_of(vault(), code)
    invitation = invitation_of(session, found.workshop, lookup) if form.code.data else None
    key = key_of(session, vault(), found.workshop.meeting)
    return register(session, key, STRANGER, found, form.who(), lookup, invitation).reference


def _open_at(meeting: str) -> Found:
    """The workshop, if somebody may register for it now; RuleBroken tells why not."""
    found = call_at(meeting)
    if not found.programme.is_public:
        raise RuleBroken("registration-closed")
    expect_open(found, invited=True)
    return found


def _form(found: Found) -> RegistrationForm:
    needs_code = around_needs_code(found)
    form = InvitationCodeForm() if needs_code else RegistrationForm()
    form.offer(groups_of(db(), found.workshop.office_id), current())
    return form


def around_needs_code(found: Found) -> bool:
    """Whether nobody comes in without an invitation."""
    try:
        expect_open(found)
    except RuleBroken as refusal:
        return refusal.code == "invitation-needed"
    return False


def _code(form: RegistrationForm, found: Found) -> str | None:
    """The code of the registration: that of the invitation, else a new one. None: it is wrong."""
    if not form.code.data:
        return code_for(vault(), form.key.data or "")
    code = typed(form.code.data)
    problem: Any = _("Ese código no es de una invitación a este taller. Compárelo con su papel.")
    if not limits.may_try_a_code():
        problem = _("Hubo demasiados códigos equivocados desde este lugar. Espere una hora.")
    elif code and invitation_of(db(), found.workshop, lookup_of(vault(), code)):
        return code
    else:
        limits.note_failure()
    form.refuse("code", problem)
    return None
