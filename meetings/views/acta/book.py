"""The libro de actas: a text ready to be copied into it, and where it stands there."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from meetings import contents
from meetings.documents.acta_text import text_for_the_book
from meetings.forms.acta import BookForm, as_noted
from meetings.models import Meeting
from meetings.operations.book import note_book_entry
from meetings.queries.contents import acta_of
from meetings.queries.minutes import book_entry_of, versions_of
from meetings.views.blueprint import bp
from meetings.views.entrance import (
    happens,
    meeting_at,
    meeting_to_change,
    readers_only,
    recorders_only,
)
from web.actor import actor
from web.forms import show_again
from web.furniture import references
from web.locale import _
from web.transaction import db

PAGE = "meetings/acta_book.html"


@bp.get("/<reference>/acta/book")
@readers_only
def book_page(reference: str) -> ResponseReturnValue:
    """The text to copy, and where it was written."""
    meeting = meeting_at(reference)
    form = BookForm(data=as_noted(book_entry_of(db(), meeting)))
    return render_template(PAGE, form=form, **_shown(meeting))


@bp.post("/<reference>/acta/book")
@recorders_only
def note_book(reference: str) -> ResponseReturnValue:
    """Note in which book and on which folios it stands."""
    meeting_at(reference)
    form = BookForm()
    if happens(
        form,
        lambda session: note_book_entry(
            session, actor(), meeting_to_change(session, reference), form.entered()
        ),
    ):
        flash(_("Anotamos dónde está en el libro."), "good")
        return redirect(url_for("meetings.book_page", reference=reference), code=303)
    return show_again(PAGE, form=form, **_shown(meeting_at(reference)))


def _shown(meeting: Meeting) -> dict[str, object]:
    sealed = versions_of(db(), meeting)
    acta = contents.read(sealed[0].content) if sealed else acta_of(db(), references(), meeting)
    return {
        "meeting": meeting,
        "is_sealed": bool(sealed),
        "texts": [(language, text_for_the_book(acta, language)) for language in ("es", "qu")],
    }
