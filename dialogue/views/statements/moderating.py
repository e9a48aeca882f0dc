"""Which statements are voted on, and which are not and why."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.statements import BesideForm, ModerateForm
from dialogue.kinds import StatementState
from dialogue.operations.statements import moderate_statement, say_in_other_language
from dialogue.policy import Action
from dialogue.queries.statements import page_of_statements, reasons_of, statement_at
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from dialogue.views.statements.entrance import Met, held, met_for
from kernel.text import number_in
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _
from web.transaction import db

PAGE = "dialogue/statements/moderate.html"
ACCEPT = "accept"


@bp.get("/<code>/statements/<conversation>/moderate")
@hosts_only
def statements_page(code: str, conversation: str) -> ResponseReturnValue:
    """The statements that wait, that are voted on, or that are not."""
    found = met_for(code, conversation, Action.MODERATE)
    return render_template(PAGE, form=ModerateForm(None), **found.words(), **_list(found))


@bp.post("/<code>/statements/<conversation>/moderate/<int:number>")
@hosts_only
def moderate_now(code: str, conversation: str, number: int) -> ResponseReturnValue:
    """Let it be voted on, or take it out with a reason."""
    found, form = met_for(code, conversation, Action.MODERATE), ModerateForm()
    statement_at(db(), found.conversation, number)
    return _done(form, code, conversation, lambda s: _moderate(s, code, conversation, number, form))


@bp.post("/<code>/statements/<conversation>/moderate/<int:number>/beside")
@hosts_only
def put_beside_now(code: str, conversation: str, number: int) -> ResponseReturnValue:
    """Write it in the other language too."""
    found, form = met_for(code, conversation, Action.MODERATE), BesideForm()
    statement_at(db(), found.conversation, number)
    return _done(form, code, conversation, lambda s: _beside(s, code, conversation, number, form))


def _done(form: Form, code: str, conversation: str, act: Any) -> ResponseReturnValue:
    if form.validate_on_submit():
        refusal, _answer = once(form, act)
        if refusal is None:
            flash(_("Guardado."), "good")
            return redirect(_address(code, conversation), code=303)
        tell(form, refusal)
    found = met_for(code, conversation, Action.MODERATE)
    return show_again(PAGE, form=form, **found.words(), **_list(found))


def _moderate(
    session: Session, code: str, conversation: str, number: int, form: ModerateForm
) -> None:
    found = held(session, code, conversation)
    moderate_statement(
        session,
        actor(),
        found.process,
        statement_at(session, found.conversation, number),
        accept=form.act.data == ACCEPT,
        reason=form.reason.data or "",
        seen=number_in(form.of.data or "") or 0,
    )


def _beside(session: Session, code: str, conversation: str, number: int, form: BesideForm) -> None:
    found = held(session, code, conversation)
    statement = statement_at(session, found.conversation, number)
    seen = number_in(form.of.data or "") or 0
    say_in_other_language(session, actor(), found.process, statement, form.beside.data or "", seen)


def _list(found: Met) -> dict[str, Any]:
    state = _state()
    after = request.args.get("after", -1, type=int)
    rows, further = page_of_statements(db(), found.conversation, state, after)
    return {
        "rows": rows,
        "reasons": reasons_of(db(), rows),
        "acts": words.MODERATION_ACT,
        "state": state,
        "further": further,
        "is_further": after >= 0,
        "views": [
            {
                "words": words.STATEMENT_STATE[one],
                "href": _address(*_names(found), view=one.value),
                "current": one is state,
            }
            for one in StatementState
        ],
    }


def _names(found: Met) -> tuple[str, str]:
    return found.process.code, found.conversation.code


def _state() -> StatementState:
    asked = request.args.get("view", "")
    return StatementState(asked) if asked in set(StatementState) else StatementState.WAITING


def _address(code: str, conversation: str, view: str | None = None) -> str:
    asked = view or request.args.get("view")
    return url_for("dialogue.statements_page", code=code, conversation=conversation, view=asked)
