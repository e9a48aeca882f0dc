"""The papers of something: what is printed, what waits, what failed; ordering and saving them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.papers import PaperForm
from dialogue.jobs.makers import MAKERS, Maker, Printable
from dialogue.kinds import PaperKind, PaperLanguage
from dialogue.models import Paper, Process
from dialogue.operations.papers import has_failed, order_paper
from dialogue.policy import Action
from dialogue.queries.papers import paper_in, papers_of
from dialogue.queries.processes import key_of, process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_to_read
from kernel.clock import now
from kernel.errors import Forbidden, NotFound
from kernel.files import open_clean
from meetings.views.entrance import once
from web.access import open_to_all
from web.actor import actor
from web.downloads import attachment
from web.floods import Limit, wait_for_turn
from web.furniture import files, jobs, vault
from web.locale import _
from web.transaction import db

PAGE = "/<code>/papers/<kind>/<of>"
LOOK_AGAIN = "5"
"""So many seconds until the page is fetched again while a paper is being printed."""
PATIENCE = timedelta(minutes=5)
"""Longer than this the page does not come again by itself."""
SAVED = Limit("dialogue:papers", 60)


@dataclass(frozen=True)
class Row:
    """The paper in one language: what is printed of it, and what is going on."""

    language: PaperLanguage
    words: Any
    printed: Paper | None
    """The newest that can be saved."""
    is_current: bool
    """Whether it says what there is to say today."""
    printing: bool
    comes_again: bool
    failed: bool
    outdated: bool
    """Whether one was printed that is not given any more."""


@bp.get(PAGE)
@open_to_all
def papers_page(code: str, kind: str, of: str) -> ResponseReturnValue:
    """The papers of one thing. While one is being printed the page comes again by itself."""
    process = process_to_read(code)
    maker, found = _known(db(), process, kind, of)
    rows = _rows(process, PaperKind(kind), maker, of, found)
    answer = make_response(
        render_template(
            "dialogue/papers.html",
            process=process,
            found=found,
            kind=words.PAPER_KIND[PaperKind(kind)],
            rows=rows,
            form=PaperForm(formdata=None),
            here=url_for("dialogue.papers_page", code=process.code, kind=kind, of=of),
        )
    )
    if any(one.comes_again for one in rows):
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


@bp.post(PAGE)
@open_to_all
def order_paper_now(code: str, kind: str, of: str) -> ResponseReturnValue:
    """Let the worker print it in one language."""
    form = PaperForm()
    process_to_read(code)
    here = redirect(url_for("dialogue.papers_page", code=code, kind=kind, of=of), code=303)
    if not form.validate_on_submit():
        flash(_("Elija en qué lengua se imprime."), "stop")
        return here
    refusal, _answer = once(form, lambda session: _order(session, code, kind, of, form))
    if refusal:
        raise refusal
    return here


@bp.get("/<code>/papers/<int:number>.pdf")
@open_to_all
def paper_file(code: str, number: int) -> ResponseReturnValue:
    """A printed paper, for whoever may read what it says; else where one that is current is."""
    wait_for_turn(SAVED)
    process = process_to_read(code)
    paper = paper_in(db(), process, number)
    maker, found = _known(db(), process, paper.kind, key := paper.of.partition(":")[2])
    if not found.gives(paper):
        return redirect(url_for("dialogue.papers_page", code=code, kind=paper.kind, of=key), 303)
    return _printed(process, paper, maker, key)


def _printed(process: Process, paper: Paper, maker: Maker, key: str) -> Response:
    """A printed paper as an answer, under a name that says which it is."""
    if paper.file is None:
        raise NotFound("not-found")
    answer = attachment(open_clean(files(), paper.file, key_of(db(), vault(), process)))
    name = f"{maker.name}-{key}-{paper.language}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _known(session: Session, process: Process, kind: str, of: str) -> tuple[Maker, Printable]:
    maker = MAKERS.get(PaperKind(kind)) if kind in set(PaperKind) else None
    found = maker.find(session, actor(), process, of.upper()) if maker else None
    if maker is None or found is None:
        raise NotFound("not-found")
    return maker, found


def _order(session: Session, code: str, kind: str, of: str, form: PaperForm) -> str:
    process = process_for(session, actor(), code, Action.READ_PUBLIC)
    maker, found = _known(session, process, kind, of)
    language = PaperLanguage(form.language.data)
    if not found.may_order:
        raise Forbidden("not-allowed")
    if language not in maker.languages:
        raise NotFound("not-found")
    order_paper(session, jobs(), process, PaperKind(kind), maker.of(of), language, found.stamp)
    return ""


def _rows(process: Process, kind: PaperKind, maker: Maker, of: str, found: Printable) -> list[Row]:
    papers = papers_of(db(), process, kind, maker.of(of))
    return [
        _row(language, [one for one in papers if one.language is language], found)
        for language in maker.languages
    ]


def _row(language: PaperLanguage, papers: list[Paper], found: Printable) -> Row:
    printed = next((one for one in papers if one.file is not None and found.gives(one)), None)
    waits = papers[0] if papers and papers[0].file is None else None
    failed = waits is not None and has_failed(jobs(), waits)
    printing = waits is not None and not failed
    return Row(
        language=language,
        words=words.PAPER_LANGUAGE[language],
        printed=printed,
        is_current=printed is not None and printed.content_hash == found.stamp,
        printing=printing,
        comes_again=bool(printing and waits and now() - waits.asked_at < PATIENCE),
        failed=failed,
        outdated=printed is None and any(one.file is not None for one in papers),
    )
