"""A facilitator makes a conversation, changes it, or asks the same again later."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.statements import ConversationForm
from dialogue.kinds import Audience, Moderation
from dialogue.models import Conversation, Process
from dialogue.operations.conversations import change_conversation, make_conversation
from dialogue.policy import Action
from dialogue.queries.conversations import conversation_for, process_known
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from dialogue.views.statements.entrance import held, met_for
from kernel.text import number_in
from meetings.views.entrance import happens, once, tell
from web.actor import actor
from web.forms import show_again
from web.locale import _
from web.transaction import db

NEW, CHANGE = "dialogue/statements/new.html", "dialogue/statements/change.html"


@bp.get("/<code>/statements/new")
@hosts_only
def new_conversation_page(code: str) -> ResponseReturnValue:
    """What to ask, of whom; the same as an earlier one where the address names it."""
    process = process_for_action(code, Action.CONVERSE)
    form, repeats = ConversationForm(None), _repeated(db(), process)
    if repeats is not None:
        form.show(repeats)
    else:
        form.audience.data, form.moderation.data = Audience.SEATS.value, Moderation.BEFORE.value
        form.takes_statements.data = True
    return render_template(NEW, form=form, process=process, repeats=repeats)


@bp.post("/<code>/statements/new")
@hosts_only
def make_conversation_now(code: str) -> ResponseReturnValue:
    """Put it on the list."""
    process_for_action(code, Action.CONVERSE)
    form = ConversationForm()
    if form.validate_on_submit():
        refusal, made = once(form, lambda session: _make(session, code, form))
        if refusal is None:
            flash(_("La conversación está en la lista. Escriba ahora sus afirmaciones."), "good")
            return _to("seed_page", code, made)
        tell(form, refusal)
    process = process_for_action(code, Action.CONVERSE)
    return show_again(NEW, form=form, process=process, repeats=_repeated(db(), process))


@bp.get("/<code>/statements/<conversation>/change")
@hosts_only
def change_conversation_page(code: str, conversation: str) -> ResponseReturnValue:
    """What is said of it, to change it."""
    found, form = met_for(code, conversation, Action.CONVERSE), ConversationForm(None)
    form.show(found.conversation)
    return render_template(CHANGE, form=form, **found.words())


@bp.post("/<code>/statements/<conversation>/change")
@hosts_only
def change_conversation_now(code: str, conversation: str) -> ResponseReturnValue:
    """Say it anew, unless somebody else changed it meanwhile."""
    met_for(code, conversation, Action.CONVERSE)
    form = ConversationForm()
    if happens(form, lambda session: _change(session, code, conversation, form)):
        flash(_("Guardamos la conversación."), "good")
        return _to("conversation_page", code, conversation)
    found = met_for(code, conversation, Action.CONVERSE)
    return show_again(CHANGE, form=form, **found.words())


def _make(session: Session, code: str, form: ConversationForm) -> str:
    process = process_known(session, actor(), code)
    repeats = _repeated(session, process)
    return make_conversation(session, actor(), process, form.asked(), repeats).code


def _change(session: Session, code: str, conversation: str, form: ConversationForm) -> None:
    found = held(session, code, conversation)
    seen = number_in(form.of.data or "") or 0
    change_conversation(session, actor(), *found, form.asked(), seen)


def _repeated(session: Session, process: Process) -> Conversation | None:
    asked = request.args.get("repeats", "")
    if not asked:
        return None
    _process, earlier = conversation_for(session, actor(), process.code, asked)
    return earlier


def _to(page: str, code: str, conversation: str) -> ResponseReturnValue:
    address = url_for(f"dialogue.{page}", code=code, conversation=conversation)
    return redirect(address, code=303)
