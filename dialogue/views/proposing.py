"""Putting a proposal to the table, in other words, otherwise called, or away from it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.proposals import ProposalForm, SettlingForm, VersionForm
from dialogue.models import Process, Proposal
from dialogue.operations.proposals import (
    add_version,
    change_proposal,
    make_proposal,
    withdraw_proposal,
)
from dialogue.policy import TABLE, Action
from dialogue.queries.processes import process_for
from dialogue.queries.proposals import proposal_for, threads_offered
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action
from dialogue.views.previewing import before_putting, brought_by, chosen
from kernel.policy import allowed
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, current
from web.transaction import db

NEW, VERSION, CHANGE = (f"dialogue/proposals/{name}.html" for name in ("new", "version", "change"))


@bp.get("/<code>/proposals/new")
@open_to_all
def new_proposal_page(code: str) -> ResponseReturnValue:
    """An empty proposal, for who may put one to the table."""
    process = process_for_action(code, Action.PROPOSE)
    return render_template(NEW, **_offered(process, ProposalForm(None)))


@bp.post("/<code>/proposals/new")
@open_to_all
def make_proposal_now(code: str) -> ResponseReturnValue:
    """Put it to the table."""
    process = process_for_action(code, Action.PROPOSE)
    form, made = ProposalForm(), list[str]()
    shown = _offered(process, form)
    names = {"brought": brought_by(process, form), "thread": chosen(form.thread)}
    if answer := before_putting(NEW, form, shown | names):
        return answer

    def act(session: Session) -> None:
        here = process_for(session, actor(), code, Action.PROPOSE)
        made.append(make_proposal(session, actor(), here, form.outline(), form.wording()).code)

    if not happens(form, act):
        return show_again(NEW, **shown | {"process": process_for_action(code, Action.PROPOSE)})
    flash(_("La propuesta está en la mesa."), "good")
    return _to(code, made[0]) if made else _to_list(code)


@bp.get("/<code>/proposals/<proposal>/version")
@open_to_all
def version_page(code: str, proposal: str) -> ResponseReturnValue:
    """The words of the newest version, to be changed."""
    process = process_for_action(code, Action.PROPOSE)
    found, form = proposal_for(db(), actor(), process, proposal), VersionForm(None)
    form.show(found.versions)
    return render_template(VERSION, process=process, proposal=found, form=form)


@bp.post("/<code>/proposals/<proposal>/version")
@open_to_all
def add_version_now(code: str, proposal: str) -> ResponseReturnValue:
    """Put the new words to the table."""
    process = process_for_action(code, Action.PROPOSE)
    form, old = VersionForm(), proposal_for(db(), actor(), process, proposal)
    shown = {"form": form, "process": process, "proposal": old}
    if answer := before_putting(VERSION, form, shown):
        return answer

    def act(session: Session) -> None:
        here, found = _held(session, code, proposal)
        wording = form.wording(form.changed.data or "")
        add_version(session, actor(), here, found, wording, form.seen)

    if not happens(form, act):
        here, found = _held(db(), code, proposal)
        return show_again(VERSION, form=form, process=here, proposal=found)
    flash(_("La versión nueva está en la mesa."), "good")
    return _to(code, proposal)


@bp.get("/<code>/proposals/<proposal>/change")
@open_to_all
def change_proposal_page(code: str, proposal: str) -> ResponseReturnValue:
    """What the proposal is called and who reads it, for the office."""
    process = process_for_action(code, Action.RUN)
    found, form = proposal_for(db(), actor(), process, proposal), SettlingForm(None)
    shown = _offered(process, form)
    form.show(found)
    return render_template(CHANGE, **shown, proposal=found)


@bp.post("/<code>/proposals/<proposal>/change")
@open_to_all
def change_proposal_now(code: str, proposal: str) -> ResponseReturnValue:
    """Change it, or take it from the table."""
    process = process_for_action(code, Action.RUN)
    form = SettlingForm()
    shown = _offered(process, form)

    def act(session: Session) -> None:
        here, found = _held(session, code, proposal)
        change_proposal(session, actor(), here, found, form.outline(), form.seen)

    if not happens(form, act):
        here, found = _held(db(), code, proposal)
        return show_again(CHANGE, **shown | {"process": here, "proposal": found})
    flash(_("La propuesta cambió."), "good")
    return _to(code, proposal)


@bp.post("/<code>/proposals/<proposal>/withdraw")
@open_to_all
def withdraw_proposal_now(code: str, proposal: str) -> ResponseReturnValue:
    """Take it from the table; it stays to be read."""
    process_for_action(code, Action.PROPOSE)
    form = Form()

    def act(session: Session) -> None:
        here, found = _held(session, code, proposal)
        withdraw_proposal(session, actor(), here, found)

    if happens(form, act):
        flash(_("La propuesta ya no está en la mesa."), "good")
    else:
        flash("; ".join(map(str, form.form_errors)), "stop")
    return _to(code, proposal)


def _offered(process: Process, form: ProposalForm | SettlingForm) -> dict[str, Any]:
    groups = [one for one in process.groups if one.retired_on is None]
    form.offer(groups, threads_offered(db(), process), current())
    office = allowed(TABLE, actor(), Action.RECORD, process)
    return {"process": process, "form": form, "office": office}


def _held(session: Session, code: str, proposal: str) -> tuple[Process, Proposal]:
    process = process_for(session, actor(), code)
    return process, proposal_for(session, actor(), process, proposal)


def _to(code: str, proposal: str) -> ResponseReturnValue:
    here = url_for("dialogue.proposal_page", code=code, proposal=proposal)
    return redirect(here, code=303)


def _to_list(code: str) -> ResponseReturnValue:
    return redirect(url_for("dialogue.proposals_page", code=code), code=303)
