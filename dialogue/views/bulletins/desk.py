"""Bulletins are written: begun, their facts chosen, looked at, published."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import today_at
from dialogue import words
from dialogue.documents.bulletin import fact_words, groups_of, told
from dialogue.forms.bulletins import BulletinForm
from dialogue.kinds import BulletinState
from dialogue.models import Bulletin, Process
from dialogue.operations.bulletins import (
    change_bulletin,
    chosen_facts,
    draft_bulletin,
    publish_bulletin,
)
from dialogue.policy import HOSTS, TABLE, Action
from dialogue.queries.bulletins import (
    bulletin_for,
    bulletins_about,
    bulletins_of_office,
    office_hosted,
    office_of,
    process_of,
)
from dialogue.queries.news import Period, news_of
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_to_read
from kernel.errors import NotFound
from kernel.policy import allowed
from meetings.contents import Text
from meetings.views.entrance import happens, once, tell
from web.access import open_to_all
from web.actor import actor
from web.forms import Form
from web.furniture import references
from web.locale import _
from web.transaction import db

KINDS = ("process", "programme")
BESIDE = {"title-missing": "title", "ends-before-it-begins": "ends_on"}
LAST = timedelta(days=30)


@bp.get("/<code>/bulletins")
@open_to_all
def bulletins_page(code: str) -> ResponseReturnValue:
    """The bulletins of one table; whoever writes them sees the drafts too."""
    process = process_to_read(code)
    writes = allowed(TABLE, actor(), Action.PUBLISH, process)
    rows = bulletins_about(db(), process, drafts=writes)
    return render_template(
        "dialogue/bulletins.html", process=process, rows=rows, writes=writes, **_words()
    )


@bp.get("/bulletins/")
@hosts_only
def office_bulletins_page() -> ResponseReturnValue:
    """Every bulletin of one's offices, of tables and of programmes."""
    rows = bulletins_of_office(db(), actor())
    return render_template("dialogue/bulletins_desk.html", rows=rows, **_words())


@bp.get("/bulletins/new")
@hosts_only
def new_bulletin_page() -> ResponseReturnValue:
    """An empty bulletin about what the address names, of the last thirty days."""
    of, title, office = _subject()
    form, today = BulletinForm(None), today_at(office)
    form.begins_on.process_data(today - LAST)
    form.ends_on.process_data(today)
    return _page(form, of, title)


@bp.post("/bulletins/new")
@hosts_only
def draft_bulletin_now() -> ResponseReturnValue:
    """Begin it, once; its facts are chosen on the next page."""
    form, (of, title, office) = BulletinForm(), _subject()
    if form.validate_on_submit():
        refusal, made = once(
            form,
            lambda session: (
                draft_bulletin(
                    session, actor(), session.get_one(Office, office.id), of, form.words()
                ).code
            ),
        )
        if refusal is None:
            return redirect(url_for("dialogue.bulletin_page", bulletin=made), code=303)
        tell(form, refusal, BESIDE.get(refusal.code, ""))
    return _page(form, of, title), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/bulletins/<bulletin>")
@hosts_only
def bulletin_page(bulletin: str) -> ResponseReturnValue:
    """Its words, the facts of its period to choose from, and how it will look."""
    found = bulletin_for(db(), actor(), bulletin)
    form = BulletinForm(None)
    form.show(found)
    return _page(form, found.of, _called(found.of), found)


@bp.post("/bulletins/<bulletin>")
@hosts_only
def change_bulletin_now(bulletin: str) -> ResponseReturnValue:
    """Keep what was written and chosen."""
    form = BulletinForm()

    def act(session: Session) -> None:
        found = bulletin_for(session, actor(), bulletin, for_change=True)
        change_bulletin(session, actor(), found, form.words(), form.seen)

    if happens(form, act):
        flash(_("Guardamos el boletín. Todavía nadie más lo lee."), "good")
        return redirect(url_for("dialogue.bulletin_page", bulletin=bulletin), code=303)
    found = bulletin_for(db(), actor(), bulletin)
    return _page(form, found.of, _called(found.of), found), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/bulletins/<bulletin>/publish")
@hosts_only
def publish_bulletin_now(bulletin: str) -> ResponseReturnValue:
    """Freeze it, for everybody."""
    form = BulletinForm()

    def act(session: Session) -> str:
        found = bulletin_for(session, actor(), bulletin, for_change=True)
        publish_bulletin(session, actor(), found, form.seen, _title_of(session, found.of), told)
        return ""

    refusal, _made = once(form, act)
    if refusal is None:
        flash(_("El boletín está publicado."), "good")
        return redirect(url_for("bulletins.bulletin_page", code=bulletin), code=303)
    found = bulletin_for(db(), actor(), bulletin)
    again = BulletinForm(None)
    again.show(found)
    tell(again, refusal)
    return _page(again, found.of, _called(found.of), found), refusal.status


def _subject() -> tuple[str, str, Office]:
    """What the address names, if the reader may write bulletins about it; else NotFound."""
    typed = request.args.get("of", "").strip()
    kind, _sign, code = typed.partition(":")
    if not code:
        kind, code = "process" if typed.upper().startswith("P-") else "programme", typed
    of = f"{kind.lower()}:{code.upper()}"
    known = references().resolve(db(), actor(), of) if kind in KINDS else None
    if known is None or not known.roles & set(HOSTS):
        raise NotFound("not-found")
    return of, known.title, _office(of)


def _office(of: str) -> Office:
    """The office of a table; of a programme the one where the reader writes them."""
    process = process_of(db(), of)
    if process is not None:
        return process.office
    return office_hosted(db(), actor())


def _called(of: str) -> str:
    known = references().resolve(db(), actor(), of)
    return known.title if known else of.partition(":")[2]


def _title_of(session: Session, of: str) -> Text:
    process = process_of(session, of)
    if process is not None:
        return Text(process.title, process.title_qu)
    return Text(_called(of))


def _page(form: BulletinForm, of: str, title: str, found: Bulletin | None = None) -> str:
    process = process_of(db(), of)
    facts = _facts(found, process) if found else []
    form.offer((one.key, fact_words(one)) for one in facts)
    chosen = _chosen(found, process) if found else ()
    return render_template(
        "dialogue/bulletin_form.html",
        form=form,
        plain=Form(None),
        bulletin=found,
        of_title=title,
        process=process,
        groups=groups_of(chosen),
        any_facts=bool(facts),
        published=found is not None and found.state is BulletinState.PUBLISHED,
    )


def _facts(found: Bulletin, process: Process | None) -> list[Any]:
    office = office_of(db(), found)
    period = Period(found.begins_on, found.ends_on)
    return news_of(db(), office, found.of, period, process)


def _chosen(found: Bulletin, process: Process | None) -> Any:
    return told(chosen_facts(db(), office_of(db(), found), found, process))


def _words() -> dict[str, Any]:
    return {"states": words.BULLETIN_STATE}
