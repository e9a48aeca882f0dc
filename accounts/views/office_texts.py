"""What people read on the office's page, in each of its languages."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import operations
from accounts.forms import TextsForm, field_of
from accounts.operations import TEXT_LIMIT
from accounts.roles import LANGUAGES, OfficeText
from accounts.views.administering import ADMINISTRATORS, administered, is_saved
from accounts.views.blueprint import bp
from accounts.views.offices import words_of
from accounts.words import LANGUAGES as LANGUAGE_NAMES
from accounts.words import OFFICE_TEXT_DEFAULTS, OFFICE_TEXTS
from web.access import for_roles
from web.actor import actor
from web.forms import show_again
from web.locale import _, in_language, tag_of

PAGE = "accounts/office_texts.html"


@bp.get("/office/<slug>/texts")
@for_roles(*ADMINISTRATORS)
def office_texts(slug: str) -> ResponseReturnValue:
    """The office's own words beside ours."""
    return render_template(PAGE, **_page(slug, TextsForm(administered(slug))))


@bp.post("/office/<slug>/texts")
@for_roles(*ADMINISTRATORS)
def write_texts(slug: str) -> ResponseReturnValue:
    """Say other words, or only look at how they would stand."""
    form = TextsForm(administered(slug))
    if not form.validate_on_submit():
        return show_again(PAGE, **_page(slug, form))
    if "look" in request.form:
        return render_template(PAGE, **_page(slug, form), looks=True)
    texts, seen = form.texts(), form.seen
    if not is_saved(
        form, slug, lambda session, office: operations.write_texts(
            session, actor(), office, texts, seen
        ),
    ):  # fmt: skip
        return render_template(PAGE, **_page(slug, form)), 409
    flash(_("Guardamos los textos. Ya se leen en la página de la oficina."), "good")
    return redirect(url_for("accounts.office_texts", slug=slug), code=303)


def _page(slug: str, form: TextsForm) -> dict[str, Any]:
    office = administered(slug)
    return {
        **words_of(office),
        "form": form,
        "parts": OFFICE_TEXTS,
        "codes": LANGUAGES,
        "names": LANGUAGE_NAMES,
        "field_of": field_of,
        "limit": TEXT_LIMIT,
        "tag_of": tag_of,
        "ours": {code: _ours(code) for code in LANGUAGES},
    }


def _ours(code: str) -> dict[OfficeText, str]:
    """What stands there in a language while the office says nothing."""
    with in_language(code):
        return {part: str(words) for part, words in OFFICE_TEXT_DEFAULTS.items()}
