"""Where the pages of places hang, and on whose ground they act."""

from collections.abc import Callable, Iterable

from flask import Blueprint, current_app
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from territory.places import COUNTRIES
from territory.policy import OFFICE_ADMIN, Ground
from web.actor import actor
from web.transaction import db

CountriesOf = Callable[[Session, Iterable[int]], frozenset[str]]

bp = Blueprint("territory", __name__)


def ground_of(country: str) -> Ground:
    """The places of this country, as this request's actor stands to them."""
    if country not in COUNTRIES:
        raise NotFound("not-found")
    countries_of: CountriesOf = current_app.extensions["countries_of"]
    home = country in countries_of(db(), actor().offices(OFFICE_ADMIN))
    return Ground(country, home)
