"""How the keys stand and what the recovery means, for whoever runs the platform. Opens nothing."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.policy import TABLE, Action
from accounts.queries import offices_open
from accounts.roles import Role
from accounts.views.blueprint import bp
from kernel.policy import require
from kernel.vault.standing import standing
from web.access import for_roles
from web.actor import actor
from web.formats import short_day
from web.locale import _
from web.transaction import db


@bp.get("/admin/keys")
@for_roles(Role.PLATFORM_ADMIN)
def keys() -> ResponseReturnValue:
    """Since when the keys are what they are, and who could open what together with whom."""
    require(TABLE, actor(), Action.INSTALLATION_SEE, None)
    now = standing(db())
    return render_template(
        "accounts/keys.html",
        keys=now,
        since=short_day(now.since) if now.since else "",
        kept=short_day(now.recovery.made_at) if now.recovery else "",
        renewed=_day(now.recovery.renewed_at) if now.recovery else "",
        offices=[
            (office.name, _day(now.holders.get(office.holder)),
             _day(now.holders.get(office.custodian_holder)))
            for office in offices_open(db())
        ],
        together=_together(),
    )  # fmt: skip


def _day(moment: Any) -> str:
    return short_day(moment) if moment else ""


def _together() -> list[tuple[Any, Any]]:
    """Who, with what in their hands, opens what."""
    nothing = _("Nada.")
    return [
        (_("Quien roba la base de datos o una copia de ella"), nothing),
        (_("Quien administra la plataforma, desde estas páginas"), nothing),
        (_("Una de las dos personas, con su parte"), nothing),
        (_("Las dos personas juntas, sin una copia de la base de datos"), nothing),
        (
            _("Las dos personas juntas, con una copia de la base de datos"),
            _("Todo lo sellado: relatos, mensajes y nombres. Solo los borradores quedan cerrados."),
        ),
        (
            _("Quien tiene el archivo de la llave maestra y una copia de la base de datos"),
            _("Lo mismo que las dos personas juntas."),
        ),
        (
            _("Quien manda en la máquina mientras funciona"),
            _("Todo lo que pasa por ella desde ese momento."),
        ),
    ]
