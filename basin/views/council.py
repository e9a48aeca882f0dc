"""The Council of Experts of a study: who is in it, what it says of each version of the model."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin import words
from basin.forms.council import ExpertForm
from basin.forms.fields import BareForm
from basin.forms.studies import AdmitForm, LeaveForm
from basin.models import Expert, Study
from basin.operations.admitting import admit, shut_out
from basin.operations.council import join_council, leave_council
from basin.operations.reviews import today_at
from basin.operations.speaking import expert_of
from basin.policy import TABLE, Action
from basin.queries.council import expert_called, reviews_of, reviews_of_model, versions_of
from basin.queries.studies import study_for
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosts_only, study_at, study_to_read
from kernel.errors import Refusal
from kernel.policy import require
from web.access import can, open_to_all
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import db

FORM = "basin/expert_form.html"
ONE = "basin/expert.html"


@bp.get("/<code>/council")
@open_to_all
def council_page(code: str) -> ResponseReturnValue:
    """Who is in the council, and what each expert says now of every version."""
    study = study_to_read(code)
    return render_template(
        "basin/council.html",
        study=study,
        experts=[one for one in study.experts if one.left_on is None],
        left=[one for one in study.experts if one.left_on is not None],
        said=_said(study),
        verdicts=words.VERDICT,
        me=expert_of(actor(), study),
        by_name=can(Action.READ, study),
    )


@bp.get("/<code>/council/new")
@hosts_only
def new_expert_page(code: str) -> ResponseReturnValue:
    """Ask who comes into the council."""
    study = hosted(code)
    form = ExpertForm(None)
    form.since.process_data(today_at(study))
    return shown(FORM, form, study=study)


@bp.post("/<code>/council/new")
@hosts_only
def join_now(code: str) -> ResponseReturnValue:
    """Let them into the council, once."""
    form, made = ExpertForm(), list[int]()
    hosted(code)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        expert = join_council(session, actor(), found, form.candidate(), form.since.data)
        made.append(expert.id)

    def again(why: Refusal | None) -> ResponseReturnValue:
        return shown(FORM, form, why, study=hosted(code))

    if answer := attempted(form, act, again, {"expert-without-name": "name"}):
        return answer
    flash(_("Está en el Consejo. Si va a firmar con su cuenta, escriba ahora su correo."), "good")
    if not made:
        return redirect(url_for("basin.council_page", code=code), code=303)
    return redirect(url_for("basin.expert_page", code=code, number=made[0]), code=303)


@bp.get("/<code>/council/<int:number>")
@hosts_only
def expert_page(code: str, number: int) -> ResponseReturnValue:
    """One expert, for who looks after the study: access, paper reviews, leaving."""
    study = hosted(code)
    return _one(study, expert_called(study, number), AdmitForm(None))


@bp.post("/<code>/council/<int:number>/admit")
@hosts_only
def admit_expert(code: str, number: int) -> ResponseReturnValue:
    """Let an account in; the answer is the same whoever has one."""
    form = AdmitForm()
    hosted(code)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        expert, email = expert_called(found, number), form.email.data or ""
        admit(session, vault(), jobs(), actor(), found, expert, email)

    def again(why: Refusal | None) -> ResponseReturnValue:
        study = hosted(code)
        return _one(study, expert_called(study, number), form, why)

    if answer := attempted(form, act, again):
        return answer
    flash(
        _("Desde ahora puede entrar con ese correo. Si no tenía cuenta, le llega una carta."),
        "good",
    )
    return redirect(url_for("basin.expert_page", code=code, number=number), code=303)


@bp.post("/<code>/council/<int:number>/shut-out")
@hosts_only
def shut_expert_out(code: str, number: int) -> ResponseReturnValue:
    """Their account opens the study no more."""
    form = BareForm()

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        shut_out(session, actor(), found, expert_called(found, number))

    if answer := attempted(form, act, lambda _why: expert_page(code, number)):
        return answer
    flash(_("Ya no puede entrar al estudio. Su lugar en el Consejo queda."), "good")
    return redirect(url_for("basin.expert_page", code=code, number=number), code=303)


@bp.post("/<code>/council/<int:number>/leave")
@hosts_only
def leave_now(code: str, number: int) -> ResponseReturnValue:
    """They left; they sign no more, and what they signed stays."""
    form = LeaveForm()

    def act(session: Session) -> None:
        found = study_for(session, actor(), code, for_change=True)
        leave_council(session, actor(), found, expert_called(found, number), form.left_on.data)

    def again(why: Refusal | None) -> ResponseReturnValue:
        study = hosted(code)
        return _one(study, expert_called(study, number), AdmitForm(None), why, leaving=form)

    if answer := attempted(form, act, again):
        return answer
    flash(_("Quedó escrito que dejó el Consejo. Lo que firmó se sigue leyendo."), "good")
    return redirect(url_for("basin.council_page", code=code), code=303)


def hosted(code: str) -> Study:
    """The study in this address, for who looks after it."""
    study = study_at(code)
    require(TABLE, actor(), Action.CHANGE, study)
    return study


def _one(
    study: Study,
    expert: Expert,
    form: AdmitForm,
    refusal: Refusal | None = None,
    leaving: LeaveForm | None = None,
) -> ResponseReturnValue:
    if leaving is None:
        leaving = LeaveForm(None)
        leaving.left_on.process_data(today_at(study))
    return shown(
        ONE, leaving if leaving.errors else form, refusal, study=study, expert=expert,
        admitting=form, leaving=leaving, bare=BareForm(None), versions=versions_of(db(), study),
    )  # fmt: skip


def _said(study: Study) -> list[dict[str, Any]]:
    """Every version that gave evidence: what counts of it now, and what was said before."""
    everything = reviews_of(db(), study)
    found = []
    for version in versions_of(db(), study):
        now = reviews_of_model(db(), study, version.sha256)
        here = [one for one in everything if one.model_sha256 == version.sha256]
        found.append({"version": version, "now": now, "before": [o for o in here if o not in now]})
    return found
