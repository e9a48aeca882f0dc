"""Thresholds of a study: proposed at the table, adopted where the parties agreed, withdrawn."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin import words
from basin.contract.variables import UNITS
from basin.forms.thresholds import AgreedForm, ThresholdForm
from basin.kinds import ThresholdState
from basin.models import Study
from basin.operations.speaking import expert_of, seat_of
from basin.operations.thresholds import (
    Limit,
    adopt_threshold,
    propose_threshold,
    withdraw_threshold,
)
from basin.policy import Action
from basin.queries.studies import study_for
from basin.queries.thresholds import History, histories_of, history_called, numbers_of
from basin.sentences.names import VARIABLES, unit_sign, variable_name
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosts_only, study_at, study_to_read
from basin.views.pointing import WHERE_AGREED, pointed, referred
from kernel.errors import Refusal
from web.access import can, for_staff, open_to_all
from web.actor import actor
from web.formats import number as written
from web.locale import _
from web.transaction import db

BESIDE = {
    "said-by-nobody": "group",
    "threshold-incomplete": "value",
    "threshold-stands-already": "value",
    "threshold-without-basis": "basis",
    "threshold-agreed-nowhere": "agreed_in",
    "reference-unknown": "agreed_in",
}


@bp.get("/<code>/thresholds")
@open_to_all
def thresholds_page(code: str) -> ResponseReturnValue:
    """What is agreed, what is proposed, what was withdrawn."""
    study = study_to_read(code)
    histories = histories_of(db(), study)
    numbers = numbers_of(db(), histories)
    rows = [_row(study, one, numbers[one.states[0].entry_id]) for one in histories]
    return render_template("basin/thresholds.html", study=study, rows=rows)


@bp.get("/<code>/thresholds/new")
@for_staff
def new_threshold_page(code: str) -> ResponseReturnValue:
    """The page on which somebody proposes a threshold."""
    return _proposing(_offered(ThresholdForm(None)), study_at(code))


@bp.post("/<code>/thresholds/new")
@for_staff
def propose_now(code: str) -> ResponseReturnValue:
    """Propose it, once."""
    form = _offered(ThresholdForm())
    study_at(code)

    def act(session: Session) -> None:
        found, variable = study_for(session, actor(), code), str(form.variable.data)
        limit = Limit(variable, form.side, form.amount, UNITS[variable])
        group = "" if _seated(found) else form.group.data or ""
        propose_threshold(session, actor(), found, limit, basis=form.basis.data or "", group=group)

    def again(why: Refusal | None) -> ResponseReturnValue:
        return _proposing(form, study_at(code), why)

    if answer := attempted(form, act, again, BESIDE):
        return answer
    flash(_("El umbral está propuesto. Vale cuando las partes lo acuerden."), "good")
    return redirect(url_for("basin.thresholds_page", code=code), code=303)


@bp.get("/<code>/thresholds/<int:number>")
@open_to_all
def threshold_page(code: str, number: int) -> ResponseReturnValue:
    """One threshold: on what it rests, and what became of it."""
    return _one(study_to_read(code), number, AgreedForm(None))


@bp.post("/<code>/thresholds/<int:number>/adopt")
@hosts_only
def adopt_now(code: str, number: int) -> ResponseReturnValue:
    """Write down that the parties agreed on it, and where."""
    return _decided(code, number, adopt_threshold, _("Quedó escrito que las partes lo acordaron."))


@bp.post("/<code>/thresholds/<int:number>/withdraw")
@hosts_only
def withdraw_now(code: str, number: int) -> ResponseReturnValue:
    """Take it back; one that was agreed on only where that was agreed too."""
    return _decided(code, number, withdraw_threshold, _("El umbral quedó retirado."))


def _decided(code: str, number: int, decide: Any, done: str) -> ResponseReturnValue:
    form = AgreedForm()
    study_at(code)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code)
        agreed_in = pointed(form.agreed_in.data or "", WHERE_AGREED)
        now = history_called(session, found, number).now
        decide(session, actor(), found, now, agreed_in=agreed_in)

    def again(why: Refusal | None) -> ResponseReturnValue:
        return _one(study_at(code), number, form, why)

    if answer := attempted(form, act, again, BESIDE):
        return answer
    flash(done, "good")
    return redirect(url_for("basin.threshold_page", code=code, number=number), code=303)


def _offered(form: ThresholdForm) -> ThresholdForm:
    form.offer((name, f"{VARIABLES[name]} ({unit_sign(UNITS[name])})") for name in UNITS)
    return form


def _proposing(
    form: ThresholdForm, study: Study, refusal: Refusal | None = None
) -> ResponseReturnValue:
    seated = _seated(study)
    return shown("basin/threshold_form.html", form, refusal, study=study, seated=seated)


def _one(
    study: Study, number: int, form: AgreedForm, refusal: Refusal | None = None
) -> ResponseReturnValue:
    history = history_called(db(), study, number)
    return shown(
        "basin/threshold.html", form, refusal, study=study, row=_row(study, history, number),
        basis=history.states[0].basis, story=[_told(study, one) for one in history.states],
        agreed=history.now.state is ThresholdState.AGREED,
        standing=history.now.state is not ThresholdState.WITHDRAWN,
    )  # fmt: skip


def _row(study: Study, one: History, number: int) -> dict[str, Any]:
    now = one.now
    return {
        "href": url_for("basin.threshold_page", code=study.code, number=number),
        "variable": variable_name(now.variable),
        "limit": f"{written(now.value)} {unit_sign(now.unit)}",
        "comparison": words.COMPARISON[now.comparison],
        "state": now.state.value,
        "state_words": words.THRESHOLD[now.state],
        "agreed_in": referred(now.agreed_in),
    }


def _told(study: Study, one: Any) -> dict[str, Any]:
    """A state that it had: who said so is for the table and the office."""
    return {
        "state": one.state.value,
        "words": words.THRESHOLD[one.state],
        "at": one.at,
        "said_by": one.said_by if can(Action.READ, study) else "",
        "agreed_in": referred(one.agreed_in),
        "reference": one.agreed_in,
    }


def _seated(study: Study) -> bool:
    """Whether the reader speaks for themselves: the others name who proposes."""
    return bool(seat_of(actor(), study) or expert_of(actor(), study))
