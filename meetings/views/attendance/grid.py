"""The grid: a paper sheet is passed into it from the keyboard, in the order of the paper."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kernel.text import number_in
from meetings import words
from meetings.forms.attendance import PAPER, GridForm, said_so, seen_of
from meetings.kinds import Sex, Signing
from meetings.models import Meeting
from meetings.operations.attendance_grid import Doubt, Saved, save_grid, signing_of
from meetings.queries.attendance import Line, page_of
from meetings.queries.meetings import groups_of, sittings_of
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    meeting_at,
    meeting_to_change,
    once,
    recorders_only,
    tell,
)
from web.actor import actor
from web.forms import show_again
from web.locale import _, current, ngettext
from web.refusals import CODES
from web.transaction import db

PAGE = "meetings/attendance/grid.html"
MOST_BLANKS = 60
FEW_BLANKS = 5


@bp.get("/<reference>/attendance/grid")
@recorders_only
def grid_page(reference: str) -> ResponseReturnValue:
    """Persons by sittings, with blank rows at the end."""
    return render_template(PAGE, **_grid(meeting_at(reference), GridForm(formdata=None)))


@bp.post("/<reference>/attendance/grid")
@recorders_only
def save_the_grid(reference: str) -> ResponseReturnValue:
    """All rows at once. What two people wrote differently is shown, the rest is saved."""
    form, outcome = GridForm(), Saved()

    def save(session: Session) -> None:
        nonlocal outcome
        meeting = meeting_to_change(session, reference)
        outcome = save_grid(session, actor(), meeting, form.rows(), form.blanks())

    refusal = None
    if form.validate_on_submit():
        refusal, _answer = once(form, save)
    if refusal is not None:
        tell(form, refusal)
    if form.errors:
        return show_again(PAGE, **_grid(meeting_at(reference), form))
    if outcome.clashes or outcome.doubts or outcome.gone:
        meeting = meeting_at(reference)
        return render_template(PAGE, **_grid(meeting, GridForm(formdata=None), outcome))
    _tell_how_many(outcome)
    return redirect(request.full_path.rstrip("?"), code=303)


def _tell_how_many(outcome: Saved) -> None:
    count = outcome.changed + outcome.added
    if count:
        flash(ngettext("Guardamos %(num)d cambio.", "Guardamos %(num)d cambios.", count), "good")
    else:
        flash(_("No había nada que guardar."))


def _grid(meeting: Meeting, form: GridForm, outcome: Saved | None = None) -> dict[str, Any]:
    session, start = db(), number_in(request.args.get("from", "")) or 0
    sittings, found = sittings_of(session, meeting), page_of(session, meeting, start=start)
    here = [sitting.id for sitting in sittings]
    doubts = outcome.doubts if outcome else []
    return {
        "meeting": meeting,
        "form": form,
        "sittings": sittings,
        "found": found,
        "start": start,
        "rows": [_row(line, here) for line in found.lines],
        "blanks": _blanks(doubts),
        "outcome": outcome,
        "saved": outcome.changed + outcome.added if outcome else 0,
        "signings": said_so(words.SIGNING, PAPER),
        "verbal": (Signing.VERBAL.value, str(words.SIGNING[Signing.VERBAL])),
        "sexes": said_so(words.SEX, Sex),
        "groups": [
            (str(one.id), one.called(current())) for one in groups_of(session, meeting.office_id)
        ],
    }


def _row(line: Line, sittings: Sequence[int]) -> dict[str, Any]:
    signing = signing_of(line.marks.values())
    return {
        "person": line.person,
        "signing": signing.value,
        "seen": seen_of(signing, line.marks, sittings),
        "at": {one for one in sittings if line.was_at(one)},
    }


def _blanks(doubts: Sequence[Doubt]) -> list[dict[str, Any]]:
    """The rows that were not saved, as they were typed, and blank ones after them."""
    asked = number_in(request.args.get("blank", ""))
    count = min(FEW_BLANKS if asked is None else asked, MOST_BLANKS)
    kept = [
        {
            "who": doubt.row.who,
            "group": str(doubt.row.who.group_id or ""),
            "sex": doubt.row.who.sex.value,
            "signing": doubt.row.signing.value,
            "at": doubt.row.present,
            "problem": CODES[doubt.code].title,
            "namesake": doubt.code == "on-the-list-already",
        }
        for doubt in doubts
    ]
    fresh: dict[str, Any] = {
        "who": None, "group": "", "sex": Sex.UNSAID.value,
        "signing": Signing.SIGNATURE.value, "at": frozenset(),
    }  # fmt: skip
    return [*kept, *(dict(fresh) for _number in range(count))]
