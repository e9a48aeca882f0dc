"""The case of whoever holds the receipt: where it stands, what was said, what can be done."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.filing import Press
from grievances.forms.follow import ConfirmForm, MessageForm
from grievances.kinds import Tier
from grievances.models import Case
from grievances.operations.answering import confirm_outcome
from grievances.operations.messages import write_as_filer
from grievances.operations.notifying import tell_person_wrote
from grievances.operations.seeing import mark_seen
from grievances.queries.cases import case_of_receipt, key_of, steps_of
from grievances.queries.contents import Said, account_of, messages_of
from grievances.views import telling
from grievances.views.bringing import is_whole, whose
from grievances.views.followed import (
    ask_for_the_code,
    bp,
    followed_case,
    followers_only,
    is_of_this_case,
    marked,
    once,
)
from grievances.views.my_files import by_message, files_seen, keep_what_came, words_or_files
from grievances.views.office import at
from grievances.views.saying import told_by
from kernel.policy import Actor
from web import sessions
from web.access import public
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, current, tag_of
from web.transaction import afterwards, db
from web.uploads import takes_files

MINUTES = int(sessions.FOLLOW_LIMITS.idle.total_seconds() // 60)


@bp.get("")
@public
@followers_only
def show() -> ResponseReturnValue:
    """The case."""
    return _page(actor())


@bp.get("/told")
@public
@followers_only
def told() -> ResponseReturnValue:
    """What the person told when they filed, word by word."""
    case = followed_case()
    account = account_of(key_of(db(), vault(), case), case)
    return render_template(
        "grievances/public/told.html",
        office=case.office,
        account=account,
        lang=tag_of(case.language),
        told=told_by(case, account),
        files=by_message(files_seen(case)).get(None, []),
    )


@bp.post("/messages")
@public
@takes_files
def write() -> ResponseReturnValue:
    """Write to the office, or answer its question."""
    form = MessageForm()
    if not is_of_this_case(form):
        return ask_for_the_code(form.written)
    form.is_nameless = followed_case().tier is Tier.ANONYMOUS
    if not is_whole(form):
        return _page(actor(), message=form), 422
    once(form, lambda session, case: send_words(session, case, form), "message")
    flash(_("Enviamos su mensaje a la oficina."), "good")
    return redirect(url_for("my_case.show"), code=303)


@bp.post("/confirm")
@public
def confirm() -> ResponseReturnValue:
    """Agree with the answer."""
    form = ConfirmForm()
    if not is_of_this_case(form) or not form.validate_on_submit():
        return redirect(url_for("my_case.show"), code=303)
    once(form, lambda session, case: confirm_outcome(session, actor(), case), "confirm")
    flash(_("Gracias. Anotamos que está de acuerdo."), "good")
    return redirect(url_for("my_case.show"), code=303)


def send_words(session: Session, case: Case, form: MessageForm) -> None:
    """The words and files reach the office, which learns of them by mail."""
    key, who, text = key_of(session, vault(), case), actor(), form.written
    message = write_as_filer(session, key, who, case, words_or_files(text), current())
    keep_what_came(session, who, case, message, text, whose(form))
    tell_person_wrote(session, jobs(), case, message)


def page_with_text(subject: str, text: str) -> ResponseReturnValue:
    """The case that was just opened, with the message that was being written before."""
    return _page(Actor(receipt_of=subject), message=MessageForm(formdata=None, text=text))


def _page(who: Actor, message: MessageForm | None = None) -> str:
    case = case_of_receipt(db(), who)
    at(case.office)
    said = messages_of(db(), key_of(db(), vault(), case), case)
    _note_what_is_seen(case, said)
    question, given = telling.question_open(case, said), telling.answer_given(case, said)
    rest = [one for one in said if one not in (question, given)]
    files = by_message(files_seen(case))
    seen = case.seen_message_id
    return render_template(
        "grievances/public/my_case.html",
        office=case.office,
        standing=telling.standing(who, case),
        rows=telling.timeline(case, steps_of(db(), case)),
        lines=telling.conversation(rest, seen, files),
        files_of_question=files.get(question.id, []) if question else [],
        files_given=files.get(given.id, []) if given else [],
        unread=telling.unread(said, seen),
        question=telling.line(question, seen) if question else None,
        question_number=telling.questions_in(said).index(question) + 1 if question else 0,
        given=telling.line(given, seen) if given else None,
        stages=len(telling.STAGES),
        minutes=MINUTES,
        **_forms(case, message),
    )


def _forms(case: Case, message: MessageForm | None) -> dict[str, Any]:
    return {
        "message": marked(message or MessageForm(formdata=None), case),
        "confirm_form": marked(ConfirmForm(formdata=None), case),
        "press": Press(formdata=None),
    }


def _note_what_is_seen(case: Case, said: list[Said]) -> None:
    """What the page shows now is marked as new no more at the next visit."""
    number, last = case.id, max((one.id for one in said), default=0)
    if last > case.seen_message_id:
        afterwards(lambda session: mark_seen(session, number, last))
