"""Photographs, papers and recordings that show what happened, before the case is sent."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.models import Office
from grievances.answers import Answers
from grievances.forms.files import EvidenceForm, sent
from grievances.operations import drafts
from grievances.operations.attachments import A_DRAFT, A_SEND, keep_in_draft, take_from_draft
from grievances.operations.drafts import DraftKey, token_hash
from grievances.queries.attachments import of_draft
from grievances.views import draft_cookie
from grievances.views.attached import part_of
from grievances.views.bringing import Came, once_each, taken_from
from grievances.views.draft_cookie import Held
from grievances.views.draft_files import listed
from grievances.views.filing import bp
from grievances.views.office import receiving_office
from kernel.errors import NotFound
from web.access import public
from web.forms import show_again
from web.locale import _
from web.transaction import change, db
from web.uploads import takes_files

PAGE = "grievances/public/files.html"


@bp.get("/files")
@public
def files_page(slug: str) -> ResponseReturnValue:
    """What is added so far, and room for more."""
    office = receiving_office(slug)
    _held, answers = _open_draft(office)
    if answers is None:
        return redirect(url_for("filing.start", slug=slug), code=303)
    return render_template(PAGE, form=EvidenceForm(formdata=None), **_around(office, answers))


@bp.post("/files")
@public
@takes_files
def change_files(slug: str) -> ResponseReturnValue:
    """Add files, or take one away."""
    office = receiving_office(slug)
    held, answers = _open_draft(office)
    if held is None or answers is None:
        return redirect(url_for("filing.start", slug=slug), code=303)
    form = EvidenceForm()
    form.validate_on_submit()
    if not (sent(form.files) or form.remove.data):
        form.refuse("files", _("Elija una foto, un documento, un audio o un video."))
    came = taken_from(form, "files", room=A_DRAFT - len(answers.story_files) - len(answers.files))
    if not (came or form.remove.data):
        return show_again(PAGE, form=form, **_around(office, answers))
    answers = _kept(office, held, form, came)
    draft_cookie.keep(held)
    if form.errors:  # some came well and are kept
        return render_template(PAGE, form=form, **_around(office, answers))
    flash(_("Quitamos el archivo.") if form.remove.data else _("Agregado."), "good")
    return redirect(url_for("filing.files_page", slug=slug), code=303)


@bp.get("/files/<int:number>/<part>")
@public
def file_of_draft(slug: str, number: int, part: str) -> ResponseReturnValue:
    """A file of the draft that this browser holds, to see or hear it again."""
    office = receiving_office(slug)
    held, answers = _open_draft(office)
    if held is None or answers is None:
        raise NotFound("not-found")
    row = of_draft(db(), token_hash(held.token), number)
    return part_of(row, DraftKey(held.token), part)


def _open_draft(office: Office) -> tuple[Held | None, Answers | None]:
    """The draft of this browser, when the person was here a moment ago."""
    held = draft_cookie.held()
    if held is None or not held.is_open:
        return None, None
    return held, drafts.opened(db(), held.token, office)


def _around(office: Office, answers: Answers) -> dict[str, object]:
    return {
        "office": office,
        "files": listed(office, answers.files),
        "before": url_for("filing.review", slug=office.slug),
        "a_send": A_SEND,
        "most": A_DRAFT,
    }


def _kept(office: Office, held: Held, form: EvidenceForm, came: list[Came]) -> Answers:
    session = change()
    answers = drafts.opened(session, held.token, office)
    if answers is None:
        raise NotFound("not-found")  # it was sent or deleted in another tab meanwhile
    shown = list(answers.files)
    if form.remove.data in shown:
        take_from_draft(session, held.token, form.remove.data)
        shown.remove(form.remove.data)
    fresh = [one.showing() for one in once_each(form.key.data or "", came)]
    answers = replace(answers, files=(*shown, *keep_in_draft(session, held.token, fresh)))
    drafts.keep(session, held.token, office, answers)
    return answers
