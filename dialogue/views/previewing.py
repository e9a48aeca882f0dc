"""A proposal as the table will read it, before it is put there. Nothing of it is kept by us.

What was typed travels in the page: it comes back to be written on, or goes to the table. A form
that is sent without saying which of these it wants goes to the table, as one always did.
"""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from dialogue.forms.proposals import ProposalForm, VersionForm
from dialogue.models import Process
from dialogue.views.entrance import own_seat
from web.forms import show_again
from web.locale import current

PAGE = "dialogue/proposals/preview.html"
LOOK, WRITE = "look", "write"
TOKENS = frozenset({"csrf_token", "key", "of"})


@dataclass(frozen=True)
class Draft:
    """The words of a version that is not there yet, as its page shows them."""

    words: str
    words_qu: str
    options: list[dict[str, str]]


def before_putting(
    page: str, form: ProposalForm | VersionForm, shown: dict[str, Any]
) -> ResponseReturnValue | None:
    """The page to be answered instead of putting it to the table, if one was asked for."""
    step = request.form.get("step")
    if step == WRITE:
        return render_template(page, **shown)
    if step != LOOK:
        return None
    if not form.validate_on_submit():
        return show_again(page, **shown)
    return render_template(PAGE, draft=_draft(form), kept=_kept(form), **shown)


def brought_by(process: Process, form: ProposalForm) -> str:
    """Who brings it: whoever sits there for a group and does not act for the office, that group."""
    seat = own_seat(process)
    return seat.group.called(current()) if seat is not None else chosen(form.group)


def chosen(field: SelectField) -> str:
    """What was chosen, in its words."""
    found = (label for value, label, is_chosen, *_more in field.iter_choices() if is_chosen)
    return next(map(str, found), "")


def _draft(form: ProposalForm | VersionForm) -> Draft:
    wording = form.wording()
    options = [{"es": es, "qu": qu} for es, qu in wording.options if es]
    return Draft(wording.words, wording.words_qu, options)


def _kept(form: ProposalForm | VersionForm) -> list[tuple[str, str]]:
    """Every answer, as the browser sends it again."""
    return [
        (one.name, "y" if one.data is True else str(one.data))
        for one in form
        if one.name not in TOKENS and one.data
    ]
