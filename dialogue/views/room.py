"""Room mode of a table: one page for who facilitates, on a phone, by forms that save."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.documents.acta_words import spoken_of
from dialogue.forms.room import PresentForm
from dialogue.forms.rounds import RoundForm
from dialogue.lifecycle.rounds import ROUND, RoundState, RoundVerb
from dialogue.models import Process, Proposal, Round
from dialogue.operations.room import Spoken, expect_open, mark_presence, put_into_acta
from dialogue.operations.rounds import open_round, plan_round
from dialogue.policy import TABLE, Action
from dialogue.protocols.kinds import Protocol
from dialogue.queries.positions import Seen, seen_by, tallied
from dialogue.queries.processes import process_for
from dialogue.queries.proposals import GOING_ON, proposal_for, proposals_of
from dialogue.queries.results import Sealed, result_for, results_of
from dialogue.queries.room import (
    here_now,
    lights_of,
    meeting_at,
    meetings_at,
    noted_of,
    seats_to_mark,
    usual_quorum,
)
from dialogue.queries.rounds import rounds_of
from dialogue.sentences.words import POSITION_TOLD, PROTOCOL_EXPLAINED
from dialogue.views.blueprint import bp
from dialogue.views.ending_rounds import Ahead, ahead_of
from dialogue.views.entrance import hosts_only, process_for_action, recorders_only
from dialogue.views.rounds import round_held
from kernel.policy import allowed
from kernel.seals import grouped
from meetings.models import Agreement, Meeting
from meetings.views.entrance import happens
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, current, tag_of
from web.transaction import db

ROOM, OPENING = "dialogue/room/page.html", "dialogue/room/opening.html"
TONGUES = ("es", "qu")


@dataclass(frozen=True)
class Going:
    """A round that goes on, as the room meets it."""

    one: Round
    proposal: Proposal
    seen: Seen
    verbs: Sequence[RoundVerb]
    by_consent: bool
    ahead: Ahead


@dataclass(frozen=True)
class Done:
    """A round that this meeting closed: what it came to, and whether it stands in the acta."""

    one: Round
    proposal: Proposal
    sealed: Sealed
    noted: Agreement | None


@bp.get("/<code>/room/")
@recorders_only
def rooms_page(code: str) -> ResponseReturnValue:
    """The meetings of the process, each with its room."""
    process = process_for_action(code, Action.RECORD)
    return render_template(
        "dialogue/room/list.html", process=process, meetings=meetings_at(db(), actor(), process)
    )


@bp.get("/<code>/room/<reference>")
@recorders_only
def room_page(code: str, reference: str) -> ResponseReturnValue:
    """Who is here, whether there is quorum, the rounds that go on, and what came out."""
    process = process_for_action(code, Action.RECORD)
    return render_template(ROOM, **_shown(process, reference, PresentForm(None)))


@bp.post("/<code>/room/<reference>/present")
@recorders_only
def mark_presence_now(code: str, reference: str) -> ResponseReturnValue:
    """Note who came and who left."""
    process_for_action(code, Action.RECORD)
    form = PresentForm()

    def act(session: Session) -> None:
        process = process_for(session, actor(), code, Action.RECORD)
        meeting = meeting_at(session, actor(), process, reference, for_change=True)
        mark_presence(session, actor(), process, meeting, form.came, form.left)

    if not happens(form, act):
        process = process_for_action(code, Action.RECORD)
        return show_again(ROOM, **_shown(process, reference, form))
    flash(_("Guardamos quién está."), "good")
    return _to(code, reference, "quorum")


@bp.get("/<code>/room/<reference>/rounds/new")
@hosts_only
def open_in_room_page(code: str, reference: str) -> ResponseReturnValue:
    """How the round that is opened here and now is held; the address names the proposal."""
    process = process_for_action(code, Action.RUN)
    form = RoundForm(None)
    form.begin()
    return render_template(OPENING, form=form, **_opening(process, reference))


@bp.post("/<code>/room/<reference>/rounds/new")
@hosts_only
def open_in_room_now(code: str, reference: str) -> ResponseReturnValue:
    """Open it: those who are accredited today are its quorum."""
    process_for_action(code, Action.RUN)
    form = RoundForm()

    def act(session: Session) -> None:
        process = process_for(session, actor(), code, Action.RUN)
        meeting = meeting_at(session, actor(), process, reference, for_change=True)
        expect_open(meeting)
        found = proposal_for(session, actor(), process, request.args.get("proposal", ""))
        plan = form.plan(process.office.time_zone, meeting.subject)
        open_round(session, actor(), process, plan_round(session, actor(), process, found, plan))

    if not happens(form, act):
        process = process_for_action(code, Action.RUN)
        return show_again(OPENING, form=form, **_opening(process, reference))
    flash(_("La ronda está abierta."), "good")
    return _to(code, reference, "rounds")


@bp.get("/<code>/room/<reference>/read/<proposal>/<int:number>")
@recorders_only
def read_result_page(code: str, reference: str, proposal: str, number: int) -> ResponseReturnValue:
    """What a round came to, in large letters, to be read to the room in either language."""
    process_for_action(code, Action.RECORD)
    process, found, one = round_held(db(), code, proposal, number)
    asked = request.args.get("in", current())
    return render_template(
        "dialogue/room/reading.html",
        process=process,
        meeting=meeting_at(db(), actor(), process, reference),
        proposal=found,
        sealed=(sealed := result_for(db(), actor(), process, one)),
        shown_print=grouped(sealed.fingerprint),
        tongue=asked if asked in TONGUES else TONGUES[0],
        told=POSITION_TOLD,
        lang_of=tag_of,
    )


@bp.post("/<code>/room/<reference>/acta/<proposal>/<int:number>")
@recorders_only
def put_into_acta_now(code: str, reference: str, proposal: str, number: int) -> ResponseReturnValue:
    """The result becomes an agreement of the acta, once."""
    process_for_action(code, Action.RECORD)
    process, _found, one = round_held(db(), code, proposal, number)
    spoken, form = _spoken(process, one), Form()

    def act(session: Session) -> None:
        process, _proposal, one = round_held(session, code, proposal, number)
        meeting = meeting_at(session, actor(), process, reference, for_change=True)
        outcome = result_for(session, actor(), process, one).outcome
        put_into_acta(session, actor(), process, one, meeting, outcome, spoken)

    if happens(form, act):
        flash(_("El resultado está en el acta."), "good")
    else:
        flash(" ".join(map(str, form.form_errors)), "stop")
    return _to(code, reference, "results")


def _spoken(process: Process, one: Round) -> Spoken:
    sealed = result_for(db(), actor(), process, one)
    return spoken_of(sealed, tallied(db(), process, one))


def _shown(process: Process, reference: str, form: PresentForm) -> dict[str, Any]:
    meeting = meeting_at(db(), actor(), process, reference)
    proposals = proposals_of(db(), actor(), process)
    rounds = [
        (found, one)
        for found in proposals
        for one in rounds_of(db(), actor(), process, [found])[found.id]
    ]
    going_on = [_going(process, found, one) for found, one in rounds if one.state in GOING_ON]
    busy = {going.proposal.id for going in going_on}
    quorum = going_on[0].one.settings["quorum"] if going_on else usual_quorum()
    return {
        "process": process,
        "meeting": meeting,
        "form": form,
        "here": here_now(db(), meeting),
        "seats": seats_to_mark(process),
        "lights": lights_of(db(), process, meeting, quorum),
        "going_on": going_on,
        "free": [p for p in proposals if p.id not in busy and p.withdrawn_at is None],
        "done": _done(process, meeting, rounds),
        "runs": allowed(TABLE, actor(), Action.RUN, process),
        "plain": Form(None),
        "words": words,
        "language": current(),
        "lang_of": tag_of,
    }


def _going(process: Process, found: Proposal, one: Round) -> Going:
    seen = seen_by(db(), actor(), process, one)
    return Going(
        one, found, seen, ROUND.open_verbs(one.state), one.protocol is Protocol.CONSENT,
        ahead_of(process, one, seen),
    )  # fmt: skip


def _done(
    process: Process, meeting: Meeting, rounds: Sequence[tuple[Proposal, Round]]
) -> list[Done]:
    """The rounds that were closed in this meeting, the newest first."""
    here = [
        (found, one)
        for found, one in rounds
        if one.meeting == meeting.subject and one.state is RoundState.CLOSED
    ]
    results = results_of(db(), actor(), process, [one for _proposal, one in here])
    made = [
        Done(one, found, results[one.id], known[0] if known else None)
        for found, one in here
        if one.id in results
        for known in [noted_of(db(), process, one.subject)]
    ]
    return sorted(made, key=lambda one: one.sealed.closed_at, reverse=True)


def _opening(process: Process, reference: str) -> dict[str, Any]:
    return {
        "process": process,
        "meeting": meeting_at(db(), actor(), process, reference),
        "proposal": proposal_for(db(), actor(), process, request.args.get("proposal", "")),
        "explained": {one.value: said for one, said in PROTOCOL_EXPLAINED.items()},
    }


def _to(code: str, reference: str, part: str) -> ResponseReturnValue:
    here = url_for("dialogue.room_page", code=code, reference=reference, _anchor=part)
    return redirect(here, code=303)
