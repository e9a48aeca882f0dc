"""The case of whoever holds the receipt: where it stands, what was said, what can be done."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.filing import Press
from grievances.forms.follow import CodeForm, ConfirmForm, DisputeForm, MessageForm
from grievances.lifecycle import Verb
from grievances.models import Case
from grievances.operations.answering import confirm_outcome, dispute_outcome
from grievances.operations.messages import write_as_filer
from grievances.operations.notifying import tell_of_verb, tell_person_wrote
from grievances.operations.reprisals import report_reprisal
from grievances.queries.cases import case_of_receipt, key_of, steps_of
from grievances.queries.contents import account_of, messages_of
from grievances.views import telling
from grievances.views.office import at
from kernel import sends
from kernel.policy import Actor
from territory.words import place_in_full
from web import sessions
from web.access import public
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, current, tag_of
from web.transaction import change, db

bp = Blueprint("my_case", __name__, url_prefix="/my-case")

MINUTES = int(sessions.FOLLOW_LIMITS.idle.total_seconds() // 60)


@bp.get("")
@public
def show() -> ResponseReturnValue:
    """The case."""
    if not actor().receipt_of:
        return redirect(url_for("follow.ask"), code=303)
    return _page(actor())


@bp.get("/told")
@public
def told() -> ResponseReturnValue:
    """What the person told when they filed, word by word."""
    if not actor().receipt_of:
        return redirect(url_for("follow.ask"), code=303)
    case = case_of_receipt(db(), actor())
    at(case.office)
    account = account_of(key_of(db(), vault(), case), case)
    return render_template(
        "grievances/public/told.html",
        office=case.office,
        account=account,
        lang=tag_of(case.language),
        where=place_in_full(account.place, case.department, case.country),
    )


@bp.post("/messages")
@public
def write() -> ResponseReturnValue:
    """Write to the office, or answer its question."""
    form = MessageForm()
    if not _is_of_this_case(form):
        return _ask_for_the_code(form.text.data or "")
    if not form.validate_on_submit():
        return _page(actor(), message=form), 422
    text = form.text.data or ""
    _once(
        form.key.data or "",
        {"message": text, "threat": str(form.threat.data)},
        lambda session, case: _write(session, case, text, is_threat=form.threat.data),
    )
    flash(_("Enviamos su mensaje a la oficina."), "good")
    return redirect(url_for("my_case.show"), code=303)


@bp.post("/confirm")
@public
def confirm() -> ResponseReturnValue:
    """Agree with the answer."""
    form = ConfirmForm()
    if not _is_of_this_case(form) or not form.validate_on_submit():
        return redirect(url_for("my_case.show"), code=303)
    _once(
        form.key.data or "",
        {"confirm": "yes"},
        lambda session, case: confirm_outcome(session, actor(), case),
    )
    flash(_("Gracias. Anotamos que está de acuerdo."), "good")
    return redirect(url_for("my_case.show"), code=303)


@bp.post("/dispute")
@public
def dispute() -> ResponseReturnValue:
    """Disagree with the answer, with reasons: another person reviews it."""
    form = DisputeForm()
    if not _is_of_this_case(form):
        return _ask_for_the_code(form.reasons.data or "")
    if not form.validate_on_submit():
        return _page(actor(), dispute=form), 422
    reasons = form.reasons.data or ""
    _once(
        form.key.data or "",
        {"dispute": reasons},
        lambda session, case: _dispute(session, case, reasons),
    )
    flash(_("Pedimos que otra persona revise la respuesta."), "good")
    return redirect(url_for("my_case.show"), code=303)


def _write(session: Session, case: Case, text: str, *, is_threat: bool) -> None:
    key = key_of(session, vault(), case)
    if is_threat:
        report_reprisal(session, key, actor(), case, text, current())
        return
    message = write_as_filer(session, key, actor(), case, text, current())
    tell_person_wrote(session, jobs(), case, message)


def _dispute(session: Session, case: Case, reasons: str) -> None:
    key = key_of(session, vault(), case)
    dispute_outcome(session, key, actor(), case, reasons, current())
    tell_of_verb(session, jobs(), case, Verb.DISPUTE)


def page_with_text(subject: str, text: str) -> ResponseReturnValue:
    """The case that was just opened, with the message that was being written before."""
    return _page(Actor(receipt_of=subject), message=MessageForm(formdata=None, text=text))


def _page(who: Actor, **forms: Any) -> str:
    case = case_of_receipt(db(), who)
    at(case.office)
    said = messages_of(db(), key_of(db(), vault(), case), case)
    question, given = telling.question_open(case, said), telling.answer_given(case, said)
    message = forms.get("message") or MessageForm(formdata=None)
    confirm_form = ConfirmForm(formdata=None)
    dispute = forms.get("dispute") or DisputeForm(formdata=None)
    for form in (message, confirm_form, dispute):
        form.of.data = _mark(case.subject)
    return render_template(
        "grievances/public/my_case.html",
        office=case.office,
        standing=telling.standing(who, case),
        rows=telling.timeline(case, steps_of(db(), case)),
        lines=telling.conversation([one for one in said if one not in (question, given)]),
        question=telling.line(question) if question else None,
        given=telling.line(given) if given else None,
        stages=len(telling.STAGES),
        minutes=MINUTES,
        message=message,
        confirm_form=confirm_form,
        dispute=dispute,
        press=Press(formdata=None),
    )


def _once(key: str, body: dict[str, str], effect: Callable[[Session, Case], object]) -> None:
    """Do it to the case of this receipt, unless this very form was sent before."""
    session = change()
    case = case_of_receipt(session, actor(), for_change=True)

    def answered() -> str:
        effect(session, case)
        return "done"

    sends.once(session, key, body, answered)


def _is_of_this_case(form: MessageForm | ConfirmForm | DisputeForm) -> bool:
    """Whether the page that this form stood on was of the case that this browser follows now.

    On one phone two people follow one after the other: what was written for the case in an older
    tab must not reach the one that was opened since.
    """
    followed = actor().receipt_of
    return followed is not None and form.of.data in {None, "", _mark(followed)}


def _mark(subject: str) -> str:
    """What the pages of a case carry; it tells nobody which case it is."""
    key = vault().derived("mark of a followed case")
    return hmac.new(key, subject.encode(), sha256).hexdigest()[:16]


def _ask_for_the_code(text: str) -> ResponseReturnValue:
    """The half hour is over: the text waits beside the question for the code."""
    form = CodeForm(formdata=None, text=text)
    why = _("Pasó media hora y cerramos su caso. Escriba su código: su texto sigue aquí.")
    return render_template("grievances/public/follow.html", form=form, why=why), 403
