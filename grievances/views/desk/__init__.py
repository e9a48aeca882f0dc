"""Everything an officer sees of cases. `bp` is the blueprint, at /desk."""

from grievances.views.desk import (  # noqa: F401 - they add their pages
    beside,
    case,
    casework,
    files,
    hands,
    identities,
    intake,
    lost_codes,
    offered,
    offering,
    paper,
    queue,
    several,
    threats,
    trail,
)
from grievances.views.desk.entrance import bp

__all__ = ["bp"]
