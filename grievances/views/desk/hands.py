"""In whose hands a case is: taking it, giving it to somebody, declaring a tie."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from accounts.queries import people_in_role
from accounts.roles import Role
from grievances.forms.desk import AssignForm, NoTieForm, StepForm
from grievances.models import Case
from grievances.operations.casework import assign, declare_conflict, take
from grievances.operations.moves import expect_version
from grievances.operations.notifying import tell_case_handed
from grievances.policy import TABLE, Action
from grievances.queries.cases import case_for, key_of
from grievances.queries.contents import account_of
from grievances.views.desk.entrance import (
    bp,
    case_at,
    closed,
    note_read,
    readers_only,
)
from grievances.views.desk.next_step import may_give
from kernel.errors import Forbidden, Refusal
from kernel.policy import allowed
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _
from web.refusals import CODES
from web.sending import once
from web.transaction import db


@bp.get("/cases/<reference>/take")
@readers_only
def take_page(reference: str) -> Answer:
    """What taking a case on means, and the declaration that comes with it."""
    case = case_at(reference)
    if not allowed(TABLE, actor(), Action.TAKE, case):
        return closed(case, Forbidden("not-allowed"))
    return _take(case, NoTieForm(None, version=case.version))


@bp.post("/cases/<reference>/take")
@readers_only
def take_case(reference: str) -> Answer:
    """Take the case on, having no tie to the one complained of."""
    form, case = NoTieForm(), case_at(reference)
    if not form.validate():
        return _take(case, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def act(session: Session) -> None:
        take(session, actor(), _to_change(session, reference, form))

    if refusal := once(form, act):
        return _take(_newly(reference, form), form, refusal)
    flash(_("Usted lleva ahora este caso."), "good")
    return _back(reference)


@bp.get("/cases/<reference>/assign")
@readers_only
def assign_page(reference: str) -> Answer:
    """The handlers of the office, and a note for whoever goes on."""
    case = case_at(reference)
    if not may_give(actor(), case):
        return closed(case, Forbidden("not-allowed"))
    return _assign(case, AssignForm(None, version=case.version))


@bp.post("/cases/<reference>/assign")
@readers_only
def assign_case(reference: str) -> Answer:
    """Give the case to one of them."""
    form, case = AssignForm(), case_at(reference)
    form.handler.choices = _handlers(case)
    if not form.validate():
        return _assign(case, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def act(session: Session) -> None:
        case = _to_change(session, reference, form)
        key = key_of(session, vault(), case)
        assign(session, key, actor(), case, form.handler_id, form.note.data or "")
        tell_case_handed(session, jobs(), actor(), case)

    if refusal := once(form, act):
        return _assign(_newly(reference, form), form, refusal)
    given = _("El caso quedó asignado.") if form.handler_id else _("El caso quedó sin asignar.")
    flash(given, "good")
    return _back(reference)


@bp.get("/cases/<reference>/tie")
@readers_only
def tie_page(reference: str) -> Answer:
    """What declaring a tie means: the case disappears for who declares it."""
    case = case_at(reference)
    return _tie(case, StepForm(None, version=case.version))


@bp.post("/cases/<reference>/tie")
@readers_only
def declare_tie(reference: str) -> Answer:
    """Declare it. There is no way back to the case for this person."""
    form, case = StepForm(), case_at(reference)
    if not form.validate():
        return _tie(case, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def act(session: Session) -> None:
        case = case_for(session, actor(), reference, for_change=True)
        declare_conflict(session, actor(), case, has_conflict=True)

    if refusal := once(form, act):
        return _tie(_newly(reference, form), form, refusal)
    flash(_("Su declaración quedó registrada. Usted ya no ve ese caso."), "good")
    return redirect(url_for("desk.queue_page"), code=303)


def _to_change(session: Session, reference: str, form: StepForm) -> Case:
    case = case_for(session, actor(), reference, for_change=True)
    expect_version(case, form.seen)
    return case


def _newly(reference: str, form: StepForm) -> Case:
    case = case_at(reference)
    form.show(case.version)
    return case


def _back(reference: str) -> Answer:
    return redirect(url_for("desk.case_page", reference=reference), code=303)


def _handlers(case: Case) -> list[SelectChoice]:
    tied = {one.person_id for one in case.conflicts if one.has_conflict}
    handlers = people_in_role(db(), Role.HANDLER, case.office_id)
    free = [one for one in handlers if one.id not in tied and one.id != case.handler_id]
    nobody = [SelectChoice("0", _("Nadie: vuelve a quedar sin asignar"))] if case.handler_id else []
    return [*(SelectChoice(str(person.id), person.name) for person in free), *nobody]


def _take(case: Case, form: StepForm, refusal: Refusal | None = None, status: int = 200) -> Answer:
    return _page("desk/take.html", case, form, refusal, status)


def _assign(
    case: Case, form: AssignForm, refusal: Refusal | None = None, status: int = 200
) -> Answer:
    form.handler.choices = _handlers(case)
    return _page("desk/assign.html", case, form, refusal, status)


def _tie(case: Case, form: StepForm, refusal: Refusal | None = None, status: int = 200) -> Answer:
    return _page("desk/tie.html", case, form, refusal, status)


def _page(
    template: str, case: Case, form: StepForm, refusal: Refusal | None, status: int
) -> Answer:
    note_read(case)
    account = account_of(key_of(db(), vault(), case), case)
    page = render_template(
        template,
        case=case,
        form=form,
        respondent=account.respondent,
        refusal=CODES[refusal.code] if refusal else None,
    )
    return page, refusal.status if refusal else status
