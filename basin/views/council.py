"""The Council of Experts of a study: who is in it, what it says of each version of the model."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from basin import words
from basin.forms.council import ExpertForm
from basin.models import Study
from basin.operations.council import join_council
from basin.operations.speaking import expert_of
from basin.policy import Action
from basin.queries.council import reviews_of, reviews_of_model, versions_of
from basin.queries.studies import study_for
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosted, hosts_only, study_to_read
from kernel.errors import Refusal
from web.access import can, open_to_all
from web.actor import actor
from web.locale import _
from web.transaction import db

FORM = "basin/expert_form.html"


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
    form.since.process_data(today_at(study.office))
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
    return redirect(
        url_for("basin.seat_page", code=code, place="council", number=made[0]), code=303
    )


def _said(study: Study) -> list[dict[str, Any]]:
    """Every version that gave evidence: what counts of it now, and what was said before."""
    everything = reviews_of(db(), study)
    found = []
    for version in versions_of(db(), study):
        now = reviews_of_model(db(), study, version.sha256)
        here = [one for one in everything if one.model_sha256 == version.sha256]
        found.append({"version": version, "now": now, "before": [o for o in here if o not in now]})
    return found
