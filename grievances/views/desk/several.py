"""Giving several cases to one handler at once: those that can be given, and why not the others."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from accounts.queries import people_in_role
from accounts.roles import Role
from grievances.forms.desk import AssignSeveralForm
from grievances.operations.casework import assign
from grievances.operations.moves import expect_version
from grievances.operations.notifying import tell_case_handed
from grievances.queries.cases import case_for, key_of
from grievances.views.desk.entrance import bp, readers_only
from kernel.errors import Refusal
from web.access import safe_next
from web.actor import actor
from web.furniture import jobs, vault
from web.locale import _, ngettext
from web.refusals import CODES, NOT_FOUND
from web.sending import once
from web.transaction import db


@bp.post("/assign")
@readers_only
def assign_several() -> ResponseReturnValue:
    """Give every ticked case that can be given; say of each other one why it was not."""
    form = several_form()
    if not form.validate():
        return render_template("desk/several.html", form=form, list_at=_back()), 422
    left: list[tuple[str, str]] = []

    def act(session: Session) -> None:
        left.extend(_give_each(session, form))

    if refusal := once(form, act):
        raise refusal
    _tell(len(form.ticked()) - len(left), left)
    return redirect(_back(), code=303)


def several_form() -> AssignSeveralForm:
    """The form with the handlers of the offices where this person gives cases out."""
    form = AssignSeveralForm()
    offices = sorted(actor().offices(Role.INTAKE, Role.SUPERVISOR))
    people = {
        person.id: person.name
        for office in offices
        for person in people_in_role(db(), Role.HANDLER, office)
    }
    form.handler.choices = [
        SelectChoice("", _("Elija a una persona")),
        *(SelectChoice(str(number), name) for number, name in people.items()),
    ]
    return form


def _give_each(session: Session, form: AssignSeveralForm) -> list[tuple[str, str]]:
    """Those that were not given, each with the reason."""
    left = []
    for reference, seen in form.ticked():
        try:
            case = case_for(session, actor(), reference, for_change=True)
            expect_version(case, seen)
            key = key_of(session, vault(), case)
            assign(session, key, actor(), case, int(form.handler.data))
            tell_case_handed(session, jobs(), actor(), case)
        except Refusal as refusal:
            left.append((reference, str(CODES.get(refusal.code, NOT_FOUND).title)))
    return left


def _tell(given: int, left: list[tuple[str, str]]) -> None:
    if given:
        done = ngettext("%(num)s caso quedó asignado.", "%(num)s casos quedaron asignados.", given)
        flash(done, "good")
    for reference, why in left:
        flash(_("%(case)s no se asignó: %(why)s.", case=reference, why=why), "warn")


def _back() -> str:
    return safe_next(request.form.get("next", "")) or url_for("desk.queue_page")
