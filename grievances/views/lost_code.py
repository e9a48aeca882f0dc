"""A lost code: three facts, and at once a new code that opens nothing until two people agree."""

from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from accounts.models import Office
from grievances import documents
from grievances.documents import NewCodePaper
from grievances.forms.filing import Press
from grievances.forms.follow import LostCodeForm
from grievances.operations.notifying import tell_code_lost
from grievances.operations.replacing import Facts, NewCode, ask_for_code, new_code_of
from grievances.queries.cases import code_is_taken
from grievances.queries.clocks import code_answered_by
from grievances.queries.replacements import wish_of
from grievances.receipts import code_for, grouped, lookup_of
from grievances.views import new_code_cookie
from grievances.views.filing import pressed
from grievances.views.new_code_cookie import Held
from grievances.views.office import receiving_office, receiving_offices
from kernel import attempts
from kernel.sends import Overtaken, SameKeyOtherBody
from web import formats
from web.access import public
from web.forms import show_again
from web.furniture import jobs, vault
from web.locale import _, current
from web.transaction import change, db, pause, undo

bp = Blueprint("lost_code", __name__)

ASKED, ASKED_OF_OFFICE = "replacement:asked", "replacement:asked-of-office"
AN_HOUR_FROM_ONE = 5
AN_HOUR_OF_ONE_OFFICE = 60
"""So many wishes can be read with care; more are somebody's trial, not neighbours'. Each office
counts its own, so that nobody shuts this way for all."""


@bp.get("/lost-code")
@public
def choose() -> ResponseReturnValue:
    """At which office? Where there is only one, nobody is asked."""
    offices = receiving_offices()
    if len(offices) == 1:
        return redirect(url_for("lost_code.ask", slug=offices[0].slug), code=303)
    return render_template("grievances/public/lost_code_office.html", offices=offices)


@bp.get("/o/<slug>/lost-code")
@public
def ask(slug: str) -> ResponseReturnValue:
    """What it means, and three questions; or the new code that is still to be written down."""
    office = receiving_office(slug)
    if _new_code() is not None:
        return redirect(url_for("lost_code.show", slug=slug), code=303)
    return _page(office, LostCodeForm(formdata=None))


@bp.post("/o/<slug>/lost-code")
@public
def send(slug: str) -> ResponseReturnValue:
    """Keep the three facts and lead to the new code, whether any case fits or not."""
    office = receiving_office(slug)
    form = LostCodeForm()
    form.is_nameless = True
    if not form.validate_on_submit():
        return show_again("grievances/public/lost_code.html", form=form, office=office)
    who = attempts.names_of(vault(), request.remote_addr or "")
    if why := _too_many(who, office):
        return make_response(_page(office, form, why), 429)
    held = new_code_cookie.held()
    if held is None or not held.is_open:
        held = new_code_cookie.fresh()
    _keep(office, _facts(form), held, who[0])
    return redirect(url_for("lost_code.show", slug=slug), code=303)


@bp.get("/o/<slug>/lost-code/new")
@public
def show(slug: str) -> ResponseReturnValue:
    """The new code, to be written down."""
    office = receiving_office(slug)
    paper = _paper(office)
    if paper is None:
        return redirect(url_for("follow.ask"), code=303)
    return render_template(
        "grievances/public/new_code.html", office=office, paper=paper, press=Press(formdata=None)
    )


@bp.get("/o/<slug>/lost-code/pdf")
@public
def as_pdf(slug: str) -> ResponseReturnValue:
    """The same as a paper to keep."""
    paper = _paper(receiving_office(slug))
    if paper is None:
        return redirect(url_for("follow.ask"), code=303)
    pause()
    answer = make_response(documents.new_code(paper))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = 'attachment; filename="recibo.pdf"'
    return answer


@bp.post("/o/<slug>/lost-code/leave")
@public
def leave(slug: str) -> ResponseReturnValue:
    """The code is written down: this browser forgets it."""
    pressed()
    new_code_cookie.drop()
    flash(_("Cerramos la página de su código nuevo."), "good")
    return redirect(url_for("home.of_office", slug=slug), code=303)


def _page(office: Office, form: LostCodeForm, why: Any = "") -> str:
    return render_template("grievances/public/lost_code.html", office=office, form=form, why=why)


def _facts(form: LostCodeForm) -> Facts:
    return Facts(form.when.data or "", form.where.data or "", form.what.data or "")


def _too_many(who: tuple[str, str], office: Office) -> str:
    hour = timedelta(hours=1)
    if attempts.lately(db(), ASKED, who, hour) >= AN_HOUR_FROM_ONE:
        return str(
            _("Ya pidieron varios códigos desde este lugar. Espere una hora y envíe otra vez.")
        )
    if attempts.lately(db(), ASKED_OF_OFFICE, (office.slug,), hour) >= AN_HOUR_OF_ONE_OFFICE:
        return str(_("Llegan muchos pedidos a la vez. Espere una hora, o vaya a la oficina."))
    return ""


def _keep(office: Office, facts: Facts, held: Held, who: str) -> None:
    """The wish and its count in one change. The slow hash comes before it."""
    language, slug = current(), office.slug
    new_code, code_lookup = _fresh_code(held)
    session = change()
    try:
        wish = ask_for_code(
            session,
            vault(),
            office=receiving_office(slug),
            facts=facts,
            language=language,
            new_code=new_code,
            code_lookup=code_lookup,
        )
    except Overtaken:
        undo()  # by a twin, whose code is ours too
        return
    except SameKeyOtherBody:
        undo()
        flash(_("Ya pidió un código hace un momento. Es este."), "warn")
        return
    if wish is not None:
        attempts.note(session, ASKED, who)
        attempts.note(session, ASKED_OF_OFFICE, slug)
        tell_code_lost(session, jobs(), wish)


def _fresh_code(held: Held) -> tuple[NewCode, str]:
    counter = 0
    while True:
        pause()
        code_lookup = lookup_of(vault(), code_for(vault(), held.sending_key, counter))
        if new_code_of(db(), held.sending_key) or not code_is_taken(db(), code_lookup):
            return NewCode(held.sending_key, counter), code_lookup
        counter += 1


def _new_code() -> NewCode | None:
    held = new_code_cookie.held()
    return new_code_of(db(), held.sending_key) if held and held.is_open else None


def _paper(office: Office) -> NewCodePaper | None:
    """What the page shows, or None when this browser holds no new code of this office."""
    new = _new_code()
    wish = wish_of(db(), new.replacement_id) if new else None
    if new is None or wish is None or wish.office_id != office.id:
        return None
    return NewCodePaper(
        code=grouped(code_for(vault(), new.sending_key, new.counter)),
        office=office,
        asked=formats.moment(wish.asked_at),
        try_from=formats.day(code_answered_by(office, wish.asked_at)),
        follow_at=current_app.config["SETTINGS"].public_url + url_for("follow.ask"),
    )
