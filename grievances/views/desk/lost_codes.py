"""Lost codes: one person finds the case that fits the three facts, another decides."""

from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances.forms.replacing import FindForm, ProposeForm, RefuseForm
from grievances.kinds import ReplacementState
from grievances.models import Case, Replacement
from grievances.operations.notifying import tell_code_waits
from grievances.operations.reading import note_queue_read
from grievances.operations.replacing import (
    approve_replacement,
    note_replacement_read,
    propose_replacement,
    refuse_replacement,
)
from grievances.policy import TABLE, Action
from grievances.queries.cases import case_for, key_of, names_of
from grievances.queries.contents import account_of
from grievances.queries.replacements import (
    Search,
    candidates,
    case_of_wish,
    office_of_wish,
    replacement_for,
    replacements_open,
    told_in,
)
from grievances.views.desk import words as desk_words
from grievances.views.desk.entrance import bp, case_at, note_read, readers_only
from grievances.words import REPLACEMENT
from kernel.errors import Gone, NotFound, Refusal
from kernel.policy import allowed
from web import sessions
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.furniture import jobs, vault
from web.locale import _, tag_of
from web.refusals import CODES
from web.sending import once
from web.transaction import afterwards, db


@bp.get("/lost-codes")
@readers_only
def lost_codes() -> ResponseReturnValue:
    """Who waits for a new code, the longest first."""
    rows = [
        {"wish": wish, "office": office.name, "state": REPLACEMENT[wish.state]}
        for wish, office in replacements_open(db(), actor())
    ]
    return render_template("desk/lost_codes.html", rows=rows)


@bp.get("/lost-codes/<int:number>")
@readers_only
def lost_code(number: int) -> ResponseReturnValue:
    """The three facts beside the cases that may be meant, or beside the one that was proposed."""
    return _page(number)


@bp.get("/lost-codes/<int:number>/compare/<reference>")
@readers_only
def compare(number: int, reference: str) -> ResponseReturnValue:
    """The three facts beside one case."""
    return _compare(number, reference, ProposeForm(None))


@bp.post("/lost-codes/<int:number>/compare/<reference>")
@readers_only
def propose(number: int, reference: str) -> ResponseReturnValue:
    """Say that this is the case, and why."""
    form = ProposeForm()
    if not form.validate():
        return _compare(number, reference, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def act(session: Session) -> None:
        wish = replacement_for(session, actor(), number, for_change=True)
        case = case_for(session, actor(), reference)
        reason = form.reason.data or ""
        propose_replacement(session, vault(), actor(), wish, case, reason)
        tell_code_waits(session, jobs(), wish, case)

    if refusal := once(form, act):
        return _compare(number, reference, form, refusal)
    flash(_("Propuesto. Ahora decide otra persona de supervisión."), "good")
    return redirect(url_for("desk.lost_codes"), code=303)


@bp.post("/lost-codes/<int:number>/approve")
@readers_only
def approve(number: int) -> ResponseReturnValue:
    """The new code opens the case from now on; whoever was inside with the old one is out."""
    form = Form()

    def act(session: Session) -> None:
        wish = replacement_for(session, actor(), number, for_change=True)
        case = case_of_wish(session, actor(), wish, for_change=True)
        if case is None:
            raise NotFound("not-found")
        approve_replacement(session, actor(), wish, case)
        sessions.end_follows(session, case.subject)

    if not form.validate():
        return _page(number)
    if refusal := once(form, act):
        return _page(number, refusal=refusal)
    flash(_("Aprobado: el código nuevo abre el caso y el viejo ya no sirve."), "good")
    return redirect(url_for("desk.lost_codes"), code=303)


@bp.post("/lost-codes/<int:number>/refuse")
@readers_only
def refuse(number: int) -> ResponseReturnValue:
    """Give no new code; who types it reads why."""
    form = RefuseForm()
    if not form.validate():
        return _page(number, form)

    def act(session: Session) -> None:
        wish = replacement_for(session, actor(), number, for_change=True)
        refuse_replacement(session, vault(), actor(), wish, form.why.data or "")

    if refusal := once(form, act):
        return _page(number, form, refusal)
    flash(_("No aceptado. La persona leerá el motivo cuando escriba su código nuevo."), "good")
    return redirect(url_for("desk.lost_codes"), code=303)


def _page(
    number: int, refusing: RefuseForm | None = None, refusal: Refusal | None = None
) -> ResponseReturnValue:
    wish, office = _wish(number)
    proposed = case_of_wish(db(), actor(), wish)
    if proposed is not None:
        note_read(proposed)
    page = render_template(
        "desk/lost_code.html",
        **_told(wish, office),
        refusing=refusing or RefuseForm(None),
        approving=Form(None),
        refusal=CODES[refusal.code] if refusal else None,
        proposed=_beside(proposed) if proposed else None,
        proposer=names_of(db(), [wish.proposed_by_id]).get(wish.proposed_by_id or 0, ""),
        may_drop=_may_refuse(wish),
        may_approve=proposed is not None and _may_approve(wish, proposed),
        **(_found(wish, office) if wish.state is ReplacementState.ASKED else {}),
    )
    if refusal:
        return page, refusal.status
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if refusing else HTTPStatus.OK


def _compare(
    number: int,
    reference: str,
    form: ProposeForm,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> ResponseReturnValue:
    wish, office = _wish(number)
    case = case_at(reference)
    if case.office_id != wish.office_id:
        raise NotFound("not-found")
    note_read(case)
    page = render_template(
        "desk/lost_code_compare.html",
        **_told(wish, office),
        form=form,
        beside=_beside(case),
        refusal=CODES[refusal.code] if refusal else None,
        may_propose=wish.state is ReplacementState.ASKED
        and allowed(TABLE, actor(), Action.REPLACE_CODE, case),
    )
    return page, refusal.status if refusal else status


def _wish(number: int) -> tuple[Replacement, Office]:
    wish = replacement_for(db(), actor(), number)
    office = office_of_wish(db(), wish)
    use_zone(office.time_zone)
    who = actor()
    afterwards(lambda session: note_replacement_read(session, who, number))
    return wish, office


def _told(wish: Replacement, office: Office) -> dict[str, Any]:
    return {
        "wish": wish,
        "office": None,
        "office_name": office.name,
        "told": told_in(db(), vault(), wish),
        "lang": tag_of(wish.language),
        "speaks": desk_words.SPEAKS[wish.language],
        "state": REPLACEMENT[wish.state],
    }


def _beside(case: Case) -> dict[str, Any]:
    """A case as it stands beside the three facts; without its words when they were destroyed."""
    try:
        account = account_of(key_of(db(), vault(), case), case)
    except Gone:
        account = None
    return {
        "case": case,
        "account": account,
        "lang": tag_of(case.language),
    }


def _found(wish: Replacement, office: Office) -> dict[str, Any]:
    form = FindForm(request.args)
    search = Search(
        form.reference.data or "", form.words.data or "", form.since.data, form.until.data
    )
    found = candidates(db(), vault(), actor(), office, search)
    who, numbers = actor(), [one.case.id for one in found]
    if numbers:
        where = f"office:{office.id}"
        afterwards(lambda session: note_queue_read(session, who, where, numbers))
    return {
        "find": form,
        "found": [{"one": one, "lang": tag_of(one.case.language)} for one in found],
    }


def _may_refuse(wish: Replacement) -> bool:
    if wish.state is ReplacementState.ASKED:
        return allowed(TABLE, actor(), Action.DROP_REPLACEMENT, wish)
    return wish.state is ReplacementState.PROPOSED and allowed(
        TABLE, actor(), Action.DECIDE_REPLACEMENT, wish
    )


def _may_approve(wish: Replacement, case: Case) -> bool:
    return (
        wish.state is ReplacementState.PROPOSED
        and allowed(TABLE, actor(), Action.DECIDE_REPLACEMENT, wish)
        and allowed(TABLE, actor(), Action.REPLACE_CODE_FINALLY, case)
    )
