"""Who read a case and who changed it: for whoever supervises, without a word of the case."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from grievances.models import Case
from grievances.operations.reading import note_trail_read
from grievances.policy import TABLE, Action
from grievances.queries.trail import Trace, trail_of
from grievances.views.desk import words
from grievances.views.desk.entrance import bp, case_at, closed, readers_only
from grievances.words import ORIGINAL_REASON, PURPOSE, STATE, VERB
from kernel.errors import Forbidden
from kernel.policy import allowed
from kernel.text import number_in
from web.actor import actor
from web.formats import short_moment
from web.locale import _
from web.transaction import afterwards, db


@bp.get("/cases/<reference>/trail")
@readers_only
def trail_page(reference: str) -> ResponseReturnValue:
    """A page of the trail. To look at it stands in the trail, too."""
    case = case_at(reference)
    if not allowed(TABLE, actor(), Action.READ_TRAIL, case):
        return closed(case, Forbidden("not-allowed"))
    before = number_in(request.args.get("after", ""))
    traces, further = trail_of(db(), actor(), case, before)
    _note(case)
    start = url_for("desk.trail_page", reference=reference)
    return render_template(
        "desk/trail.html",
        case=case,
        rows=[_row(case, trace) for trace in traces],
        further=url_for("desk.trail_page", reference=reference, after=further) if further else "",
        start=start if before else "",
    )


def _note(case: Case) -> None:
    who, subject = actor(), case.subject
    afterwards(lambda session: note_trail_read(session, who, subject))


def _row(case: Case, trace: Trace) -> dict[str, str]:
    return {
        "when": short_moment(trace.at, case.office.time_zone),
        "who": trace.who or _who(trace.actor),
        "what": str(words.EVENT.get(trace.event, trace.event)),
        "facts": " · ".join(_fact(name, value) for name, value in sorted(trace.facts.items())),
        "number": str(trace.seq),
    }


def _who(actor: str) -> str:
    return str(_("El sistema") if actor == "system" else _("La persona que presentó el caso"))


def _fact(name: str, value: object) -> str:
    """A state or a step in words; anything else as the trail keeps it."""
    if name in {"before", "after"} and value in set(STATE):
        return str(STATE[value])  # type: ignore[index]  # equal to its value
    if name == "reason" and value in set(ORIGINAL_REASON):
        return str(ORIGINAL_REASON[value])  # type: ignore[index]
    if name == "purpose" and value in set(PURPOSE):
        return str(PURPOSE[value])  # type: ignore[index]
    if name == "verb" and value in set(VERB):
        return str(VERB[value])  # type: ignore[index]
    return f"{name}: {value}"
