"""What a party signed to take part: written down, read by the office, ended."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.forms.parties import ParticipationForm
from dialogue.operations.participation import end_participation, sign_participation
from dialogue.policy import Action
from dialogue.queries.parties import group_of, participation_of
from dialogue.queries.processes import key_of, process_for
from dialogue.views.blueprint import bp
from dialogue.views.brought import not_kept, paper_from, paper_of
from dialogue.views.entrance import hosts_only, process_at, process_for_action, readers_only
from kernel.files import Taken
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import Form, show_again
from web.furniture import vault
from web.locale import _
from web.sending import once as done_once
from web.transaction import db
from web.uploads import takes_files

FORM = "dialogue/participation_form.html"


@bp.get("/<code>/parties/<int:number>/participation/new")
@hosts_only
def new_participation_page(code: str, number: int) -> ResponseReturnValue:
    """Ask what the party signed."""
    process = process_for_action(code, Action.GIVE_SEATS)
    form = ParticipationForm(None, signed_on=today_at(process.office))
    return render_template(FORM, form=form, process=process, group=group_of(process, number))


@bp.post("/<code>/parties/<int:number>/participation/new")
@takes_files
@hosts_only
def sign_participation_now(code: str, number: int) -> ResponseReturnValue:
    """Write it down, once."""
    group_of(process_for_action(code, Action.GIVE_SEATS), number)
    form = ParticipationForm()
    paper = paper_from(form) if form.validate_on_submit() else None
    if not form.errors:
        refusal, _answer = once(form, lambda s: _sign(s, code, number, form, paper))
        if refusal is None:
            flash(_("Guardamos el acuerdo de participación."), "good")
            return _to_parties(code)
        tell(form, refusal)
    not_kept(form, paper)
    process = process_for_action(code, Action.GIVE_SEATS)
    return show_again(FORM, form=form, process=process, group=group_of(process, number))


@bp.post("/<code>/participation/<int:number>/end")
@hosts_only
def end_participation_now(code: str, number: int) -> ResponseReturnValue:
    """It holds no more."""
    participation_of(db(), process_for_action(code, Action.GIVE_SEATS), number)
    form = Form()

    def act(session: Session) -> None:
        process = process_for(session, actor(), code, for_change=True)
        end_participation(session, actor(), process, number)

    if form.validate_on_submit() and not done_once(form, act):
        flash(_("El acuerdo de participación ya no vale."), "good")
    return _to_parties(code)


@bp.get("/<code>/participation/<int:number>/paper")
@readers_only
def participation_paper(code: str, number: int) -> Response:
    """The paper that was signed, for the office."""
    process = process_at(code)
    return paper_of(process, participation_of(db(), process, number).file_id)


def _sign(
    session: Session, code: str, number: int, form: ParticipationForm, paper: Taken | None
) -> None:
    process = process_for(session, actor(), code, for_change=True)
    key = key_of(session, vault(), process)
    sign_participation(session, key, actor(), process, number, form.outline(), paper)


def _to_parties(code: str) -> ResponseReturnValue:
    return redirect(url_for("dialogue.parties_page", code=code), code=303)
