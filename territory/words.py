"""What people read for the names of the countries, and for a place."""

from territory.places import department_name
from web.locale import _l

COUNTRIES = {
    "AR": _l("Argentina"),
    "BO": _l("Bolivia"),
    "CL": _l("Chile"),
    "CO": _l("Colombia"),
    "EC": _l("Ecuador"),
    "PE": _l("Perú"),
}


def place_in_full(place: str, department: str, country: str) -> str:
    """A place from the narrow to the wide; `department` and `country` are codes or empty."""
    wide = str(COUNTRIES[country]) if country in COUNTRIES else ""
    return ", ".join(part for part in (place, department_name(department) or "", wide) if part)
