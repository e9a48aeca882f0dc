"""An administrator helps somebody who has lost their second step."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import queries
from accounts.forms.second_step import PressForm
from accounts.models import Office
from accounts.operations.second_step import reset_second_step
from accounts.policy import TABLE, Action
from accounts.queries import Colleague
from accounts.queries.second_step import second_step_of
from accounts.roles import Role
from accounts.views.blueprint import bp
from kernel.policy import require
from web.access import for_roles
from web.actor import actor
from web.formats import use_zone
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import change, db


@bp.get("/office/<slug>/people/<int:person_id>/second-step")
@for_roles(Role.OFFICE_ADMIN, Role.PLATFORM_ADMIN)
def others_second_step(slug: str, person_id: int) -> ResponseReturnValue:
    """What the person shows besides the password, and how to help when it is lost."""
    office, one = _colleague(slug, person_id)
    require(TABLE, actor(), Action.PERSON_SECOND_STEP, one.seat)
    return render_template(
        "accounts/others_second_step.html", form=PressForm(), office=office, one=one,
        have=second_step_of(db(), person_id),
    )  # fmt: skip


@bp.post("/office/<slug>/people/<int:person_id>/second-step")
@for_roles(Role.OFFICE_ADMIN, Role.PLATFORM_ADMIN)
def reset_others_second_step(slug: str, person_id: int) -> ResponseReturnValue:
    """Take the lost second step away; the person sets up another one."""
    session = change()
    office, _one = _colleague(slug, person_id)
    reset_second_step(session, vault(), jobs(), actor(), office.id, person_id)
    flash(_("Quitamos su segundo paso. La persona pone otro cuando entra."), "good")
    return redirect(url_for("accounts.person", slug=slug, person_id=person_id), code=303)


def _colleague(slug: str, person_id: int) -> tuple[Office, Colleague]:
    office = queries.office_administered(db(), actor(), slug, Action.OFFICE_PEOPLE)
    use_zone(office.time_zone)
    return office, queries.colleague(db(), actor(), office, person_id)
