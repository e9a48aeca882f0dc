"""Who sits at the table says, with an account or a card, whether what was promised was kept."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments.queries.following import views_of
from commitments.views.bringing import file_of, leave
from commitments.views.rows import BADGES
from commitments.words import STATUS
from dialogue.forms.confirming import ConfirmForm
from dialogue.operations.confirming import confirm_kept
from dialogue.policy import Action
from dialogue.queries.confirming import to_confirm_at, to_confirm_for
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.confirming_rows import own_words, promise_facts, to_confirm_rows, words_of
from dialogue.views.entrance import process_at, process_for_action
from kernel.errors import BadInput
from kernel.files import Taken
from meetings.views.entrance import once, tell
from web.access import open_to_all
from web.actor import actor
from web.floods import Limit, wait_for_turn
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import db, pause
from web.uploads import takes_files

SENT = Limit("dialogue:confirmations", 60)
"""Words of groups from one address in a minute: each may bring a file, and lets mails be sent."""
BESIDE = {"confirmed-how-missing": "fulfilment"}


@bp.get("/<code>/confirmations")
@open_to_all
def confirmations_page(code: str) -> ResponseReturnValue:
    """What the reader's group verifies here, what waits for its word first."""
    process = process_for_action(code, Action.CONFIRM)
    rows = to_confirm_rows(process, to_confirm_at(db(), actor(), process))
    return render_template("dialogue/confirmations.html", process=process, rows=rows)


@bp.get("/<code>/confirmations/<promise>")
@open_to_all
def confirm_page(code: str, promise: str) -> ResponseReturnValue:
    """One promise, and the three answers."""
    return _page(code, promise)


@bp.post("/<code>/confirmations/<promise>")
@open_to_all
@takes_files
def confirm_now(code: str, promise: str) -> ResponseReturnValue:
    """Keep the word of the group, once; a file is looked at before anything is changed."""
    wait_for_turn(SENT)
    to_confirm_for(db(), actor(), process_at(code), promise)
    form = ConfirmForm()
    if form.validate_on_submit():
        taken = _taken(form)
        if not form.errors and _kept(code, promise, form, taken):
            flash(_("La palabra de su grupo quedó escrita."), "good")
            return redirect(url_for("dialogue.confirmations_page", code=code), code=303)
        leave(taken)
    return _page(code, promise, form), HTTPStatus.UNPROCESSABLE_ENTITY


def _taken(form: ConfirmForm) -> Taken | None:
    """The file, cleaned and sealed; what is wrong with it stands beside its field."""
    pause()
    try:
        return file_of(form)
    except BadInput as fault:
        tell(form, fault, "file")
        return None


def _kept(code: str, promise: str, form: ConfirmForm, taken: Taken | None) -> bool:
    def act(session: Session) -> str:
        process = process_for(session, actor(), code)
        seen, word = form.version.data or 0, form.word(taken)
        confirm_kept(session, vault(), jobs(), actor(), process, promise, word, seen=seen)
        return ""

    refusal, _answer = once(form, act)
    if refusal is not None and refusal.code == "reason-missing":
        form.refuse("note", _("Escriba qué faltó o por qué no se cumplió."))
    elif refusal is not None:
        tell(form, refusal, BESIDE.get(refusal.code, ""))
    return refusal is None


def _page(code: str, promise: str, form: ConfirmForm | None = None) -> str:
    process = process_at(code)
    found = to_confirm_for(db(), actor(), process, promise)
    if form is None:
        form = ConfirmForm(None)
    elif form.file.data and "file" not in form.errors:
        form.refuse("file", _("Elija otra vez el archivo: el navegador lo olvida."))
    form.go_out(found.commitment)
    return render_template(
        "dialogue/confirm.html",
        process=process,
        one=found,
        what=words_of(found.commitment),
        form=form,
        facts=promise_facts(found.commitment),
        status=STATUS[found.commitment.status],
        badge_kind=BADGES[found.commitment.status],
        said=own_words(views_of(db(), found.commitment)),
    )
