"""Everything an officer sees of cases. `bp` is the blueprint, at /desk."""

from grievances.views.desk import case, casework, hands, identities, queue  # noqa: F401 - they add their pages
from grievances.views.desk.entrance import bp

__all__ = ["bp"]
