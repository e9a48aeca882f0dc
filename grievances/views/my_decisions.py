"""Pages of their own for what weighs much: answer, disagree, withdraw, tell of a threat, rate."""

from collections.abc import Callable

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.follow import (
    FACES,
    AnswerForm,
    DisputeForm,
    OfCase,
    RatingForm,
    ThreatForm,
    WithdrawForm,
)
from grievances.kinds import SafeContact, Tier
from grievances.lifecycle import Verb
from grievances.models import Case
from grievances.operations.answering import Given, dispute_outcome, rate, withdraw
from grievances.operations.notifying import tell_of_threat, tell_of_verb
from grievances.operations.reprisals import report_reprisal
from grievances.queries.afterwards import rating_of
from grievances.queries.cases import key_of
from grievances.queries.contents import messages_of
from grievances.views import telling
from grievances.views.bringing import is_whole
from grievances.views.followed import (
    ask_for_the_code,
    bp,
    followed_case,
    followers_only,
    is_of_this_case,
    marked,
    once,
)
from grievances.views.my_case import send_words
from grievances.views.my_files import by_message, files_seen
from grievances.words import SAFE_CONTACT
from kernel.errors import NotFound
from web.access import public
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, current
from web.transaction import db
from web.uploads import takes_files

Act = Callable[[Session, Case], object]


@bp.get("/questions/<int:number>")
@public
@followers_only
def question(number: int) -> ResponseReturnValue:
    """One question of the office, alone on its page."""
    return _question_page(number, AnswerForm(formdata=None))


@bp.post("/questions/<int:number>")
@public
@takes_files
def answer(number: int) -> ResponseReturnValue:
    """Answer it."""
    form = AnswerForm()
    return _sent(
        form,
        lambda: _question_page(number, form),
        lambda session, case: send_words(session, case, form),
        _("Enviamos su respuesta a la oficina."),
    )


@bp.get("/dispute")
@public
@followers_only
def dispute_page() -> ResponseReturnValue:
    """What it means to disagree, and the room to say why."""
    return _page("dispute", DisputeForm(formdata=None))


@bp.post("/dispute")
@public
def dispute() -> ResponseReturnValue:
    """Disagree with the answer, with reasons: another person reviews it."""
    form = DisputeForm()
    return _sent(
        form,
        lambda: _page("dispute", form),
        lambda session, case: _dispute(session, case, form.written),
        _("Pedimos que otra persona revise la respuesta."),
    )


@bp.get("/withdraw")
@public
@followers_only
def withdraw_page() -> ResponseReturnValue:
    """What it means to withdraw."""
    return _page("withdraw", WithdrawForm(formdata=None))


@bp.post("/withdraw")
@public
def take_back() -> ResponseReturnValue:
    """Withdraw the case."""
    form = WithdrawForm()
    return _sent(
        form,
        lambda: _page("withdraw", form),
        lambda session, case: _withdraw(session, case, form.written),
        _("Retiramos su caso. Gracias por avisarnos."),
    )


@bp.get("/threat")
@public
@followers_only
def threat_page() -> ResponseReturnValue:
    """What to do now, and the button that puts the case on top."""
    return _page("threat", ThreatForm(formdata=None))


@bp.post("/threat")
@public
def threat() -> ResponseReturnValue:
    """Somebody threatens the person: the office learns of it at once."""
    form = ThreatForm()
    return _sent(
        form,
        lambda: _page("threat", form),
        lambda session, case: _warn(session, case, form.written),
        _("La oficina ya recibió su aviso y lo ve primero. Si el peligro es ahora, llame."),
    )


@bp.get("/rating")
@public
@followers_only
def rating_page() -> ResponseReturnValue:
    """Three questions about the office, with what was answered before."""
    known = rating_of(db(), followed_case())
    return _page("rating", RatingForm(formdata=None, obj=known))


@bp.post("/rating")
@public
def give_rating() -> ResponseReturnValue:
    """Keep the answers."""
    form = RatingForm()
    return _sent(
        form,
        lambda: _page("rating", form),
        lambda session, case: rate(session, actor(), case, Given(**form.given())),
        _("Gracias. Guardamos su opinión. La lee quien supervisa la oficina."),
    )


def _sent(
    form: OfCase, page: Callable[[], ResponseReturnValue], act: Act, done: str
) -> ResponseReturnValue:
    """Do it once and go back to the case; else the same page with what lacks."""
    if not is_of_this_case(form):
        return ask_for_the_code(form.written)
    form.is_nameless = followed_case().tier is Tier.ANONYMOUS
    if not is_whole(form):
        return make_response(page(), 422)
    once(form, act, type(form).__name__)
    flash(done, "good")
    return redirect(url_for("my_case.show"), code=303)


def _page(name: str, form: OfCase) -> str:
    case = followed_case()
    standing = telling.standing(actor(), case)
    return render_template(
        f"grievances/public/{name}.html",
        office=case.office,
        form=marked(form, case),
        standing=standing,
        ways=[SAFE_CONTACT[SafeContact(way)] for way in case.safe_contact],
        faces=FACES,
    )


def _question_page(number: int, form: AnswerForm) -> str:
    case = followed_case()
    said = messages_of(db(), key_of(db(), vault(), case), case)
    asked = telling.questions_in(said)
    if not 0 < number <= len(asked):
        raise NotFound("not-found")
    one = asked[number - 1]
    is_open = one == telling.question_open(case, said)
    files = by_message(files_seen(case))
    return render_template(
        "grievances/public/question.html",
        office=case.office,
        form=marked(form, case),
        question=telling.line(one),
        files=files.get(one.id, []),
        answers=[] if is_open else telling.conversation(telling.answers_to(one, said), files=files),
        is_open=is_open,
    )


def _dispute(session: Session, case: Case, reasons: str) -> None:
    key = key_of(session, vault(), case)
    dispute_outcome(session, key, actor(), case, reasons, current())
    tell_of_verb(session, jobs(), case, Verb.DISPUTE)


def _withdraw(session: Session, case: Case, reason: str) -> None:
    withdraw(session, key_of(session, vault(), case), actor(), case, reason, current())
    tell_of_verb(session, jobs(), case, Verb.WITHDRAW)


def _warn(session: Session, case: Case, text: str) -> None:
    key = key_of(session, vault(), case)
    words = text or str(_("Me han amenazado."))
    reprisal = report_reprisal(session, key, actor(), case, words, current())
    tell_of_threat(session, jobs(), case, reprisal)
