"""How good the promises of an office are and how they are kept, with how each figure is made."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from commitments.quality import Rate, Rates
from commitments.queries.quality import OfficeRates, rates_by_origin
from commitments.queries.registry import offices_read_by
from commitments.views.blueprint import bp
from commitments.views.entrance import readers_only, referred
from kernel.statistics import INTERVAL_FROM
from web.actor import actor
from web.formats import number, percent
from web.locale import _, _l, ngettext
from web.transaction import db


@bp.get("/quality")
@readers_only
def quality_page() -> ResponseReturnValue:
    """The rates of every office that this person reads, and of each of its programmes."""
    tellers = current_app.extensions["rate_tellers"]
    offices = [
        rates_by_origin(db(), actor(), office, tellers) for office in offices_read_by(db(), actor())
    ]
    return render_template(
        "commitments/quality.html",
        offices=[_shown(one) for one in offices],
        percent_from=INTERVAL_FROM,
    )


@dataclass(frozen=True)
class Figure:
    """One rate as a page shows it, with how it is made."""

    words: Any
    figure: str
    means: Any


def figures_of(rates: Rates) -> list[Figure]:
    """The rates in words; those that nobody knows are left out. Other features show them too."""
    rows: list[tuple[Any, Rate | None, Any]] = [
        (_l("Sin fecha"), rates.without_date, _l("de todos, los que no tienen fecha")),
        (
            _l("Sin fecha, ritmo ni condición"),
            rates.without_when,
            _l("de todos, los que no dicen hasta cuándo"),
        ),
        (_l("Sin quien compruebe"), rates.without_verifier, _l("de todos")),
        (_l("Sin responsable"), rates.without_responsible, _l("de todos")),
        (
            _l("Cumplidos, según quien se comprometió"),
            rates.fulfilled,
            _l("de los que siguen en pie: sin contar los cambiados ni los anulados"),
        ),
        (_l("Comprobados"), rates.verified, _l("de los que siguen en pie")),
        (_l("Vencidos hoy"), rates.overdue, _l("de los que siguen en pie")),
        (_l("Actas sin agenda"), rates.actas_without_agenda, _l("de todas las actas")),
        (
            _l("Acuerdos sin compromiso que los siga"),
            rates.agreements_without_commitment,
            _l("de todos los acuerdos"),
        ),
    ]
    shown = [Figure(said, rate_words(rate), means) for said, rate, means in rows if rate]
    return [*shown, Figure(_l("Demora típica (mediana)"), _delay(rates), DELAY_MEANS)]


DELAY_MEANS = _l(
    "entre la fecha que se prometió primero y el día en que se comprobó, u hoy si está vencido: "
    "la mitad demoró menos y la mitad más"
)


def rate_words(rate: Rate) -> str:
    """So many of so many; with a percentage where there are enough."""
    said = _("%(count)s de %(of)s", count=number(rate.count), of=number(rate.of))
    said = f"{said} ({percent(rate.part)})" if rate.part is not None else str(said)
    return said.replace(" ", "\xa0")  # one figure, never broken


def _delay(rates: Rates) -> str:
    if rates.median_delay is None:
        return str(_("Todavía son muy pocos para decirlo"))
    return str(
        ngettext(
            "%(days)s día",
            "%(days)s días",
            int(rates.median_delay),
            days=number(rates.median_delay),
        )
    )


def _shown(one: OfficeRates) -> dict[str, Any]:
    origins = [(referred(reference), rates) for reference, rates in one.by_origin]
    return {
        "name": one.office.name,
        "total": one.rates.total,
        "of_anything": one.rates.of_anything,
        "figures": figures_of(one.rates),
        "origins": [
            {
                "title": known.title,
                "address": known.address,
                "total": rates.total,
                "figures": figures_of(rates),
            }
            for known, rates in origins
            if known
        ],
    }
