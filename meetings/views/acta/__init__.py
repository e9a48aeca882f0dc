"""The pages of an acta for staff: its life, its papers, the book."""

from meetings.views.acta import book, moves, page, papers

__all__ = ["book", "moves", "page", "papers"]
