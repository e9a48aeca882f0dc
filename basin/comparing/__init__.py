"""Scenarios beside each other: plain arithmetic on what a model answered, and nothing else.

Nothing here knows a page, a language or a table. Every figure says its unit and what it was made
from; what cannot be known is None, never zero; nothing sums up several figures in one.
"""

from basin.comparing.cases import Case, Limit, Standing, cases_of, share_climate
from basin.comparing.changes import Change, Comparison, Turn, compare
from basin.comparing.figures import Figure, Measure
from basin.comparing.measuring import Basis
from basin.comparing.spread import Spread

__all__ = [
    "Basis",
    "Case",
    "Change",
    "Comparison",
    "Figure",
    "Limit",
    "Measure",
    "Spread",
    "Standing",
    "Turn",
    "cases_of",
    "compare",
    "share_climate",
]
