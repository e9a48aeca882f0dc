"""How an office and the installation stand: words for whoever mends them, nothing of any case."""

from collections.abc import Iterator

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from accounts import queries
from accounts.policy import TABLE, Action
from accounts.roles import Lack, Role
from accounts.views.administering import ADMINISTRATORS, administered
from accounts.views.blueprint import bp
from accounts.views.offices import words_of
from accounts.words import LACKS
from kernel.policy import require
from web import condition
from web.access import for_roles
from web.actor import actor
from web.condition import Sign
from web.transaction import db

MENDED_AT = {
    Lack.TEXTS: "accounts.office_texts",
    Lack.TRACKS: "accounts.office_ways",
    Lack.ADMINISTRATORS: "accounts.people",
    Lack.INTAKE: "accounts.people",
    Lack.HANDLER: "accounts.people",
    Lack.SUPERVISORS: "accounts.people",
    Lack.CUSTODIAN: "accounts.people",
}


@bp.get("/office/<slug>/health")
@for_roles(*ADMINISTRATORS)
def office_health(slug: str) -> ResponseReturnValue:
    """What the office lacks to attend people, and what it leans on."""
    office = administered(slug, Action.OFFICE_HEALTH)
    return render_template(
        "accounts/office_health.html",
        lacks=queries.lacks_of(db(), actor(), office),
        looked_at=queries.looked_at(office),
        lack_words=LACKS,
        mended_at=MENDED_AT,
        signs=list(_leans_on()),
        **words_of(office),
    )


@bp.get("/admin/health")
@for_roles(Role.PLATFORM_ADMIN)
def health() -> ResponseReturnValue:
    """Everything that the installation is made of."""
    require(TABLE, actor(), Action.INSTALLATION_SEE, None)
    settings = current_app.config["SETTINGS"]
    last = condition.last_backup(settings)
    signs = list(condition.condition(current_app, db(), last))
    return render_template("accounts/health.html", signs=signs, version=condition.version())


def _leans_on() -> Iterator[Sign]:
    """What an office should know of the installation, though others mend it."""
    settings = current_app.config["SETTINGS"]
    yield condition.worker(db())
    yield condition.mail(settings)
    yield condition.backup(condition.last_backup(settings))
