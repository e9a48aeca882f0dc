"""The story in writing, by voice or on paper. What is good is kept, whatever else is wrong."""

from collections.abc import Collection
from dataclasses import replace

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from accounts.models import Office
from grievances.answers import Answers, Page
from grievances.forms.filing import StoryForm
from grievances.operations import drafts
from grievances.operations.attachments import A_DRAFT, keep_in_draft, take_from_draft
from grievances.views import draft_cookie
from grievances.views.bringing import KINDS_THAT_TELL, Came, once_each, taken_from
from grievances.views.draft_cookie import Held
from grievances.views.draft_files import listed
from grievances.views.filing import (
    address_of,
    around,
    bp,
    fresh_answers,
    held_for,
    next_after,
    offers_of,
)
from grievances.views.office import receiving_office
from kernel.files import FileKind
from web.access import public
from web.forms import show_again
from web.transaction import change, db
from web.uploads import takes_files

PAGE = "grievances/public/file_story.html"


@bp.post("/story")
@public
@takes_files
def tell(slug: str) -> ResponseReturnValue:
    """Keep the story and its files in the sealed draft; go on when nothing is wrong."""
    office = receiving_office(slug)
    held = held_for(office)
    form = StoryForm()
    form.prepare(
        office, drafts.opened(db(), held.token, office) or fresh_answers(office), offers_of(office)
    )
    is_told = form.validate_on_submit()
    room = A_DRAFT - len(form.before.story_files) - len(form.before.files)
    came = taken_from(form, "sound", kinds=[FileKind.SOUND], room=room)
    came += taken_from(form, "papers", kinds=KINDS_THAT_TELL, room=room - len(came))
    if not (is_told or came or form.remove.data):
        return show_again(PAGE, form=form, **around(office, Page.STORY, form.before))
    answers = _kept(office, held, form, came, is_told=is_told)
    draft_cookie.keep(held)
    if form.errors or form.stay.data or form.remove.data:
        # Not 422: what came along was kept, only the rest is asked for again.
        told_by = listed(office, answers.story_files, held.token)
        page = around(office, Page.STORY, answers) | {"told_by": told_by}
        return render_template(PAGE, form=form, **page)
    return redirect(address_of(office, next_after(Page.STORY, back=form.back.data)), code=303)


def _kept(
    office: Office, held: Held, form: StoryForm, came: Collection[Came], *, is_told: bool
) -> Answers:
    session = change()
    answers = drafts.opened(session, held.token, office) or form.before
    if is_told:
        answers = answers.with_page(Page.STORY, **form.given())
    drafts.keep(session, held.token, office, answers)
    told_by = list(answers.story_files)
    if form.remove.data in told_by:
        take_from_draft(session, held.token, form.remove.data)
        told_by.remove(form.remove.data)
    fresh = [one.telling() for one in once_each(form.key.data or "", came)]
    told_by += keep_in_draft(session, held.token, fresh)
    answers = replace(answers, story_files=tuple(told_by))
    drafts.keep(session, held.token, office, answers)
    return answers
