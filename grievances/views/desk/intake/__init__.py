"""Taking a case down: by visit, telephone, letter or radio. Pages for staff and for monitors."""

from grievances.views.desk.intake import (  # noqa: F401 - they add their pages
    drafts,
    files,
    handing,
    registering,
    sheet,
)
