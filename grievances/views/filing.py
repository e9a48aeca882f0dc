"""Filing on eight pages, one question a page. Every page is saved; Back is safe."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.models import Office
from accounts.queries import offices_open
from accounts.queries.entities import entities_of
from accounts.roles import Track
from grievances import words
from grievances.answers import Answers, Page
from grievances.forms.filing import (
    PAGE_FORMS,
    ContactForm,
    ForWhomForm,
    Press,
    SendForm,
    tracks_of,
)
from grievances.forms.offers import Offers
from grievances.forms.pages import PageForm
from grievances.kinds import Topic
from grievances.operations import drafts
from grievances.operations.filing import anonymous_allowed
from grievances.operations.sending import receipt_of
from grievances.views import draft_cookie
from grievances.views.draft_cookie import Held
from grievances.views.draft_files import files_around
from grievances.views.office import receiving_office
from grievances.views.reviewing import around_review
from kernel.errors import BadInput
from territory.queries import communities, districts, provinces
from web.access import public
from web.forms import show_again
from web.locale import _
from web.transaction import change, db

bp = Blueprint("filing", __name__, url_prefix="/o/<slug>/file")
PAGES = list(Page)
PICTURES = {topic.value: topic.value for topic in Topic} | {Topic.VIOLENCE.value: "risk"}
QUESTIONS = ",".join(f"'{page.value}'" for page in PAGE_FORMS)


@bp.get("")
@public
def start(slug: str) -> ResponseReturnValue:
    """Begin, or ask first what shall become of a draft or a receipt that is still there."""
    office = receiving_office(slug)
    held = draft_cookie.held()
    if held is not None:
        draft_at = _office_of_draft(held)
        receipt = receipt_of(db(), held.sending_key) if draft_at is None else None
        if draft_at is not None or (receipt and held.is_open):
            return render_template(
                "grievances/public/continue.html",
                office=office,
                draft_at=draft_at,
                form=Press(),
            )
        draft_cookie.drop()
    return _show(office, Page.ABOUT, fresh_answers(office))


@bp.post("/continue")
@public
def go_on(slug: str) -> ResponseReturnValue:
    """Show the draft again: the person said so."""
    office = receiving_office(slug)
    held = draft_cookie.held()
    answers = drafts.opened(db(), held.token, office) if held else None
    if held is None or answers is None:
        return redirect(url_for("filing.start", slug=slug), code=303)
    draft_cookie.keep(held)
    return redirect(address_of(office, _first_open(answers)), code=303)


@bp.post("/discard")
@public
def discard(slug: str) -> ResponseReturnValue:
    """Delete the draft, or close the receipt; then leave, or begin with nothing."""
    office = receiving_office(slug)
    pressed()
    if held := draft_cookie.held():
        drafts.discard(change(), held.token)
    draft_cookie.drop()
    if "again" in request.form:
        return redirect(url_for("filing.start", slug=slug), code=303)
    flash(_("Borramos lo que había escrito. No queda nada en este teléfono."), "good")
    return redirect(url_for("home.of_office", slug=office.slug), code=303)


@bp.get(f"/<any({QUESTIONS}):page>")
@public
def question(slug: str, page: str) -> ResponseReturnValue:
    """One question, with what was answered to it before."""
    office = receiving_office(slug)
    held = draft_cookie.held()
    answers = drafts.opened(db(), held.token, office) if held else None
    if held and answers and not held.is_open:
        return redirect(url_for("filing.start", slug=slug), code=303)
    return _show(office, Page(page), answers or fresh_answers(office))


@bp.post(f"/<any({QUESTIONS}):page>")
@public
def answer(slug: str, page: str) -> ResponseReturnValue:
    """Keep the answer to one question in the sealed draft and go on.

    The story may bring files as well, see `grievances.views.story`.
    """
    office = receiving_office(slug)
    held = held_for(office)
    answers = drafts.opened(db(), held.token, office) or fresh_answers(office)
    form = PAGE_FORMS[Page(page)]()
    form.prepare(office, answers, offers_of(office))
    if form.only_wants_a_list:
        return render_template(
            _template(Page(page)), form=form, **around(office, Page(page), answers)
        )
    if not form.validate_on_submit():
        return show_again(_template(Page(page)), form=form, **around(office, Page(page), answers))
    answers = answers.with_page(Page(page), **form.given())
    _say_what_was_dropped(form)
    drafts.keep(change(), held.token, office, answers)
    draft_cookie.keep(held)
    return redirect(address_of(office, next_after(Page(page), back=form.back.data)), code=303)


@bp.get("/review")
@public
def review(slug: str) -> ResponseReturnValue:
    """Everything that was answered, once more, before it is sent."""
    office = receiving_office(slug)
    held = draft_cookie.held()
    answers = drafts.opened(db(), held.token, office) if held else None
    if held is None or answers is None or not held.is_open:
        return redirect(url_for("filing.start", slug=slug), code=303)
    return render_template(
        "grievances/public/review.html",
        form=SendForm(),
        **around_review(office, answers),
        **around(office, Page.REVIEW, answers),
    )


def pressed() -> None:
    """A button without fields was pressed on our own page; else BadInput."""
    if not Press().validate_on_submit():
        raise BadInput("press-again")


def _show(office: Office, page: Page, answers: Answers) -> ResponseReturnValue:
    form: PageForm = PAGE_FORMS[page](obj=answers)
    form.prepare(office, answers, offers_of(office))
    return render_template(_template(page), form=form, **around(office, page, answers))


def offers_of(office: Office) -> Offers:
    """The lists that the pages of this office choose from, read when a page asks."""
    return Offers(
        entities=lambda: entities_of(db(), office.id),
        provinces=lambda department: provinces(db(), department),
        districts=lambda province: districts(db(), province),
        communities=lambda district: communities(db(), district),
    )


def around(office: Office, page: Page, answers: Answers) -> dict[str, object]:
    """What every one of the eight pages shows around its question."""
    step = PAGES.index(page) + 1
    before = url_for("home.of_office", slug=office.slug)
    if _came_from_review():
        before = address_of(office, Page.REVIEW)
    elif step > 1:
        before = address_of(office, PAGES[step - 2])
    return {
        "office": office,
        "page": page,
        "step": step,
        "steps": len(PAGES),
        "before": before,
        "answers": answers,
        "topic_pictures": PICTURES,
        "topic_smalls": words.TOPIC_HINT,
        "track_smalls": _track_smalls(office),
        "tier_smalls": words.TIER_HINT,
        "consent_smalls": words.CONSENT_HINT,
        "is_new": not answers.seen,
        **files_around(office, page, answers),
    }


def _track_smalls(office: Office) -> dict[str, str]:
    """What each way in is for, and whether it can be gone without a name."""
    return {
        track.value: f"{words.TRACK_HINT[track]} {_needs_a_name(office, track)}".strip()
        for track in Track
    }


def _needs_a_name(office: Office, track: Track) -> str:
    if anonymous_allowed(office, track):
        return ""
    return str(_("Aquí la oficina pide su nombre; puede quedar reservado."))


def _template(page: Page) -> str:
    return f"grievances/public/file_{page.value.replace('-', '_')}.html"


def address_of(office: Office, page: Page) -> str:
    """Where one of the eight pages is."""
    if page is Page.REVIEW:
        return url_for("filing.review", slug=office.slug)
    return url_for("filing.question", slug=office.slug, page=page.value)


def next_after(page: Page, *, back: bool) -> Page:
    """The page that comes then: the review again for who came from there."""
    if _came_from_review():
        return Page.REVIEW
    return PAGES[max(0, PAGES.index(page) + (-1 if back else 1))]


def _came_from_review() -> bool:
    return request.args.get("then") == Page.REVIEW


def _first_open(answers: Answers) -> Page:
    return next((page for page in PAGE_FORMS if page not in answers.seen), Page.REVIEW)


def fresh_answers(office: Office) -> Answers:
    """No answers yet. A link may lead to a question instead of a complaint."""
    offered = tracks_of(office)
    wanted = request.args.get("track", "")
    return Answers(track=next((one for one in offered if one.value == wanted), offered[0]))


def held_for(office: Office) -> Held:
    """The browser's draft, unless it belongs to another office: that one stays untouched."""
    held = draft_cookie.held()
    if held is None or drafts.office_of(db(), held.token) not in {None, office.id}:
        return draft_cookie.new()
    return held


def _office_of_draft(held: Held) -> Office | None:
    number = drafts.office_of(db(), held.token)
    return next((office for office in offices_open(db()) if office.id == number), None)


def _say_what_was_dropped(form: PageForm) -> None:
    if isinstance(form, ContactForm) and form.dropped:
        flash(_("Eligió no dar su nombre: borramos el nombre, teléfono y correo que escribió."))
    if isinstance(form, ForWhomForm) and form.dropped:
        flash(_("Cambió para quién es: borramos los nombres de las otras personas."))
