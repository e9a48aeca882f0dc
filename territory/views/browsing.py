"""From the country down to the community, and by search."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kernel.policy import require
from territory import queries
from territory.forms import CommunityForm
from territory.models import Place
from territory.places import COUNTRIES, Level
from territory.policy import OFFICE_ADMIN, PLATFORM_ADMIN, TABLE, Action, Ground
from territory.views.blueprint import bp, ground_of
from territory.words import COUNTRIES as COUNTRY_NAMES
from territory.words import LEVELS_OF_MANY, ORIGINS, level_word
from web.access import for_roles
from web.actor import actor
from web.locale import current
from web.transaction import db

FOUND_A_PAGE = 50


@bp.get("/places/")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def countries() -> ResponseReturnValue:
    """The six countries, and how many places each has."""
    require(TABLE, actor(), Action.PLACES_BROWSE, Ground(COUNTRIES[0]))
    return render_template(
        "territory/countries.html",
        countries=COUNTRY_NAMES,
        counts=queries.counts(db()),
        levels=LEVELS_OF_MANY,
    )


@bp.get("/places/<country>")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def country(country: str) -> ResponseReturnValue:
    """The departments of a country, or what a search found in it."""
    ground, words = ground_of(country), request.args.get("q", "").strip()[:100]
    found = queries.page_of(db(), actor(), country, after=request.args.get("after", ""))
    hits = queries.find_places(db(), country, words, FOUND_A_PAGE) if words else []
    ways = queries.ways_to(db(), hits)
    return render_template(
        "territory/country.html", found=found, words=words, hits=hits, ways=ways, **words_of(ground)
    )


@bp.get("/places/<country>/at/<code>")
@for_roles(PLATFORM_ADMIN, OFFICE_ADMIN)
def place(country: str, code: str) -> ResponseReturnValue:
    """A place, where it lies, and what lies in it."""
    ground = ground_of(country)
    here = queries.place_open_to(db(), actor(), country, code)
    return render_template(
        "territory/place.html", form=CommunityForm(), **words_of(ground), **surroundings(here)
    )


def surroundings(here: Place) -> dict[str, Any]:
    """What the page of a place shows around it."""
    after = request.args.get("after", "")
    return {
        "here": here,
        "way": queries.way_to(db(), here.code)[:-1],
        "found": queries.page_of(db(), actor(), here.country, here.code, after),
        "after": after,
        "takes_communities": queries.takes_communities(db(), here),
    }


def words_of(ground: Ground) -> dict[str, Any]:
    """The words that every page of a country needs."""
    return {
        "ground": ground,
        "country_name": COUNTRY_NAMES[ground.country],
        "level_words": {level: level_word(ground.country, level) for level in Level},
        "origins": ORIGINS,
        "language": current(),
    }
