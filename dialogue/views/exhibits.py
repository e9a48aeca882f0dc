"""Evidence is laid beside a post: of a study, a file, published figures, what a workshop named."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from basin.policy import Action as StudyAction
from basin.queries.dossier import dossier_of
from basin.queries.evidence import evidence_for
from basin.queries.showing import Shown, shown_of
from dialogue.documents import exhibits as frozen
from dialogue.forms.exhibits import CellsForm, EvidenceForm, FileForm, ReferenceForm
from dialogue.kinds import EvidenceOf
from dialogue.models import Thread
from dialogue.operations.exhibits import Laid, lay_exhibit
from dialogue.policy import Action
from dialogue.queries.exhibits import exhibit_for
from dialogue.queries.posts import post_for
from dialogue.queries.processes import key_of, process_for
from dialogue.queries.threads import thread_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action, process_to_read
from dialogue.views.exhibit_files import part_of, taken_from, unwanted
from dialogue.views.quoting import quoted
from dialogue.views.thread import PAGE, post_shown
from kernel.errors import BadInput, NotFound, Refusal
from meetings.forms.offers import called
from meetings.views.entrance import once, tell
from web.access import open_to_all
from web.actor import actor
from web.forms import Form
from web.furniture import references, vault
from web.locale import _
from web.transaction import db
from web.uploads import takes_files

LAY = f"{PAGE}/posts/<int:number>/evidence"
FORMS: Mapping[str, type[Form]] = {
    "study": EvidenceForm,
    "file": FileForm,
    "cells": CellsForm,
    "words": ReferenceForm,
}
"""What can be laid, by the last word of its address."""
BESIDE = {"study": "code", "file": "file", "cells": "", "words": "reference"}
"""The field beside which a refusal is said."""
WORDING = {"public-wording-unseen": "wording", "public-wording-changed": "wording"}
"""The same for what speaks against the words as everybody would read them."""


@bp.get(LAY)
@open_to_all
def lay_page(code: str, thread: str, number: int) -> ResponseReturnValue:
    """The post, and what can be laid beside it."""
    return render_template("dialogue/threads/evidence.html", **_shown(code, thread, number))


@bp.post(f"{LAY}/<any(study, cells, words):what>")
@open_to_all
def lay_now(code: str, thread: str, number: int, what: str) -> ResponseReturnValue:
    """Lay it there as it stands today."""
    form = FORMS[what]()
    process = process_for_action(code, Action.ATTACH)
    found = thread_for(db(), actor(), process, thread)
    if form.validate_on_submit():
        laid = _named(form, found)
        refusal = laid if isinstance(laid, Refusal) else _lay(code, thread, number, form, laid)
        if refusal is None:
            return _to_post(code, thread, number)
        tell(form, refusal, WORDING.get(refusal.code, BESIDE[what]))
    shown = _shown(code, thread, number, **{what: form})
    return render_template("dialogue/threads/evidence.html", **shown), 422


@bp.post(f"{LAY}/file")
@takes_files
@open_to_all
def lay_file_now(code: str, thread: str, number: int) -> ResponseReturnValue:
    """Keep a file beside the post. The slow work is done before anything is changed."""
    form = FileForm()
    process_for_action(code, Action.ATTACH)
    if form.validate_on_submit():
        kind = EvidenceOf(form.kind.data)
        taken, fingerprint = taken_from(form, kind)
        if taken is not None:
            title, consent = form.title.data or "", form.consent.data or ""
            laid = frozen.of_file(kind, title, fingerprint, taken, consent)
            refusal = _lay(code, thread, number, form, laid)
            if refusal is None:
                return _to_post(code, thread, number)
            unwanted(taken)
            tell(form, refusal, "file")
    if form.file.data and "file" not in form.errors:
        form.refuse("file", _("Elija otra vez el archivo: el navegador lo olvida."))
    shown = _shown(code, thread, number, file=form)
    return render_template("dialogue/threads/evidence.html", **shown), 422


@bp.get(f"{PAGE}/exhibits/<int:number>/<part>")
@open_to_all
def exhibit_part(code: str, thread: str, number: int, part: str) -> Response:
    """A file beside a post, to be seen or saved by whoever reads the post."""
    process = process_to_read(code)
    found = thread_for(db(), actor(), process, thread)
    exhibit = exhibit_for(db(), actor(), process, found, number)
    return part_of(process, exhibit, key_of(db(), vault(), process), part)


def _named(form: Form, thread: Thread) -> Laid | Refusal:
    """What is named, frozen; or why it is not, as who lays it may know."""
    try:
        return quoted(form, thread) if isinstance(form, ReferenceForm) else _frozen(form)
    except (NotFound, BadInput) as fault:
        return fault if fault.code in WORDING else BadInput("reference-unknown")


def _frozen(form: Form) -> Laid:
    """What is named, as it stands at this moment."""
    if isinstance(form, CellsForm):
        return frozen.of_cells(
            form.title.data or "", form.source.data or "", form.period.data or "", form.rows()
        )
    if isinstance(form, EvidenceForm):
        session, code = db(), (form.code.data or "").strip()
        evidence = evidence_for(session, actor(), code, StudyAction.READ_PUBLIC)
        return frozen.of_evidence(dossier_of(session, evidence), _series(session, evidence))
    raise NotFound("not-found")


def _series(session: Session, evidence: Any) -> Shown | None:
    try:
        return shown_of(session, evidence)
    except NotFound:
        return None


def _lay(code: str, thread: str, number: int, form: Form, laid: Laid) -> Refusal | None:
    def act(session: Session) -> str:
        process = process_for(session, actor(), code)
        found = thread_for(session, actor(), process, thread)
        post = post_for(session, actor(), process, found, number, for_change=True)
        key = key_of(session, vault(), process)
        lay_exhibit(session, actor(), references(), key, process, found, post, laid)
        return ""

    refusal, _answer = once(form, act)
    return refusal


def _to_post(code: str, thread: str, number: int) -> ResponseReturnValue:
    flash(_("La evidencia está al lado del aporte, tal como se ve hoy."), "good")
    address = url_for("dialogue.post_page", code=code, thread=thread, number=number)
    return redirect(address, code=303)


def _shown(code: str, thread: str, number: int, **forms: Form) -> dict[str, Any]:
    process = process_for_action(code, Action.ATTACH)
    found = thread_for(db(), actor(), process, thread)
    post = post_for(db(), actor(), process, found, number)
    every = {name: made(formdata=None) for name, made in FORMS.items()} | forms
    for name, form in every.items():
        called(form, name)  # several forms stand on one page
    return {
        **post_shown(process, found, post),
        "forms_of": every,
        "form": next(iter(forms.values()), every["study"]),
    }
