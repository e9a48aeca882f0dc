"""What the room of a table shows: who is here, whether there is quorum, rounds, results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from dialogue import words
from dialogue.forms.room import PresentForm
from dialogue.lifecycle.rounds import ROUND, RoundState, RoundVerb
from dialogue.models import Process, Proposal, Round
from dialogue.policy import TABLE, Action
from dialogue.protocols.kinds import Protocol
from dialogue.queries.positions import Seen, seen_by
from dialogue.queries.proposals import GOING_ON, proposals_of
from dialogue.queries.results import Sealed, results_of
from dialogue.queries.room import (
    here_now,
    lights_of,
    meeting_at,
    noted_of,
    seats_to_mark,
    usual_quorum,
)
from dialogue.queries.rounds import rounds_of
from dialogue.queries.unnoted import noted_in, unnoted_for
from dialogue.views.ending_rounds import Ahead, ahead_of
from kernel.policy import allowed
from meetings.lifecycle import State
from meetings.models import Agreement, Meeting
from web.actor import actor
from web.forms import Form
from web.locale import current, tag_of
from web.transaction import db


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
    """A closed round: what it came to, and whether it stands in the acta of this meeting."""

    one: Round
    proposal: Proposal
    sealed: Sealed
    noted: Agreement | None


def shown_of(process: Process, reference: str, form: PresentForm) -> dict[str, Any]:
    """Everything that the page of a room shows."""
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
        "done": _done(process, [pair for pair in rounds if pair[1].meeting == meeting.subject]),
        "outside": _outside(process, meeting, rounds),
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


def _done(process: Process, rounds: Sequence[tuple[Proposal, Round]]) -> list[Done]:
    """Those of these rounds that are closed, the newest first."""
    here = [(found, one) for found, one in rounds if one.state is RoundState.CLOSED]
    results = results_of(db(), actor(), process, [one for _proposal, one in here])
    made = [
        Done(one, found, results[one.id], known[0] if known else None)
        for found, one in here
        if one.id in results
        for known in [noted_of(db(), process, one.subject)]
    ]
    return sorted(made, key=lambda one: one.sealed.closed_at, reverse=True)


def _outside(
    process: Process, meeting: Meeting, rounds: Sequence[tuple[Proposal, Round]]
) -> list[Done]:
    """Rounds that no room held: those that the acta of this meeting has or can still take in."""
    is_draft = meeting.state is State.DRAFT and meeting.cancelled_at is None
    waiting = unnoted_for(db(), actor(), process, meeting) if is_draft else []
    shown = {one.subject for one in waiting} | noted_in(db(), meeting).keys()
    return _done(process, [p for p in rounds if not p[1].meeting and p[1].subject in shown])


def back_to_room(code: str, reference: str, part: str) -> ResponseReturnValue:
    """Back to a part of the room."""
    here = url_for("dialogue.room_page", code=code, reference=reference, _anchor=part)
    return redirect(here, code=303)
