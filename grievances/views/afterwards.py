"""What is offered after the receipt: what the person hopes for, and questions about them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.about_you import AboutYouForm, HopeForm
from grievances.forms.files import MoreForm, sent
from grievances.kinds import Tier
from grievances.models import Case
from grievances.operations.about_you import tell_about_oneself
from grievances.operations.attachments import A_SEND
from grievances.operations.messages import write_as_filer
from grievances.operations.notifying import tell_person_wrote
from grievances.operations.sending import receipt_of
from grievances.queries.cases import case_of_receipt, key_of
from grievances.queries.replacements import code_was_replaced
from grievances.views import draft_cookie
from grievances.views.bringing import Came, is_whole, whose
from grievances.views.my_files import files_of_receipt, keep_what_came, words_or_files
from grievances.views.office import at
from kernel import sends
from kernel.policy import Actor
from web.access import public
from web.forms import show_again
from web.furniture import jobs, vault
from web.locale import _, current
from web.transaction import change, db
from web.uploads import takes_files

bp = Blueprint("afterwards", __name__, url_prefix="/o/<slug>/receipt")
FILES = "grievances/public/more_files.html"


@bp.get("/hope")
@public
def hope(slug: str) -> ResponseReturnValue:
    """Ask what the person hopes for."""
    who = _holder(slug)
    if who is None:
        return redirect(url_for("follow.ask"), code=303)
    return _page("hope", slug, HopeForm(), who)


@bp.post("/hope")
@public
def tell_hope(slug: str) -> ResponseReturnValue:
    """Put it on the case, as a message."""
    form, who = HopeForm(), _holder(slug)
    if who is None:
        return redirect(url_for("follow.ask"), code=303)
    form.is_nameless = case_of_receipt(db(), who).tier is Tier.ANONYMOUS
    if not form.validate_on_submit():
        return _page("hope", slug, form, who)
    session = change()
    text = form.hope.data or ""

    def written() -> str:
        _say(session, who, text)
        return "done"

    sends.once(session, form.key.data or "", {"hope": text, "case": who.receipt_of or ""}, written)
    flash(_("Gracias. La oficina lo leerá junto con su caso."), "good")
    return redirect(url_for("receipt.show", slug=slug), code=303)


@bp.get("/about-you")
@public
def about_you(slug: str) -> ResponseReturnValue:
    """Ask who comes to the office, if they like."""
    who = _holder(slug)
    if who is None:
        return redirect(url_for("follow.ask"), code=303)
    return _page("about_you", slug, AboutYouForm(), who)


@bp.post("/about-you")
@public
def tell_about_you(slug: str) -> ResponseReturnValue:
    """Keep it where nobody can tell whose it is. No sending key is spent: it would be a mark."""
    form, who = AboutYouForm(), _holder(slug)
    if who is None:
        return redirect(url_for("follow.ask"), code=303)
    if not form.validate_on_submit():
        return _page("about_you", slug, form, who)
    session = change()
    tell_about_oneself(session, vault(), who, case_of_receipt(session, who), form.told())
    flash(_("Gracias. Lo guardamos aparte, sin su nombre y sin su caso."), "good")
    return redirect(url_for("receipt.show", slug=slug), code=303)


@bp.get("/files")
@public
def files(slug: str) -> ResponseReturnValue:
    """Room for more photographs, papers and recordings."""
    who = _holder(slug)
    if who is None:
        return redirect(url_for("follow.ask"), code=303)
    return _files_page(slug, MoreForm(), who)


@bp.post("/files")
@public
@takes_files
def add_files(slug: str) -> ResponseReturnValue:
    """Put them on the case, with a message."""
    form, who = MoreForm(), _holder(slug)
    if who is None:
        return redirect(url_for("follow.ask"), code=303)
    form.is_nameless = case_of_receipt(db(), who).tier is Tier.ANONYMOUS
    if not sent(form.files):
        form.validate_on_submit()
        form.refuse("files", _("Elija una foto, un documento, un audio o un video."))
        return _files_page(slug, form, who)
    if not is_whole(form):
        return _files_page(slug, form, who)
    session = change()

    def added() -> str:
        _say(session, who, form.text.data or "", whose(form))
        return "done"

    body = form.sent() | {"case": who.receipt_of or ""}
    sends.once(session, form.key.data or "", body, added)
    flash(_("Agregado. La oficina lo verá junto con su caso."), "good")
    return redirect(url_for("afterwards.files", slug=slug), code=303)


def _files_page(slug: str, form: MoreForm, who: Actor) -> ResponseReturnValue:
    office, listed = at(case_of_receipt(db(), who).office), files_of_receipt(who)
    if form.errors:
        return show_again(FILES, form=form, office=office, files=listed, a_send=A_SEND)
    return render_template(FILES, form=form, office=office, files=listed, a_send=A_SEND)


def _say(session: Session, who: Actor, text: str, came: list[Came] | None = None) -> None:
    case: Case = case_of_receipt(session, who, for_change=True)
    key, words = key_of(session, vault(), case), words_or_files(text)
    message = write_as_filer(session, key, who, case, words, current())
    keep_what_came(session, who, case, message, text, came or [])
    tell_person_wrote(session, jobs(), case, message)


def _page(name: str, slug: str, form: AboutYouForm | HopeForm, who: Actor) -> ResponseReturnValue:
    office = at(case_of_receipt(db(), who).office)
    template = f"grievances/public/{name}.html"
    if form.errors:
        return show_again(template, form=form, office=office)
    return render_template(template, form=form, office=office)


def _holder(slug: str) -> Actor | None:
    """Whoever holds an open receipt of this office in this browser."""
    held = draft_cookie.held()
    receipt = receipt_of(db(), held.sending_key) if held and held.is_open else None
    if receipt is None:
        return None
    who = Actor(receipt_of=receipt.subject)
    case = case_of_receipt(db(), who)
    if code_was_replaced(db(), case):  # whoever holds the old code has no business here any more
        return None
    return who if case.office.slug == slug else None
