"""What was put to the table, and where each group stands on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from dialogue import words
from dialogue.documents.rounds_table import rounds_table
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Proposal, Round
from dialogue.operations.proposals import may_reword
from dialogue.policy import TABLE, Action
from dialogue.queries.positions import Seen, seen_by
from dialogue.queries.proposals import proposal_for, proposals_of, thread_of
from dialogue.queries.results import Sealed, results_of
from dialogue.queries.rounds import rounds_of
from dialogue.sentences import outcome_told
from dialogue.sentences.words import POSITION_TOLD
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_to_read
from dialogue.views.figures import figures_of, over_time, ranked_groups
from kernel.policy import allowed
from kernel.spreadsheets.writing import as_csv
from web.access import open_to_all
from web.actor import actor
from web.forms import Form
from web.locale import current, tag_of
from web.transaction import db


@dataclass(frozen=True)
class Line:
    """A proposal in the list: its newest round, and what the newest closed one came to."""

    proposal: Proposal
    group: str
    newest: Round | None
    sealed: Sealed | None
    said: str


@bp.get("/<code>/proposals")
@open_to_all
def proposals_page(code: str) -> ResponseReturnValue:
    """The proposals of a process that the reader may know of."""
    process = process_to_read(code)
    found = proposals_of(db(), actor(), process)
    rounds = rounds_of(db(), actor(), process, found)
    results = results_of(db(), actor(), process, [r for some in rounds.values() for r in some])
    return render_template(
        "dialogue/proposals/list.html",
        process=process,
        lines=[_line(process, one, rounds[one.id], results) for one in found],
        states=words.ROUND_STATE,
        outcomes=words.OUTCOME,
    )


@bp.get("/<code>/proposals/<proposal>")
@open_to_all
def proposal_page(code: str, proposal: str) -> ResponseReturnValue:
    """Its words, what changed, where each group stands round by round, and who objects."""
    process = process_to_read(code)
    found = proposal_for(db(), actor(), process, proposal)
    return render_template("dialogue/proposals/page.html", **_shown(process, found))


@bp.get("/<code>/proposals/<proposal>/rounds.csv")
@open_to_all
def rounds_csv(code: str, proposal: str) -> Response:
    """Every closed round, group by group, as a spreadsheet; its cells are inert."""
    process = process_to_read(code)
    found = proposal_for(db(), actor(), process, proposal)
    sealed = _sealed(process, rounds_of(db(), actor(), process, [found])[found.id])
    answer = Response(as_csv(rounds_table(sealed)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.code}-rounds.csv"'
    return answer


def _line(
    process: Process, one: Proposal, rounds: Sequence[Round], results: Mapping[int, Sealed]
) -> Line:
    closed = [results[r.id] for r in rounds if r.id in results]
    last = closed[-1] if closed else None
    language = current()
    said = (
        outcome_told(last.outcome, last.called(language), last.alternatives_called(language)).state
        if last
        else ""
    )
    return Line(one, _group(process, one), rounds[-1] if rounds else None, last, said)


def _shown(process: Process, proposal: Proposal) -> dict[str, Any]:
    rounds = rounds_of(db(), actor(), process, [proposal])[proposal.id]
    sealed = _sealed(process, rounds)
    figures = [
        figures_of(one, sealed[place - 1] if place else None) for place, one in enumerate(sealed)
    ]
    going_on = next((r for r in rounds if r.state in {RoundState.OPEN, RoundState.HEARING}), None)
    newest = next((r for r in reversed(rounds) if r.state is RoundState.CLOSED), None)
    return {
        "process": process,
        "proposal": proposal,
        "group": _group(process, proposal),
        "thread": thread_of(db(), actor(), process, proposal),
        "rounds": list(reversed(rounds)),
        "figures": {one.sealed.round_id: one for one in figures},
        "last": figures[-1] if figures else None,
        "ranked_groups": ranked_groups(figures[-1]) if figures else [],
        "moves": over_time(sealed),
        "going_on": going_on,
        "seen": seen_by(db(), actor(), process, going_on) if going_on else None,
        "objections": _objections(process, going_on, newest),
        "office": allowed(TABLE, actor(), Action.RECORD, process),
        "rewords": allowed(TABLE, actor(), Action.PROPOSE, process)
        and may_reword(actor(), process, proposal),
        "language": current(),
        "words": words,
        "told": POSITION_TOLD,
        "outcomes": words.OUTCOME,
        "plain": Form(None),
        "lang_of": tag_of,
        "csv": url_for("dialogue.rounds_csv", code=process.code, proposal=proposal.code)
        if sealed
        else "",
    }


def _objections(
    process: Process, going_on: Round | None, newest: Round | None
) -> Sequence[dict[str, Any]]:
    """Objections that are not taken up, of the round whose answers are known last."""
    heard = going_on if going_on and going_on.state is RoundState.HEARING else newest
    if heard is None:
        return []
    seen: Seen = seen_by(db(), actor(), process, heard)
    return [
        {"group": one.group.called(current()), "words": one.reason, "language": one.language}
        for one in seen.positions or ()
        if one.objects and one.id not in seen.integrations
    ]


def _sealed(process: Process, rounds: Sequence[Round]) -> list[Sealed]:
    results = results_of(db(), actor(), process, rounds)
    return [results[one.id] for one in rounds if one.id in results]


def _group(process: Process, proposal: Proposal) -> str:
    found = next((one for one in process.groups if one.id == proposal.brought_by_id), None)
    return found.called(current()) if found else ""
