"""Reviews of a version of the model: signed by the expert online, or on paper by way of a host."""

from typing import TypeVar

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from basin import words
from basin.forms.council import PaperForm, ReviewForm, SignForm
from basin.models import Expert, Study
from basin.operations.reviews import record_review, sign_review
from basin.operations.speaking import expert_of
from basin.policy import TABLE, Action
from basin.queries.council import expert_called, versions_of
from basin.queries.studies import study_for
from basin.views.attempting import attempted, shown
from basin.views.blueprint import bp
from basin.views.entrance import hosts_only, study_at
from kernel.errors import BadInput, Forbidden, Refusal
from kernel.files import FileKind, Taken, discard, take_in
from kernel.policy import require
from web.access import for_staff
from web.actor import actor
from web.furniture import files, vault
from web.locale import _
from web.refusals import CODES
from web.transaction import db, pause
from web.uploads import takes_files

FormT = TypeVar("FormT", bound=ReviewForm)
SIGN, PAPER = "basin/review_sign.html", "basin/review_paper.html"
BESIDE = {
    "review-signed-with-another-name": "typed_name",
    "review-from-tomorrow": "signed_on",
    "review-after-leaving": "signed_on",
    "review-without-paper": "file",
    "review-without-reasons": "reasons",
}


@bp.get("/<code>/council/review")
@for_staff
def sign_page(code: str) -> ResponseReturnValue:
    """The page on which an expert signs."""
    study, me = _me(code)
    form = _offered(SignForm(None, version=request.args.get("version", "")), study)
    return shown(SIGN, form, study=study, expert=me, verdicts=words.VERDICT)


@bp.post("/<code>/council/review")
@for_staff
def sign_now(code: str) -> ResponseReturnValue:
    """Sign it, once and for ever."""
    study, me = _me(code)
    form, number = _offered(SignForm(), study), me.id

    def act(session: Session) -> None:
        found = study_for(session, actor(), code)
        expert = expert_called(found, number)
        sign_review(session, actor(), found, expert, form.opinion(), form.typed_name.data or "")

    def again(why: Refusal | None) -> ResponseReturnValue:
        there, expert = _me(code)
        return shown(SIGN, form, why, study=there, expert=expert, verdicts=words.VERDICT)

    if answer := attempted(form, act, again, BESIDE):
        return answer
    flash(_("Su revisión quedó firmada y se lee junto a cada gráfico de esa versión."), "good")
    return redirect(url_for("basin.council_page", code=code), code=303)


@bp.get("/<code>/council/<int:number>/review")
@hosts_only
def paper_page(code: str, number: int) -> ResponseReturnValue:
    """The page on which a host writes down what an expert signed on paper."""
    study, expert = _of_office(code, number)
    form = _offered(PaperForm(None), study)
    form.signed_on.process_data(today_at(study.office))
    return shown(PAPER, form, study=study, expert=expert)


@bp.post("/<code>/council/<int:number>/review")
@hosts_only
@takes_files
def paper_now(code: str, number: int) -> ResponseReturnValue:
    """Keep the paper and what it says, once."""
    study, _expert = _of_office(code, number)
    form = _offered(PaperForm(), study)

    def again(why: Refusal | None) -> ResponseReturnValue:
        there, who = _of_office(code, number)
        return shown(PAPER, form, why, study=there, expert=who)

    if not form.validate():
        return again(None)
    pause()  # a file is looked at before anything is changed
    try:
        taken = _paper(form)
    except BadInput as fault:
        form.refuse("file", f"{CODES[fault.code].title}. {CODES[fault.code].remedy}")
        return again(None)

    def act(session: Session) -> None:
        found = study_for(session, actor(), code)
        who, day = expert_called(found, number), form.signed_on.data
        record_review(session, vault(), actor(), found, who, form.opinion(), day, taken)

    if answer := attempted(form, act, again, BESIDE):
        if taken:
            discard(files(), taken)
        return answer
    flash(_("La revisión y su papel quedaron guardados."), "good")
    return redirect(url_for("basin.council_page", code=code), code=303)


def _me(code: str) -> tuple[Study, Expert]:
    study = study_at(code)
    me = expert_of(actor(), study)
    if me is None:
        raise Forbidden("not-allowed")
    require(TABLE, actor(), Action.SIGN_REVIEW, me)
    return study, me


def _of_office(code: str, number: int) -> tuple[Study, Expert]:
    study = study_at(code)
    require(TABLE, actor(), Action.RECORD_REVIEW, study)
    return study, expert_called(study, number)


def _offered(form: FormT, study: Study) -> FormT:
    form.offer(versions_of(db(), study))
    return form


def _paper(form: PaperForm) -> Taken | None:
    sent = form.file.data
    if not sent or not sent.filename:
        return None
    kinds = (FileKind.PDF, FileKind.IMAGE)
    return take_in(files(), sent.stream, sent.filename, kinds=kinds)
