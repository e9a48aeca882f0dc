"""The author of an alert makes a complaint of it, once."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances import words
from grievances.forms.upgrading import UpgradeForm
from grievances.models import Case
from grievances.operations.notifying import tell_upgraded
from grievances.operations.upgrading import must_name, upgrade_to_complaint
from grievances.policy import TABLE, Action
from grievances.views.followed import (
    ask_for_the_code,
    followed_case,
    followers_only,
    is_of_this_case,
    marked,
    once,
)
from kernel.policy import allowed
from web.access import public
from web.actor import actor
from web.forms import show_again
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import db

bp = Blueprint("upgrading", __name__, url_prefix="/my-case/upgrade")


@bp.get("")
@public
@followers_only
def ask() -> ResponseReturnValue:
    """What changes, and whether the person wants it."""
    case = followed_case()
    if not allowed(TABLE, actor(), Action.UPGRADE, case):
        return redirect(url_for("my_case.show"), code=303)
    form = marked(UpgradeForm(formdata=None), case)
    form.prepare(needs_name=must_name(db(), case))
    return render_template(TEMPLATE, form=form, **_around(case))


@bp.post("")
@public
def upgrade() -> ResponseReturnValue:
    """Do it."""
    form = UpgradeForm()
    if not is_of_this_case(form):
        return ask_for_the_code("")
    case = followed_case()
    form.prepare(needs_name=must_name(db(), case))
    if not form.validate_on_submit():
        return show_again(TEMPLATE, form=form, **_around(case))
    once(form, lambda session, case: _upgrade(session, case, form), "upgrade")
    flash(_("Su alerta ahora es una queja. La oficina debe contestarle."), "good")
    return redirect(url_for("my_case.show"), code=303)


TEMPLATE = "grievances/public/upgrade.html"


def _upgrade(session: Session, case: Case, form: UpgradeForm) -> None:
    named = {"tier": form.tier.data, "name": form.name.data or "", "phone": form.phone.data or ""}
    named = named if must_name(session, case) and form.tier.data else {}
    upgrade_to_complaint(session, vault(), actor(), case, **named)
    tell_upgraded(session, jobs(), case)


def _around(case: Case) -> dict[str, object]:
    return {"office": case.office, "tier_smalls": words.TIER_HINT}
