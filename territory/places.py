"""The six countries, their departments (ISO 3166-2) and their time zones."""

import unicodedata
from functools import cache
from typing import Any, NamedTuple

COUNTRIES = ("AR", "BO", "CL", "CO", "EC", "PE")
"""ISO 3166-1 codes. Their names stand in `territory.words`."""

TIME_ZONES = {
    "AR": ("America/Argentina/Buenos_Aires", "America/Argentina/Salta"),
    "BO": ("America/La_Paz",),
    "CL": ("America/Santiago", "America/Punta_Arenas", "Pacific/Easter"),
    "CO": ("America/Bogota",),
    "EC": ("America/Guayaquil", "Pacific/Galapagos"),
    "PE": ("America/Lima",),
}
"""Where the clocks of a country's offices may stand; the first is the usual one."""


class Place(NamedTuple):
    """A department, province or region with its ISO 3166-2 code and its own name."""

    code: str
    name: str


@cache
def departments(country: str) -> tuple[Place, ...]:
    """The first-level divisions of one of the six countries, by name; none for another country."""
    if country not in COUNTRIES:
        return ()
    import pycountry  # here: the divisions of the whole world are read on first use only

    found: Any = pycountry.subdivisions.get(country_code=country)  # type: ignore[no-untyped-call]
    return tuple(sorted((Place(one.code, one.name) for one in found), key=_by_name))


def department_name(code: str) -> str | None:
    """The own name of a department, or None when the code is none of theirs."""
    country, _, _ = code.partition("-")
    return next((place.name for place in departments(country) if place.code == code), None)


def _by_name(place: Place) -> str:
    """Accents do not count: Áncash stands before Apurímac."""
    letters = unicodedata.normalize("NFD", place.name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
