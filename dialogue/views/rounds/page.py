"""Where a round stands, and what it came to."""

from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from dialogue import words
from dialogue.lifecycle.rounds import ROUND, RoundState
from dialogue.models import Process, Proposal, Round
from dialogue.policy import TABLE, Action
from dialogue.protocols.kinds import OutcomeState, Protocol
from dialogue.queries.agreements.beginnings import drafted_from
from dialogue.queries.positions import seen_by
from dialogue.queries.proposals import GOING_ON, proposal_for
from dialogue.queries.results import result_for, results_of
from dialogue.queries.rounds import round_for, rounds_of
from dialogue.sentences.words import POSITION_TOLD, PROTOCOL_EXPLAINED
from dialogue.views.blueprint import bp
from dialogue.views.ending_rounds import ahead_of
from dialogue.views.entrance import process_at, process_to_read
from dialogue.views.figures import Figures, figures_of, ranked_groups
from dialogue.views.pointing_at import qr
from kernel.policy import allowed
from kernel.seals import grouped
from web.access import open_to_all
from web.actor import actor
from web.forms import Form
from web.furniture import public_url
from web.locale import current, tag_of
from web.transaction import db

UNDECIDED = {OutcomeState.NO_QUORUM, OutcomeState.OPEN_OBJECTIONS, OutcomeState.BLOCKED}
"""After these an agreement can be drafted, and is not what comes next."""


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
