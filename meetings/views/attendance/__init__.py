"""The pages about who was expected and who came."""

from types import ModuleType

from meetings.views.attendance import (
    checking_in,
    export,
    grid,
    importing,
    invited,
    listing,
    person,
    sheet,
    sitting,
)

PAGES: tuple[ModuleType, ...] = (
    checking_in,
    export,
    grid,
    importing,
    invited,
    listing,
    person,
    sheet,
    sitting,
)
"""They add their pages to the blueprint for staff."""
