"""The way in: which office, and what can be done there."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from accounts.models import Office
from accounts.queries import office_text
from accounts.roles import OfficeText, Track
from grievances import deadlines
from grievances.views.office import at, receiving_office, receiving_offices
from territory.words import COUNTRIES
from web.access import public
from web.locale import current

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def choose() -> ResponseReturnValue:
    """The offices; where there is only one, its home."""
    offices = receiving_offices()
    if len(offices) == 1:
        return _home(at(offices[0]))
    return render_template("home.html", offices=offices, countries=COUNTRIES, days=deadlines)


@bp.get("/o/<slug>")
@public
def of_office(slug: str) -> ResponseReturnValue:
    """What this office does for people, and how to begin."""
    return _home(receiving_office(slug))


def _home(office: Office) -> str:
    return render_template(
        "grievances/public/office.html",
        office=office,
        days=deadlines,
        texts={part.value: office_text(office, part, current()) for part in OfficeText},
        takes_questions=Track.CONSULTA.value in office.tracks,
        takes_nameless=Track.QUEJA.value in office.anonymous_tracks,
        takes_nameless_alerts=Track.ALERTA.value in office.anonymous_tracks,
    )
