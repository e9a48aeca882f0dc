"""The page of a draft: every question at once, saved as often as one likes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances import words
from grievances.answers import Answers, Page, Sheet
from grievances.forms.intake import Whole
from grievances.operations.office_drafts import keep_sheet
from grievances.views.desk.entrance import bp
from grievances.views.desk.intake.door import (
    around,
    draft_at,
    draft_in,
    helpers_only,
    note_read,
    to_draft,
)
from grievances.views.filing import offers_of
from grievances.views.reviewing import rows_of
from kernel.errors import NotFound, Refusal, Unavailable
from web.actor import actor
from web.locale import _
from web.refusals import CODES
from web.transaction import change, undo

NEXT = {"files": "desk.draft_files", "review": "desk.review_page", "hand": "desk.hand_over_page"}
"""Where the buttons lead that save first."""


@dataclass(frozen=True)
class Row:
    """An answer on the last page, or one that a colleague changed meanwhile."""

    words: str
    value: str
    href: str = ""


@bp.get("/intake/<int:number>")
@helpers_only
def sheet_page(number: int) -> ResponseReturnValue:
    """Every question, with what was taken down so far."""
    held = draft_at(number)
    whole = Whole(held.office, held.sheet, offers_of(held.office), held.draft.version)
    return _page(number, whole)


@bp.post("/intake/<int:number>")
@helpers_only
def keep(number: int) -> ResponseReturnValue:
    """Save what was taken down; nothing that a colleague wrote meanwhile is overwritten unseen."""
    held = draft_at(number)
    whole = Whole(held.office, held.sheet, offers_of(held.office), held.draft.version)
    if whole.only_wants_a_list:
        return _page(number, whole)
    if not whole.judge():
        return _page(number, whole, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def act(session: Session) -> None:
        held = draft_in(session, number, for_change=True)
        keep_sheet(session, actor(), held, _onto(held.sheet, whole.given()), whole.how.seen)

    if refusal := _tried(act):
        return _page(number, whole, refusal)
    if whole.dropped:
        flash(_("La persona no da su nombre: no guardamos nombre, teléfono ni correo."))
    flash(_("Borrador guardado."), "good")
    return to_draft(number, NEXT.get(request.form.get("then", ""), "desk.sheet_page"))


def differing(office: Office, mine: Answers, theirs: Answers) -> list[Row]:
    """What stands in the draft now where it says something else than what was typed."""
    typed = {row.words: row.value for row in rows_of(office, mine)}
    return [
        Row(row.words, row.value or str(_("Sin respuesta")))
        for row in rows_of(office, theirs)
        if typed.get(row.words, "") != row.value
    ]


def anchored(rows: list[Any], number: int) -> list[Row]:
    """Answers with links to the place of the one page where they are changed."""
    pages = {page.value for page in Page}
    found = []
    for row in rows:
        page = row.href.partition("?")[0].rpartition("/")[2]
        if page in pages:
            found.append(
                Row(
                    row.words,
                    row.value,
                    url_for("desk.sheet_page", number=number, _anchor=f"at-{page}"),
                )
            )
    return found


def _onto(now_kept: Sheet, given: Sheet) -> Sheet:
    """A hand-over that came meanwhile is not part of what this page asks."""
    return replace(given, note=now_kept.note, given_to=now_kept.given_to)


def _tried(act: Any) -> Refusal | None:
    try:
        act(change())
    except (NotFound, Unavailable):
        raise
    except Refusal as refusal:
        undo()
        return refusal
    return None


def _page(
    number: int, whole: Whole, refusal: Refusal | None = None, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    held = draft_at(number)
    note_read(held)
    theirs: list[Row] = []
    if refusal:
        theirs = differing(held.office, whole.answers, held.sheet.answers)
        whole.how.show(held.draft.version)  # what stands now is on the page
    page = render_template(
        "desk/intake_sheet.html",
        whole=whole,
        how=whole.how,
        refusal=CODES[refusal.code] if refusal else None,
        theirs=theirs,
        **_smalls(),
        **around(held),
    )
    return page, refusal.status if refusal else status


def _smalls() -> dict[str, Mapping[Any, Any]]:
    return {
        "track_smalls": {one.value: said for one, said in words.TRACK_HINT.items()},
        "tier_smalls": {one.value: said for one, said in words.TIER_HINT.items()},
        "consent_smalls": {one.value: said for one, said in words.CONSENT_HINT.items()},
    }
