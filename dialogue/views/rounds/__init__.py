"""Rounds of a proposal: prepared, opened, heard, closed, made void, and what they came to."""

from dialogue.views.rounds import moving, page, planning

__all__ = ["moving", "page", "planning"]
