"""Room mode of a table: one page for who facilitates, on a phone, by forms that save."""

from dialogue.views.room import opening, page, results

__all__ = ["opening", "page", "results"]
