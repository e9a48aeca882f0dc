"""Rounds of a proposal: prepared, opened, heard, closed, made void, and what they came to."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.documents.outcomes import outcome_words
from dialogue.forms.rounds import RoundForm, VoidForm
from dialogue.lifecycle.rounds import ROUND, RoundState, RoundVerb
from dialogue.models import Process, Proposal, Round
from dialogue.operations.rounds import (
    close_round,
    hear_objections,
    open_round,
    plan_round,
    void_round,
)
from dialogue.policy import TABLE, Action
from dialogue.protocols.kinds import OutcomeState, Protocol
from dialogue.queries.agreements.beginnings import drafted_from
from dialogue.queries.positions import seen_by
from dialogue.queries.processes import process_for
from dialogue.queries.proposals import GOING_ON, proposal_for
from dialogue.queries.results import result_for, results_of
from dialogue.queries.rounds import round_for, rounds_of
from dialogue.sentences.words import POSITION_TOLD, PROTOCOL_EXPLAINED
from dialogue.views.blueprint import bp
from dialogue.views.ending_rounds import ahead_of
from dialogue.views.entrance import process_at, process_for_action, process_to_read
from dialogue.views.figures import Figures, figures_of, ranked_groups
from dialogue.views.pointing_at import qr
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.seals import grouped
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import Form, show_again
from web.furniture import public_url
from web.locale import _, current, tag_of
from web.transaction import db

ACTS: Mapping[RoundVerb, Callable[[Session, Actor, Process, Round], object]] = {
    RoundVerb.OPEN: open_round,
    RoundVerb.HEAR: hear_objections,
    RoundVerb.CLOSE: lambda s, a, p, r: close_round(s, a, p, r, outcome_words),
}
UNDECIDED = {OutcomeState.NO_QUORUM, OutcomeState.OPEN_OBJECTIONS, OutcomeState.BLOCKED}
"""After these an agreement can be drafted, and is not what comes next."""
DONE = {
    RoundVerb.OPEN: lambda: _("La ronda está abierta."),
    RoundVerb.HEAR: lambda: _("Ya no se reciben posiciones. Lean las objeciones."),
    RoundVerb.CLOSE: lambda: _("La ronda se cerró y su resultado está sellado."),
}


@bp.get("/<code>/proposals/<proposal>/rounds/new")
@open_to_all
def new_round_page(code: str, proposal: str) -> ResponseReturnValue:
    """How the next round is to be held."""
    process = process_for_action(code, Action.RUN)
    form = RoundForm(None)
    form.begin()
    return render_template(PLAN, **_planning(process, proposal, form))


@bp.post("/<code>/proposals/<proposal>/rounds/new")
@open_to_all
def plan_round_now(code: str, proposal: str) -> ResponseReturnValue:
    """Prepare it."""
    process_for_action(code, Action.RUN)
    form, made = RoundForm(), list[int]()

    def act(session: Session) -> None:
        process = process_for(session, actor(), code)
        found = proposal_for(session, actor(), process, proposal)
        plan = form.plan(process.office.time_zone)
        made.append(plan_round(session, actor(), process, found, plan).number)

    if not happens(form, act):
        process = process_for_action(code, Action.RUN)
        return show_again(PLAN, **_planning(process, proposal, form))
    flash(_("La ronda está preparada. Ábrala cuando la mesa esté lista."), "good")
    if not made:
        return redirect(url_for("dialogue.proposal_page", code=code, proposal=proposal), code=303)
    return to_round(code, proposal, made[0])


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>")
@open_to_all
def round_page(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Where a round stands, and what it came to."""
    process = process_to_read(code)
    found = proposal_for(db(), actor(), process, proposal)
    one = round_for(db(), actor(), process, found, number)
    return render_template("dialogue/rounds/page.html", **_shown(process, found, one))


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/result.json")
@open_to_all
def result_json(code: str, proposal: str, number: int) -> Response:
    """The very text that was sealed: whoever hashes it gets the fingerprint. For the parties."""
    process = process_at(code)
    found = proposal_for(db(), actor(), process, proposal)
    one = round_for(db(), actor(), process, found, number)
    sealed = result_for(db(), actor(), process, one)
    answer = Response(sealed.canonical, mimetype="application/json")
    name = f"{found.code}-{number}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/do/<verb>")
@open_to_all
def move_round_now(code: str, proposal: str, number: int, verb: str) -> ResponseReturnValue:
    """Open it, hear the objections, or close and seal it."""
    process_for_action(code, Action.RUN)
    if verb not in set(ACTS):
        raise NotFound("not-found")
    form, wanted = Form(), RoundVerb(verb)

    def act(session: Session) -> None:
        process, _found, one = round_held(session, code, proposal, number)
        ACTS[wanted](session, actor(), process, one)

    if happens(form, act):
        flash(DONE[wanted](), "good")
    else:
        flash(" ".join(map(str, form.form_errors)), "stop")
    return to_where_it_began(code, proposal, number)


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/void")
@open_to_all
def void_round_page(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Why the round shall not count."""
    process_for_action(code, Action.RUN)
    return render_template(VOID, form=VoidForm(None), **_named(code, proposal, number))


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/void")
@open_to_all
def void_round_now(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """It counts for nothing."""
    process_for_action(code, Action.RUN)
    form = VoidForm()

    def act(session: Session) -> None:
        process, _found, one = round_held(session, code, proposal, number)
        void_round(session, actor(), process, one, form.reason.data or "")

    if not happens(form, act):
        return show_again(VOID, form=form, **_named(code, proposal, number))
    flash(_("La ronda no cuenta."), "good")
    return to_where_it_began(code, proposal, number)


PLAN, VOID = "dialogue/rounds/plan.html", "dialogue/rounds/void.html"


def round_held(
    session: Session, code: str, proposal: str, number: int
) -> tuple[Process, Proposal, Round]:
    """The round in this address with what it belongs to, for its office and its parties."""
    process = process_for(session, actor(), code)
    found = proposal_for(session, actor(), process, proposal)
    return process, found, round_for(session, actor(), process, found, number)


def to_round(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Back to the page of the round."""
    here = url_for("dialogue.round_page", code=code, proposal=proposal, number=number)
    return redirect(here, code=303)


def to_where_it_began(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Back to the room that the address names, else to the page of the round."""
    room = request.args.get("room", "")
    if not room:
        return to_round(code, proposal, number)
    here = url_for("dialogue.room_page", code=code, reference=room, _anchor="rounds")
    return redirect(here, code=303)


def _named(code: str, proposal: str, number: int) -> dict[str, Any]:
    process, found, one = round_held(db(), code, proposal, number)
    return {
        "process": process,
        "proposal": found,
        "round": one,
        "room": request.args.get("room", ""),
    }


def _planning(process: Process, proposal: str, form: RoundForm) -> dict[str, Any]:
    found = proposal_for(db(), actor(), process, proposal)
    explained = {one.value: said for one, said in PROTOCOL_EXPLAINED.items()}
    return {"process": process, "proposal": found, "form": form, "explained": explained}


def _shown(process: Process, proposal: Proposal, one: Round) -> dict[str, Any]:
    figures = _figures(process, proposal, one)
    seen = seen_by(db(), actor(), process, one)
    sealed = figures.sealed if figures else None
    seats = {seat.id: seat for seat in process.seats} if seen.positions else {}
    runs = allowed(TABLE, actor(), Action.RUN, process)
    drafts = one.state is RoundState.CLOSED and allowed(TABLE, actor(), Action.AGREE, process)
    return {
        "process": process,
        "proposal": proposal,
        "round": one,
        "figures": figures,
        "ranked_groups": ranked_groups(figures) if figures else [],
        "seen": seen,
        "seats": seats,
        "explained": PROTOCOL_EXPLAINED[one.protocol],
        "protocol": words.PROTOCOL[one.protocol],
        "verbs": ROUND.open_verbs(one.state),
        "by_consent": one.protocol is Protocol.CONSENT,
        "drafts": drafts,
        "undecided": sealed is not None and sealed.outcome.state in UNDECIDED,
        "drafted": drafted_from(db(), one) if drafts else None,
        "runs": runs,
        "ahead": ahead_of(process, one, seen) if runs and one.state in GOING_ON else None,
        "records": allowed(TABLE, actor(), Action.RECORD, process),
        "inside": allowed(TABLE, actor(), Action.READ, process),
        "shown_print": grouped(sealed.fingerprint) if sealed else "",
        "qr": qr(f"{public_url()}/v/{sealed.fingerprint}") if sealed else "",
        "words": words,
        "told": POSITION_TOLD,
        "language": current(),
        "lang_of": tag_of,
        "plain": Form(None),
    }


def _figures(process: Process, proposal: Proposal, one: Round) -> Figures | None:
    """Of this round, beside the closed one before it."""
    rounds = rounds_of(db(), actor(), process, [proposal])[proposal.id]
    results = results_of(db(), actor(), process, rounds)
    if one.id not in results:
        return None
    earlier = [r for r in rounds if r.number < one.number and r.id in results]
    return figures_of(results[one.id], results[earlier[-1].id] if earlier else None)
