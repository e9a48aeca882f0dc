"""Each verb has a page of its own: what it does, who will read what, the fields that it needs."""

from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances import words
from grievances.forms.desk import FORMS, NoTieForm, StepForm
from grievances.lifecycle import CASE, Verb
from grievances.models import Case
from grievances.operations.casework import CASEWORK
from grievances.operations.moves import expect_version
from grievances.operations.notifying import tell_of_verb
from grievances.policy import TABLE
from grievances.queries.cases import case_for, key_of, names_of, steps_of
from grievances.queries.contents import account_of
from grievances.views.desk import parts
from grievances.views.desk import words as desk_words
from grievances.views.desk.entrance import (
    bp,
    case_at,
    closed,
    note_read,
    readers_only,
)
from kernel.errors import NotFound, Refusal
from kernel.policy import require
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, tag_of
from web.refusals import CODES
from web.sending import once
from web.transaction import db


@bp.get("/cases/<reference>/do/<verb>")
@readers_only
def verb_page(reference: str, verb: str) -> ResponseReturnValue:
    """The page of a verb that is open to this person now."""
    case, chosen = case_at(reference), _verb(verb)
    try:
        CASE.after(case.state, chosen)
        require(TABLE, actor(), chosen, case)
    except Refusal as refusal:
        return closed(case, refusal)
    form = FORMS[chosen](None, version=case.version, language=case.language)
    return _page(case, chosen, form)


@bp.post("/cases/<reference>/do/<verb>")
@readers_only
def do(reference: str, verb: str) -> ResponseReturnValue:
    """Do it, once."""
    case, chosen = case_at(reference), _verb(verb)
    form = FORMS[chosen]()
    if not form.validate():
        return _page(case, chosen, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def move(session: Session) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        expect_version(case, form.seen)
        CASEWORK[chosen](session, key_of(session, vault(), case), actor(), case, form.words())
        tell_of_verb(session, jobs(), case, chosen)

    if refusal := once(form, move):
        return _again(reference, chosen, form, refusal)
    flash(_("Quedó registrado."), "good")
    return redirect(url_for("desk.case_page", reference=reference), code=303)


def _verb(name: str) -> Verb:
    if name not in FORMS:
        raise NotFound("not-found")
    return Verb(name)


def _again(reference: str, verb: Verb, form: StepForm, refusal: Refusal) -> ResponseReturnValue:
    """The case as it stands now above what was typed: who sends again knows what has changed."""
    case = case_at(reference)
    form.show(case.version)
    return _page(case, verb, form, refusal)


def _page(
    case: Case,
    verb: Verb,
    form: StepForm,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> ResponseReturnValue:
    note_read(case)
    if verb in desk_words.LABEL:
        form["text"].label.text = desk_words.LABEL[verb]
    page = render_template(
        "desk/verb.html",
        **_contents(case, verb),
        form=form,
        refusal=CODES[refusal.code] if refusal else None,
    )
    return page, refusal.status if refusal else status


def _contents(case: Case, verb: Verb) -> dict[str, Any]:
    session = db()
    steps = steps_of(session, case)
    names = names_of(session, [step.person_id for step in steps] + [case.outcome_by_id])
    after = CASE.moves.get((case.state, verb), case.state)
    return {
        "case": case,
        "verb": verb.value,
        "title": words.VERB[verb],
        "account": account_of(key_of(session, vault(), case), case),
        "author": names.get(case.outcome_by_id or 0, ""),
        "lang": tag_of(case.language),
        "outcome_lang": tag_of(case.outcome_language or case.language),
        "speaks": desk_words.SPEAKS[case.language],
        "state": words.STATE[case.state],
        "after": words.STATE[after] if after is not case.state else "",
        "recommended": words.RECOMMENDATION[case.recommendation] if case.recommendation else "",
        "writes_to_person": verb in desk_words.PERSON_READS | {Verb.PROPOSE_OUTCOME},
        "person_reads": verb in desk_words.PERSON_READS,
        "hint": desk_words.HINT.get(verb, ""),
        "resolved_how": words.RESOLVED_HOW[case.resolved_how] if case.resolved_how else "",
        "resolved_means": desk_words.RESOLVED_HOW_MEANS,
        "declares": FORMS[verb] is NoTieForm,
        "last": parts.history_of(case, steps, names)[:1],
    }
