"""What people read for the names of the countries."""

from web.locale import _l

COUNTRIES = {
    "AR": _l("Argentina"),
    "BO": _l("Bolivia"),
    "CL": _l("Chile"),
    "CO": _l("Colombia"),
    "EC": _l("Ecuador"),
    "PE": _l("Perú"),
}
