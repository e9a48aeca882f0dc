"""The six countries, their departments (ISO 3166-2), their levels, codes and time zones."""

import re
import unicodedata
from enum import StrEnum
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

CODE_SYSTEMS = {"AR": "INDEC", "BO": "INE", "CL": "CUT", "CO": "DANE", "EC": "INEC", "PE": "UBI"}
"""Whose codes a country's provinces and districts carry; Peru's are the UBIGEO of the INEI."""

LOCAL_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]{0,15}")
"""A code as the statistics office of a country writes it."""


class Level(StrEnum):
    """How wide a place is. Each country has its own words for them, see `territory.words`."""

    DEPARTMENT = "department"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNITY = "community"


LIES_IN = {
    Level.PROVINCE: frozenset({Level.DEPARTMENT}),
    Level.DISTRICT: frozenset({Level.PROVINCE}),
    # Where a country has no third level, its communities lie in the second.
    Level.COMMUNITY: frozenset({Level.DISTRICT, Level.PROVINCE}),
}
"""In which levels a place of each level may lie. A chain of places is therefore never a circle."""


class Origin(StrEnum):
    """How a place came into our list."""

    SHIPPED = "shipped"
    IMPORTED = "imported"
    BY_HAND = "by-hand"


class Division(NamedTuple):
    """A department, province or region with its ISO 3166-2 code and its own name."""

    code: str
    name: str


@cache
def departments(country: str) -> tuple[Division, ...]:
    """The first-level divisions of one of the six countries, by name; none for another country."""
    if country not in COUNTRIES:
        return ()
    import pycountry  # here: the divisions of the whole world are read on first use only

    found: Any = pycountry.subdivisions.get(country_code=country)  # type: ignore[no-untyped-call]
    divisions = (Division(one.code, one.name) for one in found)
    return tuple(sorted(divisions, key=lambda division: order_of(division.name)))


def department_name(code: str) -> str | None:
    """The own name of a department, or None when the code is none of theirs."""
    country, _, _ = code.partition("-")
    return next((place.name for place in departments(country) if place.code == code), None)


def whole_code(country: str, local: str) -> str:
    """The code that we keep: `0807` of Peru is `PE-UBI-0807`; a whole one stays as it is."""
    ours = f"{country}-{CODE_SYSTEMS[country]}-"
    return local if local.startswith(ours) else ours + local


def local_code(code: str) -> str:
    """The code as the country writes it: `PE-UBI-0807` is `0807`; of a department the ISO code."""
    country, _, rest = code.partition("-")
    return rest.removeprefix(f"{CODE_SYSTEMS[country]}-") if "-" in rest else code


def order_of(name: str) -> str:
    """What names are sorted by. Accents do not count: Áncash stands before Apurímac."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
