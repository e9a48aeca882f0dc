"""Reading a draft back to the person, and registering it: once, however often it is pressed."""

from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grievances import words
from grievances.forms.intake import RegisterForm
from grievances.kinds import ForWhom
from grievances.operations.notifying import tell_case_came_in
from grievances.operations.office_drafts import received_at
from grievances.operations.registering import PRESENT, SPOKEN, Confirmed, register
from grievances.queries.cases import code_is_taken
from grievances.queries.office_drafts import REGISTERED, Opened, handing_of
from grievances.receipts import code_for, lookup_of, typed
from grievances.views.desk.entrance import bp
from grievances.views.desk.intake import handing
from grievances.views.desk.intake.door import (
    answers_of,
    around,
    draft_at,
    draft_in,
    helpers_only,
    note_read,
)
from grievances.views.desk.intake.files import listed
from grievances.views.desk.intake.sheet import anchored
from grievances.views.reviewing import lacking, rows_of, telling
from kernel import sends
from kernel.errors import NotFound, Refusal, Unavailable
from web import formats
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _
from web.refusals import CODES
from web.transaction import change, db, pause, undo

CARD = "card"


@bp.get("/intake/<int:number>/review")
@helpers_only
def review_page(number: int) -> ResponseReturnValue:
    """Everything once more, to read aloud; what is still missing; the last questions."""
    held = draft_at(number)
    return _page(held, RegisterForm(None, version=held.draft.version))


@bp.post("/intake/<int:number>/register")
@helpers_only
def register_draft(number: int) -> ResponseReturnValue:
    """Make a case of the draft, and go to its receipt."""
    form = RegisterForm()
    key = form.key.data or ""
    if key and handing_of(db(), actor(), key):  # pressed twice: it is registered
        return _to_receipt(key)
    held = draft_at(number)
    form.must_agree = held.draft.channel in PRESENT
    if not form.validate():
        return _page(held, form)
    try:
        _register(number, form, key)
    except (NotFound, Unavailable, sends.SameKeyOtherBody):
        raise
    except Refusal as refusal:
        undo()
        return _page(draft_at(number), form, refusal)
    return _to_receipt(key)


def _register(number: int, form: RegisterForm, key: str) -> None:
    card = typed(form.card_code.data or "")
    code_lookup, counter = _lookup(key, card)
    session = change()

    def effect() -> str:
        held = draft_in(session, number, for_change=True)
        confirmed = Confirmed(form.agreed.data, form.read_back.data, form.has_tie)
        case = register(
            session, vault(), actor(), held, confirmed,
            code_lookup=code_lookup, on_card=card is not None, seen=form.seen,
        )  # fmt: skip
        tell_case_came_in(session, jobs(), case)
        return f"{REGISTERED}:{case.id} {counter}"

    sends.once(session, key, {"draft": str(number)}, effect)


def _lookup(key: str, card: str | None) -> tuple[str, str]:
    """What the server keeps of the code, made while no transaction is open, and how to find it."""
    pause()
    if card is not None:
        return lookup_of(vault(), card), CARD
    counter = 0
    while True:
        code_lookup = lookup_of(vault(), code_for(vault(), key, counter))
        if not code_is_taken(db(), code_lookup) or handing_of(db(), actor(), key):
            return code_lookup, str(counter)
        counter += 1
        pause()


def _to_receipt(key: str) -> ResponseReturnValue:
    handing.hold(key)
    return redirect(url_for("desk.receipt_page"), code=303)


def _page(held: Opened, form: RegisterForm, refusal: Refusal | None = None) -> ResponseReturnValue:
    note_read(held)
    answers, number = answers_of(held), held.draft.id
    if refusal:
        form.version.data, form.version.raw_data = held.draft.version, None
    missing = anchored(lacking(held.office, answers), number)
    page = render_template(
        "desk/intake_review.html",
        form=form,
        how=_how(held),
        lacks_spoken=held.sheet.spoken is None,
        rows=anchored(rows_of(held.office, answers), number),
        listed=listed(held),
        missing=missing,
        telling=anchored(telling(held.office, answers), number),
        tier_means=words.TIER_HINT[answers.tier],
        asks_consent=answers.for_whom is ForWhom.ANOTHER and answers.consent is None,
        is_there=held.draft.channel in PRESENT,
        is_spoken=held.draft.channel in SPOKEN,
        refusal=CODES[refusal.code] if refusal else None,
        **around(held),
    )
    if refusal:
        return page, refusal.status
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _how(held: Opened) -> list[tuple[Any, Any]]:
    sheet = held.sheet
    return [
        (_("Llegó"), words.CHANNEL[held.draft.channel]),
        (_("Recibido"), formats.day(received_at(held))),
        (_("Lengua hablada"), words.SPOKEN_LANGUAGE[sheet.spoken] if sheet.spoken else ""),
        (_("Interpretó"), sheet.interpreter),
    ]
