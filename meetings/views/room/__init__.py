"""Room mode: one page for who facilitates a meeting, with a network or without."""

from types import ModuleType

from meetings.views.room import page, reading, worker

PAGES: tuple[ModuleType, ...] = (page, reading, worker)
"""They add their pages to the blueprint for staff."""
