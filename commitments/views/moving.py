"""Each verb has a page of its own: what it does and just the fields that it needs."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments import words
from commitments.forms.telling import BESIDE, FORMS, NewDateForm, NewsForm
from commitments.lifecycle import COMMITMENT, Verb
from commitments.models import Commitment
from commitments.operations.notifying import tell_moved
from commitments.operations.telling import expect_effect, tell
from commitments.policy import TABLE, Action, action_of
from commitments.queries.commitments import commitment_for, today_in
from commitments.queries.following import views_of
from commitments.views import bringing
from commitments.views.blueprint import bp
from commitments.views.entrance import commitment_at, judges_only, makers_only, told_beside
from commitments.views.rows import due_words, sides_of
from kernel.errors import BadInput, NotFound, Refusal
from kernel.files import Taken
from kernel.policy import require
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, _l
from web.refusals import CODES
from web.sending import once
from web.transaction import db, pause
from web.uploads import takes_files

NEW_DATE = _l("Cambiar la fecha en que vence")


@bp.get("/<code>/do/<verb>")
@makers_only
def verb_page(code: str, verb: str) -> ResponseReturnValue:
    """The page of a verb that is open to this person now."""
    commitment, chosen = commitment_at(code), _verb(verb)
    require(TABLE, actor(), action_of(chosen), commitment)
    COMMITMENT.after(commitment.status, chosen)
    expect_effect(commitment, chosen)
    return _page(commitment, words.VERB[chosen], _fresh(FORMS[chosen], commitment), chosen)


@bp.post("/<code>/do/<verb>")
@makers_only
@takes_files
def do(code: str, verb: str) -> ResponseReturnValue:
    """Do it, once."""
    chosen = _verb(verb)
    return _told(code, chosen, FORMS[chosen](), words.VERB[chosen])


@bp.get("/<code>/new-date")
@judges_only
def new_date_page(code: str) -> ResponseReturnValue:
    """Another due date, with the consent of the other party."""
    commitment = commitment_at(code)
    require(TABLE, actor(), Action.JUDGE, commitment)
    COMMITMENT.after(commitment.status, Verb.TELL)
    return _page(commitment, NEW_DATE, _fresh(NewDateForm, commitment), Verb.TELL)


@bp.post("/<code>/new-date")
@judges_only
def new_date(code: str) -> ResponseReturnValue:
    """Put it off, once."""
    return _told(code, Verb.TELL, NewDateForm(), NEW_DATE)


def _verb(name: str) -> Verb:
    if name not in set(FORMS):
        raise NotFound("not-found")
    return Verb(name)


def _fresh(kind: type[NewsForm], commitment: Commitment) -> NewsForm:
    form = kind(None)
    form.happened_on.process_data(today_in(commitment.office))
    form.seen(commitment.version)
    return form


def _told(code: str, verb: Verb, form: NewsForm, title: Any) -> ResponseReturnValue:
    """Tell it once; what speaks against it stands on the page with all that was typed."""
    commitment_at(code)
    if not form.validate():
        return _page(commitment_at(code), title, form, verb)
    pause()  # a file is looked at before anything is changed
    try:
        taken = bringing.file_of(form)
    except BadInput as fault:
        form.refuse("file", f"{CODES[fault.code].title}. {CODES[fault.code].remedy}")
        return _page(commitment_at(code), title, form, verb)
    if refusal := once(form, _act(code, verb, form, taken)):
        bringing.leave(taken)
        commitment = commitment_at(code)
        form.seen(commitment.version)
        beside = told_beside(form, refusal, BESIDE)
        return _page(commitment, title, form, verb, None if beside else refusal)
    flash(_("Quedó registrado."), "good")
    return redirect(url_for("commitments.commitment_page", code=code), code=303)


def _act(code: str, verb: Verb, form: NewsForm, taken: Taken | None) -> Callable[[Session], object]:
    def act(session: Session) -> None:
        commitment = commitment_for(session, actor(), code, for_change=True)
        seen = form.version.data or 0
        update = tell(session, vault(), actor(), commitment, verb, form.news(taken), seen=seen)
        tell_moved(session, jobs(), actor(), commitment, update)

    return act


def _page(
    commitment: Commitment,
    title: Any,
    form: NewsForm,
    verb: Verb,
    refusal: Refusal | None = None,
) -> ResponseReturnValue:
    after = COMMITMENT.moves.get((commitment.status, verb), commitment.status)
    page = render_template(
        "commitments/verb.html",
        commitment=commitment,
        title=title,
        form=form,
        verb=verb.value,
        status=words.STATUS[commitment.status],
        after=words.STATUS[after] if after is not commitment.status else "",
        due=due_words(commitment),
        seen_by=sides_of(views_of(db(), commitment)),
        refusal=CODES[refusal.code] if refusal else None,
    )
    if refusal:
        return page, refusal.status
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
