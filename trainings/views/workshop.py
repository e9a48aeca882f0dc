"""The page of a workshop for the staff: who registered, the quotas, what can be done."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.errors import Refusal
from meetings import words as meeting_words
from meetings.queries.meetings import groups_known, groups_of, key_of
from trainings import words
from trainings.forms.editing import StepForm
from trainings.forms.registering import RegistrantForm, of_registration
from trainings.forms.terms import TermsForm, terms_of
from trainings.kinds import Handling, RegistrationState
from trainings.operations.registrations import (
    PHONE,
    REGISTRATION,
    correct_registration,
    handle,
    register_by_hand,
)
from trainings.operations.workshops import set_terms
from trainings.queries.registrations import (
    ORDER,
    namesakes,
    quotas_shown,
    registration_of,
    registrations_found,
    room_of,
)
from trainings.queries.workshops import Found, counts_of, quotas_of, topics_treated, workshop_for
from trainings.views.blueprint import bp
from trainings.views.entrance import (
    managers_only,
    readers_only,
    recorders_only,
    workshop_at,
)
from web.access import can
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _, current
from web.refusals import CODES
from web.sending import answered_once
from web.transaction import db

PAGE, TERMS, ONE, ADD, CHANGE = (
    "trainings/workshop.html", "trainings/terms.html", "trainings/registration.html",
    "trainings/registration_new.html",
    "trainings/registration_change.html",
)  # fmt: skip


@bp.get("/<reference>/workshops/<meeting>")
@readers_only
def workshop_page(reference: str, meeting: str) -> ResponseReturnValue:
    """The light of each quota, and everybody who registered or was invited."""
    found = workshop_at(reference, meeting)
    said = request.args.get("q", "")
    state = _state(request.args.get("state"))
    rows = registrations_found(db(), found.workshop, said, state)
    return render_template(
        PAGE, **_around(found), rows=rows, words=said, state=state,
        doubles=namesakes(registrations_found(db(), found.workshop)),
        views=_views(found, state), topics=topics_treated(db(), found.workshop),
    )  # fmt: skip


def _around(found: Found) -> dict[str, Any]:
    """What the pages of a workshop have in common."""
    room = room_of(db(), found.workshop)
    return {
        **vars(found),
        "here": _here(found),
        "meeting": found.workshop.meeting,
        "room": room,
        "quotas": quotas_shown(room),
        "groups": groups_known(db(), found.workshop.office_id),
        "registration_words": words.REGISTRATION,
        "admission_words": words.ADMISSION,
        "quota_words": words.QUOTA_OF,
        "light_words": words.LIGHT,
        "kinds": meeting_words.MEETING_KIND,
        "may_manage": can("trainings:programme:manage", found.programme),
        "may_record": can("trainings:programme:record", found.programme),
        "step": StepForm(formdata=None),
    }  # fmt: skip


def _here(found: Found) -> dict[str, Any]:
    """What leads to a workshop."""
    meeting = found.workshop.meeting
    return {"reference": found.programme.reference, "meeting": meeting.reference}


def _state(code: str | None) -> RegistrationState | None:
    known = {state.value for state in RegistrationState}
    return RegistrationState(code) if code in known else None


def _views(found: Found, chosen: RegistrationState | None) -> list[dict[str, Any]]:
    here = _here(found)
    counts = counts_of(db(), [found.workshop.id])
    rows = [
        {
            "words": words.REGISTRATION[state],
            "href": url_for("trainings.workshop_page", state=state.value, **here),
            "count": counts[found.workshop.id, state],
            "current": state is chosen,
        }
        for state in ORDER
    ]
    every = {
        "words": _("Todas"),
        "href": url_for("trainings.workshop_page", **here),
        "count": sum(counts.values()),
        "current": chosen is None,
    }
    return [every, *rows]


@bp.get("/<reference>/workshops/<meeting>/terms")
@managers_only
def terms_page(reference: str, meeting: str) -> ResponseReturnValue:
    """Who may register, how many, for whom places are kept."""
    found = workshop_at(reference, meeting)
    form = TermsForm(data=terms_of(found.workshop, quotas_of(db(), found.workshop)))
    form.offer(groups_of(db(), found.workshop.office_id))
    return render_template(TERMS, form=form, **_around(found))


@bp.post("/<reference>/workshops/<meeting>/terms")
@managers_only
def write_terms(reference: str, meeting: str) -> ResponseReturnValue:
    """Open, restrict or close the registration; who waits may move up."""
    form, found = TermsForm(), workshop_at(reference, meeting)
    form.offer(groups_of(db(), found.workshop.office_id))
    if not form.validate_on_submit():
        return show_again(TERMS, form=form, **_around(found))

    def act(session: Session) -> None:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        set_terms(session, actor(), found.programme, found.workshop, form.terms(), form.seen)

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        found = workshop_at(reference, meeting)
        form.show(found.workshop.version)
        page = render_template(TERMS, form=form, **_around(found), refusal=CODES[done.code])
        return page, done.status
    flash(_("Guardamos las condiciones de la inscripción."), "good")
    return _back(reference, meeting)


@bp.get("/<reference>/workshops/<meeting>/registrations/new")
@recorders_only
def new_registration(reference: str, meeting: str) -> ResponseReturnValue:
    """Ask who called or came."""
    found, form = workshop_at(reference, meeting), RegistrantForm()
    form.offer(groups_of(db(), found.workshop.office_id), current())
    return render_template(ADD, form=form, **_around(found))


@bp.post("/<reference>/workshops/<meeting>/registrations/new")
@recorders_only
def add_registration(reference: str, meeting: str) -> ResponseReturnValue:
    """Write somebody down, once; with a place or on the waiting list."""
    found, form = workshop_at(reference, meeting), RegistrantForm()
    form.offer(groups_of(db(), found.workshop.office_id), current())
    if not form.validate_on_submit():
        return show_again(ADD, form=form, **_around(found))

    def act(session: Session) -> str:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        key = key_of(session, vault(), found.workshop.meeting)
        return register_by_hand(session, key, actor(), found, form.who()).state

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        found = workshop_at(reference, meeting)
        page = render_template(ADD, form=form, **_around(found), refusal=CODES[done.code])
        return page, done.status
    has_place = done == RegistrationState.REGISTERED
    flash(_("Tiene lugar.") if has_place else _("Quedó en la lista de espera."), "good")
    return _back(reference, meeting)


@bp.get("/<reference>/workshops/<meeting>/registrations/<registration>")
@readers_only
def registration_page(reference: str, meeting: str, registration: str) -> ResponseReturnValue:
    """All that somebody said, and what can be decided."""
    found = workshop_at(reference, meeting)
    one = registration_of(db(), found.workshop, registration)
    return render_template(ONE, **_one(found, one.reference))


def _one(found: Found, registration: str) -> dict[str, Any]:
    one = registration_of(db(), found.workshop, registration)
    may_record = can("trainings:programme:record", found.programme)
    phone = ""
    if one.phone and may_record:
        phone = key_of(db(), vault(), found.workshop.meeting).open(one.phone, PHONE)
    return {
        **_around(found),
        "one": one,
        "phone": phone,
        "verbs": REGISTRATION.open_verbs(one.state),
        "verb_words": words.HANDLING,
        "sexes": meeting_words.SEX,
        "ages": meeting_words.AGE,
        "tongues": meeting_words.TONGUE,
    }


@bp.get("/<reference>/workshops/<meeting>/registrations/<registration>/change")
@recorders_only
def change_registration(reference: str, meeting: str, registration: str) -> ResponseReturnValue:
    """What somebody said of themselves, to be corrected."""
    found = workshop_at(reference, meeting)
    about = _one(found, registration)
    form = RegistrantForm(data=of_registration(about["one"], about["phone"]))
    form.offer(groups_of(db(), found.workshop.office_id), current())
    return render_template(CHANGE, form=form, **about)


@bp.post("/<reference>/workshops/<meeting>/registrations/<registration>/change")
@recorders_only
def correct(reference: str, meeting: str, registration: str) -> ResponseReturnValue:
    """Correct it, unless somebody else did meanwhile."""
    found, form = workshop_at(reference, meeting), RegistrantForm()
    form.offer(groups_of(db(), found.workshop.office_id), current())
    if not form.validate_on_submit():
        return show_again(CHANGE, form=form, **_one(found, registration))

    def act(session: Session) -> None:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        one = registration_of(session, found.workshop, registration)
        key = key_of(session, vault(), found.workshop.meeting)
        correct_registration(session, key, actor(), found, one, form.who(), form.seen)

    done = answered_once(form, act)
    if isinstance(done, Refusal):
        about = _one(workshop_at(reference, meeting), registration)
        form.show(about["one"].version)
        return render_template(CHANGE, form=form, **about, refusal=CODES[done.code]), done.status
    flash(_("Guardamos el cambio."), "good")
    return _back(reference, meeting)


@bp.post("/<reference>/workshops/<meeting>/registrations/<registration>/<verb>")
@managers_only
def handle_registration(
    reference: str, meeting: str, registration: str, verb: str
) -> ResponseReturnValue:
    """Give a place or take it, as far as the capacity lets."""
    form, found = StepForm(), workshop_at(reference, meeting)
    seen = request.form.get("version", 0, type=int)
    chosen = next((one for one in Handling if one.value == verb), None)

    def act(session: Session) -> None:
        found = workshop_for(session, actor(), reference, meeting, for_change=True)
        one = registration_of(session, found.workshop, registration)
        handle(session, actor(), found, one, Handling(verb), seen)

    if chosen is None or not form.validate_on_submit():
        return registration_page(reference, meeting, registration)
    done = answered_once(form, act)
    if isinstance(done, Refusal):
        found = workshop_at(reference, meeting)
        page = render_template(ONE, **_one(found, registration), refusal=CODES[done.code])
        return page, done.status
    flash(_("Quedó registrado."), "good")
    return _back(reference, meeting)


def _back(reference: str, meeting: str) -> ResponseReturnValue:
    return redirect(
        url_for("trainings.workshop_page", reference=reference, meeting=meeting), code=303
    )
